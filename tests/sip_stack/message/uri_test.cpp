#include "support.hpp"

using namespace sip;

namespace {

UriView uri(std::string_view text)
{
    UriView out;
    const ParseError error = parse_uri(text, out);
    BOOST_TEST_REQUIRE(!error, text << ": " << to_string(error));
    return out;
}

bool same(std::string_view a, std::string_view b)
{
    const bool forward = equivalent(uri(a), uri(b));
    BOOST_TEST(forward == equivalent(uri(b), uri(a)));
    return forward;
}

} // namespace

BOOST_AUTO_TEST_SUITE(uris)

BOOST_AUTO_TEST_CASE(every_part_is_found)
{
    const UriView u = uri("SIPS:alice;day=tue?x:pass@[2001:db8::1]:5061;transport=tls;lr?Subject=hi&To=x");
    BOOST_TEST((u.scheme == UriView::Scheme::sips));
    BOOST_TEST(u.user == "alice;day=tue?x");
    BOOST_TEST(u.password == "pass");
    BOOST_TEST(u.host == "[2001:db8::1]");
    BOOST_TEST(u.host_unbracketed() == "2001:db8::1");
    BOOST_TEST(u.port == 5061);
    BOOST_TEST(u.params.text() == ";transport=tls;lr");
    BOOST_TEST(u.params.value("transport") == "tls");
    BOOST_TEST(u.params.has("lr"));
    BOOST_TEST(u.headers == "Subject=hi&To=x");
}

BOOST_AUTO_TEST_CASE(a_host_alone_is_enough)
{
    const UriView u = uri("sip:example.com");
    BOOST_TEST(u.user == "");
    BOOST_TEST(u.host == "example.com");
    BOOST_TEST(u.port == 0);
}

BOOST_AUTO_TEST_CASE(tel_has_a_number_and_parameters)
{
    const UriView u = uri("tel:+1-201-555-0123;phone-context=example.com;ext=7");
    BOOST_TEST((u.scheme == UriView::Scheme::tel));
    BOOST_TEST(u.user == "+1-201-555-0123");
    BOOST_TEST(u.params.value("ext") == "7");
}

BOOST_AUTO_TEST_CASE(unknown_schemes_are_kept_as_text)
{
    const UriView u = uri("urn:service:sos");
    BOOST_TEST((u.scheme == UriView::Scheme::other));
    BOOST_TEST(u.text == "urn:service:sos");
}

BOOST_AUTO_TEST_CASE(what_is_no_uri_is_refused)
{
    for (const char* text : {"",
                             "sip",
                             "sip:",
                             ":x",
                             "sip:@host",
                             "sip:a@",
                             "sip:a@b@c",
                             "sip:a b@c",
                             "sip:a@b c",
                             "sip:host:",
                             "sip:host:0",
                             "sip:host:65536",
                             "sip:host:5060x",
                             "sip:host:-1",
                             "sip:2001:db8::1",
                             "sip:[2001:db8::1",
                             "sip:[]",
                             "sip:[1234]",
                             "sip:[::1]x",
                             "sip:a@b;x y",
                             "sip:<a@b>",
                             "sip:a@b\"",
                             "tel:",
                             "tel:1 2",
                             "<sip:a@b>",
                             " sip:a@b",
                             "sip:a@b ",
                             "sip:a@b\r\n",
                             "alan@jasomi.com",
                             "urn:a b",
                             "sip:a:b:c@d"}) {
        UriView out;
        BOOST_TEST(static_cast<bool>(parse_uri(text, out)), text);
    }
}

// RFC 3261 §19.1.4, the examples
BOOST_AUTO_TEST_CASE(equivalent_uris_of_the_rfc_are_equivalent)
{
    BOOST_TEST(same("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"));
    BOOST_TEST(same("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"));
    BOOST_TEST(same("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"));
    BOOST_TEST(same("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                    "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com"));
    BOOST_TEST(same("sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                    "sip:alice@atlanta.com?priority=urgent&subject=project%20x"));
}

BOOST_AUTO_TEST_CASE(different_uris_of_the_rfc_are_different)
{
    BOOST_TEST(!same("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"));
    BOOST_TEST(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"));
    BOOST_TEST(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"));
    BOOST_TEST(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"));
    BOOST_TEST(!same("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"));
    BOOST_TEST(!same("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"));
    BOOST_TEST(!same("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"));
}

BOOST_AUTO_TEST_CASE(the_other_rules_of_comparison_hold)
{
    BOOST_TEST(!same("sip:a@b", "sips:a@b"));
    BOOST_TEST(!same("sip:a@b", "sip:b"));
    BOOST_TEST(!same("sip:a@b", "sip:a:pw@b"));
    BOOST_TEST(!same("sip:a@b", "sip:a@b;user=ip"));
    BOOST_TEST(!same("sip:a@b", "sip:a@b;ttl=1"));
    BOOST_TEST(!same("sip:a@b", "sip:a@b;method=INVITE"));
    BOOST_TEST(!same("sip:a@b", "sip:a@b;maddr=192.0.2.1"));
    BOOST_TEST(!same("sip:a%3Bb@c", "sip:a;b@c")); // reserved characters differ from their escapes
    BOOST_TEST(same("sip:a%3bb@c", "sip:a%3Bb@c"));
    BOOST_TEST(!same("sip:a%00b@c", "sip:a@c"));
    BOOST_TEST(same("sip:a@[2001:DB8::1]", "sip:a@[2001:db8:0::1]"));
    BOOST_TEST(!same("sip:a@b?x=1", "sip:a@b?x=2"));
    BOOST_TEST(!same("sip:a@b?x=1", "sip:a@b?x=1&y=2"));
    BOOST_TEST(same("sip:a@b;x=1;x=2", "sip:a@b;x=1;x=2")); // forbidden, but still itself
    BOOST_TEST(same("urn:a", "urn:a"));
    BOOST_TEST(!same("urn:a", "urn:A"));
}

BOOST_AUTO_TEST_CASE(telephone_numbers_compare_without_visual_separators) // RFC 3966 §4
{
    BOOST_TEST(same("tel:+1-201-555-0123", "tel:+1(201)555.0123"));
    BOOST_TEST(!same("tel:+12015550123", "tel:12015550123"));
    BOOST_TEST(same("tel:7042;phone-context=EXAMPLE.com;ext=1", "tel:7042;ext=1;phone-context=example.com"));
    BOOST_TEST(!same("tel:7042;phone-context=example.com", "tel:7042"));
}

BOOST_AUTO_TEST_CASE(escapes_are_undone_once)
{
    BOOST_TEST(unescape("%2561%zz%4") == "%61%zz%4");
    BOOST_TEST(unescape("a%00b") == std::string("a\0b", 3));
    BOOST_TEST(escape_user("a b@c:%\xc3\xa9;x") == "a%20b%40c%3A%25%C3%A9;x");
    BOOST_TEST(unescape(escape_user("<\"#>\r\n")) == "<\"#>\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
