#include "transaction/transaction_layer.hpp"

#include <limits>

namespace sip {

TransactionLayer::TransactionLayer(const Timers& timers, std::size_t limit, const HashSeed& seed, TimerQueue& queue,
                                   std::vector<Action>& actions)
    : datagram_{timers, TransportKind::udp}, stream_{timers, TransportKind::tcp}, limit_{limit}, seed_{seed},
      queue_{queue}, actions_{actions}
{
}

const TimerTable& TransactionLayer::timers_for(FlowId flow) const
{
    return is_stream(flow.kind()) ? stream_ : datagram_;
}

void TransactionLayer::handle_expiry(const TimerOwner& owner, TimePoint now)
{
    Transaction* transaction = table_.find(owner.id);
    if (!transaction)
        return;
    const auto expire = [&](auto& machine) { return machine.expired(static_cast<TimerLetter>(owner.letter)); };
    const Effects effects = transaction->is_client() ? transaction->as_client(expire) : transaction->as_server(expire);
    retransmitted_ += effects.send;
    apply(*transaction, effects, now);
}

void TransactionLayer::flow_lost(FlowId flow, FlowError error, std::string_view reason, TimePoint now)
{
    const std::size_t first_event = events_.size();
    for (const std::uint64_t id : table_.ids_on(flow)) {
        Transaction& transaction = *table_.find(id);
        table_.set_route(transaction, {FlowId{}, transaction.route.remote});
        if (transaction.is_client()) // §17.1.4
            apply(transaction, transaction.as_client([](auto& machine) { return machine.transport_error(); }), now);
        else if (auto* server = std::get_if<NonInviteServer>(&transaction.machine))
            server->lose_flow(datagram_); // servers keep their state: §18.2.2 gives the response another way
    }
    for (std::size_t i = first_event; i < events_.size(); ++i)
        if (events_[i].kind == TransactionEvent::Kind::transport_failed) {
            events_[i].error = error;
            events_[i].reason = reason;
        }
}

void TransactionLayer::apply(Transaction& transaction, const Effects& effects, TimePoint now)
{
    if (effects.send_trying)
        send_trying(transaction);
    if (effects.send)
        send(transaction, transaction.message);
    if (effects.send_ack)
        send(transaction, transaction.ack);
    apply(transaction, effects.pace, transaction.pace, now);
    apply(transaction, effects.limit, transaction.limit, now);
    switch (effects.tell) {
    case Effects::Tell::nothing: break;
    case Effects::Tell::timed_out: tell(transaction, TransactionEvent::Kind::timed_out); break;
    case Effects::Tell::transport_failed: tell(transaction, TransactionEvent::Kind::transport_failed); break;
    case Effects::Tell::ack_missing: tell(transaction, TransactionEvent::Kind::ack_missing); break;
    }
    if (effects.terminated) {
        tell(transaction, TransactionEvent::Kind::terminated);
        table_.erase(transaction);
    }
}

void TransactionLayer::apply(Transaction& transaction, const Effects::TimerChange& change, TimerQueue::Ticket& ticket,
                             TimePoint now)
{
    if (change.kind == Effects::TimerChange::Kind::keep)
        return;
    queue_.stop(ticket);
    if (change.kind == Effects::TimerChange::Kind::stop)
        return;
    const auto kind =
        transaction.is_client() ? TimerOwner::Kind::client_transaction : TimerOwner::Kind::server_transaction;
    ticket = queue_.start(now + change.after, {kind, transaction.id, static_cast<std::uint8_t>(change.letter)});
}

void TransactionLayer::send(Transaction& transaction, const Bytes& bytes)
{
    if (transaction.route.flow) {
        actions_.push_back(Send{transaction.route.flow, transaction.route.remote, bytes});
        return;
    }
    if (!transaction.is_client() && !transaction.owing) { // §17.2.4
        transaction.owing = true;
        tell(transaction, TransactionEvent::Kind::response_waits);
    }
}

void TransactionLayer::tell(const Transaction& transaction, TransactionEvent::Kind kind)
{
    TransactionEvent& event = events_.emplace_back();
    event.kind = kind;
    if (transaction.is_client())
        event.client = ClientId{transaction.id};
    else
        event.server = ServerId{transaction.id};
    event.user = transaction.user;
    event.method = transaction.method;
}

bool TransactionLayer::read_again(const Bytes& bytes)
{
    // What was sent, or was received within the endpoint's limits, needs no other limit.
    constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
    return !scratch_.parse(bytes, ParserLimits{any, any, any, 0});
}

} // namespace sip
