#include "net/pump.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace sip::net {

namespace {

// Together they bound what one thread does for others before it may go: some milliseconds of work.
constexpr int rounds_per_run = 8;
constexpr std::size_t events_per_round = 128;

} // namespace

Pump::Pump(EndpointConfig config, Random& random, NotificationSink& sink)
    : endpoint_{std::move(config), random}, sink_{sink}
{
}

void Pump::add(std::unique_ptr<Transport> transport)
{
    auto& place = transports_[static_cast<std::size_t>(transport->kind())];
    place = std::move(transport);
}

void Pump::set_resolver(std::unique_ptr<Resolver> resolver) { resolver_ = std::move(resolver); }

bool Pump::run(TimePoint now)
{
    hand_over();
    for (int round = 0; round != rounds_per_run; ++round) {
        if (step(now))
            continue;
        flush();
        if (!gather())
            return true;
    }
    flush();
    return false;
}

void Pump::hand_over()
{
    notify();
    perform();
}

bool Pump::step(TimePoint now)
{
    const bool expired = endpoint_.next_expiry() <= now;
    if (!gather() && !expired)
        return false;
    handle_events(now);
    handle_results(now);
    if (expired) {
        endpoint_.handle_expiry(now);
        notify();
    }
    perform();
    return true;
}

bool Pump::gather()
{
    for (const auto& transport : transports_) {
        if (transport)
            transport->take_events(events_);
    }
    if (resolver_)
        resolver_->take_results(results_);
    return !events_.empty() || !results_.empty();
}

void Pump::handle_events(TimePoint now)
{
    const std::size_t end = std::min(events_.size(), next_event_ + events_per_round);
    while (next_event_ != end) {
        endpoint_.handle(std::move(events_[next_event_++]), now);
        notify();
    }
    if (next_event_ == events_.size()) {
        events_.clear();
        next_event_ = 0;
    }
}

void Pump::handle_results(TimePoint now)
{
    for (const Resolved& result : std::exchange(results_, {})) {
        endpoint_.handle(result, now);
        notify();
    }
}

// The vectors are swapped, not walked in place: a sink may give the endpoint a command, which adds to them.
void Pump::notify()
{
    while (!endpoint_.notifications().empty() || !endpoint_.outside_notifications().empty()) {
        notifications_.clear();
        notifications_.swap(endpoint_.notifications());
        for (const Notification& notification : notifications_)
            sink_.notify(notification);
        outside_.clear();
        outside_.swap(endpoint_.outside_notifications());
        for (const OutsideNotification& notification : outside_)
            sink_.outside(notification);
    }
    notifications_.clear();
    outside_.clear();
}

void Pump::perform()
{
    if (endpoint_.actions().empty())
        return;
    actions_.clear();
    actions_.swap(endpoint_.actions());
    for (Action& action : actions_)
        std::visit([this](auto& what) { perform(what); }, action);
    actions_.clear();
}

void Pump::flush()
{
    for (const auto& transport : transports_) {
        if (transport)
            transport->flush();
    }
}

void Pump::perform(Send& action)
{
    if (Transport* to = transport(action.flow))
        to->send(action.flow, action.remote, std::move(action.bytes));
}

void Pump::perform(OpenFlow& action)
{
    if (Transport* by = transport(action.flow))
        return by->open(action.flow, action.target);
    std::string reason{via_name(action.flow.kind())};
    events_.push_back(FlowClosed{action.flow, FlowError::local, reason + ": no such transport here", {}});
}

void Pump::perform(CloseFlow& action)
{
    if (Transport* by = transport(action.flow))
        by->close(action.flow);
}

void Pump::perform(Resolve& action)
{
    if (resolver_)
        return resolver_->resolve(action.id, action.query);
    results_.push_back({action.id, {}, action.query.host + ": no resolver here"});
}

void Pump::perform(CancelResolve& action)
{
    if (resolver_)
        resolver_->cancel(action.id);
}

Transport* Pump::transport(FlowId flow) const
{
    const auto kind = static_cast<std::size_t>(flow.kind());
    return kind < transports_.size() ? transports_[kind].get() : nullptr;
}

} // namespace sip::net
