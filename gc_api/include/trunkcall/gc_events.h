/*
 * gc_events.h - event types and event masks of Global Call; included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every type lies between DT_GC and DT_GC + 0xff, so that evttype - DT_GC indexes gcev_msg[].
 */
#ifndef TRUNKCALL_GC_EVENTS_H
#define TRUNKCALL_GC_EVENTS_H

#include "gc_export.h"

#define DT_GC 0x800

/* Basic call, line devices, failures. */
#define GCEV_TASKFAIL (DT_GC | 0x01)
#define GCEV_ANSWERED (DT_GC | 0x02)
#define GCEV_CALLPROGRESS (DT_GC | 0x03)
#define GCEV_ACCEPT (DT_GC | 0x04)
#define GCEV_DROPCALL (DT_GC | 0x05)
#define GCEV_RESETLINEDEV (DT_GC | 0x06)
#define GCEV_CALLINFO (DT_GC | 0x07)
#define GCEV_OPENEX (DT_GC | 0x17)
#define GCEV_ALERTING (DT_GC | 0x21)
#define GCEV_CONNECTED (DT_GC | 0x22)
#define GCEV_ERROR (DT_GC | 0x23)
#define GCEV_OFFERED (DT_GC | 0x24)
#define GCEV_DISCONNECTED (DT_GC | 0x26)
#define GCEV_PROCEEDING (DT_GC | 0x27)
#define GCEV_PROGRESSING (DT_GC | 0x28)
#define GCEV_BLOCKED (DT_GC | 0x32)
#define GCEV_UNBLOCKED (DT_GC | 0x33)
#define GCEV_RELEASECALL (DT_GC | 0x59)
#define GCEV_CALLPROC (DT_GC | 0x66)

/* Line devices. */
#define GCEV_OPENEX_FAIL (DT_GC | 0x70)
#define GCEV_ATTACH (DT_GC | 0x71)
#define GCEV_ATTACH_FAIL (DT_GC | 0x72)
#define GCEV_DETACH (DT_GC | 0x73)
#define GCEV_DETACH_FAIL (DT_GC | 0x74)
#define GCEV_LISTEN (DT_GC | 0x75)
#define GCEV_UNLISTEN (DT_GC | 0x76)
#define GCEV_RESTARTFAIL (DT_GC | 0x77)
#define GCEV_SETCHANSTATE (DT_GC | 0x78)
#define GCEV_ALARM (DT_GC | 0x79)
#define GCEV_FATALERROR (DT_GC | 0x7a)
#define GCEV_TIMEOUT (DT_GC | 0x7b)

/* Calls. */
#define GCEV_DETECTED (DT_GC | 0x7c)
#define GCEV_DIALING (DT_GC | 0x7d)
#define GCEV_CALLSTATUS (DT_GC | 0x7e)
#define GCEV_MEDIADETECTED (DT_GC | 0x7f)
#define GCEV_RELEASECALL_FAIL (DT_GC | 0x80)

/* Messages and services. */
#define GCEV_EXTENSION (DT_GC | 0x81)
#define GCEV_EXTENSIONCMPLT (DT_GC | 0x82)
#define GCEV_SETCONFIGDATA (DT_GC | 0x83)
#define GCEV_SETCONFIGDATA_FAIL (DT_GC | 0x84)
#define GCEV_GETCONFIGDATA (DT_GC | 0x85)
#define GCEV_GETCONFIGDATA_FAIL (DT_GC | 0x86)
#define GCEV_SERVICEREQ (DT_GC | 0x87)
#define GCEV_SERVICERESP (DT_GC | 0x88)
#define GCEV_SERVICERESPCMPLT (DT_GC | 0x89)

