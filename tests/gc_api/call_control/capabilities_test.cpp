#include "ip/capabilities.hpp"

#include "gclib.h"
#include "media/default_codecs.hpp"

#include <boost/test/unit_test.hpp>

#include <cstring>

using gc::capability_of;
using gc::MediaWishes;

namespace {

std::string bytes(const IP_CAPABILITY& value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

IP_CAPABILITY codec(int capability, int direction = IP_CAP_DIR_LCLTXRX, unsigned long frames = GCCAP_dontCare,
                    int payload_type = IP_USE_STANDARD_PAYLOADTYPE, long vad = GCCAP_dontCare)
{
    IP_CAPABILITY value{};
    value.capability = capability;
    value.type = GCCAPTYPE_AUDIO;
    value.direction = direction;
    value.payload_type = payload_type;
    value.extra.audio = {frames, vad};
    return value;
}

std::string take(MediaWishes& wishes, const IP_CAPABILITY& value)
{
    return wishes.take(GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, bytes(value));
}

MediaWishes wishes_of(std::initializer_list<IP_CAPABILITY> list)
{
    MediaWishes wishes;
    for (const IP_CAPABILITY& one : list)
        BOOST_TEST(take(wishes, one) == "");
    return wishes;
}

/// The audio line of an offer with these wishes.
std::string offered(const MediaWishes& wishes)
{
    sip::sdp::LocalMedia media = gc::media::default_codecs();
    media.address = *sip::IpAddress::parse("192.0.2.1");
    media.port = 4000;
    wishes.apply_to(media);
    sip::sdp::OfferAnswer call{1};
    const std::string text = call.make_offer(media);
    return text.substr(text.find("m="));
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// What is said of a refused capability.
std::string refusal(const IP_CAPABILITY& value)
{
    MediaWishes wishes;
    return take(wishes, value);
}

} // namespace

BOOST_AUTO_TEST_SUITE(capabilities)

BOOST_AUTO_TEST_CASE(codecs_are_offered_in_the_order_of_preference_with_the_packet_size_of_the_first)
{
    const std::string offer = offered(wishes_of({codec(GCCAP_AUDIO_g729AnnexA, IP_CAP_DIR_LCLTXRX, 3),
                                                 codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLTXRX, 20)}));
    BOOST_TEST(offer == "m=audio 4000 RTP/AVP 18 8 101\r\na=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\n"
                        "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
                        "a=ptime:30\r\na=sendrecv\r\n");
}

BOOST_AUTO_TEST_CASE(frames_are_milliseconds_for_g711_and_frames_for_others)
{
    BOOST_TEST(contains(offered(wishes_of({codec(GCCAP_AUDIO_g711Ulaw64k, IP_CAP_DIR_LCLTXRX, 30)})), "a=ptime:30"));
    BOOST_TEST(contains(offered(wishes_of({codec(GCCAP_AUDIO_g7231_5_3k, IP_CAP_DIR_LCLTXRX, 2)})), "a=ptime:60"));
    BOOST_TEST(contains(offered(wishes_of({codec(GCCAP_AUDIO_gsmFullRate, IP_CAP_DIR_LCLTXRX, 2)})), "a=ptime:40"));
    BOOST_TEST(contains(offered(wishes_of({codec(GCCAP_AUDIO_g7231_6_3k)})), "a=ptime:30"));
    BOOST_TEST(refusal(codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLTXRX, 7)) ==
               "IPPARM_LOCAL_CAPABILITY: GCCAP_AUDIO_g711Alaw64k: frames_per_pkt is 7, expected 10, 20, 30 or 40 "
               "(milliseconds)");
    BOOST_TEST(contains(refusal(codec(GCCAP_AUDIO_g729, IP_CAP_DIR_LCLTXRX, 20)), "expected 1 to 4 (frames)"));
}

