/*
 * gcipmlib.h - alarms of IP media devices through Global Call.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet: gc_SetAlarmParm and gc_GetAlarmParm take them, when they are.
 * Source: the IP Technology Guide.
 */
#ifndef TRUNKCALL_GCIPMLIB_H
#define TRUNKCALL_GCIPMLIB_H

#include "gclib.h"
#include "ipmlib.h"

/* ParmSetID: the thresholds of quality; alarm_parm_data.pstruct is an IPM_QOS_THRESHOLD_INFO. */
#define ParmSetID_qosthreshold_alarm 1

#endif
