#pragma once

namespace gc {

class Alarms;
class EventQueue;
class HandleTable;
class Log;

/// What the boards use of the process: where handles come from, events go to, and words are written. Each has its own
/// lock, the last to be taken.
struct Services {
    HandleTable& handles;
    EventQueue& events;
    Log& log;
    Alarms& alarms;
};

} // namespace gc
