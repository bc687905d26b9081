/*
 * dtilib.h - the digital network library: time slots of T1 and E1 spans, signalling bits, alarms.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - Devices are named dtiB1 (span) and dtiB1T1 (time slot).
 *  - They return 0 and -1 on error; ATDV_LASTERR and ATDV_ERRMSGP then say why. Attributes return AT_FAILURE.
 *  - Not supported: this product drives no spans. Every function fails with EDT_UNSUPPORTED, which
 * ATDV_LASTERR(SRL_DEVICE) shows where there is no device, with errno ENOSYS, and with one line in the log at its first
 * use. Source: the Digital Network Interface Software Reference.
 */
#ifndef TRUNKCALL_DTILIB_H
#define TRUNKCALL_DTILIB_H

#include "dxxxlib.h"
#include "gc_export.h"
#include "sc_types.h"

#define DT_DTI 0x100 /* all events of this library have this bit, no others of the product */

/* Events. */
#define DTEV_CASSENDENDEVT 0x101
#define DTEV_COMRSP 0x102
#define DTEV_DATRSP 0x103
#define DTEV_ERREVT 0x104
#define DTEV_MTFCNCPT 0x105
#define DTEV_PDDONE 0x106
#define DTEV_RCVPDG 0x107
#define DTEV_RETDIAG 0x108
#define DTEV_SIG 0x109
#define DTEV_T1ERRC 0x10a
#define DTEV_WINKCPLT 0x10b

/* Data of DTEV_SIG, an unsigned short. One bit each; those of different signalling bits differ modulo 4. */
#define DTMM_AON 0x0001
#define DTMM_BON 0x0002
#define DTMM_CON 0x0004
#define DTMM_DON 0x0008
#define DTMM_AOFF 0x0010
#define DTMM_BOFF 0x0020
#define DTMM_COFF 0x0040
#define DTMM_DOFF 0x0080
#define DTMM_WINK 0x0100

/* Signalling bits to send: dt_settssigsim takes both kinds, dt_settssig the last four. */
#define DTB_AON 0x0001
#define DTB_BON 0x0002
#define DTB_CON 0x0004
#define DTB_DON 0x0008
#define DTB_AOFF 0x0010
#define DTB_BOFF 0x0020
#define DTB_COFF 0x0040
#define DTB_DOFF 0x0080
#define DTB_ABIT DTB_AON
#define DTB_BBIT DTB_BON
#define DTB_CBIT DTB_CON
#define DTB_DBIT DTB_DON

/* Signalling bits as they are: ATDT_TSSGBIT. */
#define DTSG_RCVA 0x0001
#define DTSG_RCVB 0x0002
#define DTSG_RCVC 0x0004
#define DTSG_RCVD 0x0008
#define DTSG_XMTA 0x0010
#define DTSG_XMTB 0x0020
#define DTSG_XMTC 0x0040
#define DTSG_XMTD 0x0080

/* What to do with the bits of a mask, and which mask. */
#define DTA_SETMSK 1
#define DTA_ADDMSK 2
#define DTA_SUBMSK 3
#define DTG_E1ERREVT 1
#define DTG_PDIGEVT 2
#define DTG_SIGEVT 3
#define DTG_T1ERREVT 4

/* Modes of a time slot. */
#define DTM_SIGINS 1
#define DTM_TRANSP 2
#define DTIS_DISABLE 0
#define DTIS_ENABLE 1

/* Alarms of a T1 span (data of DTEV_T1ERRC) and of an E1 span (DTEV_ERREVT). */
#define DTEC_B8ZSD 0x0001
#define DTEC_BPVS 0x0002
#define DTEC_DPM 0x0004
#define DTEC_ECS 0x0008
#define DTEC_FERR 0x0010
#define DTEC_LOS 0x0020
#define DTEC_OOF 0x0040
#define DTEC_RBL 0x0080
#define DTEC_RCLX 0x0100
#define DTEC_RED 0x0200
#define DTEC_RLOS 0x0400
#define DTEC_RYEL 0x0800
#define DEEC_BPVS 0x0001
#define DEEC_CECS 0x0002
#define DEEC_DPM 0x0004
#define DEEC_ECS 0x0008
#define DEEC_FSERR 0x0010
#define DEEC_LOS 0x0020
#define DEEC_MFSERR 0x0040
#define DEEC_RDMA 0x0080
#define DEEC_RLOS 0x0100
#define DEEC_RRA 0x0200
#define DEEC_RSA1 0x0400
#define DEEC_RUA1 0x0800

/* Errors: ATDV_LASTERR. */
#define EDT_BADBRDERR 0x201
#define EDT_BADCMDERR 0x202
#define EDT_DATTO 0x203
#define EDT_FWERR 0x204
#define EDT_INVBD 0x205
#define EDT_INVTS 0x206
#define EDT_NOMEMERR 0x207
#define EDT_PARAMERR 0x208
#define EDT_RANGEERR 0x209
#define EDT_SIZEERR 0x20a
#define EDT_SKIPRPLYERR 0x20b
#define EDT_SYSTEM 0x20c
#define EDT_TMOERR 0x20d
#define EDT_UNSUPPORTED 0x20e

