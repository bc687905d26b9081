#pragma once

#include <openssl/x509.h>

#include <optional>
#include <string>

/// The second phase of a secure connection: is the certificate genuine, in force, meant for this use, and signed by an
/// authority that we trust, directly or through intermediates?
namespace tls {

/// Sets the rules of every verification against `store`: any trusted certificate ends a chain, the purpose is left to
/// verify_chain(), and revocation is checked along the whole chain when `with_revocation`.
void set_verification_rules(X509_VERIFY_PARAM* rules, bool with_revocation);

/// Verifies what `work` was set up with: signatures, dates, path and key rules and revocation by OpenSSL, then the
/// extended key usage.
///
/// Public authorities no longer issue clientAuth, and SIP uses one certificate in both roles: so serverAuth,
/// clientAuth, id-kp-sipDomain (RFC 5924) and the absence of the extension are accepted alike, for either role.
///
/// \return nothing when the chain holds, else one line that says why not. The code in `work` is set, so that the
/// handshake sends the fitting alert.
[[nodiscard]] std::optional<std::string> verify_chain(X509_STORE_CTX* work);

} // namespace tls
