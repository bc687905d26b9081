/*
 * gcip_defs.h - sets, parameters and values of Global Call on IP.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * "Str" is a char array whose stored length counts the final NUL.
 */
#ifndef TRUNKCALL_GCIP_DEFS_H
#define TRUNKCALL_GCIP_DEFS_H

/* Sets. */
#define BASE_SETID 0x3000
#define IPSET_LOCAL_ALIAS (BASE_SETID + 1)
#define IPSET_SUPPORTED_PREFIXES (BASE_SETID + 2)
#define IPSET_CALLINFO (BASE_SETID + 3)
#define IPSET_SDP (BASE_SETID + 4)
#define IPSET_CONFERENCE (BASE_SETID + 5)
#define IPSET_NONSTANDARDDATA (BASE_SETID + 6)
#define IPSET_NONSTANDARDCONTROL (BASE_SETID + 7)
#define IPSET_VENDORINFO (BASE_SETID + 8)
#define IPSET_TUNNELEDSIGNALMSG (BASE_SETID + 9)
#define IPSET_MSG_H245 (BASE_SETID + 10)
#define IPSET_MSG_Q931 (BASE_SETID + 11)
#define IPSET_MSG_REGISTRATION (BASE_SETID + 12)
#define IPSET_DTMF (BASE_SETID + 14)
#define IPSET_IPPROTOCOL_STATE (BASE_SETID + 15)
#define IPSET_MEDIA_STATE (BASE_SETID + 16)
#define IPSET_REG_INFO (BASE_SETID + 22)
#define IPSET_EXTENSIONEVT_MSK (BASE_SETID + 23)
#define IPSET_PROTOCOL (BASE_SETID + 24)
#define IPSET_CONFIG (BASE_SETID + 25)
#define IPSET_SIP_MSGINFO (BASE_SETID + 27)
#define IPSET_FOIP (BASE_SETID + 28)
#define IPSET_SWITCH_CODEC (BASE_SETID + 29)
#define IPSET_MIME (BASE_SETID + 30)
#define IPSET_MIME_200OK_TO_BYE (BASE_SETID + 31)
#define IPSET_SIP_RESPONSE_CODE (BASE_SETID + 32)
#define IPSET_RTP_ADDRESS (BASE_SETID + 34)
#define IPSET_MSG_SIP (BASE_SETID + 35)
#define IPSET_SIP_REQUEST_ERROR (BASE_SETID + 37)
#define IPSET_SIP_SESSION_TIMER (BASE_SETID + 40)
#define IPSET_SIP_STATS (BASE_SETID + 44)
#define IPSET_TLS (BASE_SETID + 0x100) /* this library's own: TLS of a call, and of a board */

/* IPSET_CONFIG. */
#define IPPARM_OPERATING_MODE 2           /* long: IP_T38_ */
#define IPPARM_AUTHENTICATION_CONFIGURE 5 /* IP_AUTHENTICATION */
#define IPPARM_AUTHENTICATION_REMOVE 6    /* IP_AUTHENTICATION */
#define IPPARM_REGISTER_SIP_HEADER 7      /* Str: name of a header that events shall carry */
#define IPPARM_IPMPARM 8

#define IP_T38_AUTOMATIC_MODE 1
#define IP_T38_MANUAL_MODE 2
#define IP_T38_MANUAL_MODIFY_MODE 4
#define IP_AUTOMATIC_MODE IP_T38_AUTOMATIC_MODE
#define IP_MANUAL_MODE IP_T38_MANUAL_MODE

/* IPSET_PROTOCOL. */
#define IPPARM_PROTOCOL_BITMASK 1 /* char: IP_PROTOCOL_ */

#define IP_PROTOCOL_SIP 1
#define IP_PROTOCOL_H323 2

