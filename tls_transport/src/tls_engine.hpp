#pragma once

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

    /// \param server_name sent as SNI by a client; empty: none.
    Engine(std::shared_ptr<const Context> context, Role role, const std::string& server_name = {});
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

    /// Says close_notify, once, unless the connection has failed or was never established.
    void close();

    [[nodiscard]] std::string_view output() const { return std::string_view{output_}.substr(taken_); }
    void output_taken(std::size_t bytes);

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] const Failure& failure() const { return failure_; }
    [[nodiscard]] const Context& context() const { return *context_; }

    /// The peer's certificate, accepted or refused; null when it has sent none.
    [[nodiscard]] const X509* peer_certificate() const;
    /// Why the peer's chain does not hold; empty when it holds or there is none.
    [[nodiscard]] const std::string& chain_refusal() const { return chain_refusal_; }

    /// What is known of the connection and of the peer.
    [[nodiscard]] sip::Security security() const;

private:
    friend struct EngineBio;
    friend struct EngineVerification;

    void shake_hands();
    void fail();
    std::size_t read_records(std::span<char> plaintext);

    std::shared_ptr<const Context> context_;
    std::string_view input_; ///< valid during feed() only
    std::string output_;
    std::size_t taken_ = 0; ///< bytes of output_ that are taken
    State state_ = State::handshaking;
    std::string chain_refusal_;
    CertificatePtr refused_; ///< OpenSSL forgets the certificate that it did not accept
    Failure failure_;
    SslPtr ssl_;
};

} // namespace tls
