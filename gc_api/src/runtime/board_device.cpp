#include "runtime/board_device.hpp"

#include "events/event_queue.hpp"
#include "handles/handle_table.hpp"

namespace gc {

void tell_devices(const Services& services, const BoardSettings& board, const EventMemory& block)
{
    for (const auto& device : services.handles.devices()) {
        if (device->kind() != DeviceKind::board)
            continue;
        const auto& open = static_cast<const BoardDevice&>(*device);
        if (&open.board->settings() == &board)
            services.events.post(gc_event(open.handle(), 0, GCEV_EXTENSION, open.user_attribute, block));
    }
}

} // namespace gc
