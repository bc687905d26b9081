#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tls {

enum class Version : std::uint8_t { tls1_0, tls1_1, tls1_2, tls1_3 };

/// All that a TLS context is built from: files, names and rules. A value; the context made of it never changes.
struct Config {
    std::string certificate_file; ///< PEM; the local identity, then optionally its chain. Empty: no server role, no
                                  ///< client certificate
    std::string private_key_file; ///< PEM, plain or encrypted
    std::string private_key_password;
    std::vector<std::string> chain_files; ///< PEM intermediates, sent along
    std::vector<std::string> ca_files;    ///< PEM trusted roots; needed to verify anybody
    std::vector<std::string> crl_files;   ///< PEM; when any is given, revocation is checked along the chain
    std::string cipher_list; ///< OpenSSL cipher string: TLS 1.2 names and TLS 1.3 suites; empty: OpenSSL's default
    Version minimum = Version::tls1_2;
    Version maximum = Version::tls1_3;

    bool verify_server = true;               ///< as client: chain, dates, usage, and the post-connection host check
    bool require_client_certificate = false; ///< as server: mutual authentication
    bool wildcards = false;                  ///< accept "*.example.com" for one label (RFC 5922 §7.2 says no)
    std::string session_id_context;          ///< not empty: server-side session cache, 300 s
    std::chrono::milliseconds handshake_limit{10'000}; ///< TCP connect to Finished, either role
    std::size_t write_queue_bytes = 1U << 20;          ///< bound of a flow's write queue
    std::size_t max_connections = 10'000;
};

} // namespace tls
