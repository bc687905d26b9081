#pragma once

#include "sip/call.hpp"

#include <span>

namespace gc {

/// The SIP status that refuses an offered call for a gc_DropCall cause: a generic GC_* cause, or an
/// IPEC_SIPReasonStatus value from 300 to 699. Causes that name neither are treated as GC_NORMAL_CLEARING, so that a
/// drop always drops.
///
///   GC_NORMAL_CLEARING, GC_SEND_SIT         480
///   GC_USER_BUSY                            486
///   GC_CALL_REJECTED                        603
///   GC_UNASSIGNED_NUMBER                    404
///   GC_DEST_OUT_OF_ORDER                    502
///   GC_NETWORK_CONGESTION,
///   GC_REQ_CHANNEL_NOT_AVAIL,
///   GC_CHANNEL_UNACCEPTABLE                 503
///   IPEC_SIPReasonStatusNNN...              NNN
///
/// The choice follows RFC 3398 §8.2.6.1, with 603 for a rejection, which there is the called user's own.
[[nodiscard]] int refusal_status(int cause);

/// The generic causes and their status, as above.
struct DropCause {
    int cause; ///< GC_
    int status;
};
[[nodiscard]] std::span<const DropCause> drop_causes();

/// What gc_ResultInfo says of GCEV_DISCONNECTED: gcValue and ccValue.
///
///   BYE                              GCRV_NORMAL          IPEC_InternalReasonNormal
///   caller's CANCEL                  GCRV_CALLABANDONED   487
///   no final response in time        GCRV_TIMEOUT         408
///   our answer not acknowledged      GCRV_TIMEOUT         IPEC_InternalReasonTimeout
///   offer/answer broken              GCRV_PROTOCOL        IPEC_InternalReasonProtocolError
///   no connection to the peer        GCRV_SIGNALLING      IPEC_InternalReasonTransportFailure,
///     TLS negotiation, certificate                        IPEC_InternalReasonTlsFailure,
///     certificate of somebody else                        IPEC_InternalReasonPeerIdentity
///   refused with a final response: ccValue is the IPEC_SIPReasonStatus value, 5000 + the status
///     486, 600                       GCRV_BUSY
///     408, 480, 487                  GCRV_NOANSWER
///     404, 410, 484, 485, 604        GCRV_UNALLOCATED
///     401, 403, 407, 603             GCRV_REJECT
///     5xx                            GCRV_CONGESTION
///     anything else                  GCRV_CCLIBSPECIFIC
struct EndResult {
    int gc_value;
    long cc_value;
};
/// The rows of final responses; those in none are GCRV_CCLIBSPECIFIC.
struct StatusResult {
    int first, last; ///< status codes
    int gc_value;
};
[[nodiscard]] std::span<const StatusResult> status_results();

/// `flow_error` counts for EndCause::transport: why the connection failed.
[[nodiscard]] EndResult end_result(sip::EndCause cause, int status, sip::FlowError flow_error);

/// IP_SIP_* for REQUEST_ERROR.error.
[[nodiscard]] unsigned request_error(sip::FlowError error);

} // namespace gc
