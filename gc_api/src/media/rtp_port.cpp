#include "rtp_port.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <linux/filter.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gc::media {

namespace {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

SocketAddress to_socket_address(const sip::Address& address)
{
    SocketAddress out;
    if (address.ip.is_v6()) {
        auto& v6 = reinterpret_cast<sockaddr_in6&>(out.storage);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(address.port);
        std::memcpy(&v6.sin6_addr, address.ip.bytes().data(), sizeof v6.sin6_addr);
        out.size = sizeof v6;
    } else {
        auto& v4 = reinterpret_cast<sockaddr_in&>(out.storage);
        v4.sin_family = AF_INET;
        v4.sin_port = htons(address.port);
        std::memcpy(&v4.sin_addr, address.ip.bytes().data(), sizeof v4.sin_addr);
        out.size = sizeof v4;
    }
    return out;
}

void close_socket(int& socket)
{
    if (socket >= 0)
        ::close(socket);
    socket = -1;
}

// Nobody reads the stream yet, but the peer sends fifty packets a second. A filter that keeps zero bytes of each makes
// the kernel drop them on arrival: no thread and no system call for any port, no memory, and no ICMP error, because the
// port is bound.
bool discard_everything(int socket)
{
    sock_filter instruction{BPF_RET | BPF_K, 0, 0, 0};
    const sock_fprog program{1, &instruction};
    constexpr int smallest = 1; // raised to the kernel's minimum
    return ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == 0 &&
           ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest) == 0;
}

/// A bound and drained socket, or -1 with errno. The filter comes first: no packet slips in between.
int bind_drained(const sip::Address& address)
{
    const int family = address.ip.is_v6() ? AF_INET6 : AF_INET;
    int socket = ::socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return -1;
    constexpr int yes = 1;
    if (family == AF_INET6)
        (void)::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    const SocketAddress target = to_socket_address(address);
    if (discard_everything(socket) &&
        ::bind(socket, reinterpret_cast<const sockaddr*>(&target.storage), target.size) == 0)
        return socket;
    const int cause = errno;
    close_socket(socket);
    errno = cause;
    return -1;
}

std::string describe(const sip::IpAddress& address, PortRange range)
{
    return "RTP port on " + address.to_string() + ", range " + std::to_string(range.first) + " to " +
           std::to_string(range.last);
}

} // namespace

RtpPort::~RtpPort()
{
    close_socket(rtp_);
    close_socket(rtcp_);
}

void RtpPort::swap(RtpPort& other) noexcept
{
    std::swap(rtp_, other.rtp_);
    std::swap(rtcp_, other.rtcp_);
    std::swap(local_, other.local_);
}

bool RtpPort::open(const sip::IpAddress& address, PortRange range, std::minstd_rand& random, std::string& error)
{
    const unsigned first = std::max<unsigned>(range.first + range.first % 2, 2);
    if (address.empty() || first > range.last) {
        error = describe(address, range) + (address.empty() ? ": no address" : ": holds no even port");
        return false;
    }
    // RTCP may stand one above an even last port, but not above 65535.
    const unsigned pairs = (range.last - first) / 2 + 1;
    const unsigned start = static_cast<unsigned>(random() % pairs);
    for (unsigned tried = 0; tried < pairs; ++tried) {
        const auto port = static_cast<std::uint16_t>(first + (start + tried) % pairs * 2);
        RtpPort candidate;
        candidate.local_ = {address, port};
        candidate.rtp_ = bind_drained(candidate.local_);
        if (candidate.rtp_ >= 0)
            candidate.rtcp_ = bind_drained({address, static_cast<std::uint16_t>(port + 1)});
        if (candidate.rtcp_ >= 0) {
            swap(candidate);
            return true;
        }
        if (errno != EADDRINUSE) {
            error = describe(address, range) + ": " + std::strerror(errno);
            return false;
        }
    }
    error = describe(address, range) + ": no free pair of ports";
    return false;
}

} // namespace gc::media
