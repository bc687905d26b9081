#include "support.hpp"

using namespace sip;

BOOST_AUTO_TEST_SUITE(header_values)

BOOST_AUTO_TEST_CASE(cseq_has_a_number_and_a_method)
{
    CSeq cseq;
    BOOST_TEST(!parse_cseq("0009   INVITE", cseq));
    BOOST_TEST(cseq.number == 9U);
    BOOST_TEST((cseq.method == Method::invite));
    BOOST_TEST(!parse_cseq("4294967295 x-Own", cseq));
    BOOST_TEST((cseq.method == Method::other));
    BOOST_TEST(cseq.method_name == "x-Own");
    for (const char* text :
         {"", "1", "1 ", "INVITE", "4294967296 INVITE", "-1 INVITE", "1INVITE", "1 INVITE x", "1 (x)"})
        BOOST_TEST(static_cast<bool>(parse_cseq(text, cseq)), text);
}

BOOST_AUTO_TEST_CASE(media_type_compares_without_case)
{
    MediaType type;
    BOOST_TEST(!parse_media_type("Multipart / Mixed ; boundary=\"a b\"", type));
    BOOST_TEST(type.is("multipart", "mixed"));
    BOOST_TEST(!type.is("multipart", "signed"));
    BOOST_TEST(type.params.value("boundary") == "a b");
    for (const char* text : {"", "text", "text/", "/plain", "text/plain x", "text plain", "text/plain,text/html"})
        BOOST_TEST(static_cast<bool>(parse_media_type(text, type)), text);
}

BOOST_AUTO_TEST_CASE(credentials_are_read_with_and_without_quotes)
{
    AuthValue auth;
    BOOST_TEST(!parse_auth(R"(Digest username="Bob, \"x\"",realm = "a", ,nc=00000001, uri="sip:a;b=c?d")", auth));
    BOOST_TEST(auth.scheme == "Digest");
    BOOST_TEST(auth.param("USERNAME") == R"(Bob, \"x\")");
    BOOST_TEST(auth.param("realm") == "a");
    BOOST_TEST(auth.param("nc") == "00000001");
    BOOST_TEST(auth.param("uri") == "sip:a;b=c?d");
    BOOST_TEST(auth.param("x") == "");
    BOOST_TEST(!parse_auth("Bearer", auth));
    BOOST_TEST(auth.params == "");
    BOOST_TEST(static_cast<bool>(parse_auth("", auth)));
    BOOST_TEST(static_cast<bool>(parse_auth("=x", auth)));
}

BOOST_AUTO_TEST_CASE(malformed_credentials_end_the_run)
{
    AuthValue auth;
    BOOST_TEST(!parse_auth("Digest a=\"open, b=c", auth));
    BOOST_TEST(auth.param("a") == "");
    BOOST_TEST(auth.param("b") == "");
}

BOOST_AUTO_TEST_SUITE_END()
