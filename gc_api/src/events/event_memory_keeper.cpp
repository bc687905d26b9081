#include "events/event_memory_keeper.hpp"

#include <utility>

namespace gc {

EventMemoryKeeper::Kept EventMemoryKeeper::keep(const Event& event)
{
    Kept young{event.data.owner, event.gc ? event.gc->extension.owner : nullptr};
    if (!young.data && !young.extension)
        return {};
    auto& kept = devices_[event.device];
    young = std::exchange(kept[0], std::move(young));
    return std::exchange(kept[1], std::move(young));
}

std::array<EventMemoryKeeper::Kept, 2> EventMemoryKeeper::forget(long device)
{
    auto node = devices_.extract(device);
    return node ? std::move(node.mapped()) : std::array<Kept, 2>{};
}

} // namespace gc
