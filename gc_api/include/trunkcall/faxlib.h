/*
 * faxlib.h - the fax library.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - A fax channel is a voice channel, dxxxB1C1, opened with fx_open.
 *  - They return 0 and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why. Attributes return AT_FAILURE.
 *  - Flags: EV_SYNC or EV_ASYNC (events TFX_FAXSEND, TFX_FAXRECV, TFX_FAXERROR) with DF_ bits.
 *  - Not supported yet: THE WHOLE LIBRARY. Every function fails with EFX_UNSUPPORTED, which ATDV_LASTERR(SRL_DEVICE)
 * shows where there is no device, with errno ENOSYS, and with one line in the log at its first use. Functions of type
 * void do nothing. Source: the Fax Software Reference.
 */
#ifndef TRUNKCALL_FAXLIB_H
#define TRUNKCALL_FAXLIB_H

#include "dxxxlib.h"
#include "fx_defs.h"
#include "gc_export.h"
#include "sc_types.h"

GC_BEGIN_DECLS

/* Opens a channel for fax; oflags 0. Returns the handle. fx_close gives it back. */
GC_API int fx_open(const char* name, int oflags);
GC_API int fx_close(int dev);
/* Who begins: DF_TX or DF_RX. */
GC_API int fx_initstat(int dev, int state);
/* Parameters (FC_): an unsigned short, or a string. */
GC_API int fx_setparm(int dev, unsigned long parm, void* valuep);
GC_API int fx_getparm(int dev, unsigned long parm, void* valuep);
/* Fills an entry for a file with defaults: dtype DF_TIFF, DF_RAW or DF_ASCII; cont DFC_. */
GC_API void fx_setiott(DF_IOTT* iotp, int fhandle, unsigned short dtype, unsigned short cont);
/* Sends what iotp lists; receives into a file by name, or by descriptor; stops. */
GC_API int fx_sendfax(int dev, DF_IOTT* iotp, unsigned long sndflag);
GC_API int fx_rcvfax(int dev, const char* faxname, unsigned long rcvflag);
GC_API int fx_rcvfax2(int dev, int fd, unsigned long rcvflag);
GC_API int fx_stopch(int dev, unsigned short mode);
/* Sends one file of a kind. */
GC_API int fx_sendascii(int dev, const char* fname, unsigned long sndflag);
GC_API int fx_sendraw(int dev, const char* fname, unsigned long width, unsigned char resln, unsigned long sndflag);
GC_API int fx_sendtiff(int dev, const char* fname, unsigned long firstpg, unsigned long pgcount, unsigned long sndflag);
/* The time slot that it transmits on; listens to one, and to none; what it is. */
GC_API int fx_getxmitslot(int dev, SC_TSINFO* tsinfop);
GC_API int fx_listen(int dev, SC_TSINFO* tsinfop);
GC_API int fx_unlisten(int dev);
GC_API int fx_getctinfo(int dev, CT_DEVINFO* ct_devinfop);
/* Functions of the program's in place of read, write and lseek. */
GC_API int fx_setuio(DF_UIO uio);
/* What the peer said: its choice, its abilities, its own facilities. Goes on after a return-to-voice request. */
GC_API int fx_getDCS(int dev, DF_DCS* dcsp);
GC_API int fx_getDIS(int dev, DF_DIS* disp);
GC_API int fx_getNSF(int dev, unsigned short nsflen, char* nsfp);
GC_API int fx_rtvContinue(int dev, unsigned long flags);
/* What the channel is doing (CS_); error and bits of the last fax; pages, speed, coding and more of it. */
GC_API long ATFX_STATE(int dev);
GC_API long ATFX_ESTAT(int dev);
GC_API long ATFX_BSTAT(int dev);
GC_API long ATFX_SPEED(int dev);
GC_API long ATFX_PGXFER(int dev);
GC_API long ATFX_RESLN(int dev);
GC_API long ATFX_WIDTH(int dev);
GC_API long ATFX_SCANLINES(int dev);
GC_API long ATFX_BADSCANLINES(int dev);
GC_API long ATFX_CODING(int dev);
GC_API long ATFX_ECM(int dev);
GC_API long ATFX_TRCOUNT(int dev);
GC_API long ATFX_PHDCMD(int dev);
GC_API long ATFX_PHDRPY(int dev);
GC_API long ATFX_CHTYPE(int dev);
GC_API long ATFX_FXVERSION(int dev);
GC_API long ATFX_LASTERR(int dev);
GC_API long ATFX_BADIOTT(int dev);
GC_API long ATFX_TERMMSK(int dev);

GC_END_DECLS

#endif
