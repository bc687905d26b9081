/*
 * dxxxlib.h - the voice library: play, record, digits, dialling, tones, call progress analysis.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named dxxxB1 (board) and dxxxB1C1 (channel); their handles are of the one space that srllib.h tells
 * of.
 *  - They return 0, or what the comment says, and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP of the device then say
 * why. Attributes (ATDX_) return AT_FAILURE, those that give a text AT_FAILUREP.
 *  - mode: EV_SYNC, the function returns when all is done, or EV_ASYNC, the named event says so; more bits where named.
 *    What a DX_IOTT and a DX_XPB point to must live until the end; DV_TPT and DX_CAP are read during the call.
 *  - Times are 10 ms and frequencies Hz, where nothing else is said.
 *  - Not supported yet: THE WHOLE LIBRARY. Every function fails with EDX_UNSUPPORTED, which ATDV_LASTERR(SRL_DEVICE)
 *    shows where there is no device, with errno ENOSYS, and with one line in the log at its first use. Functions of
 *    type void do nothing.
 * Source: the Voice API Library Reference.
 */
#ifndef TRUNKCALL_DXXXLIB_H
#define TRUNKCALL_DXXXLIB_H

#include <fcntl.h>

#include "dx_defs.h"
#include "dx_events.h"
#include "dx_parms.h"
#include "dx_types.h"
#include "dxdigit.h"
#include "gc_export.h"
#include "sc_types.h"
#include "srllib.h"

/* Names of open flags that only other systems have. */
#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef _O_RDONLY
#define _O_RDONLY O_RDONLY
#define _O_WRONLY O_WRONLY
#define _O_RDWR O_RDWR
#define _O_CREAT O_CREAT
#define _O_TRUNC O_TRUNC
#define _O_APPEND O_APPEND
#define _O_BINARY O_BINARY
#endif

GC_BEGIN_DECLS

/* ---- Devices, settings, files ---------------------------------------------------------------------------------- */

/* Opens a board or channel; oflags 0. Returns the handle. dx_close gives it back. */
GC_API int dx_open(const char* namep, int oflags);
GC_API int dx_close(int dev);
/* Stops what the channel is doing; mode also EV_NOSTOP, EV_STOPWTRING. An idle channel is no error. */
GC_API int dx_stopch(int chdev, unsigned short mode);
/* Reads and sets a parameter, DXBD_ of a board or DXCH_ of a channel, of the type that the parameter has. */
GC_API int dx_getparm(int dev, unsigned long parm, void* valuep);
GC_API int dx_setparm(int dev, unsigned long parm, void* valuep);
/* Forgets the digits that have come. */
GC_API int dx_clrdigbuf(int chdev);
/* Chooses the digits that are listened for (D_), and what happens when there are too many (DX_DIGCYCLIC, DX_DIGTRUNC).
 */
GC_API int dx_setdigtyp(int chdev, unsigned short dmask);
GC_API int dx_setdigbuf(int chdev, int mode);
/* Lifts or puts down: DX_OFFHOOK, DX_ONHOOK. Event TDX_SETHOOK. */
GC_API int dx_sethook(int chdev, int hookstate, unsigned short mode);
/* Waits for rings, then takes the hook state; timeout in seconds, -1: for ever. dx_setrings: how many count. */
GC_API int dx_wtring(int chdev, int nrings, int hookstate, int timeout);
GC_API int dx_setrings(int chdev, int nrings);
/* Makes the channel report (DM_ bits; event TDX_CST); waits for such a report; sends an event of the program's own. */
GC_API int dx_setevtmsk(int chdev, unsigned int mask);
GC_API int dx_getevt(int chdev, DX_EBLK* eblkp, int timeout);
GC_API int dx_sendevt(int dev, long evttype, void* evtdatap, short evtlen, unsigned short flags);
/* Functions of the program's in place of read, write and lseek: for all channels, for one, and what is set. */
GC_API int dx_setuio(DX_UIO uio);
GC_API int dx_setdevuio(int chdev, DX_UIO* devuiop, DX_UIO** retuiop);
GC_API int dx_getuio(DX_UIO* uiop);
/* Files, by the system's descriptors and flags; a third argument is the permission. dx_fileerrno: as errno. */
GC_API int dx_fileopen(const char* filep, int flags, ...);
GC_API int dx_fileclose(int handle);
GC_API int dx_fileread(int handle, void* bufp, unsigned int count);
GC_API int dx_filewrite(int handle, void* bufp, unsigned int count);
GC_API long dx_fileseek(int handle, long offset, int origin);
GC_API int dx_fileerrno(void);
/* Clears an array of size conditions, but for how it is chained; clears all fields of a DX_CAP. */
GC_API int dx_clrtpt(DV_TPT* tptp, int size);
GC_API int dx_clrcap(DX_CAP* capp);
/* What a device can do and is. */
GC_API int dx_getfeaturelist(int dev, FEATURE_TABLE* featurep);
GC_API int dx_getctinfo(int chdev, CT_DEVINFO* infop);
GC_API int dx_getctexinfo(int dev, CTEX_DEVINFO* infop);
/* The library: status, versions, threading; size of the transfer buffers of a channel; the beep before a record. */
GC_API int dx_TSFStatus(void);
GC_API int dx_GetDllVersion(unsigned long* majorp, unsigned long* minorp);
GC_API int dx_libinit(unsigned short flags);
GC_API int dx_setchxfercnt(int chdev, int bufsize_id);
GC_API int dx_SetRecordNotifyBeepTone(int chdev, const TN_GENCAD* tngencadp);

