#include "tls_transport/support/raw_socket.hpp"

#include "net/socket_address.hpp"
#include "net/stream_socket.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace tls::test {

namespace {

void must(bool done)
{
    if (!done)
        throw std::runtime_error{sip::net::last_error().message()};
}

int limited(int descriptor)
{
    must(descriptor >= 0);
    const timeval limit{5, 0};
    must(::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0);
    return descriptor;
}

} // namespace

RawSocket RawSocket::connected_to(const sip::Address& remote)
{
    RawSocket socket{limited(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))};
    const sip::net::SocketAddress name{remote};
    must(::connect(socket.descriptor_, name.data(), name.size()) == 0);
    return socket;
}

RawSocket RawSocket::listening()
{
    RawSocket socket{limited(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))};
    const sip::net::SocketAddress name{{sip::IpAddress::v4(0x7f000001), 0}};
    must(::bind(socket.descriptor_, name.data(), name.size()) == 0 && ::listen(socket.descriptor_, 1000) == 0);
    return socket;
}

RawSocket::RawSocket(RawSocket&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

RawSocket::~RawSocket()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

RawSocket RawSocket::accept() const { return RawSocket{limited(::accept(descriptor_, nullptr, nullptr))}; }

sip::Address RawSocket::local() const { return sip::net::local_address(descriptor_); }

void RawSocket::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0)
            return; // the other side has had enough, which its events tell
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string RawSocket::receive() const
{
    std::string bytes(64 * 1024, '\0');
    const ssize_t size = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

void RawSocket::finish() const { ::shutdown(descriptor_, SHUT_WR); }

void RawSocket::reset_on_close() const { sip::net::abort_on_close(descriptor_); }

} // namespace tls::test
