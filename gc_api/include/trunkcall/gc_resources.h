/*
 * gc_resources.h - resources and time slots of line devices, and their older settings. Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * What is not marked otherwise is not supported yet: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference, the IP Technology Guide.
 */
#ifndef TRUNKCALL_GC_RESOURCES_H
#define TRUNKCALL_GC_RESOURCES_H

#include "dx_types.h"
#include "gc_types.h"
#include "sc_types.h"

GC_BEGIN_DECLS

/* Supported: the older form of gc_OpenEx, synchronous, without attribute; rfu 0. */
GC_API int gc_Open(LINEDEV* linedevp, const char* devicename, int rfu);
/*
 * Supported: gives a line device a media or voice device, and takes it away. No routing is done.
 *   resourceh: handle of a device that is open. gc_OpenEx attaches what M_ and V_ of the name name; a device is attached
 *     to one line at a time, and a line has one of each type. gc_Close closes what is attached; what was detached stays
 *     open under its handle.
 *   resourceattrp, retblkpp: not used, NULL. resourcetype: GC_MEDIADEVICE, GC_VOICEDEVICE.
 * Modes: EV_SYNC, EV_ASYNC. State: any. Termination: GCEV_ATTACH; GCEV_ATTACH_FAIL with GCRV_ATTACH_ERROR when the device
 * is attached to another line (EV_SYNC: EGC_INVSTATE). GCEV_DETACH.
 * Errors: EGC_INVPARM (no such device or type, or it is not attached here), EGC_INVSTATE (the line has one already).
 * gc_Attach is the older form, for voice alone.
 */
GC_API int gc_AttachResource(LINEDEV linedev, int resourceh, GC_PARM_BLK* resourceattrp, GC_PARM_BLK** retblkpp,
                             int resourcetype, unsigned long mode);
GC_API int gc_Attach(LINEDEV linedev, int voiceh, unsigned long mode);
GC_API int gc_Detach(LINEDEV linedev, int resourceh, unsigned long mode);
/* Supported: older forms of gc_GetResourceH, for GC_VOICEDEVICE and GC_NETWORKDEVICE. */
GC_API int gc_GetVoiceH(LINEDEV linedev, int* voicehp);
GC_API int gc_GetNetworkH(LINEDEV linedev, int* networkhp);
/*
 * Supported: the time slot on which the media device of a line transmits; the slot that it listens to; to none.
 *   sctsinfop: sc_numts 1; sc_tsarrayp points to a long of the program that receives, or names, the slot. Slots are
 *     numbers from 1, of the whole process; each device transmits on one of its own, and many may listen to one.
 * Only the media device is routed; a voice device routes itself (dx_listen). Listening to another slot ends the first;
 * it also ends when its device is closed. State: any, a line needs no call. Modes: EV_SYNC, EV_ASYNC.
 * Termination: GCEV_LISTEN, GCEV_UNLISTEN. Errors: EGC_INVSTATE (the line has no media device), EGC_INVPARM (no device
 * transmits on that slot; the text names it).
 */
GC_API int gc_GetXmitSlot(LINEDEV linedev, SC_TSINFO* sctsinfop);
GC_API int gc_Listen(LINEDEV linedev, SC_TSINFO* sctsinfop, unsigned long mode);
GC_API int gc_UnListen(LINEDEV linedev, unsigned long mode);
/*
 * Supported: what the device is. A line or a board is a network device of type CT_NTIPT, a media board a resource.
 * ct_busencoding is the law of the first G.711 codec that calls of the line, or of the board, offer as configured
 * (gc_SetConfigData; for a line gc_SetUserInfo with GC_ALLCALLS too): CT_BEALAW or CT_BEULAW, which it is without any.
 * Nothing configures family and bus: they are those that programs expect of a board without hardware, CT_DFHMPDM3 and
 * CT_BMH100.
 * Errors: EGC_INVLINEDEV, EGC_INVPARM (ct_devinfop is NULL).
 */
GC_API int gc_GetCTInfo(LINEDEV linedev, CT_DEVINFO* ct_devinfop);
/*
 * Supported: takes a line device in and out of service. chanstate: GCLS_INSERVICE; GCLS_MAINTENANCE or
 * GCLS_OUT_OF_SERVICE: it is offered no call and makes none (EGC_NOT_INSERVICE); one that it has goes on. What
 * gc_WaitCall armed stays armed. Modes: EV_SYNC, EV_ASYNC. Termination: GCEV_SETCHANSTATE. Errors: EGC_INVPARM.
 */
GC_API int gc_SetChanState(LINEDEV linedev, int chanstate, unsigned long mode);
/*
 * Supported: older settings. parm_id: GCPR_CALLINGPARTY, paddress: as gc_SetCallingNum (a text lent by the library when it
 * is read). GCPR_MEDIADETECT and GCPR_CALLPROGRESS are off (intvalue GCPV_DISABLE) and may be set so. Errors:
 * EGC_UNSUPPORTED (IP has no such setting), EGC_INVPARM.
 */
GC_API int gc_GetParm(LINEDEV linedev, int parm_id, GC_PARM* valuep);
GC_API int gc_SetParm(LINEDEV linedev, int parm_id, GC_PARM value);
/* Call progress analysis of voice boards; settings of theirs from a file. */
GC_API int gc_GetCallProgressParm(LINEDEV linedev, DX_CAP* capp);
GC_API int gc_SetCallProgressParm(LINEDEV linedev, DX_CAP* capp);
GC_API int gc_LoadDxParm(LINEDEV linedev, const char* pathp, char* errmsgp, int err_length);

GC_END_DECLS

#endif
