#include "ua/surroundings.hpp"

#include "dialog/dialog.hpp"
#include "endpoint/peer_identity.hpp"

namespace sip {

void respond(const Surroundings& around, const Message& request, const Route& route, ServerId server,
             const ResponseDraft& draft, std::string_view proved)
{
    Bytes response = build_response(request, route.remote, draft);
    if (!around.transactions.respond(server, draft.status, std::move(response), around.context.now))
        return;
    if (around.transactions.lacks_flow(server))
        around.rerouter.help(server, ResponseRerouter::target_of(request, route, proved));
}

Origin origin_for(const Surroundings& around, const Message& request, FlowId flow)
{
    if (const Flow* stream = around.flows.find(flow))
        return around.listeners.origin(flow.kind(), stream->local);
    const Listeners::Listener* socket = around.listeners.of(flow);
    Origin origin = around.listeners.origin(flow.kind(), socket ? socket->local : Address{});
    // A socket bound to every address does not say which of them the request came to; the peer's word for us is the
    // one that works for the peer.
    if (socket && socket->local.ip.is_unspecified() && around.context.config.public_host.empty() &&
        !request.request_uri().host.empty())
        origin.host = request.request_uri().host;
    return origin;
}

std::string proved_name(const Surroundings& around, FlowId flow)
{
    const auto security = security_of(around, flow);
    return security ? proved_name(*security) : std::string{};
}

std::shared_ptr<const Security> security_of(const Surroundings& around, FlowId flow)
{
    const Flow* stream = around.flows.find(flow);
    return stream ? stream->security : nullptr;
}

void decline_dialog(const Surroundings& around, const Message& response, FlowId flow)
{
    const Sips sips = flow.kind() == TransportKind::tls ? Sips::required : Sips::no; // what came by TLS goes by no less
    Dialog dialog = Dialog::of_caller(response, sips, flow);
    dialog.set_peer_name(proved_name(around, flow));
    const NextHop hop = dialog.next_hop(around.context.config);
    (void)around.requests.start(dialog.ack(response.cseq().number), hop, CallHandle::none);
    (void)around.requests.start(dialog.request(Method::bye), hop, CallHandle::none);
}

} // namespace sip
