#pragma once

#include "openssl_ptr.hpp"
#include "tls/tls_context.hpp"

#include <string>
#include <vector>

namespace tls {

/// A LocalIdentity, read and checked: what is shown.
struct LoadedIdentity {
    const LocalIdentity* given;
    CertificatePtr certificate;
    KeyPtr key;
    std::vector<CertificatePtr> chain;
    std::string ocsp_response;
    std::vector<std::string> hosts; ///< by which it can be asked for
};

/// Reads every identity of `config`, which must outlive the result. Throws ConfigFailure.
[[nodiscard]] std::vector<LoadedIdentity> load_identities(const Config& config);

/// Lets `settings` show it, beside those of other key types that it shows already. Throws ConfigFailure.
void show(SSL_CTX* settings, const LoadedIdentity& identity);

[[nodiscard]] LocalCertificate describe(const LoadedIdentity& identity);

/// What deserves a warning at `now`.
void warn_about(const LoadedIdentity& identity, std::chrono::system_clock::time_point now, X509_STORE* trust,
                std::vector<std::string>& warnings);

} // namespace tls
