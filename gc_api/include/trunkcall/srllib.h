/*
 * srllib.h - the Standard Runtime Library: events of all devices, handlers, device attributes.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Device handles are small positive numbers from one space for line, board, media and voice devices;
 *    0 (SRL_DEVICE) is the runtime library itself. They fit an int and may be kept in int or long.
 *  - Times are milliseconds; -1 waits for ever, 0 only looks.
 *  - Functions may be called from any thread, and from inside an event handler, before gc_Start too.
 *  - An event is taken by one thread and is then that thread's current event until its next wait.
 *    The memory that an event points to is kept longer: until two younger events with data have been
 *    taken from the same device, or the device is closed. The program never frees it.
 *  - long functions return 0 when good and -1 on error unless they say otherwise; the reason is then in
 *    ATDV_LASTERR(SRL_DEVICE) and ATDV_ERRMSGP(SRL_DEVICE) of the same thread.
 * Source: the Standard Runtime Library manuals.
 */
#ifndef TRUNKCALL_SRLLIB_H
#define TRUNKCALL_SRLLIB_H

#include <stdio.h>

#include "devmapr4.h"
#include "gc_export.h"

/* Modes of a function. EV_SYNC stays a plain 0: programs pass it where a pointer is expected. */
#define EV_SYNC 0
#define EV_ASYNC 0x8000

#define SRL_DEVICE 0
#define EV_ANYDEV (-1L)
#define EV_ANYEVT (-1L)

/* What sr_waitevt and sr_waitevtEx return when the time is over. */
#define SR_TMOUT (-1)

/* What an attribute function returns on error: a number, a text, a list of texts. */
#define AT_FAILURE (-1L)
#define AT_FAILUREP (trunkcall_failure[0])
#define AT_FAILUREPP ((char**)trunkcall_failure)

/* Parameters of sr_setparm and sr_getparm. */
#define SR_MODELTYPE 1 /* int, device SRL_DEVICE: programming model, see below */
#define SR_MODEID 2    /* int, device SRL_DEVICE: how events are fetched, see below */
#define SR_MODE SR_MODEID
#define SR_USERCONTEXT 3 /* void *, any device: a pointer that the program keeps with the device */
#define SR_DVTHREADING 4 /* int, device SRL_DEVICE: kept and returned, without effect */

/* Values of SR_MODELTYPE and SR_MODEID: distinct bits, may be combined. */
#define SR_STASYNC 0x01  /* handlers run inside sr_waitevt */
#define SR_MTASYNC 0x02  /* handlers run on a thread of the library */
#define SR_MTSYNC 0x04   /* one thread for each device, sync functions */
#define SR_POLLMODE 0x10 /* events are fetched by sr_waitevt */
#define SR_SIGMODE 0x20  /* accepted, same as SR_POLLMODE */

#define SR_NOTIFY_ON 1
#define SR_NOTIFY_OFF 0

/* Error codes: ATDV_LASTERR(SRL_DEVICE) and the device mapper. */
#define ESR_NOERR 0        /* no error */
#define ESR_SCAN 1         /* the event queue could not be read */
#define ESR_PARMID 2       /* unknown parameter number */
#define ESR_TMOUT 3        /* no event in the given time */
#define ESR_BADDEV 4       /* no open device has this handle */
#define ESR_BADPARM 5      /* an argument is NULL or out of range */
#define ESR_NOHDLR 6       /* this handler is not enabled */
#define ESR_NOMEM 7        /* out of memory */
#define ESR_INSUFBUF 8     /* the buffer is too small; the needed count has been written */
#define ESR_SYS 9          /* system error */
#define ESR_NOEVT 10       /* the thread has no current event */
#define ESR_UNSUPPORTED 11 /* this library does not have the function yet */
#define EDV_BADDESC 1001   /* no open device has this handle (device attributes) */

