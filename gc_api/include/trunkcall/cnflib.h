/*
 * cnflib.h - the conferencing library of boards, conferences and parties.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named cnfB1; conferences and parties are opened below a board. All handles are of the one space.
 *  - Functions that open return a handle, the others CNF_SUCCESS; on error CNF_ERROR. All but the closing ones are
 *    asynchronous: the event of the same name says how it ended.
 *  - Not supported yet: THE WHOLE LIBRARY. Every function fails with ECNF_UNSUPPORTED, which ATDV_LASTERR of the device
 * and of SRL_DEVICE show, with errno ENOSYS, and with one line in the log at its first use. Source: the Conferencing
 * API Library Reference.
 */
#ifndef TRUNKCALL_CNFLIB_H
#define TRUNKCALL_CNFLIB_H

#include "dxxxlib.h"
#include "gc_export.h"
#include "srllib.h"

/* Events. */
#define CNFEV_ACTIVE_TALKER 0x6001
#define CNFEV_ADD_PARTY 0x6002
#define CNFEV_ADD_PARTY_FAIL 0x6003
#define CNFEV_CONF_CLOSED 0x6004
#define CNFEV_CONF_OPENED 0x6005
#define CNFEV_DISABLE_EVENT 0x6006
#define CNFEV_DISABLE_EVENT_FAIL 0x6007
#define CNFEV_DTMF_DETECTED 0x6008
#define CNFEV_ENABLE_EVENT 0x6009
#define CNFEV_ENABLE_EVENT_FAIL 0x600a
#define CNFEV_ERROR 0x600b
#define CNFEV_GET_ACTIVE_TALKER 0x600c
#define CNFEV_GET_ACTIVE_TALKER_FAIL 0x600d
#define CNFEV_GET_ATTRIBUTE 0x600e
#define CNFEV_GET_ATTRIBUTE_FAIL 0x600f
#define CNFEV_GET_DEVICE_COUNT 0x6010
#define CNFEV_GET_DEVICE_COUNT_FAIL 0x6011
#define CNFEV_GET_DTMF_CONTROL 0x6012
#define CNFEV_GET_DTMF_CONTROL_FAIL 0x6013
#define CNFEV_GET_PARTY_LIST 0x6014
#define CNFEV_GET_PARTY_LIST_FAIL 0x6015
#define CNFEV_OPEN 0x6016
#define CNFEV_OPEN_CONF 0x6017
#define CNFEV_OPEN_CONF_FAIL 0x6018
#define CNFEV_OPEN_FAIL 0x6019
#define CNFEV_OPEN_PARTY 0x601a
#define CNFEV_OPEN_PARTY_FAIL 0x601b
#define CNFEV_PARTY_ADDED 0x601c
#define CNFEV_PARTY_REMOVED 0x601d
#define CNFEV_REMOVE_PARTY 0x601e
#define CNFEV_REMOVE_PARTY_FAIL 0x601f
#define CNFEV_RESET_DEVICES 0x6020
#define CNFEV_SET_ATTRIBUTE 0x6021
#define CNFEV_SET_ATTRIBUTE_FAIL 0x6022
#define CNFEV_SET_DTMF_CONTROL 0x6023
#define CNFEV_SET_DTMF_CONTROL_FAIL 0x6024

#define CNF_SUCCESS 0
#define CNF_ERROR (-1)
#define ECNF_UNSUPPORTED 0x601 /* this library does not have the function yet */

GC_BEGIN_DECLS

typedef int CNF_RETURN;

/* Reserved, all of them: pass NULL. */
typedef struct CNF_OPEN_INFO {
    unsigned int unVersion;
} CNF_OPEN_INFO, CNF_CLOSE_INFO, CNF_OPEN_CONF_INFO, CNF_CLOSE_CONF_INFO, CNF_OPEN_PARTY_INFO, CNF_CLOSE_PARTY_INFO;

/* Parties of a conference. */
typedef struct CNF_PARTY_INFO {
    unsigned int unVersion;
    unsigned int unPartyCount;
    SRL_DEVICE_HANDLE* pPartyList;
} CNF_PARTY_INFO, *PCNF_PARTY_INFO;

/* Data of CNFEV_OPEN_PARTY. */
typedef struct CNF_OPEN_PARTY_RESULT {
    unsigned int unVersion;
    SRL_DEVICE_HANDLE PartyHandle;
    char* pszPartyName;
} CNF_OPEN_PARTY_RESULT, *PCNF_OPEN_PARTY_RESULT;

