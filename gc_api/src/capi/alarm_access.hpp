#pragma once

#include "alarms/alarm_sources.hpp"
#include "errors/error.hpp"
#include "gc_types.h"

// How the C functions reach alarms.
namespace gc {

/// A device that can have alarms, and the source of them that it has.
struct AlarmPlace {
    long device = 0;
    const AlarmSource* source = nullptr;
};

/// A line, a board, a media device or a media board; EGC_INVLINEDEV.
[[nodiscard]] Error find_alarm_device(LINEDEV linedev, AlarmPlace& place);
/// The same, and that the source is the device's; EGC_INVPARM.
[[nodiscard]] Error find_alarm_place(LINEDEV linedev, unsigned long aso_id, AlarmPlace& place);
[[nodiscard]] Error find_alarm_source_of(unsigned long aso_id, const AlarmSource*& source);
[[nodiscard]] Error find_alarm(const AlarmSource& source, long number);

} // namespace gc
