#include "endpoint/flow_table.hpp"

#include "endpoint/identifiers.hpp"
#include "endpoint/peer_identity.hpp"

#include <algorithm>

namespace sip {
namespace {

bool is_silent(const Flow* flow) { return flow && !flow->closing && !flow->heard; }

} // namespace

FlowUse::FlowUse(FlowTable& table, FlowId flow) : table_{&table}, flow_{flow} { table_->use(flow_); }

FlowUse::~FlowUse()
{
    if (table_)
        table_->release(flow_);
}

FlowTable::FlowTable(Context& context) : context_{context}
{
    limits_.message_bytes = context.config.message_bytes;
    limits_.headers = context.config.header_fields;
}

Flow* FlowTable::find(FlowId flow) noexcept
{
    const auto found = flows_.find(flow.value());
    return found == flows_.end() ? nullptr : found->second.get();
}

bool FlowTable::usable(FlowId flow) noexcept
{
    const Flow* found = find(flow);
    return found && found->open && !found->closing;
}

Flow* FlowTable::acquire(const Target& target)
{
    if (context_.config.persistence != Persistence::none) {
        if (const auto reusable = reusable_.find(target); reusable != reusable_.end())
            return find(reusable->second);
        if (Flow* inbound = aliased(target))
            return inbound;
    }
    if (flows_.size() >= context_.config.max_flows)
        return nullptr;

    const FlowId id{target.kind, FlowDirection::outbound, next_serial_++};
    Flow& flow = *flows_.emplace(id.value(), std::make_unique<Flow>(id, target, limits_)).first->second;
    reusable_[target] = id;
    context_.actions.emplace_back(OpenFlow{id, target});
    start(flow.deadline, flow, deadline, context_.config.timers.connect);
    return &flow;
}

bool FlowTable::wait(Flow& flow, std::uint64_t who)
{
    if (flow.waiting.size() >= max_waiting)
        return false;
    flow.waiting.push_back(who);
    return true;
}

FlowUse FlowTable::use_for_dialog(FlowId flow)
{
    const bool ours = flow.direction() == FlowDirection::outbound;
    if (!is_stream(flow.kind()) || (ours && context_.config.persistence != Persistence::transaction_user))
        return {};
    return {*this, flow};
}

FlowUse FlowTable::use_for_transaction(FlowId flow)
{
    return is_stream(flow.kind()) ? FlowUse{*this, flow} : FlowUse{};
}

Flow* FlowTable::opened(const FlowOpened& event)
{
    Flow* flow = find(event.flow);
    if (!flow) {
        if (event.flow.direction() == FlowDirection::outbound)
            return nullptr;
        flow = accepted(event);
        if (!flow)
            return nullptr;
    } else {
        context_.timers.stop(flow->deadline);
        flow->ping_interval = context_.config.timers.keep_alive;
        schedule_ping(*flow);
    }
    flow->open = true;
    flow->local = event.local;
    flow->security = event.security;
    flow->opened_at = flow->last_activity = context_.now;
    start(flow->idle, *flow, idle, context_.config.timers.stream_idle);
    return flow;
}

std::unique_ptr<Flow> FlowTable::closed(FlowId id)
{
    const auto found = flows_.find(id.value());
    if (found == flows_.end())
        return nullptr;
    std::unique_ptr<Flow> flow = std::move(found->second);
    flows_.erase(found);
    forget_target(*flow);
    context_.timers.stop(flow->deadline);
    context_.timers.stop(flow->idle);
    context_.timers.stop(flow->keep_alive);
    context_.timers.stop(flow->pong);
    return flow;
}

Flow* FlowTable::accepted(const FlowOpened& event)
{
    auto created = std::make_unique<Flow>(event.flow, Target{event.flow.kind(), event.remote, {}}, limits_);
    Flow& flow = *flows_.emplace(event.flow.value(), std::move(created)).first->second;
    if (flows_.size() > context_.config.max_flows && !shed_silent()) {
        close(flow, "the limit of flows is reached");
        return nullptr;
    }
    while (!silent_.empty() && !is_silent(find(silent_.front())))
        silent_.pop_front();
    silent_.push_back(flow.id);
    start(flow.deadline, flow, first_byte, context_.config.timers.stream_first_byte);
    return &flow;
}

/// Who has connected and said nothing gives way, longest first.
bool FlowTable::shed_silent()
{
    while (!silent_.empty()) {
        Flow* flow = find(silent_.front());
        silent_.pop_front();
        if (!is_silent(flow))
            continue;
        close(*flow, "it is silent, and the limit of flows is reached");
        return true;
    }
    return false;
}

void FlowTable::alias(Flow& flow, std::uint16_t port)
{
    if (flow.alias.port || flow.retired || !flow.security || proved_name(*flow.security).empty())
        return;
    flow.alias = {flow.target.remote.ip, port ? port : default_port(flow.id.kind())};
    aliases_.emplace(flow.alias, flow.id);
}

Flow* FlowTable::aliased(const Target& target)
{
    const auto [first, last] = aliases_.equal_range(target.remote);
    for (auto alias = first; alias != last; ++alias)
        if (Flow* flow = find(alias->second);
            flow && flow->id.kind() == target.kind && proves(*flow->security, target.peer_name))
            return flow;
    return nullptr;
}

void FlowTable::retire(TransportKind kind)
{
    for (auto& [id, flow] : flows_)
        if (flow->id.kind() == kind && !flow->retired) {
            flow->retired = true;
            forget_target(*flow);
        }
}

void FlowTable::close(Flow& flow, std::string_view why, FlowError error)
{
    if (flow.closing)
        return;
    flow.closing = true;
    flow.close_error = error;
    flow.close_reason = why;
    forget_target(flow);
    context_.note({"closing flow to ", flow.target.remote.to_string(), ": ", why});
    context_.actions.emplace_back(CloseFlow{flow.id});
}

void FlowTable::close_all()
{
    for (auto& [id, flow] : flows_)
        close(*flow, "shutting down");
}

void FlowTable::touched(Flow& flow)
{
    flow.last_activity = context_.now;
    context_.timers.stop(flow.pong);
    if (flow.heard || flow.spoken || flow.id.direction() == FlowDirection::outbound)
        return;
    flow.spoken = true; // its first byte: now its first message may take the rest of its time
    context_.timers.stop(flow.deadline);
    const Timers& timers = context_.config.timers;
    start(flow.deadline, flow, deadline, timers.stream_first - (context_.now - flow.opened_at));
}

void FlowTable::framed(Flow& flow, bool progress)
{
    if (progress)
        flow.heard = true;
    if (!flow.heard && flow.id.direction() == FlowDirection::inbound)
        return; // the limit for the first message still runs
    if (progress)
        context_.timers.stop(flow.deadline);
    if (flow.framer.mid_message() && flow.deadline == 0)
        start(flow.deadline, flow, deadline, context_.config.timers.stream_message);
}

void FlowTable::handle_expiry(const TimerOwner& owner)
{
    const auto found = flows_.find(owner.id);
    if (found == flows_.end())
        return;
    Flow& flow = *found->second;
    switch (static_cast<Letter>(owner.letter)) {
    case first_byte:
    case deadline: return deadline_passed(flow);
    case idle: return idle_passed(flow);
    case keep_alive: return keep_alive_passed(flow);
    case pong: flow.pong = 0; return close(flow, "no answer to a keep-alive", FlowError::timed_out);
    }
}

void FlowTable::settle()
{
    for (const FlowId id : std::exchange(unused_, {}))
        if (Flow* flow = find(id); flow && flow->users == 0)
            close(*flow, "nobody uses it");
}

void FlowTable::start(TimerQueue::Ticket& ticket, const Flow& flow, Letter letter, Duration after)
{
    ticket = context_.timers.start(context_.now + after, {TimerOwner::Kind::flow, flow.id.value(), letter});
}

void FlowTable::deadline_passed(Flow& flow)
{
    flow.deadline = 0;
    if (!flow.open)
        close(flow, "it does not open in time");
    else
        close(flow, flow.heard ? "a message is not completed in time" : "no complete message came in time");
}

void FlowTable::idle_passed(Flow& flow)
{
    flow.idle = 0;
    const TimePoint until = flow.last_activity + context_.config.timers.stream_idle;
    if (flow.users == 0 && until <= context_.now)
        return close(flow, "idle");
    start(flow.idle, flow, idle, std::max(until - context_.now, context_.config.timers.stream_idle / 4));
}

// RFC 5626 §4.4.1. Not every peer answers pings; one that did and does no more is gone.
void FlowTable::keep_alive_passed(Flow& flow)
{
    flow.keep_alive = 0;
    if (flow.closing)
        return;
    context_.actions.emplace_back(Send{flow.id, flow.target.remote, Bytes{"\r\n\r\n"}});
    if (flow.answers_pings && flow.pong == 0)
        start(flow.pong, flow, pong, context_.config.timers.pong);
    schedule_ping(flow);
}

void FlowTable::schedule_ping(Flow& flow)
{
    if (flow.ping_interval <= Duration::zero())
        return;
    constexpr std::uint64_t steps = 1024;
    const Duration earlier = flow.ping_interval / 5 / steps * (random_number(context_.random) % steps);
    start(flow.keep_alive, flow, keep_alive, flow.ping_interval - earlier);
}

void FlowTable::keep_alive_each(Flow& flow, Duration longest)
{
    context_.timers.stop(flow.keep_alive);
    flow.ping_interval = longest;
    if (longest > Duration::zero())
        keep_alive_passed(flow);
}

void FlowTable::use(FlowId id)
{
    if (Flow* flow = find(id))
        ++flow->users;
}

void FlowTable::release(FlowId id)
{
    Flow* flow = find(id);
    if (flow && flow->users > 0 && --flow->users == 0 && id.direction() == FlowDirection::outbound)
        unused_.push_back(id);
}

void FlowTable::forget_target(const Flow& flow)
{
    const auto found = reusable_.find(flow.target);
    if (found != reusable_.end() && found->second == flow.id)
        reusable_.erase(found);
    const auto [first, last] = aliases_.equal_range(flow.alias);
    for (auto alias = first; alias != last; ++alias)
        if (alias->second == flow.id) {
            aliases_.erase(alias);
            return;
        }
}

} // namespace sip
