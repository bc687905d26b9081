#pragma once

#include "endpoint/response_factory.hpp"
#include "sip/message/message.hpp"

#include <optional>
#include <string>

namespace sip {

/// Why a request is refused before anybody looks at what it wants.
struct Refusal {
    int status = 0;
    std::string reason;
    HeaderId header = HeaderId::other; ///< one that the status asks for
    std::string value;
};

/// RFC 3261 §8.2.1 to §8.2.3, in that order: method, Request-URI, extensions, content. None: it may go on.
[[nodiscard]] std::optional<Refusal> check_request(const Message& request);

/// True when the sender understands a session description in the response (§20.1; without Accept it does).
[[nodiscard]] bool accepts_sdp(const Message& request);

} // namespace sip
