#pragma once

#include "params/parm_builder.hpp"
#include "sip/transport.hpp"
#include "tls/tls_context.hpp"

#include <memory>
#include <string>

namespace gc {

/// Why a request could not be delivered, kept until GCEV_DISCONNECTED takes it along.
struct DeliveryFailure {
    std::string text; ///< method, target and reason
    sip::FlowError error = sip::FlowError::none;
    std::shared_ptr<const sip::Security> peer; ///< what is known of a peer that TLS refused; may be null
};

/// IP_TLS_RULE_*
[[nodiscard]] int rule_of(sip::TrustRule rule);

/// IPSET_TLS parameters of a failure, each at most `longest` bytes; none when the failure was not one of TLS.
void write_tls_failure(const DeliveryFailure& failure, std::size_t longest, ParmBuilder& block);

/// IPSET_TLS parameters of a certificate of our own.
void write_certificate(const tls::LocalCertificate& certificate, ParmBuilder& block);

} // namespace gc
