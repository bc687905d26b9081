#pragma once

#include "gcip.h"
#include "sip/sdp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gc {

struct AudioCodec; ///< a row of the table of codecs

/// The codecs that a program wants: IP_CAPABILITY values in the order of preference.
///
///   capability     one of the table in capabilities.cpp; GCCAP_dontCare: those that a call has anyway;
///                  GCCAP_DATA_t38UDPFax (GCCAPTYPE_RDATA) is taken without effect, there is no fax yet
///   direction      LCLTRANSMIT and LCLRECEIVE pair up to a stream in both directions, and one alone means both;
///                  LCLSENDONLY, LCLRECVONLY and LCLRTPINACTIVE make the stream what they say
///   frames_per_pkt of the preferred codec becomes a=ptime; 0 and GCCAP_dontCare: the usual 20 ms, 30 for G.723.1
///   payload_type   of codecs without a number in RFC 3551: 96 to 127; 0 and IP_USE_STANDARD_PAYLOADTYPE: the usual one
///   VAD            G.723.1, G.729: annex A or B; G.711: comfort noise (RFC 3389) when GCPV_ENABLE
///
/// SDP lists what can be sent and received alike: where transmit and receive entries differ, codecs that both name;
/// where they share none, those to receive.
class Capabilities {
public:
    /// Adds an IP_CAPABILITY as it stands in a parameter block. Empty, or what is wrong with it.
    [[nodiscard]] std::string add(std::string_view value);
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    /// Codecs, direction and ptime; what the media had of telephone-event stays.
    void apply_to(sip::sdp::LocalMedia& media) const;

private:
    struct Entry {
        const AudioCodec* codec; ///< null: don't care
        std::uint8_t payload_type;
        std::uint16_t ptime;
        long vad;
        bool transmit, receive;
    };
    [[nodiscard]] std::vector<Entry> of_both_directions() const;

    std::vector<Entry> entries_;
    std::optional<sip::sdp::Direction> direction_;
};

/// What a program wants of the media of calls, at one level: the board, all calls of a line, a call. A stronger level
/// is laid over a weaker one.
class MediaWishes {
public:
    /// GCSET_CHAN_CAPABILITY and IPSET_DTMF. Empty, or what is wrong with the value.
    [[nodiscard]] std::string take(unsigned short set_id, unsigned short parm_id, std::string_view value);
    void merge(const MediaWishes& stronger);
    void apply_to(sip::sdp::LocalMedia& media) const;
    /// IP_DTMF_TYPE_ bits; RFC 2833 when the program named none.
    [[nodiscard]] unsigned dtmf() const { return dtmf_ != 0 ? dtmf_ : IP_DTMF_TYPE_RFC_2833; }

private:
    [[nodiscard]] std::string take_dtmf(unsigned short parm_id, std::string_view value);

    Capabilities capabilities_;
    unsigned dtmf_ = 0;
    std::optional<std::uint8_t> event_type_; ///< payload type of telephone-event
};

/// A codec that was agreed on, as Global Call names it; capability is GCCAP_nonStandard for one that it does not name.
[[nodiscard]] IP_CAPABILITY capability_of(const sip::sdp::AgreedCodec& codec, std::uint16_t ptime, int direction);

} // namespace gc
