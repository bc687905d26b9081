/*
 * gclib.h - Global Call: making, taking and ending calls, and their events.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - They return GC_SUCCESS (0) or GC_ERROR (-1). The reason of a failure is read at once, on the same thread, with
 *    gc_ErrorInfo; a failed call changes nothing.
 *  - mode EV_ASYNC: GC_SUCCESS means that the operation has begun; its outcome is the named termination event, or
 *    GCEV_TASKFAIL, which leaves the state as it was. mode EV_SYNC: the function returns when the operation is over,
 * and its outcome is the return value in place of the event (EGC_TIMEOUT when it takes too long); it needs no thread in
 *    sr_waitevt, so event handlers may use it. Any other mode: EGC_INVPARM.
 *  - Pointers, strings and structures of the caller are read during the call and not kept.
 *  - What a METAEVENT points to belongs to the library (see srllib.h for how long); the program frees nothing.
 *  - Every function may be called from any thread and from event handlers. The library holds no lock while program
 *    code runs.
 *  - Functions that name no error list can still fail with EGC_NOT_INITED (gc_Start was not called),
 *    EGC_INVLINEDEV, EGC_INVCRN or EGC_INVPARM (the argument is named in the text), EGC_INVSTATE (the text
 *    names the state), EGC_SYSTEM and EGC_NOMEM.
 *  - What the product does not do yet is there all the same, so that programs link and run: such a function says "not
 *    supported yet", fails with EGC_UNSUPPORTED, and writes one line to the log at its first use.
 * Source: the Global Call API Library Reference, the Global Call Programming Guide and the IP Technology Guide.
 */
#ifndef TRUNKCALL_GCLIB_H
#define TRUNKCALL_GCLIB_H

#include "dxxxlib.h"
#include "gc_alarms.h"
#include "gc_events.h"
#include "gc_export.h"
#include "gc_libraries.h"
#include "gc_modify.h"
#include "gc_params.h"
#include "gc_resources.h"
#include "gc_services.h"
#include "gc_transfer.h"
#include "gc_trunks.h"
#include "gc_types.h"
#include "gc_util.h"
#include "gcerr.h"
#include "srllib.h"

GC_BEGIN_DECLS

/* ---- Start and stop ------------------------------------------------------------------------------------------ */

/*
 * Starts the call control libraries. startp: the libraries with their data (GC_H3R_LIB: IPCCLIB_START_DATA of
 * gcip.h; its media_operational_mode says who describes the media, the library, 1PCC, or the program, 3PCC, see
 * gc_modify.h); NULL starts the default configuration. Libraries of absent hardware start without effect.
 * It works as a whole or undoes itself. Errors: EGC_ALREADY_STARTED; EGC_CCLIBSPECIFIC with IPERR_BAD_PARAM (the
 * text names the field), IPERR_ADDRESS_IN_USE, IPERR_ADDRESS_RESOLUTION, IPERR_TLS_CONFIG (the text names the file).
 */
GC_API int gc_Start(GC_START_STRUCT* startp);

/* Closes all devices and drops all calls, then stops the libraries. No event follows. */
GC_API int gc_Stop(void);

/* ---- Line devices -------------------------------------------------------------------------------------------- */

/*
 * Opens a line device or board.
 *   linedevp: receives the handle before any event of the device is posted; usable at once.
 *   devicename: fields in any order, such as ":P_SIP:N_iptB1T1:M_ipmB1C1" (channel) or ":N_iptB1:P_IP" (board).
 *   mode: EV_SYNC or EV_ASYNC (GCEV_OPENEX, GCEV_OPENEX_FAIL). GCEV_UNBLOCKED follows when the device is ready.
 *   usrattr: comes back in METAEVENT.usrattr; any value, 0 included.
 * Errors: EGC_INVDEVNAME (the text names the field), EGC_INVPROTOCOL.
 */
GC_API int gc_OpenEx(LINEDEV* linedevp, const char* devicename, int mode, void* usrattr);

/*
 * Closes a line device: its call is dropped, its waiting events are removed, its handle is void, and those of the media
 * and voice device that are attached to it.
 */
GC_API int gc_Close(LINEDEV linedev);

/*
 * Drops the call of a device and brings it back to Null; gc_WaitCall must be called again afterwards.
 * Termination: GCEV_RESETLINEDEV.
 */
GC_API int gc_ResetLineDev(LINEDEV linedev, unsigned long mode);
#define gc_ResetLineDevice gc_ResetLineDev

