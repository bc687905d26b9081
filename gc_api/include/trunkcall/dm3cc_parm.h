/*
 * dm3cc_parm.h - sets and parameters of DM3 boards: call progress analysis.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet: no function takes them.
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_DM3CC_PARM_H
#define TRUNKCALL_DM3CC_PARM_H

#include "gclib.h"

#define CCSET_CALLANALYSIS (GC_DM3CCLIB_SET_MIN + 1)

/* CCSET_CALLANALYSIS. */
#define CCPARM_CA_MODE 1       /* GC_CA_DISABLE, GC_CA_ENABLE_ALL */
#define CCPARM_CA_PAMDSPDVAL 2 /* PAMD_FULL, PAMD_QUICK, PAMD_ACCU */

#endif
