/*
 * gcip_err.h - values of ccValue on IP: IPERR_ (failures) and IPEC_ (causes); included by gcip.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_GCIP_ERR_H
#define TRUNKCALL_GCIP_ERR_H

/* Failures. */
#define IPERR_OK 0
#define IPERR_BAD_PARAM 1          /* a value is missing, out of range or contradicts another */
#define IPERR_UNAVAILABLE 2        /* what is asked for does not exist */
#define IPERR_UNSUPPORTED 3        /* not possible on this kind of target */
#define IPERR_ADDRESS_IN_USE 4     /* the port is taken */
#define IPERR_ADDRESS_RESOLUTION 5 /* the name has no address */
#define IPERR_CALLER_ID 6          /* the caller id cannot be stored */
#define IPERR_CANT_CLOSE_CHANNEL 7 /* the channel cannot be closed now */
#define IPERR_SUP_SERV_DISABLED 8  /* supplementary services were not enabled at gc_Start */
#define IPERR_NO_MEMORY 9          /* out of memory */
#define IPERR_INTERNAL 10          /* a fault inside the library */
#define IPERR_TIMEOUT 11           /* no answer in time */
#define IPERR_TRANSPORT 12         /* the message cannot be sent */
#define IPERR_TLS_CONFIG 13        /* a certificate, key, CA, CRL or cipher list cannot be used */
#define IPERR_TLS_HANDSHAKE 14     /* the TLS handshake failed */
#define IPERR_TLS_PEER_IDENTITY 15 /* the certificate does not belong to the host that was meant */
#define IPERR_CHANNEL_ACTIVE 16    /* the channel carries a call */
#define IPERR_MEDIA 17             /* the media port cannot be opened */
#define IPERR_BAD_PARM IPERR_BAD_PARAM

typedef int eIP_EC_TYPE;

/* Causes inside the library. */
#define IPEC_InternalReasonMin 1000
#define IPEC_InternalReasonNormal 1001
#define IPEC_InternalReasonNoResponse 1002
#define IPEC_InternalReasonTransportFailure 1003
#define IPEC_InternalReasonTlsFailure 1004
#define IPEC_InternalReasonPeerIdentity 1005
#define IPEC_InternalReasonProtocolError 1006
#define IPEC_InternalReasonLocalDrop 1007
#define IPEC_InternalReasonMediaFailure 1008
#define IPEC_InternalReasonAddressResolution 1009
#define IPEC_InternalReasonTimeout 1010
#define IPEC_InternalReasonFacilityNotImplemented 1039
#define IPEC_InternalReasonServiceNotImplemented 1040
#define IPEC_InternalReasonBarredInbound 1041
#define IPEC_InternalReasonBarredOutbound 1042
#define IPEC_InternalReasonDestIncompatible 1043
#define IPEC_InternalReasonBearerCapUnavailable 1044
#define IPEC_REG_FAIL_invalidExpires 1100
#define IPEC_MIME_POOL_EMPTY 1101
#define IPEC_MIME_BUFF_TOO_SMALL 1102
#define IPEC_SUBS_EXPIRED 1103
#define IPEC_NO_NOTIFY_TIME_OUT 1104
#define IPEC_H450NotAvailable 1105
#define IPEC_H450InvalidCallState 1106
#define IPEC_H4502InvalidReroutingNumber 1107
#define IPEC_H4502UnrecognizedCallIdentity 1108
#define IPEC_H4502EstablishmentFailure 1109
#define IPEC_H4502CTAbandon 1110
#define IPEC_H450CTT2Timeout 1111
#define IPEC_InternalReasonMax 1999

/* First numbers of the H.323 families: H.225.0 reasons, Q.931 causes (plus the cause), RAS. */
#define IPEC_H2250ReasonMin 2000
#define IPEC_Q931CauseMin 3000
#define IPEC_RASReasonMin 4000

