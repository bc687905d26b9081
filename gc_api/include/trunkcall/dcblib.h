/*
 * dcblib.h - the audio conferencing library.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named dcbB1 (board) and dcbB1D1 (its signal processor, which carries conferences).
 *  - All are synchronous and return 0, and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why.
 *  - Not supported yet: THE WHOLE LIBRARY. Every function fails with EDX_UNSUPPORTED, which ATDV_LASTERR(SRL_DEVICE)
 * shows where there is no device, with errno ENOSYS, and with one line in the log at its first use. Source: the Audio
 * Conferencing API Library Reference.
 */
#ifndef TRUNKCALL_DCBLIB_H
#define TRUNKCALL_DCBLIB_H

#include "dxxxlib.h"
#include "gc_export.h"
#include "ms_types.h"

/* Events, and what dcb_evtstatus does. */
#define DCBEV_CTU 0x210   /* who talks */
#define DCBEV_DIGIT 0x211 /* a digit of a party */
#define SET_EVENT 1
#define GET_EVENT 2

GC_BEGIN_DECLS

/* Opens a board or signal processor; oflags 0. Returns the handle. dcb_close gives it back. */
GC_API int dcb_open(const char* name, int oflags);
GC_API int dcb_close(int devh);
/* Makes a conference of numpty parties; confattr MSCA_; *confid becomes its number. */
GC_API int dcb_estconf(int devh, MS_CDT* cdt, int numpty, int confattr, int* confid);
/* Adds and removes one party; changes and reads its attributes. */
GC_API int dcb_addtoconf(int devh, int confid, MS_CDT* cdt);
GC_API int dcb_remfromconf(int devh, int confid, MS_CDT* cdt);
GC_API int dcb_setcde(int devh, int confid, MS_CDT* cdt);
GC_API int dcb_getcde(int devh, int confid, MS_CDT* cdt);
/* Ends a conference. */
GC_API int dcb_delconf(int devh, int confid);
/* Who is in it (a monitor shows as chan_num 0x7fff), and who talks; the program's array must hold them all. */
GC_API int dcb_getcnflist(int devh, int confid, int* numpty, MS_CDT* cdt);
GC_API int dcb_gettalkers(int devh, int confid, int* numTalkers, MS_CDT* talkers);
/* A monitor: *lts becomes the time slot that carries the conference. */
GC_API int dcb_monconf(int devh, int confid, long* lts);
GC_API int dcb_unmonconf(int devh, int confid);
/* Parties that there is still room for. */
GC_API int dcb_dsprescount(int devh, int* valuep);
/* Parameters of a board (MSG_), of the type that each has; events of the process. */
GC_API int dcb_setbrdparm(int devh, unsigned char param, void* valuep);
GC_API int dcb_getbrdparm(int devh, unsigned char param, void* valuep);
GC_API int dcb_evtstatus(unsigned char event, unsigned char action, unsigned char* status);
/* Who talks, as bits; volume of a party; who talks on the whole board. */
GC_API int dcb_getbitmask(int devh, int confid, unsigned int* bitmaskp);
GC_API int dcb_genvol(int devh, int confid, MS_CDT* cdt, int volume);
GC_API int dcb_getatibits(int devh, int count, unsigned int* bitsp);

GC_END_DECLS

#endif
