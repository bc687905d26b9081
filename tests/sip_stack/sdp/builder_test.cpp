#include "descriptions.hpp"

#include <boost/test/unit_test.hpp>

using namespace sip;
using namespace sip::sdp;
using namespace sip::sdp::test;

BOOST_AUTO_TEST_SUITE(sdp_builder) // RFC 8866 §5

BOOST_AUTO_TEST_CASE(what_is_built_reads_as_what_it_was)
{
    Session session;
    session.origin_user = "alice";
    session.session_id = 18446744073709551615u;
    session.version = 3;
    session.origin_address = *IpAddress::parse("2001:db8::1");
    session.name = "a name";
    session.connection = session.origin_address;
    session.attributes = {"tool:x"};
    Media audio{.type = "audio", .port = 4000, .port_count = 2, .protocol = "RTP/AVP", .formats = {"8", "101"}};
    audio.codecs = {pcma, events_101};
    audio.connection = *IpAddress::parse("192.0.2.4");
    audio.direction = Direction::recvonly;
    audio.ptime = 30;
    audio.maxptime = 60;
    audio.attributes = {"label:1"};
    const Media refused{.type = "image", .port = 0, .protocol = "udptl", .formats = {"t38"}};
    session.media = {audio, refused};

    Session again;
    const std::string text = build(session);
    BOOST_TEST(!parse(text, again));
    BOOST_TEST((again == session), text);
    BOOST_TEST(build(again) == text);
}

BOOST_AUTO_TEST_CASE(lines_stand_in_the_order_of_the_grammar)
{
    Session session;
    session.session_id = 7;
    session.version = 1;
    session.origin_address = *IpAddress::parse("192.0.2.1");
    session.connection = session.origin_address;
    session.media = {{.type = "audio", .port = 4000, .protocol = "RTP/AVP", .codecs = {pcma, events_101}, .ptime = 20}};
    BOOST_TEST(build(session) ==
               "v=0\r\no=- 7 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
               "m=audio 4000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
               "a=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n");
}

BOOST_AUTO_TEST_CASE(no_text_can_start_a_line_of_its_own)
{
    Session session;
    session.name = "x\r\nc=IN IP4 203.0.113.66";
    session.origin_user = "-\no=evil";
    session.media = {
        {.type = "audio", .port = 4000, .protocol = "RTP/AVP", .codecs = {{0, "PCMU\r\na=evil", 8000, 1, "a\rb"}}}};
    session.media[0].attributes = {std::string{"ok\0a=evil", 9}};
    const std::string text = build(session);
    BOOST_TEST(text.find("evil") == std::string::npos);
    BOOST_TEST(text.find("203.0.113.66") == std::string::npos);
    BOOST_TEST(text.find("a=fmtp:0 a\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
