/*
 * gc_transfer.h - hold and transfer. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference, the IP Technology Guide.
 */
#ifndef TRUNKCALL_GC_TRANSFER_H
#define TRUNKCALL_GC_TRANSFER_H

#include "gc_types.h"

GC_BEGIN_DECLS

/* ---- Transfer over IP: needs IP_SUP_SERV_CALL_XFER at gc_Start ------------------------------------------------ */

/*
 * REFER and Replaces (RFC 3515, 3891, 5589). Party A has a call with B, and sends B to C; all calls of one transfer that a
 * program has are of the same virtual board. State of the call: Connected, and it stays there whatever becomes of the
 * transfer; the programs of A and B drop it themselves. One transfer of each side at a time.
 *
 * All four: mode EV_ASYNC, EV_SYNC is refused with EGC_INVPARM. Any thread. Errors: EGC_NOT_ENABLED with
 * IPERR_SUP_SERV_DISABLED, EGC_INVCRN, EGC_INVSTATE, EGC_INVPARM.
 */

/*
 * Party A: makes an attended transfer ready. Over SIP nothing is sent, and gc_InvokeXfer works without it.
 * parmblkp and ret_rerouting_infopp: NULL. Termination: GCEV_INIT_XFER. IP Guide 459, Release Update 210.
 */
GC_API int gc_InitXfer(CRN crn, GC_PARM_BLK* parmblkp, GC_REROUTING_INFO** ret_rerouting_infopp, unsigned long mode);
/*
 * Party A: transfers the call crn (REFER). extracrn 0: to numberstr, or to the destination of makecallp, not both
 * (unattended). Else to the peer of the call extracrn, whose place the new call takes (attended); either of the two calls
 * may be crn. Headers that gc_SetUserInfo or makecallp->gclib->ext_datap give go into the REFER; Referred-By is written
 * when they do not. timeout is ignored.
 * Events: GCEV_INVOKE_XFER_ACCEPTED when B has accepted (off by default: GCMSK_INVOKEXFER_ACCEPTED). Then one of
 *   GCEV_INVOKE_XFER       B and C are connected; or B hung up, or told no more, after it had accepted
 *   GCEV_INVOKE_XFER_REJ   B refused; gc_ResultInfo has the SIP code
 *   GCEV_INVOKE_XFER_FAIL  the SIP code with which C refused (487: B gave up), IPEC_InternalReasonNoResponse (B silent for
 *                          20 s), IPEC_NO_NOTIFY_TIME_OUT, IPEC_SUBS_EXPIRED, or the transport's failure
 * and none when the program drops the call before. IP Guide 456-460.
 */
GC_API int gc_InvokeXfer(CRN crn, CRN extracrn, const char* numberstr, GC_MAKECALL_BLK* makecallp, int timeout,
                         unsigned long mode);
/*
 * Party B: answers GCEV_REQ_XFER, whose extevtdatap is a GC_REROUTING_INFO (number and address say the same), within 20 s,
 * after which the stack has refused by 603. parmblkp is ignored.
 *   gc_AcceptXfer  202. Termination: GCEV_ACCEPT_XFER. Then gc_MakeCall on another line of the board to that address, with
 *                  GCSET_SUPP_XFER / GCPARM_PRIMARYCALL_CRN = crn in ext_datap, so that A is told how it goes; GCEV_XFER_CMPLT
 *                  or GCEV_XFER_FAIL (the SIP code, or IPEC_SUBS_EXPIRED) of crn says how it went.
 *   gc_RejectXfer  reason: IPEC_SIPReasonStatus..., 300 to 699. Termination: GCEV_REJ_XFER.
 * Party C of an attended transfer needs no function: its GCEV_OFFERED carries GCSET_SUPP_XFER / GCPARM_SECONDARYCALL_CRN,
 * the call whose place the new one takes, and GCPARM_TRANSFERRING_ADDR. Answering ends that call, which gets
 * GCEV_DISCONNECTED. IP Guide 446-447, 478, Release Update 194, 210.
 */
GC_API int gc_AcceptXfer(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
GC_API int gc_RejectXfer(CRN crn, unsigned long reason, GC_PARM_BLK* parmblkp, unsigned long mode);
/* H.323 alone: answer GCEV_REQ_INIT_XFER. Not supported: EGC_UNSUPPORTED. */
GC_API int gc_AcceptInitXfer(CRN crn, GC_REROUTING_INFO* reroutinginfop, unsigned long mode);
GC_API int gc_RejectInitXfer(CRN crn, unsigned long reason, GC_PARM_BLK* parmblkp, unsigned long mode);

/* ---- Trunks: E1, T1, ISDN ------------------------------------------------------------------------------------- */

/*
 * Not supported, all of them: EGC_UNSUPPORTED, and one line in the log at the first use.
 * Holds a call, takes it back, and answers the other side's wish to; over SIP gc_ReqModifyCall holds.
 */
GC_API int gc_HoldCall(CRN crn, unsigned long mode);
GC_API int gc_HoldACK(CRN crn);
GC_API int gc_HoldRej(CRN crn, int cause);
GC_API int gc_RetrieveCall(CRN crn, unsigned long mode);
GC_API int gc_RetrieveAck(CRN crn);
GC_API int gc_RetrieveRej(CRN crn, int cause);
/* Transfer with a consultation call, and without. */
GC_API int gc_SetupTransfer(CRN calltohold, CRN* consultationcall, unsigned long mode);
GC_API int gc_CompleteTransfer(CRN callonhold, CRN consultationcall, unsigned long mode);
GC_API int gc_SwapHold(CRN activecall, CRN callonhold, unsigned long mode);
GC_API int gc_BlindTransfer(CRN activecall, const char* numberstr, GC_MAKECALL_BLK* makecallp, int timeout,
                            unsigned long mode);

#define gc_SetUpTransfer gc_SetupTransfer

GC_END_DECLS

#endif
