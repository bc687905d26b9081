#include "message/builder.hpp"
#include "transaction/key.hpp"
#include "transaction/transaction_layer.hpp"

namespace sip {

namespace {

Bytes make_trying(const Message& request, const Address& source)
{
    MessageBuilder out;
    out.response(request, 100, {}, {}, source); // §8.2.6.2: a 100 needs no To tag
    out.copy_all(request, HeaderId::timestamp); // §8.2.6.1
    return std::move(out).finish();
}

} // namespace

RequestOutcome TransactionLayer::receive_request(const Message& request, const Route& route, TimePoint now)
{
    using Kind = RequestOutcome::Kind;
    if (request.method() == Method::ack)
        return receive_ack(request, now);

    const Fingerprint key = server_key_for(seed_, request, request.method_name());
    if (Transaction* known = table_.find(key)) {
        receive_copy(*known, route, now);
        return {Kind::absorbed, ServerId{known->id}};
    }
    if (full_for(request))
        return {Kind::overload};
    if (request.method() == Method::cancel) {
        const Transaction* invite = invite_of(request); // §9.2
        const ServerId cancelled{invite ? invite->id : 0};
        return {Kind::cancel, ServerId{create_server(key, request, route, now).id}, cancelled};
    }
    Transaction& server = create_server(key, request, route, now);
    const bool merged =
        request.to_tag().empty() && !table_.claim_merge_key(server, merge_key(seed_, request)); // §8.2.2.2
    return {merged ? Kind::merged : Kind::fresh, ServerId{server.id}};
}

bool TransactionLayer::full_for(const Message& request) const
{
    const bool outside_of_dialog = request.to_tag().empty() && request.method() != Method::cancel;
    return table_.size() >= limit_ - (outside_of_dialog ? limit_ / 8 : 0);
}

RequestOutcome TransactionLayer::receive_ack(const Message& ack, TimePoint now)
{
    using Kind = RequestOutcome::Kind;
    Transaction* invite = invite_of(ack);
    if (!invite)
        return {Kind::ack_for_2xx};
    const ServerId id{invite->id};
    const Effects effects = std::get<InviteServer>(invite->machine).ack();
    apply(*invite, effects, now);
    return {effects.deliver ? Kind::ack_for_2xx : Kind::absorbed, id};
}

void TransactionLayer::receive_copy(Transaction& server, const Route& route, TimePoint now)
{
    if (!server.route.flow) { // the client has come back by another flow, which is the way to it now
        const bool answered = server.owing;
        reroute(ServerId{server.id}, route);
        if (answered)
            return;
    }
    const Effects effects = server.as_server([](auto& machine) {
        if constexpr (std::is_same_v<decltype(machine), InviteServer&>)
            return machine.invite();
        else
            return machine.request();
    });
    retransmitted_ += effects.send;
    apply(server, effects, now);
}

Transaction& TransactionLayer::create_server(const Fingerprint& key, const Message& request, const Route& route,
                                             TimePoint now)
{
    Transaction& server = table_.create(key, route);
    server.method = request.method();
    server.message = request.bytes();
    const TimerTable& timers = timers_for(route.flow);
    if (request.method() == Method::invite)
        apply(server, server.machine.emplace<InviteServer>(timers).invite(), now);
    else
        apply(server, server.machine.emplace<NonInviteServer>(timers).request(), now);
    return server;
}

Transaction* TransactionLayer::invite_of(const Message& request)
{
    if (request.top_via().rfc3261_branch())
        return table_.find(server_key(seed_, request, "INVITE"));
    // §17.2.3: the INVITE of an RFC 2543 client had the To tag that its ACK has, or none if it began the dialog.
    for (const std::string_view to_tag : {request.to_tag(), std::string_view{}}) {
        Transaction* invite = table_.find(server_key_rfc2543(seed_, request, "INVITE", to_tag));
        if (invite && (request.method() != Method::ack || acknowledges(request, *invite)))
            return invite;
    }
    return nullptr;
}

bool TransactionLayer::acknowledges(const Message& ack, const Transaction& invite)
{
    return read_again(invite.message) && !scratch_.is_request() && scratch_.to_tag() == ack.to_tag();
}

bool TransactionLayer::respond(ServerId server, int status, Bytes response, TimePoint now)
{
    Transaction* transaction = table_.find(static_cast<std::uint64_t>(server));
    if (!transaction || transaction->is_client())
        return false;
    const Effects effects = transaction->as_server([&](auto& machine) { return machine.respond(status); });
    if (effects.refused)
        return false;
    if (effects.send)
        transaction->message = std::move(response);
    apply(*transaction, effects, now);
    return true;
}

void TransactionLayer::repeat(ServerId server)
{
    Transaction* transaction = table_.find(static_cast<std::uint64_t>(server));
    if (!transaction || transaction->is_client())
        return;
    if (transaction->as_server([](auto& machine) { return machine.responded(); })) {
        ++retransmitted_;
        send(*transaction, transaction->message);
    }
}

Route TransactionLayer::response_route(ServerId server) const
{
    const Transaction* transaction = table_.find(static_cast<std::uint64_t>(server));
    return transaction && !transaction->is_client() ? transaction->route : Route{};
}

bool TransactionLayer::lacks_flow(ServerId server) const
{
    const Transaction* transaction = table_.find(static_cast<std::uint64_t>(server));
    return transaction && !transaction->is_client() && !transaction->route.flow;
}

void TransactionLayer::reroute(ServerId server, const Route& route)
{
    Transaction* transaction = table_.find(static_cast<std::uint64_t>(server));
    if (!transaction || transaction->is_client())
        return;
    table_.set_route(*transaction, route);
    if (transaction->owing && route.flow) {
        transaction->owing = false;
        send(*transaction, transaction->message);
    }
}

void TransactionLayer::send_trying(Transaction& server)
{
    if (!read_again(server.message))
        return;
    server.message = make_trying(scratch_, server.route.remote);
    send(server, server.message);
}

} // namespace sip
