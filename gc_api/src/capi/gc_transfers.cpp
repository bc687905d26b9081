#include "capi/access.hpp"
#include "capi/call_request.hpp"
#include "gcip.h"
#include "gclib.h"

// Transfer of calls over IP.

using gc::CallControl;
using gc::Error;
using gc::Line;

namespace {

/// Runs inside the monitor: `operate(CallControl&, Line&)`.
template <class Operate>
int transfer_operation(CRN crn, unsigned long mode, Operate operate)
{
    if (const Error error = gc::check_asynchronous(mode))
        return gc::fail(error);
    return gc::call_operation(crn, EV_ASYNC, [&](CallControl& calls, Line& line, const CallControl::Waiter&) -> Error {
        return operate(calls, line);
    });
}

Error must_be_null(const char* name) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::string{name} + ": must be NULL"}; }

} // namespace

extern "C" int gc_InitXfer(CRN crn, GC_PARM_BLK* parmblkp, GC_REROUTING_INFO** ret_rerouting_infopp, unsigned long mode)
{
    if (parmblkp || ret_rerouting_infopp)
        return gc::fail(must_be_null(parmblkp ? "parmblkp" : "ret_rerouting_infopp"));
    return transfer_operation(crn, mode, [](CallControl& calls, Line& line) { return calls.init_transfer(line); });
}

extern "C" int gc_InvokeXfer(CRN crn, CRN extracrn, const char* numberstr, GC_MAKECALL_BLK* makecallp, int,
                             unsigned long mode)
{
    return transfer_operation(crn, mode, [&](CallControl& calls, Line& line) -> Error {
        gc::CallRequest request;
        request.number = numberstr ? numberstr : "";
        if (Error error = gc::read_make_call_block(makecallp, request))
            return error;
        return calls.invoke_transfer(line, request, extracrn);
    });
}

extern "C" int gc_AcceptXfer(CRN crn, GC_PARM_BLK*, unsigned long mode)
{
    return transfer_operation(crn, mode, [](CallControl& calls, Line& line) { return calls.accept_transfer(line); });
}

extern "C" int gc_RejectXfer(CRN crn, unsigned long reason, GC_PARM_BLK*, unsigned long mode)
{
    return transfer_operation(crn, mode,
                              [&](CallControl& calls, Line& line) { return calls.reject_transfer(line, reason); });
}
