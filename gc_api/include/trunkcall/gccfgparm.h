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

#define GCQUERY_LD_NAME_TO_ID 1
#define GCQUERY_BOARD_NAME_TO_STATUS 2
#define GCQUERY_PROTOCOL_NAME_TO_ID 3
#define GCQUERY_PARM_NAME_TO_ID 4

#endif