/* Modification of a call: re-INVITE. */
#define GCEV_REQ_MODIFY_CALL (DT_GC | 0x8a)
#define GCEV_REQ_MODIFY_UNSUPPORTED (DT_GC | 0x8b)
#define GCEV_ACCEPT_MODIFY_CALL (DT_GC | 0x8c)
#define GCEV_ACCEPT_MODIFY_CALL_FAIL (DT_GC | 0x8d)
#define GCEV_REJECT_MODIFY_CALL (DT_GC | 0x8e)
#define GCEV_REJECT_MODIFY_CALL_FAIL (DT_GC | 0x8f)
#define GCEV_MODIFY_CALL_ACK (DT_GC | 0x90)
#define GCEV_MODIFY_CALL_REJ (DT_GC | 0x91)
#define GCEV_MODIFY_CALL_FAIL (DT_GC | 0x92)
#define GCEV_CANCEL_MODIFY_CALL (DT_GC | 0x93)
#define GCEV_CANCEL_MODIFY_CALL_FAIL (DT_GC | 0x94)
#define GCEV_MODIFY_CALL_CANCEL (DT_GC | 0xd7)

/* The program's own SDP. */
#define GCEV_SIP_200OK (DT_GC | 0x95) /* gc_SipAck is wanted; see gc_modify.h */
#define GCEV_SIP_ACK (DT_GC | 0x96)   /* the peer's ACK */
#define GCEV_SIP_ACK_OK (DT_GC | 0x97)
#define GCEV_SIP_ACK_FAIL (DT_GC | 0x98)

/* Transfer. */
#define GCEV_INIT_XFER (DT_GC | 0x99)
#define GCEV_INIT_XFER_REJ (DT_GC | 0x9a)
#define GCEV_INIT_XFER_FAIL (DT_GC | 0x9b)
#define GCEV_INVOKE_XFER_ACCEPTED (DT_GC | 0x9c)
#define GCEV_INVOKE_XFER (DT_GC | 0x9d)
#define GCEV_INVOKE_XFER_REJ (DT_GC | 0x9e)
#define GCEV_INVOKE_XFER_FAIL (DT_GC | 0x9f)
#define GCEV_REQ_XFER (DT_GC | 0xa0)
#define GCEV_ACCEPT_XFER (DT_GC | 0xa1)
#define GCEV_ACCEPT_XFER_FAIL (DT_GC | 0xa2)
#define GCEV_REJ_XFER (DT_GC | 0xa3)
#define GCEV_REJ_XFER_FAIL (DT_GC | 0xa4)
#define GCEV_XFER_CMPLT (DT_GC | 0xa5)
#define GCEV_XFER_FAIL (DT_GC | 0xa6)
#define GCEV_REQ_INIT_XFER (DT_GC | 0xa7)
#define GCEV_ACCEPT_INIT_XFER (DT_GC | 0xa8)
#define GCEV_ACCEPT_INIT_XFER_FAIL (DT_GC | 0xa9)
#define GCEV_REJ_INIT_XFER (DT_GC | 0xaa)
#define GCEV_REJ_INIT_XFER_FAIL (DT_GC | 0xab)

