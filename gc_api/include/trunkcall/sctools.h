/*
 * sctools.h - routing between devices: two calls for what four would do, and the analogue side of voice channels.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here: those of dxxxlib.h.
 * Not supported yet: ALL OF THEM. They fail with EDX_UNSUPPORTED, which ATDV_LASTERR(SRL_DEVICE) shows where there is
 * no device, with errno ENOSYS, and with one line in the log at their first use. A program may bring nr_scroute and
 * nr_scunroute of its own: they take the place of ours.
 * Source: the Voice API Library Reference.
 */
#ifndef TRUNKCALL_SCTOOLS_H
#define TRUNKCALL_SCTOOLS_H

#include "dxxxlib.h"
#include "gc_export.h"
#include "sc_types.h"

/* Kinds of devices, and directions. */
#define SC_VOX 1
#define SC_LSI 2
#define SC_DTI 3
#define SC_FAX 4
#define SC_MSI 5
#define SC_FULLDUP 0
#define SC_HALFDUP 1

GC_BEGIN_DECLS

/* Each listens to the other (SC_FULLDUP), or the first to the second; and no longer. Types SC_VOX ... */
GC_API int nr_scroute(int devh1, unsigned short devtype1, int devh2, unsigned short devtype2, unsigned char mode);
GC_API int nr_scunroute(int devh1, unsigned short devtype1, int devh2, unsigned short devtype2, unsigned char mode);
/* The analogue side of a voice channel, by its handle: time slot, listening, what it is. */
GC_API int ag_getxmitslot(int chdev, SC_TSINFO* tsinfop);
GC_API int ag_listen(int chdev, SC_TSINFO* tsinfop);
GC_API int ag_unlisten(int chdev);
GC_API int ag_getctinfo(int chdev, CT_DEVINFO* ct_devinfop);

GC_END_DECLS

#endif
