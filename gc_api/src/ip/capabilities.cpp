#include "ip/capabilities.hpp"

#include "params/parm_reader.hpp"
#include "sip/message/grammar.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <utility>

namespace gc {

/// A codec as Global Call and as SDP name it.
struct AudioCodec {
    int capability;
    std::string_view name;              ///< without GCCAP_AUDIO_
    std::string_view encoding;          ///< of a=rtpmap (RFC 3551 §6)
    std::uint8_t payload_type;          ///< 96 and above: only a proposal
    std::uint8_t frame;                 ///< milliseconds; 0: frames_per_pkt is in milliseconds itself
    std::array<std::uint8_t, 4> frames; ///< allowed values of frames_per_pkt
    std::uint8_t usual;                 ///< ptime when the program does not care
    std::string_view fmtp;
};

namespace {

using sip::sdp::Codec;
using sip::sdp::Direction;
using sip::sdp::LocalMedia;

constexpr std::uint8_t first_dynamic = 96; // RFC 3551 §6
constexpr std::uint8_t last_dynamic = 127;
constexpr std::uint8_t comfort_noise_type = 13; // RFC 3389 §4
constexpr std::array<std::uint8_t, 4> milliseconds{10, 20, 30, 40};
constexpr std::array<std::uint8_t, 4> one_to_four{1, 2, 3, 4};

// The first row of an encoding is what a peer's answer without parameters is called.
constexpr std::array<AudioCodec, 15> codecs{{
    {GCCAP_AUDIO_g711Alaw64k, "g711Alaw64k", "PCMA", 8, 0, milliseconds, 20, ""},
    {GCCAP_AUDIO_g711Ulaw64k, "g711Ulaw64k", "PCMU", 0, 0, milliseconds, 20, ""},
    {GCCAP_AUDIO_g722_64k, "g722_64k", "G722", 9, 0, milliseconds, 20, ""},
    {GCCAP_AUDIO_g7231_6_3k, "g7231_6_3k", "G723", 4, 30, one_to_four, 30, "bitrate=6.3"}, // RFC 4856 §2.1.5
    {GCCAP_AUDIO_g7231_5_3k, "g7231_5_3k", "G723", 4, 30, one_to_four, 30, "bitrate=5.3"},
    {GCCAP_AUDIO_g726_16k, "g726_16k", "G726-16", 96, 0, milliseconds, 20, ""},
    {GCCAP_AUDIO_g726_24k, "g726_24k", "G726-24", 97, 0, milliseconds, 20, ""},
    {GCCAP_AUDIO_g726_32k, "g726_32k", "G726-32", 98, 0, milliseconds, 20, ""},
    {GCCAP_AUDIO_g726_40k, "g726_40k", "G726-40", 99, 0, milliseconds, 20, ""},
    // RFC 4856 §2.1.9: without parameter annex B is on
    {GCCAP_AUDIO_g729AnnexAwAnnexB, "g729AnnexAwAnnexB", "G729", 18, 10, one_to_four, 20, "annexb=yes"},
    {GCCAP_AUDIO_g729AnnexA, "g729AnnexA", "G729", 18, 10, one_to_four, 20, "annexb=no"},
    {GCCAP_AUDIO_g729wAnnexB, "g729wAnnexB", "G729", 18, 10, one_to_four, 20, "annexb=yes"},
    {GCCAP_AUDIO_g729, "g729", "G729", 18, 10, one_to_four, 20, "annexb=no"},
    {GCCAP_AUDIO_gsmFullRate, "gsmFullRate", "GSM", 3, 20, one_to_four, 20, ""},
    {GCCAP_AUDIO_g722_48k, "g722_48k", "G722", 9, 0, milliseconds, 20, ""},
}};

std::string wrong(std::string_view what) { return "IPPARM_LOCAL_CAPABILITY: " + std::string{what}; }

std::string wrong(const AudioCodec& codec, std::string_view field, long seen, std::string_view expected)
{
    std::string text = "GCCAP_AUDIO_" + std::string{codec.name} + ": ";
    text += field;
    text += " is " + std::to_string(seen) + ", expected ";
    text += expected;
    return wrong(text);
}

bool not_given(unsigned long number) { return number == 0 || number == GCCAP_dontCare; }

bool is_g711(const Codec& codec) { return codec.name == "PCMA" || codec.name == "PCMU"; }

std::string frames_expected(const AudioCodec& codec)
{
    return codec.frame == 0 ? "10, 20, 30 or 40 (milliseconds)" : "1 to 4 (frames)";
}

/// A codec's annex with or without what VAD asks for.
std::string parameters(const AudioCodec& codec, long vad)
{
    const bool asked = vad == GCPV_ENABLE || vad == GCPV_DISABLE;
    if (codec.encoding == "G729" && asked)
        return vad == GCPV_ENABLE ? "annexb=yes" : "annexb=no";
    std::string out{codec.fmtp};
    if (codec.encoding == "G723" && asked)
        out += vad == GCPV_ENABLE ? ";annexa=yes" : ";annexa=no";
    return out;
}

void add_once(std::vector<Codec>& list, Codec codec)
{
    if (std::none_of(list.begin(), list.end(), [&](const Codec& c) { return c.same_encoding(codec); }))
        list.push_back(std::move(codec));
}

/// Of codecs with one payload number all but the last get another: telephone-event, at the end, keeps its own.
void tell_apart(std::vector<Codec>& list)
{
    std::bitset<last_dynamic + 1> taken;
    for (const Codec& codec : list)
        taken.set(codec.payload_type);
    std::bitset<last_dynamic + 1> seen;
    for (auto codec = list.rbegin(); codec != list.rend(); ++codec) {
        for (std::uint8_t number = first_dynamic; seen.test(codec->payload_type) && number <= last_dynamic; ++number)
            if (!taken.test(number))
                codec->payload_type = number;
        taken.set(codec->payload_type);
        seen.set(codec->payload_type);
    }
}

} // namespace

std::string Capabilities::add(std::string_view value)
{
    IP_CAPABILITY asked{};
    if (value.size() != sizeof asked)
        return wrong("has " + std::to_string(value.size()) + " bytes, expected an IP_CAPABILITY of " +
                     std::to_string(sizeof asked));
    std::memcpy(&asked, value.data(), sizeof asked);
    if (asked.capability == GCCAP_DATA_t38UDPFax)
        return {};
    const auto row = std::find_if(codecs.begin(), codecs.end(),
                                  [&](const AudioCodec& codec) { return codec.capability == asked.capability; });
    const bool any = asked.capability == GCCAP_dontCare;
    if (row == codecs.end() && !any)
        return wrong("there is no codec for capability " + std::to_string(asked.capability) + " (GCCAP_)");

    Entry entry{any ? nullptr : &*row, 0, 0, asked.extra.audio.VAD, true, true};
    switch (asked.direction) {
    case IP_CAP_DIR_LCLTRANSMIT: entry.receive = false; break;
    case IP_CAP_DIR_LCLRECEIVE: entry.transmit = false; break;
    case IP_CAP_DIR_LCLTXRX: break;
    case IP_CAP_DIR_LCLSENDONLY: direction_ = Direction::sendonly; break;
    case IP_CAP_DIR_LCLRECVONLY: direction_ = Direction::recvonly; break;
    case IP_CAP_DIR_LCLRTPINACTIVE:
    case IP_CAP_DIR_LCLRTPRTCPINACTIVE: direction_ = Direction::inactive; break;
    default: return wrong("direction is " + std::to_string(asked.direction) + ", expected one of IP_CAP_DIR_LCL");
    }
    if (any) {
        entries_.push_back(entry);
        return {};
    }

    const AudioCodec& codec = *row;
    const unsigned long frames = asked.extra.audio.frames_per_pkt;
    entry.ptime = codec.usual;
    if (!not_given(frames)) {
        if (std::find(codec.frames.begin(), codec.frames.end(), frames) == codec.frames.end())
            return wrong(codec, "frames_per_pkt", static_cast<long>(frames), frames_expected(codec));
        entry.ptime = static_cast<std::uint16_t>(frames * std::max<unsigned>(codec.frame, 1));
    }
    const int type = asked.payload_type;
    entry.payload_type = codec.payload_type;
    const bool usual = type == 0 || type == IP_USE_STANDARD_PAYLOADTYPE || type == codec.payload_type;
    if (!usual && (type < first_dynamic || type > last_dynamic))
        return wrong(codec, "payload_type", type, "96 to 127 or IP_USE_STANDARD_PAYLOADTYPE");
    if (!usual)
        entry.payload_type = static_cast<std::uint8_t>(type);
    entries_.push_back(entry);
    return {};
}

std::vector<Capabilities::Entry> Capabilities::of_both_directions() const
{
    const auto names = [this](const AudioCodec* codec, bool Entry::*way) {
        return std::any_of(entries_.begin(), entries_.end(),
                           [&](const Entry& entry) { return entry.*way && entry.codec == codec; });
    };
    const auto named = [this](bool Entry::*way) {
        return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.*way; });
    };
    const bool one_way_only = !named(&Entry::transmit) || !named(&Entry::receive);
    // What is received is what SDP is about: its entries decide packet size and parameters.
    std::vector<Entry> both, to_receive;
    for (const Entry& entry : entries_) {
        if (!entry.receive && !one_way_only)
            continue;
        to_receive.push_back(entry);
        if (one_way_only || names(entry.codec, &Entry::transmit))
            both.push_back(entry);
    }
    return both.empty() ? to_receive : both;
}

