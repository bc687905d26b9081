#include "support.hpp"

using namespace sip;

namespace {

NameAddr name_addr(std::string_view text)
{
    NameAddr out;
    const ParseError error = parse_name_addr(text, out);
    BOOST_TEST_REQUIRE(!error, text << ": " << to_string(error));
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(name_addrs) // RFC 3261 §20.10

BOOST_AUTO_TEST_CASE(with_brackets_parameters_after_them_are_the_headers)
{
    const NameAddr a = name_addr(R"("A. \"G\" Bell, jr" <sip:bell@example.com;lr?x=y> ; tag = a73 ;q=0.7)");
    BOOST_TEST(a.display == R"(A. \"G\" Bell, jr)");
    BOOST_TEST(a.uri.params.text() == ";lr");
    BOOST_TEST(a.uri.headers == "x=y");
    BOOST_TEST(a.tag() == "a73");
    BOOST_TEST(a.params.value("q") == "0.7");
    BOOST_TEST(!a.params.has("lr"));
}

BOOST_AUTO_TEST_CASE(without_brackets_all_parameters_are_the_headers)
{
    const NameAddr a = name_addr("sip:+12125551212@example.com;user=phone;tag=887s");
    BOOST_TEST(a.uri.text == "sip:+12125551212@example.com");
    BOOST_TEST(a.uri.params.text() == "");
    BOOST_TEST(a.params.value("user") == "phone");
    BOOST_TEST(a.tag() == "887s");
    BOOST_TEST(name_addr("sip:a@b ; x = \"<\"").params.value("x") == "<");
}

BOOST_AUTO_TEST_CASE(display_names_may_be_tokens_quotes_or_utf8)
{
    BOOST_TEST(name_addr("Mr Watson <sip:a@b>").display == "Mr Watson");
    BOOST_TEST(name_addr("caller<sip:a@b>").display == "caller");
    BOOST_TEST(name_addr("<sip:a@b>").display == "");
    BOOST_TEST(name_addr("\"\" <sip:a@b>").display == "");
    BOOST_TEST(name_addr("J\xc3\xb6rg <sip:a@b>").display == "J\xc3\xb6rg");
}

BOOST_AUTO_TEST_CASE(malformed_ones_are_refused)
{
    for (const char* text : {"",
                             " ",
                             "<sip:a@b",
                             "\"a <sip:a@b>",
                             "\"a\\\" <sip:a@b>",
                             "\"a\" sip:a@b",
                             "a, b <sip:a@b>",
                             "<>",
                             "< sip:a@b>",
                             "<sip:a@b >",
                             "<sip:a@b>x",
                             "<sip:a@b>,<sip:c@d>",
                             "<sip:a@b>;",
                             "<sip:a@b>;;tag=1",
                             "<sip:a@b>;=x",
                             "<sip:a@b>;x=\"open",
                             "<sip:a@b>;tag=1 2",
                             "<<sip:a@b>>",
                             "sip:a@b?x=y",
                             "sip:a,b@c",
                             "a@b",
                             "*",
                             "\"",
                             "\"a\""}) {
        NameAddr out;
        BOOST_TEST(static_cast<bool>(parse_name_addr(text, out)), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