/* A SIP response is 5000 + status code. IPEC_SIPReasonStatus(code) serves codes without a name. */
#define IPEC_SIPReasonStatus(code) (5000 + (code))
#define IPEC_SIPReasonStatusMin 5300
#define IPEC_SIPReasonStatusMax 5699
#define IPEC_SIPReasonStatus300MultipleChoices 5300
#define IPEC_SIPReasonStatus301MovedPermanently 5301
#define IPEC_SIPReasonStatus302MovedTemporarily 5302
#define IPEC_SIPReasonStatus305UseProxy 5305
#define IPEC_SIPReasonStatus380AlternativeService 5380
#define IPEC_SIPReasonStatus400BadRequest 5400
#define IPEC_SIPReasonStatus401Unauthorized 5401
#define IPEC_SIPReasonStatus402PaymentRequired 5402
#define IPEC_SIPReasonStatus403Forbidden 5403
#define IPEC_SIPReasonStatus404NotFound 5404
#define IPEC_SIPReasonStatus405MethodNotAllowed 5405
#define IPEC_SIPReasonStatus406NotAcceptable 5406
#define IPEC_SIPReasonStatus407ProxyAuthenticationRequired 5407
#define IPEC_SIPReasonStatus408RequestTimeout 5408
#define IPEC_SIPReasonStatus410Gone 5410
#define IPEC_SIPReasonStatus412ConditionalRequestFailed 5412
#define IPEC_SIPReasonStatus413RequestEntityTooLarge 5413
#define IPEC_SIPReasonStatus414RequestUriTooLong 5414
#define IPEC_SIPReasonStatus415UnsupportedMediaType 5415
#define IPEC_SIPReasonStatus416UnsupportedURIScheme 5416
#define IPEC_SIPReasonStatus417UnknownResourcePriority 5417
#define IPEC_SIPReasonStatus420BadExtension 5420
#define IPEC_SIPReasonStatus421ExtensionRequired 5421
#define IPEC_SIPReasonStatus422SessionIntervalTooSmall 5422
#define IPEC_SIPReasonStatus423IntervalTooBrief 5423
#define IPEC_SIPReasonStatus424BadLocationInformation 5424
#define IPEC_SIPReasonStatus425BadAlertMessage 5425
#define IPEC_SIPReasonStatus428UseIdentityHeader 5428
#define IPEC_SIPReasonStatus429ProvideReferrerIdentity 5429
#define IPEC_SIPReasonStatus430FlowFailed 5430
#define IPEC_SIPReasonStatus433AnonymityDisallowed 5433
#define IPEC_SIPReasonStatus436BadIdentityInfo 5436
#define IPEC_SIPReasonStatus437UnsupportedCredential 5437
#define IPEC_SIPReasonStatus438InvalidIdentityHeader 5438
#define IPEC_SIPReasonStatus439FirstHopLacksOutboundSupport 5439
#define IPEC_SIPReasonStatus440MaxBreadthExceeded 5440
#define IPEC_SIPReasonStatus469BadInfoPackage 5469
#define IPEC_SIPReasonStatus470ConsentNeeded 5470
#define IPEC_SIPReasonStatus480TemporarilyUnavailable 5480
#define IPEC_SIPReasonStatus481CallTransactionDoesNotExist 5481
#define IPEC_SIPReasonStatus482LoopDetected 5482
#define IPEC_SIPReasonStatus483TooManyHops 5483
#define IPEC_SIPReasonStatus484AddressIncomplete 5484
#define IPEC_SIPReasonStatus485Ambiguous 5485
#define IPEC_SIPReasonStatus486BusyHere 5486
#define IPEC_SIPReasonStatus487RequestTerminated 5487
#define IPEC_SIPReasonStatus488NotAcceptableHere 5488
#define IPEC_SIPReasonStatus489BadEvent 5489
#define IPEC_SIPReasonStatus491RequestPending 5491
#define IPEC_SIPReasonStatus493Undecipherable 5493
#define IPEC_SIPReasonStatus494SecurityAgreementRequired 5494
#define IPEC_SIPReasonStatus500ServerInternalError 5500
#define IPEC_SIPReasonStatus501NotImplemented 5501
#define IPEC_SIPReasonStatus502BadGateway 5502
#define IPEC_SIPReasonStatus503ServiceUnavailable 5503
#define IPEC_SIPReasonStatus504ServerTimeout 5504
#define IPEC_SIPReasonStatus505VersionNotSupported 5505
#define IPEC_SIPReasonStatus513MessageTooLarge 5513
#define IPEC_SIPReasonStatus555PushNotificationServiceNotSupported 5555
#define IPEC_SIPReasonStatus580PreconditionFailure 5580
#define IPEC_SIPReasonStatus600BusyEverywhere 5600
#define IPEC_SIPReasonStatus603Decline 5603
#define IPEC_SIPReasonStatus604DoesNotExistAnywhere 5604
#define IPEC_SIPReasonStatus606NotAcceptable 5606
#define IPEC_SIPReasonStatus607Unwanted 5607
#define IPEC_SIPReasonStatus608Rejected 5608

#endif
