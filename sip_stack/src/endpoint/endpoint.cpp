#include "sip/endpoint.hpp"

#include "endpoint/endpoint_impl.hpp"

namespace sip {

Endpoint::Endpoint(EndpointConfig config, Random& random) : impl_{std::make_unique<Impl>(std::move(config), random)} {}

Endpoint::~Endpoint() = default;

void Endpoint::add_listener(TransportKind kind, const Address& local, FlowId udp_flow)
{
    impl_->listeners.add(kind, local, udp_flow);
}

void Endpoint::set_tracer(Tracer* tracer) { impl_->context.tracer = tracer; }

void Endpoint::set_hasher(Hasher* hasher) { impl_->authenticator.set_hasher(hasher); }

void Endpoint::set_credentials(Credentials credentials) { impl_->authenticator.keyring().set(std::move(credentials)); }

bool Endpoint::remove_credentials(std::string_view realm, std::string_view identity)
{
    return impl_->authenticator.keyring().remove(realm, identity);
}

void Endpoint::handle(FlowEvent event, TimePoint now)
{
    impl_->turn(now, [&] { impl_->receive(std::move(event)); });
}

void Endpoint::handle(const Resolved& result, TimePoint now)
{
    impl_->turn(now, [&] { impl_->requests.handle(result); });
}

void Endpoint::handle_expiry(TimePoint now)
{
    impl_->turn(now, [&] { impl_->expire(); });
}

TimePoint Endpoint::next_expiry() const { return impl_->context.timers.next(); }

CommandError Endpoint::make_call(const MakeCall& command, TimePoint now, CallHandle& call)
{
    return impl_->turn(now, [&] { return impl_->agent.make_call(command, call); });
}

CommandError Endpoint::command(CallHandle call, const CallCommand& command, TimePoint now)
{
    return impl_->turn(now, [&] { return impl_->agent.command(call, command); });
}

CommandError Endpoint::enroll(const Register& command, TimePoint now)
{
    return impl_->turn(now, [&] { return impl_->registrations.command(command); });
}

CommandError Endpoint::send_outside(const SendOutside& command, TimePoint now)
{
    return impl_->turn(now, [&] { return impl_->outside.send(command); });
}

CommandError Endpoint::answer_outside(OutsideHandle request, const AnswerOutside& answer, TimePoint now)
{
    return impl_->turn(now, [&] { return impl_->outside.answer(request, answer); });
}

void Endpoint::take_up(const TakenUp& taken_up)
{
    impl_->context.taken_up = taken_up;
    impl_->context.allow = allowed_methods(impl_->context.handed_up, taken_up, impl_->context.config);
}

void Endpoint::set_user(CallHandle call, UserCookie user) { impl_->agent.set_user(call, user); }

std::string_view Endpoint::call_id(CallHandle call) const { return impl_->agent.call_id(call); }

void Endpoint::set_busy(int status) { impl_->agent.set_busy(status); }

void Endpoint::set_capabilities(const sdp::LocalMedia& media) { impl_->agent.set_capabilities(media); }

void Endpoint::hand_up(const HandedUp& what)
{
    impl_->context.handed_up = what;
    impl_->context.allow = allowed_methods(what, impl_->context.taken_up, impl_->context.config);
}

void Endpoint::shut_down(TimePoint now)
{
    impl_->turn(now, [&] {
        impl_->agent.shut_down();
        impl_->registrations.shut_down();
        impl_->outside.shut_down();
        impl_->close_when_done();
    });
}

bool Endpoint::idle() const { return impl_->agent.calls() == 0 && impl_->transactions.size() == 0; }

std::vector<Notification>& Endpoint::notifications() { return impl_->context.notifications; }

std::vector<OutsideNotification>& Endpoint::outside_notifications() { return impl_->context.outside; }

std::vector<Action>& Endpoint::actions() { return impl_->context.actions; }

Endpoint::Statistics Endpoint::statistics() const
{
    Statistics statistics = impl_->context.statistics;
    statistics.calls = impl_->agent.calls();
    statistics.transactions = impl_->transactions.size();
    statistics.flows = impl_->flows.size();
    statistics.retransmitted = impl_->transactions.retransmitted();
    return statistics;
}

} // namespace sip
