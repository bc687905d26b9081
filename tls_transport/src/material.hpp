#pragma once

#include "openssl_ptr.hpp"
#include "tls/tls_context.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Certificates, keys and lists as a Config gives them: from files, memory and stores. Every function either gives all
/// that the source holds or says what is wrong.
namespace tls {

/// A setting and what it holds.
struct Source {
    std::string field;
    const Material& material;
};

/// Thrown inside make_context() and caught there: reading many files is a straight line but for its errors.
struct ConfigFailure {
    ConfigError error;
};

[[noreturn]] void refuse(const Source& source, std::string reason);
[[noreturn]] void refuse_setting(std::string field, std::string reason);

/// "ca_cert_filename[0]", "ca_cert_filename[1]", ...
[[nodiscard]] std::vector<Source> numbered(std::string_view field, const std::vector<Material>& materials);

/// One or more certificates.
[[nodiscard]] std::vector<CertificatePtr> load_certificates(const Source& source);

/// One or more revocation lists.
[[nodiscard]] std::vector<CrlPtr> load_crls(const Source& source);

/// A private key, plain or encrypted.
[[nodiscard]] KeyPtr load_private_key(const Source& source, const std::string& password);

/// Diffie-Hellman parameters.
[[nodiscard]] KeyPtr load_dh_parameters(const Source& source);

/// The bytes as they are; a file or memory only.
[[nodiscard]] std::string load_bytes(const Source& source);

/// The reason of OpenSSL's oldest queued error in its words; empties the queue.
[[nodiscard]] std::string openssl_reason();

} // namespace tls
