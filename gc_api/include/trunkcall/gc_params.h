/*
 * gc_params.h - targets, sets, parameters and values of the generic part of Global Call; included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_GC_PARAMS_H
#define TRUNKCALL_GC_PARAMS_H

/* Call states: one bit each, so that results may be tested by OR. */
#define GCST_NULL 0x0
#define GCST_ACCEPTED 0x1
#define GCST_ALERTING 0x2
#define GCST_CONNECTED 0x4
#define GCST_OFFERED 0x8
#define GCST_DIALING 0x10
#define GCST_IDLE 0x20
#define GCST_DISCONNECTED 0x40
#define GCST_DIALTONE 0x80
#define GCST_ONHOLDPENDINGTRANSFER 0x100
#define GCST_ONHOLD 0x200
#define GCST_DETECTED 0x400
#define GCST_PROCEEDING 0x800
#define GCST_SENDMOREINFO 0x1000
#define GCST_GETMOREINFO 0x2000
#define GCST_CALLROUTING 0x4000
#define GCST_INVOKE_XFER_ACCEPTED 0x8000

/* State of a line device: gc_GetLinedevState. */
#define GCLS_INSERVICE 0
#define GCLS_MAINTENANCE 1
#define GCLS_OUT_OF_SERVICE 2

/* The state type that gc_GetLinedevState is asked for. */
#define GCGLS_BCHANNEL 0
#define GCGLS_DCHANNEL 1

/* Causes of gc_DropCall; the IPEC_SIPReasonStatus values of gcip.h may be given in their place. */
#define GC_UNASSIGNED_NUMBER 1
#define GC_NORMAL_CLEARING 2
#define GC_CHANNEL_UNACCEPTABLE 3
#define GC_USER_BUSY 4
#define GC_CALL_REJECTED 5
#define GC_DEST_OUT_OF_ORDER 6
#define GC_NETWORK_CONGESTION 7
#define GC_REQ_CHANNEL_NOT_AVAIL 8
#define GC_SEND_SIT 9

/* What gc_GetCallInfo is asked for. The comment names what valuep must point to. */
#define CATEGORY_DIGIT 1 /* other technologies: EGC_UNSUPPORTED */
#define CONNECT_TYPE 2   /* char: GCCT_; GCCT_NA, as no call is listened to yet */
#define CALLNAME 3       /* char[GC_ADDRSIZE]: display name of the From header */
#define CALLTIME 4       /* other technologies, as the next three: EGC_UNSUPPORTED */
#define CALLINFOTYPE 5
#define PRESENT_RESTRICT 6
#define U_IES 7
#define ORIGINATION_ADDRESS 8 /* char[GC_ADDRSIZE]: user@host of the From header */
#define DESTINATION_ADDRESS 9 /* char[GC_ADDRSIZE]: user@host of the To header */
#define IP_CALLID 10          /* char[IP_SIP_CALLIDSIZE]: Call-ID */
#define CALLPROTOCOL 11       /* int: CALLPROTOCOL_ */
#define ORIGINATION_URI 12    /* char[GC_ADDRSIZE]: whole URI of the From header */
#define DESTINATION_URI 13    /* char[GC_ADDRSIZE]: whole URI of the To header */

/* Facts of a call over TLS, char[GC_ADDRSIZE] each; not in the manuals. EGC_INVSTATE when there is no TLS. */
#define CALLINFO_TLS_PROTOCOL 100     /* "TLSv1.3" */
#define CALLINFO_TLS_CIPHER 101       /* "TLS_AES_256_GCM_SHA384" */
#define CALLINFO_TLS_PEER_NAME 102    /* the name in its certificate that held, "DNS:host"; "" when none was asked for */
#define CALLINFO_TLS_PEER_SUBJECT 103 /* subject of the peer's certificate; "" when it sent none */
#define CALLINFO_TLS_PEER_ISSUER 104
#define CALLINFO_TLS_PEER_NOT_AFTER 105 /* ISO 8601, UTC */
#define CALLINFO_TLS_PEER_SERIAL 106    /* hexadecimal */
#define CALLINFO_TLS_RESUMED 107        /* "1": the handshake resumed a session; "0": it was a full one */
#define CALLINFO_TLS_EXPECTED_NAME 108  /* the name that was asked for; "" on calls that came in */
#define CALLINFO_TLS_PEER_NOT_BEFORE 109 /* ISO 8601, UTC */
#define CALLINFO_TLS_ALPN 110            /* "sip/2"; "" when none was agreed on */
#define CALLINFO_TLS_PEER_VERIFIED 111   /* "1": every rule held; "0": no certificate came, or a callback accepted it */

