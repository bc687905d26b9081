#pragma once

#include "gcip.h"
#include "params/parm_builder.hpp"
#include "sip/sdp.hpp"

#include <optional>
#include <string_view>

namespace gc {

/// What the two sides of a call agreed on, as programs see it: GCEV_EXTENSION with IPEXTID_MEDIAINFO, IPEXTID_GETINFO.
struct CallMedia {
    sip::Address local, remote; ///< of RTP
    IP_CAPABILITY sent{}, received{};
    sip::sdp::Direction direction = sip::sdp::Direction::inactive;
    bool telephone_events = false; ///< RFC 2833, RFC 4733

    friend bool operator==(const CallMedia& a, const CallMedia& b);
};

/// nullopt when the stream was refused or is switched off.
[[nodiscard]] std::optional<CallMedia> describe_media(const sip::sdp::Negotiated& agreed, const sip::Address& local);

/// IPSET_MEDIA_STATE as the direction has it, and IPSET_RTP_ADDRESS.
void write_media(const CallMedia& media, ParmBuilder& block);
/// That it is over.
void write_media_end(ParmBuilder& block);

[[nodiscard]] RTP_ADDR rtp_addr(const sip::Address& address);

} // namespace gc
