#pragma once

#include "sip/address.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>

namespace sip::net {

struct AdmissionLimits {
    std::size_t connections = 20'000;             ///< in both directions
    std::size_t connections_per_address = 10'000; ///< accepted from one IP address
    std::size_t half_open = 2'000;                ///< accepted, and not established yet
};

/// Who may connect, and who gives way when there are too many.
///
/// An accepted connection is half-open until its peer has shown that it means to talk. When a limit is reached the
/// oldest half-open one gives way to a new one, of the same address where that address has too many; an established one
/// never does. Connections are named by keys that rise with time.
class Admission {
public:
    explicit Admission(const AdmissionLimits& limits = {}) : limits_{limits} {}
    void set_limits(const AdmissionLimits& limits) { limits_ = limits; }

    struct Room {
        bool enough = false;         ///< once `gives_way` has left, if anybody
        std::uint64_t gives_way = 0; ///< 0: nobody
    };
    [[nodiscard]] Room for_inbound(const IpAddress& remote) const;
    [[nodiscard]] Room for_outbound() const;

    void accepted(std::uint64_t key, const IpAddress& remote); ///< half-open from now on
    void established(std::uint64_t key, const IpAddress& remote);
    void opened() { ++connections_; } ///< outbound
    void left(std::uint64_t key, const IpAddress& remote);
    void closed() { --connections_; } ///< outbound

private:
    struct Peer {
        std::size_t connections = 0;
        std::set<std::uint64_t> half_open;
    };
    [[nodiscard]] static Room oldest_of(const std::set<std::uint64_t>& half_open);

    AdmissionLimits limits_;
    std::size_t connections_ = 0;
    std::set<std::uint64_t> half_open_;
    std::unordered_map<Address, Peer> peers_; ///< by IP address, port 0; accepted connections only
};

} // namespace sip::net
