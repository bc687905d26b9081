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
 * The program's own SDP (3PCC, third-party call control): gc_Start with IPCCLIB_START_DATA.media_operational_mode =
 * MEDIA_OPERATIONAL_MODE_3PCC, for all boards. The program writes every session description, and reads the peer's; the
 * library looks into neither, opens no RTP port and tells of no media. Lines are opened as ":P_SIP:N_iptB1T1"; a media
 * device in the name is attached and not touched.
 *
 * What goes out is IPSET_SDP / IPPARM_SDP_OFFER or IPPARM_SDP_ANSWER (Str, by gc_util_insert_parm_ref_ex), in the block of
 * gc_MakeCall (INVITE), gc_ReqModifyCall, gc_AcceptModifyCall (200), gc_SipAck (ACK), or set before by gc_SetUserInfo with
 * GC_NEXT_OUTBOUND_MSG for these and for gc_CallAck (100), gc_AcceptCall (180), gc_AnswerCall (200) and gc_RejectModifyCall
 * (what would be accepted; no part of any exchange). What was set is used up by the next message, or by its refusal. Each
 * INVITE and re-INVITE has one offer and one answer, by the sides in turn (RFC 3264, RFC 6337): what was said in a 100 or 180
 * is repeated in the responses that follow; a second description, an offer where the answer is due and an answer without
 * an offer fail with EGC_INVSTATE; a 200 without any with EGC_INVPARM. gc_MakeCall and gc_ReqModifyCall without one let the
 * peer offer in its 200. With MEDIA_OPERATIONAL_MODE_1PCC IPSET_SDP fails with EGC_INVPARM.
 *
 * What comes is told once, by the first event after it that is not masked: GCEV_OFFERED, GCEV_PROCEEDING, GCEV_ALERTING,
 * GCEV_CONNECTED, GCEV_ANSWERED, GCEV_REQ_MODIFY_CALL, GCEV_MODIFY_CALL_ACK, GCEV_MODIFY_CALL_REJ, GCEV_SIP_ACK, and where
 * that is masked GCEV_ACCEPT_MODIFY_CALL. GCEV_CONNECTED and GCEV_ANSWERED do not come to EV_SYNC functions: the program
 * enables GCEV_SIP_200OK and GCEV_SIP_ACK then, which bring it after the function has returned. extevtdatap: a GC_PARM_BLK
 * with IPSET_SDP / IPPARM_SDP_OFFER or IPPARM_SDP_ANSWER, a string with its NUL, to be read by gc_util_next_parm_ex. Another
 * 18x with another description, of another fork, is another GCEV_ALERTING. Offers in GCEV_OFFERED are not there for a
 * gc_WaitCall in EV_SYNC.
 *
 * Of a 200 to an INVITE or re-INVITE of ours tell GCEV_CONNECTED or GCEV_MODIFY_CALL_ACK, and after them, when the line's
 * mask has GCMSK_SIP_200OK at gc_MakeCall or gc_ReqModifyCall, GCEV_SIP_200OK: then, and always when the 200 made the offer,
 * gc_SipAck is wanted within 32 s. Else the ACK has gone. An ACK of the peer's is GCEV_SIP_ACK with GCMSK_SIP_ACK in the mask
 * (gc_SetConfigData GCSET_CALLEVENT_MSK, gc_SetEvtMsk; both off at first), before GCEV_ANSWERED or GCEV_ACCEPT_MODIFY_CALL.
 * A 200 or ACK without the description that is due ends a new call (GCEV_DISCONNECTED, GCRV_PROTOCOL); of a change it is
 * GCEV_MODIFY_CALL_FAIL, GCEV_ACCEPT_MODIFY_CALL_FAIL. Hold is the program's SDP (a=sendonly, a=inactive).
 *
 * Changes of a call need IP_T38_MANUAL_MODIFY_MODE here too, else re-INVITEs are refused with 488. Codecs, DTMF and
 * slow start of parameter blocks (GCSET_CHAN_CAPABILITY, IPSET_DTMF, IPPARM_CONNECTIONMETHOD) are taken without effect;
 * IPEXTID_MEDIAINFO and GCEV_REQ_MODIFY_UNSUPPORTED do not come; IPEXTID_LOCAL_MEDIA_ADDRESS and what IPEXTID_GETINFO tells of
 * media fail. OPTIONS: gc_Extension; a 200 of the library's own describes nothing.
 *
 * Source: the IP Technology Guide; RFC 3261 sections 13 and 14, RFC 3264 section 8, RFC 6141, RFC 6337.
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
 * not: the call is as before; or when no ACK came within 32 s, and GCEV_DISCONNECTED follows (RFC 3261 section 14.2).
 * Errors: EGC_INVSTATE (nothing is to be answered), EGC_INVPARM (also: no codec of parmblkp is in the offer; it may be
 * answered with others, or rejected), EGC_INVPARMBLK, EGC_NOT_ENABLED, EGC_INVCRN.
 */
GC_API int gc_AcceptModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
/*
 * Refuses it; the call is as before. Headers preset by gc_SetUserInfo go with the response.
 *   reason: IPEC_SIPReasonStatus of 300 to 699.
 * Termination: GCEV_REJECT_MODIFY_CALL with the ACK; GCEV_REJECT_MODIFY_CALL_FAIL when none came within 32 s or before
 * another change was refused: the call goes on. Errors: EGC_INVSTATE (nothing is to be answered), EGC_INVPARM, EGC_INVCRN.
 */
GC_API int gc_RejectModifyCall(CRN crn, unsigned long reason, unsigned long mode);
/*
 * 3PCC: sends the ACK for the 200 that has come to gc_MakeCall or gc_ReqModifyCall.
 *   parmblkp: NULL, or IPSET_SDP / IPPARM_SDP_ANSWER, needed when the 200 made the offer and else refused;
 *     IPSET_SIP_MSGINFO / IPPARM_SIP_HDR.
 *   mode: EV_ASYNC.
 * State: Connected, which does not change. Not called within 32 s: the library acknowledges, refusing what was offered, hangs
 * up, and GCEV_DISCONNECTED comes (GCRV_TIMEOUT, IPEC_InternalReasonTimeout); gc_DropCall before it does the same without
 * that event. Until then gc_ReqModifyCall is EGC_INVSTATE, and the peer's re-INVITEs are refused with 491. Copies of
 * the 200 are answered with the same ACK.
 * Termination: GCEV_SIP_ACK_OK, it has gone; GCEV_SIP_ACK_FAIL (also GCEV_SIP_ACK_FAILED), it could not be delivered, or the
 * call ended before: GCEV_DISCONNECTED follows.
 * Errors: EGC_INVSTATE (no 200 waits, not connected, an answer to no offer), EGC_INVPARM (the answer is missing; EV_SYNC),
 * EGC_UNSUPPORTED (1PCC), EGC_INVPARMBLK, EGC_NOT_ENABLED (headers without IP_SIP_MSGINFO_ENABLE), EGC_INVCRN.
 */
GC_API int gc_SipAck(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);

GC_END_DECLS

#endif