/* ---- Routing --------------------------------------------------------------------------------------------------- */

/* The time slot that a channel transmits on; listens to one, and to none. Ex: events TDX_LISTEN, TDX_UNLISTEN. */
GC_API int dx_getxmitslot(int chdev, SC_TSINFO* tsinfop);
GC_API int dx_listen(int chdev, SC_TSINFO* tsinfop);
GC_API int dx_unlisten(int chdev);
GC_API int dx_listenEx(int chdev, SC_TSINFO* tsinfop, unsigned long mode);
GC_API int dx_unlistenEx(int chdev, unsigned long mode);
/* The same with the echo taken out; ecrctp: a DX_ECRCT, or what is derived from it. */
GC_API int dx_getxmitslotecr(int chdev, SC_TSINFO* tsinfop);
GC_API int dx_listenecr(int chdev, SC_TSINFO* tsinfop);
GC_API int dx_listenecrex(int chdev, SC_TSINFO* tsinfop, void* ecrctp);
GC_API int dx_unlistenecr(int chdev);

/* ---- Play and record: events TDX_PLAY, TDX_RECORD; mode also PM_, RM_, MD_ -------------------------------------- */

/* What iottp lists, in the format of xpbp, until it ends or a condition of tptp holds; tptp may be NULL. */
GC_API int dx_playiottdata(int chdev, DX_IOTT* iottp, DV_TPT* tptp, DX_XPB* xpbp, unsigned short mode);
GC_API int dx_reciottdata(int chdev, DX_IOTT* iottp, DV_TPT* tptp, DX_XPB* xpbp, unsigned short mode);
/* Records the two time slots of tsinfop together. */
GC_API int dx_mreciottdata(int devd, DX_IOTT* iotp, DV_TPT* tptp, DX_XPB* xpb, unsigned short mode, SC_TSINFO* tsinfop);
/* The same in the format that the bits of mode say. */
GC_API int dx_play(int chdev, DX_IOTT* iottp, DV_TPT* tptp, unsigned short mode);
GC_API int dx_rec(int chdev, DX_IOTT* iottp, DV_TPT* tptp, unsigned short mode);
GC_API int dx_recm(int chdev, DX_IOTT* iottp, DV_TPT* tptp, unsigned short mode, SC_TSINFO* tsinfop);
/* One file by name; a WAVE file's header says its format; xpbp NULL: the usual one. */
GC_API int dx_playf(int chdev, const char* fnamep, DV_TPT* tptp, unsigned short mode);
GC_API int dx_recf(int chdev, const char* fnamep, DV_TPT* tptp, unsigned short mode);
GC_API int dx_recmf(int chdev, const char* fnamep, DV_TPT* tptp, unsigned short mode, SC_TSINFO* tsinfop);
GC_API int dx_playwav(int chdev, const char* filenamep, DV_TPT* tptp, unsigned short mode);
GC_API int dx_recwav(int chdev, const char* filenamep, DV_TPT* tptp, DX_XPB* xpbp, unsigned short mode);
GC_API int dx_playvox(int chdev, const char* filenamep, DV_TPT* tptp, DX_XPB* xpbp, unsigned short mode);
GC_API int dx_recvox(int chdev, const char* filenamep, DV_TPT* tptp, DX_XPB* xpbp, unsigned short mode);
/* Halts a play and goes on. */
GC_API int dx_pause(int chdev);
GC_API int dx_resume(int chdev);
/* A stream that the program fills while it is played: IO_STREAM. */
GC_API int dx_OpenStreamBuffer(int BuffSize);
GC_API int dx_CloseStreamBuffer(int hBuffer);
GC_API int dx_ResetStreamBuffer(int hBuffer);
GC_API int dx_SetWaterMark(int hBuffer, int WaterMark, int Bytes);
GC_API int dx_GetStreamInfo(int hBuffer, DX_STREAMSTAT* StreamStatStruct);
GC_API int dx_PutStreamData(int hBuffer, char* pNewData, int BuffSize, int flag);

