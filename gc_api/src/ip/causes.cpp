#include "ip/causes.hpp"

#include "gcip.h"
#include "gclib.h"

namespace gc {
namespace {

constexpr long ipec(int status) { return IPEC_SIPReasonStatus(status); }

int result_of_status(int status)
{
    switch (status) {
    case 486:
    case 600: return GCRV_BUSY;
    case 408:
    case 480:
    case 487: return GCRV_NOANSWER;
    case 404:
    case 410:
    case 484:
    case 485:
    case 604: return GCRV_UNALLOCATED;
    case 401:
    case 403:
    case 407:
    case 603: return GCRV_REJECT;
    default: return status / 100 == 5 ? GCRV_CONGESTION : GCRV_CCLIBSPECIFIC;
    }
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

int refusal_status(int cause)
{
    switch (cause) {
    case GC_USER_BUSY: return 486;
    case GC_CALL_REJECTED: return 603;
    case GC_UNASSIGNED_NUMBER: return 404;
    case GC_DEST_OUT_OF_ORDER: return 502;
    case GC_NETWORK_CONGESTION:
    case GC_REQ_CHANNEL_NOT_AVAIL:
    case GC_CHANNEL_UNACCEPTABLE: return 503;
    default: break;
    }
    const long status = cause - ipec(0);
    return status >= 300 && status <= 699 ? static_cast<int>(status) : 480;
}

EndResult end_result(sip::EndCause cause, int status, sip::FlowError flow_error)
{
    switch (cause) {
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
