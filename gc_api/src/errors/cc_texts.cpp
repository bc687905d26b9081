#include "errors/code_text.hpp"
#include "errors/texts.hpp"

#include "gc_types.h"
#include "gcip_err.h"

namespace gc {
namespace {

constexpr auto errors = ascending({
    {IPERR_OK, "success"},
    {IPERR_BAD_PARAM, "a value is missing, out of range or contradicts another"},
    {IPERR_UNAVAILABLE, "what is asked for does not exist"},
    {IPERR_UNSUPPORTED, "not possible on this kind of target"},
    {IPERR_ADDRESS_IN_USE, "the port is taken"},
    {IPERR_ADDRESS_RESOLUTION, "the name has no address"},
    {IPERR_CALLER_ID, "the caller id cannot be stored"},
    {IPERR_CANT_CLOSE_CHANNEL, "the channel cannot be closed now"},
    {IPERR_SUP_SERV_DISABLED, "supplementary services were not enabled at gc_Start"},
    {IPERR_NO_MEMORY, "out of memory"},
    {IPERR_INTERNAL, "a fault inside the library"},
    {IPERR_TIMEOUT, "no answer in time"},
    {IPERR_TRANSPORT, "the message cannot be sent"},
    {IPERR_TLS_CONFIG, "a certificate, key, CA, CRL or cipher list cannot be used"},
    {IPERR_TLS_HANDSHAKE, "the TLS handshake failed"},
    {IPERR_TLS_PEER_IDENTITY, "the certificate does not belong to the host that was meant"},
    {IPERR_CHANNEL_ACTIVE, "the channel carries a call"},
    {IPERR_MEDIA, "the media port cannot be opened"},
});

constexpr auto internal_causes = ascending({
    {IPEC_InternalReasonNormal, "internal: normal end"},
    {IPEC_InternalReasonNoResponse, "internal: the peer does not respond"},
    {IPEC_InternalReasonTransportFailure, "internal: the message could not be sent"},
    {IPEC_InternalReasonTlsFailure, "internal: the TLS handshake failed"},
    {IPEC_InternalReasonPeerIdentity, "internal: the certificate does not belong to the host that was meant"},
    {IPEC_InternalReasonProtocolError, "internal: the peer broke the protocol"},
    {IPEC_InternalReasonLocalDrop, "internal: dropped by this side"},
    {IPEC_InternalReasonMediaFailure, "internal: the media could not be set up"},
    {IPEC_InternalReasonAddressResolution, "internal: the name has no address"},
    {IPEC_InternalReasonTimeout, "internal: time-out"},
    {IPEC_InternalReasonFacilityNotImplemented, "internal: facility not implemented"},
    {IPEC_InternalReasonServiceNotImplemented, "internal: service not implemented"},
    {IPEC_InternalReasonBarredInbound, "internal: incoming calls are barred"},
    {IPEC_InternalReasonBarredOutbound, "internal: outgoing calls are barred"},
    {IPEC_InternalReasonDestIncompatible, "internal: the destination is incompatible"},
    {IPEC_InternalReasonBearerCapUnavailable, "internal: the bearer capability is not available"},
    {IPEC_REG_FAIL_invalidExpires, "registration failed: invalid expiry"},
    {IPEC_MIME_POOL_EMPTY, "no MIME buffer is free"},
    {IPEC_MIME_BUFF_TOO_SMALL, "the MIME buffers are too small"},
    {IPEC_SUBS_EXPIRED, "the subscription has expired"},
    {IPEC_NO_NOTIFY_TIME_OUT, "no NOTIFY came in time"},
    {IPEC_H450NotAvailable, "H.450: not available"},
    {IPEC_H450InvalidCallState, "H.450: invalid call state"},
    {IPEC_H4502InvalidReroutingNumber, "H.450.2: invalid rerouting number"},
    {IPEC_H4502UnrecognizedCallIdentity, "H.450.2: unrecognized call identity"},
    {IPEC_H4502EstablishmentFailure, "H.450.2: establishment failure"},
    {IPEC_H4502CTAbandon, "H.450.2: call transfer abandoned"},
    {IPEC_H450CTT2Timeout, "H.450.2: timer T2 expired"},
});

constexpr auto sip_causes = ascending({
    {IPEC_SIPReasonStatus300MultipleChoices, "SIP 300 Multiple Choices"},
    {IPEC_SIPReasonStatus301MovedPermanently, "SIP 301 Moved Permanently"},
    {IPEC_SIPReasonStatus302MovedTemporarily, "SIP 302 Moved Temporarily"},
    {IPEC_SIPReasonStatus305UseProxy, "SIP 305 Use Proxy"},
    {IPEC_SIPReasonStatus380AlternativeService, "SIP 380 Alternative Service"},
    {IPEC_SIPReasonStatus400BadRequest, "SIP 400 Bad Request"},
    {IPEC_SIPReasonStatus401Unauthorized, "SIP 401 Unauthorized"},
    {IPEC_SIPReasonStatus402PaymentRequired, "SIP 402 Payment Required"},
    {IPEC_SIPReasonStatus403Forbidden, "SIP 403 Forbidden"},
    {IPEC_SIPReasonStatus404NotFound, "SIP 404 Not Found"},
    {IPEC_SIPReasonStatus405MethodNotAllowed, "SIP 405 Method Not Allowed"},
    {IPEC_SIPReasonStatus406NotAcceptable, "SIP 406 Not Acceptable"},
    {IPEC_SIPReasonStatus407ProxyAuthenticationRequired, "SIP 407 Proxy Authentication Required"},
    {IPEC_SIPReasonStatus408RequestTimeout, "SIP 408 Request Timeout"},
    {IPEC_SIPReasonStatus410Gone, "SIP 410 Gone"},
    {IPEC_SIPReasonStatus412ConditionalRequestFailed, "SIP 412 Conditional Request Failed"},
    {IPEC_SIPReasonStatus413RequestEntityTooLarge, "SIP 413 Request Entity Too Large"},
    {IPEC_SIPReasonStatus414RequestUriTooLong, "SIP 414 Request-URI Too Long"},
    {IPEC_SIPReasonStatus415UnsupportedMediaType, "SIP 415 Unsupported Media Type"},
    {IPEC_SIPReasonStatus416UnsupportedURIScheme, "SIP 416 Unsupported URI Scheme"},
    {IPEC_SIPReasonStatus417UnknownResourcePriority, "SIP 417 Unknown Resource-Priority"},
    {IPEC_SIPReasonStatus420BadExtension, "SIP 420 Bad Extension"},
    {IPEC_SIPReasonStatus421ExtensionRequired, "SIP 421 Extension Required"},
    {IPEC_SIPReasonStatus422SessionIntervalTooSmall, "SIP 422 Session Interval Too Small"},
    {IPEC_SIPReasonStatus423IntervalTooBrief, "SIP 423 Interval Too Brief"},
    {IPEC_SIPReasonStatus424BadLocationInformation, "SIP 424 Bad Location Information"},
    {IPEC_SIPReasonStatus425BadAlertMessage, "SIP 425 Bad Alert Message"},
    {IPEC_SIPReasonStatus428UseIdentityHeader, "SIP 428 Use Identity Header"},
    {IPEC_SIPReasonStatus429ProvideReferrerIdentity, "SIP 429 Provide Referrer Identity"},
    {IPEC_SIPReasonStatus430FlowFailed, "SIP 430 Flow Failed"},
    {IPEC_SIPReasonStatus433AnonymityDisallowed, "SIP 433 Anonymity Disallowed"},
    {IPEC_SIPReasonStatus436BadIdentityInfo, "SIP 436 Bad Identity Info"},
    {IPEC_SIPReasonStatus437UnsupportedCredential, "SIP 437 Unsupported Credential"},
    {IPEC_SIPReasonStatus438InvalidIdentityHeader, "SIP 438 Invalid Identity Header"},
    {IPEC_SIPReasonStatus439FirstHopLacksOutboundSupport, "SIP 439 First Hop Lacks Outbound Support"},
    {IPEC_SIPReasonStatus440MaxBreadthExceeded, "SIP 440 Max-Breadth Exceeded"},
    {IPEC_SIPReasonStatus469BadInfoPackage, "SIP 469 Bad Info Package"},
    {IPEC_SIPReasonStatus470ConsentNeeded, "SIP 470 Consent Needed"},
    {IPEC_SIPReasonStatus480TemporarilyUnavailable, "SIP 480 Temporarily Unavailable"},
    {IPEC_SIPReasonStatus481CallTransactionDoesNotExist, "SIP 481 Call/Transaction Does Not Exist"},
    {IPEC_SIPReasonStatus482LoopDetected, "SIP 482 Loop Detected"},
    {IPEC_SIPReasonStatus483TooManyHops, "SIP 483 Too Many Hops"},
    {IPEC_SIPReasonStatus484AddressIncomplete, "SIP 484 Address Incomplete"},
    {IPEC_SIPReasonStatus485Ambiguous, "SIP 485 Ambiguous"},
    {IPEC_SIPReasonStatus486BusyHere, "SIP 486 Busy Here"},
    {IPEC_SIPReasonStatus487RequestTerminated, "SIP 487 Request Terminated"},
    {IPEC_SIPReasonStatus488NotAcceptableHere, "SIP 488 Not Acceptable Here"},
    {IPEC_SIPReasonStatus489BadEvent, "SIP 489 Bad Event"},
    {IPEC_SIPReasonStatus491RequestPending, "SIP 491 Request Pending"},
    {IPEC_SIPReasonStatus493Undecipherable, "SIP 493 Undecipherable"},
    {IPEC_SIPReasonStatus494SecurityAgreementRequired, "SIP 494 Security Agreement Required"},
    {IPEC_SIPReasonStatus500ServerInternalError, "SIP 500 Server Internal Error"},
    {IPEC_SIPReasonStatus501NotImplemented, "SIP 501 Not Implemented"},
    {IPEC_SIPReasonStatus502BadGateway, "SIP 502 Bad Gateway"},
    {IPEC_SIPReasonStatus503ServiceUnavailable, "SIP 503 Service Unavailable"},
    {IPEC_SIPReasonStatus504ServerTimeout, "SIP 504 Server Time-out"},
    {IPEC_SIPReasonStatus505VersionNotSupported, "SIP 505 Version Not Supported"},
    {IPEC_SIPReasonStatus513MessageTooLarge, "SIP 513 Message Too Large"},
    {IPEC_SIPReasonStatus555PushNotificationServiceNotSupported, "SIP 555 Push Notification Service Not Supported"},
    {IPEC_SIPReasonStatus580PreconditionFailure, "SIP 580 Precondition Failure"},
    {IPEC_SIPReasonStatus600BusyEverywhere, "SIP 600 Busy Everywhere"},
    {IPEC_SIPReasonStatus603Decline, "SIP 603 Decline"},
    {IPEC_SIPReasonStatus604DoesNotExistAnywhere, "SIP 604 Does Not Exist Anywhere"},
    {IPEC_SIPReasonStatus606NotAcceptable, "SIP 606 Not Acceptable"},
    {IPEC_SIPReasonStatus607Unwanted, "SIP 607 Unwanted"},
    {IPEC_SIPReasonStatus608Rejected, "SIP 608 Rejected"},
});

/// For values that have no name: RFC 3261 §21 gives the meaning of the hundred; other families are H.323's.
const char* class_of_status(long value) noexcept
{
    if (value >= IPEC_H2250ReasonMin && value < IPEC_Q931CauseMin)
        return "H.225.0 reason";
    if (value >= IPEC_Q931CauseMin && value <= IPEC_Q931CauseMin + 127)
        return "Q.931 cause, 3000 less";
    if (value > IPEC_RASReasonMin && value < IPEC_RASReasonMin + 1000)
        return "RAS reason";
    switch (value / 100) {
    case 53: return "SIP 3xx redirection";
    case 54: return "SIP 4xx request failure";
    case 55: return "SIP 5xx server failure";
    case 56: return "SIP 6xx global failure";
    default: return "unknown value of the call control library";
    }
}

constexpr const char* libraries[] = {
    "GC_GLOBALCALL_LIB", "GC_ICAPI_LIB", "GC_ISDN_LIB", "GC_PDKRT_LIB",   "GC_SS7_LIB",
    "GC_DM3CC_LIB",      "GC_IPM_LIB",   "GC_H3R_LIB",  "GC_CUSTOM1_LIB", "GC_CUSTOM2_LIB",
};

} // namespace

const char* cc_text(long value) noexcept
{
    if (const char* text = text_in(errors, value))
        return text;
    if (const char* text = text_in(sip_causes, value))
        return text;
    const char* const text = text_in(internal_causes, value);
    return text ? text : class_of_status(value);
}

const char* library_name(int library) noexcept
{
    const bool known = library >= 0 && library <= GC_TOTAL_CCLIBS;
    return known ? libraries[library] : "unknown library";
}

} // namespace gc