/* ---- Digits and dialling --------------------------------------------------------------------------------------- */

/* Collects digits. Event TDX_GETDIG. EV_SYNC: returns the digits with the final NUL counted. */
GC_API int dx_getdig(int chdev, DV_TPT* tptp, DV_DIGIT* digitp, unsigned short mode);
GC_API int dx_getdigEx(int chdev, DV_TPT* tptp, DV_DIGITEX* digitp, unsigned short mode);
/*
 * Dials; mode also DX_CALLP: with call progress analysis, which "" gives alone. Events TDX_CALLP and, without analysis,
 * TDX_DIAL. EV_SYNC with analysis: returns a CR_ value. capp NULL: defaults. dx_dialtpt: with conditions.
 */
GC_API int dx_dial(int chdev, const char* dialstrp, DX_CAP* capp, unsigned short mode);
GC_API int dx_dialtpt(int chdev, const char* dialstrp, DV_TPT* tptp, DX_CAP* capp, unsigned short mode);
/* A short hook flash. Event TDX_WINK. */
GC_API int dx_wink(int chdev, unsigned short mode);
/* Tones of call progress analysis: make them ready, change one (-1: no such part, -2: no such tone), or manage them. */
GC_API int dx_initcallp(int chdev);
GC_API int dx_chgfreq(int tonetype, int fq1, int dv1, int fq2, int dv2);
GC_API int dx_chgdur(int tonetype, int ontime, int ondev, int offtime, int offdev);
GC_API int dx_chgrepcnt(int tonetype, int repcnt);
GC_API int dx_createtone(int brdhdl, int toneid, TONE_DATA* tonedata, unsigned short mode);
GC_API int dx_deletetone(int brdhdl, int toneid, unsigned short mode);
GC_API int dx_querytone(int brdhdl, int toneid, TONE_DATA* tonedata, unsigned short mode);

/* ---- Tones ----------------------------------------------------------------------------------------------------- */

/* Describes a tone of one or two frequencies, without or with cadence; it is the next that dx_addtone adds. */
GC_API int dx_blddt(unsigned int tid, unsigned int freq1, unsigned int fq1dev, unsigned int freq2, unsigned int fq2dev,
                    unsigned int mode);
GC_API int dx_bldst(unsigned int tid, unsigned int freq, unsigned int fqdev, unsigned int mode);
GC_API int dx_blddtcad(unsigned int tid, unsigned int freq1, unsigned int fq1dev, unsigned int freq2,
                       unsigned int fq2dev, unsigned int ontime, unsigned int ontdev, unsigned int offtime,
                       unsigned int offtdev, unsigned int repcnt);
GC_API int dx_bldstcad(unsigned int tid, unsigned int freq, unsigned int fqdev, unsigned int ontime,
                       unsigned int ontdev, unsigned int offtime, unsigned int offtdev, unsigned int repcnt);
/* Adds it to a channel, with a digit of its own or none; removes all; turns reports on and off (DM_TONEON, DM_TONEOFF).
 */
GC_API int dx_addtone(int chdev, unsigned char digit, unsigned char digtype);
GC_API int dx_deltones(int chdev);
GC_API int dx_enbtone(int chdev, int toneid, int evt_mask);
GC_API int dx_distone(int chdev, int toneid, int evt_mask);
/* The range of loudness, in dB, that the next tones have. */
GC_API int dx_setgtdamp(short gtd_minampl1, short gtd_maxampl1, short gtd_minampl2, short gtd_maxampl2);
/* Describes a tone to play; plays one, or one with cadence. Event TDX_PLAYTONE. dx_settonelen: of the record tone. */
GC_API void dx_bldtngen(TN_GEN* tngenp, unsigned short freq1, unsigned short freq2, short ampl1, short ampl2,
                        short duration);