/* IPSET_REG_INFO. */
#define IPPARM_OPERATION_REGISTER 1   /* char: IP_REG_SET_INFO ... */
#define IPPARM_OPERATION_DEREGISTER 2 /* char: IP_REG_DELETE_ALL ... */
#define IPPARM_REG_ADDRESS 3          /* IP_REGISTER_ADDRESS */
#define IPPARM_REG_STATUS 4           /* char: IP_REG_CONFIRMED, IP_REG_REJECTED */
#define IPPARM_REG_AUTOREFRESH 5      /* char: IP_REG_AUTOREFRESH_ */
#define IPPARM_REG_SERVICEID 6        /* unsigned long */

#define IP_REQTYPE_REGISTRATION 1
#define IP_REG_SET_INFO 1
#define IP_REG_ADD_INFO 2
#define IP_REG_DELETE_BY_VALUE 3
#define IP_REG_QUERY_INFO 6
#define IP_REG_MAINTAIN_LOCAL_INFO 4
#define IP_REG_DELETE_ALL 5
#define IP_REG_CONFIRMED 1
#define IP_REG_REJECTED 0
#define IP_REG_AUTOREFRESH_DISABLE 0
#define IP_REG_AUTOREFRESH_ENABLE 1
#define IP_AUTOREFRESH_DISABLE IP_REG_AUTOREFRESH_DISABLE
#define IP_AUTOREFRESH_ENABLE IP_REG_AUTOREFRESH_ENABLE
#define IP_REG_MULTICAST_DEFAULT_ADDR "224.0.1.75"

/* IPSET_LOCAL_ALIAS, IPSET_SUPPORTED_PREFIXES: Str. */
#define IPPARM_ADDRESS_TRANSPARENT 0
#define IPPARM_ADDRESS_DOT_NOTATION 1
#define IPPARM_ADDRESS_H323_ID 2
#define IPPARM_ADDRESS_PHONE 3
#define IPPARM_ADDRESS_URL 4
#define IPPARM_ADDRESS_EMAIL 5

/* GCSET_CHAN_CAPABILITY. */
#define IPPARM_LOCAL_CAPABILITY 1 /* IP_CAPABILITY */

/* IPSET_CALLINFO. */
#define IPPARM_CALLID 1           /* Str */
#define IPPARM_CALLDURATION 2     /* unsigned int */
#define IPPARM_CONNECTIONMETHOD 3 /* char: IP_CONNECTIONMETHOD_ */
#define IPPARM_DISPLAY 4          /* Str */
#define IPPARM_PHONELIST 5        /* Str */
#define IPPARM_USERUSER_INFO 6
#define IPPARM_BEARERCAP 7
#define IPPARM_FACILITY 8
#define IPPARM_H245TUNNELING 9
#define IPPARM_FASTSTART_MANDATORY_H245CH 10

#define IP_CONNECTIONMETHOD_FASTSTART 1 /* the INVITE carries the SDP offer */
#define IP_CONNECTIONMETHOD_SLOWSTART 2 /* the INVITE carries no offer */
#define IPPARM_CONNECTIONMETHOD_FASTSTART IP_CONNECTIONMETHOD_FASTSTART
#define IPPARM_CONNECTIONMETHOD_SLOWSTART IP_CONNECTIONMETHOD_SLOWSTART

#define MAX_IP_SIP_CALLID_LENGTH 255
#define IP_SIP_CALLIDSIZE 256
#define IP_SIP_METHODSIZE 32
#define IP_ADDR_SIZE 64
#define MAX_DISPLAY_LENGTH 82

