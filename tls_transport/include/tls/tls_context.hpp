#pragma once

#include "tls/tls_config.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace tls {

/// Why a Config makes no context: the setting by its name in the manual, the file when there is one, and the reason.
struct ConfigError {
    std::string field; ///< "local_rsa_private_key_filename", "ca_cert_filename[1]"
    std::string file;  ///< empty when the setting names no file
    std::string reason;

    [[nodiscard]] std::string to_string() const; ///< "local_rsa_private_key_filename: /x/key.pem: wrong password"
};

/// A certificate that a context shows.
struct LocalCertificate {
    std::string field; ///< the setting it comes from
    std::string file;
    std::string subject;
    std::string issuer;
    std::string serial;             ///< hexadecimal
    std::vector<std::string> names; ///< subjectAltName entries: "DNS:host"
    std::string key;                ///< "EC 256", "RSA 2048"
    std::chrono::system_clock::time_point not_before;
    std::chrono::system_clock::time_point not_after; ///< the earliest of the certificate and the chain sent with it

    /// Whole days until it expires; negative when it has.
    [[nodiscard]] long days_left(std::chrono::system_clock::time_point now) const;
};

/// The identity, the trust and the rules of one virtual board, decoded once. Immutable: a change makes a new context,
/// and connections keep the one they began with. May be shared between threads.
class Context {
public:
    struct Parts;
    explicit Context(Parts&& parts);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    [[nodiscard]] const Config& config() const; ///< as given, without passwords and keys
    [[nodiscard]] bool can_serve() const;       ///< there is a certificate, so connections can be accepted
    [[nodiscard]] const std::vector<LocalCertificate>& certificates() const;
    /// What is accepted and yet worth a line in a log, each with its setting: weak parameters, a chain that is not
    /// complete, a certificate soon to expire, a key log.
    [[nodiscard]] const std::vector<std::string>& warnings() const;

    [[nodiscard]] const Parts& parts() const { return *parts_; } ///< for this room alone

private:
    std::unique_ptr<const Parts> parts_;
};

/// Reads and checks every file and every setting of `config`. Blocks on file access.
[[nodiscard]] std::variant<std::shared_ptr<const Context>, ConfigError> make_context(const Config& config);

/// A dry run: as make_context(), but changes nothing, a key log included, and needs no peer.
[[nodiscard]] std::variant<std::shared_ptr<const Context>, ConfigError> validate(Config config);

} // namespace tls
