#pragma once

#include "sip/transport.hpp"
#include "tls/tls_config.hpp"

#include <string>

namespace tls {

/// Why a connection did not come up or was lost.
struct Failure {
    sip::FlowError error = sip::FlowError::none;
    std::string reason;
};

/// What one end knows of itself when it explains what went wrong between the two.
struct Circumstances {
    const Config& config;
    bool established; ///< the handshake is over on this side
};

/// Explains the oldest error in OpenSSL's queue, where it stems from a handshake or a record, in words a person
/// understands; an alert of the peer as what the peer means by it. Empties the queue.
[[nodiscard]] Failure explain_failure(const Circumstances& circumstances);

} // namespace tls
