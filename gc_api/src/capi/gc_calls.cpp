#include "capi/access.hpp"
#include "capi/call_request.hpp"
#include "gclib.h"

#include <algorithm>

// Making, taking and ending calls.

using gc::CallControl;
using gc::Error;
using gc::Line;

extern "C" int gc_WaitCall(LINEDEV linedev, CRN* crnp, GC_WAITCALL_BLK*, int timeout, unsigned long mode)
{
    return gc::guarded([&]() -> Error {
        if (mode == EV_SYNC && !crnp)
            return gc::null_argument("crnp");
        std::shared_ptr<Line> line;
        if (Error error = gc::find_line(linedev, line))
            return error;
        CallControl::Waiter waiter;
        if (Error error = gc::waiter_for(mode, waiter))
            return error;
        {
            const sip::Entered in{line->board->monitor()};
            if (Error error = line->board->calls().wait_call(*line, waiter))
                return error;
        }
        if (!waiter)
            return {};
        *crnp = 0;
        const auto limit = timeout > 0 ? std::optional{std::chrono::seconds{timeout}} : std::nullopt;
        return gc::wait_for(*line, waiter, limit, crnp);
    });
}

extern "C" int gc_MakeCall(LINEDEV linedev, CRN* crnp, const char* numberstr, GC_MAKECALL_BLK* makecallp, int timeout,
                           unsigned long mode)
{
    if (!crnp)
        return gc::fail(gc::null_argument("crnp"));
    *crnp = 0;
    const auto call = [&](CallControl& calls, Line& line, CallControl::Waiter waiter) -> Error {
        gc::CallRequest request;
        request.number = numberstr ? numberstr : "";
        request.timeout_seconds = timeout;
        if (Error error = gc::read_make_call_block(makecallp, request))
            return error;
        return calls.make_call(line, request, *crnp, std::move(waiter));
    };
    return gc::line_operation(linedev, mode, call, gc::operation_limit + std::chrono::seconds{std::max(timeout, 0)});
}

extern "C" int gc_CallAck(CRN crn, GC_CALLACK_BLK* callack_blkp, unsigned long mode)
{
    // Programs pass a zeroed block as well.
    if (callack_blkp && callack_blkp->type != 0 && callack_blkp->type != GCACK_SERVICE_PROC)
        return gc::fail({EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "callack_blkp->type: SIP has GCACK_SERVICE_PROC only"});
    return gc::call_operation(crn, mode, [](CallControl& calls, Line& line, CallControl::Waiter waiter) {
        return calls.acknowledge(line, std::move(waiter));
    });
}

extern "C" int gc_AcceptCall(CRN crn, int, unsigned long mode)
{
    return gc::call_operation(crn, mode, [](CallControl& calls, Line& line, CallControl::Waiter waiter) {
        return calls.accept(line, std::move(waiter));
    });
}

extern "C" int gc_AnswerCall(CRN crn, int, unsigned long mode)
{
    return gc::call_operation(crn, mode, [](CallControl& calls, Line& line, CallControl::Waiter waiter) {
        return calls.answer(line, std::move(waiter));
    });
}

extern "C" int gc_DropCall(CRN crn, int cause, unsigned long mode)
{
    return gc::call_operation(crn, mode, [&](CallControl& calls, Line& line, CallControl::Waiter waiter) {
        return calls.drop(line, cause, std::move(waiter));
    });
}

extern "C" int gc_ReleaseCallEx(CRN crn, unsigned long mode)
{
    return gc::call_operation(crn, mode, [](CallControl& calls, Line& line, CallControl::Waiter waiter) {
        return calls.release(line, std::move(waiter));
    });
}

extern "C" int gc_ReleaseCall(CRN crn) { return gc_ReleaseCallEx(crn, EV_SYNC); }
