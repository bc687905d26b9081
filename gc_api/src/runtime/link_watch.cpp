#include "runtime/link_watch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <ifaddrs.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace gc {
namespace {

struct FreeAddresses {
    void operator()(ifaddrs* list) const { ::freeifaddrs(list); }
};
using Addresses = std::unique_ptr<ifaddrs, FreeAddresses>;

Addresses addresses_now()
{
    ifaddrs* list = nullptr;
    return Addresses{::getifaddrs(&list) == 0 ? list : nullptr};
}

sip::IpAddress address_of(const sockaddr* name)
{
    if (name && name->sa_family == AF_INET)
        return sip::IpAddress::v4(ntohl(reinterpret_cast<const sockaddr_in*>(name)->sin_addr.s_addr));
    std::array<std::uint8_t, 16> bytes{};
    if (!name || name->sa_family != AF_INET6)
        return {};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(name)->sin6_addr, bytes.size());
    return sip::IpAddress::v6(bytes);
}

LinkFact fact_of(unsigned index, unsigned flags)
{
    constexpr unsigned works = IFF_UP | IFF_RUNNING; // the cable is in
    return {index, (flags & works) == works, (flags & IFF_LOOPBACK) != 0};
}

int open_netlink()
{
    const int descriptor = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (descriptor < 0)
        return -1;
    sockaddr_nl name{};
    name.nl_family = AF_NETLINK;
    name.nl_groups = RTMGRP_LINK;
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

} // namespace

std::optional<unsigned> interface_of(const sip::IpAddress& address)
{
    const Addresses all = addresses_now();
    for (const ifaddrs* one = all.get(); one; one = one->ifa_next)
        if (address_of(one->ifa_addr) == address)
            return ::if_nametoindex(one->ifa_name);
    return std::nullopt;
}

std::vector<LinkFact> links_now()
{
    std::vector<LinkFact> facts;
    const Addresses all = addresses_now();
    for (const ifaddrs* one = all.get(); one; one = one->ifa_next)
        if (one->ifa_addr && one->ifa_addr->sa_family == AF_PACKET) // once for each interface
            facts.push_back(fact_of(::if_nametoindex(one->ifa_name), one->ifa_flags));
    return facts;
}

class LinkWatch::Socket : public boost::asio::posix::stream_descriptor {
public:
    using boost::asio::posix::stream_descriptor::basic_stream_descriptor;
};

LinkWatch::LinkWatch(boost::asio::io_context& context, Told told)
    : socket_{std::make_unique<Socket>(context)}, told_{std::move(told)}
{
    if (const int descriptor = open_netlink(); descriptor >= 0) {
        socket_->assign(descriptor);
        wait();
    }
}

LinkWatch::~LinkWatch() = default;

void LinkWatch::close()
{
    boost::system::error_code ignored;
    socket_->close(ignored);
}

void LinkWatch::wait()
{
    socket_->async_wait(boost::asio::posix::stream_descriptor::wait_read,
                        [this](const boost::system::error_code& error) {
                            if (!error)
                                read();
                        });
}

void LinkWatch::read()
{
    alignas(nlmsghdr) std::array<char, 16'384> buffer;
    std::vector<LinkFact> facts;
    for (;;) {
        const ssize_t size = ::recv(socket_->native_handle(), buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == ENOBUFS) { // more happened than the socket could hold
            facts = links_now();
            continue;
        }
        if (size <= 0)
            break;
        auto left = static_cast<unsigned>(size);
        for (auto* message = reinterpret_cast<nlmsghdr*>(buffer.data()); NLMSG_OK(message, left);
             message = NLMSG_NEXT(message, left)) {
            if (message->nlmsg_type != RTM_NEWLINK && message->nlmsg_type != RTM_DELLINK)
                continue;
            if (message->nlmsg_len < NLMSG_LENGTH(sizeof(ifinfomsg)))
                continue;
            const auto* const link = static_cast<const ifinfomsg*>(NLMSG_DATA(message));
            const unsigned flags = message->nlmsg_type == RTM_NEWLINK ? link->ifi_flags : 0;
            facts.push_back(fact_of(static_cast<unsigned>(link->ifi_index), flags));
        }
    }
    wait(); // before anybody is told: who is may close
    for (const LinkFact& fact : facts)
        told_(fact);
}

} // namespace gc