/* Classes for sr_getboardcnt. */
#define DEV_CLASS_VOICE "Voice"
#define DEV_CLASS_DTI "DTI"
#define DEV_CLASS_MSI "MSI"
#define DEV_CLASS_DCB "DCB"
#define DEV_CLASS_SCX "SCX"
#define DEV_CLASS_AUDIO_IN "AudioIn"
#define DEV_CLASS_IPT "IPT"
#define DEV_CLASS_IPM "IPM"

GC_BEGIN_DECLS

typedef long SRL_DEVICE_HANDLE;

/* AT_FAILUREP and AT_FAILUREPP: "Unknown device", and the end of the list. */
GC_API extern char* const trunkcall_failure[2];

/*
 * Waits for the oldest event of any device and makes it the thread's current event. Enabled handlers of the
 * event run first, on the calling thread; an event that they all consume does not end the wait.
 *   timeout: milliseconds, -1 for ever, 0 only look.
 * Returns >= 0 when an event is current, SR_TMOUT (-1) when the time is over.
 * Threads: any number of threads may wait; each event goes to one of them. A thread that waits, here or in a function in
 * EV_SYNC, can be cancelled (pthread_cancel), and in a handler of the program; in the rest of the library it is not. What
 * an EV_SYNC function of a cancelled thread began goes on as in EV_ASYNC.
 */
GC_API long sr_waitevt(long timeout);

/*
 * Waits like sr_waitevt, but only for events of the listed devices, the oldest of all of these first.
 *   handlep: count device handles, SRL_DEVICE among them if wanted; read during the call; only the low 32 bits of
 *     each count. The same handle may come more than once. Handles that are not open are passed over.
 *   event_handlep: receives the event handle for gc_GetMetaEventEx; may be NULL.
 * Returns 0 when an event is current, -1 when the time is over (ESR_TMOUT), when an argument is wrong (ESR_BADPARM:
 * handlep NULL, count not positive), or at once when none of the handles is open (ESR_BADDEV).
 */
GC_API long sr_waitevtEx(long* handlep, int count, long timeout, long* event_handlep);

/*
 * Device, type, length in bytes and data of the thread's current event. The event handle is optional and
 * only for the reader: a thread has one current event. Without one: -1 and NULL. Length 0 goes with NULL data.
 */
#if defined(__cplusplus)
GC_API long sr_getevtdev(unsigned long evt_handle = 0);
GC_API long sr_getevttype(unsigned long evt_handle = 0);
GC_API long sr_getevtlen(unsigned long evt_handle = 0);
GC_API void* sr_getevtdatap(unsigned long evt_handle = 0);
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
GC_API long sr_getevtdev(unsigned long evt_handle);
GC_API long sr_getevttype(unsigned long evt_handle);
GC_API long sr_getevtlen(unsigned long evt_handle);
GC_API void* sr_getevtdatap(unsigned long evt_handle);
#define sr_getevtdev(...) sr_getevtdev(0UL __VA_OPT__(+(unsigned long)(__VA_ARGS__)))
#define sr_getevttype(...) sr_getevttype(0UL __VA_OPT__(+(unsigned long)(__VA_ARGS__)))
#define sr_getevtlen(...) sr_getevtlen(0UL __VA_OPT__(+(unsigned long)(__VA_ARGS__)))
#define sr_getevtdatap(...) sr_getevtdatap(0UL __VA_OPT__(+(unsigned long)(__VA_ARGS__)))
#else
GC_API long sr_getevtdev();
GC_API long sr_getevttype();
GC_API long sr_getevtlen();
GC_API void* sr_getevtdatap();
#endif

/*
 * Enables and disables a handler for the events of a device (EV_ANYDEV: all) of a type (EV_ANYEVT: all).
 * All handlers that match an event are called, the most specific first: (device, type), (device, any), (any,
 * type), (any, any); within one of these in the order in which they were enabled. A handler returns 1 to keep the
 * event for sr_waitevt and 0 to consume it; the event is gone when all of them consume it. The argument of the
 * handler is the event handle. Enabling the same handler twice counts once.
 * Handlers may enable and disable handlers, themselves included: who was disabled is not called any more for the event
 * in hand either, who was enabled is called from the next event on.
 * Handlers run inside sr_waitevt; after sr_setparm(SRL_DEVICE, SR_MODELTYPE, SR_MTASYNC) they run on a
 * thread of the library, one at a time and in the order of the events. They run without any lock of the
 * library, so they may call everything, waits and sync functions included.
 * Errors: ESR_BADPARM (NULL handler), ESR_NOHDLR (sr_dishdlr: not enabled).
 */
