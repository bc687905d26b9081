#pragma once

#include "worlds.hpp"

#include <utility>
#include <vector>

namespace test {

/// Two programs that meet by connections.
struct Streams : Pair {
    sip::CallHandle connect(const char* to)
    {
        const auto call = alice.call(to);
        network.run_for(1s);
        return call;
    }
    void resolve(const char* name, std::vector<std::pair<TransportKind, std::uint16_t>> ways)
    {
        std::vector<sip::Candidate> candidates;
        for (const auto& [kind, port] : ways)
            candidates.push_back({{kind, {bob.ip(), port}, {}}, alice.ip()});
        network.name(name, candidates);
    }
};

/// Alice has a configuration of her own.
struct ConfiguredWorld {
    template <class Change>
    explicit ConfiguredWorld(Change change)
        : alice{network, "alice", "192.0.2.1", [&] {
                    sip::EndpointConfig config = all_transports();
                    change(config);
                    return config;
                }()}
    {
        network.name("bob.example.com", {{{TransportKind::tls, {bob.ip(), 5061}, {}}, alice.ip()}});
    }
    VirtualNetwork network;
    UserAgentHost alice;
    UserAgentHost bob{network, "bob", "192.0.2.2"};
};

inline constexpr const char* over_tcp = "bob@192.0.2.2;transport=tcp";
inline constexpr const char* over_tls = "sips:bob@bob.example.com";

} // namespace test
