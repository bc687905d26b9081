#pragma once

#include "tls/tls_config.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <variant>

struct ssl_ctx_st;

namespace tls {

/// Why a Config makes no context: the setting by its name in the manual, the file when there is one, and the reason.
struct ConfigError {
    std::string field; ///< "local_rsa_private_key_filename", "ca_cert_filename[1]"
    std::string file;  ///< empty when the setting names no file
    std::string reason;

    [[nodiscard]] std::string to_string() const; ///< "local_rsa_private_key_filename: /x/key.pem: wrong password"
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

    [[nodiscard]] const Config& config() const; ///< as given, without the key's password
    [[nodiscard]] bool can_serve() const;       ///< there is a certificate, so connections can be accepted

    /// For the TLS engine alone; the server's is null when can_serve() is false.
    [[nodiscard]] ssl_ctx_st* client_settings() const;
    [[nodiscard]] ssl_ctx_st* server_settings() const;

private:
    std::unique_ptr<const Parts> parts_;
};

/// Reads and checks every file and every setting of `config`. Blocks on file access.
[[nodiscard]] std::variant<std::shared_ptr<const Context>, ConfigError> make_context(const Config& config);

} // namespace tls
