#pragma once

#include "sip/call.hpp"
#include "sip/config.hpp"
#include "sip/outside.hpp"

#include <string>
#include <string_view>

/// What this user agent says of itself (RFC 3261 §20.5, §20.1, §20.37).
namespace sip {

[[nodiscard]] inline std::string allowed_methods(const HandedUp& handed_up, const TakenUp& taken_up,
                                                 const EndpointConfig& config)
{
    std::string methods = "INVITE, ACK, CANCEL, OPTIONS, BYE";
    if (handed_up.info)
        methods += ", INFO";
    if (config.transfers)
        methods += ", REFER";
    if (taken_up.subscribe)
        methods += ", SUBSCRIBE";
    if (handed_up.notify || taken_up.notify || config.transfers)
        methods += ", NOTIFY";
    if (handed_up.message || taken_up.message)
        methods += ", MESSAGE";
    return methods;
}
[[nodiscard]] inline std::string_view accepted_types(const EndpointConfig& config)
{
    return config.takes_bodies ? "application/sdp, multipart/mixed, */*" : "application/sdp, multipart/mixed";
}
/// An empty header says that there is none.
[[nodiscard]] inline std::string_view supported_extensions(const EndpointConfig& config)
{
    return config.transfers ? "replaces" : "";
}

} // namespace sip
