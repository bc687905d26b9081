#include "net/admission.hpp"

namespace sip::net {

Admission::Room Admission::oldest_of(const std::set<std::uint64_t>& half_open)
{
    return half_open.empty() ? Room{} : Room{true, *half_open.begin()};
}

Admission::Room Admission::for_inbound(const IpAddress& remote) const
{
    const auto peer = peers_.find({remote, 0});
    if (peer != peers_.end() && peer->second.connections >= limits_.connections_per_address)
        return oldest_of(peer->second.half_open);
    if (connections_ >= limits_.connections || half_open_.size() >= limits_.half_open)
        return oldest_of(half_open_);
    return {true, 0};
}

Admission::Room Admission::for_outbound() const
{
    return connections_ >= limits_.connections ? oldest_of(half_open_) : Room{true, 0};
}

void Admission::accepted(std::uint64_t key, const IpAddress& remote)
{
    ++connections_;
    Peer& peer = peers_[{remote, 0}];
    ++peer.connections;
    peer.half_open.insert(key);
    half_open_.insert(key);
}

void Admission::established(std::uint64_t key, const IpAddress& remote)
{
    half_open_.erase(key);
    if (const auto peer = peers_.find({remote, 0}); peer != peers_.end())
        peer->second.half_open.erase(key);
}

void Admission::left(std::uint64_t key, const IpAddress& remote)
{
    --connections_;
    half_open_.erase(key);
    const auto peer = peers_.find({remote, 0});
    if (peer == peers_.end())
        return;
    peer->second.half_open.erase(key);
    if (--peer->second.connections == 0)
        peers_.erase(peer);
}

} // namespace sip::net
