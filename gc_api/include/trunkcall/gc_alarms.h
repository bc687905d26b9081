/*
 * gc_alarms.h - alarms of line devices (GCAMS). Included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here: those of gclib.h. All are synchronous; an alarm comes as GCEV_ALARM.
 *
 * Lines and boards of IP have one source of alarms, IPCCLIBAsoId, with two alarms: TYPE_LAN_DISCONNECT, when the interface
 * of the board's address goes down (for a board with all addresses: the last one that is not the loopback), and
 * TYPE_LAN_CONNECT, when it is back. Every device of the board gets GCEV_BLOCKED and GCEV_UNBLOCKED with them, unless it is
 * masked or the alarm is set not to block; calls go on, and end as SIP has it when nothing gets through. Media devices have
 * the source ALARM_SOURCE_ID_IPM; what it would tell of, the quality of streams, is not watched yet.
 *   linedev: a line, a board, or a media device by its handle (gc_GetResourceH).
 *   aso_id: the number of a source; ALARM_SOURCE_ID_NETWORK_ID means the one that the device has.
 * Errors of all that have these: EGC_INVLINEDEV; EGC_INVPARM (the device has no such source; the text names it).
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
#define TYPE_LAN_CONNECT (TYPE_LAN_DISCONNECT + 0x10) /* this library's name for it */

/* What of alarms is set: gc_SetAlarmConfiguration. */
#define ALARM_CONFIG_BLOCKING 1 /* alarm_data.intvalue: 1: the device is blocked meanwhile; at first it is */
#define ALARM_CONFIG_NOTIFY 2   /* alarm_data.intvalue: ALARM_NOTIFY, ALARM_NONOTIFY */
#define ALARM_CONFIG_STATUS 3   /* alarm_data.intvalue: 1 while it holds; can be read only */

/* Which of several come: gc_SetAlarmFlow. */
#define ALARM_FLOW_ALWAYS 1                  /* every one, on and off; at first */
#define ALARM_FLOW_ALWAYS_BLOCKING 2         /* every one that blocks */
#define ALARM_FLOW_FIRST_AND_LAST 3          /* the first that is on, and the one after which none is */
#define ALARM_FLOW_FIRST_AND_LAST_BLOCKING 4 /* the same of those that block */

/* How gc_GetAlarmSourceObjectList lists sources; this library's names. */
#define ALARM_ASO_BY_NAME 0
#define ALARM_ASO_BY_ID 1

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

/* Whether the alarms of a source come: value ALARM_NOTIFY or ALARM_NONOTIFY; at first they do not. */
GC_API int gc_SetAlarmNotifyAll(LINEDEV linedev, unsigned long aso_id, int value);
/*
 * The same one by one, and whether they block. alarm_config_type: ALARM_CONFIG_.
 *   alarm_list: set: n_alarms fields of alarm_number and alarm_data. Get: fills in alarm_data of the alarms it names, or
 *   with n_alarms 0 all of the source, and sets n_alarms.
 * Errors: EGC_INVPARM (unknown alarm, type or value, more than MAX_NUMBER_OF_ALARMS, ALARM_CONFIG_STATUS is to be set); an
 * alarm that is refused leaves all as they were.
 */
GC_API int gc_SetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                    int alarm_config_type);
GC_API int gc_GetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                    int alarm_config_type);
/*
 * Parameters of alarms: ParmSetID_qosthreshold_alarm of media devices. EGC_UNSUPPORTED: the quality of streams is not
 * watched yet; lines and boards have no parameters.
 */
GC_API int gc_SetAlarmParm(LINEDEV linedev, unsigned long aso_id, int ParmSetID, ALARM_PARM_LIST* alarm_parm_list,
                           unsigned long mode);
GC_API int gc_GetAlarmParm(LINEDEV linedev, unsigned long aso_id, int ParmSetID, ALARM_PARM_LIST* alarm_parm_list,
                           unsigned long mode);
/* Which of several alarms of a source come, on all devices until gc_Stop: flow ALARM_FLOW_. Error: EGC_INVPARM. */
GC_API int gc_SetAlarmFlow(unsigned long aso_id, int flow);
GC_API int gc_GetAlarmFlow(unsigned long aso_id, int* flow);
/* Sends alarms to the other end of a span: not for IP, EGC_UNSUPPORTED. */
GC_API int gc_TransmitAlarms(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list, unsigned long mode);
GC_API int gc_StopTransmitAlarms(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list, unsigned long mode);
/*
 * What GCEV_ALARM says: name and number of the alarm, number and name of its source. Names are constant texts of the
 * library. Call it before the thread's next wait. Errors: EGC_INVMETAEVENT (no GCEV_ALARM), EGC_INVPARM (NULL).
 */
GC_API int gc_AlarmName(METAEVENT* metaeventp, char** alarm_name);
GC_API int gc_AlarmNumber(METAEVENT* metaeventp, long* alarm_number);
GC_API int gc_AlarmSourceObjectID(METAEVENT* metaeventp, unsigned long* aso_id);
GC_API int gc_AlarmSourceObjectName(METAEVENT* metaeventp, char** aso_name);
/*
 * Names by number and numbers by name. Errors: EGC_INVPARM (there is none). The sources that a device has: ByNameOrById
 * ALARM_ASO_BY_NAME (aso_data.paddress) or ALARM_ASO_BY_ID (aso_data.ulongvalue); the one of its network interface.
 */
GC_API int gc_AlarmNumberToName(unsigned long aso_id, long alarm_number, char** alarm_name);
GC_API int gc_AlarmSourceObjectIDToName(unsigned long aso_id, char** aso_name);
GC_API int gc_AlarmSourceObjectNameToID(const char* aso_name, unsigned long* aso_id);
GC_API int gc_GetAlarmSourceObjectList(LINEDEV linedev, int ByNameOrById, ALARM_SOURCE_OBJECT_LIST* aso_list);
GC_API int gc_GetAlarmSourceObjectNetworkID(LINEDEV linedev, unsigned long* aso_id);

GC_END_DECLS

#endif
