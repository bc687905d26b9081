/*
 * eclib.h - continuous speech processing: echo cancellation, barge-in, recording while playing.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here: those of dxxxlib.h.
 * Not supported yet: THE WHOLE LIBRARY. Every function fails with EDX_UNSUPPORTED, which ATDV_LASTERR(SRL_DEVICE) shows
 * where there is no device, with errno ENOSYS, and with one line in the log at its first use.
 * Source: the Continuous Speech Processing API Library Reference.
 */
#ifndef TRUNKCALL_ECLIB_H
#define TRUNKCALL_ECLIB_H

#include "dxxxlib.h"
#include "gc_export.h"
#include "sc_types.h"

/* Events. */
#define TEC_STREAM 0xb0
#define TEC_VAD 0xb1
#define TEC_CONVERGED 0xb2

/* Parameters beside DXCH_: ec_setparm. */
#define ECCH_XFERBUFFERSIZE 0x3001
#define ECCH_NLP 0x3002
#define ECCH_SVAD 0x3003
#define ECCH_ECHOCANCELLER 0x3004
#define ECCH_CONVERGE 0x3005
#define ECCH_SILENCECOMPRESS 0x3006

/* What ec_stopch stops. */
#define SENDING 1
#define RECEIVING 2
#define FULLDUPLEX 3

GC_BEGIN_DECLS

/* The block of speech that a callback is in: device, state, bytes, time. */
typedef struct EC_BLK_INFO {
    unsigned int version;
    unsigned int type;
    unsigned int flags;
    unsigned int size;
    unsigned long timestamp;
} EC_BLK_INFO;

/* Records to a function of the program's, or to what iottp lists, while the channel plays. Event TEC_STREAM. */
GC_API int ec_stream(int chDev, DV_TPT* tptp, DX_XPB* xpbp, int (*callback)(int, char*, unsigned int),
                     unsigned short mode);
GC_API int ec_reciottdata(int chDev, DX_IOTT* iottp, DV_TPT* tptp, DX_XPB* xpbp, unsigned short mode);
/* Parameters: an int. */
GC_API int ec_setparm(int chDev, unsigned long parmNo, void* valuep);
GC_API int ec_getparm(int chDev, unsigned long parmNo, void* valuep);
/* Stops; arms the detection of speech again; tells of the block at hand. */
GC_API int ec_stopch(int chDev, unsigned long stopType, unsigned short mode);
GC_API int ec_rearm(int chDev);
GC_API int ec_getblkinfo(EC_BLK_INFO* infop);
/* The time slot without echo; listens to the reference, and to none. */
GC_API int ec_getxmitslot(int chDev, SC_TSINFO* tsinfop);
GC_API int ec_listen(int chDev, SC_TSINFO* tsinfop);
GC_API int ec_listenEx(int chDev, SC_TSINFO* tsinfop, unsigned long mode);
GC_API int ec_unlisten(int chDev);
/* Why the last function ended (TM_ bits). */
GC_API long ATEC_TERMMSK(int chDev);

GC_END_DECLS

#endif
