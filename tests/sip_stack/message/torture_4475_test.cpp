#include "support.hpp"

#include <map>

using namespace sip;
using namespace sip::test;

namespace {

/// What parse() says to each file of RFC 4475: 0 is well formed, else the status of the fault. Where the RFC leaves a
/// choice, the strict one is ours. Verdicts that need a user agent (401, 405, 406, 415, 420, ...) are not the parser's.
const std::map<std::string, int> verdicts{
    {"wsinv", 0},        {"intmeth", 0},    {"esc01", 0},      {"escnull", 0},    {"esc02", 0},
    {"lwsdisp", 0},      {"longreq", 0},    {"dblreq", 0},     {"semiuri", 0},    {"transports", 0},
    {"mpart01", 0},      {"unreason", 0},   {"noreason", 0},   {"badinv01", 400}, {"clerr", 400},
    {"ncl", 400},        {"scalar02", 400}, {"scalarlg", 400}, {"quotbal", 400},  {"ltgtruri", 400},
    {"lwsruri", 400},    {"lwsstart", 400}, {"trws", 400},     {"escruri", 400},  {"baddate", 0},
    {"regbadct", 400},   {"badaspec", 400}, {"baddn", 400},    {"badvers", 505},  {"mismatch01", 400},
    {"mismatch02", 501}, {"bigcode", 400},  {"badbranch", 0},  {"insuf", 400},    {"unkscm", 416},
    {"novelsc", 416},    {"unksm2", 0},     {"bext01", 0},     {"invut", 0},      {"regaut01", 0},
    {"multi01", 400},    {"mcl01", 400},    {"bcast", 0},      {"zeromf", 0},     {"cparam01", 0},
    {"cparam02", 0},     {"regescrt", 0},   {"sdp01", 0},      {"inv2543", 0},    {"test", 400},
};

std::string file(const std::string& name) { return vector_file("rfc4475/" + name + ".dat"); }

} // namespace

BOOST_AUTO_TEST_SUITE(torture_4475)

BOOST_AUTO_TEST_CASE(every_message_has_its_verdict)
{
    BOOST_TEST(verdicts.size() == 50U);
    for (const auto& [name, status] : verdicts) {
        Message message;
        const ParseError error = parse(message, file(name));
        BOOST_TEST((error ? error.status : 0) == status, name << ": " << to_string(error));
    }
}

BOOST_AUTO_TEST_CASE(every_refused_request_that_names_a_via_can_be_answered)
{
    for (const auto& [name, status] : verdicts) {
        Message message;
        static_cast<void>(parse(message, file(name)));
        const bool response =
            name == "unreason" || name == "noreason" || name == "scalarlg" || name == "bigcode" || name == "bcast";
        BOOST_TEST(message.is_request() == !response, name);
        BOOST_TEST(message.answerable() == (!response && name != "test"), name);
    }
}

BOOST_AUTO_TEST_CASE(wsinv_is_understood_through_all_its_white_space) // §3.1.1.1
{
    const Message m = parsed(file("wsinv"));
    BOOST_TEST(m.to().uri.text == "sip:vivekg@chair-dnrc.example.com");
    BOOST_TEST(m.to_tag() == "1918181833n");
    BOOST_TEST(m.from().display == "J Rosenberg \\\\\\\"");
    BOOST_TEST(m.from_tag() == "98asjd8");
    BOOST_TEST(m.max_forwards().value() == 68U);
    BOOST_TEST(m.cseq().number == 9U);
    BOOST_TEST(m.via_count() == 3U);
    BOOST_TEST(m.top_via().transport == "UDP");
    BOOST_TEST(m.top_via().host == "192.0.2.2");
    BOOST_TEST(m.top_via().branch == "390skdjuw");
    BOOST_TEST(m.has(HeaderId::subject));
    BOOST_TEST(m.value(HeaderId::subject) == "");
    BOOST_TEST(m.value("UnknownHeaderWithUnusualValue") == ";;,,;;,;");
    BOOST_TEST(m.contact().value().params.value("newparam") == "newvalue");
    BOOST_TEST(m.contact().value().params.value("q") == "0.33");
    BOOST_TEST(m.body().size() == 150U);
    const std::vector<std::string> vias = elements(m, HeaderId::via);
    Via last;
    BOOST_TEST(!parse_via(vias.at(2), last));
    BOOST_TEST(last.branch == "z9hG4bK30239");
}

