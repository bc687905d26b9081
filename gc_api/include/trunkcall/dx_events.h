/*
 * dx_events.h - events of the voice library, their masks and data; included by dxxxlib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_DX_EVENTS_H
#define TRUNKCALL_DX_EVENTS_H

#define DT_DX 0x80

/* Programs take event - TDX_PLAY as an index, and TDX_PLAY to TDX_GETR2MF for all events of voice. */
#define TDX_PLAY 0x81
#define TDX_RECORD 0x82
#define TDX_GETDIG 0x83
#define TDX_DIAL 0x84
#define TDX_CALLP 0x85
#define TDX_CST 0x86 /* DX_CST */
#define TDX_SETHOOK 0x87
#define TDX_WINK 0x88
#define TDX_ERROR 0x89
#define TDX_PLAYTONE 0x8a
#define TDX_BARGEIN 0x8b
#define TDX_NOSTOP 0x8c
#define TDX_TXDATA 0x8d
#define TDX_RXDATA 0x8e
#define TDX_UNKNOWN 0x8f
#define TDX_LISTEN 0x90
#define TDX_LISTEN_FAIL 0x91
#define TDX_UNLISTEN 0x92
#define TDX_UNLISTEN_FAIL 0x93
#define TDX_UNDERRUN 0x94
#define TDX_LOWWATER 0x95
#define TDX_HIGHWATER 0x96
#define TDX_CRTTONE 0x97
#define TDX_DELTONE 0x98
#define TDX_QRYTONE 0x99
#define TDX_GETR2MF 0x9f

/* Masks of dx_setevtmsk; DM_TONEON and DM_TONEOFF of dx_enbtone too. */
#define DM_RINGS 0x00001
#define DM_RNGOFF 0x00002
#define DM_LCOFF 0x00004
#define DM_LCOF DM_LCOFF
#define DM_LCON 0x00008
#define DM_LCREV 0x00010
#define DM_SILON 0x00020
#define DM_SILOFF 0x00040
#define DM_SILOF DM_SILOFF
#define DM_WINK 0x00080
#define DM_TONEON 0x00100
#define DM_TONEOFF 0x00200
#define DM_DIGITS 0x00400
#define DM_DIGOFF 0x00800
#define DM_UNDERRUN 0x01000

/* DX_CST.cst_event and DX_EBLK.ev_event: cst_data is named here. */
#define DE_RINGS 1 /* number of rings */
#define DE_RNGOFF 2
#define DE_LCOFF 3 /* 10 ms that it lasted, as for those that follow */
#define DE_LCOF DE_LCOFF
#define DE_LCON 4
#define DE_LCREV 5
#define DE_SILON 6
#define DE_SILOFF 7
#define DE_SILOF DE_SILOFF
#define DE_WINK 8
#define DE_TONEON 9   /* tone id */
#define DE_TONEOFF 10 /* tone id */
#define DE_DIGITS 11  /* low byte: the digit, high byte: its type */
#define DE_DIGOFF 12
#define DE_STOPRINGS 13
#define DE_STOPGETEVT 14
#define DE_UNDERRUN 15

/* Hook: dx_sethook, dx_wtring, ATDX_HOOKST, cst_event of TDX_SETHOOK. */
#define DX_ONHOOK 0x100
#define DX_OFFHOOK 0x101

/* Older names of how a call went, as events. */
#define CST_BUSY 0x200
#define CST_NOANS 0x201
#define CST_NORB 0x202
#define CST_CNCT 0x203
#define CST_CEPT 0x204
#define CST_STOPD 0x205
#define CST_DISCONNECT 0x206
#define CST_HKFLSHRCVD 0x207

#endif