/* Other technologies. */
#define GCEV_ACKCALL (DT_GC | 0xac)
#define GCEV_BLINDTRANSFER (DT_GC | 0xad)
#define GCEV_COMPLETETRANSFER (DT_GC | 0xae)
#define GCEV_CONGESTION (DT_GC | 0xaf)
#define GCEV_D_CHAN_STATUS (DT_GC | 0xb0)
#define GCEV_DIALTONE (DT_GC | 0xb1)
#define GCEV_DIVERTED (DT_GC | 0xb2)
#define GCEV_FACILITY (DT_GC | 0xb3)
#define GCEV_FACILITY_ACK (DT_GC | 0xb4)
#define GCEV_FACILITY_REJ (DT_GC | 0xb5)
#define GCEV_FACILITYREQ (DT_GC | 0xb6)
#define GCEV_HOLDACK (DT_GC | 0xb7)
#define GCEV_HOLDCALL (DT_GC | 0xb8)
#define GCEV_HOLDREJ (DT_GC | 0xb9)
#define GCEV_ISDNMSG (DT_GC | 0xba)
#define GCEV_L2BFFRFULL (DT_GC | 0xbb)
#define GCEV_L2FRAME (DT_GC | 0xbc)
#define GCEV_L2NOBFFR (DT_GC | 0xbd)
#define GCEV_MEDIA_ACCEPT (DT_GC | 0xbe)
#define GCEV_MEDIA_REJ (DT_GC | 0xbf)
#define GCEV_MEDIA_REQ (DT_GC | 0xc0)
#define GCEV_MOREDIGITS (DT_GC | 0xc1)
#define GCEV_MOREINFO (DT_GC | 0xc2)
#define GCEV_NODYNMEM (DT_GC | 0xc3)
#define GCEV_NOFACILITYBUF (DT_GC | 0xc4)
#define GCEV_NOTIFY (DT_GC | 0xc5)
#define GCEV_NOUSRINFOBUF (DT_GC | 0xc6)
#define GCEV_NSI (DT_GC | 0xc7)
#define GCEV_REQANI (DT_GC | 0xc8)
#define GCEV_REQMOREINFO (DT_GC | 0xc9)
#define GCEV_RETRIEVEACK (DT_GC | 0xca)
#define GCEV_RETRIEVECALL (DT_GC | 0xcb)
#define GCEV_RETRIEVEREJ (DT_GC | 0xcc)
#define GCEV_SENDMOREINFO (DT_GC | 0xcd)
#define GCEV_SETBILLING (DT_GC | 0xce)
#define GCEV_SETUPTRANSFER (DT_GC | 0xcf)
#define GCEV_STOPMEDIA_REQ (DT_GC | 0xd0)
#define GCEV_SWAPHOLD (DT_GC | 0xd1)
#define GCEV_TRACEDATA (DT_GC | 0xd2)
#define GCEV_TRANSFERACK (DT_GC | 0xd3)
#define GCEV_TRANSFERREJ (DT_GC | 0xd4)
#define GCEV_TRANSIT (DT_GC | 0xd5)
#define GCEV_USRINFO (DT_GC | 0xd6)

/* Second spellings. */
#define GCEV_SETUP_ACK GCEV_REQMOREINFO
#define GCEV_SERVRESP GCEV_SERVICERESP
#define GCEV_SERVREQ GCEV_SERVICEREQ
#define GCEV_SIP_ACK_FAILED GCEV_SIP_ACK_FAIL
#define GCEV_REQ_MODIFY_CALL_UNSUPPORTED GCEV_REQ_MODIFY_UNSUPPORTED

/*
 * Mask bits: gc_SetEvtMsk, and GCSET_CALLEVENT_MSK of gc_SetConfigData. On at first: ALERTING, BLOCKED,
 * UNBLOCKED. A masked event is not sent; the call state changes all the same.
 */
#define GCMSK_ALERTING 0x00001
#define GCMSK_PROCEEDING 0x00002
#define GCMSK_PROGRESS 0x00004
#define GCMSK_NOFACILITYBUF 0x00008
#define GCMSK_NOUSRINFO 0x00010
#define GCMSK_BLOCKED 0x00020
#define GCMSK_UNBLOCKED 0x00040
#define GCMSK_PROC_SEND 0x00080
#define GCMSK_SETUP_ACK 0x00100
#define GCMSK_REQMOREINFO GCMSK_SETUP_ACK
#define GCMSK_DETECTED 0x00200
#define GCMSK_DIALTONE 0x00400
#define GCMSK_DIALING 0x00800
#define GCMSK_FATALERROR 0x01000
#define GCMSK_INVOKEXFER_ACCEPTED 0x02000
#define GCMSK_INVOKE_XFER_ACCEPTED GCMSK_INVOKEXFER_ACCEPTED
#define GCMSK_SIP_ACK 0x04000
#define GCMSK_200_OK 0x08000
#define GCMSK_SIP_200OK GCMSK_200_OK

/* What to do with the bits of a mask. */
#define GCACT_SETMSK 0x01 /* these events and no others */
#define GCACT_ADDMSK 0x02 /* these too */
#define GCACT_SUBMSK 0x03 /* these no longer */

GC_BEGIN_DECLS

/* Names of the event types, indexed by evttype - DT_GC (0 to 255); every entry is a text. Read only. */
GC_API extern char* const* const gcev_msg;

/* The name of any event type for a log; never NULL. The text belongs to the library and is constant. */
GC_INLINE char* GCEV_MSG(long evttype)
{
    return gcev_msg[evttype >= DT_GC && evttype < DT_GC + 256 ? evttype - DT_GC : 0];
}

GC_END_DECLS

#endif
