#include "net/socket_address.hpp"

#include <arpa/inet.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace sip::net {

SocketAddress::SocketAddress(const Address& address)
{
    if (address.ip.is_v4()) {
        storage_.v4 = {};
        storage_.v4.sin_family = AF_INET;
        storage_.v4.sin_port = htons(address.port);
        storage_.v4.sin_addr.s_addr = htonl(address.ip.v4_host_order());
    } else if (!address.ip.empty()) {
        storage_.v6.sin6_family = AF_INET6;
        storage_.v6.sin6_port = htons(address.port);
        std::copy(address.ip.bytes().begin(), address.ip.bytes().end(), storage_.v6.sin6_addr.s6_addr);
    }
}

Address SocketAddress::address() const
{
    if (family() == AF_INET)
        return {IpAddress::v4(ntohl(storage_.v4.sin_addr.s_addr)), ntohs(storage_.v4.sin_port)};
    if (family() != AF_INET6)
        return {};
    std::array<std::uint8_t, 16> bytes;
    std::copy_n(storage_.v6.sin6_addr.s6_addr, bytes.size(), bytes.begin());
    return {IpAddress::v6(bytes), ntohs(storage_.v6.sin6_port)};
}

Address local_address(int socket)
{
    SocketAddress name;
    socklen_t size = SocketAddress::capacity();
    return ::getsockname(socket, name.data(), &size) == 0 ? name.address() : Address{};
}

Address remote_address(int socket)
{
    SocketAddress name;
    socklen_t size = SocketAddress::capacity();
    return ::getpeername(socket, name.data(), &size) == 0 ? name.address() : Address{};
}

boost::system::error_code last_error() { return {errno, boost::system::system_category()}; }

Bound Bound::failed(TransportKind kind, const Address& wanted, boost::system::error_code error)
{
    return {error, wanted, {}, std::string{via_name(kind)} + ' ' + wanted.to_string() + ": " + error.message()};
}

void set_option(int socket, int level, int name, int value) noexcept
{
    static_cast<void>(::setsockopt(socket, level, name, &value, sizeof value));
}

int open_bound_socket(int type, const Address& local)
{
    const SocketAddress name{local};
    const int socket = ::socket(name.family(), type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return -1;
    if (name.family() == AF_INET6)
        set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    if (type == SOCK_STREAM)
        set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1); // restart while old connections linger in TIME_WAIT
    if (::bind(socket, name.data(), name.size()) == 0)
        return socket;
    const int reason = errno;
    ::close(socket);
    errno = reason;
    return -1;
}

} // namespace sip::net
