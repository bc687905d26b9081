/*
 * gc_trunks.h - calls on E1, T1 and ISDN: overlap, charging, information elements. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported, where nothing else is said: this product drives no trunks. GC_ERROR, EGC_INVLINEDEV or EGC_INVCRN when
 * the handle is none, else EGC_UNSUPPORTED, and one line in the log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_GC_TRUNKS_H
#define TRUNKCALL_GC_TRUNKS_H

#include "gc_types.h"

/* rate_type of gc_SetBilling. */
#define GCR_CHARGE 1
#define GCR_NOCHARGE 2

/* Why a caller's name or number is not there: GCPARM_NAME_ABSENCE, GCPARM_NUMBER_ABSENCE. */
#define GCABSENCE_PRIVATE 1
#define GCABSENCE_OUT_OF_AREA 2

GC_BEGIN_DECLS

/* Tells the caller of progress. */
GC_API int gc_CallProgress(CRN crn, int indicator);
/* The caller's number on demand: GCEV_REQANI. */
GC_API int gc_ReqANI(CRN crn, char* anibuf, int req_type, unsigned long mode);
/*
 * Supported: the number or address that calls of a line device show as their origin, unless gc_MakeCall or a From header
 * names another: "4711", "4711@example.com" or a SIP URI, at most 127 characters; a number gets the address of the board.
 * An empty one ends it. Synchronous. Errors: EGC_INVPARM with IPERR_CALLER_ID.
 */
GC_API int gc_SetCallingNum(LINEDEV linedev, const char* calling_num);
/* Overlap: more digits, asked for (GCEV_MOREINFO) and sent (GCEV_SENDMOREINFO). */
GC_API int gc_ReqMoreInfo(CRN crn, int info_id, int info_len, int timeout, unsigned long mode);
GC_API int gc_SendMoreInfo(CRN crn, int info_id, GC_PARM* info_ptr, unsigned long mode);
/* Charging, GCEV_SETBILLING; what a call cost. */
GC_API int gc_SetBilling(CRN crn, int rate_type, GC_RATE_U* ratep, unsigned long mode);
GC_API int gc_GetBilling(CRN crn, char* billing_buf);
/* ISDN: call reference value, information elements, messages, frames, signalling information. */
GC_API int gc_GetNetCRV(CRN crn, int* netcrvp);
GC_API int gc_GetInfoElem(LINEDEV linedev, GC_IE_BLK* iep);
GC_API int gc_SetInfoElem(LINEDEV linedev, GC_IE_BLK* iep);
GC_API int gc_SndMsg(LINEDEV linedev, CRN crn, int msg_type, GC_IE_BLK* sndmsgptr);
GC_API int gc_SndFrame(LINEDEV linedev, GC_L2_BLK* l2_blkp);
GC_API int gc_GetFrame(LINEDEV linedev, GC_L2_BLK* l2_blkp);
GC_API int gc_GetSigInfo(LINEDEV linedev, char* valuep, int info_id, METAEVENT* metaeventp);

GC_END_DECLS

#endif
