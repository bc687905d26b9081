#include "call_control/line.hpp"

#include "gclib.h"
#include "runtime/board.hpp"

namespace gc {

Line::Line(std::shared_ptr<Board> owner, std::string device_name, const DeviceName& parsed, void* attribute)
    : Device{DeviceKind::line, std::move(device_name), attribute}, board{std::move(owner)}, channel{parsed.channel},
      protocol{parsed.protocol}, event_mask{GCMSK_ALERTING | GCMSK_BLOCKED | GCMSK_UNBLOCKED}, service_state{
                                                                                                   GCLS_INSERVICE}
{
}

Line::~Line() = default;

bool Line::busy() const
{
    const sip::Entered in{board->monitor()};
    return call != nullptr;
}

} // namespace gc