BOOST_AUTO_TEST_CASE(transmit_and_receive_entries_pair_up)
{
    const std::string both = offered(wishes_of({codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLTRANSMIT, 10),
                                                codec(GCCAP_AUDIO_g729, IP_CAP_DIR_LCLRECEIVE),
                                                codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLRECEIVE, 30)}));
    BOOST_TEST(contains(both, "RTP/AVP 8 101\r\n"));
    BOOST_TEST(contains(both, "a=ptime:30"));
    const std::string apart = offered(wishes_of(
        {codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLTRANSMIT), codec(GCCAP_AUDIO_g729, IP_CAP_DIR_LCLRECEIVE)}));
    BOOST_TEST(contains(apart, "RTP/AVP 18 101\r\n"));
    BOOST_TEST(
        contains(offered(wishes_of({codec(GCCAP_AUDIO_g711Ulaw64k, IP_CAP_DIR_LCLTRANSMIT)})), "RTP/AVP 0 101\r\n"));
}

BOOST_AUTO_TEST_CASE(one_way_and_inactive_streams_say_so)
{
    const auto stream = [](int direction) { return offered(wishes_of({codec(GCCAP_AUDIO_g711Alaw64k, direction)})); };
    BOOST_TEST(contains(stream(IP_CAP_DIR_LCLSENDONLY), "a=sendonly"));
    BOOST_TEST(contains(stream(IP_CAP_DIR_LCLRECVONLY), "a=recvonly"));
    BOOST_TEST(contains(stream(IP_CAP_DIR_LCLRTPINACTIVE), "a=inactive"));
    BOOST_TEST(contains(refusal(codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_RMTTRANSMIT)), "direction is 8"));
}

BOOST_AUTO_TEST_CASE(payload_numbers_are_the_programs_where_they_are_free)
{
    BOOST_TEST(contains(offered(wishes_of({codec(GCCAP_AUDIO_g726_32k, IP_CAP_DIR_LCLTXRX, 20, 110)})),
                        "a=rtpmap:110 G726-32/8000"));
    BOOST_TEST(contains(offered(wishes_of({codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLTXRX, 20, 0)})),
                        "a=rtpmap:8 PCMA/8000")); // a structure that was zeroed
    BOOST_TEST(contains(refusal(codec(GCCAP_AUDIO_g711Alaw64k, IP_CAP_DIR_LCLTXRX, 20, 18)), "payload_type is 18"));

    const std::string clash = offered(wishes_of({codec(GCCAP_AUDIO_g726_32k, IP_CAP_DIR_LCLTXRX, 20, 101)}));
    BOOST_TEST(contains(clash, "a=rtpmap:101 telephone-event/8000"));
    BOOST_TEST(contains(clash, "a=rtpmap:96 G726-32/8000"));
}

BOOST_AUTO_TEST_CASE(silence_suppression_is_an_annex_or_comfort_noise)
{
    const auto with = [](int capability, long vad) {
        return offered(wishes_of({codec(capability, IP_CAP_DIR_LCLTXRX, GCCAP_dontCare, 255, vad)}));
    };
    BOOST_TEST(contains(with(GCCAP_AUDIO_g729AnnexAwAnnexB, GCCAP_dontCare), "annexb=yes"));
    BOOST_TEST(contains(with(GCCAP_AUDIO_g729AnnexAwAnnexB, GCPV_DISABLE), "annexb=no"));
    BOOST_TEST(contains(with(GCCAP_AUDIO_g7231_5_3k, GCPV_ENABLE), "bitrate=5.3;annexa=yes"));
    BOOST_TEST(contains(with(GCCAP_AUDIO_g711Ulaw64k, GCPV_ENABLE), "a=rtpmap:13 CN/8000"));
    BOOST_TEST(!contains(with(GCCAP_AUDIO_g711Ulaw64k, GCPV_DISABLE), "CN/8000"));
}

BOOST_AUTO_TEST_CASE(dont_care_means_what_a_call_has_anyway)
{
    BOOST_TEST(offered(wishes_of({codec(GCCAP_dontCare)})) == offered({}));
    BOOST_TEST(
        contains(offered(wishes_of({codec(GCCAP_AUDIO_g711Alaw64k), codec(GCCAP_dontCare)})), "RTP/AVP 8 0 101\r\n"));
}

