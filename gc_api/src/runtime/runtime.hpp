#pragma once

#include "alarms/alarms.hpp"
#include "errors/error.hpp"
#include "events/event_queue.hpp"
#include "gclib.h"
#include "handles/handle_table.hpp"
#include "media/time_slots.hpp"
#include "runtime/logging.hpp"
#include "runtime/services.hpp"
#include "runtime/start_data.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace gc {

class Board;
class Line;
class Resource;

/// The one process-wide object that the API forces on us: handles, events, log, and the boards between gc_Start and
/// gc_Stop.
///
/// Any thread. The runtime's lock guards the list of boards alone; it is not held while a monitor is entered or a
/// program's code runs.
class Runtime {
public:
    /// Made at first use, kept to the end of the process: programs may wait for events before gc_Start and after
    /// gc_Stop.
    [[nodiscard]] static Runtime& instance();

    Runtime();
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    [[nodiscard]] HandleTable& handles() { return handles_; }
    [[nodiscard]] EventQueue& events() { return events_; }
    [[nodiscard]] Log& log() { return log_; }

    /// gc_Start: all boards run, or none and the error says why.
    [[nodiscard]] Error start(const GC_START_STRUCT* start);
    /// gc_Stop: hangs up, closes every device, joins every thread.
    [[nodiscard]] Error stop();

    [[nodiscard]] Alarms& alarms() { return alarms_; }
    [[nodiscard]] const Services& services() const { return services_; }
    [[nodiscard]] media::TimeSlots& time_slots() { return time_slots_; }
    /// The media or voice device of that name: the one that is open, or a new one.
    [[nodiscard]] std::shared_ptr<Resource> open_resource(DeviceKind kind, const std::string& name);
    [[nodiscard]] std::shared_ptr<Resource> find_resource(std::string_view name); ///< null: it is not open

    [[nodiscard]] bool started() const;
    /// GC_CCLIB_ of a library, by its number.
    [[nodiscard]] int library_state(int library) const;
    /// Board x of iptBx, from 1; null when there is none.
    [[nodiscard]] std::shared_ptr<Board> board(unsigned number) const;
    [[nodiscard]] std::size_t board_count() const;
    /// Lines of each board; before gc_Start of the one that gc_Start(NULL) would start.
    [[nodiscard]] std::vector<unsigned> lines_of_boards() const;

    /// Hangs up, takes the line off its board and closes its handle and those of the resources attached to it.
    void close(Line& line);
    /// The same for a device without calls.
    void close(Device& device);

private:
    [[nodiscard]] std::shared_ptr<Resource> still_open(const std::weak_ptr<Resource>& known) const;
    [[nodiscard]] Error start_boards(const GC_START_STRUCT* start, std::vector<std::shared_ptr<Board>>& boards);

    Log log_;
    Alarms alarms_;
    media::TimeSlots time_slots_;
    std::mutex resources_mutex_;
    std::map<std::string, std::weak_ptr<Resource>, std::less<>> resources_; ///< by name
    HandleTable handles_;
    EventQueue events_;
    const Services services_;
    std::mutex starting_; ///< one gc_Start or gc_Stop at a time
    mutable std::mutex mutex_;
    bool started_ = false;
    bool failed_ = false;   ///< the last gc_Start did
    Libraries libraries_{}; ///< that it started
    std::vector<std::shared_ptr<Board>> boards_;
};

} // namespace gc
