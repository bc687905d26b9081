#pragma once

#include "openssl_ptr.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Certificates, keys and revocation lists made at test time, good and bad ones.
namespace tls::test {

enum class KeyKind { p256, p384, rsa2048, rsa1024, ed25519, dsa1024, dsa2048 };

struct CertificateSpec {
    std::string common_name = "test";
    std::vector<std::string> names{}; ///< "DNS:host", "URI:sip:host", "IP:192.0.2.1", "email:a@b"; NULs are kept
    bool authority = false;
    int path_length = -1; ///< -1: no limit
    int valid_from_days = -1;
    int valid_to_days = 30;
    std::string usages{};     ///< extendedKeyUsage as OpenSSL writes it; empty: absent
    std::string key_usages{}; ///< keyUsage; empty: absent for hosts, keyCertSign and cRLSign for authorities
    KeyKind key = KeyKind::p256;
    const EVP_MD* digest = EVP_sha256();
    bool must_staple = false; ///< RFC 7633
};

/// A certificate with its key.
struct Issued {
    CertificatePtr certificate;
    KeyPtr key;

    [[nodiscard]] std::string pem() const;
    [[nodiscard]] std::string key_pem(const std::string& password = {}) const;
};

[[nodiscard]] KeyPtr make_key(KeyKind kind);

/// Signed by `issuer`, or by itself when that is null.
[[nodiscard]] Issued issue(const CertificateSpec& spec, const Issued* issuer = nullptr);

[[nodiscard]] Issued make_authority(const std::string& name, const Issued* issuer = nullptr);
[[nodiscard]] Issued make_host(const Issued& issuer, const std::string& name);

struct CrlSpec {
    std::vector<const Issued*> revoked{};
    int valid_to_days = 7;
};
[[nodiscard]] std::string make_crl_pem(const Issued& issuer, const CrlSpec& spec);

struct OcspSpec {
    enum class Status { good, revoked, unknown };
    Status status = Status::good;
    int made_days_ago = 1;
    int valid_to_days = 7;   ///< 0: no nextUpdate
    int response_status = 0; ///< 0: successful, 3: try later
};
/// What a responder says of `host`, in DER, signed by `signer`.
[[nodiscard]] std::string make_ocsp_response(const Issued& host, const Issued& issuer, const Issued& signer,
                                             const OcspSpec& spec = {});

/// A directory of its own, removed at the end.
class TestFiles {
public:
    TestFiles();
    ~TestFiles();
    TestFiles(const TestFiles&) = delete;
    TestFiles& operator=(const TestFiles&) = delete;

    /// Writes a file and gives its path.
    std::string write(const std::string& name, std::string_view content) const;
    [[nodiscard]] std::string path(const std::string& name) const;

private:
    std::filesystem::path directory_;
};

} // namespace tls::test
