/*
 * gcip_h323.h - what of Global Call on IP is for H.323 alone; included by gcip.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported: this product speaks SIP. The names are here, so that programs of both compile.
 * Source: the IP Technology Guide.
 */
#ifndef TRUNKCALL_GCIP_H323_H
#define TRUNKCALL_GCIP_H323_H

/* IPSET_NONSTANDARDDATA, IPSET_NONSTANDARDCONTROL. */
#define IPPARM_NONSTANDARDDATA_DATA 1
#define IPPARM_NONSTANDARDDATA_OBJID 2
#define IPPARM_H221NONSTANDARD 3 /* IP_H221NONSTANDARD */

/* IPSET_TUNNELEDSIGNALMSG. */
#define IPPARM_TUNNELEDSIGNALMSG_DATA 1
#define IPPARM_TUNNELEDSIGNALMSG_ALTERNATEID 2 /* IP_TUNNELPROTOCOL_ALTID */

typedef struct {
    unsigned char country_code;
    unsigned char extension;
    unsigned short manufacturer_code;
} IP_H221NONSTANDARD, *IP_H221NONSTANDARDP;

typedef struct {
    char protocolType[64];
    char protocolVariant[64];
    char subIdentifier[64];
} IP_TUNNELPROTOCOL_ALTID, *IP_TUNNELPROTOCOL_ALTIDP;

typedef struct {
    unsigned int timestamp;
    unsigned int tx_packets;
    unsigned int tx_octets;
    unsigned int fraction_lost;
    unsigned int cumulative_lost;
} IP_RTCPINFO, *IP_RTCPINFOP;

#endif
