/*
 * dx_defs.h - values that functions of the voice library take and give; included by dxxxlib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_DX_DEFS_H
#define TRUNKCALL_DX_DEFS_H

/* Errors: ATDV_LASTERR of a voice device. */
#define EDX_NOERROR 0
#define EDX_SYSTEM 1        /* the system refused: errno */
#define EDX_BADPARM 2       /* an argument is out of range */
#define EDX_BUSY 3          /* the channel is doing something else */
#define EDX_TIMEOUT 4       /* in time, nothing came */
#define EDX_BADDEV 5        /* no such device */
#define EDX_BADIOTT 6       /* DX_IOTT is not well formed */
#define EDX_BADTPT 7        /* DV_TPT is not well formed */
#define EDX_BADWAVEFILE 8   /* no WAVE file, or damaged */
#define EDX_XPBPARM 9       /* DX_XPB holds what cannot be */
#define EDX_SH_BADEXTTS 10  /* no such time slot */
#define EDX_CLIDBLK 11      /* caller id: the caller blocked it */
#define EDX_CLIDINFO 12     /* caller id: nothing of that kind came */
#define EDX_CLIDOOA 13      /* caller id: out of area */
#define EDX_BADTONE 14      /* no such tone */
#define EDX_TONEDETECTED 15 /* a tone is there already */
#define EDX_UNSUPPORTED 16  /* this library does not have the function yet */
#define EDX_NOTIMP EDX_UNSUPPORTED

/* Bits of a mode, beside EV_SYNC and EV_ASYNC. dx_stopch: */
#define EV_NOSTOP 0x1     /* TDX_NOSTOP when there was nothing to stop */
#define EV_STOPWTRING 0x2 /* ends dx_wtring too */
/* dx_dial: */
#define DX_CALLP 0x1 /* with call progress analysis */
/* Play and record; PM_ and RM_ mean the same. */
#define PM_TONE 0x0001 /* a tone first */
#define PM_SR6 0x0002
#define PM_SR8 0x0004
#define PM_ALAW 0x0008
#define PM_ADSI 0x0010
#define PM_ADSIALERT 0x0020
#define RM_TONE PM_TONE
#define RM_SR6 PM_SR6
#define RM_SR8 PM_SR8
#define RM_ALAW PM_ALAW
#define RM_NOTIFY 0x0040
#define MD_ADPCM 0x0100
#define MD_PCM 0x0200
#define MD_GAIN 0x0400   /* automatic gain */
#define MD_NOGAIN 0x0800 /* none */

/* DX_IOTT.io_type and DV_TPT.tp_type: what it is, and how it goes on. */
#define IO_CONT 0x00 /* the next entry follows */
#define IO_DEV 0x01
#define IO_MEM 0x02
#define IO_UIO 0x04
#define IO_STREAM 0x08
#define IO_CACHED 0x10
#define IO_USEOFFSET 0x20
#define IO_LINK 0x40 /* the next entry is where a pointer says */
#define IO_EOT 0x80  /* last entry */

/* DV_TPT.tp_termno. */
#define DX_MAXDTMF 1
#define DX_MAXSIL 2
#define DX_MAXNOSIL 3
#define DX_LCOFF 4
#define DX_IDDTIME 5
#define DX_MAXTIME 6
#define DX_DIGMASK 7
#define DX_DIGTYPE 8
#define DX_TONE 9
#define DX_PMON 10
#define DX_PMOFF 11
#define DX_MAXDATA 12

/* DV_TPT.tp_data with DX_TONE. */
#define DX_TONEOFF 0
#define DX_TONEON 1

/* DV_TPT.tp_flags. */
#define TF_LEVEL 0x01
#define TF_EDGE 0x02
#define TF_CLREND 0x04
#define TF_FIRST TF_CLREND /* DX_IDDTIME: from the first digit on */
#define TF_CLRBEG 0x08
#define TF_USE 0x10
#define TF_SETINIT 0x20
#define TF_10MS 0x40
#define TF_IMMEDIATE 0x80
/* The usual ones of each condition. */
#define TF_MAXDTMF (TF_LEVEL | TF_USE)
#define TF_MAXSIL (TF_EDGE | TF_USE)
#define TF_MAXNOSIL (TF_EDGE | TF_USE)
#define TF_LCOFF (TF_LEVEL | TF_USE | TF_CLREND)
#define TF_IDDTIME TF_EDGE
#define TF_MAXTIME TF_EDGE
#define TF_DIGMASK TF_LEVEL
#define TF_DIGTYPE TF_LEVEL
#define TF_TONE (TF_LEVEL | TF_USE | TF_CLREND)
#define TF_PMON TF_EDGE
#define TF_MAXDATA TF_EDGE

/* ATDX_TERMMSK: why a function ended. */
#define TM_NORMTERM 0x00000
#define TM_MAXDTMF 0x00001
#define TM_MAXSIL 0x00002
#define TM_MAXNOSIL 0x00004
#define TM_LCOFF 0x00008
#define TM_IDDTIME 0x00010
#define TM_MAXTIME 0x00020
#define TM_DIGIT 0x00040
#define TM_PATTERN 0x00080
#define TM_USRSTOP 0x00100
#define TM_EOD 0x00200
#define TM_TONE 0x00400
#define TM_BARGEIN 0x00800
#define TM_MAXDATA 0x01000
#define TM_ERROR 0x02000

/* ATDX_STATE, ATFX_STATE: what a channel is doing. */
#define CS_IDLE 1
#define CS_PLAY 2
#define CS_RECD 3
#define CS_DIAL 4
#define CS_GTDIG 5
#define CS_TONE 6
#define CS_STOPD 7
#define CS_SENDFAX 8
#define CS_RECVFAX 9
#define CS_FAXIO 10
#define CS_HOOK 11
#define CS_WINK 12
#define CS_CALL 13
#define CS_GETR2MF 14
#define CS_RINGS 15
#define CS_BLOCKED 16

