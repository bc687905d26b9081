#include "media/time_slots.hpp"

namespace gc::media {
namespace {

/// Slots that were closed rest until so many more have been: programs may name one a little late.
constexpr std::size_t resting = 1024;

} // namespace

bool TimeSlots::is_open(long slot) const
{
    return slot > none && static_cast<std::size_t>(slot) < slots_.size() && slots_[static_cast<std::size_t>(slot)].open;
}

long TimeSlots::open()
{
    const std::lock_guard lock{mutex_};
    long slot = static_cast<long>(slots_.size());
    if (closed_.size() > resting) {
        slot = closed_.front();
        closed_.pop_front();
    } else {
        slots_.emplace_back();
    }
    slots_[static_cast<std::size_t>(slot)] = {true, none};
    return slot;
}

void TimeSlots::close(long slot)
{
    const std::lock_guard lock{mutex_};
    if (!is_open(slot))
        return;
    slots_[static_cast<std::size_t>(slot)] = {};
    for (Slot& other : slots_)
        if (other.listens_to == slot)
            other.listens_to = none;
    closed_.push_back(slot);
}

bool TimeSlots::listen(long listener, long to)
{
    const std::lock_guard lock{mutex_};
    if (!is_open(listener) || !is_open(to))
        return false;
    slots_[static_cast<std::size_t>(listener)].listens_to = to;
    return true;
}

void TimeSlots::unlisten(long listener)
{
    const std::lock_guard lock{mutex_};
    if (is_open(listener))
        slots_[static_cast<std::size_t>(listener)].listens_to = none;
}

long TimeSlots::listened_to_by(long listener) const
{
    const std::lock_guard lock{mutex_};
    return is_open(listener) ? slots_[static_cast<std::size_t>(listener)].listens_to : none;
}

std::vector<long> TimeSlots::listeners_of(long slot) const
{
    const std::lock_guard lock{mutex_};
    std::vector<long> listeners;
    for (std::size_t i = 0; is_open(slot) && i < slots_.size(); ++i)
        if (slots_[i].open && slots_[i].listens_to == slot)
            listeners.push_back(static_cast<long>(i));
    return listeners;
}

std::size_t TimeSlots::size() const
{
    const std::lock_guard lock{mutex_};
    return slots_.size() - 1 - closed_.size();
}

} // namespace gc::media
