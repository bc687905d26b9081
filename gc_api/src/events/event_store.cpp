#include "events/event_store.hpp"

#include <algorithm>

namespace gc {

EventStore::~EventStore()
{
    for (StoredEventPtr event = take(); event; event = take())
        event.reset();
}

void EventStore::put(StoredEventPtr event)
{
    StoredEvent& stored = *event.release();
    all_.push_back(stored);
    devices_[stored.event.device].push_back(stored);
}

/// The first of a device's line, out of both lines.
StoredEventPtr EventStore::unlink(DeviceLine& line)
{
    StoredEventPtr event{&line.front()};
    line.pop_front();
    all_.erase(all_.iterator_to(*event));
    return event;
}

StoredEventPtr EventStore::take()
{
    if (all_.empty())
        return nullptr;
    return unlink(devices_.find(all_.front().event.device)->second);
}

const StoredEvent* EventStore::oldest(std::span<const long> devices) const
{
    const StoredEvent* oldest = nullptr;
    for (const long device : devices) {
        const auto found = devices_.find(device);
        if (found == devices_.end() || found->second.empty())
            continue;
        const StoredEvent& first = found->second.front();
        if (!oldest || first.event.sequence < oldest->event.sequence)
            oldest = &first;
    }
    return oldest;
}

StoredEventPtr EventStore::take(std::span<const long> devices)
{
    const StoredEvent* const first = oldest(devices);
    return first ? unlink(devices_.find(first->event.device)->second) : nullptr;
}

std::vector<StoredEventPtr> EventStore::take_all(long device)
{
    std::vector<StoredEventPtr> events;
    const auto found = devices_.find(device);
    if (found == devices_.end())
        return events;
    while (!found->second.empty())
        events.push_back(unlink(found->second));
    devices_.erase(found);
    return events;
}

} // namespace gc
