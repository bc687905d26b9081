/*
 * gc_modify.h - modification of a call: re-INVITE, and the program's own SDP. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet where the table (api/gc_modify.tsv) says stub: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at
 * the first use.
 * Rules common to all functions here: those of gclib.h, and these:
 *
 * The board must have IPSET_CONFIG / IPPARM_OPERATING_MODE = IP_T38_MANUAL_MODIFY_MODE (gc_SetConfigData). Otherwise the
 * functions fail with EGC_INVPARM, IPERR_BAD_PARAM, and the stack answers each re-INVITE with the media that the call has,
 * without an event. mode is EV_ASYNC; EV_SYNC is EGC_INVPARM as well. State: Connected, which does not change. When
 * the call is dropped or GCEV_DISCONNECTED comes, what was pending is void and no event tells of it. Hold and retrieve are
 * made of these: a direction of IP_CAP_DIR_LCLSENDONLY or IP_CAP_DIR_LCLRTPINACTIVE, and later IP_CAP_DIR_LCLTRANSMIT with
 * IP_CAP_DIR_LCLRECEIVE.
 *
 * What the peer asks for comes with GCEV_REQ_MODIFY_CALL: extevtdatap is a GC_PARM_BLK with, of its audio stream as seen
 * from here, GCSET_CHAN_CAPABILITY / IPPARM_LOCAL_CAPABILITY (IP_CAPABILITY for each codec in the order of the offer;
 * direction IP_CAP_DIR_LCLTRANSMIT and _LCLRECEIVE, or _LCLSENDONLY, _LCLRECVONLY when we are put on hold,
 * _LCLRTPINACTIVE), IPSET_DTMF / IPPARM_SUPPORT_DTMF_BITMASK (char), IPSET_RTP_ADDRESS / IPPARM_REMOTE (RTP_ADDR), and the
 * registered headers (IPSET_SIP_MSGINFO / IPPARM_SIP_HDR). Without an offer there are the headers alone. It has to be
 * answered within a minute; then, and when the peer cancels it, GCEV_MODIFY_CALL_CANCEL tells that it is void (ccValue
 * IPEC_SIPReasonStatus500ServerInternalError, IPEC_SIPReasonStatus487RequestTerminated). A re-INVITE in which nothing
 * fits is refused with 488 by the stack: GCEV_REQ_MODIFY_UNSUPPORTED, the same data, no answer is asked for.
 *
 * Source: the IP Technology Guide; RFC 3261 section 14, RFC 3264 section 8, RFC 6141.
 */
#ifndef TRUNKCALL_GC_MODIFY_H
#define TRUNKCALL_GC_MODIFY_H

#include "gc_types.h"

GC_BEGIN_DECLS

/*
 * Asks the peer to change the call.
 *   parmblkp: NULL, or what the re-INVITE says besides what the call has: GCSET_CHAN_CAPABILITY, IPSET_DTMF, IPSET_CALLINFO /
 *     IPPARM_CONNECTIONMETHOD (slow start: no offer, the peer's is answered), IPSET_SIP_MSGINFO / IPPARM_SIP_HDR (Contact,
 *     ...; not From, To, Call-ID). Media that were accepted stay those of the call.
 *     Or IPSET_MSG_SIP / IPPARM_SIP_METHOD = IP_MSGTYPE_SIP_CANCEL (int) and nothing else: takes the pending one back.
 * One at a time; while the peer changes the call it waits; after a glare (491) it is tried again.
 * Termination: GCEV_MODIFY_CALL_ACK (200 and ACK; media are as agreed), GCEV_MODIFY_CALL_REJ (300 to 699; ccValue is the
 * IPEC_SIPReasonStatus; after 408 and 481 comes GCEV_DISCONNECTED), GCEV_MODIFY_CALL_FAIL (not delivered, no final
 * response, or a 200 whose answer does not fit); the call is as before. To be cancelled: GCEV_CANCEL_MODIFY_CALL in their place,
 * or GCEV_CANCEL_MODIFY_CALL_FAIL, too late, and then theirs.
 * Errors: EGC_INVSTATE (not connected, one is pending, nothing to be cancelled), EGC_INVPARM, EGC_INVPARMBLK, EGC_NOT_ENABLED
 * (headers without IP_SIP_MSGINFO_ENABLE), EGC_INVCRN.
 */
GC_API int gc_ReqModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
/*
 * Answers GCEV_REQ_MODIFY_CALL with 200.
 *   parmblkp: as for gc_ReqModifyCall; NULL: the media that the call has.
 * Termination: GCEV_ACCEPT_MODIFY_CALL with the ACK; GCEV_ACCEPT_MODIFY_CALL_FAIL when the ACK had to answer our offer and did
 * not: the call is as before. Without any ACK GCEV_DISCONNECTED.
 * Errors: EGC_INVSTATE (nothing is to be answered), EGC_INVPARM (also: no codec of parmblkp is in the offer; it may be
 * answered with others, or rejected), EGC_INVPARMBLK, EGC_NOT_ENABLED, EGC_INVCRN.
 */
GC_API int gc_AcceptModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
/*
 * Refuses it; the call is as before. Headers preset by gc_SetUserInfo go with the response.
 *   reason: IPEC_SIPReasonStatus of 300 to 699.
 * Termination: GCEV_REJECT_MODIFY_CALL. Errors: EGC_INVSTATE (nothing is to be answered), EGC_INVPARM, EGC_INVCRN.
 */
GC_API int gc_RejectModifyCall(CRN crn, unsigned long reason, unsigned long mode);
/* 3PCC, not supported yet: answers GCEV_SIP_200OK. Termination: GCEV_SIP_ACK_OK, GCEV_SIP_ACK_FAIL. */
GC_API int gc_SipAck(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);

GC_END_DECLS

#endif
