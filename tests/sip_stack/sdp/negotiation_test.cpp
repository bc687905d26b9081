#include "descriptions.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

using namespace sip;
using namespace sip::sdp;
using namespace sip::sdp::test;

namespace {

/// One offered description and what becomes of it with local_media().
struct Case {
    const char* claim;
    const char* offered;    ///< from the first m= line on
    const char* answered;   ///< m= lines; empty: 488
    const char* sent_codec; ///< "name/number to send/number that arrives"
    int event;              ///< telephone-event number to send; -1: none
    Direction direction;
    std::uint16_t ptime;
    bool held;
    friend std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.claim; }
};

constexpr auto both = Direction::sendrecv;

const Case offers[]{
    {"one codec", "m=audio 5004 RTP/AVP 8\n", "audio 40000 RTP/AVP 8", "PCMA/8/8", -1, both, 20, false},
    {"the offer's order wins", "m=audio 5004 RTP/AVP 18 8 0\n", "audio 40000 RTP/AVP 8 0", "PCMA/8/8", -1, both, 20,
     false},
    {"events under the offer's number", "m=audio 5004 RTP/AVP 0 96\na=rtpmap:96 telephone-event/8000\n",
     "audio 40000 RTP/AVP 0 96", "PCMU/0/0", 96, both, 20, false},
    {"names without case", "m=audio 5004 RTP/AVP 96\na=rtpmap:96 pcmu/8000\n", "audio 40000 RTP/AVP 96", "pcmu/96/96",
     -1, both, 20, false},
    {"a codec of another rate is another codec", "m=audio 5004 RTP/AVP 96 8\na=rtpmap:96 PCMU/16000\n",
     "audio 40000 RTP/AVP 8", "PCMA/8/8", -1, both, 20, false},
    {"an encoding offered twice is answered once", "m=audio 5004 RTP/AVP 0 96\na=rtpmap:96 PCMU/8000\n",
     "audio 40000 RTP/AVP 0", "PCMU/0/0", -1, both, 20, false},
    {"events of the audio's rate",
     "m=audio 5004 RTP/AVP 0 96 97\na=rtpmap:96 telephone-event/16000\na=rtpmap:97 telephone-event/8000\n",
     "audio 40000 RTP/AVP 0 97", "PCMU/0/0", 97, both, 20, false},
    {"ptime of the peer", "m=audio 5004 RTP/AVP 0\na=ptime:30\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1, both, 30,
     false},
    {"ptime not above maxptime", "m=audio 5004 RTP/AVP 0\na=maxptime:10\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1,
     both, 10, false},
    {"an absurd ptime is cut", "m=audio 5004 RTP/AVP 0\na=ptime:65535\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1, both,
     200, false},
    {"ptime zero is none", "m=audio 5004 RTP/AVP 0\na=ptime:0\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1, both, 20,
     false},
    {"sendonly holds", "m=audio 5004 RTP/AVP 0\na=sendonly\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1,
     Direction::recvonly, 20, true},
    {"inactive holds", "m=audio 5004 RTP/AVP 0\na=inactive\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1,
     Direction::inactive, 20, true},
    {"recvonly does not hold", "m=audio 5004 RTP/AVP 0\na=recvonly\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1,
     Direction::sendonly, 20, false},
    {"0.0.0.0 holds", "m=audio 5004 RTP/AVP 0\nc=IN IP4 0.0.0.0\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1,
     Direction::recvonly, 20, true},
    {":: holds", "m=audio 5004 RTP/AVP 0\nc=IN IP6 ::\n", "audio 40000 RTP/AVP 0", "PCMU/0/0", -1, Direction::recvonly,
     20, true},
    {"no common codec", "m=audio 5004 RTP/AVP 18 4\n", "", "", -1, both, 20, false},
    {"events alone are no conversation", "m=audio 5004 RTP/AVP 18 101\na=rtpmap:101 telephone-event/8000\n", "", "", -1,
     both, 20, false},
    {"a dynamic type without rtpmap is unknown in an offer", "m=audio 5004 RTP/AVP 101\n", "", "", -1, both, 20, false},
    {"SRTP alone is refused", "m=audio 5004 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\n", "", "", -1,
     both, 20, false},
    {"SRTP first, then RTP", "m=audio 5004 RTP/SAVP 0\nm=audio 5006 RTP/AVP 0\n",
     "audio 0 RTP/SAVP 0|audio 40000 RTP/AVP 0", "PCMU/0/0", -1, both, 20, false},
    {"video first", "m=video 5002 RTP/AVP 31 32\nm=audio 5004 RTP/AVP 0\n", "video 0 RTP/AVP 31|audio 40000 RTP/AVP 0",
     "PCMU/0/0", -1, both, 20, false},
    {"one stream only", "m=audio 5004 RTP/AVP 0\nm=audio 5006 RTP/AVP 0\nm=image 5008 udptl t38\n",
     "audio 40000 RTP/AVP 0|audio 0 RTP/AVP 0|image 0 udptl t38", "PCMU/0/0", -1, both, 20, false},
    {"a line that is off stays off", "m=audio 0 RTP/AVP 0\nm=audio 5006 RTP/AVP 8\n",
     "audio 0 RTP/AVP 0|audio 40000 RTP/AVP 8", "PCMA/8/8", -1, both, 20, false},
    {"nothing but lines that are off", "m=audio 0 RTP/AVP 0\n", "", "", -1, both, 20, false},
    {"no line at all", "", "", "", -1, both, 20, false},
    {"the other IP version", "m=audio 5004 RTP/AVP 0\nc=IN IP6 2001:db8::7\n", "", "", -1, both, 20, false},
    {"multicast", "m=audio 5004 RTP/AVP 0\nc=IN IP4 233.252.0.1/127\n", "", "", -1, both, 20, false},
    {"a name as address", "m=audio 5004 RTP/AVP 0\nc=IN IP4 media.example.com\n", "", "", -1, both, 20, false},
};

