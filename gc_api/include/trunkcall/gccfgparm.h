/*
 * gccfgparm.h - what gc_QueryConfigData is asked for.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_GCCFGPARM_H
#define TRUNKCALL_GCCFGPARM_H

#include "gclib.h"

#define GCQUERY_LD_NAME_TO_ID 1        /* as it was given to gc_OpenEx: the LINEDEV */
#define GCQUERY_BOARD_NAME_TO_STATUS 2 /* "iptB1": GCLS_ */
#define GCQUERY_PROTOCOL_NAME_TO_ID 3  /* "SIP": CALLPROTOCOL_ */
#define GCQUERY_PARM_NAME_TO_ID 4      /* "IPPARM_BUSY_REASON": set ID times 65536, plus parameter ID */

#endif
