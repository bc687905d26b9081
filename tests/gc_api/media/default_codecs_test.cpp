#include "media/default_codecs.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(default_codecs)

BOOST_AUTO_TEST_CASE(a_call_offers_g711_and_telephone_events)
{
    sip::sdp::LocalMedia media = gc::media::default_codecs();
    media.address = *sip::IpAddress::parse("192.0.2.1");
    media.port = 49152;
    sip::sdp::OfferAnswer call{1};
    const std::string offer = call.make_offer(media);
    BOOST_TEST(offer.substr(offer.find("m=")) ==
               "m=audio 49152 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
               "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