/* IPSET_SIP_MSGINFO: Str. IPPARM_SIP_HDR ("Name: value", any length, may repeat) replaces the others. */
#define IPPARM_REQUEST_URI 0x01
#define IPPARM_CONTACT_URI 0x02
#define IPPARM_FROM_DISPLAY 0x03
#define IPPARM_TO_DISPLAY 0x04
#define IPPARM_CONTACT_DISPLAY 0x05
#define IPPARM_REFERRED_BY 0x06
#define IPPARM_REPLACES 0x07
#define IPPARM_CONTENT_DISPOSITION 0x08
#define IPPARM_CONTENT_ENCODING 0x09
#define IPPARM_CONTENT_LENGTH 0x0a
#define IPPARM_CONTENT_TYPE 0x0b
#define IPPARM_REFER_TO 0x0c
#define IPPARM_DIVERSION_URI 0x0d
#define IPPARM_EVENT_HDR 0x0e
#define IPPARM_EXPIRES_HDR 0x0f
#define IPPARM_CALLID_HDR 0x10
#define IPPARM_SIP_HDR 0x11
#define IPPARM_FROM 0x12
#define IPPARM_TO 0x13
#define IPPARM_SIP_HDR_REMOVE 0x14
#define IPPARM_SIP_VIA_HDR_REPLACE 0x15

/* IPSET_SDP, 3PCC only (gc_modify.h): Str, the two of OPTIONS by gc_Extension. Numbers of their own, because programs look for the parameter alone. */
#define IPPARM_SDP_OFFER 0x41
#define IPPARM_SDP_ANSWER 0x42
#define IPPARM_SDP_OPTION_OFFER 0x43
#define IPPARM_SDP_OPTION_ANSWER 0x44

/*
 * IPSET_MIME: the body of a message, IP_SIP_MIME_ENABLE at gc_Start. Each IPPARM_MIME_PART is one part; it may repeat.
 * Given to gc_MakeCall, gc_ReqModifyCall, gc_AcceptModifyCall, gc_Extension (IPEXTID_SENDMSG), or by gc_SetUserInfo to the
 * next gc_MakeCall, gc_AcceptCall, gc_AnswerCall, gc_DropCall, gc_RejectModifyCall, it goes beside the session description,
 * if there is one; several parts, or one with headers, as multipart/mixed. A CANCEL has no body. IPSET_MIME_200OK_TO_BYE: that
 * of the 200 to the peer's BYE.
 * It comes with the events of messages that have one: each part of a multipart, nested or not, alone and in order,
 * session descriptions of calls left out (of the answer to OPTIONS they are shown). Blocks and octets belong to the event.
 * A part of an INVITE whose Content-Disposition does not say handling=optional must be understood (RFC 5621): with
 * IP_SIP_MIME_ENABLE every type is, without it application/sdp alone; else, and with a Content-Encoding, the caller gets
 * 415. A multipart that cannot be taken apart, is nested more than 8 deep or has more than 128 parts comes as one part.
 * Bodies of any size are taken: sip_mime_mem has no effect, IPEC_MIME_POOL_EMPTY and _BUFF_TOO_SMALL do not come.
 */
#define IPPARM_MIME_PART 0x51           /* GC_PARM_BLK *, with the four below in it */
#define IPPARM_MIME_PART_TYPE 0x52      /* Str: "type/subtype", also after "Content-Type: " */
#define IPPARM_MIME_PART_BODY 0x53      /* char *: any octets */
#define IPPARM_MIME_PART_BODY_SIZE 0x54 /* unsigned int */
#define IPPARM_MIME_PART_HEADER 0x55    /* Str: "Name: value", may repeat, or several lines with CRLF between */

/* IPSET_SIP_RESPONSE_CODE. */
#define IPPARM_ACCEPT_RESP_CODE 0x61              /* unsigned short: 101 to 199 */
#define IPPARM_BUSY_REASON 0x62                   /* eIP_EC_TYPE: 480, 486 or 600 */
#define IPPARM_RECEIVED_RESPONSE_STATUS_CODE 0x63 /* unsigned short */

/* IPSET_MSG_SIP. */
#define IPPARM_MSGTYPE 0               /* int: IP_MSGTYPE_SIP_ */
#define IPPARM_MSG_SIP_RESPONSE_CODE 1 /* int */
#define IPPARM_SIP_METHOD 2            /* int: IP_MSGTYPE_SIP_ */