BOOST_AUTO_TEST_CASE(intmeth_keeps_every_odd_character) // §3.1.1.2
{
    const Message m = parsed(file("intmeth"));
    BOOST_TEST(m.method_name() == "!interesting-Method0123456789_*+`.%indeed'~");
    BOOST_TEST((m.method() == Method::other));
    BOOST_TEST(m.request_uri().user == "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
    BOOST_TEST(m.request_uri().password == "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
    BOOST_TEST(m.request_uri().host == "example.com");
    BOOST_TEST(m.to().display == std::string_view("BEL:\\\x07 NUL:\\\0 DEL:\\\x7f", 20));
    BOOST_TEST(m.from_tag() == "_token~1'+`*%!-.");
    BOOST_TEST(m.max_forwards().value() == 255U);
}

BOOST_AUTO_TEST_CASE(escapes_are_not_undone_in_names) // §3.1.1.3 to §3.1.1.5
{
    const Message esc01 = parsed(file("esc01"));
    BOOST_TEST(unescape(esc01.request_uri().user) == "sips:user@example.com");
    BOOST_TEST(unescape(esc01.contact().value().uri.user) == "caller");
    BOOST_TEST(unescape(esc01.contact().value().uri.params.value("n%61me")) == "value%41");

    const Message esc02 = parsed(file("esc02"));
    BOOST_TEST((esc02.method() == Method::other));
    BOOST_TEST(elements(esc02, HeaderId::contact).size() == 2U);

    const Message escnull = parsed(file("escnull"));
    const auto contacts = elements(escnull, HeaderId::contact);
    BOOST_TEST_REQUIRE(contacts.size() == 2U);
    NameAddr second;
    BOOST_TEST(!parse_name_addr(contacts[1], second));
    BOOST_TEST(unescape(second.uri.user) == std::string("\0\0", 2));
    BOOST_TEST(!equivalent(escnull.contact()->uri, second.uri));
}

BOOST_AUTO_TEST_CASE(uri_and_header_parameters_are_told_apart) // §3.1.1.9, §3.3.12 to §3.3.14, §3.4.1
{
    BOOST_TEST(parsed(file("semiuri")).request_uri().user == "user;par=u%40example.net");
    BOOST_TEST(parsed(file("cparam01")).contact()->params.has("unknownparam"));
    BOOST_TEST(parsed(file("cparam02")).contact()->uri.params.has("unknownparam"));
    BOOST_TEST(parsed(file("regescrt")).contact()->uri.headers == "Route=%3Csip:sip.example.com%3E");
    BOOST_TEST(!parsed(file("regescrt")).has(HeaderId::route));
    BOOST_TEST(parsed(file("inv2543")).to().params.value("user") == "phone");
}

BOOST_AUTO_TEST_CASE(octets_after_the_body_are_ignored) // §3.1.1.8
{
    const Message m = parsed(file("dblreq"));
    BOOST_TEST((m.method() == Method::register_));
    BOOST_TEST(m.body() == "");
}

BOOST_AUTO_TEST_CASE(a_binary_part_is_found_whole) // §3.1.1.11
{
    const Message m = parsed(file("mpart01"));
    BOOST_TEST(m.body_part("text", "plain") == "Hello");
    const std::string_view binary = m.body_part("application", "octet-stream");
    BOOST_TEST(binary.size() == 342U);
    BOOST_TEST(binary.substr(0, 2) == "\x30\x82");
}

BOOST_AUTO_TEST_CASE(responses_have_their_reason_as_it_came) // §3.1.1.12, §3.1.1.13, §3.3.10
{
    BOOST_TEST(parsed(file("unreason")).reason().substr(0, 9) == "= 2**3 * ");
    BOOST_TEST(parsed(file("noreason")).reason() == "");
    BOOST_TEST(parsed(file("noreason")).status() == 100);
    BOOST_TEST(parsed(file("bcast")).via_count() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
