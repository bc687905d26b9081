#pragma once

#include "material.hpp"

/// Keys and certificates behind a URI: what OpenSSL's providers open (OSSL_STORE), and PKCS#11 tokens by the engine
/// `pkcs11` where no provider knows their scheme, as on Debian 12.
namespace tls {

/// True for a URI, "scheme:...", the scheme of two letters or more; a file of such a name is given as "./name".
[[nodiscard]] bool in_store(const Material& material);

[[nodiscard]] std::vector<CertificatePtr> load_certificates_from_store(const Source& source);

/// \param pin the pass phrase or PIN; empty when none is needed or the URI has it
[[nodiscard]] KeyPtr load_key_from_store(const Source& source, const std::string& pin);

} // namespace tls
