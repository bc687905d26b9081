#pragma once

#include <string_view>

/// What this user agent says of itself (RFC 3261 §20.5, §20.1, §20.37).
namespace sip {

inline constexpr std::string_view allowed_methods = "INVITE, ACK, CANCEL, OPTIONS, BYE";
inline constexpr std::string_view accepted_types = "application/sdp";
inline constexpr std::string_view supported_extensions = ""; ///< none yet; the empty header says so

} // namespace sip
