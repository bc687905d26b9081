/*
 * gc_transfer.h - hold and transfer. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet, all of them: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference, the IP Technology Guide.
 */
#ifndef TRUNKCALL_GC_TRANSFER_H
#define TRUNKCALL_GC_TRANSFER_H

#include "gc_types.h"

GC_BEGIN_DECLS

/* ---- Transfer over IP: needs IP_SUP_SERV_CALL_XFER at gc_Start ------------------------------------------------ */

/*
 * Party A. Makes an attended transfer ready (over SIP nothing is sent); both pointers NULL. State: Connected.
 * Termination: GCEV_INIT_XFER, GCEV_INIT_XFER_REJ, GCEV_INIT_XFER_FAIL.
 */
GC_API int gc_InitXfer(CRN crn, GC_PARM_BLK* parmblkp, GC_REROUTING_INFO** ret_rerouting_infopp, unsigned long mode);
/*
 * Party A. Transfers a call (REFER): to numberstr or the destination of makecallp, extracrn 0; or to the party of the
 * call extracrn. State: Connected. Termination: GCEV_INVOKE_XFER, GCEV_INVOKE_XFER_REJ, GCEV_INVOKE_XFER_FAIL; before
 * it GCEV_INVOKE_XFER_ACCEPTED, when it is not masked.
 */
GC_API int gc_InvokeXfer(CRN crn, CRN extracrn, const char* numberstr, GC_MAKECALL_BLK* makecallp, int timeout,
                         unsigned long mode);
/*
 * Party B. Answers GCEV_REQ_XFER; parmblkp NULL. Termination: GCEV_ACCEPT_XFER, GCEV_ACCEPT_XFER_FAIL, and how it
 * went GCEV_XFER_CMPLT, GCEV_XFER_FAIL; GCEV_REJ_XFER, GCEV_REJ_XFER_FAIL. reason: IPEC_SIPReasonStatus...
 */
GC_API int gc_AcceptXfer(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
GC_API int gc_RejectXfer(CRN crn, unsigned long reason, GC_PARM_BLK* parmblkp, unsigned long mode);
/* H.323 alone: answers GCEV_REQ_INIT_XFER. */
GC_API int gc_AcceptInitXfer(CRN crn, GC_REROUTING_INFO* reroutinginfop, unsigned long mode);
GC_API int gc_RejectInitXfer(CRN crn, unsigned long reason, GC_PARM_BLK* parmblkp, unsigned long mode);

/* ---- Trunks: E1, T1, ISDN ------------------------------------------------------------------------------------- */

/* Holds a call, takes it back, and answers the other side's wish to; over SIP gc_ReqModifyCall holds. */
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
