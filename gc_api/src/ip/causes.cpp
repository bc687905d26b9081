#include "ip/causes.hpp"

#include "gcip.h"
#include "gclib.h"

namespace gc {
namespace {

constexpr long ipec(int status) { return IPEC_SIPReasonStatus(status); }

constexpr DropCause drop_causes_table[] = {
    {GC_UNASSIGNED_NUMBER, 404},  {GC_NORMAL_CLEARING, 480},       {GC_CHANNEL_UNACCEPTABLE, 503},
    {GC_USER_BUSY, 486},          {GC_CALL_REJECTED, 603},         {GC_DEST_OUT_OF_ORDER, 502},
    {GC_NETWORK_CONGESTION, 503}, {GC_REQ_CHANNEL_NOT_AVAIL, 503}, {GC_SEND_SIT, 480},
};
constexpr int any_other_cause = 480;

constexpr StatusResult status_results_table[] = {
    {401, 401, GCRV_REJECT},   {403, 403, GCRV_REJECT},      {404, 404, GCRV_UNALLOCATED}, {407, 407, GCRV_REJECT},
    {408, 408, GCRV_NOANSWER}, {410, 410, GCRV_UNALLOCATED}, {480, 480, GCRV_NOANSWER},    {484, 485, GCRV_UNALLOCATED},
    {486, 486, GCRV_BUSY},     {487, 487, GCRV_NOANSWER},    {500, 599, GCRV_CONGESTION},  {600, 600, GCRV_BUSY},
    {603, 603, GCRV_REJECT},   {604, 604, GCRV_UNALLOCATED},
};

int result_of_status(int status)
{
    for (const StatusResult& row : status_results_table)
        if (status >= row.first && status <= row.last)
            return row.gc_value;
    return GCRV_CCLIBSPECIFIC;
}

long transport_reason(sip::FlowError error)
{
    switch (error) {
    case sip::FlowError::handshake:
    case sip::FlowError::certificate: return IPEC_InternalReasonTlsFailure;
    case sip::FlowError::identity: return IPEC_InternalReasonPeerIdentity;
    default: return IPEC_InternalReasonTransportFailure;
    }
}

} // namespace

std::span<const DropCause> drop_causes() { return drop_causes_table; }
std::span<const StatusResult> status_results() { return status_results_table; }

int refusal_status(int cause)
{
    for (const DropCause& row : drop_causes_table)
        if (row.cause == cause)
            return row.status;
    const long status = cause - ipec(0);
    return status >= 300 && status <= 699 ? static_cast<int>(status) : any_other_cause;
}

EndResult end_result(sip::EndCause cause, int status, sip::FlowError flow_error)
{
    switch (cause) {
    case sip::EndCause::replaced:
    case sip::EndCause::remote_bye: return {GCRV_NORMAL, IPEC_InternalReasonNormal};
    case sip::EndCause::remote_cancel: return {GCRV_CALLABANDONED, ipec(487)};
    case sip::EndCause::timed_out: return {GCRV_TIMEOUT, ipec(408)};
    case sip::EndCause::not_acknowledged: return {GCRV_TIMEOUT, IPEC_InternalReasonTimeout};
    case sip::EndCause::transport: return {GCRV_SIGNALLING, transport_reason(flow_error)};
    case sip::EndCause::protocol: return {GCRV_PROTOCOL, IPEC_InternalReasonProtocolError};
    case sip::EndCause::rejected: break;
    }
    return {result_of_status(status), ipec(status)};
}

unsigned request_error(sip::FlowError error)
{
    return error == sip::FlowError::timed_out ? IP_SIP_TIMEOUT : IP_SIP_NETWORK_ERROR;
}

} // namespace gc
