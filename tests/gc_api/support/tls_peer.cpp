#include "gc_api/support/tls_peer.hpp"

#include "gc_api/support/program.hpp"
#include "support/sip_text.hpp"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <utility>

namespace gc::test {
namespace {

constexpr int patience_ms = 10'000;

sockaddr_in loopback(unsigned short port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void limit_waits(int socket)
{
    const timeval limit{patience_ms / 1000, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

int listening(unsigned short& port)
{
    ::signal(SIGPIPE, SIG_IGN); // a peer that is gone is what some tests are about
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    BOOST_REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    BOOST_REQUIRE(::listen(listener, 16) == 0);
    BOOST_REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
    return listener;
}

bool readable(int socket, int milliseconds)
{
    pollfd wait{socket, POLLIN, 0};
    return ::poll(&wait, 1, milliseconds) == 1;
}

int accepted(int listener)
{
    BOOST_REQUIRE_MESSAGE(readable(listener, patience_ms), "nobody connects");
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    BOOST_REQUIRE(socket >= 0);
    limit_waits(socket);
    return socket;
}

std::string openssl_words()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char* const words = code ? ERR_reason_error_string(code) : nullptr;
    return words ? words : "the connection ended";
}

SSL_CTX* make_context(const SSL_METHOD* method, const TlsPeerSettings& settings)
{
    SSL_CTX* const context = SSL_CTX_new(method);
    SSL_CTX_set_security_level(context, settings.minimum < TLS1_2_VERSION ? 0 : 2);
    BOOST_REQUIRE(SSL_CTX_set_min_proto_version(context, settings.minimum) == 1);
    BOOST_REQUIRE(SSL_CTX_set_max_proto_version(context, settings.maximum) == 1);
    if (!settings.ciphers.empty())
        BOOST_REQUIRE(SSL_CTX_set_cipher_list(context, settings.ciphers.c_str()) == 1);
    if (settings.certificate.empty())
        return context;
    BOOST_REQUIRE(SSL_CTX_use_certificate_chain_file(context, settings.certificate.c_str()) == 1);
    BOOST_REQUIRE(SSL_CTX_use_PrivateKey_file(context, settings.key.c_str(), SSL_FILETYPE_PEM) == 1);
    return context;
}

} // namespace

TlsPeerSettings peer_named(const std::string& name, const std::string& options)
{
    const std::string directory = certificates_for(name, options);
    TlsPeerSettings settings;
    settings.certificate = directory + '/' + name + ".pem";
    settings.key = directory + '/' + name + ".key";
    return settings;
}

TlsConnection::TlsConnection(int socket, SSL_CTX* context, bool server, SSL_SESSION* session)
    : socket_{socket}, ssl_{SSL_new(context)}
{
    if (session)
        SSL_set_session(ssl_.get(), session);
    SSL_set_fd(ssl_.get(), socket_);
    if ((server ? SSL_accept(ssl_.get()) : SSL_connect(ssl_.get())) != 1)
        failure_ = openssl_words();
}

TlsConnection::TlsConnection(TlsConnection&& other) noexcept
    : socket_{std::exchange(other.socket_, -1)}, ssl_{std::move(other.ssl_)}, failure_{std::move(other.failure_)},
      received_{std::move(other.received_)}
{
}

TlsConnection::~TlsConnection()
{
    if (socket_ < 0)
        return;
    if (up())
        SSL_shutdown(ssl_.get());
    ERR_clear_error();
    ::close(socket_);
}

bool TlsConnection::read_more()
{
    char bytes[4096];
    const int count = SSL_read(ssl_.get(), bytes, sizeof bytes);
    if (count > 0)
        received_.append(bytes, static_cast<std::size_t>(count));
    ERR_clear_error();
    return count > 0;
}

std::string TlsConnection::read()
{
    for (;;) {
        received_.erase(0, received_.find_first_not_of("\r\n")); // keep-alives
        const std::size_t head = received_.find("\r\n\r\n");
        if (head != std::string::npos) {
            const std::string length = ::test::header(received_, "Content-Length");
            const std::size_t size = head + 4 + std::strtoul(length.c_str(), nullptr, 10);
            if (received_.size() >= size) {
                std::string message = received_.substr(0, size);
                received_.erase(0, size);
                return message;
            }
        }
        BOOST_REQUIRE_MESSAGE(up() && read_more(), "no message comes" << failure_ << received_);
    }
}

void TlsConnection::write(std::string_view message)
{
    BOOST_REQUIRE(SSL_write(ssl_.get(), message.data(), static_cast<int>(message.size())) ==
                  static_cast<int>(message.size()));
}

bool TlsConnection::ends() { return received_.empty() && !read_more() && SSL_get_shutdown(ssl_.get()) != 0; }

std::string TlsConnection::server_name() const
{
    const char* const name = SSL_get_servername(ssl_.get(), TLSEXT_NAMETYPE_host_name);
    return name ? name : "";
}

std::string TlsConnection::peer_serial() const
{
    X509* const certificate = SSL_get0_peer_certificate(ssl_.get());
    BIGNUM* const number = certificate ? ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr) : nullptr;
    char* const text = number ? BN_bn2hex(number) : nullptr;
    std::string serial = text ? text : "";
    OPENSSL_free(text);
    BN_free(number);
    return serial;
}

TlsPeer::TlsPeer(const TlsPeerSettings& settings)
    : listener_{listening(port_)}, server_{make_context(TLS_server_method(), settings)}, client_{make_context(
                                                                                             TLS_client_method(),
                                                                                             settings)}
{
    if (settings.authority.empty())
        return;
    BOOST_REQUIRE(SSL_CTX_load_verify_file(server_.get(), settings.authority.c_str()) == 1);
    SSL_CTX_set_verify(server_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

TlsPeer::~TlsPeer() { ::close(listener_); }

std::string TlsPeer::uri(const std::string& scheme, const std::string& host) const
{
    return scheme + ":bob@" + host + ':' + std::to_string(port_);
}

TlsConnection TlsPeer::accept() { return {accepted(listener_), server_.get(), true}; }

bool TlsPeer::idle() const { return !readable(listener_, 0); }

TlsConnection TlsPeer::connect(unsigned short port, SSL_SESSION* session)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    limit_waits(socket);
    const sockaddr_in address = loopback(port);
    BOOST_REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return {socket, client_.get(), false, session};
}

PlainPeer::PlainPeer() : listener_{listening(port_)} {}
PlainPeer::~PlainPeer() { ::close(listener_); }

void PlainPeer::accept_and_answer(std::string_view words)
{
    const int socket = accepted(listener_);
    char byte;
    BOOST_TEST(::recv(socket, &byte, 1, 0) == 1);
    BOOST_TEST(::send(socket, words.data(), words.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(words.size()));
    ::close(socket);
}

} // namespace gc::test
