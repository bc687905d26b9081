/*
 * mmlib.h - the multimedia library: play and record of sound with pictures.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named mmB1C1.
 *  - They return 0, or what the comment says, and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why. All but
 * mm_Close and those that read events are asynchronous: the event of the same name says how it ended.
 *  - Not supported: THE WHOLE LIBRARY. Every function fails with EMM_UNSUPPORTED, which ATDV_LASTERR of the device and
 * of SRL_DEVICE show, with errno ENOSYS, and with one line in the log at its first use. Source: the Multimedia API
 * Library Reference.
 */
#ifndef TRUNKCALL_MMLIB_H
#define TRUNKCALL_MMLIB_H

#include "dxxxlib.h"
#include "gc_export.h"

/* Events. */
#define MMEV_DISABLEEVENTS 0x4001
#define MMEV_DISABLEEVENTS_FAIL 0x4002
#define MMEV_ENABLEEVENTS 0x4003
#define MMEV_ENABLEEVENTS_FAIL 0x4004
#define MMEV_ERROR 0x4005
#define MMEV_GETDURATION 0x4006
#define MMEV_GETDURATION_FAIL 0x4007
#define MMEV_GETPARM 0x4008
#define MMEV_GETPARM_FAIL 0x4009
#define MMEV_GET_CHAN_STATE 0x400a
#define MMEV_GET_CHAN_STATE_FAIL 0x400b
#define MMEV_OPEN 0x400c
#define MMEV_OPEN_FAIL 0x400d
#define MMEV_PAUSE 0x400e
#define MMEV_PAUSE_FAIL 0x400f
#define MMEV_PLAY 0x4010
#define MMEV_PLAY_ACK 0x4011
#define MMEV_PLAY_ACK_FAIL 0x4012
#define MMEV_PLAY_AUDIO_HIGHWATER 0x4013
#define MMEV_PLAY_AUDIO_LOWWATER 0x4014
#define MMEV_PLAY_FAIL 0x4015
#define MMEV_PLAY_VIDEO_HIGHWATER 0x4016
#define MMEV_PLAY_VIDEO_LOWWATER 0x4017
#define MMEV_RECORD 0x4018
#define MMEV_RECORD_ACK 0x4019
#define MMEV_RECORD_ACK_FAIL 0x401a
#define MMEV_RECORD_AUDIO_HIGHWATER 0x401b
#define MMEV_RECORD_AUDIO_LOWWATER 0x401c
#define MMEV_RECORD_FAIL 0x401d
#define MMEV_RECORD_VIDEO_HIGHWATER 0x401e
#define MMEV_RECORD_VIDEO_LOWWATER 0x401f
#define MMEV_RESET 0x4020
#define MMEV_RESET_ACK 0x4021
#define MMEV_RESET_ACK_FAIL 0x4022
#define MMEV_RESET_FAIL 0x4023
#define MMEV_RESUME 0x4024
#define MMEV_RESUME_FAIL 0x4025
#define MMEV_SEEK 0x4026
#define MMEV_SEEK_FAIL 0x4027
#define MMEV_SETPARM 0x4028
#define MMEV_SETPARM_FAIL 0x4029
#define MMEV_STOP_ACK 0x402a
#define MMEV_STOP_ACK_FAIL 0x402b
#define MMEV_VIDEO_RECORD_STARTED 0x402c
#define MMEV_VIDEO_RECORD_STARTED_FAIL 0x402d
#define MMEV_LAST_EVENT 0x4080 /* no event: the end of the range, and of that of errors */
#define MMEV_LAST_EVENT_ERROR 0x4081

#define EMM_UNSUPPORTED 0x701 /* this library does not have the function */

/* Lists: goes on, or last. */
#define EMM_ITEM_CONT 0
#define EMM_ITEM_EOT 1

#define EMM_MEDIA_TYPE_AUDIO 1
#define EMM_MEDIA_TYPE_VIDEO 2
#define EMM_FILE_FORMAT_PROPRIETARY 1
#define MM_STOP_VERSION_0 0x100
#define EMM_STOP_AUDIO_PLAY 1
#define EMM_STOP_AUDIO_RECORD 2
#define EMM_STOP_VIDEO_PLAY 3
#define EMM_STOP_VIDEO_RECORD 4

/* Pictures: what is not said. */
#define EMM_VIDEO_CODING_DEFAULT 0
#define EMM_VIDEO_PROFILE_UNDEFINED (-1)
#define EMM_VIDEO_LEVEL_UNDEFINED (-1)
#define EMM_VIDEO_IMAGE_WIDTH_UNDEFINED (-1)
#define EMM_VIDEO_IMAGE_HEIGHT_UNDEFINED (-1)
#define EMM_VIDEO_BITRATE_DEFAULT 0
#define EMM_VIDEO_FRAMESPERSEC_UNDEFINED (-1)

