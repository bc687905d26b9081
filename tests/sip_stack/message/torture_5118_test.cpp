#include "support.hpp"

using namespace sip;
using namespace sip::test;

namespace {

std::string file(const std::string& name) { return vector_file("rfc5118/wire/" + name + ".dat"); }

} // namespace

BOOST_AUTO_TEST_SUITE(torture_5118)

BOOST_AUTO_TEST_CASE(every_well_formed_message_parses)
{
    for (const char* name : {"ipv6-good", "port-ambiguous", "port-unambiguous", "via-received-param-with-delim",
                             "via-received-param-no-delim", "ipv6-in-sdp", "mult-ip-in-header", "mult-ip-in-sdp",
                             "ipv4-mapped-ipv6", "ipv6-bug-abnf-3-colons", "ipv6-correct-abnf-2-colons"}) {
        Message message;
        const ParseError error = parse(message, file(name));
        BOOST_TEST(!error, name << ": " << to_string(error));
        BOOST_TEST(message.answerable(), name);
    }
}

BOOST_AUTO_TEST_CASE(an_address_without_brackets_is_refused) // §4.2
{
    Message message;
    const ParseError error = parse(message, file("ipv6-bad"));
    BOOST_TEST(error.status == 400);
    BOOST_TEST(std::string_view{error.field} == "Request-URI");
    BOOST_TEST(message.answerable());
}

BOOST_AUTO_TEST_CASE(a_port_stands_after_the_bracket_only) // §4.3, §4.4
{
    const Message ambiguous = parsed(file("port-ambiguous"));
    BOOST_TEST(ambiguous.request_uri().host_unbracketed() == "2001:db8::10:5070");
    BOOST_TEST(ambiguous.request_uri().port == 0);
    const Message clear = parsed(file("port-unambiguous"));
    BOOST_TEST(clear.request_uri().host_unbracketed() == "2001:db8::10");
    BOOST_TEST(clear.request_uri().port == 5070);
}

BOOST_AUTO_TEST_CASE(received_may_lack_brackets) // §4.5
{
    BOOST_TEST(parsed(file("via-received-param-with-delim")).top_via().params.value("received") == "[2001:db8::9:255]");
    BOOST_TEST(parsed(file("via-received-param-no-delim")).top_via().params.value("received") == "2001:db8::9:255");
}

BOOST_AUTO_TEST_CASE(both_families_live_in_one_message) // §4.7, §4.9
{
    BOOST_TEST(parsed(file("mult-ip-in-header")).via_count() == 3U);
    const Message mapped = parsed(file("ipv4-mapped-ipv6"));
    BOOST_TEST(mapped.contact().value().uri.host == "[::ffff:192.0.2.2]");
}

BOOST_AUTO_TEST_CASE(the_bug_of_the_old_grammar_is_borne) // §4.10
{
    BOOST_TEST(parsed(file("ipv6-bug-abnf-3-colons")).request_uri().host == "[2001:db8:::192.0.2.1]");
    BOOST_TEST(parsed(file("ipv6-correct-abnf-2-colons")).request_uri().host == "[2001:db8::192.0.2.1]");
}

BOOST_AUTO_TEST_SUITE_END()
