#include "net/stream_socket.hpp"

#include <netinet/tcp.h>
#include <unistd.h>

#include <cerrno>

namespace sip::net {

namespace {

constexpr int keep_alive_idle_seconds = 60;
constexpr int keep_alive_interval_seconds = 15;
constexpr int keep_alive_probes = 4;
constexpr int unacknowledged_limit_ms = 60'000; // the kernel's own limit is a quarter of an hour

} // namespace

StreamSocket::~StreamSocket()
{
    if (is_open())
        ::close(descriptor_);
}

void configure_stream_socket(int socket) noexcept
{
    set_option(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
    set_option(socket, IPPROTO_TCP, TCP_KEEPIDLE, keep_alive_idle_seconds);
    set_option(socket, IPPROTO_TCP, TCP_KEEPINTVL, keep_alive_interval_seconds);
    set_option(socket, IPPROTO_TCP, TCP_KEEPCNT, keep_alive_probes);
    set_option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, unacknowledged_limit_ms);
}

boost::system::error_code start_connect(StreamSocket& socket, const Address& remote)
{
    const SocketAddress name{remote};
    const int descriptor = ::socket(name.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return last_error();
    configure_stream_socket(descriptor);
    socket = StreamSocket{descriptor};
    if (::connect(descriptor, name.data(), name.size()) == 0 || errno == EINPROGRESS)
        return {};
    return last_error();
}

boost::system::error_code connect_result(const StreamSocket& socket)
{
    int value = 0;
    socklen_t size = sizeof value;
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_ERROR, &value, &size) != 0)
        return last_error();
    return {value, boost::system::system_category()};
}

std::size_t read_some(int socket, char* to, std::size_t capacity, boost::system::error_code& error)
{
    error.clear();
    for (;;) {
        const ssize_t n = ::recv(socket, to, capacity, 0);
        if (n > 0)
            return static_cast<std::size_t>(n);
        if (n == 0) {
            error = boost::asio::error::eof;
            return 0;
        }
        if (errno == EINTR)
            continue;
        error = last_error();
        return 0;
    }
}

void abort_on_close(int socket) noexcept
{
    const linger option{1, 0};
    static_cast<void>(::setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, sizeof option));
}

FlowError flow_error(const boost::system::error_code& error)
{
    if (!error || error == boost::asio::error::eof)
        return FlowError::none;
    if (error.category() != boost::system::system_category())
        return FlowError::local;
    switch (error.value()) {
    case ECONNREFUSED:
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
    case EACCES:
    case EPERM: return FlowError::refused;
    case ETIMEDOUT: return FlowError::timed_out;
    case ECONNRESET:
    case ECONNABORTED:
    case ENOTCONN:
    case EPIPE: return FlowError::reset;
    default: return FlowError::local;
    }
}

std::string describe(TransportKind kind, const Address& remote, const boost::system::error_code& error)
{
    return std::string{via_name(kind)} + ' ' + remote.to_string() + ": " + error.message();
}

} // namespace sip::net
