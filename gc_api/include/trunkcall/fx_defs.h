/*
 * fx_defs.h - values and structures of the fax library; included by faxlib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_FX_DEFS_H
#define TRUNKCALL_FX_DEFS_H

#include "gc_export.h"

/* Events. */
#define TFX_FAXSEND 0xa0
#define TFX_FAXRECV 0xa1
#define TFX_FAXERROR 0xa2
#define TFX_PHASEB 0xa3
#define TFX_PHASED 0xa4

/* Who begins: fx_initstat. */
#define DF_TX 1
#define DF_RX 2

/* What a document is: dtype of fx_setiott, DF_IOTT.io_datatype, flag of fx_rcvfax. */
#define DF_RAW 0x0100
#define DF_TIFF 0x0200
#define DF_ASCII 0x0400

/* Flags of fx_sendfax and fx_rcvfax, with EV_ASYNC and IO_UIO. */
#define DF_PHASEB 0x00010000
#define DF_PHASED 0x00020000
#define DF_A4MAXLEN 0x00040000
#define DF_NOMAXLEN 0x00080000
#define DF_ACCEPT_VRQ 0x00100000
#define DF_ISSUE_VRQ 0x00200000
#define DF_POLL 0x00400000
#define DF_TXRESLO 0x00800000
#define DF_TXRESHI 0x01000000
#define DF_ENABLE_RTV 0x02000000

/* DF_IOTT.io_phdcont: what follows a page. */
#define DFC_AUTO 1
#define DFC_EOP 2
#define DFC_EOM 3
#define DFC_MPS 4
#define DFC_MPG DFC_MPS

/* Parameters of fx_setparm and fx_getparm. */
#define FC_HDRATTRIB 0x4001
#define FC_HDRDATETIME 0x4002
#define FC_HDRSTARTPAGE 0x4003
#define FC_HDRUSER 0x4004
#define FC_HDRUSER2 0x4005
#define FC_LOCALID 0x4006
#define FC_REMOTEID 0x4007
#define FC_RETRYCNT 0x4008
#define FC_RTN 0x4009
#define FC_RXBAUDRATE 0x400a
#define FC_RXCODING 0x400b
#define FC_SENDCONT 0x400c
#define FC_TFPGBASE 0x400d
#define FC_TFTAGCHECK 0x400e
#define FC_TXBAUDRATE 0x400f
#define FC_TXCODING 0x4010

/* Their values: coding, */
#define DF_MH 0x01
#define DF_MR 0x02
#define DF_MMR 0x04
#define DF_ECM 0x08
/* speed, */
#define DF_2400BAUD 2400
#define DF_4800BAUD 4800
#define DF_7200BAUD 7200
#define DF_9600BAUD 9600
#define DF_12000BAUD 12000
#define DF_14400BAUD 14400
#define DF_33600BAUD 33600
#define DF_MAXBAUD DF_33600BAUD
/* header, */
#define DF_HDRFMT1 0x01
#define DF_HDRFMT2 0x02
#define DF_HDRBOLD 0x10
#define DF_HDRUNDERLINE 0x20
/* how often, and after what, a page is tried again, */
#define DF_NORETRY 0
#define DF_RETRY1 1
#define DF_RETRY2 2
#define DF_RETRY3 3
#define DF_RETRYDCN 0x10
/* the first page of a TIFF file and whether its tags must be whole. */
#define TF_AUTOPG 0
#define TF_MINTAGS 1

/* DF_ASCIIDATA. */
#define DF_FONT_0 0
#define DF_FONT_3 3
#define DF_UNITS_IN10 1
#define DF_UNITS_MM 2
#define DF_UNITS_PELS 3
#define DF_SINGLESPACE 1
#define DF_DOUBLESPACE 2
#define DF_HALFSPACE 3
#define DF_PAD 1
#define DF_NOPAD 0

/* What attributes give: ATFX_CODING, ATFX_ECM, ATFX_CHTYPE, ATFX_PHDCMD and ATFX_PHDRPY; bits of ATFX_BSTAT. */
#define DFS_MH 1
#define DFS_MR 2
#define DFS_MMR 3
#define DFS_NOECM 0
#define DFS_ECM 1
#define DFS_FAX40 40
#define DFS_FAX40E 41
#define DFS_FAX40EPLUS 42
#define DFS_FAX40PLUS DFS_FAX40EPLUS
#define DFS_EOP 1
#define DFS_MPS 2
#define DFS_EOM 3
#define DFS_RTP 4
#define DFS_RTN 5
#define DFS_PIP 6
#define DFS_PIN 7
#define DFS_MCF 8
#define DFS_REMOTEID 0x0001
#define DFS_NSF 0x0002