#if defined(__cplusplus)
GC_API long sr_enbhdlr(long dev, long evt_type, long (*handler)(void*));
GC_API long sr_dishdlr(long dev, long evt_type, long (*handler)(void*));
#elif defined(__GNUC__) && defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
GC_API long sr_enbhdlr(long dev, long evt_type, trunkcall_handler handler);
GC_API long sr_dishdlr(long dev, long evt_type, trunkcall_handler handler);
#else
GC_API long sr_enbhdlr(long dev, long evt_type, long (*handler)());
GC_API long sr_dishdlr(long dev, long evt_type, long (*handler)());
#endif

/*
 * Adds an event of the program's own. It comes back through handlers, waits and gc_GetMetaEvent like any other.
 *   dev: an open device or SRL_DEVICE. evttype: 0 to 0x7fffffff.
 *   evtlen, evtdatap: data, copied during the call; 0 and NULL for none; at most 16 MiB.
 *   errcode: kept as the result value of the event.
 * Errors: ESR_BADDEV, ESR_BADPARM.
 */
GC_API long sr_putevt(long dev, unsigned long evttype, long evtlen, void* evtdatap, long errcode);

/*
 * Sets and reads a parameter. valuep points to the value (int for the models, void * for SR_USERCONTEXT). SRL_DEVICE
 * has a user context of its own. sr_getparm gives NULL as the user context of a device that is not open, and fails.
 * Errors: ESR_BADDEV, ESR_PARMID, ESR_BADPARM (valuep NULL, unknown model).
 */
GC_API long sr_setparm(long dev, long parmno, void* valuep);
GC_API long sr_getparm(long dev, long parmno, void* valuep);

/*
 * sr_hold keeps handlers from being called until sr_release, in every model: by the library's thread (SR_MTASYNC) and
 * inside sr_waitevt and sr_waitevtEx (SR_STASYNC), of whatever thread. It returns when no handler of another thread is
 * running; called by a handler it returns at once, and what runs inside a handler goes on. Calls nest.
 * Nothing is lost: while held, a wait takes no event that a handler is enabled for, nor one that came after it among
 * those that it waits for. It goes on with sr_release, or ends when its time is over: a program's only thread should not
 * wait for ever meanwhile. sr_release without sr_hold fails (ESR_BADPARM).
 */
GC_API int sr_hold(void);
GC_API int sr_release(void);

/*
 * Attributes of an open device; of the thread's last SRL error for SRL_DEVICE.
 *   ATDV_LASTERR: error code of the last failed call for this device, 0 when none.
 *   ATDV_ERRMSGP: the text of that error. ATDV_NAMEP: the device name. Both are never NULL, for a bad handle
 *     too, and live until the thread has asked for 16 more such texts.
 *   ATDV_SUBDEVS: number of channels of a board, 0 for a channel.
 * The long functions return AT_FAILURE for a bad handle.
 */
GC_API long ATDV_LASTERR(int dev);
GC_API char* ATDV_ERRMSGP(int dev);
GC_API char* ATDV_NAMEP(int dev);
GC_API long ATDV_SUBDEVS(int dev);

/*
 * More attributes of an open device; AT_FAILURE for a bad handle.
 *   ATDV_IRQNUM, ATDV_IOPORT: 0, for devices of the host have neither interrupt nor port.
 *   ATDV_STATE: CS_CALL for a line that has a call, until gc_ReleaseCallEx; CS_IDLE for all other devices.
 */
