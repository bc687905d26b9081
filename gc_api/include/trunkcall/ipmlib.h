/*
 * ipmlib.h - the IP media library: RTP sessions of the program's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named ipmB1 (board) and ipmB1C1 (channel); gc_GetResourceH gives the one of a line that gc_OpenEx
 * opened.
 *  - They return 0, or what the comment says, and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why (EIPM_).
 *  - usMode: EV_SYNC or EV_ASYNC; the event is named in the comment. Structures are read during the call.
 *  - Not supported yet: THE WHOLE LIBRARY. Every function fails with EIPM_UNSUPPORTED, which ATDV_LASTERR of the device
 * and of SRL_DEVICE show, with errno ENOSYS, and with one line in the log at its first use. Source: the IP Media
 * Library API Library Reference.
 */
#ifndef TRUNKCALL_IPMLIB_H
#define TRUNKCALL_IPMLIB_H

#include "dxxxlib.h"
#include "gc_export.h"
#include "ipm_defs.h"
#include "sc_types.h"

#define MAX_MEDIA_INFO 32
#define IP_ADDRESS_LENGTH 46 /* an IPv6 address and the final NUL */
#define MAX_IPM_DIGITS 64
#define MAX_QOS_THRESHOLD 8

GC_BEGIN_DECLS

/* Reserved: pass NULL. */
typedef struct IPM_OPEN_INFO {
    unsigned int unVersion;
} IPM_OPEN_INFO;

typedef struct IPM_CLOSE_INFO {
    unsigned int unVersion;
} IPM_CLOSE_INFO;

typedef struct IPM_PORT_INFO {
    unsigned int unPortId;
    char cIPAddress[IP_ADDRESS_LENGTH];
} IPM_PORT_INFO;

typedef struct IPM_AUDIO_CODER_INFO {
    eIPM_CODER_TYPE eCoderType;
    eIPM_CODER_FRAMESIZE eFrameSize;
    unsigned int unFramesPerPkt;
    eIPM_CODER_VAD eVadEnable;
    unsigned int unCoderPayloadType;
    unsigned int unRedPayloadType;
} IPM_AUDIO_CODER_INFO, IPM_CODER_INFO;

#define IPM_AUDIO_CODER_OPTIONS_INFO_VERSION 0x100

typedef struct IPM_AUDIO_CODER_OPTIONS_INFO {
    unsigned int unVersion;      /* IPM_AUDIO_CODER_OPTIONS_INFO_VERSION */
    unsigned int unCoderOptions; /* CODER_OPT_ bits */
    unsigned int unParm1;
    unsigned int unValue1;
} IPM_AUDIO_CODER_OPTIONS_INFO;

#define IPM_VIDEO_CODER_INFO_EX_VERSION 0

typedef struct IPM_VIDEO_CODER_INFO_EX {
    unsigned int unVersion;
    eVIDEO_PROFILE eProfile;
    eVIDEO_LEVEL eLevel;
    eVIDEO_FRAMESPERSEC eFramesPerSec;
    eVIDEO_SAMPLING_RATE eSamplingRate;
    unsigned int unBitRate;
} IPM_VIDEO_CODER_INFO_EX;

GC_INLINE void INIT_IPM_VIDEO_CODER_INFO_EX(IPM_VIDEO_CODER_INFO_EX* info)
{
    trunkcall_fill(info, 0, sizeof(*info));
    info->unVersion = IPM_VIDEO_CODER_INFO_EX_VERSION;
}

typedef struct IPM_VIDEO_CODER_INFO {
    unsigned int unVersion; /* 0 */
    eIPM_CODER_TYPE eCoderType;
    unsigned int unCoderPayloadType;
    IPM_VIDEO_CODER_INFO_EX* pExtraCoderInfo;
} IPM_VIDEO_CODER_INFO;