#define IP_MSGTYPE_SIP_SUBSCRIBE 0x01
#define IP_MSGTYPE_SIP_SUBSCRIBE_ACCEPT 0x02
#define IP_MSGTYPE_SIP_SUBSCRIBE_REJECT 0x03
#define IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE 0x04
#define IP_MSGTYPE_SIP_NOTIFY 0x05
#define IP_MSGTYPE_SIP_NOTIFY_ACCEPT 0x06
#define IP_MSGTYPE_SIP_NOTIFY_REJECT 0x07
#define IP_MSGTYPE_SIP_INFO 0x08
#define IP_MSGTYPE_SIP_INFO_OK 0x09
#define IP_MSGTYPE_SIP_INFO_FAILED 0x0a
#define IP_MSGTYPE_SIP_OPTIONS 0x0b
#define IP_MSGTYPE_SIP_OPTIONS_OK 0x0c
#define IP_MSGTYPE_SIP_OPTIONS_FAILED 0x0d
#define IP_MSGTYPE_SIP_CANCEL 0x0e
#define IP_MSGTYPE_SIP_UPDATE 0x0f
#define IP_MSGTYPE_SIP_UPDATE_OK 0x10
#define IP_MSGTYPE_SIP_UPDATE_FAILED 0x11
#define IP_MSGTYPE_SIP_MESSAGE 0x12
#define IP_MSGTYPE_SIP_MESSAGE_OK 0x13
#define IP_MSGTYPE_SIP_MESSAGE_FAILED 0x14
#define IP_MSGTYPE_SIP_REINVITE_ACCEPT 0x15
#define IP_MSGTYPE_SIP_REINVITE_REJECT 0x16
#define IP_MSGTYPE_SIP_FAILED IP_MSGTYPE_SIP_INFO_FAILED

/* IPSET_SIP_REQUEST_ERROR: REQUEST_ERROR. */
#define IPPARM_SIP_DNS_CONTINUE 1
#define IPPARM_SIP_SVC_UNAVAIL 2

#define IP_SIP_FAILED 1
#define IP_SIP_NETWORK_ERROR 2
#define IP_SIP_TIMEOUT 3
#define IP_SIP_503_RCVD 4
#define IP_SIP_RETRY_FAILED 5
#define IP_SIP_REQUEST_FAILED IP_SIP_FAILED
#define IP_SIP_REQUEST_NETWORK_ERROR IP_SIP_NETWORK_ERROR
#define IP_SIP_REQUEST_TIMEOUT IP_SIP_TIMEOUT
#define IP_SIP_REQUEST_503_RCVD IP_SIP_503_RCVD
#define IP_SIP_REQUEST_RETRY_FAILED IP_SIP_RETRY_FAILED

/*
 * IPSET_TLS, not in the manuals. Numbers of their own, as programs look for the parameter alone.
 *
 * Set by the program, in the block of gc_MakeCall or with gc_SetUserInfo:
 */
#define IPPARM_TLS_PEER_NAME 0x81 /* Str: SIP domain that the certificate of the called server must have in place of
                                     the host that the call is for; for calls to addresses and through tunnels */
/*
 * Comes in GCEV_EXTENSION (IPEXTID_RECEIVEMSG) beside IPSET_SIP_REQUEST_ERROR / IPPARM_SIP_SVC_UNAVAIL when TLS is why a
 * request could not be delivered. IPPARM_TLS_RULE and IPPARM_TLS_REASON always; the others as far as they are known.
 */
#define IPPARM_TLS_RULE 0x82       /* int: IP_TLS_RULE_, what did not hold */
#define IPPARM_TLS_REASON 0x83     /* Str: one line for a person */
#define IPPARM_TLS_EXPECTED 0x84   /* Str: the name that was expected */
#define IPPARM_TLS_SEEN_NAME 0x85  /* Str: a subjectAltName of the certificate as "DNS:host", "URI:sip:host",
                                      "IP:192.0.2.1"; one parameter for each, at most 16 */
