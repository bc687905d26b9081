/*
 * dx_types.h - structures of the voice library; included by dxxxlib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Plain structures: programs clear them with memset, keep them in arrays, and initialise DV_TPT and DX_XPB by position.
 */
#ifndef TRUNKCALL_DX_TYPES_H
#define TRUNKCALL_DX_TYPES_H

#include "gc_export.h"

#define DG_MAXDIGS 31 /* digits of a DV_DIGIT */

/* A condition that ends a function. An array, or a list, whose last entry is IO_EOT. */
typedef struct DV_TPT {
    unsigned short tp_type;   /* IO_CONT: the next one follows; IO_LINK: it is at tp_nextp; IO_EOT: last */
    unsigned short tp_termno; /* DX_MAXDTMF ... */
    unsigned short tp_length; /* digits, DM_ bits, a tone, or 100 ms (TF_10MS: 10 ms) */
    unsigned short tp_flags;  /* TF_ */
    unsigned short tp_data;   /* with TF_SETINIT: first silence; with DX_TONE: DX_TONEON, DX_TONEOFF */
    unsigned short rfu;
    struct DV_TPT* tp_nextp;
} DV_TPT, *DV_TPTP;

/* One piece of what is played or recorded. */
typedef struct DX_IOTT {
    unsigned short io_type; /* IO_DEV, IO_MEM, IO_UIO ... and IO_CONT, IO_LINK or IO_EOT */
    unsigned short rfu;
    int io_fhandle;          /* IO_DEV: a file descriptor of the system */
    char* io_bufp;           /* IO_MEM: memory */
    unsigned long io_offset; /* first byte */
    long io_length;          /* bytes; -1: to the end */
    struct DX_IOTT* io_nextp;
    struct DX_IOTT* io_prevp;
} DX_IOTT, *DX_IOTTP;

/* How sound is stored. For a WAVE file that is played, its own header counts. */
typedef struct DX_XPB {
    unsigned short wFileFormat;   /* FILE_FORMAT_ */
    unsigned short wDataFormat;   /* DATA_FORMAT_ */
    unsigned long nSamplesPerSec; /* DRT_ */
    unsigned long wBitsPerSample;
} DX_XPB, *DX_XPBP;

/* Digits that dx_getdig collected, with a final NUL. */
typedef struct DV_DIGIT {
    char dg_value[DG_MAXDIGS + 1]; /* as text */
    char dg_type[DG_MAXDIGS + 1];  /* DG_..._ASCII of each, then DG_END */
} DV_DIGIT, *DV_DIGITP;

/* The same for a buffer of the program's. */
typedef struct DV_DIGITEX {
    int numdigits;
    char* dg_valuep;
    char* dg_typep;
} DV_DIGITEX;

/* Data of TDX_CST. */
typedef struct DX_CST {
    unsigned short cst_event; /* DE_, or DX_ONHOOK and DX_OFFHOOK with TDX_SETHOOK */
    unsigned short cst_data;
} DX_CST, *DX_CSTP;

/* What dx_getevt brings. */
typedef struct DX_EBLK {
    unsigned short ev_event; /* DE_ */
    unsigned short ev_data;
    unsigned char ev_rfu[12];
} DX_EBLK, *DX_EBLKP;

/* Parameters of call progress analysis. dx_clrcap first: 0 keeps a default. Times are 10 ms, tones Hz. */
typedef struct DX_CAP {
    unsigned short ca_nbrdna; /* rings before no answer */
    unsigned short ca_stdely;
    unsigned short ca_cnosig;
    unsigned short ca_lcdly; /* -1: off */
    unsigned short ca_lcdly1;
    unsigned short ca_hedge;
    unsigned short ca_cnosil;
    unsigned short ca_lo1tola;
    unsigned short ca_lo1tolb;
    unsigned short ca_lo2tola;
    unsigned short ca_lo2tolb;
    unsigned short ca_hi1tola;
    unsigned short ca_hi1tolb;
    unsigned short ca_lo1bmax;
    unsigned short ca_lo2bmax;
    unsigned short ca_hi1bmax;
    unsigned short ca_nsbusy;
    unsigned short ca_logltch;
    unsigned short ca_higltch;
    unsigned short ca_lo1rmax;
    unsigned short ca_lo2rmin;
    unsigned short ca_intflg; /* DX_OPTEN ... DX_PAMDOPTEN */
    unsigned short ca_intfltr;
    unsigned short rfu1;
    unsigned short rfu2;
    unsigned short rfu3;
    unsigned short rfu4;
    unsigned short ca_hisiz;
    unsigned short ca_alowmax;
    unsigned short ca_blowmax;
    unsigned short ca_nbrbeg;
    unsigned short ca_hi1ceil;
    unsigned short ca_lo1ceil;
    unsigned short ca_lowerfrq;
    unsigned short ca_upperfrq;
    unsigned short ca_timefrq;
    unsigned short ca_rejctfrq;
    unsigned short ca_maxansr;
    unsigned short ca_ansrdgl; /* -1: off */
    unsigned short ca_mxtimefrq;
    unsigned short ca_lower2frq;
    unsigned short ca_upper2frq;
    unsigned short ca_time2frq;
    unsigned short ca_mxtime2frq;
    unsigned short ca_lower3frq;
    unsigned short ca_upper3frq;
    unsigned short ca_time3frq;
    unsigned short ca_mxtime3frq;
    unsigned short ca_dtn_pres;
    unsigned short ca_dtn_npres;
    unsigned short ca_dtn_deboff;
    unsigned short ca_pamd_failtime;
    unsigned short ca_pamd_minring;
    unsigned char ca_pamd_spdval; /* PAMD_FULL, PAMD_QUICK, PAMD_ACCU */
    unsigned char ca_pamd_qtemp;  /* PAMD_QUAL1TMP, PAMD_QUAL2TMP */
    unsigned short ca_noanswer;
    unsigned short ca_maxintering;
} DX_CAP, *DX_CAPP;