GC_BEGIN_DECLS

typedef int eMM_FILE_FORMAT;

/* One file of sound or of pictures. */
typedef struct MM_MEDIA_ITEM_LIST {
    unsigned int unVersion;
    int ItemChain; /* EMM_ITEM_ */
    union {
        struct {
            struct {
                unsigned int unCoding;
                unsigned int unSampleRate;
                unsigned int unBitsPerSample;
            } codec;
            unsigned int unMode;
            unsigned int unOffset;
            const char* szFileName;
        } audio;
        struct {
            struct {
                int Coding;
                int Profile;
                int Level;
                int ImageWidth;
                int ImageHeight;
                int BitRate;
                int FramesPerSec;
            } codec;
            unsigned int unMode;
            const char* szFileName;
        } video;
    } item;
} MM_MEDIA_ITEM_LIST, *PMM_MEDIA_ITEM_LIST;

typedef struct MM_PLAY_RECORD_LIST {
    unsigned int unVersion;
    int ItemChain; /* EMM_ITEM_ */
    int ItemType;  /* EMM_MEDIA_TYPE_ */
    MM_MEDIA_ITEM_LIST* list;
} MM_PLAY_RECORD_LIST, *PMM_PLAY_RECORD_LIST;

typedef struct MM_PLAY_RECORD_INFO {
    unsigned int unVersion; /* 0x100 */
    eMM_FILE_FORMAT eFileFormat;
    MM_PLAY_RECORD_LIST* list;
} MM_PLAY_RECORD_INFO, MM_PLAY_INFO, MM_RECORD_INFO, *PMM_PLAY_INFO, *PMM_RECORD_INFO;

typedef struct MM_STOP {
    unsigned int unVersion; /* MM_STOP_VERSION_0 */
    int ItemChain;          /* EMM_ITEM_ */
    int ItemType;           /* EMM_STOP_ */
} MM_STOP, *PMM_STOP;

typedef struct MM_METAEVENT {
    unsigned int unVersion;
    unsigned long flags;
    void* evtdatap;
    long evtlen;
    long evtdev;
    long evttype;
    void* evtUserInfo;
    int rfu1;
} MM_METAEVENT, *PMM_METAEVENT;

typedef struct MM_INFO {
    unsigned int unVersion;
    int mmValue;
    const char* mmMsg;
    const char* additionalInfo;
} MM_INFO, *PMM_INFO;

/* Opens a channel; pOpenInfo NULL. Returns the handle. mm_Close gives it back. */
GC_API int mm_Open(const char* szDevName, void* pOpenInfo, void* pUserInfo);
GC_API int mm_Close(int nDeviceHandle, void* pCloseInfo);
/* Plays, records, stops, halts and goes on; what is passed is read during the call. */
GC_API int mm_Play(int nDeviceHandle, MM_PLAY_INFO* pPlayInfo, void* pRuntimeControl, void* pUserInfo);
GC_API int mm_Record(int nDeviceHandle, MM_RECORD_INFO* pRecordInfo, void* pRuntimeControl, void* pUserInfo);
GC_API int mm_Stop(int nDeviceHandle, MM_STOP* pStop, void* pUserInfo);
GC_API int mm_Pause(int nDeviceHandle, void* pPauseInfo, void* pUserInfo);
GC_API int mm_Resume(int nDeviceHandle, void* pResumeInfo, void* pUserInfo);
GC_API int mm_Reset(int nDeviceHandle, void* pResetInfo, void* pUserInfo);
/* Parameters and events. */
GC_API int mm_SetParm(int nDeviceHandle, void* pSetParm, void* pUserInfo);
GC_API int mm_GetParm(int nDeviceHandle, void* pGetParm, void* pUserInfo);
GC_API int mm_EnableEvents(int nDeviceHandle, void* pEvents, void* pUserInfo);
GC_API int mm_DisableEvents(int nDeviceHandle, void* pEvents, void* pUserInfo);
/* The current event, as gc_GetMetaEvent reads it; why the last function failed. */
GC_API int mm_GetMetaEvent(MM_METAEVENT* pMetaEvent);
GC_API int mm_GetMetaEventEx(MM_METAEVENT* pMetaEvent, unsigned long evt_handle);
GC_API int mm_ErrorInfo(MM_INFO* pInfo);

GC_END_DECLS

#endif