void Capabilities::apply_to(LocalMedia& media) const
{
    if (direction_)
        media.direction = *direction_;
    if (entries_.empty())
        return;
    const std::vector<Codec> usual = std::exchange(media.codecs, {});
    bool noise = false;
    std::uint16_t ptime = 0;
    for (const Entry& entry : of_both_directions()) {
        if (!entry.codec) {
            for (const Codec& codec : usual)
                if (!codec.is_telephone_event())
                    add_once(media.codecs, codec);
            continue;
        }
        const AudioCodec& codec = *entry.codec;
        Codec described{.payload_type = entry.payload_type,
                        .name = std::string{codec.encoding},
                        .fmtp = parameters(codec, entry.vad)};
        noise = noise || (is_g711(described) && entry.vad == GCPV_ENABLE);
        if (media.codecs.empty())
            ptime = entry.ptime;
        add_once(media.codecs, std::move(described));
    }
    if (noise)
        media.codecs.push_back({.payload_type = comfort_noise_type, .name = "CN"});
    for (const Codec& codec : usual)
        if (codec.is_telephone_event())
            media.codecs.push_back(codec);
    if (ptime != 0)
        media.ptime = ptime;
}

std::string MediaWishes::take(unsigned short set_id, unsigned short parm_id, std::string_view value)
{
    if (set_id == IPSET_DTMF)
        return take_dtmf(parm_id, value);
    return capabilities_.add(value);
}