#define IPPARM_TLS_SUBJECT 0x86    /* Str: of the peer's certificate, as are those that follow */
#define IPPARM_TLS_ISSUER 0x87     /* Str */
#define IPPARM_TLS_SERIAL 0x88     /* Str: hexadecimal */
#define IPPARM_TLS_NOT_BEFORE 0x89 /* Str: ISO 8601, UTC */
#define IPPARM_TLS_NOT_AFTER 0x8a  /* Str: ISO 8601, UTC */
/*
 * Comes in GCEV_EXTENSION with IPEXTID_TLS, on the devices of a board. IPPARM_TLS_CHANGE always; with
 * IP_TLS_RELOADED and IP_TLS_EXPIRES also IPPARM_TLS_SUBJECT, _ISSUER, _SERIAL, _NOT_BEFORE and _NOT_AFTER of the
 * board's own certificate as it is now; with IP_TLS_PEER_REFUSED all that a failed request would bring, of the peer.
 */
#define IPPARM_TLS_CHANGE 0x8b     /* int: IP_TLS_RELOADED ... */
#define IPPARM_TLS_OLD_SERIAL 0x8c /* Str: IP_TLS_RELOADED: of the certificate before; may be the same */
#define IPPARM_TLS_DAYS_LEFT 0x8d  /* int: whole days until it expires; negative: since it has */
#define IPPARM_TLS_PEER_ADDRESS 0x8e /* Str: IP_TLS_PEER_REFUSED: "192.0.2.1:40112", "[2001:db8::1]:40112" */
#define IPPARM_TLS_NOT_TOLD 0x8f /* int: IP_TLS_PEER_REFUSED: others refused since the last event, beyond the bound */

#define IP_TLS_RELOADED 1      /* new connections use what was read */
#define IP_TLS_RELOAD_FAILED 2 /* files changed, but cannot be used: IPPARM_TLS_REASON; all is as it was */
#define IP_TLS_EXPIRES 3       /* the certificate expires soon, or has; once a day */
#define IP_TLS_PEER_REFUSED 4  /* a peer wanted to connect; SIP_TLS_OPTIONS.refused_peers_per_minute asks for it */

/* Values of IPPARM_TLS_RULE and SIP_TLS_PEER.rule. */
#define IP_TLS_RULE_NONE 0
#define IP_TLS_RULE_HANDSHAKE 1 /* no TLS there, nothing in common, or the peer refused us: IPPARM_TLS_REASON says */
#define IP_TLS_RULE_CERTIFICATE 2       /* another fault of the certificate or its chain */
#define IP_TLS_RULE_NO_CERTIFICATE 3    /* one is required and none came */
#define IP_TLS_RULE_UNKNOWN_AUTHORITY 4 /* nobody trusted signed it, or an intermediate is missing */
#define IP_TLS_RULE_SELF_SIGNED 5       /* it signed itself and is not itself trusted */
#define IP_TLS_RULE_EXPIRED 6
#define IP_TLS_RULE_NOT_YET_VALID 7
#define IP_TLS_RULE_REVOKED 8
#define IP_TLS_RULE_REVOCATION_UNKNOWN 9 /* no revocation list of its authority */
#define IP_TLS_RULE_REVOCATION_STALE 10  /* the list, or the stapled OCSP response, is out of date */
#define IP_TLS_RULE_STAPLE_MISSING 11    /* a stapled OCSP response is due and none came */
#define IP_TLS_RULE_STAPLE_INVALID 12
#define IP_TLS_RULE_USAGE 13     /* its key usages are not those of TLS or SIP */
#define IP_TLS_RULE_WEAK 14      /* key or digest of less than 112 bits of strength */
#define IP_TLS_RULE_SIGNATURE 15 /* a signature in the chain is wrong */
#define IP_TLS_RULE_PATH 16      /* an issuer that is no authority, path length, name constraints */
/* Of the names: the certificate is good, and somebody else's. */
#define IP_TLS_RULE_OTHER_NAME 17
#define IP_TLS_RULE_NO_ADDRESS 18 /* an address was expected, and it names none */
#define IP_TLS_RULE_WILDCARD 19   /* only a wildcard would do, and they do not count */
#define IP_TLS_RULE_NO_NAMES 20
#define IP_TLS_RULE_UNUSABLE_NAME 21 /* the expected name is neither a host name in ASCII nor an address */
#define IP_TLS_RULE_PROGRAM 22       /* verify_cert_CB or post_connect_CB refused */