/* Sets and reads the pointer that METAEVENT.usrattr carries for events of the device. */
GC_API int gc_SetUsrAttr(LINEDEV linedev, void* usr_attr);
GC_API int gc_GetUsrAttr(LINEDEV linedev, void** usr_attrp);

/*
 * The handle of what belongs to a line device: resourcetype GC_MEDIADEVICE, GC_VOICEDEVICE (named by M_ and V_ in
 * gc_OpenEx) or GC_NETWORKDEVICE. Errors: EGC_INVSTATE (it has none), EGC_INVPARM.
 */
GC_API int gc_GetResourceH(LINEDEV linedev, int* resourcehp, int resourcetype);

/*
 * Where a board listens, as "192.0.2.1:5060"; not in the manuals. It tells the port when gc_Start was given port 0,
 * which lets the system choose. linedev: a board or a line of it. transport: ENUM_UDP, ENUM_TCP, ENUM_TLS. address:
 * buffer of size bytes. Errors: EGC_NOT_ENABLED (it does not listen by this transport), EGC_INVPARM (size).
 */
GC_API int gc_GetListenAddress(LINEDEV linedev, int transport, char* address, unsigned int size);

/*
 * Reads the state of a line device: type GCGLS_BCHANNEL; *state_buf becomes a GCLS_ value, as gc_SetChanState set it.
 * Errors: EGC_UNSUPPORTED (another type), EGC_INVPARM.
 */
GC_API int gc_GetLinedevState(LINEDEV linedev, int type, int* state_buf);

/*
 * Chooses which events the device sends. mask: GCMSK_ bits; action: GCACT_SETMSK, GCACT_ADDMSK or GCACT_SUBMSK.
 * At once, no termination event.
 */
GC_API int gc_SetEvtMsk(LINEDEV linedev, unsigned long mask, int action);

/*
 * Sets parameters of a line device or a board.
 *   target_type, target_id: GCTGT_GCLIB_CHAN and a LINEDEV; GCTGT_CCLIB_NETIF or GCTGT_GCLIB_NETIF and that of a board.
 *   target_datap: parameters of the target; left as it is. The first bad one ends it; those before it stay set.
 *     Numbers may have 1, 2, 4 or 8 bytes.
 *     Line: GCSET_CALLEVENT_MSK with GCACT_SETMSK, GCACT_ADDMSK or GCACT_SUBMSK (GCMSK_ bits); GCSET_CALLSTATE_MSK, the
 *     same by GCST_ bits.
 *     Board: IPSET_EXTENSIONEVT_MSK with GCACT_ (EXTENSIONEVT_ bits, off at first); IPSET_CONFIG /
 *     IPPARM_OPERATING_MODE (IP_T38_), IPPARM_REGISTER_SIP_HEADER (the name of a header that events shall carry);
 *     IPSET_SIP_RESPONSE_CODE / IPPARM_ACCEPT_RESP_CODE (101 to 199), IPPARM_BUSY_REASON (IPEC_SIPReasonStatus 480,
 *     486 or 600).
 *     Either: GCSET_CALL_CONFIG / GCPARM_CALLPROC, who answers an INVITE with 100: GCCONTROL_APP (gc_CallAck; the stack
 *     after 200 ms) or GCCONTROL_TCCL (the stack at once; the call is in Offered all the same, and gc_CallAck allowed);
 *     and for all calls GCSET_CHAN_CAPABILITY / IPPARM_LOCAL_CAPABILITY (IP_CAPABILITY), IPSET_DTMF, IPSET_CALLINFO /
 *     IPPARM_CONNECTIONMETHOD and IPPARM_DISPLAY, where nothing stronger is set: a line's, gc_SetUserInfo's and
 *     gc_MakeCall's are, in this order. A list of codecs takes the place of the whole list before.
 *     The masks' GCPARM_GET_MSK reads: the event's retrieved_parmblkp has it (EV_ASYNC only).
 *     Parameters of H.323, fax and media (IPSET_VENDORINFO, IPSET_FOIP, IPPARM_IPMPARM ...) are taken without effect.
 *     Others are refused by name.
 *   time_out: 0. update_cond: GCUPDATE_IMMEDIATE, or GCUPDATE_ATNULL (EV_ASYNC only): a line is changed when it has no
 *     call, after GCEV_RELEASECALL or GCEV_RESETLINEDEV; a board at once.
 *   request_idp: receives the number of the request, or NULL.
 * Termination: GCEV_SETCONFIGDATA, GCEV_SETCONFIGDATA_FAIL; evtdatap and extevtdatap are a GC_RTCM_EVTDATA.
 * Errors: EGC_INVTARGET, EGC_INVPARMBLK, EGC_INVPARM (the text names set and parameter, what was expected and seen).
 */
