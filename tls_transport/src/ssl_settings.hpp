#pragma once

#include "openssl_ptr.hpp"
#include "tls/tls_context.hpp"

namespace tls {

/// A client's or a server's settings by the rules of `config`, without any identity. Throws ConfigFailure.
/// \param trust the certificates and lists to verify peers with
[[nodiscard]] SslContextPtr make_client_settings(const Config& config, X509_STORE* trust);
[[nodiscard]] SslContextPtr make_server_settings(const Config& config, X509_STORE* trust, EVP_PKEY* dh_parameters);

/// The parameters that `config` names, if any is strong enough; null: OpenSSL's own groups.
[[nodiscard]] KeyPtr choose_dh_parameters(const Config& config, std::vector<std::string>& warnings);

} // namespace tls
