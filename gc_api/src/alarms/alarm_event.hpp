#pragma once

#include "events/event.hpp"
#include "handles/device.hpp"

namespace gc {

/// What evtdatap and extevtdatap of GCEV_ALARM point to.
struct AlarmData {
    unsigned long source;
    long number;
};

[[nodiscard]] Event alarm_event(const Device& device, unsigned long source, long number, std::string text);

/// The alarm of an event as gc_GetMetaEvent copied it; null when it is none.
[[nodiscard]] const AlarmData* alarm_of(const METAEVENT& event);

} // namespace gc
