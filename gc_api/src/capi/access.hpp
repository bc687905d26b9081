#pragma once

#include "call_control/completion.hpp"
#include "call_control/line.hpp"
#include "errors/error.hpp"
#include "errors/guard.hpp"
#include "gclib.h"
#include "params/parm_reader.hpp"
#include "runtime/board.hpp"

#include <chrono>
#include <memory>
#include <optional>

// How the C functions reach what their handles name.
namespace gc {

[[nodiscard]] Error not_started();
[[nodiscard]] Error null_argument(const char* name);

/// What gc_OpenEx gave that handle for: a line, a board or a media board. Errors as for find_line.
[[nodiscard]] Error find_opened(LINEDEV linedev, std::shared_ptr<Device>& device);
/// The line of a handle; EGC_INVLINEDEV with the reason, or EGC_NOT_INITED.
[[nodiscard]] Error find_line(LINEDEV linedev, std::shared_ptr<Line>& line);
/// The line of a call that has not been released; EGC_INVCRN, or EGC_NOT_INITED.
[[nodiscard]] Error find_line_of_call(CRN crn, std::shared_ptr<Line>& line);
/// The board of a board device or of a line.
[[nodiscard]] Error find_board(LINEDEV linedev, std::shared_ptr<Board>& board);
/// The board of a board device, for a function that takes nothing else; EGC_INVTARGET with IPERR_UNSUPPORTED.
[[nodiscard]] Error find_board_device(const char* function, int target_type, long target_id,
                                      std::shared_ptr<Board>& board);

/// What a target_type is about, of whichever of the libraries.
[[nodiscard]] bool is_line(int target_type);
[[nodiscard]] bool is_call(int target_type);
[[nodiscard]] bool is_board(int target_type);
/// EGC_INVTARGET.
[[nodiscard]] Error invalid_target(const char* function, int target_type);

/// Reads a block into what messages of calls shall carry; the error names set, parameter and value.
[[nodiscard]] Error read_outgoing(Board& board, const std::vector<Parm>& parms, Outgoing& out);

/// Inside the monitor: the call may have been released since it was found.
[[nodiscard]] Error check_call(const Line& line, CRN crn);

/// What the manual has in EV_ASYNC only refuses EV_SYNC as a bad parameter.
[[nodiscard]] Error check_asynchronous(unsigned long mode);
/// EV_SYNC gives a cell to wait in, EV_ASYNC none.
[[nodiscard]] Error waiter_for(unsigned long mode, CallControl::Waiter& waiter);
/// Waits outside the monitor. Over the limit the operation goes on and the function fails with EGC_TIMEOUT.
[[nodiscard]] Error wait_for(Line& line, const CallControl::Waiter& waiter, std::optional<std::chrono::seconds> limit,
                             CRN* crn = nullptr);

/// The operation is done when the function returns, or ends by itself in a time that the stack bounds.
constexpr std::chrono::seconds operation_limit{100};

/// An operation on a line: `operate(CallControl&, Line&, Waiter)` runs inside the monitor.
template <class Operate>
int line_operation(LINEDEV linedev, unsigned long mode, Operate operate, std::chrono::seconds limit = operation_limit)
{
    return guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (Error error = find_line(linedev, line))
            return error;
        CallControl::Waiter waiter;
        if (Error error = waiter_for(mode, waiter))
            return error;
        {
            const sip::Entered in{line->board->monitor()};
            if (Error error = operate(line->board->calls(), *line, waiter))
                return error;
        }
        return waiter ? wait_for(*line, waiter, limit) : Error{};
    });
}

/// The same on a call.
template <class Operate>
int call_operation(CRN crn, unsigned long mode, Operate operate)
{
    return guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (Error error = find_line_of_call(crn, line))
            return error;
        CallControl::Waiter waiter;
        if (Error error = waiter_for(mode, waiter))
            return error;
        {
            const sip::Entered in{line->board->monitor()};
            if (Error error = check_call(*line, crn))
                return error;
            if (Error error = operate(line->board->calls(), *line, waiter))
                return error;
        }
        return waiter ? wait_for(*line, waiter, operation_limit) : Error{};
    });
}

/// Reads or changes a line inside the monitor: `look(Line&)` returns an Error.
template <class Look>
int with_line(LINEDEV linedev, Look look)
{
    return guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (Error error = find_line(linedev, line))
            return error;
        const sip::Entered in{line->board->monitor()};
        return look(*line);
    });
}

/// The same for a call: `look(Line&, Call&)`.
template <class Look>
int with_call(CRN crn, Look look)
{
    return guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (Error error = find_line_of_call(crn, line))
            return error;
        const sip::Entered in{line->board->monitor()};
        if (Error error = check_call(*line, crn))
            return error;
        return look(*line, *line->call);
    });
}

} // namespace gc