#define CALLPROTOCOL_SIP 1
#define CALLPROTOCOL_H323 2

#define GCCT_NA 0
#define GCCT_CAD 1
#define GCCT_LPC 2
#define GCCT_PVD 3
#define GCCT_PAMD 4
#define GCCT_FAX 5
#define GCCT_FAX1 6
#define GCCT_FAX2 7
#define GCCT_INPROGRESS 8
#define GCCT_DISCARDED 9
#define GCCT_UNKNOWN 10

/* Address types and plans of GCLIB_ADDRESS_BLK. */
#define GCADDRTYPE_TRANSPARENT 0
#define GCADDRTYPE_NAT 1
#define GCADDRTYPE_INTL 2
#define GCADDRTYPE_LOC 3
#define GCADDRTYPE_IP 4
#define GCADDRTYPE_URL 5
#define GCADDRTYPE_DOMAIN 6
#define GCADDRTYPE_EMAIL 7

#define GCADDRPLAN_UNKNOWN 0
#define GCADDRPLAN_ISDN 1
#define GCADDRPLAN_TELEPHONY 2
#define GCADDRPLAN_PRIVATE 3

#define GCSUBADDR_UNKNOWN 0
#define GCSUBADDR_OSI 1
#define GCSUBADDR_USER 2
#define GCSUBADDR_IA5 3

#define GCCAT_SUB_NOPRIOR 1
#define GCCAT_SUB_PRIOR 2
#define GCCAT_MAINT_EQUIP 3
#define GCCAT_COIN_BOX 4
#define GCCAT_OPERATOR 5
#define GCCAT_DATA 6
#define GCCAT_CPTP 7
#define GCCAT_SPECIAL 8
#define GCCAT_MOBILE 9
#define GCCAT_VPN 10
#define GCCAT_MAIN_EQUIP GCCAT_MAINT_EQUIP

#define GCADDRINFO_ENBLOC 1
#define GCADDRINFO_OVERLAP 2

#define GCMEDSEL_MEDIUM_PREF 1
#define GCMEDSEL_MEDIUM_EXCL 2

/* Resources of a line device. */
#define GC_NETWORKDEVICE 1
#define GC_VOICEDEVICE 2
#define GC_MEDIADEVICE 3
#define GC_NET_GCLINEDEVICE 4

/* Targets: what a target_id means. */
#define GCTGT_GCLIB_SYSTEM 1 /* GCGV_LIB */
#define GCTGT_GCLIB_NETIF 2  /* board LINEDEV */
#define GCTGT_GCLIB_CHAN 3   /* LINEDEV */
#define GCTGT_GCLIB_CRN 4    /* CRN */
#define GCTGT_CCLIB_SYSTEM 5
#define GCTGT_CCLIB_NETIF 6
#define GCTGT_CCLIB_CHAN 7
#define GCTGT_CCLIB_CRN 8
#define GCTGT_PROTOCOL_SYSTEM 9
#define GCTGT_PROTOCOL_NETIF 10
#define GCTGT_PROTOCOL_CHAN 11
#define GCTGT_FIRMWARE_NETIF 12
#define GCTGT_FIRMWARE_CHAN 13
#define GCGV_LIB 0

/* How long gc_SetUserInfo holds. */
#define GC_SINGLECALL 1        /* the next call, or the rest of this one */
#define GC_ALLCALLS 2          /* all calls of the device */
#define GC_NEXT_OUTBOUND_MSG 3 /* the next message */

#define GCUPDATE_IMMEDIATE 0
#define GCUPDATE_ATNULL 1

#define GC_ACK 1
#define GC_NACK 0

#define GCCONTROL_TCCL 0
#define GCCONTROL_APP 1

#define GCPV_DISABLE 0
#define GCPV_ENABLE 1

