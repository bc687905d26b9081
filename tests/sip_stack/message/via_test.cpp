#include "support.hpp"

using namespace sip;

namespace {

Via via(std::string_view text)
{
    Via out;
    const ParseError error = parse_via(text, out);
    BOOST_TEST_REQUIRE(!error, text << ": " << to_string(error));
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(vias) // RFC 3261 §20.42

BOOST_AUTO_TEST_CASE(every_part_is_found)
{
    const Via v = via("SIP/2.0/TLS [2001:db8::1]:5061;rport;branch=z9hG4bK77asjd;received=192.0.2.1");
    BOOST_TEST(v.transport == "TLS");
    BOOST_TEST(v.host == "[2001:db8::1]");
    BOOST_TEST(v.port == 5061);
    BOOST_TEST(v.branch == "z9hG4bK77asjd");
    BOOST_TEST(v.has_rport);
    BOOST_TEST(v.rfc3261_branch());
    BOOST_TEST(v.params.value("received") == "192.0.2.1");
}

BOOST_AUTO_TEST_CASE(white_space_may_stand_around_separators)
{
    const Via v = via("SIP / 2.0 / UDP first.example.com : 4000 ; ttl = 16 ; branch = z9hG4bKa7c6");
    BOOST_TEST(v.host == "first.example.com");
    BOOST_TEST(v.port == 4000);
    BOOST_TEST(v.branch == "z9hG4bKa7c6");
    BOOST_TEST(!v.has_rport);
}

BOOST_AUTO_TEST_CASE(addresses_in_parameters_need_no_brackets) // RFC 5118 §4.5
{
    BOOST_TEST(via("SIP/2.0/UDP a;received=2001:db8::9:255").params.value("received") == "2001:db8::9:255");
    BOOST_TEST(via("SIP/2.0/UDP a;received=[2001:db8::9:255]").params.value("received") == "[2001:db8::9:255]");
}

BOOST_AUTO_TEST_CASE(the_cookie_alone_is_no_branch)
{
    BOOST_TEST(!via("SIP/2.0/UDP a;branch=z9hG4bK").rfc3261_branch());
    BOOST_TEST(!via("SIP/2.0/UDP a;branch=390skdjuw").rfc3261_branch());
    BOOST_TEST(!via("SIP/2.0/UDP a").rfc3261_branch());
    BOOST_TEST(via("SIP/2.0/UDP a;branch=Z9HG4BKx").rfc3261_branch());
}

BOOST_AUTO_TEST_CASE(malformed_ones_are_refused)
{
    for (const char* text :
         {"", "SIP/2.0/UDP", "SIP/2.0/UDP ", "SIP/2.0 a", "SIP/3.0/UDP a", "SOP/2.0/UDP a", "2.0/UDP a", "SIP/2.0/ a",
          "SIP/2.0/UDP a:", "SIP/2.0/UDP a:99999", "SIP/2.0/UDP a b", "SIP/2.0/UDP a;", "SIP/2.0/UDP a;;b",
          "SIP/2.0/UDP ;branch=x", "SIP/2.0/UDP a,b", "SIP/2.0/UDP [::1;x"}) {
        Via out;
        BOOST_TEST(static_cast<bool>(parse_via(text, out)), text);
    }
}

BOOST_AUTO_TEST_CASE(another_version_leaves_the_rest_readable_for_an_answer)
{
    Via out;
    BOOST_TEST(static_cast<bool>(parse_via("SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw", out)));
    BOOST_TEST(out.host == "c.example.com");
    BOOST_TEST(out.branch == "z9hG4bKkdjuw");
}

BOOST_AUTO_TEST_SUITE_END()