/* Messages of dt_castmgmt: msg_code. */
#define DTCAS_CLEAR_ALL_TEMPLATE 1
#define DTCAS_CREATE_TRAIN 2
#define DTCAS_DISABLE_TEMPLATE 3
#define DTCAS_ENABLE_TEMPLATE 4
#define DTCAS_TRANSMIT_TEMPLATE 5
#define DTCAS_CREATE_TRANSITION 6

GC_BEGIN_DECLS

/* Templates of signalling: codes are ABCD bits, intervals milliseconds (smallest, usual, longest). */
typedef struct DTCAS_CREATE_TRANSITION_MSG {
    unsigned char msg_code; /* DTCAS_CREATE_TRANSITION */
    unsigned char flags;
    unsigned short template_id;
    unsigned char PreTransCode;
    unsigned char PostTransCode;
    unsigned short PreTransInterval;
    unsigned short PreTransIntervalNom;
    unsigned short PostTransInterval;
    unsigned short PostTransIntervalNom;
} DTCAS_CREATE_TRANSITION_MSG;

typedef struct DTCAS_CREATE_TRAIN_MSG {
    unsigned char msg_code; /* DTCAS_CREATE_TRAIN */
    unsigned char rfu;
    unsigned short template_id;
    unsigned char OffPulseCode;
    unsigned char OnPulseCode;
    unsigned short PreTrainInterval;
    unsigned short PreTrainIntervalNom;
    unsigned short PostTrainInterval;
    unsigned short PostTrainIntervalNom;
    unsigned short PulseIntervalMin;
    unsigned short PulseIntervalNom;
    unsigned short PulseIntervalMax;
    unsigned short InterPulseIntervalMin;
    unsigned short InterPulseIntervalNom;
    unsigned short InterPulseIntervalMax;
} DTCAS_CREATE_TRAIN_MSG;

typedef struct DTCAS_ENA_DIS_TEMPLATE_MSG {
    unsigned char msg_code; /* DTCAS_ENABLE_TEMPLATE, DTCAS_DISABLE_TEMPLATE */
    unsigned char rfu;
    unsigned short template_id;
} DTCAS_ENA_DIS_TEMPLATE_MSG, DTCAS_CLEAR_ALL_TEMPLATE_MSG;

typedef struct DTCAS_TRANSMIT_MSG {
    unsigned char msg_code; /* DTCAS_TRANSMIT_TEMPLATE */
    unsigned char rfu;
    unsigned short template_id;
    unsigned short sequence_count;
    unsigned short pulse_count;
} DTCAS_TRANSMIT_MSG;

typedef struct DTCAS_REPLY_MSG {
    unsigned char msg_code;
    unsigned char result;
    unsigned short template_id;
} DTCAS_REPLY_MSG;

/* Opens a span or time slot; oflags 0. Returns the handle. dt_close gives it back. */
GC_API int dt_open(const char* name, int oflags);
GC_API int dt_close(int devh);
/* The time slot that it transmits on; listens to one, and to none; what it is. */
GC_API int dt_getxmitslot(int devh, SC_TSINFO* sc_tsinfop);
GC_API int dt_listen(int devh, SC_TSINFO* sc_tsinfop);
GC_API int dt_unlisten(int devh);
GC_API int dt_getctinfo(int devh, CT_DEVINFO* ct_devinfop);
/* Which changes make an event: event DTG_, bitmask DTMM_ or DTEC_, action DTA_; and which do now. */
GC_API int dt_setevtmsk(int devh, int event, unsigned short bitmask, int action);
GC_API int dt_getevtmsk(int devh, int event, unsigned short* bitmaskp);
/* Who sets the signalling bits (DTM_); idle pattern (DTIS_); the bits, one after the other and all at once. */
GC_API int dt_setsigmod(int devh, unsigned short sigmod);
GC_API int dt_setidle(int devh, unsigned short state);
GC_API int dt_settssig(int devh, unsigned short bitmask, int action);
GC_API int dt_settssigsim(int devh, unsigned short bitmask);
/* Winks; tmo seconds, 0: returns at once and DTEV_WINKCPLT follows. */
GC_API int dt_xmitwink(int devh, unsigned int tmo);
/* Templates of signalling: a DTCAS_ message, and where the reply goes. */
GC_API int dt_castmgmt(int devh, void* cmdmsgp, void* replymsgp);
/* Pulse digits; parameters; how alarms are handled, which there are, and sending them. */
GC_API int dt_dialpdigit(int devh, const char* digstr);
GC_API int dt_getparm(int devh, unsigned long param, void* valuep);
GC_API int dt_setparm(int devh, unsigned long param, void* valuep);
GC_API int dt_setalrm(int devh, unsigned short mode);
GC_API int dt_getalrm(int devh, unsigned short* modep);
GC_API int dt_xmitalrm(int devh, unsigned short state);
/* Signalling bits as they are (DTSG_), status, and versions. */
GC_API long ATDT_TSSGBIT(int devh);
GC_API long ATDT_STATUS(int devh);
GC_API long ATDT_DNLDVER(int devh);
GC_API long ATDT_LNSTAT(int devh);
GC_API long ATDT_ROMVER(int devh);

GC_END_DECLS

#endif