/* gc_SetParm, gc_GetParm. */
#define GCPR_MEDIADETECT 1
#define GCPR_CALLPROGRESS 2
#define GCPR_CALLINGPARTY 3
#define GCPR_LOADTONES 4
#define GCPR_RECEIVE_INFO_BUF 5
#define GCPR_MINDIGITS 6
#define GCPR_CATEGORY 7
#define GCPR_RINGING 8

/* Types and permissions of parameters. */
#define GC_VALUE_INT 1
#define GC_VALUE_UINT 2
#define GC_VALUE_LONG 3
#define GC_VALUE_ULONG 4
#define GC_VALUE_SHORT 5
#define GC_VALUE_USHORT 6
#define GC_VALUE_CHAR 7
#define GC_VALUE_UCHAR 8
#define GC_VALUE_STRING 9
#define GC_VALUE_PARM_ID 10

#define GC_R_O 0
#define GC_W_I 1
#define GC_W_N 2
#define GC_W_X 3

/* Number ranges of set IDs, one for each library and the generic part. */
#define GC_CCLIB_SET_START 0x1000
#define GC_CCLIB_SET_SPAN 0x0400
#define GC_GCLIB_DEF_SET_MIN 0x0000
#define GC_GCLIB_DEF_SET_MAX 0x03ff
#define GC_GCLIB_GEN_SET_MIN 0x0400
#define GC_GCLIB_GEN_SET_MAX 0x07ff
#define GC_GCLIB_USE_SET_MIN 0x0800
#define GC_GCLIB_USE_SET_MAX 0x0bff
#define GC_GCLIB_TECH_SET_MIN 0x0c00
#define GC_GCLIB_TECH_SET_MAX 0x0fff
#define GC_ICAPILIB_SET_MIN 0x1000
#define GC_ICAPILIB_SET_MAX 0x13ff
#define GC_ISDNLIB_SET_MIN 0x1400
#define GC_ISDNLIB_SET_MAX 0x17ff
#define GC_PDKRTLIB_SET_MIN 0x1800
#define GC_PDKRTLIB_SET_MAX 0x1bff
#define GC_SS7LIB_SET_MIN 0x1c00
#define GC_SS7LIB_SET_MAX 0x1fff
#define GC_DM3CCLIB_SET_MIN 0x2000
#define GC_DM3CCLIB_SET_MAX 0x23ff
#define GC_IPMLIB_SET_MIN 0x2400
#define GC_IPMLIB_SET_MAX 0x27ff
#define GC_ANAPILIB_SET_MIN 0x2800
#define GC_ANAPILIB_SET_MAX 0x2bff
#define GC_CUSTOM1LIB_SET_MIN 0x2c00
#define GC_CUSTOM1LIB_SET_MAX 0x2fff
#define GC_IP_TECH_SET_MIN 0x3000
#define GC_IP_TECH_SET_MAX 0x33ff
#define GC_CUSTOM2LIB_SET_MIN 0x3400
#define GC_CUSTOM2LIB_SET_MAX 0x37ff
#define GC_PROTOCOL_SET_MIN 0x3800
#define GC_PROTOCOL_SET_MAX 0x3bff
#define GC_FIRMWARE_SET_MIN 0x3c00
#define GC_FIRMWARE_SET_MAX 0x3fff

/* Generic sets. */
#define GCSET_CHAN_CAPABILITY 0x0401
#define GCSET_CALLEVENT_MSK 0x0402
#define GCSET_CALLSTATE_MSK 0x0403
#define GCSET_CALL_CONFIG 0x0404
#define GCSET_SERVREQ 0x0405
#define GCSET_SUPP_XFER 0x0406
#define GCSET_DEST_ADDR 0x0407
#define GCSET_ORIG_ADDR 0x0408
#define GCSET_CHAN_BLK 0x0409
#define GCSET_CALL_BLK 0x040a
#define GCSET_CALLINFO 0x040b
#define GCSET_CALLER_ID 0x040c
#define GCSET_DEVICEINFO 0x040d
#define GCSET_CCLIB_INFO 0x040e
#define GCSET_PROTOCOL 0x040f
#define GCSET_PARM 0x0410
#define GCSET_GENERIC 0x0411
#define GCSET_NETIF_NUM 0x0412
#define GCSET_CRN_INDEX 0x0413

/*
 * Parameters of the generic sets; GCPARM_GET_MSK shares its set with the GCACT_ actions.
 */