/* ATDX_CPTERM, and what a synchronous dx_dial returns: how call progress analysis ended. */
#define CR_BUSY 7
#define CR_NOANS 8
#define CR_NORB 9
#define CR_CNCT 10
#define CR_CEPT 11
#define CR_STOPD 12
#define CR_NODIALTONE 17
#define CR_FAXTONE 18
#define CR_ERROR 0x100

/* ATDX_CONNTYPE: what answered. */
#define CON_CAD 1
#define CON_LPC 2
#define CON_PVD 3
#define CON_PAMD 4
#define CON_DIGITAL 5

/* DX_CAP.ca_intflg, ca_pamd_spdval and ca_pamd_qtemp. */
#define DX_OPTDIS 1
#define DX_OPTNOCON 2
#define DX_PVDENABLE 3
#define DX_PVDOPTEN 4
#define DX_PVDOPTNOCON 5
#define DX_PAMDENABLE 6
#define DX_PAMDOPTEN 7
#define DX_OPTEN 8
#define PAMD_FULL 1
#define PAMD_QUICK 2
#define PAMD_ACCU 3
#define PAMD_QUAL1TMP 1
#define PAMD_QUAL2TMP 2

/* Tones of call progress analysis: dial tones first; 261 to 263 stay the library's own. */
#define TID_DIAL_LCL 240
#define TID_DIAL_INTL 241
#define TID_DIAL_XTRA 242
#define TID_BUSY1 243
#define TID_BUSY2 244
#define TID_RNGBK1 245
#define TID_RNGBK2 246
#define TID_DISCONNECT 247
#define TID_FAX1 248
#define TID_FAX2 249
#define TID_SIT_NC 250
#define TID_SIT_IC 251
#define TID_SIT_VC 252
#define TID_SIT_RO 253
#define TID_SIT_ANY 254
#define TID_SIT_NC_INTERLATA 255
#define TID_SIT_RO_INTERLATA 256
#define TID_SIT_IO 257

/* Tones of the program's own. */
#define TN_SINGLE 0
#define TN_DUAL 1
#define TN_LEADING 2
#define TN_TRAILING 3
#define TONEALL (-1)
#define R2_DEFAMPL (-8) /* dB */

/* DX_XPB. */
#define FILE_FORMAT_VOX 1
#define FILE_FORMAT_WAVE 2
#define FILE_FORMAT_NONE 3
#define DATA_FORMAT_DIALOGIC_ADPCM 1
#define DATA_FORMAT_ALAW 2
#define DATA_FORMAT_MULAW 3
#define DATA_FORMAT_PCM 4
#define DATA_FORMAT_G721 5
#define DATA_FORMAT_G726 6
#define DATA_FORMAT_GSM610_MICROSOFT 7
#define DATA_FORMAT_GSM610_TIPHON 8
#define DATA_FORMAT_IMA_ADPCM 9
#define DATA_FORMAT_TRUESPEECH 10
#define DATA_FORMAT_G711_ALAW DATA_FORMAT_ALAW
#define DATA_FORMAT_G711_MULAW DATA_FORMAT_MULAW
#define DRT_6KHZ 6000
#define DRT_8KHZ 8000
#define DRT_11KHZ 11025

/* Speed and volume. */
#define SV_SPEEDTBL 1
#define SV_VOLUMETBL 2
#define SV_ABSPOS 1
#define SV_RELCURPOS 2
#define SV_TOGGLE 3
#define SV_TOGORIGIN 1
#define SV_CURORIGIN 2
#define SV_CURLASTMOD 3
#define SV_RESETORIG 4
#define SV_NORMAL 0 /* position of the original */
#define SV_ADD2DB 1
#define SV_ADD4DB 2
#define SV_ADD6DB 3
#define SV_ADD8DB 4
#define SV_SUB2DB (-1)
#define SV_SUB4DB (-2)
#define SV_SUB6DB (-3)
#define SV_SUB8DB (-4)
#define SV_LEVEL 0x1
#define SV_BEGINPLAY 0x2
#define SV_WRAPMOD 0x1
#define SV_SETDEFAULT 0x2

/* FEATURE_TABLE. */
#define FT_ADPCM 0x0001
#define FT_PCM 0x0002
#define FT_ALAW 0x0004
#define FT_ULAW 0x0008
#define FT_LINEAR 0x0010
#define FT_DRT6KHZ 0x0020
#define FT_DRT8KHZ 0x0040
#define FT_DRT11KHZ 0x0080
#define FT_CSP 0x0001
#define FT_FAX 0x0001
#define FT_FAX_T38UDP 0x0002

/* Caller id: what dx_gtextcallid is asked for. */
#define CLIDINFO_CALLID 0x100
#define CLIDINFO_FRAMETYPE 0x101
#define CLIDINFO_CMPLT 0x102
#define CLIDINFO_GENERAL 0x103
#define MCLASS_DATETIME 1
#define MCLASS_DN 2
#define MCLASS_ABSENCE1 3
#define MCLASS_NAME 4
#define MCLASS_ABSENCE2 5
#define MCLASS_QUALIFIER 6
#define MCLASS_REDIRECT 7

/* Data by modem tones: wType and modes of dx_TxIottData. */
#define DT_ADSI 1
#define DT_RAW 2
#define ADSI_ALERT 1
#define ADSI_NOALERT 2

/* The device stopped in the middle of what cannot be done by halves. */
#define DX_ATOMIC_ERR (-2)

#endif