/* IPSET_DTMF. */
#define IPPARM_SUPPORT_DTMF_BITMASK 1 /* char: IP_DTMF_TYPE_ */
#define IPPARM_DTMF_RFC2833_PAYLOAD_TYPE 2
#define IPPARM_DTMF_ALPHANUMERIC 3
#define IPPARM_DTMF_RFC_2833 4

#define IP_DTMF_TYPE_ALPHANUMERIC 0x01
#define IP_DTMF_TYPE_RFC_2833 0x02
#define IP_DTMF_TYPE_INBAND_RTP 0x04
#define IP_MAX_DTMF_DIGITS 64
#define IP_USE_STANDARD_PAYLOADTYPE 255

/* IPSET_MEDIA_STATE. */
#define IPPARM_TX_CONNECTED 1
#define IPPARM_TX_DISCONNECTED 2
#define IPPARM_RX_CONNECTED 3
#define IPPARM_RX_DISCONNECTED 4
#define IPPARM_TX_SENDONLY 5
#define IPPARM_RX_RECVONLY 6
#define IPPARM_TX_INACTIVE 7
#define IPPARM_RX_INACTIVE 8

/* IPSET_RTP_ADDRESS: RTP_ADDR. */
#define IPPARM_LOCAL 1
#define IPPARM_REMOTE 2

/* IPSET_IPPROTOCOL_STATE. */
#define IPPARM_SIGNALING_CONNECTED 1
#define IPPARM_SIGNALING_DISCONNECTED 2
#define IPPARM_CONTROL_CONNECTED 3
#define IPPARM_CONTROL_DISCONNECTED 4
#define IPPARM_EST_CONTROL_FAILED 5

/* IPSET_SWITCH_CODEC. */
#define IPPARM_T38_INITIATE 1
#define IPPARM_AUDIO_INITIATE 2
#define IPPARM_T38_REQUESTED 3
#define IPPARM_AUDIO_REQUESTED 4
#define IPPARM_READY 5
#define IPPARM_ACCEPT 6
#define IPPARM_REJECT 7

/* IPSET_FOIP. */
#define IPPARM_T38_OFFERED 1
#define IPPARM_T38_CONNECT 2
#define IPPARM_T38_DISCONNECT 3

/* Extension ids. */
#define IPEXTID_SENDMSG 0x01
#define IPEXTID_GETINFO 0x02
#define IPEXTID_MEDIAINFO 0x03
#define IPEXTID_SEND_DTMF 0x04
#define IPEXTID_RECEIVE_DTMF 0x05
#define IPEXTID_IPPROTOCOL_STATE 0x06
#define IPEXTID_FOIP 0x07
#define IPEXTID_RECEIVEMSG 0x08
#define IPEXTID_CHANGEMODE 0x09
#define IPEXTID_LOCAL_MEDIA_ADDRESS 0x0a
#define IPEXTID_RECEIVED_18X_RESPONSE 0x0b
#define IPEXTID_GETCALLINFOUPDATE 0x0c
#define IPEXTID_SIP_STATS 0x0d
#define IPEXTID_MSGINFO 0x0e
#define IPEXTID_TLS 0x40 /* this library's own: of the TLS of a board, see IPSET_TLS */
#define IPEXTID_CHANGE_MODE IPEXTID_CHANGEMODE

/* Bits of IPSET_EXTENSIONEVT_MSK. */
#define EXTENSIONEVT_DTMF_RFC2833 0x02
#define EXTENSIONEVT_DTMF_ALPHANUMERIC 0x04
#define EXTENSIONEVT_SIGNALING_STATUS 0x08
#define EXTENSIONEVT_STREAMING_STATUS 0x10
#define EXTENSIONEVT_T38_STATUS 0x20

