#pragma once

#include "tls/tls_context.hpp"

#include "sip/transport.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

struct Dialled {
    std::string address;                      ///< that was reached; empty: none
    std::string failure;                      ///< why there is no connection; empty: there is
    sip::Security security;                   ///< what the handshake established, the verdict on the peer included
    std::vector<sip::CertificateFacts> chain; ///< as the peer sent it
};

/// Connects to `host`, shakes hands, asserts `name`, and waits a moment for the peer's own verdict on us.
Dialled dial(std::shared_ptr<const tls::Context> context, const std::string& host, const std::string& port,
             const std::string& name, std::chrono::milliseconds limit);
