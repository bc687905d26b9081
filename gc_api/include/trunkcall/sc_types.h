/*
 * sc_types.h - time slots and facts of a device, as all device libraries give them; included by their headers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_SC_TYPES_H
#define TRUNKCALL_SC_TYPES_H

#include "gc_export.h"

/* Time slots. Every device transmits on one of its own and listens to one of any other device. */
typedef struct SC_TSINFO {
    unsigned long sc_numts; /* entries of the array: 1, where a function does not say otherwise */
    long* sc_tsarrayp;      /* the program's: read or written during the call */
} SC_TSINFO, *SC_TSINFOP;

/* What a device is. The rest of a CT_DEVINFO is reserved. */
typedef struct CT_DEVINFO {
    unsigned long ct_prodid;
    unsigned char ct_devfamily;   /* CT_DF */
    unsigned char ct_devmode;     /* CT_DM */
    unsigned char ct_nettype;     /* CT_NT */
    unsigned char ct_busmode;     /* CT_BM */
    unsigned char ct_busencoding; /* CT_BE */
    unsigned char ct_rfu[7];
} CT_DEVINFO, *CT_DEVINFOP;

/* Families of devices. */
#define CT_DFD41D 1
#define CT_DFD41E 2
#define CT_DFMSI 3
#define CT_DFSPAN 4
#define CT_DFDM3 5
#define CT_DFHMPDM3 6
#define CT_DFSCX 7

/* What a device is for. */
#define CT_DMRESOURCE 1
#define CT_DMNETWORK 2

/* Network interfaces. */
#define CT_NTNONE 0
#define CT_NTANALOG 1
#define CT_NTT1 2
#define CT_NTE1 3
#define CT_NTMSI 4
#define CT_NTIPT 5
#define CT_NTHIZ 6
#define CT_IPT CT_NTIPT

/* Buses and what they carry. */
#define CT_BMSCBUS 1
#define CT_BMH100 2
#define CT_BMPEB 3
#define CT_H100 CT_BMH100
#define CT_BEULAW 1
#define CT_BEALAW 2
#define CT_BELLAW 3
#define CT_BEBYPASS 4

/* Protocols of network interfaces. */
#define CT_CAS 1
#define CT_CLEAR 2
#define CT_ISDN 3
#define CT_R2MF 4

#endif
