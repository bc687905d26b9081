#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

/// A SIP peer over TLS that a test speaks for: OpenSSL on blocking sockets of loopback, with a limit on every wait.
namespace gc::test {

/// What a peer shows, demands and speaks.
struct TlsPeerSettings {
    std::string certificate, key; ///< PEM files; none: it can only connect
    std::string authority;        ///< PEM file; not empty: it demands a certificate signed by it
    int minimum = TLS1_2_VERSION;
    int maximum = TLS1_3_VERSION;
    std::string ciphers{}; ///< of TLS 1.2; none: OpenSSL's default
};
/// The identity that make_certs.sh made for a name.
[[nodiscard]] TlsPeerSettings peer_named(const std::string& name, const std::string& options = {});

/// A connection, with or without success of its handshake.
class TlsConnection {
public:
    TlsConnection(int socket, SSL_CTX* context, bool server, SSL_SESSION* session = nullptr);
    ~TlsConnection();
    TlsConnection(TlsConnection&& other) noexcept;
    TlsConnection& operator=(TlsConnection&&) = delete;

    [[nodiscard]] bool up() const { return failure_.empty(); }
    [[nodiscard]] const std::string& failure() const { return failure_; } ///< of the handshake, in OpenSSL's words

    /// The next SIP message; fails the test when none comes within ten seconds.
    [[nodiscard]] std::string read();
    void write(std::string_view message);
    /// True when the other side closes within ten seconds, and says nothing before.
    [[nodiscard]] bool ends();
    [[nodiscard]] std::string server_name() const; ///< that the other side asked for (SNI)
    [[nodiscard]] bool resumed() const { return SSL_session_reused(ssl_.get()) == 1; }
    [[nodiscard]] SSL_SESSION* session() const { return SSL_get_session(ssl_.get()); } ///< lives as the connection
    [[nodiscard]] std::string peer_serial() const; ///< of its certificate, hexadecimal; empty: none

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    [[nodiscard]] bool read_more();

    int socket_;
    std::unique_ptr<SSL, Free> ssl_;
    std::string failure_;
    std::string received_;
};

class TlsPeer {
public:
    explicit TlsPeer(const TlsPeerSettings& settings);
    ~TlsPeer();
    TlsPeer(const TlsPeer&) = delete;
    TlsPeer& operator=(const TlsPeer&) = delete;

    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::string uri(const std::string& scheme, const std::string& host = "localhost") const;

    /// The next connection; fails the test when none comes within ten seconds.
    [[nodiscard]] TlsConnection accept();
    /// True when nobody has connected who was not accepted.
    [[nodiscard]] bool idle() const;
    /// Connects to a board that listens at 127.0.0.1; with a session, offers to resume it.
    [[nodiscard]] TlsConnection connect(unsigned short port, SSL_SESSION* session = nullptr);

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    unsigned short port_ = 0;
    int listener_;
    std::unique_ptr<SSL_CTX, Free> server_, client_;
};

/// A TCP port of loopback that accepts and speaks no TLS: it answers whatever comes in plain words.
class PlainPeer {
public:
    PlainPeer();
    ~PlainPeer();
    PlainPeer(const PlainPeer&) = delete;
    PlainPeer& operator=(const PlainPeer&) = delete;
    [[nodiscard]] unsigned short port() const { return port_; }
    void accept_and_answer(std::string_view words);

private:
    unsigned short port_ = 0;
    int listener_;
};

} // namespace gc::test
