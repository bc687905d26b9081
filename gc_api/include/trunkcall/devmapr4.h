/*
 * devmapr4.h - the device mapper: which boards and devices there are. Included by srllib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * They return ESR_NOERR; ESR_INSUFBUF when the list is too short or NULL, with the needed count in *countp; or another
 * ESR_ value. Lists are the program's.
 * Not supported yet, all of them: -1, ESR_UNSUPPORTED, and one line in the log at the first use.
 * Source: the Standard Runtime Library manuals.
 */
#ifndef TRUNKCALL_DEVMAPR4_H
#define TRUNKCALL_DEVMAPR4_H

#include "gc_export.h"

#define MAX_DEVNAME 64

GC_BEGIN_DECLS

/* A physical board. */
typedef long AUID;

/* A virtual board, or a device of one. */
typedef struct SRLDEVICEINFO {
    char szDevName[MAX_DEVNAME]; /* as the opening function takes it */
    int iDevType;
    AUID auid;
} SRLDEVICEINFO, *LPSRLDEVICEINFO;

/* All physical boards; the name of one; the virtual boards on it; the devices of one of those. */
GC_API long SRLGetAllPhysicalBoards(int* countp, AUID* listp);
GC_API long SRLGetPhysicalBoardName(AUID physical, int* lenp, char* namep);
GC_API long SRLGetVirtualBoardsOnPhysicalBoard(AUID physical, int* countp, SRLDEVICEINFO* listp);
GC_API long SRLGetSubDevicesOnVirtualBoard(const char* virtualBoardName, int* countp, SRLDEVICEINFO* listp);
/* The connector of a device. */
GC_API long SRLGetJackForR4Device(const char* deviceName, int* jackp);

GC_END_DECLS

#endif