/* Data of CNFEV_OPEN_CONF. */
typedef struct CNF_OPEN_CONF_RESULT {
    unsigned int unVersion;
    SRL_DEVICE_HANDLE ConfHandle;
    char* pszConfName;
} CNF_OPEN_CONF_RESULT, *PCNF_OPEN_CONF_RESULT;

/* Attributes: number and value of each. */
typedef struct CNF_ATTR {
    unsigned int unVersion;
    unsigned int unAttribute;
    unsigned int unValue;
} CNF_ATTR;

typedef struct CNF_ATTR_INFO {
    unsigned int unVersion;
    unsigned int unAttrCount;
    CNF_ATTR* pAttrList;
} CNF_ATTR_INFO;

/* Which events come. */
typedef struct CNF_EVENT_INFO {
    unsigned int unVersion;
    unsigned int unEventCount;
    unsigned int* punEventList;
} CNF_EVENT_INFO;

/* Digits that change volume. */
typedef struct CNF_DTMF_CONTROL_INFO {
    unsigned int unVersion;
    unsigned int bDTMFControlState;
    unsigned int unVolumeUpDigit;
    unsigned int unVolumeDownDigit;
    unsigned int unVolumeResetDigit;
} CNF_DTMF_CONTROL_INFO;

/* Opens and closes a board, a conference on it, a party of it. */
GC_API SRL_DEVICE_HANDLE cnf_Open(const char* szBoardName, CNF_OPEN_INFO* pOpenInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_Close(SRL_DEVICE_HANDLE boardHandle, CNF_CLOSE_INFO* pCloseInfo);
GC_API SRL_DEVICE_HANDLE cnf_OpenConference(SRL_DEVICE_HANDLE boardHandle, const char* szConfName,
                                            CNF_OPEN_CONF_INFO* pOpenInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_CloseConference(SRL_DEVICE_HANDLE confHandle, CNF_CLOSE_CONF_INFO* pCloseInfo);
GC_API SRL_DEVICE_HANDLE cnf_OpenParty(SRL_DEVICE_HANDLE boardHandle, const char* szPartyName,
                                       CNF_OPEN_PARTY_INFO* pOpenInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_CloseParty(SRL_DEVICE_HANDLE partyHandle, CNF_CLOSE_PARTY_INFO* pCloseInfo);
/* Brings parties into a conference, takes them out, lists them; who talks; how many devices there are. */
GC_API CNF_RETURN cnf_AddParty(SRL_DEVICE_HANDLE confHandle, CNF_PARTY_INFO* pPartyInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_RemoveParty(SRL_DEVICE_HANDLE confHandle, CNF_PARTY_INFO* pPartyInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_GetPartyList(SRL_DEVICE_HANDLE confHandle, void* pUserInfo);
GC_API CNF_RETURN cnf_GetActiveTalkerList(SRL_DEVICE_HANDLE handle, void* pUserInfo);
GC_API CNF_RETURN cnf_GetDeviceCount(SRL_DEVICE_HANDLE boardHandle, void* pUserInfo);
GC_API CNF_RETURN cnf_ResetDevices(SRL_DEVICE_HANDLE boardHandle, void* pResetInfo, void* pUserInfo);
/* Attributes and digit control of a board, conference or party; which events come. */
GC_API CNF_RETURN cnf_SetAttributes(SRL_DEVICE_HANDLE handle, CNF_ATTR_INFO* pAttrInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_GetAttributes(SRL_DEVICE_HANDLE handle, CNF_ATTR_INFO* pAttrInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_SetDTMFControl(SRL_DEVICE_HANDLE handle, CNF_DTMF_CONTROL_INFO* pInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_GetDTMFControl(SRL_DEVICE_HANDLE handle, void* pUserInfo);
GC_API CNF_RETURN cnf_EnableEvents(SRL_DEVICE_HANDLE handle, CNF_EVENT_INFO* pEventInfo, void* pUserInfo);
GC_API CNF_RETURN cnf_DisableEvents(SRL_DEVICE_HANDLE handle, CNF_EVENT_INFO* pEventInfo, void* pUserInfo);

GC_END_DECLS

#endif
