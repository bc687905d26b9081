#include "endpoint/response_rerouter.hpp"

#include <algorithm>

namespace sip {

Target ResponseRerouter::target_of(const Message& request, const Route& route, std::string_view proved)
{
    const Via& via = request.top_via();
    const TransportKind kind = route.flow.kind();
    Target target{kind, {route.remote.ip, via.port ? via.port : default_port(kind)}, {}};
    if (kind == TransportKind::tls)
        target.peer_name = !proved.empty() && IpAddress::parse(via.host) ? proved : via.host;
    return target;
}

void ResponseRerouter::help(ServerId server, const Target& target)
{
    if (!is_stream(target.kind) || !transactions_.lacks_flow(server))
        return;
    Flow* flow = flows_.acquire(target);
    if (!flow)
        return;
    helped_[server] = flows_.use_for_transaction(flow->id);
    if (flow->open)
        return transactions_.reroute(server, {flow->id, target.remote});
    auto& waiting = waiting_[flow->id.value()];
    if (std::find(waiting.begin(), waiting.end(), server) == waiting.end())
        waiting.push_back(server);
}

void ResponseRerouter::handle(const TransactionEvent& event)
{
    if (!helped_.empty() && event.kind == TransactionEvent::Kind::terminated)
        helped_.erase(event.server);
}

void ResponseRerouter::flow_opened(const Flow& flow)
{
    const auto found = waiting_.find(flow.id.value());
    if (found == waiting_.end())
        return;
    const auto waiting = std::move(found->second);
    waiting_.erase(found);
    for (const ServerId server : waiting)
        transactions_.reroute(server, {flow.id, flow.target.remote});
}

} // namespace sip
