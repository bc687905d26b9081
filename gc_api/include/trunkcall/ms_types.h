/*
 * ms_types.h - conferences: parties, attributes, board parameters; included by msilib.h and dcblib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_MS_TYPES_H
#define TRUNKCALL_MS_TYPES_H

#include "gc_export.h"

/* A party. chan_attr and chan_lts are one: attributes go in, the time slot to listen to comes out. */
typedef struct MS_CDT {
    int chan_num;  /* time slot, or station */
    int chan_sel;  /* MSPN_ */
    int chan_attr; /* MSPA_ bits */
} MS_CDT, *MS_CDTP;

#define chan_lts chan_attr

#define MSPN_TS 1
#define MSPN_STATION 2

/* Attributes of a party. */
#define MSPA_NULL 0x0000
#define MSPA_RO 0x0001     /* only listens */
#define MSPA_TARIFF 0x0002 /* hears a tone from time to time */
#define MSPA_COACH 0x0004  /* only the pupil hears it */
#define MSPA_PUPIL 0x0008
#define MSPA_NOAGC 0x0010
#define MSPA_ECHOXCLEN 0x0020
#define MSPA_MODEFULLDUPLX 0x0040
#define MSPA_MODERECVONLY 0x0080
#define MSPA_MODEXMITONLY 0x0100

/* Attributes of a conference. */
#define MSCA_NULL 0x0000
#define MSCA_ND 0x0001 /* a tone when somebody comes or goes */
#define MSCA_NN 0x0002 /* but not to who comes */

/* Digits that change a party's volume: MSG_VOLDIG. */
typedef struct MS_VOL {
    unsigned char vol_control; /* 1: on */
    unsigned char vol_up;      /* '0' to '9', '*', '#' */
    unsigned char vol_reset;
    unsigned char vol_down;
} MS_VOL;

/* Parameters of a board. */
#define MSG_ACTID 0x01
#define MSG_ACTTALKNOTIFYINTERVAL 0x02
#define MSG_ALGORITHM 0x03
#define MSG_CLKMODE 0x04
#define MSG_DBOFFTM 0x05
#define MSG_DBONTM 0x06
#define MSG_DISTINCTRNG 0x07
#define MSG_FIRSTRINGNOTIFY 0x08
#define MSG_LOUDENGTHR 0x09
#define MSG_MAXFLASH 0x0a
#define MSG_MINFLASH 0x0b
#define MSG_PDRNGCAD 0x0c
#define MSG_RESTBL 0x0d
#define MSG_RING 0x0e
#define MSG_RNGCAD 0x0f
#define MSG_TONECLAMP 0x10
#define MSG_UDRNGCAD 0x11
#define MSG_VOLDIG 0x12
#define MSG_ZIPENA 0x13

#define ACTID_OFF 0
#define ACTID_ON 1
#define TONECLAMP_OFF 0
#define TONECLAMP_ON 1
#define MSCB_ND 1
#define MSCB_ZIP 2

#endif
