/*
 * devmapr4.h - the device mapper: which boards and devices there are. Included by srllib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - *countp (or *lenp) is the room in the list on entry, in items, and becomes the number of items that there are.
 *  - They return ESR_NOERR; ESR_INSUFBUF when the list is too short or NULL, and then write no items; ESR_BADPARM for
 *    NULL; ESR_BADDEV when there is no such board. ATDV_ERRMSGP(SRL_DEVICE) says it in words.
 *  - Lists are the program's. Any thread, before gc_Start too.
 * There is one physical board, the host itself. Its virtual boards are the network boards iptBx and the media boards
 * ipmBx of gc_Start; before gc_Start, those that gc_Start(NULL) would start.
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
    char szDevName[MAX_DEVNAME]; /* "iptB1", "iptB1T1", "ipmB1", "ipmB1C1" */
    int iDevType;                /* 0: the name tells the kind */
    AUID auid;                   /* the physical board */
} SRLDEVICEINFO, *LPSRLDEVICEINFO;

/* All physical boards; the name of one, its length counted with the NUL; the virtual boards on it; the devices of one
 * of those, by its name. */
GC_API long SRLGetAllPhysicalBoards(int* countp, AUID* listp);
GC_API long SRLGetPhysicalBoardName(AUID physical, int* lenp, char* namep);
GC_API long SRLGetVirtualBoardsOnPhysicalBoard(AUID physical, int* countp, SRLDEVICEINFO* listp);
GC_API long SRLGetSubDevicesOnVirtualBoard(const char* virtualBoardName, int* countp, SRLDEVICEINFO* listp);
/* The connector of a device, with or without "/dev/" before its name: 0, for devices of the host have none. */
GC_API long SRLGetJackForR4Device(const char* deviceName, int* jackp);

GC_END_DECLS

#endif
