#include "net/source_addresses.hpp"

#include "net/socket_address.hpp"

#include <unistd.h>

namespace sip::net {

namespace {

constexpr std::chrono::seconds remembered{5};
constexpr std::size_t most_entries = 1024;
constexpr std::uint16_t any_port = 5060; // nothing is sent there

// Connecting a UDP socket chooses its source address and sends nothing.
IpAddress ask_kernel(const IpAddress& remote)
{
    const SocketAddress name{{remote, any_port}};
    const int socket = ::socket(name.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return {};
    IpAddress local;
    if (::connect(socket, name.data(), name.size()) == 0)
        local = local_address(socket).ip;
    ::close(socket);
    return local;
}

} // namespace

IpAddress SourceAddresses::toward(const IpAddress& remote)
{
    const auto now = std::chrono::steady_clock::now();
    if (const auto found = cache_.find({remote, 0}); found != cache_.end() && now < found->second.good_until)
        return found->second.local;
    if (cache_.size() >= most_entries)
        cache_.clear();
    const IpAddress local = ask_kernel(remote);
    cache_.insert_or_assign({remote, 0}, Entry{local, now + remembered});
    return local;
}

} // namespace sip::net
