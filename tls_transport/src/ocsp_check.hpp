#pragma once

#include "chain_verifier.hpp"
#include "openssl_ptr.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Stapled OCSP responses: RFC 6960, RFC 6066 §8, must-staple of RFC 7633.
namespace tls {

/// A response that a server staples, and the certificate it is about.
struct Staple {
    CertificatePtr certificate;
    std::string response; ///< DER
};

/// Judges the response about `chain[0]`, whose issuer is `chain[1]`.
///
/// The response counts when it is signed by the issuer, or by a certificate of the issuer with id-kp-OCSPSigning
/// (RFC 6960 §4.2.2.2), and is of its time; without nextUpdate it is of its time for a day. A chain of one certificate
/// is trusted by itself and needs no response.
///
/// \param response DER; empty: none came
/// \return why the certificate does not hold, null when it does
[[nodiscard]] RefusalPtr check_staple(const STACK_OF(X509) * chain, std::string_view response, const TrustRules& rules,
                                      Stapling stapling);

/// "" for DER that is an OCSP response with a successful status, else what is wrong with it.
[[nodiscard]] std::string ocsp_response_error(std::string_view response);

} // namespace tls
