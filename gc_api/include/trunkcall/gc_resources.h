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
 * Gives a line device a media or voice device (resourcetype GC_MEDIADEVICE, GC_VOICEDEVICE), and takes it away.
 * resourceattrp and retblkpp NULL. Termination: GCEV_ATTACH, GCEV_ATTACH_FAIL; GCEV_DETACH, GCEV_DETACH_FAIL.
 * gc_Attach is the older form, for voice alone.
 */
GC_API int gc_AttachResource(LINEDEV linedev, int resourceh, GC_PARM_BLK* resourceattrp, GC_PARM_BLK** retblkpp,
                             int resourcetype, unsigned long mode);
GC_API int gc_Attach(LINEDEV linedev, int voiceh, unsigned long mode);
GC_API int gc_Detach(LINEDEV linedev, int resourceh, unsigned long mode);
/* Supported: older forms of gc_GetResourceH, for GC_VOICEDEVICE and GC_NETWORKDEVICE. */
GC_API int gc_GetVoiceH(LINEDEV linedev, int* voicehp);
GC_API int gc_GetNetworkH(LINEDEV linedev, int* networkhp);
/* The time slot of the media device; it listens to one, and to none. Termination: GCEV_LISTEN, GCEV_UNLISTEN. */
GC_API int gc_GetXmitSlot(LINEDEV linedev, SC_TSINFO* sctsinfop);
GC_API int gc_Listen(LINEDEV linedev, SC_TSINFO* sctsinfop, unsigned long mode);
GC_API int gc_UnListen(LINEDEV linedev, unsigned long mode);
/*
 * Supported: what the device is. A line or a board is a network device of type CT_NTIPT, a media board a resource; the
 * family is CT_DFHMPDM3, bus and law are those that programs expect of a board without hardware: CT_BMH100, CT_BEULAW.
 * Errors: EGC_INVLINEDEV, EGC_INVPARM (ct_devinfop is NULL).
 */
GC_API int gc_GetCTInfo(LINEDEV linedev, CT_DEVINFO* ct_devinfop);
/* Takes a channel in and out of service: GCLS_. Termination: GCEV_SETCHANSTATE. */
GC_API int gc_SetChanState(LINEDEV linedev, int chanstate, unsigned long mode);
/* Older settings: GCPR_ values. */
GC_API int gc_GetParm(LINEDEV linedev, int parm_id, GC_PARM* valuep);
GC_API int gc_SetParm(LINEDEV linedev, int parm_id, GC_PARM value);
/* Call progress analysis of voice boards; settings of theirs from a file. */
GC_API int gc_GetCallProgressParm(LINEDEV linedev, DX_CAP* capp);
GC_API int gc_SetCallProgressParm(LINEDEV linedev, DX_CAP* capp);
GC_API int gc_LoadDxParm(LINEDEV linedev, const char* pathp, char* errmsgp, int err_length);

GC_END_DECLS

#endif
