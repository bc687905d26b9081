#include "endpoint/flow_table.hpp"

#include <algorithm>

namespace sip {

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
    if (context_.config.persistence != Persistence::none)
        if (const auto reusable = reusable_.find(target); reusable != reusable_.end())
            return find(reusable->second);
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
        Target from{event.flow.kind(), event.remote, {}};
        flow = flows_.emplace(event.flow.value(), std::make_unique<Flow>(event.flow, std::move(from), limits_))
                   .first->second.get();
        if (flows_.size() > context_.config.max_flows) {
            close(*flow, "the limit of flows is reached");
            return nullptr;
        }
        start(flow->deadline, *flow, deadline, context_.config.timers.stream_first);
    } else {
        context_.timers.stop(flow->deadline);
        if (context_.config.timers.keep_alive > Duration::zero())
            start(flow->keep_alive, *flow, keep_alive, context_.config.timers.keep_alive);
    }
    flow->open = true;
    flow->local = event.local;
    flow->security = event.security;
    touched(*flow);
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
    return flow;
}

void FlowTable::close(Flow& flow, std::string_view why)
{
    if (flow.closing)
        return;
    flow.closing = true;
    forget_target(flow);
    context_.note({"closing flow to ", flow.target.remote.to_string(), ": ", why});
    context_.actions.emplace_back(CloseFlow{flow.id});
}

void FlowTable::close_all()
{
    for (auto& [id, flow] : flows_)
        close(*flow, "shutting down");
}

void FlowTable::framed(Flow& flow, bool progress)
{
    if (progress)
        flow.heard = true;
    if (!flow.heard)
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
    case deadline: return deadline_passed(flow);
    case idle: return idle_passed(flow);
    case keep_alive: return keep_alive_passed(flow);
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
        close(flow, flow.heard ? "a message is not completed in time" : "no message came in time");
}

void FlowTable::idle_passed(Flow& flow)
{
    flow.idle = 0;
    const TimePoint until = flow.last_activity + context_.config.timers.stream_idle;
    if (flow.users == 0 && until <= context_.now)
        return close(flow, "idle");
    start(flow.idle, flow, idle, std::max(until - context_.now, context_.config.timers.stream_idle / 4));
}

// RFC 5626 §4.4.1. A missing pong closes nothing: not every peer answers.
void FlowTable::keep_alive_passed(Flow& flow)
{
    if (flow.closing)
        return;
    context_.actions.emplace_back(Send{flow.id, flow.target.remote, Bytes{"\r\n\r\n"}});
    start(flow.keep_alive, flow, keep_alive, context_.config.timers.keep_alive);
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
}

} // namespace sip