GC_API int dx_playtone(int chdev, TN_GEN* tngenp, DV_TPT* tptp, int mode);
GC_API int dx_playtoneEx(int chdev, TN_GENCAD* tngencadp, DV_TPT* tptp, int mode);
GC_API int dx_settonelen(int tonelength);

/* ---- Speed and volume ------------------------------------------------------------------------------------------- */

/* Changes one now; by a digit during play; by conditions; reads where they stand; reads and sets the table of steps. */
GC_API int dx_adjsv(int chdev, unsigned short tabletype, unsigned short action, short adjsize);
GC_API int dx_addvoldig(int chdev, char digit, short adjval);
GC_API int dx_addspddig(int chdev, char digit, short adjval);
GC_API int dx_setsvcond(int chdev, unsigned short numblk, DX_SVCB* svcbp);
GC_API int dx_clrsvcond(int chdev);
GC_API int dx_getcursv(int chdev, int* curvolp, int* curspeedp);
GC_API int dx_getsvmt(int chdev, unsigned short tabletype, DX_SVMT* svmtp);
GC_API int dx_setsvmt(int chdev, unsigned short tabletype, DX_SVMT* svmtp, unsigned short flag);

/* ---- Caller id, data by modem tones ----------------------------------------------------------------------------- */

/* The number; one piece of what came (CLIDINFO_, MCLASS_); waits for rings, then the number. */
GC_API int dx_gtcallid(int chdev, unsigned char* bufferp);
GC_API int dx_gtextcallid(int chdev, int infotype, unsigned char* bufferp);
GC_API int dx_wtcallid(int chdev, int nrings, short timeout, unsigned char* bufferp);
/* Sends, receives, or both. wType DT_ADSI, lpParams an ADSI_XFERSTRUC. Events TDX_TXDATA, TDX_RXDATA. */
GC_API int dx_TxIottData(int chdev, DX_IOTT* iottp, DV_TPT* lpTerminations, int wType, void* lpParams, int mode);
GC_API int dx_RxIottData(int chdev, DX_IOTT* iottp, DV_TPT* lpTerminations, int wType, void* lpParams, int mode);
GC_API int dx_TxRxIottData(int chdev, DX_IOTT* lpTxIott, DV_TPT* lpTxTerm, DX_IOTT* lpRxIott, DV_TPT* lpRxTerm,
                           int wType, void* lpParams, int mode);

/* ---- Attributes -------------------------------------------------------------------------------------------------- */

/* Why the last function ended (TM_ bits), what the channel is doing (CS_), its hook (DX_ONHOOK), its line (RLS_ bits).
 */
GC_API long ATDX_TERMMSK(int chdev);
GC_API long ATDX_STATE(int chdev);
GC_API long ATDX_HOOKST(int chdev);
GC_API long ATDX_LINEST(int chdev);
/* Digits that wait; bytes of the last play or record; id of the tone that ended it. */
GC_API long ATDX_BUFDIGS(int chdev);
GC_API long ATDX_TRCOUNT(int chdev);
GC_API long ATDX_TONEID(int chdev);
/* Call progress analysis: result (CR_), what answered (CON_), error, tone, times and frequencies that it measured. */
GC_API long ATDX_CPTERM(int chdev);
GC_API long ATDX_CONNTYPE(int chdev);
GC_API long ATDX_CPERROR(int chdev);
GC_API long ATDX_CRTNID(int chdev);
GC_API long ATDX_DTNFAIL(int chdev);
GC_API long ATDX_ANSRSIZ(int chdev);
GC_API long ATDX_LONGLOW(int chdev);
GC_API long ATDX_SHORTLOW(int chdev);
GC_API long ATDX_SIZEHI(int chdev);
GC_API long ATDX_FRQHZ(int chdev);
GC_API long ATDX_FRQHZ2(int chdev);
GC_API long ATDX_FRQHZ3(int chdev);
GC_API long ATDX_FRQDUR(int chdev);
GC_API long ATDX_FRQDUR2(int chdev);
GC_API long ATDX_FRQDUR3(int chdev);
GC_API long ATDX_FRQOUT(int chdev);
/* The device: type of board and device, firmware, address, number of the channel; names of a board and its channels. */
GC_API long ATDX_BDTYPE(int dev);
GC_API long ATDX_DEVTYPE(int dev);
GC_API long ATDX_FWVER(int dev);
GC_API long ATDX_PHYADDR(int dev);
GC_API long ATDX_CHNUM(int chdev);
GC_API char* ATDX_BDNAMEP(int chdev);
GC_API char** ATDX_CHNAMES(int brdev);

GC_END_DECLS

#endif