std::string MediaWishes::take_dtmf(unsigned short parm_id, std::string_view value)
{
    const auto number = number_of(value).value_or(0);
    if (parm_id == IPPARM_SUPPORT_DTMF_BITMASK) {
        constexpr unsigned known = IP_DTMF_TYPE_ALPHANUMERIC | IP_DTMF_TYPE_RFC_2833 | IP_DTMF_TYPE_INBAND_RTP;
        if (number == 0 || (number & ~std::uint64_t{known}) != 0)
            return "IPPARM_SUPPORT_DTMF_BITMASK: expected IP_DTMF_TYPE_ bits, got " + std::to_string(number);
        dtmf_ = static_cast<unsigned>(number) & ~unsigned{IP_DTMF_TYPE_ALPHANUMERIC}; // not a thing of SIP
        return {};
    }
    if (number == IP_USE_STANDARD_PAYLOADTYPE) {
        event_type_.reset();
        return {};
    }
    if (number < first_dynamic || number > last_dynamic)
        return "IPPARM_DTMF_RFC2833_PAYLOAD_TYPE: expected 96 to 127 or IP_USE_STANDARD_PAYLOADTYPE, got " +
               std::to_string(number);
    event_type_ = static_cast<std::uint8_t>(number);
    return {};
}

void MediaWishes::merge(const MediaWishes& stronger)
{
    if (!stronger.capabilities_.empty())
        capabilities_ = stronger.capabilities_;
    if (stronger.dtmf_ != 0)
        dtmf_ = stronger.dtmf_;
    if (stronger.event_type_)
        event_type_ = stronger.event_type_;
}

void MediaWishes::apply_to(LocalMedia& media) const
{
    capabilities_.apply_to(media);
    if ((dtmf() & IP_DTMF_TYPE_RFC_2833) == 0)
        std::erase_if(media.codecs, [](const Codec& codec) { return codec.is_telephone_event(); });
    for (Codec& codec : media.codecs)
        if (codec.is_telephone_event() && event_type_)
            codec.payload_type = *event_type_;
    tell_apart(media.codecs);
}

IP_CAPABILITY capability_of(const sip::sdp::AgreedCodec& agreed, std::uint16_t ptime, int direction)
{
    IP_CAPABILITY out{};
    out.capability = GCCAP_nonStandard;
    out.type = GCCAPTYPE_AUDIO;
    out.direction = direction;
    out.payload_type = agreed.payload_type;
    out.extra.audio = {ptime, GCPV_DISABLE};
    const AudioCodec* found = nullptr;
    for (const AudioCodec& codec : codecs) {
        if (!sip::iequals(codec.encoding, agreed.name))
            continue;
        const bool as_written = !codec.fmtp.empty() && agreed.fmtp.find(codec.fmtp) != std::string::npos;
        if (!found || as_written)
            found = &codec;
        if (as_written)
            break;
    }
    if (!found)
        return out;
    out.capability = found->capability;
    if (found->frame != 0)
        out.extra.audio.frames_per_pkt = std::max<unsigned>(ptime / found->frame, 1);
    if (found->encoding == "G729" && found->fmtp == "annexb=yes")
        out.extra.audio.VAD = GCPV_ENABLE;
    return out;
}

} // namespace gc