/* Errors: ATDV_LASTERR and ATFX_ESTAT. */
#define EFX_ABORTCMD 0x101
#define EFX_BADDCSTX 0x102
#define EFX_BADPAGE 0x103
#define EFX_BADPGTX 0x104
#define EFX_BADPHASE 0x105
#define EFX_BADTAG 0x106
#define EFX_BADTFHDR 0x107
#define EFX_BADTIF 0x108
#define EFX_CEDTONE 0x109
#define EFX_CHIPNORESP 0x10a
#define EFX_COMMERRRX 0x10b
#define EFX_COMMERRTX 0x10c
#define EFX_COMPAT 0x10d
#define EFX_DCNDATARX 0x10e
#define EFX_DCNFAXRX 0x10f
#define EFX_DCNNORTNRX 0x110
#define EFX_DCNPHDRX 0x111
#define EFX_DCNRRDRX 0x112
#define EFX_DISCONNECT 0x113
#define EFX_ECMPHDRX 0x114
#define EFX_ECMPHDTX 0x115
#define EFX_ECMRNRTX 0x116
#define EFX_GOTDCNTX 0x117
#define EFX_GOTDCSRX 0x118
#define EFX_HDLCCARR 0x119
#define EFX_INVALCMDRX 0x11a
#define EFX_INVALMMRTX 0x11b
#define EFX_INVALRSPTX 0x11c
#define EFX_NOCARRIERRX 0x11d
#define EFX_NODISTX 0x11e
#define EFX_NOEOLRX 0x11f
#define EFX_NOFAXRX 0x120
#define EFX_NOFINERECTX 0x121
#define EFX_NOISETX 0x122
#define EFX_NOPAGE 0x123
#define EFX_NOPOLL 0x124
#define EFX_NOWIDTHTX 0x125
#define EFX_NXTCMDRX 0x126
#define EFX_NXTCMDTX 0x127
#define EFX_PHBDEADTX 0x128
#define EFX_PHDDEADTX 0x129
#define EFX_PNSUCRX 0x12a
#define EFX_POLLED 0x12b
#define EFX_RETRYDCN 0x12c
#define EFX_RXCOMP 0x12d
#define EFX_T1EXPRX 0x12e
#define EFX_T1EXPTX 0x12f
#define EFX_T2EXPDCNRX 0x130
#define EFX_T2EXPDRX 0x131
#define EFX_T2EXPFAXRX 0x132
#define EFX_T2EXPMPSRX 0x133
#define EFX_T2EXPRRRX 0x134
#define EFX_T2EXPRX 0x135
#define EFX_TXCOMP 0x136
#define EFX_WHYDCNRX 0x137
#define EFX_UNSUPPORTED 0x138

/* One piece of a document. io_firstpg and io_pgcount are other names, for TIFF files. */
typedef struct DF_IOTT {
    unsigned long io_offset; /* first byte */
    unsigned long io_length; /* bytes; -1: all */
    char* io_bufferp;        /* IO_MEM: memory */
    struct DF_IOTT* io_prevp;
    struct DF_IOTT* io_nextp;
    void* io_datap; /* a DF_ASCIIDATA */
    int io_fhandle;
    unsigned short io_type;     /* IO_DEV, IO_MEM, IO_UIO and IO_CONT, IO_LINK, IO_EOT */
    unsigned short io_datatype; /* DF_RAW, DF_TIFF, DF_ASCII */
    unsigned short io_phdcont;  /* DFC_ */
    unsigned short io_width;
    unsigned char io_resln;
    unsigned char io_coding;
    unsigned char rfu[2];
} DF_IOTT, *DF_IOTTP;

#define io_firstpg io_offset
#define io_pgcount io_length

/* How text becomes a page. */
typedef struct DF_ASCIIDATA {
    unsigned short pagelength;
    unsigned short pagepad;
    unsigned short topmargin;
    unsigned short botmargin;
    unsigned short leftmargin;
    unsigned short rightmargin;
    unsigned short linespace;
    unsigned short font;
    unsigned short tabstops;
    unsigned char units;
    unsigned char flags;
} DF_ASCIIDATA;

/* A program's own functions in place of read, write and lseek. */
typedef struct DF_UIO {
#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L)
    int (*u_read)(int, char*, unsigned);
    int (*u_write)(int, char*, unsigned);
    long (*u_seek)(int, long, int);
#else
    int (*u_read)();
    int (*u_write)();
    long (*u_seek)();
#endif
} DF_UIO;

/* Frames of T.30 as they came. */
typedef struct DF_DCS {
    unsigned char dcs_data[16];
} DF_DCS;

typedef struct DF_DIS {
    unsigned char dis_data[16];
} DF_DIS;

#endif
