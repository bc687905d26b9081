#pragma once

#include "openssl_ptr.hpp"
#include "tls/tls_context.hpp"

#include <string>
#include <vector>

/// Certificates, keys and revocation lists from PEM files. Every function either gives all that the file holds or says
/// what is wrong.
namespace tls {

/// A setting that names a file.
struct NamedFile {
    std::string field;
    std::string file;
};

/// Thrown inside make_context() and caught there: reading many files is a straight line but for its errors.
struct ConfigFailure {
    ConfigError error;
};

[[noreturn]] void refuse(const NamedFile& source, std::string reason);

/// One or more certificates.
[[nodiscard]] std::vector<CertificatePtr> load_certificates(const NamedFile& source);

/// One or more revocation lists.
[[nodiscard]] std::vector<CrlPtr> load_crls(const NamedFile& source);

/// A private key, plain or encrypted.
[[nodiscard]] KeyPtr load_private_key(const NamedFile& source, const std::string& password);

/// The reason of OpenSSL's oldest queued error in its words; empties the queue.
[[nodiscard]] std::string openssl_reason();

} // namespace tls
