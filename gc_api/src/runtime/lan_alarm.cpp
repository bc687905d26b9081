#include "runtime/lan_alarm.hpp"

#include "alarms/alarm_event.hpp"
#include "alarms/alarms.hpp"
#include "call_control/line.hpp"
#include "events/event_queue.hpp"
#include "gclib.h"
#include "handles/handle_table.hpp"
#include "runtime/board_device.hpp"

namespace gc {
namespace {

bool belongs_to(const Device& device, const Board& board)
{
    switch (device.kind()) {
    case DeviceKind::line: return static_cast<const Line&>(device).board.get() == &board;
    case DeviceKind::board: return static_cast<const BoardDevice&>(device).board.get() == &board;
    default: return false;
    }
}

bool shows(const Device& device, unsigned long mask)
{
    return device.kind() != DeviceKind::line || (static_cast<const Line&>(device).event_mask & mask) != 0;
}

void post_block(const Services& services, const Device& device, long type, const std::string& text)
{
    Event event = gc_event(device.handle(), 0, type, device.user_attribute);
    event.result = {GCRV_ALARM, IPERR_OK, text};
    services.events.post_unannounced(std::move(event));
}

} // namespace

void begin_without_network(const Services& services, const Device& device)
{
    static_cast<void>(services.alarms.raise(device.handle(), *find_alarm_source(IPCCLIBAsoId), TYPE_LAN_DISCONNECT));
}

void tell_lan(const Services& services, const Board& board, bool up)
{
    const AlarmSource& source = *find_alarm_source(IPCCLIBAsoId);
    const long number = up ? TYPE_LAN_CONNECT : TYPE_LAN_DISCONNECT;
    const std::string text = "board " + std::to_string(board.settings().number) +
                             (up ? ": its network is back" : ": its network interface is down");
    for (const auto& device : services.handles.devices()) {
        if (!belongs_to(*device, board))
            continue;
        const AlarmOutcome outcome = services.alarms.raise(device->handle(), source, number);
        if (outcome.blocks && shows(*device, GCMSK_BLOCKED))
            post_block(services, *device, GCEV_BLOCKED, text);
        if (outcome.told)
            services.events.post_unannounced(alarm_event(*device, source.id, number, text));
        if (outcome.unblocks && shows(*device, GCMSK_UNBLOCKED))
            post_block(services, *device, GCEV_UNBLOCKED, text);
    }
}

} // namespace gc