std::string describe(const AgreedCodec& codec)
{
    return codec.name + "/" + std::to_string(codec.payload_type) + "/" + std::to_string(codec.receive_type);
}

} // namespace

BOOST_AUTO_TEST_SUITE(sdp_negotiation) // RFC 3264 §6

BOOST_DATA_TEST_CASE(an_offer_is_answered, offers, one)
{
    OfferAnswer call{1};
    BOOST_TEST(call.receive_offer(with_head(one.offered)) == "");
    const std::string answer = call.make_answer(local_media());
    BOOST_TEST(media_lines(answer) == one.answered);
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
    BOOST_TEST(call.established() == !answer.empty());
    if (answer.empty())
        return;
    const Negotiated& result = *call.negotiated();
    BOOST_TEST(describe(result.codecs.at(0)) == one.sent_codec);
    BOOST_TEST((result.telephone_event ? result.telephone_event->payload_type : -1) == one.event);
    BOOST_TEST((result.direction == one.direction));
    BOOST_TEST(result.ptime == one.ptime);
    BOOST_TEST(call.remote_holds() == one.held);
    BOOST_TEST(result.remote.port >= 5004);
}

BOOST_AUTO_TEST_CASE(both_sides_limit_the_direction)
{
    constexpr Direction all[]{Direction::sendrecv, Direction::sendonly, Direction::recvonly, Direction::inactive};
    constexpr std::string_view names[]{"sendrecv", "sendonly", "recvonly", "inactive"};
    // What we do, by what we want (row) and what the peer offers (column).
    constexpr int expected[4][4]{{0, 2, 1, 3}, {1, 3, 1, 3}, {2, 2, 3, 3}, {3, 3, 3, 3}};
    for (std::size_t ours = 0; ours < 4; ++ours) {
        for (std::size_t theirs = 0; theirs < 4; ++theirs) {
            LocalMedia local = local_media();
            local.direction = all[ours];
            OfferAnswer call{1};
            BOOST_TEST(
                call.receive_offer(with_head("m=audio 5004 RTP/AVP 0\na=" + std::string{names[theirs]} + "\n")) == "");
            const std::string answer = call.make_answer(local);
            const auto want = static_cast<std::size_t>(expected[ours][theirs]);
            BOOST_TEST((call.negotiated()->direction == all[want]), names[ours] << " x " << names[theirs]);
            BOOST_TEST(answer.find("a=" + std::string{names[want]}) != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(comfort_noise_never_leads)
{
    LocalMedia local = local_media();
    local.codecs.push_back({13, "CN", 8000, 1, {}});
    OfferAnswer call{1};
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 13 8 0\n")) == "");
    BOOST_TEST(media_lines(call.make_answer(local)) == "audio 40000 RTP/AVP 13 8 0");
    const auto& codecs = call.negotiated()->codecs;
    BOOST_REQUIRE(codecs.size() == 3);
    BOOST_TEST(codecs[0].name == "PCMA");
    BOOST_TEST(codecs[1].name == "CN");
}

BOOST_AUTO_TEST_CASE(an_answer_over_ipv6_is_ipv6)
{
    LocalMedia local = local_media();
    local.address = *IpAddress::parse("2001:db8::1");
    OfferAnswer call{1};
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 0\nc=IN IP6 2001:db8::7\n")) == "");
    const std::string answer = call.make_answer(local);
    BOOST_TEST(answer.find("o=- 1 1 IN IP6 2001:db8::1\r\n") != std::string::npos);
    BOOST_TEST(answer.find("c=IN IP6 2001:db8::1\r\n") != std::string::npos);
    BOOST_TEST(call.negotiated()->remote.to_string() == "[2001:db8::7]:5004");
}

BOOST_AUTO_TEST_CASE(the_answer_repeats_the_time_of_the_offer)
{
    OfferAnswer call{1};
    BOOST_TEST(
        call.receive_offer(
            "v=0\no=- 1 1 IN IP4 192.0.2.9\ns=x\nc=IN IP4 192.0.2.9\nt=2873397496 2873404696\nm=audio 4 RTP/AVP 0\n") ==
        "");
    BOOST_TEST(call.make_answer(local_media()).find("\r\nt=2873397496 2873404696\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
