#pragma once

#include "authentication/challenge.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace sip {

/// What of a request its digest covers.
struct DigestScope {
    std::string_view method;
    std::string_view uri; ///< Request-URI as it stands in the request
    std::string_view body;
};

/// The credentials value for a challenge (RFC 7616 §3.4; RFC 2617 and 2069 where the challenge is theirs). `count` is
/// how often the nonce has been used, this time included. Empty: the hash function is not to be had.
[[nodiscard]] std::string digest_value(const Challenge& challenge, const Credentials& credentials,
                                       const DigestScope& scope, std::string_view cnonce, std::uint32_t count,
                                       Hasher& hasher);

} // namespace sip
