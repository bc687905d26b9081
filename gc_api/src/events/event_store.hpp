#pragma once

#include "events/event.hpp"

#include <boost/intrusive/list.hpp>
#include <boost/intrusive/slist.hpp>

#include <array>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace gc {

/// An event in a store: it hangs in the line of all events and in the line of its device.
struct StoredEvent : boost::intrusive::list_base_hook<>, boost::intrusive::slist_base_hook<> {
    explicit StoredEvent(Event&& what) : event{std::move(what)} {}

    Event event;
    bool handled = false; ///< the handlers have seen it and kept it
};

using StoredEventPtr = std::unique_ptr<StoredEvent>;

/// Waiting events in order of posting, found by age over all or over some devices. Not thread-safe.
class EventStore {
public:
    EventStore() = default;
    EventStore(const EventStore&) = delete;
    EventStore& operator=(const EventStore&) = delete;
    ~EventStore();

    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }

    void put(StoredEventPtr event);

    /// The oldest event, or null: of all, or of these devices.
    [[nodiscard]] const StoredEvent* oldest() const noexcept { return all_.empty() ? nullptr : &all_.front(); }
    [[nodiscard]] const StoredEvent* oldest(std::span<const long> devices) const;

    /// The oldest event, or null. O(1).
    [[nodiscard]] StoredEventPtr take();
    /// The oldest event of these devices, or null. O(devices).
    [[nodiscard]] StoredEventPtr take(std::span<const long> devices);
    /// All events of a device.
    [[nodiscard]] std::vector<StoredEventPtr> take_all(long device);

private:
    using DeviceLine = boost::intrusive::slist<StoredEvent, boost::intrusive::cache_last<true>>;

    StoredEventPtr unlink(DeviceLine& line);

    boost::intrusive::list<StoredEvent> all_;
    std::unordered_map<long, DeviceLine> devices_;
};

} // namespace gc
