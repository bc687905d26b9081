/*
 * gc_alarms.h - alarms of line devices (GCAMS). Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet, all of them: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference.
 */
#ifndef TRUNKCALL_GC_ALARMS_H
#define TRUNKCALL_GC_ALARMS_H

#include "gc_types.h"

/* Whether alarms come: gc_SetAlarmNotifyAll. */
#define ALARM_NONOTIFY 0
#define ALARM_NOTIFY 1

/* Sources of alarms. */
#define ALARM_SOURCE_ID_NETWORK_ID 1 /* whatever the network interface of the device is */
#define ALARM_SOURCE_ID_SPRINGWARE_E1 2
#define ALARM_SOURCE_ID_SPRINGWARE_T1 3
#define ALARM_SOURCE_ID_DM3_E1 4
#define ALARM_SOURCE_ID_DM3_T1 5
#define ALARM_SOURCE_ID_DM3_ANALOG 6
#define IPCCLIBAsoId 7 /* boards of IP */
#define ALARM_SOURCE_ID_IPM 8

/* Alarm of IPCCLIBAsoId: the network is gone; 0x10 more: it is back. */
#define TYPE_LAN_DISCONNECT 1

/* What of alarms is set: gc_SetAlarmConfiguration. */
#define ALARM_CONFIG_BLOCKING 1
#define ALARM_CONFIG_NOTIFY 2
#define ALARM_CONFIG_STATUS 3

/* Which of several come: gc_SetAlarmFlow. */
#define ALARM_FLOW_ALWAYS 1
#define ALARM_FLOW_ALWAYS_BLOCKING 2
#define ALARM_FLOW_FIRST_AND_LAST 3
#define ALARM_FLOW_FIRST_AND_LAST_BLOCKING 4

#define MAX_NUMBER_OF_ALARMS 64
#define MAX_NUMBER_OF_ALARM_PARMS 16
#define MAX_ASOS 16

typedef struct {
    long alarm_number;
    GC_PARM alarm_data;
    GC_PARM rfu;
} ALARM_FIELD;

typedef struct {
    int n_alarms;
    ALARM_FIELD alarm_fields[MAX_NUMBER_OF_ALARMS];
} ALARM_LIST, *ALARM_LISTP;

typedef struct {
    GC_PARM alarm_parm_number;
    GC_PARM alarm_parm_data; /* pstruct: an IPM_QOS_THRESHOLD_INFO with ParmSetID_qosthreshold_alarm */
    GC_PARM rfu;
} ALARM_PARM_FIELD;

typedef struct {
    int n_parms;
    ALARM_PARM_FIELD alarm_parm_fields[MAX_NUMBER_OF_ALARM_PARMS];
} ALARM_PARM_LIST, *ALARM_PARM_LISTP;

typedef struct {
    GC_PARM aso_data;
    int rfu;
} ALARM_SOURCE_OBJECT_FIELD;

typedef struct {
    int n_asos;
    ALARM_SOURCE_OBJECT_FIELD aso_fields[MAX_ASOS];
} ALARM_SOURCE_OBJECT_LIST, *ALARM_SOURCE_OBJECT_LISTP;

GC_BEGIN_DECLS

/* All alarms of a source, on (ALARM_NOTIFY) or off: GCEV_ALARM. */
GC_API int gc_SetAlarmNotifyAll(LINEDEV linedev, unsigned long aso_id, int value);
/* One by one: whether they come, and whether they block. */
GC_API int gc_SetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                    int alarm_config_type);
GC_API int gc_GetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                    int alarm_config_type);
/* Parameters of alarms, such as the thresholds of quality. */
GC_API int gc_SetAlarmParm(LINEDEV linedev, unsigned long aso_id, int ParmSetID, ALARM_PARM_LIST* alarm_parm_list,
                           unsigned long mode);
GC_API int gc_GetAlarmParm(LINEDEV linedev, unsigned long aso_id, int ParmSetID, ALARM_PARM_LIST* alarm_parm_list,
                           unsigned long mode);
/* Which of several come. */
GC_API int gc_SetAlarmFlow(unsigned long aso_id, int flow);
GC_API int gc_GetAlarmFlow(unsigned long aso_id, int* flow);
/* Sends alarms to the other end of a span. */
GC_API int gc_TransmitAlarms(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list, unsigned long mode);
GC_API int gc_StopTransmitAlarms(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list, unsigned long mode);
/* What GCEV_ALARM says: name and number of the alarm, number and name of its source. */
GC_API int gc_AlarmName(METAEVENT* metaeventp, char** alarm_name);
GC_API int gc_AlarmNumber(METAEVENT* metaeventp, long* alarm_number);
GC_API int gc_AlarmSourceObjectID(METAEVENT* metaeventp, unsigned long* aso_id);
GC_API int gc_AlarmSourceObjectName(METAEVENT* metaeventp, char** aso_name);
/* Names by number and numbers by name; the sources that a device has. */
GC_API int gc_AlarmNumberToName(unsigned long aso_id, long alarm_number, char** alarm_name);
GC_API int gc_AlarmSourceObjectIDToName(unsigned long aso_id, char** aso_name);
GC_API int gc_AlarmSourceObjectNameToID(const char* aso_name, unsigned long* aso_id);
GC_API int gc_GetAlarmSourceObjectList(LINEDEV linedev, int ByNameOrById, ALARM_SOURCE_OBJECT_LIST* aso_list);
GC_API int gc_GetAlarmSourceObjectNetworkID(LINEDEV linedev, unsigned long* aso_id);

GC_END_DECLS

#endif