BOOST_AUTO_TEST_CASE(a_codec_that_nobody_knows_and_a_value_that_is_none_are_named)
{
    BOOST_TEST(refusal(codec(GCCAP_VIDEO_h263)) == "IPPARM_LOCAL_CAPABILITY: there is no codec for capability " +
                                                       std::to_string(GCCAP_VIDEO_h263) + " (GCCAP_)");
    MediaWishes wishes;
    BOOST_TEST(contains(wishes.take(GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, "short"), "has 5 bytes"));
    IP_CAPABILITY fax = codec(GCCAP_DATA_t38UDPFax);
    fax.type = GCCAPTYPE_RDATA;
    BOOST_TEST(refusal(fax) == "");
    BOOST_TEST(offered(wishes_of({fax})) == offered({}));
}

BOOST_AUTO_TEST_CASE(telephone_events_are_offered_unless_another_way_of_dtmf_was_chosen)
{
    const auto dtmf = [](unsigned short parm, char value) {
        MediaWishes wishes;
        BOOST_TEST(wishes.take(IPSET_DTMF, parm, std::string(1, value)) == "");
        return offered(wishes);
    };
    BOOST_TEST(contains(offered({}), "telephone-event"));
    BOOST_TEST(contains(dtmf(IPPARM_SUPPORT_DTMF_BITMASK, IP_DTMF_TYPE_RFC_2833), "telephone-event"));
    BOOST_TEST(contains(dtmf(IPPARM_SUPPORT_DTMF_BITMASK, IP_DTMF_TYPE_ALPHANUMERIC), "telephone-event"));
    BOOST_TEST(!contains(dtmf(IPPARM_SUPPORT_DTMF_BITMASK, IP_DTMF_TYPE_INBAND_RTP), "telephone-event"));
    BOOST_TEST(contains(dtmf(IPPARM_DTMF_RFC2833_PAYLOAD_TYPE, 97), "a=rtpmap:97 telephone-event/8000"));
    MediaWishes wishes;
    BOOST_TEST(contains(wishes.take(IPSET_DTMF, IPPARM_DTMF_RFC2833_PAYLOAD_TYPE, "\x05"), "expected 96 to 127"));
    BOOST_TEST(contains(wishes.take(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK, "\x40"), "IP_DTMF_TYPE_"));
}

BOOST_AUTO_TEST_CASE(a_stronger_level_takes_the_place_of_what_it_names)
{
    MediaWishes weak = wishes_of({codec(GCCAP_AUDIO_g711Alaw64k), codec(GCCAP_AUDIO_g729)});
    BOOST_TEST(weak.take(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK, std::string(1, IP_DTMF_TYPE_INBAND_RTP)) == "");
    weak.merge(wishes_of({codec(GCCAP_AUDIO_gsmFullRate)}));
    BOOST_TEST(contains(offered(weak), "RTP/AVP 3\r\n"));
    BOOST_TEST(weak.dtmf() == unsigned{IP_DTMF_TYPE_INBAND_RTP});
}

BOOST_AUTO_TEST_CASE(what_was_agreed_on_has_its_name_in_global_call)
{
    const auto name_of = [](std::string encoding, std::string fmtp, std::uint16_t ptime) {
        sip::sdp::AgreedCodec agreed;
        agreed.name = std::move(encoding);
        agreed.fmtp = std::move(fmtp);
        return capability_of(agreed, ptime, IP_CAP_DIR_LCLRECEIVE);
    };
    BOOST_TEST(name_of("pcma", "", 20).capability == GCCAP_AUDIO_g711Alaw64k);
    BOOST_TEST(name_of("PCMU", "", 30).extra.audio.frames_per_pkt == 30U);
    const IP_CAPABILITY g729 = name_of("G729", "annexb=no", 20);
    BOOST_TEST(g729.capability == GCCAP_AUDIO_g729AnnexA);
    BOOST_TEST(g729.extra.audio.frames_per_pkt == 2U);
    BOOST_TEST(g729.extra.audio.VAD == GCPV_DISABLE);
    BOOST_TEST(name_of("G729", "", 20).capability == GCCAP_AUDIO_g729AnnexAwAnnexB);
    BOOST_TEST(name_of("G723", "bitrate=5.3", 30).capability == GCCAP_AUDIO_g7231_5_3k);
    BOOST_TEST(name_of("L16", "", 20).capability == GCCAP_nonStandard);
}

BOOST_AUTO_TEST_SUITE_END()
