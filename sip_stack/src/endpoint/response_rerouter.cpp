#include "endpoint/response_rerouter.hpp"

namespace sip {

Target ResponseRerouter::target_of(const Message& request, const Route& route)
{
    const Via& via = request.top_via();
    const TransportKind kind = route.flow.kind();
    Target target{kind, {route.remote.ip, via.port ? via.port : default_port(kind)}, {}};
    if (kind == TransportKind::tls)
        target.peer_name = via.host;
    return target;
}

void ResponseRerouter::help(ServerId server, const Target& target)
{
    if (!is_stream(target.kind) || !transactions_.lacks_flow(server))
        return;
    Flow* flow = flows_.acquire(target);
    if (!flow)
        return;
    if (flow->open)
        return transactions_.reroute(server, {flow->id, target.remote});
    auto& waiting = waiting_[flow->id.value()];
    for (const auto& [other, use] : waiting)
        if (other == server)
            return;
    waiting.emplace_back(server, flows_.use_for_transaction(flow->id));
}

void ResponseRerouter::flow_opened(const Flow& flow)
{
    const auto found = waiting_.find(flow.id.value());
    if (found == waiting_.end())
        return;
    const auto waiting = std::move(found->second);
    waiting_.erase(found);
    for (const auto& [server, use] : waiting)
        transactions_.reroute(server, {flow.id, flow.target.remote});
}

} // namespace sip
