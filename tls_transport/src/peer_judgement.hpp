#pragma once

#include "sip/transport.hpp"
#include "tls/tls_config.hpp"

#include <openssl/x509.h>

#include <string>

/// What becomes of the rules' verdict on a peer: the program's word where it wants one, and verify_server.
namespace tls {

/// Fills in what the certificate says.
void describe_peer(const X509* certificate, sip::Security& peer);

/// Phase 2: may a peer pass whose chain was judged? The program's word counts most; without one the rules do, unless
/// the peer is a server and verification is switched off.
/// \param peer described, with `refusal` when a rule did not hold; takes what was decided
[[nodiscard]] bool may_pass(const Config& config, bool peer_is_server, sip::Security& peer);

/// Phase 3: asserts that a server's certificate belongs to `expected`.
/// \param where the peer's address, for the refusal's text
/// \param peer takes the outcome; its `refusal` says why not
/// \return whether the connection may be used
[[nodiscard]] bool assert_identity(const X509* certificate, const std::string& expected, const std::string& where,
                                   const Config& config, sip::Security& peer);

} // namespace tls
