#pragma once

#include "net/socket_address.hpp"

#include <boost/asio/error.hpp>

#include <cstddef>
#include <string>
#include <utility>

/// What every stream transport does with a TCP socket, whatever it carries.
namespace sip::net {

/// What a socket is ready for, or to be watched for.
struct Readiness {
    bool read = false;
    bool write = false;
    bool operator==(const Readiness&) const = default;
};

/// A TCP socket, non-blocking, for which a SocketWatch waits. Owns its descriptor.
class StreamSocket {
public:
    StreamSocket() = default;
    explicit StreamSocket(int descriptor) : descriptor_{descriptor} {}
    StreamSocket(StreamSocket&& other) noexcept
        : descriptor_{std::exchange(other.descriptor_, -1)}, watched_{std::exchange(other.watched_, {})}
    {
    }
    StreamSocket& operator=(StreamSocket&& other) noexcept
    {
        std::swap(descriptor_, other.descriptor_);
        std::swap(watched_, other.watched_);
        return *this;
    }
    ~StreamSocket();

    [[nodiscard]] int native_handle() const { return descriptor_; }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

private:
    friend class SocketWatch;

    int descriptor_ = -1;
    Readiness watched_;
};

/// No delay for small writes (Nagle), and a peer that is silently gone is noticed within about two minutes.
/// Sockets accepted from a listener that was configured inherit all of it.
void configure_stream_socket(int socket) noexcept;

/// Opens a non-blocking, configured socket and starts to connect. No error: wait for it to become writable, then ask
/// connect_result().
[[nodiscard]] boost::system::error_code start_connect(StreamSocket& socket, const Address& remote);
[[nodiscard]] boost::system::error_code connect_result(const StreamSocket& socket);

/// Reads what is there, at most `capacity` bytes, without waiting. Error would_block: nothing; eof: the peer has
/// finished.
[[nodiscard]] std::size_t read_some(int socket, char* to, std::size_t capacity, boost::system::error_code& error);

/// Says RST instead of FIN when the socket is closed: for peers that are not wanted.
void abort_on_close(int socket) noexcept;

/// A system error in the words of the port.
[[nodiscard]] FlowError flow_error(const boost::system::error_code& error);

/// "TCP 192.0.2.1:5060: Connection refused"
[[nodiscard]] std::string describe(TransportKind kind, const Address& remote, const boost::system::error_code& error);

} // namespace sip::net
