#pragma once

#include "errors/error.hpp"
#include "events/event_queue.hpp"
#include "gclib.h"
#include "handles/handle_table.hpp"
#include "runtime/logging.hpp"
#include "runtime/services.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace gc {

class Board;
class Line;

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

    [[nodiscard]] bool started() const;
    /// Board x of iptBx, from 1; null when there is none.
    [[nodiscard]] std::shared_ptr<Board> board(unsigned number) const;
    [[nodiscard]] std::size_t board_count() const;
    /// Lines of each board; before gc_Start of the one that gc_Start(NULL) would start.
    [[nodiscard]] std::vector<unsigned> lines_of_boards() const;

    /// Hangs up, takes the line off its board and closes its handle and those of its resources.
    void close(Line& line);
    /// The same for a device without calls.
    void close(Device& device);

private:
    [[nodiscard]] Error start_boards(const GC_START_STRUCT* start, std::vector<std::shared_ptr<Board>>& boards);

    Log log_;
    HandleTable handles_;
    EventQueue events_;
    const Services services_;
    std::mutex starting_; ///< one gc_Start or gc_Stop at a time
    mutable std::mutex mutex_;
    bool started_ = false;
    std::vector<std::shared_ptr<Board>> boards_;
};

} // namespace gc