/* One fact of a session, and all that are told at once. */
typedef struct IPM_MEDIA {
    eIPM_MEDIA_TYPE eMediaType; /* says which member of mediaInfo counts */
    union {
        IPM_PORT_INFO PortInfo;
        IPM_CODER_INFO CoderInfo;
        IPM_AUDIO_CODER_INFO AudioCoderInfo;
        IPM_AUDIO_CODER_OPTIONS_INFO AudioCoderOptionsInfo;
        IPM_VIDEO_CODER_INFO VideoCoderInfo;
    } mediaInfo;
} IPM_MEDIA, *IPM_MEDIAP;

typedef struct IPM_MEDIA_INFO {
    unsigned int unCount;
    IPM_MEDIA MediaData[MAX_MEDIA_INFO];
} IPM_MEDIA_INFO, *IPM_MEDIA_INFOP;

typedef struct IPM_PARM_INFO {
    eIPM_PARM eParm;
    void* pvParmValue; /* an int, or what the parameter has */
} IPM_PARM_INFO;

/* Digits to send, and data of IPMEV_DIGITS_RECEIVED. */
typedef struct IPM_DIGIT_INFO {
    eIPM_DIGIT_TYPE eDigitType;
    eIPM_DIGIT_DIRECTION eDigitDirection;
    char cDigits[MAX_IPM_DIGITS]; /* no final NUL */
    unsigned int unNumberOfDigits;
    unsigned int unTimeStamp;
    unsigned int unExpirationTime;
    unsigned int unDuration; /* milliseconds */
} IPM_DIGIT_INFO;

/* When quality is too bad, and what is. */
typedef struct IPM_QOS_THRESHOLD_DATA {
    eIPM_QOS_TYPE eQoSType;
    unsigned int unTimeInterval; /* milliseconds, as the next two */
    unsigned int unDebounceOn;
    unsigned int unDebounceOff;
    unsigned int unFaultThreshold;
    unsigned int unPercentSuccessThreshold;
    unsigned int unPercentFailThreshold;
} IPM_QOS_THRESHOLD_DATA;

typedef struct IPM_QOS_THRESHOLD_INFO {
    unsigned int unCount;
    IPM_QOS_THRESHOLD_DATA QoSThresholdData[MAX_QOS_THRESHOLD];
} IPM_QOS_THRESHOLD_INFO;

typedef struct IPM_QOS_ALARM_DATA {
    eIPM_QOS_TYPE eQoSType;
    eIPM_ALARM_STATE eAlarmState;
} IPM_QOS_ALARM_DATA;

typedef struct IPM_QOS_ALARM_STATUS {
    unsigned int unAlarmCount;
    IPM_QOS_ALARM_DATA QoSData[MAX_QOS_THRESHOLD];
} IPM_QOS_ALARM_STATUS;

typedef struct IPM_RTCP_SESSION_INFO {
    unsigned int unLocalSR_TimeStamp;
    unsigned int unLocalSR_TxPackets;
    unsigned int unLocalSR_TxOctets;
    unsigned int unLocalSR_SendIndication;
    unsigned int unLocalRR_FractionLost;
    unsigned int unLocalRR_CumulativeLost;
    unsigned int unLocalRR_SeqNumber;
    unsigned int unLocalRR_ValidInfo;
    unsigned int unRemoteSR_TimeStamp;
    unsigned int unRemoteSR_TxPackets;
    unsigned int unRemoteSR_TxOctets;
    unsigned int unRemoteSR_SendIndication;
    unsigned int unRemoteRR_FractionLost;
    unsigned int unRemoteRR_CumulativeLost;
    unsigned int unRemoteRR_SeqNumber;
    unsigned int unRemoteRR_ValidInfo;
} IPM_RTCP_SESSION_INFO;

typedef struct IPM_QOS_SESSION_DATA {
    eIPM_QOS_TYPE eQoSType;
    unsigned int unData;
} IPM_QOS_SESSION_DATA;

