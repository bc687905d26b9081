#include "endpoint/listeners.hpp"

#include "sip/message/grammar.hpp"

#include <algorithm>

namespace sip {

const Listeners::Listener* Listeners::serving(TransportKind kind, const IpAddress& local) const
{
    const Listener* any = nullptr;
    for (const Listener& listener : all_) {
        if (listener.kind != kind || listener.local.ip.family() != local.family())
            continue;
        if (listener.local.ip == local)
            return &listener;
        if (!any && (listener.local.ip.is_unspecified() || local.is_unspecified()))
            any = &listener;
    }
    return any;
}

const Listeners::Listener* Listeners::specific(TransportKind kind, IpAddress::Family family) const
{
    for (const Listener& listener : all_)
        if (listener.kind == kind && listener.local.ip.family() == family && !listener.local.ip.is_unspecified())
            return &listener;
    return nullptr;
}

const Listeners::Listener* Listeners::of(FlowId udp_flow) const
{
    for (const Listener& listener : all_)
        if (listener.udp_flow == udp_flow && udp_flow)
            return &listener;
    return nullptr;
}

Origin Listeners::origin(TransportKind kind, const Address& flow_local) const
{
    Origin origin{kind, config_.public_host, flow_local.port, 0};
    if (origin.host.empty())
        origin.host = flow_local.ip.uri_host();
    if (const Listener* listener = serving(kind, flow_local.ip))
        origin.port = listener->local.port;
    if (const Listener* listener = serving(TransportKind::tls, flow_local.ip))
        origin.tls_port = listener->local.port;
    return origin;
}

bool Listeners::is_own_sent_by(std::string_view host, std::uint16_t port) const
{
    const auto ip = IpAddress::parse(host);
    const bool public_host = !config_.public_host.empty() && iequals(host, config_.public_host);
    return std::any_of(all_.begin(), all_.end(), [&](const Listener& listener) {
        if (listener.kind != TransportKind::udp || listener.local.port != (port ? port : 5060))
            return false;
        return public_host || (ip && (listener.local.ip == *ip || (listener.local.ip.is_unspecified() &&
                                                                   listener.local.ip.family() == ip->family())));
    });
}

} // namespace sip