GC_API int gc_SetConfigData(int target_type, long target_id, GC_PARM_BLK* target_datap, int time_out, int update_cond,
                            long* request_idp, unsigned long mode);

/* ---- Calls --------------------------------------------------------------------------------------------------- */

/*
 * Lets the device take incoming calls: each gives GCEV_OFFERED. It stays armed for all later calls until
 * gc_ResetLineDev or gc_Close; doing it again does no harm. There is no termination event.
 *   EV_ASYNC: crnp and waitcallp NULL, timeout ignored. State: any; calls are offered when the device is in Null.
 *   EV_SYNC: waits for one call; *crnp receives its reference, 0 on failure. timeout: seconds, 0 or less: no limit.
 *     State: Null.
 */
GC_API int gc_WaitCall(LINEDEV linedev, CRN* crnp, GC_WAITCALL_BLK* waitcallp, int timeout, unsigned long mode);

/*
 * Makes a call.
 *   crnp: receives the call reference before any event of the call is posted.
 *   numberstr: "user@host[:port]", a SIP or SIPS URI or a host; NULL: the address is in makecallp.
 *   makecallp: NULL: defaults. gclib->destination, gclib->origination, gclib->ext_datap (parameters of this call; in 3PCC
 *     IPSET_SDP / IPPARM_SDP_OFFER, without which the peer offers).
 *   timeout: seconds without a final response until the call is given up; 0 or less: 64.
 * State: Null. Events: GCEV_DIALING, GCEV_PROCEEDING (masked at first), GCEV_ALERTING, GCEV_CONNECTED, or
 * GCEV_DISCONNECTED with the cause. Errors: EGC_INVSTATE (the device has a call), EGC_CCLIBSPECIFIC.
 * RFC 3261 section 13.
 */
GC_API int gc_MakeCall(LINEDEV linedev, CRN* crnp, const char* numberstr, GC_MAKECALL_BLK* makecallp, int timeout,
                       unsigned long mode);

/*
 * Acknowledges an offered call: 100 Trying, in 3PCC with the description that gc_SetUserInfo has set. callack_blkp: type GCACK_SERVICE_PROC, or NULL.
 * State: Offered; then CallRouting. Termination: GCEV_CALLPROC.
 */
GC_API int gc_CallAck(CRN crn, GC_CALLACK_BLK* callack_blkp, unsigned long mode);

/*
 * Accepts an offered call: 180 Ringing, or the code set for the board. rings is ignored.
 * State: Offered, CallRouting; then Accepted. Termination: GCEV_ACCEPT.
 */
GC_API int gc_AcceptCall(CRN crn, int rings, unsigned long mode);

/*
 * Answers a call: 200 OK. rings is ignored. State: Offered, CallRouting, Accepted; then Connected.
 * Termination: GCEV_ANSWERED, when the ACK has come; GCEV_DISCONNECTED, when none comes, or when the caller offers
 * nothing that we can do: it is then refused with 488, which is the cause.
 */
GC_API int gc_AnswerCall(CRN crn, int rings, unsigned long mode);

/*
 * Ends a call: refuses an offered one with the cause (GC_NORMAL_CLEARING ... or IPEC_SIPReasonStatus...),
 * cancels an outgoing one, hangs up a connected one. State: all but Null and Idle; then Idle.
 * Termination: GCEV_DROPCALL, with the headers and body of the answer to a BYE. RFC 3261 sections 9 and 15.
 */
GC_API int gc_DropCall(CRN crn, int cause, unsigned long mode);

/*
 * Gives the call reference back; the device may carry the next call. State: Idle; then Null.
 * Modes: EV_SYNC, EV_ASYNC (GCEV_RELEASECALL, GCEV_RELEASECALL_FAIL). gc_ReleaseCall is the older, sync form.
 */
GC_API int gc_ReleaseCallEx(CRN crn, unsigned long mode);
GC_API int gc_ReleaseCall(CRN crn);

/* Reads the state of a call: *state_ptr becomes a GCST_ value. */
GC_API int gc_GetCallState(CRN crn, int* state_ptr);

/*
 * Reads a fact about a call. info_id: ORIGINATION_ADDRESS ... (gc_params.h says what valuep must point to);
 * strings of more than 127 characters are cut. State: from Detected or Offered, or from gc_MakeCall, until release.
 */
