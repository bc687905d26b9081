#pragma once

#include "sip/message/message.hpp"

#include <string>
#include <string_view>

/// What a NOTIFY tells of a call that REFER asked for (RFC 3515 §2.4.5, RFC 3420).
namespace sip {

inline constexpr std::string_view sipfrag_type = "message/sipfrag;version=2.0";

/// A NOTIFY about a REFER, and not about some other event.
[[nodiscard]] bool is_of_refer(const Message& notify);

/// `reason` empty: the standard phrase.
[[nodiscard]] std::string sipfrag_of(int status, std::string_view reason);
/// 100 to 699; 0 when the body has no status line of SIP.
[[nodiscard]] int status_of_sipfrag(const Message& notify);

} // namespace sip