typedef struct IPM_QOS_SESSION_INFO {
    unsigned int unCount;
    IPM_QOS_SESSION_DATA QoSData[MAX_QOS_THRESHOLD];
} IPM_QOS_SESSION_INFO;

typedef struct IPM_SESSION_INFO {
    unsigned int unVersion;
    IPM_RTCP_SESSION_INFO RtcpInfo;
    IPM_QOS_SESSION_INFO QoSInfo;
} IPM_SESSION_INFO;

typedef struct IPM_CAPABILITIES {
    unsigned int unVersion;
    eCAPABILITY_TYPE CapType;
    IPM_AUDIO_CODER_INFO Coder;
} IPM_CAPABILITIES;

/* Signals beside the sound: data of IPMEV_RFC2833SIGNALRECEIVED and IPMEV_TELEPHONY_EVENT. */
typedef struct IPM_RFC2833_SIGNALID_INFO {
    eIPM_RFC2833_SIGNALID eSignalID; /* SIGNAL_ID_EVENT_ */
    eIPM_SIGNAL_STATE eState;        /* SIGNAL_STATE_ */
} IPM_RFC2833_SIGNALID_INFO;

typedef struct IPM_TELEPHONY_EVENT_INFO {
    eIPM_TELEPHONY_EVENT_ID eTelephonyEventID; /* SIGNAL_ID_EVENT_ */
    short sVolume;
    unsigned short usDuration;
} IPM_TELEPHONY_EVENT_INFO;

typedef struct IPM_TELEPHONY_INFO {
    unsigned int unVersion;
    eIPM_TELEPHONY_INFO_TYPE eTelInfoType; /* TEL_INFOTYPE_ */
    union {
        IPM_TELEPHONY_EVENT_INFO TelEvtInfo;
        unsigned char rfu[64];
    } TelephonyInfo;
} IPM_TELEPHONY_INFO;

/* Opens a board or channel; pOpenInfo NULL. Returns the handle. Event IPMEV_OPEN. ipm_Close, sync, gives it back. */
GC_API int ipm_Open(const char* szDevName, IPM_OPEN_INFO* pOpenInfo, unsigned short usMode);
GC_API int ipm_Close(int nDeviceHandle, IPM_CLOSE_INFO* pCloseInfo);
/* Where the channel receives; the program sets unCount and each eMediaType. Event IPMEV_GET_LOCAL_MEDIA_INFO. */
GC_API int ipm_GetLocalMediaInfo(int nDeviceHandle, IPM_MEDIA_INFO* pMediaInfo, unsigned short usMode);
/* Begins, changes and ends a session. Events IPMEV_STARTMEDIA, IPMEV_MODIFYMEDIA, IPMEV_STOPPED. */
GC_API int ipm_StartMedia(int nDeviceHandle, IPM_MEDIA_INFO* pMediaInfo, eIPM_DATA_DIRECTION eDirection,
                          unsigned short usMode);
GC_API int ipm_SetRemoteMediaInfo(int nDeviceHandle, IPM_MEDIA_INFO* pMediaInfo, eIPM_DATA_DIRECTION eDirection,
                                  unsigned short usMode);
GC_API int ipm_ModifyMedia(int nDeviceHandle, IPM_MEDIA_INFO* pMediaInfo, eIPM_DATA_DIRECTION eDirection,
                           unsigned short usMode);
