#include "capi/access.hpp"
#include "gcip.h"
#include "gclib.h"

#include <algorithm>

// Modification of connected calls.

using gc::CallControl;
using gc::Error;
using gc::Line;

namespace {

/// Runs inside the monitor: `operate(CallControl&, Line&, const std::vector<gc::Parm>&)`.
template <class Operate>
int modify_operation(CRN crn, const GC_PARM_BLK* parmblkp, unsigned long mode, Operate operate)
{
    if (const Error error = gc::check_asynchronous(mode))
        return gc::fail(error);
    return gc::call_operation(crn, EV_ASYNC, [&](CallControl& calls, Line& line, const CallControl::Waiter&) -> Error {
        const auto parms = gc::read_parms(parmblkp);
        if (!parms)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "parmblkp is no parameter block"};
        return operate(calls, line, *parms);
    });
}

/// For a message that carries what the block says.
int send_with(CRN crn, const GC_PARM_BLK* parmblkp, unsigned long mode,
              Error (CallControl::*send)(Line&, const gc::Outgoing&))
{
    return modify_operation(crn, parmblkp, mode, [&](CallControl& calls, Line& line, const auto& parms) -> Error {
        gc::Outgoing wanted;
        if (Error error = gc::read_outgoing(*line.board, parms, wanted))
            return error;
        return (calls.*send)(line, wanted);
    });
}

bool names_method(const gc::Parm& parm) { return parm.set == IPSET_MSG_SIP && parm.id == IPPARM_SIP_METHOD; }

Error check_cancel(const std::vector<gc::Parm>& parms)
{
    const auto method = gc::number_of(parms.front().value).value_or(0);
    if (parms.size() == 1 && method == IP_MSGTYPE_SIP_CANCEL)
        return {};
    return {EGC_INVPARM, IPERR_BAD_PARAM,
            "IPPARM_SIP_METHOD: expected IP_MSGTYPE_SIP_CANCEL as the only parameter of the block"};
}

} // namespace

extern "C" int gc_ReqModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode)
{
    return modify_operation(crn, parmblkp, mode, [](CallControl& calls, Line& line, const auto& parms) -> Error {
        if (std::any_of(parms.begin(), parms.end(), names_method)) {
            Error error = check_cancel(parms);
            return error ? error : calls.cancel_modify(line);
        }
        gc::Outgoing wanted;
        if (Error error = gc::read_outgoing(*line.board, parms, wanted))
            return error;
        return calls.request_modify(line, wanted);
    });
}

extern "C" int gc_AcceptModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode)
{
    return send_with(crn, parmblkp, mode, &CallControl::accept_modify);
}

extern "C" int gc_SipAck(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode)
{
    return send_with(crn, parmblkp, mode, &CallControl::sip_ack);
}

extern "C" int gc_RejectModifyCall(CRN crn, unsigned long reason, unsigned long mode)
{
    return modify_operation(crn, nullptr, mode, [&](CallControl& calls, Line& line, const auto&) {
        return calls.reject_modify(line, reason);
    });
}