/* A tone, and a tone with a cadence of up to four segments. */
typedef struct TN_GEN {
    unsigned short tg_dflag; /* TN_SINGLE, TN_DUAL */
    unsigned short tg_freq1; /* Hz */
    unsigned short tg_freq2;
    short tg_ampl1; /* dB */
    short tg_ampl2;
    short tg_dur; /* 10 ms; -1: for ever */
} TN_GEN, *TN_GENP;

typedef struct TN_GENCAD {
    unsigned char cycles; /* 255: for ever */
    unsigned char numsegs;
    short offtime[4]; /* 10 ms */
    TN_GEN tone[4];
} TN_GENCAD, *TN_GENCADP;

/* A tone of call progress analysis. */
typedef struct TONE_SEG {
    unsigned short structver;
    unsigned short tn_dflag;
    unsigned short tn1_min;
    unsigned short tn1_max;
    unsigned short tn2_min;
    unsigned short tn2_max;
    unsigned short tn_twinmin;
    unsigned short tn_twinmax;
    unsigned short tnon_min;
    unsigned short tnon_max;
    unsigned short tnoff_min;
    unsigned short tnoff_max;
} TONE_SEG;

typedef struct TONE_DATA {
    unsigned short structver;
    unsigned short numofseg;
    unsigned short tn_rep_cnt;
    TONE_SEG toneseg[6];
} TONE_DATA, *TONE_DATAP;

/* Speed and volume: a table of steps, and digits that change them. */
typedef struct DX_SVMT {
    signed char decrease[10]; /* -128: no such step */
    signed char origin;
    signed char increase[10];
} DX_SVMT, *DX_SVMTP;

typedef struct DX_SVCB {
    unsigned short type;
    short adjsize;
    unsigned char digit;
    unsigned char digtype;
} DX_SVCB, *DX_SVCBP;

/* A program's own functions in place of read, write and lseek. */
typedef struct DX_UIO {
#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L)
    int (*u_read)(int, char*, unsigned);
    int (*u_write)(int, char*, unsigned);
    long (*u_seek)(int, long, int);
#else
    int (*u_read)();
    int (*u_write)();
    long (*u_seek)();
#endif
} DX_UIO, *DX_UIOP;

/* Echo cancellation; programs derive from it. */
typedef struct DX_ECRCT {
    int ct_length; /* SIZE_OF_ECR_CT */
    unsigned char ct_NLPflag;
} DX_ECRCT;

#define SIZE_OF_ECR_CT ((int)sizeof(DX_ECRCT))
#define ECR_CT_ENABLE 0
#define ECR_CT_DISABLE 1

/* What a channel can do. */
typedef struct FEATURE_TABLE {
    unsigned short ft_play;   /* FT_ADPCM ... FT_DRT11KHZ */
    unsigned short ft_record; /* the same */
    unsigned short ft_tone;
    unsigned short ft_e2p_brd_cfg; /* FT_CSP */
    unsigned short ft_fax;         /* FT_FAX, FT_FAX_T38UDP */
    unsigned short ft_front_end;
    unsigned short ft_misc;
    unsigned short ft_send;
    unsigned short ft_rfu[8];
} FEATURE_TABLE, *FEATURE_TABLEP;

typedef struct CTEX_DEVINFO {
    unsigned long ctex_version;
    FEATURE_TABLE ctex_feature_table;
    unsigned char ctex_rfu[32];
} CTEX_DEVINFO;

/* Data by modem tones: dx_TxIottData and its kin. */
typedef struct ADSI_XFERSTRUC {
    unsigned int cbSize; /* bytes of this structure */
    unsigned long dwTxDataMode;
    unsigned long dwRxDataMode;
} ADSI_XFERSTRUC;

/* How full a stream is. */
typedef struct DX_STREAMSTAT {
    unsigned int version;
    unsigned int bytesIn;
    unsigned int bytesOut;
    unsigned int headPointer;
    unsigned int tailPointer;
    unsigned int currentState;
    unsigned int numberOfBufferUnderruns;
    unsigned int numberOfBufferOverruns;
    unsigned int BufferSize;
    unsigned int spaceAvailable;
    unsigned int highWaterMark;
    unsigned int lowWaterMark;
} DX_STREAMSTAT;

#endif