GC_API int ipm_Stop(int nDeviceHandle, eIPM_STOP_OPERATION eOperation, unsigned short usMode);
/* The time slot that it transmits on (EV_ASYNC: pTimeslotInfo NULL, data of IPMEV_GET_XMITTS_INFO); listening. */
GC_API int ipm_GetXmitSlot(int nDeviceHandle, SC_TSINFO* pTimeslotInfo, unsigned short usMode);
GC_API int ipm_Listen(int nDeviceHandle, SC_TSINFO* pTimeslotInfo, unsigned short usMode);
GC_API int ipm_UnListen(int nDeviceHandle, unsigned short usMode);
/* What it is: IPMEV_GET_CTINFO. */
GC_API int ipm_GetCTInfo(int nDeviceHandle, CT_DEVINFO* pCTInfo, unsigned short usMode);
/* Parameters: PARMBD_, PARMCH_. Events IPMEV_GET_PARM, IPMEV_SET_PARM. */
GC_API int ipm_GetParm(int nDeviceHandle, IPM_PARM_INFO* pParmInfo, unsigned short usMode);
GC_API int ipm_SetParm(int nDeviceHandle, IPM_PARM_INFO* pParmInfo, unsigned short usMode);
/* Digits: IPMEV_SEND_DIGITS; IPMEV_RECEIVE_DIGITS, then IPMEV_DIGITS_RECEIVED for each. */
GC_API int ipm_SendDigits(int nDeviceHandle, IPM_DIGIT_INFO* pDigitInfo, unsigned short usMode);
GC_API int ipm_ReceiveDigits(int nDeviceHandle, IPM_DIGIT_INFO* pDigitInfo, unsigned short usMode);
/* Signals to the other side. */
GC_API int ipm_SendRFC2833SignalIDToIP(int nDeviceHandle, IPM_RFC2833_SIGNALID_INFO* pSignalInfo,
                                       unsigned short usMode);
GC_API int ipm_SendTelephonySignals(int nDeviceHandle, IPM_TELEPHONY_INFO* pTelephonyInfo, unsigned short usMode);
/* Turns events on and off: an array of EVT_ values. Events IPMEV_EVENT_ENABLED, IPMEV_EVENT_DISABLED. */
GC_API int ipm_EnableEvents(int nDeviceHandle, eIPM_EVENT* pEvents, unsigned int unNumOfEvents, unsigned short usMode);
GC_API int ipm_DisableEvents(int nDeviceHandle, eIPM_EVENT* pEvents, unsigned int unNumOfEvents, unsigned short usMode);
/* Counters of the last session. Event IPMEV_GET_SESSION_INFO. */
GC_API int ipm_GetSessionInfo(int nDeviceHandle, IPM_SESSION_INFO* pSessionInfo, unsigned short usMode);
/* What the channel can do: fills num entries of pCaps, returns how many there are. */
GC_API int ipm_GetCapabilities(int nDeviceHandle, eCAPABILITY_TYPE CapType, unsigned int num, IPM_CAPABILITIES* pCaps,
                               unsigned short usMode);
/* Quality of service: when it is an alarm (IPMEV_QOS_ALARM), and which alarms there are. */
GC_API int ipm_SetQoSThreshold(int nDeviceHandle, IPM_QOS_THRESHOLD_INFO* pQoSThresholdInfo, unsigned short usMode);
GC_API int ipm_GetQoSThreshold(int nDeviceHandle, IPM_QOS_THRESHOLD_INFO* pQoSThresholdInfo, unsigned short usMode);
GC_API int ipm_GetQoSAlarmStatus(int nDeviceHandle, IPM_QOS_ALARM_STATUS* pQoSAlarmInfo, unsigned short usMode);
GC_API int ipm_ResetQoSAlarmStatus(int nDeviceHandle, IPM_QOS_ALARM_STATUS* pQoSAlarmInfo, unsigned short usMode);
/* Whether a host answers; initialisation and its answer; keys. Shapes not confirmed: pass structures by address. */
GC_API int ipm_Ping(int nDeviceHandle, void* pPingParameter, void* pPingInfo, unsigned short usMode);
GC_API int ipm_InitSend(int nDeviceHandle, void* pInitInfo, unsigned short usMode);
GC_API int ipm_InitResponseSend(int nDeviceHandle, void* pInitRespInfo, unsigned short usMode);
GC_API int ipm_SecureMedia(int nDeviceHandle, void* pSecurityInfo, unsigned short usMode);

GC_END_DECLS

#endif
