#pragma once

#include "sip/sdp.hpp"

namespace sip::sdp {

constexpr unsigned payload_types = 128; // seven bits of the RTP header
constexpr std::uint8_t first_dynamic_payload_type = 96;

/// Fills in what RFC 3551 §6 assigns to a static payload type; leaves the codec as it is otherwise.
void assign_static_encoding(Codec& codec);

/// False for payloads that only accompany speech: events, tones, comfort noise, redundancy.
[[nodiscard]] bool carries_speech(const Codec& codec);

} // namespace sip::sdp
