#pragma once

#include "sip/config.hpp"
#include "sip/transport.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// How we name ourselves in a message that leaves on one flow: the sent-by of a Via and the address of a Contact.
struct Origin {
    TransportKind kind = TransportKind::udp;
    std::string host;           ///< as in a URI: IPv6 with brackets
    std::uint16_t port = 0;     ///< where we listen for that kind; a flow's own port when we do not
    std::uint16_t tls_port = 0; ///< for a sips Contact on a flow that is not TLS; 0: none
    bool alias = false;         ///< a TLS flow of ours that takes the peer's requests as well (RFC 5923 §5)
};

/// The local addresses that listen.
class Listeners {
public:
    explicit Listeners(const EndpointConfig& config) : config_{config} {}

    struct Listener {
        TransportKind kind;
        Address local;
        FlowId udp_flow;
    };
    void add(TransportKind kind, const Address& local, FlowId udp_flow) { all_.push_back({kind, local, udp_flow}); }

    /// The one that serves `local` best: its own address, else any address of its family; null: none.
    [[nodiscard]] const Listener* serving(TransportKind kind, const IpAddress& local) const;
    /// The first of the family with an address of its own, so that the source address needs no look-up; null: none.
    [[nodiscard]] const Listener* specific(TransportKind kind, IpAddress::Family family) const;
    [[nodiscard]] const Listener* of(FlowId udp_flow) const;

    /// `flow_local` is the flow's own address; for a UDP socket, the source address for the peer.
    [[nodiscard]] Origin origin(TransportKind kind, const Address& flow_local) const;

    /// RFC 3261 §18.1.2: whether a response's top Via names us. Only asked of datagrams: a stream belongs to its
    /// requests.
    [[nodiscard]] bool is_own_sent_by(std::string_view host, std::uint16_t port) const;

private:
    const EndpointConfig& config_;
    std::vector<Listener> all_;
};

} // namespace sip