#define GCPARM_GET_MSK 0x10
#define GCPARM_1ST_CRN 0x11
#define GCPARM_2ND_CRN 0x12
#define GCPARM_ADDR_DATA 0x13
#define GCPARM_ADDR_PLAN 0x14
#define GCPARM_ADDR_TYPE 0x15
#define GCPARM_ADDRESS 0x16
#define GCPARM_BOARD_LDID 0x17
#define GCPARM_CALL_ADDR_INFO 0x18
#define GCPARM_CALL_CATEGORY 0x19
#define GCPARM_CALLACK 0x1a
#define GCPARM_CALLPROC 0x1b
#define GCPARM_CALLSTATE 0x1c
#define GCPARM_CAPABILITY 0x1d
#define GCPARM_CCLIB_ID 0x1e
#define GCPARM_CCLIB_NAME 0x1f
#define GCPARM_CHAN_MEDIA_ID 0x20
#define GCPARM_CHAN_MEDIA_SEL 0x21
#define GCPARM_DATE 0x22
#define GCPARM_DEVICENAME 0x23
#define GCPARM_GENERIC 0x24
#define GCPARM_INFO 0x25
#define GCPARM_IP_NETIF 0x26
#define GCPARM_MAX_INFO 0x27
#define GCPARM_MIN_INFO 0x28
#define GCPARM_NAME 0x29
#define GCPARM_NAME_ABSENCE 0x2a
#define GCPARM_NETWORKH 0x2b
#define GCPARM_NUMBER_ABSENCE 0x2c
#define GCPARM_PROTOCOL_ID 0x2d
#define GCPARM_PROTOCOL_NAME 0x2e
#define GCPARM_RATE 0x2f
#define GCPARM_SUBADDR_DATA 0x30
#define GCPARM_SUBADDR_PLAN 0x31
#define GCPARM_SUBADDR_TYPE 0x32
#define GCPARM_TIME 0x33
#define GCPARM_TYPE 0x34
#define GCPARM_VOICEH 0x35
#define GCPARM_VOICENAME 0x36
#define GCPARM_PRIMARYCALL_CRN 0x37
#define GCPARM_SECONDARYCALL_CRN 0x38
#define GCPARM_TRANSFERRING_ADDR 0x39

/* Parameters of GCSET_SERVREQ. */
#define PARM_REQTYPE 1
#define PARM_ACK 2
#define PARM_SERVICEID 3

/* Reasons of gc_RejectXfer for protocols other than SIP. */
#define GCVAL_REJREASON_INSUFFINFO 1
#define GCVAL_REJREASON_INVADDR 2
#define GCVAL_REJREASON_NOTALLOWED 3
#define GCVAL_REJREASON_NOTSUBSCRIBED 4
#define GCVAL_REJREASON_UNAVAIL 5
#define GCVAL_REJREASON_UNSPECIFIED 6

/* Capabilities: types. */
#define GCCAPTYPE_UNDEFINED 0
#define GCCAPTYPE_AUDIO 1
#define GCCAPTYPE_VIDEO 2
#define GCCAPTYPE_RDATA 3
#define GCCAPTYPE_UDATA 4
#define GCCAPTYPE_DTMF 5
#define GCCAPTYPE_MUX 6
#define GCCAPTYPE_3KHZ_AUDIO 7
#define GCCAPTYPE_7KHZ_AUDIO 8

