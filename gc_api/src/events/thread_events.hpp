#pragma once

#include "events/event_store.hpp"

namespace gc {

class EventQueue;

/// What one thread knows of events.
struct ThreadEvents {
    StoredEventPtr taken;                   ///< by its last wait
    const Event* current = nullptr;         ///< `taken`, or the event that a handler of this thread is looking at
    const EventQueue* handler_of = nullptr; ///< the queue whose handler thread this is
    unsigned in_handlers = 0;               ///< how deep
};

[[nodiscard]] ThreadEvents& thread_events() noexcept;

} // namespace gc
