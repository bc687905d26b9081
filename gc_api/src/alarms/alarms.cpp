#include "alarms/alarms.hpp"

#include "gc_alarms.h"

#include <algorithm>

namespace gc {
namespace {

/// How many hold, and how many of those block.
struct Holding {
    int all = 0, blocking = 0;
};

template <class States>
Holding holding(const States& states)
{
    Holding sum;
    for (const auto& [number, state] : states) {
        sum.all += state.on ? 1 : 0;
        sum.blocking += state.on && state.blocking ? 1 : 0;
    }
    return sum;
}

/// The alarm that this one ends, or null.
const AlarmName* ended_by(const AlarmSource& source, long number)
{
    const auto found = std::find_if(source.alarms.begin(), source.alarms.end(),
                                    [&](const AlarmName& alarm) { return alarm.ended_by == number; });
    return found == source.alarms.end() ? nullptr : &*found;
}

} // namespace

AlarmState Alarms::state(long device, const AlarmSource& source, long number) const
{
    const std::lock_guard lock{mutex_};
    const auto of_device = devices_.find(device);
    if (of_device == devices_.end())
        return {};
    const auto of_source = of_device->second.find(source.id);
    if (of_source == of_device->second.end())
        return {};
    const auto found = of_source->second.find(number);
    return found == of_source->second.end() ? AlarmState{} : found->second;
}

void Alarms::set(long device, const AlarmSource& source, long number, const AlarmState& wanted)
{
    const std::lock_guard lock{mutex_};
    AlarmState& state = devices_[device][source.id][number];
    state.notify = wanted.notify;
    state.blocking = wanted.blocking;
}

void Alarms::set_flow(const AlarmSource& source, int flow)
{
    const std::lock_guard lock{mutex_};
    flows_[source.id] = flow;
}

int Alarms::flow(const AlarmSource& source) const
{
    const std::lock_guard lock{mutex_};
    const auto found = flows_.find(source.id);
    return found == flows_.end() ? ALARM_FLOW_ALWAYS : found->second;
}

bool Alarms::passes(int flow, bool blocking, bool first_or_last, bool first_or_last_blocking)
{
    switch (flow) {
    case ALARM_FLOW_ALWAYS_BLOCKING: return blocking;
    case ALARM_FLOW_FIRST_AND_LAST: return first_or_last;
    case ALARM_FLOW_FIRST_AND_LAST_BLOCKING: return blocking && first_or_last_blocking;
    default: return true;
    }
}

AlarmOutcome Alarms::raise(long device, const AlarmSource& source, long number)
{
    const int flow_now = flow(source);
    const std::lock_guard lock{mutex_};
    OfSource& states = devices_[device][source.id];
    const Holding before = holding(states);
    const AlarmName* const ended = ended_by(source, number);
    AlarmState& concerned = states[ended ? ended->number : number];
    concerned.on = !ended;
    const bool blocking = concerned.blocking;
    const Holding after = holding(states);

    AlarmOutcome outcome;
    outcome.blocks = before.blocking == 0 && after.blocking != 0;
    outcome.unblocks = before.blocking != 0 && after.blocking == 0;
    const bool edge = (before.all == 0) != (after.all == 0);
    const bool edge_blocking = outcome.blocks || outcome.unblocks;
    outcome.told = states[number].notify && passes(flow_now, blocking, edge, edge_blocking);
    return outcome;
}

void Alarms::forget(long device)
{
    const std::lock_guard lock{mutex_};
    devices_.erase(device);
}

void Alarms::reset()
{
    const std::lock_guard lock{mutex_};
    devices_.clear();
    flows_.clear();
}

} // namespace gc
