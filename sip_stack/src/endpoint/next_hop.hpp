#pragma once

#include "sip/config.hpp"
#include "sip/message/uri.hpp"
#include "sip/resolver.hpp"

#include <string>

namespace sip {

/// Where a request goes next (RFC 3261 §8.1.2, §16.6 step 7 as a user agent sees it).
struct NextHop {
    Query query;
    std::string peer_name; ///< TLS: identity to assert
    FlowId flow;           ///< the dialog's own; taken when it is alive and secure enough
};

/// The transport that the URI and the configuration ask for: sips means TLS, then the transport parameter, then the
/// default. With UDP as the default DNS decides (RFC 3263 §4.1); a stream as the default is final.
[[nodiscard]] NextHop next_hop_of(const UriView& uri, const EndpointConfig& config);

/// What asks for a sips URI goes by TLS on every hop, whatever URI or proxy names that hop (RFC 3261 §8.1.2, §26.2.2).
void require_tls(NextHop& hop);

/// The same as next_hop_of(), unless an outbound proxy takes every request.
[[nodiscard]] NextHop first_hop_of(const UriView& uri, const EndpointConfig& config);

[[nodiscard]] bool is_enabled(TransportKind kind, const EndpointConfig& config);

} // namespace sip
