/*
 * msilib.h - the station library: telephones on a board, ringing, conferences on it.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named msiB1 (board) and msiB1C1 (station).
 *  - They return 0 and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why. Attributes return AT_FAILURE.
 *  - Not supported: this product drives no station boards. Every function fails with E_MSUNSUPPORTED, which
 *    ATDV_LASTERR(SRL_DEVICE) shows where there is no device, with errno ENOSYS, and with one line in the log at its
 * first use. Source: the Modular Station Interface API Library Reference.
 */
#ifndef TRUNKCALL_MSILIB_H
#define TRUNKCALL_MSILIB_H

#include "dtilib.h"
#include "gc_export.h"
#include "ms_types.h"
#include "sc_types.h"

/* Events. */
#define MSEV_ERREVT 0x201
#define MSEV_NORING 0x202
#define MSEV_RING 0x203
#define MSEV_SIGEVT 0x204
#define MSEV_SIGMSK 0x205

/* Data of MSEV_SIGEVT, and masks of ms_setevtmsk. */
#define MSMM_HOOKFLASH 0x0001
#define MSMM_OFFHOOK 0x0002
#define MSMM_ONHOOK 0x0004
#define MSMM_RNGOFFHK 0x0008
#define MSMM_RNGSTOP 0x0010
#define MSMM_TERM 0x0020

/* ATMS_TSSGBIT, values of parameters, what ms_stopfn stops, errors. */
#define MS_ONHOOK 1
#define MS_OFFHOOK 2
#define MS_ZIPDISABLE 0
#define MS_ZIPENABLE 1
#define MTF_RING 1
#define E_MSBADRNGSTA 0x301 /* the station cannot ring: it is off the hook, or rings */
#define E_MSUNSUPPORTED 0x302

GC_BEGIN_DECLS

/* Opens a board or station; oflags 0. Returns the handle. ms_close gives it back. */
GC_API int ms_open(const char* name, int oflags);
GC_API int ms_close(int devh);
/* The time slot that it transmits on; listens to one, and to none; what it is. */
GC_API int ms_getxmitslot(int devh, SC_TSINFO* tsinfop);
GC_API int ms_listen(int devh, SC_TSINFO* tsinfop);
GC_API int ms_unlisten(int devh);
GC_API int ms_getctinfo(int devh, CT_DEVINFO* ct_devinfop);
/* Parameters of a board (MSG_), of the type that each has. */
GC_API int ms_setbrdparm(int devh, unsigned long param, void* valuep);
GC_API int ms_getbrdparm(int devh, unsigned long param, void* valuep);
/* Which changes make an event: event DTG_SIGEVT, bitmask MSMM_, action DTA_. */
GC_API int ms_setevtmsk(int devh, int event, unsigned short bitmask, int action);
/* Rings; len: rings. EV_ASYNC: MSEV_RING, MSEV_NORING. EV_SYNC: returns how it ended, above 0. Stops it. */
GC_API int ms_genring(int devh, unsigned short len, unsigned short mode);
GC_API int ms_genringex(int devh, unsigned short len, unsigned short mode, unsigned short cadid);
GC_API int ms_stopfn(unsigned int devh, unsigned int funcid);
/* Conferences: as their namesakes of dcblib.h. */
GC_API int ms_estconf(int devh, MS_CDT* cdt, int numpty, int confattr, int* confID);
GC_API int ms_addtoconf(int devh, int confID, MS_CDT* cdt);
GC_API int ms_remfromconf(int devh, int confID, MS_CDT* cdt);
GC_API int ms_setcde(int devh, int confID, MS_CDT* cdt);
GC_API int ms_getcde(int devh, int confID, MS_CDT* cdt);
GC_API int ms_delconf(int devh, int confID);
GC_API int ms_monconf(int devh, int confID, long* lts);
GC_API int ms_unmonconf(int devh, int confID);
GC_API int ms_dsprescount(int devh, int* valuep);
GC_API int ms_getcnflist(int devh, int confID, int* numpty, MS_CDT* cdt);
/* Connects two stations more closely than a conference; changes and ends it. */
GC_API int ms_estxtdcon(int devh, MS_CDT* cdt, int* xid);
GC_API int ms_chgxtder(int devh, int xid, MS_CDT* cdt);
GC_API int ms_delxtdcon(int devh, int xid);
/* Data to a telephone, the text of a result, and tests of the board. */
GC_API int ms_SendData(int devh, const char* datap, unsigned short len, unsigned short mode);
GC_API int ms_ResultMsg(int devh, int result, char** msg);
GC_API int ms_tstcom(int devh, unsigned int tmo);
GC_API int ms_tstdat(int devh, unsigned int tmo);
/* The hook: MS_ONHOOK, MS_OFFHOOK. Status. */
GC_API long ATMS_TSSGBIT(int devh);
GC_API long ATMS_STATUS(int devh);

GC_END_DECLS

#endif
