#pragma once

#include "sip/transport.hpp"

#include <boost/system/error_code.hpp>

#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

namespace sip::net {

/// An Address as the kernel wants it.
class SocketAddress {
public:
    SocketAddress() = default;
    explicit SocketAddress(const Address& address);

    [[nodiscard]] Address address() const;
    [[nodiscard]] int family() const { return storage_.any.sa_family; } ///< AF_INET, AF_INET6 or AF_UNSPEC
    [[nodiscard]] sockaddr* data() { return &storage_.any; }
    [[nodiscard]] const sockaddr* data() const { return &storage_.any; }
    [[nodiscard]] socklen_t size() const { return family() == AF_INET ? sizeof(sockaddr_in) : capacity(); }
    [[nodiscard]] static constexpr socklen_t capacity() { return sizeof(sockaddr_in6); }

private:
    union {
        sockaddr any;
        sockaddr_in v4;
        sockaddr_in6 v6{};
    } storage_;
};

/// The addresses of a socket; unset when the kernel does not know.
[[nodiscard]] Address local_address(int socket);
[[nodiscard]] Address remote_address(int socket);

/// The error of the system call that failed last.
[[nodiscard]] boost::system::error_code last_error();

/// What became of the wish to listen somewhere.
struct Bound {
    boost::system::error_code error;
    Address local;      ///< with the port that the kernel chose; as asked for when it failed
    FlowId flow;        ///< UDP only
    std::string reason; ///< empty, or "UDP 192.0.2.1:5060: Address already in use"

    [[nodiscard]] explicit operator bool() const { return !error; }
    static Bound failed(TransportKind kind, const Address& wanted, boost::system::error_code error);
};

/// A non-blocking socket of the family and kind, bound to `local`, that has an IPv6 address to itself
/// (IPV6_V6ONLY); -1 and last_error() when that fails. The caller owns the descriptor.
[[nodiscard]] int open_bound_socket(int type, const Address& local);

/// Switches an int option on or sets it; what the kernel refuses is left as it was.
void set_option(int socket, int level, int name, int value) noexcept;

} // namespace sip::net
