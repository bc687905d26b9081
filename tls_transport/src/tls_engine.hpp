#pragma once

#include "chain_verifier.hpp"
#include "openssl_ptr.hpp"
#include "sip/transport.hpp"
#include "tls/tls_context.hpp"
#include "tls_failure.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tls {

enum class Role : std::uint8_t { client, server };

/// One end of a TLS connection as a machine of bytes: ciphertext in, ciphertext out. Touches no socket, clock or
/// thread.
///
/// Keeps no input: OpenSSL takes all that is fed, and holds at most one unfinished record. Output that is not taken
/// stays here. An idle connection holds no buffer at all.
class Engine {
public:
    enum class State : std::uint8_t {
        handshaking,
        established,
        ended,  ///< the peer said close_notify
        failed, ///< failure() says why; an alert for the peer may be in output()
    };

    /// \param server_name sent as SNI by a client; empty: none
    /// \param peer a client's peer, address and name, for the resumption of sessions; empty: none is resumed
    Engine(std::shared_ptr<const Context> context, Role role, const std::string& server_name = {},
           std::string peer = {});
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Begins the handshake: a client's first flight is then in output().
    void start();

    /// Takes ciphertext and gives what it decrypts to.
    /// \param plaintext room for it, at least room_for(ciphertext.size())
    /// \return the bytes written to `plaintext`
    std::size_t feed(std::string_view ciphertext, std::span<char> plaintext);
    [[nodiscard]] static constexpr std::size_t room_for(std::size_t ciphertext)
    {
        return ciphertext + SSL3_RT_MAX_PLAIN_LENGTH;
    }

    /// The peer's bytes end here: a truncation unless it said close_notify before.
    void end_of_input();

    /// Encrypts; established state only. False when the connection has failed.
    bool write(std::string_view plaintext);

    /// A server's session ticket (RFC 8446 §4.6.1) is ready with the handshake, and waits for write() or close(), so
    /// that it leaves together with what follows it.
    [[nodiscard]] bool owes_ticket() const { return owes_ticket_; }
    /// Sends the ticket that is owed, without waiting longer.
    void give_ticket();

    /// Says close_notify, once, unless the connection has failed or was never established.
    void close();

    [[nodiscard]] std::string_view output() const { return std::string_view{output_}.substr(taken_); }
    void output_taken(std::size_t bytes);

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] const Failure& failure() const { return failure_; }
    [[nodiscard]] const Context& context() const { return *context_; }

    /// The peer's certificate, accepted or refused; null when it has sent none.
    [[nodiscard]] const X509* peer_certificate() const;
    /// A server's certificate and what it sent along; null when it has sent none.
    [[nodiscard]] const STACK_OF(X509) * peer_chain() const { return SSL_get_peer_cert_chain(ssl_.get()); }

    /// What is known of the connection and of the peer.
    [[nodiscard]] sip::Security security() const;

    /// Phase 3, for a client after its handshake: asserts that the peer's certificate belongs to `expected`.
    /// \param where the peer's address, for the refusal's text
    /// \param security gets the outcome; its `refusal` says why not
    /// \return whether the connection may be used
    [[nodiscard]] bool assert_identity(const std::string& expected, const std::string& where,
                                       sip::Security& security) const;

private:
    friend struct EngineBio;
    friend struct EngineCallbacks;

    void shake_hands();
    void handshake_done();
    void fail();
    void keep_resumable();
    void announce_ticket();
    [[nodiscard]] bool judge_chain(X509_STORE_CTX* work);
    [[nodiscard]] bool judge_staple();
    [[nodiscard]] bool may_go_on(X509* certificate);
    void keep_session(SSL_SESSION* session) const;
    std::size_t read_records(std::span<char> plaintext);

    std::shared_ptr<const Context> context_;
    std::string_view input_; ///< valid during feed() only
    std::string output_;
    std::size_t taken_ = 0; ///< bytes of output_ that are taken
    State state_ = State::handshaking;
    Role role_;
    bool accepted_by_program_ = false;
    bool owes_ticket_ = false;
    std::string peer_;       ///< where a client may resume
    RefusalPtr refusal_;     ///< the first rule that the peer's chain broke
    CertificatePtr refused_; ///< OpenSSL forgets the certificate that it did not accept
    Failure failure_;
    SslPtr ssl_;
};

} // namespace tls
