#pragma once

#include "events/event.hpp"

#include <array>
#include <unordered_map>

namespace gc {

/// Keeps the memory of taken events alive for some time: programs look at it several events later.
///
/// For each device the memory of its two youngest events that had any. Not thread-safe.
class EventMemoryKeeper {
public:
    struct Kept {
        std::shared_ptr<void> data;
        std::shared_ptr<void> extension;
    };

    /// Keeps the memory of this event; returns what is no longer kept, for release outside of locks.
    [[nodiscard]] Kept keep(const Event& event);
    /// Nothing is kept any more for the device.
    [[nodiscard]] std::array<Kept, 2> forget(long device);

private:
    std::unordered_map<long, std::array<Kept, 2>> devices_; ///< the younger first
};

} // namespace gc
