#include "endpoint/endpoint_impl.hpp"

#include "endpoint/identifiers.hpp"

#include <algorithm>

namespace sip {
namespace {

HashSeed new_seed(Random& random)
{
    const std::uint64_t first = random_number(random);
    return {first, random_number(random)};
}

} // namespace

Endpoint::Impl::Impl(EndpointConfig config, Random& random)
    : context{std::move(config), random}, listeners{context.config}, transactions{context.config.timers,
                                                                                  context.config.max_transactions,
                                                                                  new_seed(random), context.timers,
                                                                                  context.actions},
      flows{context}, authenticator{context}, requests{context, transactions, flows, listeners, authenticator},
      rerouter{transactions, flows}, proxy{context, flows}, agent{context,  transactions, flows,        listeners,
                                                                  requests, rerouter,     authenticator},
      registrations{agent.surroundings()}, outside{agent.surroundings()}
{
    limits_.message_bytes = context.config.message_bytes;
    limits_.headers = context.config.header_fields;
}

void Endpoint::Impl::begin_turn(TimePoint now)
{
    context.now = now;
    context.media.clear();
    context.messages.begin_turn();
    agent.begin_turn();
    traced_ = std::min(traced_, context.actions.size());
}

void Endpoint::Impl::expire()
{
    TimerOwner owner{};
    while (context.timers.take_expired(context.now, owner)) {
        switch (owner.kind) {
        case TimerOwner::Kind::client_transaction:
        case TimerOwner::Kind::server_transaction: transactions.handle_expiry(owner, context.now); break;
        case TimerOwner::Kind::call: agent.handle_expiry(owner); break;
        case TimerOwner::Kind::flow: flows.handle_expiry(owner); break;
        case TimerOwner::Kind::query: requests.handle_expiry(owner); break;
        case TimerOwner::Kind::proxy: proxy.handle_expiry(); break;
        case TimerOwner::Kind::registration: registrations.handle_expiry(RegistrationHandle{owner.id}); break;
        case TimerOwner::Kind::outside: outside.handle_expiry(owner); break;
        }
        drain_events();
    }
}

void Endpoint::Impl::close_when_done()
{
    closing_ = true;
    proxy.stop();
}

void Endpoint::Impl::settle()
{
    drain_events();
    if (closing_ && agent.calls() == 0)
        flows.close_all();
    flows.settle();
    trace_sent();
}

void Endpoint::Impl::drain_events()
{
    while (!transactions.events().empty() || !requests.events().empty()) {
        for (const TransactionEvent& event : std::exchange(transactions.events(), {})) {
            requests.handle(event);
            rerouter.handle(event);
            if (event.kind == TransactionEvent::Kind::ack_missing)
                agent.refusal_over(event.server, false);
        }
        for (const RequestEvent& event : std::exchange(requests.events(), {}))
            tell(event);
    }
}

void Endpoint::Impl::tell(const RequestEvent& event)
{
    switch (event.owner.kind) {
    case RequestOwner::Kind::registration: return registrations.handle(RegistrationHandle{event.owner.id}, event);
    case RequestOwner::Kind::outside: return outside.handle(OutsideHandle{event.owner.id}, event);
    case RequestOwner::Kind::call:
    case RequestOwner::Kind::none: return agent.handle(event);
    }
}

std::optional<std::uint32_t> Endpoint::Impl::number_to_repeat(const RequestSender::Delivery& delivery,
                                                              const Message& response)
{
    switch (delivery.owner.kind) {
    case RequestOwner::Kind::registration: return registrations.number_to_repeat(RegistrationHandle{delivery.owner.id});
    case RequestOwner::Kind::outside: return outside.number_to_repeat(OutsideHandle{delivery.owner.id}, response);
    case RequestOwner::Kind::call:
    case RequestOwner::Kind::none: break;
    }
    return agent.number_to_repeat(delivery, response);
}

void Endpoint::Impl::trace_sent()
{
    for (; traced_ < context.actions.size(); ++traced_) {
        const auto* send = std::get_if<Send>(&context.actions[traced_]);
        if (!send)
            continue;
        ++context.statistics.sent;
        if (!context.tracer)
            continue;
        const Flow* flow = flows.find(send->flow);
        const Address remote = flow ? flow->target.remote : send->remote;
        context.tracer->message({Trace::Way::sent, send->flow, local_of(send->flow), remote, send->bytes});
    }
}

Address Endpoint::Impl::local_of(FlowId id)
{
    if (const Flow* flow = flows.find(id))
        return flow->local;
    const Listeners::Listener* socket = listeners.of(id);
    return socket ? socket->local : Address{};
}

} // namespace sip
