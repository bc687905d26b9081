/*
 * gcisdn.h - Global Call on ISDN: sets, parameters and extension ids.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported: this product drives no ISDN, and gc_Extension refuses them.
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_GCISDN_H
#define TRUNKCALL_GCISDN_H

#include "cclib.h"
#include "gclib.h"

/* Sets and parameters. */
#define GCIS_SET_IE (GC_ISDNLIB_SET_MIN + 1)
#define GCIS_SET_CALLPROGRESS (GC_ISDNLIB_SET_MIN + 2)
#define GCIS_PARM_UIEDATA 1
#define GCIS_PARM_CALLPROGRESS_INDICATOR 1

/* Extension ids: of gc_Extension, and of GCEV_EXTENSION. */
#define GCIS_EXID_CALLPROGRESS 1
#define GCIS_EXEV_CONFDROP 0x40
#define GCIS_EXEV_CONGESTION 0x41
#define GCIS_EXEV_DIVERTED 0x42
#define GCIS_EXEV_DROPACK 0x43
#define GCIS_EXEV_DROPREJ 0x44
#define GCIS_EXEV_FACILITY 0x45
#define GCIS_EXEV_STATUS 0x46

#endif
