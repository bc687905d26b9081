#pragma once

#include "net/socket_address.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <string>

/// What every stream transport does with a TCP socket, whatever it carries.
namespace sip::net {

/// A TCP socket that Asio waits for; bytes are moved by plain system calls on its native handle.
using StreamSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// No delay for small writes (Nagle), and a peer that is silently gone is noticed within about two minutes.
/// Sockets accepted from a listener that was configured inherit all of it.
void configure_stream_socket(int socket) noexcept;

/// Opens a non-blocking, configured socket and starts to connect. No error: wait for it to become writable, then ask
/// connect_result().
[[nodiscard]] boost::system::error_code start_connect(StreamSocket& socket, const Address& remote);
[[nodiscard]] boost::system::error_code connect_result(StreamSocket& socket);

/// Hands an accepted descriptor to Asio. The socket owns it, or it is closed when that fails.
[[nodiscard]] boost::system::error_code adopt(StreamSocket& socket, int descriptor, const Address& remote);

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
