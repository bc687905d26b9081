#pragma once

#include "sip/call.hpp"
#include "sip/message/message.hpp"

#include <string_view>

namespace sip {

inline constexpr std::string_view sdp_type = "application/sdp";

/// The session description in a message: its body, or a part of it; empty: none.
[[nodiscard]] inline std::string_view sdp_body(const Message& message)
{
    return message.body().empty() ? std::string_view{} : message.body_part("application", "sdp");
}

/// A description as a body; empty: none.
[[nodiscard]] inline RawBody sdp_of(std::string text)
{
    return text.empty() ? RawBody{} : RawBody{std::string{sdp_type}, std::move(text)};
}

} // namespace sip
