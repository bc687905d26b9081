#pragma once

#include <span>
#include <string_view>

namespace gc {

/// One alarm of a source.
struct AlarmName {
    long number;
    const char* name;
    long ended_by; ///< number of the alarm that says that this one is over; 0: it only says that another is
};

/// An alarm source object (ASO).
struct AlarmSource {
    unsigned long id;
    const char* name;
    std::span<const AlarmName> alarms;

    [[nodiscard]] const AlarmName* find(long number) const; ///< or null
};

/// Those that the API names; null when there is none of that id or name.
[[nodiscard]] const AlarmSource* find_alarm_source(unsigned long id);
[[nodiscard]] const AlarmSource* find_alarm_source(std::string_view name);

} // namespace gc
