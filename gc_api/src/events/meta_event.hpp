#pragma once

#include "events/event.hpp"

namespace gc {

/// The numbers of an event's result.
struct ResultNumbers {
    int gc = 0;
    long cc = 0;
};

/// Shows an event as programs see it.
[[nodiscard]] METAEVENT meta_event_of(const Event& event);

/// The thread's current event, if the METAEVENT shows it; else null: the program kept the METAEVENT longer than the
/// event.
[[nodiscard]] const Event* current_event_of(const METAEVENT& metaevent);

[[nodiscard]] ResultNumbers numbers_of(const Event& event);

/// What a METAEVENT tells of its result when its event is gone.
[[nodiscard]] ResultNumbers numbers_in(const METAEVENT& metaevent);

} // namespace gc