GC_API int gc_GetCallInfo(CRN crn, int info_id, char* valuep);

/* Older forms of it: ORIGINATION_ADDRESS and DESTINATION_ADDRESS, into char[GC_ADDRSIZE]. */
GC_API int gc_GetANI(CRN crn, char* ani_buf);
GC_API int gc_GetDNIS(CRN crn, char* dnis);

/* The line device of an event. Error: EGC_INVMETAEVENT. */
GC_API int gc_GetLineDev(LINEDEV* linedevp, METAEVENT* metaeventp);

/* The line device of a call. */
GC_API int gc_CRN2LineDev(CRN crn, LINEDEV* linedevp);

/*
 * Sets headers and values that the next messages of a call or device carry.
 *   target_type, target_id: GCTGT_GCLIB_CRN with a CRN, GCTGT_GCLIB_CHAN with a LINEDEV (no board).
 *   infoparmblkp: IPSET_SIP_MSGINFO, GCSET_CHAN_CAPABILITY (codecs, in the order of preference), IPSET_DTMF, IPSET_MIME
 *     (bodies; octets and blocks are copied) and the other sets of gcip_defs.h that say so; copied. Sets of other
 *     protocols have no effect; unknown ones are refused.
 *   duration: GC_SINGLECALL or GC_NEXT_OUTBOUND_MSG: for the next message of the call, of a device in Null for the
 *     INVITE of its next call, codecs and DTMF for the rest of that call too; GC_ALLCALLS (device only): for every
 *     message from now on, where nothing stronger is set; not for IPSET_SDP (gc_modify.h)
 *     and IPSET_MIME, which go with one message.
 *     IPPARM_CONTACT_URI and _CONTACT_DISPLAY count in the messages that have a Contact: INVITE, 18x, 200, 3xx and 485,
 *     re-INVITE, REFER, NOTIFY, OPTIONS.
 *     IPSET_MIME_200OK_TO_BYE is kept for the call until its BYE comes, which is answered at once.
 * Errors: EGC_INVTARGET, EGC_INVPARMBLK, EGC_NOT_ENABLED (IP_SIP_MSGINFO_ENABLE, or for bodies IP_SIP_MIME_ENABLE, was
 * not set at gc_Start), EGC_INVPARM (no header line, or one that the library writes itself, such as Via or a tag; no
 * body part).
 */
GC_API int gc_SetUserInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp, int duration);

/* ---- Events -------------------------------------------------------------------------------------------------- */

/*
 * Copies the thread's current event into *metaeventp; for events that are not of Global Call too, without
 * GCME_GC_EVENT in flags. sr_getevtdatap and its companions go on working. gc_GetMetaEventEx takes the handle from
 * sr_waitevtEx; 0 means the current event.
 * Errors: EGC_NOEVENT, EGC_INVPARM.
 */
GC_API int gc_GetMetaEvent(METAEVENT* metaeventp);
GC_API int gc_GetMetaEventEx(METAEVENT* metaeventp, unsigned long evt_handle);

/* The call of an event; 0 for an event without one. Error: EGC_INVMETAEVENT. */
GC_API int gc_GetCRN(CRN* crn_ptr, METAEVENT* metaeventp);

/* ---- Errors and results -------------------------------------------------------------------------------------- */

/*
 * Why the last failed function on this thread failed. Every string is set and lives until the thread's next
 * failure. Error: EGC_INVPARM.
 */
GC_API int gc_ErrorInfo(GC_INFO* a_Infop);

/*
 * What an event says about its outcome: GCRV_ or EGC_, IPEC_ or IPERR_, and words. Call it before the thread's
 * next wait. Errors: EGC_INVMETAEVENT, EGC_INVPARM.
 */
GC_API int gc_ResultInfo(METAEVENT* metaeventp, GC_INFO* infop);

/* Older forms of the two: numbers only; any pointer may be NULL. */
GC_API int gc_ErrorValue(int* gc_errorp, int* cclibidp, long* cclib_errorp);
GC_API int gc_ResultValue(METAEVENT* metaeventp, int* gc_resultp, int* cclibidp, long* cclib_resultp);

/*
 * The constant text of a value: cclibid GC_GLOBALCALL_LIB_ID for EGC_ and GCRV_, any other for IPERR_ and IPEC_.
 * *msg is never NULL; an unknown value gives a text that says so.
 */
GC_API int gc_ResultMsg(int cclibid, long result_code, char** msg);

GC_END_DECLS

#endif
