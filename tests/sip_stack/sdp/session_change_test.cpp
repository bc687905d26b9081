#include "descriptions.hpp"

#include <boost/test/unit_test.hpp>

using namespace sip;
using namespace sip::sdp;
using namespace sip::sdp::test;

namespace {

OfferAnswer answered(std::string_view offer)
{
    OfferAnswer call{1};
    BOOST_TEST(call.receive_offer(with_head(offer)) == "");
    BOOST_TEST(!call.make_answer(local_media()).empty());
    return call;
}

constexpr std::string_view video_then_audio = "m=video 5002 RTP/AVP 31\nm=audio 5004 RTP/AVP 0\n";

} // namespace

BOOST_AUTO_TEST_SUITE(sdp_session_change) // RFC 3264 §8, RFC 6141

BOOST_AUTO_TEST_CASE(the_same_answer_keeps_its_version)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    const std::string first = call.local_text();
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 0\n")) == "");
    BOOST_TEST(call.make_answer(local_media()) == first);
}

BOOST_AUTO_TEST_CASE(each_change_is_one_version)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    const char* directions[]{"sendonly", "sendonly", "sendrecv", "inactive"};
    const std::uint64_t versions[]{2, 2, 3, 4};
    for (std::size_t i = 0; i < 4; ++i) {
        BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 0\na=" + std::string{directions[i]} + "\n")) ==
                   "");
        BOOST_TEST(version_of(call.make_answer(local_media())) == versions[i]);
    }
}

BOOST_AUTO_TEST_CASE(the_origin_stays_when_the_address_moves)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    LocalMedia moved = local_media();
    moved.address = *IpAddress::parse("192.0.2.99");
    const std::string offer = call.make_offer(moved);
    BOOST_TEST(offer.find("o=- 1 2 IN IP4 192.0.2.1\r\n") != std::string::npos);
    BOOST_TEST(offer.find("c=IN IP4 192.0.2.99\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_new_offer_keeps_every_line_in_its_place)
{
    OfferAnswer call = answered(video_then_audio);
    BOOST_TEST(media_lines(call.make_offer(local_media())) == "video 0 RTP/AVP 31|audio 40000 RTP/AVP 0 8 101");
    BOOST_TEST(call.receive_answer(with_head("m=video 0 RTP/AVP 31\nm=audio 5008 RTP/AVP 8\n")) == "");
    BOOST_TEST(call.negotiated()->remote.port == 5008);
    BOOST_TEST(media_lines(call.make_offer(local_media())) == "video 0 RTP/AVP 31|audio 40000 RTP/AVP 0 8 101");
}

BOOST_AUTO_TEST_CASE(lines_that_the_peer_adds_are_kept)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 0\nm=image 5006 udptl t38\n")) == "");
    BOOST_TEST(media_lines(call.make_answer(local_media())) == "audio 40000 RTP/AVP 0|image 0 udptl t38");
    BOOST_TEST(media_lines(call.make_offer(local_media())) == "audio 40000 RTP/AVP 0 8 101|image 0 udptl t38");
}

BOOST_AUTO_TEST_CASE(the_stream_stays_on_its_line)
{
    OfferAnswer call = answered(video_then_audio);
    BOOST_TEST(call.receive_offer(with_head("m=audio 5002 RTP/AVP 0\nm=audio 5004 RTP/AVP 0\n")) == "");
    BOOST_TEST(media_lines(call.make_answer(local_media())) == "audio 0 RTP/AVP 0|audio 40000 RTP/AVP 0");
}

BOOST_AUTO_TEST_CASE(a_new_offer_keeps_the_payload_numbers_of_the_session) // RFC 3264 §8.3.2
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0 96\na=rtpmap:96 telephone-event/8000\n");
    LocalMedia local = local_media();
    local.codecs.push_back({96, "opus", 48000, 2, {}});
    BOOST_TEST(media_part(call.make_offer(local)) ==
               "m=audio 40000 RTP/AVP 0 8 96 97\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:96 "
               "telephone-event/8000\r\n"
               "a=fmtp:96 0-15\r\na=rtpmap:97 opus/48000/2\r\na=ptime:20\r\na=sendrecv\r\n");
}

BOOST_AUTO_TEST_CASE(a_refused_offer_leaves_the_session_as_it_was)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    const std::string before = call.local_text();
    LocalMedia hold = local_media();
    hold.direction = Direction::sendonly;
    BOOST_TEST(version_of(call.make_offer(hold)) == 2u);
    call.roll_back();
    BOOST_TEST(call.local_text() == before);
    BOOST_TEST((call.negotiated()->direction == Direction::sendrecv));
    BOOST_TEST(version_of(call.make_offer(hold)) == 3u, "a version number never names two texts");
}

BOOST_AUTO_TEST_CASE(an_unacceptable_offer_leaves_the_session_as_it_was)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    const std::string before = call.local_text();
    BOOST_TEST(call.receive_offer(with_head("m=audio 7000 RTP/AVP 18\n")) == "");
    BOOST_TEST(call.make_answer(local_media()) == "");
    BOOST_TEST(call.local_text() == before);
    BOOST_TEST(call.negotiated()->remote.port == 5004);
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 8\n")) == "");
    BOOST_TEST(version_of(call.make_answer(local_media())) == 2u);
}

BOOST_AUTO_TEST_CASE(an_offer_of_the_peer_can_be_voided)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    BOOST_TEST(call.receive_offer(with_head("m=audio 7000 RTP/AVP 0\n")) == "");
    call.roll_back();
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
    BOOST_TEST(call.negotiated()->remote.port == 5004);
    BOOST_TEST(!call.make_offer(local_media()).empty());
}

BOOST_AUTO_TEST_CASE(the_peer_may_switch_the_stream_off_and_on_again)
{
    OfferAnswer call = answered("m=audio 5004 RTP/AVP 0\n");
    BOOST_TEST(call.receive_offer(with_head("m=audio 0 RTP/AVP 0\n")) == "");
    BOOST_TEST(media_lines(call.make_answer(local_media())) == "audio 0 RTP/AVP 0");
    BOOST_TEST(call.negotiated()->remote.port == 0);
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 0\n")) == "");
    BOOST_TEST(media_lines(call.make_answer(local_media())) == "audio 40000 RTP/AVP 0");
}

BOOST_AUTO_TEST_CASE(hold_and_resume_between_two_of_us)
{
    OfferAnswer a{1}, b{2};
    LocalMedia side_a = local_media();
    BOOST_TEST(b.receive_offer(a.make_offer(side_a)) == "");
    BOOST_TEST(a.receive_answer(b.make_answer(local_media())) == "");

    side_a.direction = Direction::sendonly;
    BOOST_TEST(b.receive_offer(a.make_offer(side_a)) == "");
    BOOST_TEST(a.receive_answer(b.make_answer(local_media())) == "");
    BOOST_TEST(b.remote_holds());
    BOOST_TEST((b.negotiated()->direction == Direction::recvonly));
    BOOST_TEST((a.negotiated()->direction == Direction::sendonly));

    side_a.direction = Direction::sendrecv;
    BOOST_TEST(b.receive_offer(a.make_offer(side_a)) == "");
    BOOST_TEST(a.receive_answer(b.make_answer(local_media())) == "");
    BOOST_TEST(!b.remote_holds());
    BOOST_TEST((b.negotiated()->direction == Direction::sendrecv));
    BOOST_TEST(version_of(a.local_text()) == 3u);
    BOOST_TEST(version_of(b.local_text()) == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