GC_API long ATDV_IRQNUM(int dev);
GC_API long ATDV_IOPORT(int dev);
GC_API long ATDV_STATE(int dev);

/*
 * How many boards of a class there are.
 *   class_namep: DEV_CLASS_IPT ..., in any case of letters. boardcntp: receives the number.
 * IPT and IPM: the boards that gc_Start started; before it, the one that gc_Start(NULL) would start. 0 for the others.
 * Errors: ESR_BADPARM (NULL, or no such class).
 */
GC_API long sr_getboardcnt(const char* class_namep, int* boardcntp);

/* Windows alone, a message to a window for each event: fails, ESR_UNSUPPORTED. */
GC_API long sr_NotifyEvent(void* window, unsigned int message, unsigned int flag);
#define sr_NotifyEvt sr_NotifyEvent

/*
 * The device group of the calling thread: devices whose events it waits for. A thread has at most one; it ends with
 * sr_DeleteThreadDeviceGroup or with the thread. A device may be in the groups of several threads: each event goes to
 * one of them. A device that is closed leaves all groups.
 *   handlep: count device handles, read as by sr_waitevtEx; SRL_DEVICE may be among them. A handle that is in the group
 *     already, or comes twice, counts once.
 *   sr_CreateThreadDeviceGroup: count 0 makes an empty group, to be filled by sr_AddToThreadDeviceGroup.
 *   sr_AddToThreadDeviceGroup, sr_RemoveFromThreadDeviceGroup: all of the handles or, on error, none.
 *   sr_GetThreadDeviceGroup: *countp is the room in handlep and becomes the number of members; with too little room, or
 *     handlep NULL, it fails with ESR_INSUFBUF and writes no handles.
 *   sr_WaitThreadDeviceGroup: waits as sr_waitevtEx does for all members; 0 when an event is current. Members of the
 *     moment of the call count.
 * Errors: ESR_BADPARM (handlep NULL, count not positive; no group, or one already), ESR_BADDEV (a handle is not open,
 * or, for Remove, not in the group; Wait: no member), ESR_TMOUT.
 */
GC_API long sr_CreateThreadDeviceGroup(long* handlep, int count);
GC_API long sr_AddToThreadDeviceGroup(long* handlep, int count);
GC_API long sr_RemoveFromThreadDeviceGroup(long* handlep, int count);
GC_API long sr_GetThreadDeviceGroup(long* handlep, int* countp);
GC_API long sr_WaitThreadDeviceGroup(long timeout);
GC_API long sr_DeleteThreadDeviceGroup(void);

/*
 * Older settings of the library. sr_libinit: nothing to do, whatever the flag (DLGC_MT); returns 0. sr_getfcnp: there
 * is no feature; fails with ESR_PARMID and makes the pointer at functionp NULL.
 */
GC_API int sr_libinit(int flag);
GC_API int sr_getfcnp(int feature, void* functionp);

GC_END_DECLS

#if defined(__cplusplus)
/* Handlers of the other two shapes that programs are written with. Some include this header inside extern "C". */
extern "C++" {
inline long sr_enbhdlr(long dev, long evt_type, long (*handler)(unsigned long))
{
    return sr_enbhdlr(dev, evt_type, reinterpret_cast<long (*)(void*)>(reinterpret_cast<void (*)()>(handler)));
}
inline long sr_dishdlr(long dev, long evt_type, long (*handler)(unsigned long))
{
    return sr_dishdlr(dev, evt_type, reinterpret_cast<long (*)(void*)>(reinterpret_cast<void (*)()>(handler)));
}
inline long sr_enbhdlr(long dev, long evt_type, long (*handler)())
{
    return sr_enbhdlr(dev, evt_type, reinterpret_cast<long (*)(void*)>(reinterpret_cast<void (*)()>(handler)));
}
inline long sr_dishdlr(long dev, long evt_type, long (*handler)())
{
    return sr_dishdlr(dev, evt_type, reinterpret_cast<long (*)(void*)>(reinterpret_cast<void (*)()>(handler)));
}
}
#endif

#endif
