#pragma once

#include "sip/call.hpp"
#include "sip/config.hpp"

#include <string>
#include <string_view>

/// What this user agent says of itself (RFC 3261 §20.5, §20.1, §20.37).
namespace sip {

[[nodiscard]] inline std::string allowed_methods(const HandedUp& handed_up, const EndpointConfig& config)
{
    std::string methods = "INVITE, ACK, CANCEL, OPTIONS, BYE";
    if (handed_up.info)
        methods += ", INFO";
    if (config.transfers)
        methods += ", REFER";
    if (handed_up.notify || config.transfers)
        methods += ", NOTIFY";
    if (handed_up.message)
        methods += ", MESSAGE";
    return methods;
}
inline constexpr std::string_view accepted_types = "application/sdp";
/// An empty header says that there is none.
[[nodiscard]] inline std::string_view supported_extensions(const EndpointConfig& config)
{
    return config.transfers ? "replaces" : "";
}

} // namespace sip
