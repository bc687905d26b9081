#include "descriptions.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

using namespace sip;
using namespace sip::sdp;
using namespace sip::sdp::test;

namespace {

/// An answer to the offer of local_media() that does not fit it.
struct Misfit {
    const char* answer;
    const char* error;
    friend std::ostream& operator<<(std::ostream& out, const Misfit& misfit) { return out << misfit.error; }
};

const Misfit misfits[]{
    {"", "answer has 0 m= lines, the offer has 1"},
    {"m=audio 5004 RTP/AVP 0\nm=audio 5006 RTP/AVP 0\n", "answer has 2 m= lines, the offer has 1"},
    {"m=video 5004 RTP/AVP 31\n", "answer's m= line 1 is not audio"},
    {"m=audio 5004 RTP/SAVP 0\n", "answer's m= line 1 does not use RTP/AVP"},
    {"m=audio 5004 RTP/AVP 0\nc=IN IP6 2001:db8::1\n", "answer's m= line 1 has an address of the other IP version"},
    {"m=audio 5004 RTP/AVP 0\nc=IN IP4 a.example\n", "answer's m= line 1 has a name as its address"},
    {"m=audio 5004 RTP/AVP 0\nc=IN IP4 255.255.255.255\n", "answer's m= line 1 has a broadcast or multicast address"},
    {"m=audio 5004 RTP/AVP 18\n", "answer has no codec of the offer"},
    {"m=audio 5004 RTP/AVP 101\n", "answer has no codec of the offer"},
    {"m=audio x RTP/AVP 0\n", "SDP line 6: m= port is not a number from 0 to 65535"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(sdp_offer_answer) // RFC 3264

BOOST_AUTO_TEST_CASE(an_offer_lists_everything_in_order_of_preference)
{
    OfferAnswer call{4711};
    const std::string offer = call.make_offer(local_media());
    BOOST_TEST(offer == "v=0\r\no=- 4711 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                        "m=audio 40000 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
                        "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n");
    BOOST_TEST(call.local_text() == offer);
    BOOST_TEST((call.state() == OfferAnswer::State::offered));
    BOOST_TEST(!call.established());
}

BOOST_AUTO_TEST_CASE(payload_numbers_may_differ_by_direction)
{
    OfferAnswer call{1};
    BOOST_TEST(!call.make_offer(local_media()).empty());
    BOOST_TEST(call.receive_answer(
                   with_head("m=audio 5004 RTP/AVP 97 8\na=rtpmap:97 telephone-event/8000\na=fmtp:97 0-11\n")) == "");
    const Negotiated& result = *call.negotiated();
    BOOST_REQUIRE(result.codecs.size() == 1);
    BOOST_TEST(result.codecs[0].name == "PCMA");
    BOOST_TEST(result.telephone_event->payload_type == 97);
    BOOST_TEST(result.telephone_event->receive_type == 101);
    BOOST_TEST(result.telephone_event->fmtp == "0-11");
    BOOST_TEST(result.remote.to_string() == "198.51.100.7:5004");
}

BOOST_AUTO_TEST_CASE(an_answer_without_rtpmap_has_the_mapping_of_the_offer)
{
    OfferAnswer call{1};
    BOOST_TEST(!call.make_offer(local_media()).empty());
    BOOST_TEST(call.receive_answer(with_head("m=audio 5004 RTP/AVP 8 101\n")) == "");
    BOOST_TEST(call.negotiated()->telephone_event->payload_type == 101);
    BOOST_TEST(call.negotiated()->telephone_event->is_telephone_event());
}

BOOST_AUTO_TEST_CASE(the_answerers_first_codec_is_the_one_to_send)
{
    OfferAnswer call{1};
    BOOST_TEST(!call.make_offer(local_media()).empty());
    BOOST_TEST(call.receive_answer(with_head("m=audio 5004 RTP/AVP 8 0\na=ptime:30\na=recvonly\n")) == "");
    BOOST_TEST(call.negotiated()->codecs.at(0).name == "PCMA");
    BOOST_TEST(call.negotiated()->ptime == 30);
    BOOST_TEST((call.negotiated()->direction == Direction::sendonly));
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
}

BOOST_AUTO_TEST_CASE(a_refused_stream_is_an_answer)
{
    OfferAnswer call{1};
    BOOST_TEST(!call.make_offer(local_media()).empty());
    BOOST_TEST(call.receive_answer(with_head("m=audio 0 RTP/AVP 0\n")) == "");
    BOOST_TEST(call.established());
    BOOST_TEST(call.negotiated()->remote.port == 0);
    BOOST_TEST((call.negotiated()->direction == Direction::inactive));
}

BOOST_DATA_TEST_CASE(an_answer_that_does_not_fit_voids_the_offer, misfits, misfit)
{
    OfferAnswer call{1};
    BOOST_TEST(!call.make_offer(local_media()).empty());
    BOOST_TEST(call.receive_answer(with_head(misfit.answer)) == misfit.error);
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
    BOOST_TEST(!call.established());
    BOOST_TEST(call.local_text() == "");
}

BOOST_AUTO_TEST_CASE(there_is_one_offer_at_a_time)
{
    OfferAnswer ours{1};
    BOOST_TEST(ours.make_answer(local_media()) == "");
    BOOST_TEST(ours.receive_answer(with_head("m=audio 5004 RTP/AVP 0\n")) == "no offer of ours waits for an answer");
    BOOST_TEST(!ours.make_offer(local_media()).empty());
    BOOST_TEST(ours.make_offer(local_media()) == "");
    BOOST_TEST(ours.make_answer(local_media()) == "");
    BOOST_TEST(ours.receive_offer(with_head("m=audio 5004 RTP/AVP 0\n")) == "an offer of ours waits for its answer");
    BOOST_TEST((ours.state() == OfferAnswer::State::offered));

    OfferAnswer theirs{1};
    BOOST_TEST(theirs.receive_offer(with_head("m=audio 5004 RTP/AVP 0\n")) == "");
    BOOST_TEST(theirs.receive_offer(with_head("m=audio 5004 RTP/AVP 0\n")) == "an earlier offer waits for our answer");
    BOOST_TEST(theirs.make_offer(local_media()) == "");
    BOOST_TEST((theirs.state() == OfferAnswer::State::offer_received));
}

BOOST_AUTO_TEST_CASE(an_offer_that_cannot_be_read_changes_nothing)
{
    OfferAnswer call{1};
    BOOST_TEST(call.receive_offer("v=0\r\nm=audio") == "SDP line 2: m= port is not a number from 0 to 65535");
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
    BOOST_TEST(!call.make_offer(local_media()).empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_answers_every_line_with_port_zero)
{
    OfferAnswer call{1};
    BOOST_TEST(call.make_refusal(local_media().address) == "");
    BOOST_TEST(call.receive_offer(with_head("m=audio 5004 RTP/AVP 18\nm=video 5006 RTP/AVP 31\n")) == "");
    const std::string answer = call.make_refusal(local_media().address);
    BOOST_TEST(answer.find("m=audio 0 RTP/AVP 18\r\nm=video 0 RTP/AVP 31\r\n") != std::string::npos, answer);
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
    BOOST_TEST(!call.established());
}

BOOST_AUTO_TEST_CASE(no_codec_is_no_offer)
{
    LocalMedia local = local_media();
    local.codecs.clear();
    OfferAnswer call{1};
    BOOST_TEST(call.make_offer(local) == "");
    BOOST_TEST((call.state() == OfferAnswer::State::idle));
}

BOOST_AUTO_TEST_CASE(each_early_dialog_has_its_own_answer) // RFC 3261 §13.2.2.4
{
    OfferAnswer first{1};
    BOOST_TEST(!first.make_offer(local_media()).empty());
    OfferAnswer second = first;
    BOOST_TEST(first.receive_answer(with_head("m=audio 5004 RTP/AVP 0\n")) == "");
    BOOST_TEST(second.receive_answer(with_head("m=audio 6004 RTP/AVP 8\n")) == "");
    BOOST_TEST(first.negotiated()->codecs.at(0).name == "PCMU");
    BOOST_TEST(second.negotiated()->codecs.at(0).name == "PCMA");
}

BOOST_AUTO_TEST_CASE(two_of_us_agree)
{
    OfferAnswer caller{1}, callee{2};
    LocalMedia answering = local_media();
    answering.address = *IpAddress::parse("192.0.2.2");
    answering.codecs = {pcma, {96, "telephone-event", 8000, 1, "0-15"}};
    BOOST_TEST(callee.receive_offer(caller.make_offer(local_media())) == "");
    BOOST_TEST(caller.receive_answer(callee.make_answer(answering)) == "");
    BOOST_TEST(caller.negotiated()->remote.to_string() == "192.0.2.2:40000");
    BOOST_TEST(callee.negotiated()->remote.to_string() == "192.0.2.1:40000");
    BOOST_TEST(caller.negotiated()->codecs.at(0).name == "PCMA");
    BOOST_TEST(caller.negotiated()->telephone_event->payload_type == 101);
    BOOST_TEST(callee.negotiated()->telephone_event->receive_type == 101);
}

BOOST_AUTO_TEST_SUITE_END()
