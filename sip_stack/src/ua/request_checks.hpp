#pragma once

#include "endpoint/response_factory.hpp"
#include "sip/message/message.hpp"
#include "sip/transport.hpp"

#include <optional>
#include <string>

namespace sip {

struct Context;

/// Why a request is refused before anybody looks at what it wants.
struct Refusal {
    int status = 0;
    std::string reason;
    HeaderId header = HeaderId::other; ///< one that the status asks for
    std::string value;
};

/// RFC 3261 §8.2.1 to §8.2.3, in that order: method, Request-URI, extensions, content. None: it may go on.
[[nodiscard]] std::optional<Refusal> check_request(const Message& request, const Context& context);

/// Of those the second and the third: a method that the owner takes up is known.
[[nodiscard]] std::optional<Refusal> check_uri_and_extensions(const Message& request, const EndpointConfig& config);

/// Whether a sips URI is served as its caller was promised: 416 where we have no TLS (RFC 3261 §8.2.2.1), 480 for an
/// INVITE that came to it by less than TLS, since some hop has broken the promise (RFC 5630 §5).
[[nodiscard]] std::optional<Refusal> check_sips(const Message& request, TransportKind came_by, bool tls_enabled);

/// 480 with the warning that only sips will do (RFC 5630 §6).
[[nodiscard]] Refusal sips_required();

/// True when the sender understands a session description in the response (§20.1; without Accept it does).
[[nodiscard]] bool accepts_sdp(const Message& request);

} // namespace sip
