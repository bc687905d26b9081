#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sip {
struct Security;
}

namespace tls {

enum class Version : std::uint8_t { tls1_0, tls1_1, tls1_2, tls1_3 };

/// ALPN (RFC 7301) with the protocol `sip/2`. A peer that offers other protocols only is refused in any case.
enum class Alpn : std::uint8_t {
    off,     ///< says nothing and accepts any
    offer,   ///< offered as client, chosen as server; a peer without ALPN is accepted
    require, ///< a peer without it is refused
};

/// A stapled OCSP response (RFC 6066 §8): asked for as a client, and checked when it comes.
enum class Stapling : std::uint8_t {
    off,     ///< not asked for
    request, ///< a server without one is accepted unless its certificate says must-staple (RFC 7633)
    require, ///< a server without one is refused
};

/// Certificates, a key or lists: in a file, in a store, or given as they are. Made of a plain file name implicitly.
struct Material {
    std::string location; ///< PEM file, or URI of a store: "file:/etc/sip/key.pem", "pkcs11:token=sip;object=key"
    std::string pem;      ///< when not empty it is this text; `location` then only names it in errors

    Material() = default;
    Material(std::string where) : location{std::move(where)} {} // NOLINT: a file name is the usual material
    Material(const char* where) : location{where} {}            // NOLINT
    [[nodiscard]] static Material from_memory(std::string text, std::string name = "memory");

    [[nodiscard]] bool empty() const { return location.empty() && pem.empty(); }
    friend bool operator==(const Material&, const Material&) = default;
};

/// A certificate to show, with its key and the authorities between it and a root.
struct LocalIdentity {
    Material certificate;              ///< the certificate, then optionally its chain
    Material private_key;              ///< plain or encrypted: RSA, ECDSA, EdDSA, DSS
    std::string private_key_password;  ///< of an encrypted key; the PIN of a store
    std::vector<Material> chain;       ///< intermediates, sent along
    Material ocsp_response;            ///< DER file that a server staples when asked; read once, so renew the context
    std::string setting = "local_rsa"; ///< what errors call it: local_rsa_cert_filename, local_rsa_private_key_filename
};

/// A program's word on a peer: true accepts it, false refuses it, whatever the rules said.
///
/// It reads the rules' verdict from `refusal`, null when every rule held. An acceptance against it shows in
/// Security::accepted_by_program. Thread rule: called on the thread that runs the handshake, which is a helper thread where
/// there are any, so several may come at once; must return soon and may call nothing of the transport. What it throws counts
/// as false.
using Judge = std::function<bool(const sip::Security& peer)>;

/// All that a TLS context is built from: files, names and rules. A value; the context made of it never changes.
struct Config {
    /// Whom we are. One certificate of each key type can be in use at once for a name: RSA beside ECDSA. Among several
    /// a client's SNI chooses by the names in the certificates; the first is shown where nothing chooses. Empty: no
    /// server role, no client certificate.
    std::vector<LocalIdentity> identities;

    std::vector<Material> ca_files;  ///< trusted certificates; needed to verify anybody
    std::vector<Material> crl_files; ///< when any is given, revocation is checked along the whole chain

    std::string cipher_list; ///< OpenSSL cipher string: TLS 1.2 names and TLS 1.3 suites; empty: OpenSSL's default
                             ///< without key transport by RSA, which has no forward secrecy
    Version minimum = Version::tls1_2; ///< below TLS 1.2 only when set here
    Version maximum = Version::tls1_3;
    Material dh_param_512;  ///< Diffie-Hellman parameters by the manual's names, whatever their size: the longest of
    Material dh_param_1024; ///< 2048 bits or more serves, shorter ones earn a warning; none: built-in groups

    bool verify_server = true;               ///< as client: chain, dates, usage, and the post-connection host check
    bool require_client_certificate = false; ///< as server: mutual authentication
    bool common_name = true;                 ///< the common name counts where there is no subjectAltName at all
    bool wildcards = false;                  ///< accept "*.example.com" for one label (RFC 5922 §7.2 says no)
    std::chrono::seconds clock_skew{0};      ///< by how much dates may be passed or to come
    int chain_depth = 16;                    ///< most intermediates between a peer's certificate and a trusted one
    Stapling stapling = Stapling::request;
    Alpn alpn = Alpn::offer;
    Judge verify_callback;       ///< phase 2, both roles: the peer's chain. With it nothing is resumed
    Judge post_connect_callback; ///< phase 3, as client: expected_name against names

    std::string session_id_context; ///< not empty: server-side session cache and tickets, 300 s
    bool resume_sessions = false;   ///< as client: at most 300 s, for the same address and name
    std::string key_log_file; ///< not empty: secrets of every connection are appended there (SSLKEYLOGFILE format), so
                              ///< that a capture can be decrypted; mode 0600

    std::chrono::milliseconds handshake_limit{10'000}; ///< TCP connect to Finished, either role
    std::size_t write_queue_bytes = 1U << 20;          ///< bound of a flow's write queue
    std::size_t max_connections = 20'000; ///< in both directions; an unfinished handshake gives way to a newer one
    std::size_t max_connections_per_peer = 10'000;         ///< accepted from one IP address
    std::size_t max_handshakes = 2'000;                    ///< accepted and not finished
    std::chrono::milliseconds client_hello_limit{5'000};   ///< accept to a whole ClientHello; then handshake_limit runs
    std::optional<unsigned> handshake_threads; ///< that help with the arithmetic of handshakes; 0: none; unset: one for
                                               ///< each four processors
};

} // namespace tls