/* IP_CAPABILITY.direction. */
#define IP_CAP_DIR_LCLTRANSMIT 1
#define IP_CAP_DIR_LCLRECEIVE 2
#define IP_CAP_DIR_LCLSENDONLY 3
#define IP_CAP_DIR_LCLRECVONLY 4
#define IP_CAP_DIR_LCLRTPINACTIVE 5
#define IP_CAP_DIR_LCLRTPRTCPINACTIVE 6
#define IP_CAP_DIR_LCLTXRX 7
#define IP_CAP_DIR_RMTTRANSMIT 8
#define IP_CAP_DIR_RMTRECEIVE 9
#define IP_CAP_DIR_RMTSENDONLY 10
#define IP_CAP_DIR_RMTRECVONLY 11
#define IP_CAP_DIR_RMTRTPINACTIVE 12
#define IP_CAP_DIR_LCLRECIEVE IP_CAP_DIR_LCLRECEIVE
#define IP_CAP_DIR_LCLRXTX IP_CAP_DIR_LCLTXRX

/* IP_CONNECT.connectType. */
#define IP_FULLDUP 1
#define IP_HALFDUP 2

/* Start-up: values of IPCCLIB_START_DATA, IP_VIRTBOARD and SIP_TLS_ENGINE. */
#define IP_CFG_DEFAULT (-1)
#define IP_CFG_MAX_AVAILABLE_CALLS (-2)
#define IP_CFG_NO_CALLS 0

#define IPVER4 0
#define IPVER6 1

#define IP_SIP_MSGINFO_ENABLE 0x01
#define IP_SIP_MIME_ENABLE 0x02
#define IP_SUP_SERV_DISABLED 0x00
#define IP_SUP_SERV_CALL_XFER 0x01
#define IP_TT_TERMINAL 50
#define IP_TT_GATEWAY 60

#define MEDIA_OPERATIONAL_MODE_1PCC 0
#define MEDIA_OPERATIONAL_MODE_3PCC 1

#define VIRTBOARD_SIP_NOUDPMSGSIZECHECK 0

typedef int EnumSIP_Enabled;
#define ENUM_Disabled 0
#define ENUM_Enabled 1

typedef int EnumSIP_TransportProtocol;
#define ENUM_UDP 0
#define ENUM_TCP 1
#define ENUM_TLS 2
#define ENUM_TCP_RETRY 0x101

typedef int EnumSIP_Persistence;
#define ENUM_PERSISTENCE_NONE (-1)
#define ENUM_PERSISTENCE_TRANSACT 0
#define ENUM_PERSISTENCE_TRANSACT_USER 1

typedef int EnumSIP_RequestRetry;
#define ENUM_REQUEST_RETRY_UNDEFINED 0
#define ENUM_REQUEST_RETRY_NONE 1
#define ENUM_REQUEST_RETRY_DNS 2
#define ENUM_REQUEST_RETRY_FORCEDTCP 3
#define ENUM_REQUEST_RETRY_ALL 4

/*
 * Protocol versions of a board's TLS. V1 is the manual's default and means the whole family as far as it is safe today.
 * TLS 1.1 is broken (RFC 8996) and spoken only when V1_1 asks for it; OpenSSL then accepts weak digests and keys too.
 */
typedef int EnumSIP_TLS_METHOD;
#define ENUM_TLS_METHOD_TLS_V1 2   /* TLS 1.2 and 1.3 */
#define ENUM_TLS_METHOD_TLS_V1_1 3 /* TLS 1.1, 1.2 and 1.3 */
#define ENUM_TLS_METHOD_TLS_V1_2 4 /* TLS 1.2 alone */
#define ENUM_TLS_METHOD_TLS_V1_3 5 /* TLS 1.3 alone; not in the manuals */

#endif
