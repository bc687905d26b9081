#include "message/builder.hpp"
#include "support.hpp"

using namespace sip;
using namespace sip::test;

BOOST_AUTO_TEST_SUITE(builder)

BOOST_AUTO_TEST_CASE(a_message_is_written_as_the_rfc_shows_it)
{
    MessageBuilder out;
    out.request("BYE", "sip:bob@192.0.2.4");
    out.header(HeaderId::max_forwards, 70);
    out.header(HeaderId::from, {"<sip:a@b>", ";tag=", "1"});
    out.header("X-Own", "yes");
    const Bytes bytes = std::move(out).finish();
    BOOST_TEST(bytes.view() ==
               "BYE sip:bob@192.0.2.4 SIP/2.0\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nX-Own: yes\r\n"
               "Content-Length: 0\r\n\r\n");
    BOOST_TEST(bytes.unique());
}

BOOST_AUTO_TEST_CASE(a_body_brings_its_type_and_length)
{
    MessageBuilder out;
    out.status(200, {});
    BOOST_TEST(std::move(out).finish("application/sdp", "v=0\r\n").view() ==
               "SIP/2.0 200 OK\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n");
}

BOOST_AUTO_TEST_CASE(a_message_of_any_size_is_written_whole)
{
    for (std::size_t size = 1900; size < 2200; ++size) {
        MessageBuilder out;
        out.status(486, "Busy");
        out.header(HeaderId::subject, std::string(size, 'x'));
        out.header(HeaderId::reason, std::string(3 * size, 'y'));
        BOOST_TEST(std::move(out).finish().view() == "SIP/2.0 486 Busy\r\nSubject: " + std::string(size, 'x') +
                                                         "\r\nReason: " + std::string(3 * size, 'y') +
                                                         "\r\nContent-Length: 0\r\n\r\n");
    }
}

BOOST_AUTO_TEST_CASE(no_value_can_forge_a_header_or_a_body)
{
    const std::string evil{"a\r\nTo: x\n\r\n\0b", 13};
    MessageBuilder out;
    out.request("INVITE", "sip:a@b");
    out.header(HeaderId::subject, evil);
    out.header("X-Own", evil);
    BOOST_TEST(out.line("X-Line: " + evil));
    out.header(evil, "v");
    out.header("Content-Length", "5");
    Message m;
    static_cast<void>(m.parse(std::move(out).finish()));
    BOOST_TEST(m.fields().size() == 4U);
    BOOST_TEST(!m.has(HeaderId::to));
    BOOST_TEST(m.value("X-Line") == "a  To: x    b");
    BOOST_TEST(m.value("X-Own") == m.value(HeaderId::subject));
    BOOST_TEST(m.value(HeaderId::content_length) == "0");

    MessageBuilder start;
    start.request("INV\r\nITE", "sip:a@b\r\nTo: x");
    start.header(HeaderId::subject, "x");
    BOOST_TEST(std::move(start).finish().view().starts_with("INV  ITE sip:a@b  To: x SIP/2.0\r\nSubject"));
}

BOOST_AUTO_TEST_CASE(a_line_must_have_a_name_and_a_colon)
{
    MessageBuilder out;
    for (const char* line : {"", "x", ":", ": x", "a b: c", "Content-Length: 7", "l: 7", "L : 7"})
        BOOST_TEST(!out.line(line), line);
    BOOST_TEST(out.line(" X-A :  b "));
    BOOST_TEST(std::move(out).finish().view() == "X-A: b\r\nContent-Length: 0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(codes_have_their_phrase_or_that_of_their_class)
{
    BOOST_TEST(reason_phrase(481) == "Call/Transaction Does Not Exist");
    BOOST_TEST(reason_phrase(499) == "Bad Request");
    BOOST_TEST(reason_phrase(699) == "Busy Everywhere");
    BOOST_TEST(reason_phrase(0) == "Unknown");
}

BOOST_AUTO_TEST_SUITE_END()
