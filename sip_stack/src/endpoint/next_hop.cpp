#include "endpoint/next_hop.hpp"

namespace sip {
namespace {

std::optional<TransportKind> transport_of(const UriView& uri)
{
    if (uri.is_sips()) // RFC 3261 §26.2.2; a transport parameter cannot weaken it
        return TransportKind::tls;
    const std::string_view param = uri.params.value("transport");
    if (iequals(param, "udp"))
        return TransportKind::udp;
    if (iequals(param, "tcp"))
        return TransportKind::tcp;
    if (iequals(param, "tls"))
        return TransportKind::tls;
    return std::nullopt;
}

} // namespace

NextHop next_hop_of(const UriView& uri, const EndpointConfig& config)
{
    NextHop hop;
    const std::string_view maddr = uri.params.value("maddr");
    hop.query.host = maddr.empty() ? uri.host_unbracketed() : maddr;
    hop.query.port = uri.port;
    hop.query.preferred = config.default_transport;
    hop.query.transport = transport_of(uri);
    if (!hop.query.transport && config.default_transport != TransportKind::udp)
        hop.query.transport = config.default_transport;
    hop.peer_name = uri.host_unbracketed(); // RFC 5922 §4: the name before any look-up
    return hop;
}

NextHop first_hop_of(const UriView& uri, const EndpointConfig& config)
{
    if (!config.outbound_proxy)
        return next_hop_of(uri, config);
    const OutboundProxy& proxy = *config.outbound_proxy;
    NextHop hop;
    hop.query = {proxy.host, proxy.port, proxy.transport, proxy.transport};
    hop.peer_name = proxy.peer_name.empty() ? proxy.host : proxy.peer_name;
    if (!uri.is_sips())
        return hop;
    if (proxy.transport != TransportKind::tls)
        hop.query.port = 0; // the configured one is another transport's
    require_tls(hop);
    return hop;
}

void require_tls(NextHop& hop)
{
    hop.query.transport = TransportKind::tls;
    hop.query.preferred = TransportKind::tls;
}

bool is_enabled(TransportKind kind, const EndpointConfig& config)
{
    switch (kind) {
    case TransportKind::udp: return config.udp;
    case TransportKind::tcp: return config.tcp;
    case TransportKind::tls: return config.tls;
    }
    return false;
}

} // namespace sip
