#include "support.hpp"

using namespace sip;
using namespace sip::test;

namespace {

std::string found(std::string_view type, std::string_view body, std::string_view wanted = "application/sdp",
                  const ParserLimits& limits = {})
{
    Message m;
    BOOST_TEST_REQUIRE(!parse(m, request(std::string{"Content-Type: "}.append(type).append("\r\n"), body), limits));
    const std::size_t slash = wanted.find('/');
    return std::string{m.body_part(wanted.substr(0, slash), wanted.substr(slash + 1))};
}

/// A part of `content` in `depth` layers of multipart.
std::string nested(unsigned depth, const std::string& content)
{
    std::string body = "Content-Type: application/sdp\r\n\r\n" + content;
    for (unsigned i = 0; i < depth; ++i) {
        const std::string mark = std::string{"b"}.append(std::to_string(i)).append("x");
        body = "--" + mark + "\r\n" + body + "\r\n--" + mark + "--\r\n";
        if (i + 1 < depth)
            body = "Content-Type: multipart/mixed;boundary=" + mark + "\r\n\r\n" + body;
    }
    return body;
}

} // namespace

BOOST_AUTO_TEST_SUITE(multipart) // RFC 5621, RFC 2046 §5.1.1

BOOST_AUTO_TEST_CASE(a_plain_body_is_its_only_part)
{
    BOOST_TEST(found("application/sdp", "v=0") == "v=0");
    BOOST_TEST(found("text/plain", "v=0") == "");
}

BOOST_AUTO_TEST_CASE(a_part_is_found_wherever_it_stands)
{
    const std::string body = "preamble\r\n--b\r\n\r\nplain\r\n--bb\r\nnot a delimiter\r\n--b \r\n"
                             "c: application/SDP;\r\n x=y\r\nX: y\r\n\r\nv=0\r\n\r\n--b\r\n"
                             "Content-Type: application/sdp\r\n\r\nsecond\r\n--b--\r\nepilogue";
    BOOST_TEST(found("multipart/mixed;boundary=b", body) == "v=0\r\n");
    BOOST_TEST(found("multipart/mixed; boundary=\"b\"", body, "text/plain") == "plain\r\n--bb\r\nnot a delimiter");
    BOOST_TEST(found("multipart/mixed;boundary=b", body, "text/html") == "");
}

BOOST_AUTO_TEST_CASE(a_part_without_closing_delimiter_ends_with_the_body)
{
    BOOST_TEST(found("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp\r\n\r\nv=0") == "v=0");
}

BOOST_AUTO_TEST_CASE(broken_multiparts_hold_nothing)
{
    const std::string part = "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b--";
    BOOST_TEST(found("multipart/mixed", part) == "");
    BOOST_TEST(found("multipart/mixed;boundary=\"\"", part) == "");
    BOOST_TEST(found("multipart/mixed;boundary=" + std::string(71, 'b'), part) == "");
    BOOST_TEST(found("multipart/mixed;boundary=c", part) == "");
    BOOST_TEST(found("multipart/mixed;boundary=b", "--b") == "");
    BOOST_TEST(found("multipart/mixed;boundary=b", "--b--") == "");
    BOOST_TEST(found("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp") == "");
    BOOST_TEST(found("multipart/mixed;boundary=b", "--b\r\nContent-Type: sdp\r\n\r\nv=0\r\n--b--") == "");
}

BOOST_AUTO_TEST_CASE(a_description_that_is_not_of_this_session_is_passed_over) // RFC 3959, RFC 2183
{
    const auto part = [](std::string_view disposition, std::string_view content) {
        return "--b\r\nContent-Type: application/sdp\r\nContent-Disposition: " + std::string{disposition} + "\r\n\r\n" +
               std::string{content} + "\r\n";
    };
    BOOST_TEST(found("multipart/mixed;boundary=b", part("early-session", "1") + part("Attachment;filename=x", "2") +
                                                       part("session;handling=required", "3") + "--b--") == "3");
}

BOOST_AUTO_TEST_CASE(nesting_has_a_limit)
{
    ParserLimits limits;
    limits.multipart_depth = 3;
    BOOST_TEST(found("multipart/mixed;boundary=b2x", nested(3, "v=0"), "application/sdp", limits) == "v=0");
    BOOST_TEST(found("multipart/mixed;boundary=b3x", nested(4, "v=0"), "application/sdp", limits) == "");
}

BOOST_AUTO_TEST_SUITE_END()
