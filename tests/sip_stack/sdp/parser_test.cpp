#include "descriptions.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace sip;
using namespace sip::sdp;
using namespace sip::sdp::test;

namespace {

Session read(std::string_view text)
{
    Session session;
    const SdpError error = parse(text, session);
    BOOST_TEST(!error, error.line << ": " << error.reason);
    return session;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sdp_parser) // RFC 8866

BOOST_AUTO_TEST_CASE(reads_the_example_of_rfc_8866)
{
    const Session session = read("v=0\r\n"
                                 "o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1\r\n"
                                 "s=Call to John Smith\r\n"
                                 "i=SDP Offer #1\r\n"
                                 "u=http://www.jdoe.example.com/home.html\r\n"
                                 "e=Jane Doe <jane@jdoe.example.com>\r\n"
                                 "p=+1 617 555-6011\r\n"
                                 "c=IN IP4 198.51.100.1\r\n"
                                 "t=0 0\r\n"
                                 "m=audio 49170 RTP/AVP 0\r\n"
                                 "m=audio 49180 RTP/AVP 0\r\n"
                                 "m=video 51372 RTP/AVP 99\r\n"
                                 "c=IN IP6 2001:db8::2\r\n"
                                 "a=rtpmap:99 h263-1998/90000\r\n");
    BOOST_TEST(session.origin_user == "jdoe");
    BOOST_TEST(session.session_id == 3724394400u);
    BOOST_TEST(session.version == 3724394405u);
    BOOST_TEST(session.name == "Call to John Smith");
    BOOST_TEST(session.connection->to_string() == "198.51.100.1");
    BOOST_REQUIRE(session.media.size() == 3);
    BOOST_TEST(session.media[1].port == 49180);
    BOOST_TEST(session.media[2].type == "video");
    BOOST_TEST(session.media[2].connection->to_string() == "2001:db8::2");
    BOOST_TEST(session.media[2].codecs.empty());
    BOOST_TEST(session.media[2].attributes.at(0) == "rtpmap:99 h263-1998/90000");
}

BOOST_AUTO_TEST_CASE(static_payload_types_need_no_rtpmap)
{
    const Session session = read(with_head("m=audio 5004 RTP/AVP 0 8 9 10 18 97\r\n"));
    const auto& codecs = session.media.at(0).codecs;
    BOOST_REQUIRE(codecs.size() == 6);
    BOOST_TEST((codecs[0] == pcmu));
    BOOST_TEST((codecs[1] == pcma));
    BOOST_TEST((codecs[2] == g722));
    BOOST_TEST((codecs[3] == Codec{10, "L16", 44100, 2, {}}));
    BOOST_TEST(codecs[4].name == "G729");
    BOOST_TEST(codecs[5].name.empty());
}

BOOST_AUTO_TEST_CASE(rtpmap_and_fmtp_belong_to_their_payload_number_in_any_order)
{
    const Session session = read(with_head("m=audio 5004 RTP/AVP 101 111 0\r\n"
                                           "a=fmtp:111 minptime=10; useinbandfec=1\r\n"
                                           "a=rtpmap:111 opus/48000/2\r\n"
                                           "a=rtpmap:101 telephone-event/8000\r\n"
                                           "a=fmtp:101 0-16\r\n"
                                           "a=rtpmap:77 ghost/8000\r\n"));
    const auto& codecs = session.media.at(0).codecs;
    BOOST_REQUIRE(codecs.size() == 3);
    BOOST_TEST(codecs[0].is_telephone_event());
    BOOST_TEST(codecs[0].fmtp == "0-16");
    BOOST_TEST((codecs[1] == Codec{111, "opus", 48000, 2, "minptime=10; useinbandfec=1"}));
    BOOST_TEST((codecs[2] == pcmu));
}

BOOST_AUTO_TEST_CASE(a_payload_map_does_not_reach_the_next_line)
{
    const Session session = read(with_head("m=audio 5004 RTP/AVP 97\r\na=rtpmap:97 iLBC/8000\r\n"
                                           "m=audio 5006 RTP/AVP 97\r\n"));
    BOOST_TEST(session.media.at(0).codecs.at(0).name == "iLBC");
    BOOST_TEST(session.media.at(1).codecs.at(0).name.empty());
}

BOOST_AUTO_TEST_CASE(session_attributes_hold_until_a_line_has_its_own)
{
    const Session session = read("v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
                                 "a=sendonly\r\na=ptime:30\r\na=maxptime:60\r\na=tool:x\r\n"
                                 "m=audio 5004 RTP/AVP 0\r\n"
                                 "m=audio 5006 RTP/AVP 0\r\na=inactive\r\na=ptime:10\r\na=label:2\r\n");
    BOOST_TEST((session.media.at(0).direction == Direction::sendonly));
    BOOST_TEST(session.media.at(0).ptime.value() == 30);
    BOOST_TEST(session.media.at(0).maxptime.value() == 60);
    BOOST_TEST((session.media.at(1).direction == Direction::inactive));
    BOOST_TEST(session.media.at(1).ptime.value() == 10);
    BOOST_TEST(session.attributes.at(0) == "tool:x");
    BOOST_TEST(session.media.at(1).attributes.at(0) == "label:2");
}

BOOST_DATA_TEST_CASE(every_line_end_is_accepted, boost::unit_test::data::make({"\r\n", "\n", "\r", "\n\n", "\r\r\n"}),
                     end)
{
    std::string text;
    for (const char* line : {"v=0", "o=- 1 2 IN IP6 2001:db8::1", "s=-", "c=IN IP6 2001:db8::1", "t=0 0",
                             "m=audio 4000 RTP/AVP 8", "a=recvonly"})
        text += std::string{line} + end;
    const Session session = read(text);
    BOOST_TEST(session.connection->to_string() == "2001:db8::1");
    BOOST_TEST((session.media.at(0).direction == Direction::recvonly));
    text.resize(text.size() - std::string_view{end}.size());
    BOOST_TEST((read(text) == session), "the last line needs no end");
}

BOOST_AUTO_TEST_CASE(unknown_lines_attributes_and_media_are_kept_out_of_the_way)
{
    const Session session = read(with_head("x=what is this\r\n"
                                           "m=image 4444 udptl t38\r\nb=AS:64\r\na=T38FaxVersion:0\r\n"
                                           "m=message 2855 TCP/MSRP *\r\n"
                                           "m=audio 4000 RTP/AVP 8\r\nk=clear:x\r\na=x-none\r\na=\r\n"));
    BOOST_REQUIRE(session.media.size() == 3);
    BOOST_TEST(session.media[0].formats.at(0) == "t38");
    BOOST_TEST(session.media[1].formats.at(0) == "*");
    BOOST_TEST(session.media[2].codecs.size() == 1);
}

BOOST_AUTO_TEST_CASE(names_are_kept_where_an_address_may_stand)
{
    const Session session =
        read("v=0\r\no=- 1 1 IN IP4 host.example.com\r\ns=-\r\nc=IN IP4 media.example.com\r\nt=0 0\r\n"
             "m=audio 4000 RTP/AVP 8\r\n");
    BOOST_TEST(session.origin_name == "host.example.com");
    BOOST_TEST(session.connection_name == "media.example.com");
    BOOST_TEST(!session.connection);
}

BOOST_AUTO_TEST_CASE(a_multicast_suffix_is_left_off_and_the_first_address_counts)
{
    const Session session = read("v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nt=0 0\r\nm=audio 4000/2 RTP/AVP 8\r\n"
                                 "c=IN IP4 233.252.0.1/127/2147483648\r\nc=IN IP4 233.252.0.2/127\r\n");
    BOOST_TEST(session.media.at(0).connection->to_string() == "233.252.0.1");
    BOOST_TEST(session.media.at(0).port_count == 2);
}

BOOST_AUTO_TEST_CASE(origin_numbers_of_any_length_keep_a_step_of_one_visible)
{
    const auto version = [](const char* digits) {
        return read("v=0\r\no=- 1 " + std::string{digits} + " IN IP4 192.0.2.9\r\ns=-\r\nt=0 0\r\n").version;
    };
    BOOST_TEST(version("99999999999999999999999999") + 1 == version("100000000000000000000000000"));
}

BOOST_AUTO_TEST_SUITE_END()
