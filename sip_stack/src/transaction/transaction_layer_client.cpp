#include "transaction/ack.hpp"
#include "transaction/key.hpp"
#include "transaction/transaction_layer.hpp"

namespace sip {

namespace {

bool is_2xx(const Message& response) { return response.status() / 100 == 2; }

} // namespace

ClientId TransactionLayer::start_client(Method method, Bytes request, std::string_view branch, const Route& route,
                                        std::uint64_t user, TimePoint now)
{
    const Fingerprint key = client_key(seed_, branch, method);
    if (table_.size() >= limit_ || table_.find(key))
        return ClientId::none;
    Transaction& client = table_.create(key, route);
    client.method = method;
    client.message = std::move(request);
    client.user = user;
    const ClientId id{client.id};
    const TimerTable& timers = timers_for(route.flow);
    if (method == Method::invite)
        apply(client, client.machine.emplace<InviteClient>(timers).invite(), now);
    else
        apply(client, client.machine.emplace<NonInviteClient>(timers).request(), now);
    return id;
}

void TransactionLayer::abandon(ClientId client)
{
    Transaction* transaction = table_.find(static_cast<std::uint64_t>(client));
    if (transaction && transaction->is_client())
        apply(*transaction, transaction->as_client([](auto& machine) { return machine.abandon(); }), {});
}

const Bytes* TransactionLayer::request_of(ClientId client) const
{
    const Transaction* transaction = table_.find(static_cast<std::uint64_t>(client));
    return transaction && transaction->is_client() ? &transaction->message : nullptr;
}

Route TransactionLayer::route_of(ClientId client) const
{
    const Transaction* transaction = table_.find(static_cast<std::uint64_t>(client));
    return transaction && transaction->is_client() ? transaction->route : Route{};
}

ResponseOutcome TransactionLayer::receive_response(const Message& response, FlowId flow, TimePoint now)
{
    using Kind = ResponseOutcome::Kind;
    const bool invite_2xx = response.cseq().method == Method::invite && is_2xx(response);
    Transaction* client = table_.find(client_key(seed_, response.top_via().branch, response.cseq().method));
    if (!client)
        return {invite_2xx ? Kind::stray_2xx : Kind::stray};
    // What was asked over TLS is not answered in the clear: §26.2.2 would be void if anybody's datagram could.
    if (client->route.flow.kind() == TransportKind::tls && flow.kind() != TransportKind::tls)
        return {Kind::stray};

    const Effects effects = client->as_client([&](auto& machine) { return machine.response(response.status()); });
    ResponseOutcome outcome{Kind::absorbed, ClientId{client->id}, client->user};
    if (effects.deliver)
        outcome.kind = Kind::deliver;
    else if (invite_2xx) // §16.7 step 5: a fork's 2xx can follow a failure; the dialogs give it its ACK and its BYE
        outcome.kind = Kind::stray_2xx;
    if (effects.send_ack) {
        if (!client->ack.empty())
            ++retransmitted_;
        else if (read_again(client->message))
            client->ack = make_failure_ack(scratch_, response);
    }
    apply(*client, effects, now);
    return outcome;
}

} // namespace sip
