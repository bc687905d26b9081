#pragma once

#include "sip/sdp.hpp"

namespace sip::sdp {

/// How much of a description is kept.
enum class Detail : std::uint8_t {
    full,
    negotiation, ///< without other attributes; of formats only the first, which is what a refusal repeats
};

[[nodiscard]] SdpError parse(std::string_view text, Session& out, const Limits& limits, Detail detail);

} // namespace sip::sdp
