#pragma once

#include "sip/call.hpp"

#include <string>
#include <string_view>

/// What this user agent says of itself (RFC 3261 §20.5, §20.1, §20.37).
namespace sip {

[[nodiscard]] inline std::string allowed_methods(const HandedUp& handed_up)
{
    std::string methods = "INVITE, ACK, CANCEL, OPTIONS, BYE";
    if (handed_up.info)
        methods += ", INFO";
    if (handed_up.notify)
        methods += ", NOTIFY";
    if (handed_up.message)
        methods += ", MESSAGE";
    return methods;
}
inline constexpr std::string_view accepted_types = "application/sdp";
inline constexpr std::string_view supported_extensions = ""; ///< none yet; the empty header says so

} // namespace sip
