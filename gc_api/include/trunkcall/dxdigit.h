/*
 * dxdigit.h - digits: their types and the masks that name them; included by dxxxlib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_DXDIGIT_H
#define TRUNKCALL_DXDIGIT_H

/* How digits are made. The ASCII form, in DV_DIGIT.dg_type, is '0' plus the number. */
#define DG_DTMF 0
#define DG_LPD 1
#define DG_DPD 2
#define DG_MF 3
#define DG_USER1 4
#define DG_USER2 5
#define DG_USER3 6
#define DG_USER4 7
#define DG_USER5 8
#define DG_DTMF_ASCII '0'
#define DG_LPD_ASCII '1'
#define DG_DPD_ASCII '2'
#define DG_MF_ASCII '3'
#define DG_USER1_ASCII '4'
#define DG_USER2_ASCII '5'
#define DG_USER3_ASCII '6'
#define DG_USER4_ASCII '7'
#define DG_USER5_ASCII '8'
#define DG_END 0x7f /* after the last one */

/* Which digits are listened for: dx_setdigtyp. */
#define D_DTMF 0x01
#define D_LPD 0x02
#define D_DPD 0x04
#define D_DPDZ 0x08
#define D_MF 0x10
#define DM_DTMF D_DTMF
#define DM_LPD D_LPD
#define DM_DPD D_DPD
#define DM_DPDZ D_DPDZ
#define DM_MF D_MF

/* DV_TPT.tp_length with DX_DIGMASK: S is the star, P the pound. */
#define DM_0 0x0001
#define DM_1 0x0002
#define DM_2 0x0004
#define DM_3 0x0008
#define DM_4 0x0010
#define DM_5 0x0020
#define DM_6 0x0040
#define DM_7 0x0080
#define DM_8 0x0100
#define DM_9 0x0200
#define DM_S 0x0400
#define DM_P 0x0800
#define DM_A 0x1000
#define DM_B 0x2000
#define DM_C 0x4000
#define DM_D 0x8000

/* dx_setdigbuf: what happens when the buffer is full. */
#define DX_DIGTRUNC 0
#define DX_DIGCYCLIC 1

#endif
