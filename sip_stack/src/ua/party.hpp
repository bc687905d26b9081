#pragma once

#include "sip/call.hpp"

#include <string>
#include <string_view>

namespace sip {

/// Somebody as a program names him: "user@host", "user@host:port", "host", "sip:…", "sips:…", "user@host; param=value",
/// each with or without a display name and angle brackets.
struct Party {
    std::string uri;     ///< with scheme and parameters, as a Request-URI
    std::string address; ///< name-addr for From and To: without what RFC 3261 §19.1.1 forbids there, without tag
    std::string user;    ///< as in the URI, still escaped
};

/// `argument` names the text in the error.
[[nodiscard]] CommandError parse_party(std::string_view argument, std::string_view text, Party& out);

} // namespace sip
