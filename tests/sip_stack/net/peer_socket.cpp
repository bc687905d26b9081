#include "sip_stack/net/peer_socket.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <utility>

namespace sip::net::test {

namespace {

constexpr timeval patience{10, 0};
constexpr std::size_t largest = 64 * 1024;

int open_socket(int family, int type)
{
    const int descriptor = ::socket(family, type | SOCK_CLOEXEC, 0);
    BOOST_REQUIRE(descriptor >= 0);
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return descriptor;
}

} // namespace

PeerSocket PeerSocket::bound(int type, const IpAddress& ip)
{
    const SocketAddress name{{ip, 0}};
    PeerSocket socket{open_socket(name.family(), type)};
    BOOST_REQUIRE_EQUAL(::bind(socket.descriptor_, name.data(), name.size()), 0);
    return socket;
}

PeerSocket PeerSocket::connected(const Address& remote)
{
    const SocketAddress name{remote};
    PeerSocket socket{open_socket(name.family(), SOCK_STREAM)};
    BOOST_REQUIRE_EQUAL(::connect(socket.descriptor_, name.data(), name.size()), 0);
    return socket;
}

PeerSocket PeerSocket::listening(const IpAddress& ip, int backlog)
{
    PeerSocket socket = bound(SOCK_STREAM, ip);
    BOOST_REQUIRE_EQUAL(::listen(socket.descriptor_, backlog), 0);
    return socket;
}

PeerSocket::PeerSocket(PeerSocket&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

PeerSocket& PeerSocket::operator=(PeerSocket&& other) noexcept
{
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
    return *this;
}

PeerSocket PeerSocket::accept()
{
    const int descriptor = ::accept(descriptor_, nullptr, nullptr);
    BOOST_REQUIRE(descriptor >= 0);
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return PeerSocket{descriptor};
}

void PeerSocket::send(std::string_view bytes)
{
    BOOST_REQUIRE_EQUAL(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                        static_cast<ssize_t>(bytes.size()));
}

void PeerSocket::send_to(const Address& remote, std::string_view bytes)
{
    const SocketAddress name{remote};
    BOOST_REQUIRE_EQUAL(::sendto(descriptor_, bytes.data(), bytes.size(), 0, name.data(), name.size()),
                        static_cast<ssize_t>(bytes.size()));
}

std::string PeerSocket::receive() { return receive_with(0); }

std::string PeerSocket::receive_now() { return receive_with(MSG_DONTWAIT); }

std::string PeerSocket::receive_with(int flags)
{
    std::string bytes(largest, '\0');
    const ssize_t n = ::recv(descriptor_, bytes.data(), bytes.size(), flags);
    bytes.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return bytes;
}

std::string PeerSocket::receive_all()
{
    std::string bytes;
    for (std::string more = receive(); !more.empty(); more = receive())
        bytes += more;
    return bytes;
}

void PeerSocket::finish() { ::shutdown(descriptor_, SHUT_WR); }

void PeerSocket::reset()
{
    const linger option{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &option, sizeof option);
    close();
}

void PeerSocket::close()
{
    if (descriptor_ >= 0)
        ::close(std::exchange(descriptor_, -1));
}

std::size_t open_descriptors()
{
    using std::filesystem::directory_iterator;
    return static_cast<std::size_t>(std::distance(directory_iterator{"/proc/self/fd"}, directory_iterator{}));
}

} // namespace sip::net::test