/* Capabilities: what. */
#define GCCAP_dontCare 0xff
#define GCCAP_noChange 256
#define GCCAP_unknown 257
#define GCCAP_nonStandard 258
#define GCCAP_AUDIO_NO_AUDIO 259
#define GCCAP_AUDIO_g711Alaw64k 260
#define GCCAP_AUDIO_g711Alaw56k 261
#define GCCAP_AUDIO_g711Ulaw64k 262
#define GCCAP_AUDIO_g711Ulaw56k 263
#define GCCAP_AUDIO_G721ADPCM 264
#define GCCAP_AUDIO_g722_48k 265
#define GCCAP_AUDIO_g722_56k 266
#define GCCAP_AUDIO_g722_64k 267
#define GCCAP_AUDIO_g7231_5_3k 268
#define GCCAP_AUDIO_g7231_6_3k 269
#define GCCAP_AUDIO_g7231AnnexCCapability 270
#define GCCAP_AUDIO_g726_16k 271
#define GCCAP_AUDIO_g726_24k 272
#define GCCAP_AUDIO_g726_32k 273
#define GCCAP_AUDIO_g726_40k 274
#define GCCAP_AUDIO_g728 275
#define GCCAP_AUDIO_g729 276
#define GCCAP_AUDIO_g729AnnexA 277
#define GCCAP_AUDIO_g729wAnnexB 278
#define GCCAP_AUDIO_g729AnnexAwAnnexB 279
#define GCCAP_AUDIO_gsmFullRate 280
#define GCCAP_AUDIO_gsmHalfRate 281
#define GCCAP_AUDIO_gsmEnhancedFullRate 282
#define GCCAP_AUDIO_gsmAdaptiveMultiRate 283
#define GCCAP_AUDIO_is11172 284
#define GCCAP_AUDIO_is13818 285
#define GCCAP_AUDIO_is127EnhancedVariableRate 286
#define GCCAP_AUDIO_nonstandard 287
#define GCCAP_VIDEO_h261 288
#define GCCAP_VIDEO_h262 289
#define GCCAP_VIDEO_h263 290
#define GCCAP_VIDEO_is11172 291
#define GCCAP_VIDEO_nonstandard 292
#define GCCAP_DATA_nonStandard 293
#define GCCAP_DATA_t38UDPFax 294
#define GCCAP_DATA_t30Fax 295
#define GCCAP_DATA_t120 296
#define GCCAP_DATA_t140 297
#define GCCAP_DATA_t434 298
#define GCCAP_DATA_t84 299
#define GCCAP_DATA_dsm_cc 300
#define GCCAP_DATA_dsvdControl 301
#define GCCAP_DATA_h222 302
#define GCCAP_DATA_h224 303
#define GCCAP_DATA_nlpd 304
#define GCCAP_DATA_usrData 305
#define GCCAP_DATA_CCITTV110 306
#define GCCAP_DATA_CCITTV120 307
#define GCCAP_DATA_CCITTX31 308
#define GCCAP_clientUserInput 309
#define GCCAP_conference 310
#define GCCAP_h235Security 311
#define GCCAP_muxH222 312
#define GCCAP_muxH223 313
#define GCCAP_muxH223AnnexA 314
#define GCCAP_muxH2250 315
#define GCCAP_muxNonStandard 316
#define GCCAP_muxVgMux 317
#define GCCAP_rxEncryption 318
#define GCCAP_txEncryption 319
#define GCCAP_AUDIO_G711Alaw64k GCCAP_AUDIO_g711Alaw64k
#define GCCAP_AUDIO_G711Ulaw64k GCCAP_AUDIO_g711Ulaw64k

/* Rates of data capabilities. */
#define GCCAPRATE_DEFAULT 0
#define GCCAPRATE_EINI460 1
#define GCCAPRATE_50 2
#define GCCAPRATE_75 3
#define GCCAPRATE_75_1200 4
#define GCCAPRATE_100 5
#define GCCAPRATE_110 6
#define GCCAPRATE_134 7
#define GCCAPRATE_150 8
#define GCCAPRATE_200 9
#define GCCAPRATE_300 10
#define GCCAPRATE_600 11
#define GCCAPRATE_1200 12
#define GCCAPRATE_1200_75 13
#define GCCAPRATE_2400 14
#define GCCAPRATE_3600 15
#define GCCAPRATE_4800 16
#define GCCAPRATE_5300 17
#define GCCAPRATE_6300 18
#define GCCAPRATE_7200 19
#define GCCAPRATE_8000 20
#define GCCAPRATE_9600 21
#define GCCAPRATE_12000 22
#define GCCAPRATE_14400 23
#define GCCAPRATE_16000 24
#define GCCAPRATE_19200 25
#define GCCAPRATE_32000 26
#define GCCAPRATE_48000 27
#define GCCAPRATE_56000 28
#define GCCAPRATE_64000 29
#define GCCAPRATE_128000 30
#define GCCAPRATE_384000 31
#define GCCAPRATE_1536000 32
#define GCCAPRATE_1920000 33

#define GC_CA_DISABLE 0
#define GC_CA_ENABLE_ALL 0xff

#define MEDIA_TYPE_DETECT 1

#endif
