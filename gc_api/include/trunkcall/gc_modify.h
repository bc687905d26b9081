/*
 * gc_modify.h - modification of a call: re-INVITE, and the program's own SDP. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet, all of them: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the IP Technology Guide.
 */
#ifndef TRUNKCALL_GC_MODIFY_H
#define TRUNKCALL_GC_MODIFY_H

#include "gc_types.h"

GC_BEGIN_DECLS

/*
 * Asks the other side to change the call; parmblkp: headers, GCSET_CHAN_CAPABILITY, DTMF; IP_MSGTYPE_SIP_CANCEL alone
 * takes it back. State: Connected. Termination: GCEV_MODIFY_CALL_ACK, GCEV_MODIFY_CALL_REJ, GCEV_MODIFY_CALL_FAIL;
 * GCEV_CANCEL_MODIFY_CALL, GCEV_CANCEL_MODIFY_CALL_FAIL.
 */
GC_API int gc_ReqModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
/* Answers GCEV_REQ_MODIFY_CALL. Termination: GCEV_ACCEPT_MODIFY_CALL, GCEV_REJECT_MODIFY_CALL, each with _FAIL. */
GC_API int gc_AcceptModifyCall(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);
GC_API int gc_RejectModifyCall(CRN crn, unsigned long reason, unsigned long mode);
/* 3PCC: answers GCEV_SIP_200OK. Termination: GCEV_SIP_ACK_OK, GCEV_SIP_ACK_FAIL. */
GC_API int gc_SipAck(CRN crn, GC_PARM_BLK* parmblkp, unsigned long mode);

GC_END_DECLS

#endif
