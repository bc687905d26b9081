/*
 * gcip.h - structures of Global Call on IP: start-up, addresses, capabilities, registration.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all structures here:
 *  - INIT_ functions fill in every default; call them first, then set what shall differ.
 *  - Strings and arrays stay the program's; they are copied by the function that the structure is given to.
 *  - Ports are in host byte order; ipv4 addresses in network byte order, as inet_addr returns them.
 *  - Structures that programs put into a parameter block are at most 255 bytes long.
 * Source: the IP Technology Guide, gc_Start and its structures.
 */
#ifndef TRUNKCALL_GCIP_H
#define TRUNKCALL_GCIP_H

#include "gcip_defs.h"
#include "gcip_err.h"
#include "gcip_h323.h"
#include "gcip_tls.h"
#include "gclib.h"

GC_BEGIN_DECLS

typedef struct {
    unsigned char ip_ver; /* IPVER4, IPVER6 */
    union {
        unsigned int ipv4;    /* network order; IP_CFG_DEFAULT: address of the host; 0: all addresses */
        unsigned int ipv6[4]; /* network order */
    } u_ipaddr;
} IP_ADDR, *IP_ADDRP;

typedef struct {
    unsigned short port;
    unsigned char ip_ver;
    union {
        unsigned int ipv4;
        unsigned int ipv6[4];
    } u_ipaddr;
} RTP_ADDR, *RTP_ADDRP;

/* Buffers for MIME bodies. */
typedef struct {
    unsigned short version;
    unsigned int size;   /* bytes of one buffer */
    unsigned int number; /* of buffers */
} MIME_MEM, *MIME_MEMP;

/* SIP timers in milliseconds; -1 keeps the default of RFC 3261. */
typedef struct {
    unsigned long version;
    int retransmissionT1;
    int retransmissionT2;
    int retransmissionT4;
    int generalLingerTimer;
    int inviteLingerTimer;
    int provisionalTimer;
    int cancelGeneralNoResponseTimer;
    int cancelInviteNoResponseTimer;
    int generalRequestTimeoutTimer;
    int forked1xxTimerTimeout;
    int removeOldAuth;
} SIP_STACK_CFG, *SIP_STACK_CFGP;

GC_INLINE void INIT_SIP_STACK_CFG(SIP_STACK_CFG* cfg)
{
    trunkcall_fill(cfg, 0xff, sizeof(*cfg));
    cfg->version = ((unsigned long)sizeof(*cfg) << 16) | 0x102;
}

/* One board: a SIP address of its own with its channels :N_iptB<n>T1 and so on. Fixed until gc_Stop. */
typedef struct {
    unsigned short version;
    unsigned int total_max_calls; /* line devices: 1 to 100000, IP_CFG_DEFAULT (120), IP_CFG_MAX_AVAILABLE_CALLS */
    unsigned int h323_max_calls;
    unsigned int sip_max_calls; /* also IP_CFG_NO_CALLS */
    IP_ADDR localIP;
    unsigned short h323_signaling_port;
    unsigned short sip_signaling_port; /* UDP and TCP; IP_CFG_DEFAULT: 5060; 0: the system chooses */
    void* reserved;
    unsigned short size;
    unsigned int sip_msginfo_mask; /* IP_SIP_MSGINFO_ENABLE, IP_SIP_MIME_ENABLE */
    unsigned int sup_serv_mask;    /* IP_SUP_SERV_DISABLED, IP_SUP_SERV_CALL_XFER */
    unsigned int h323_msginfo_mask;
    MIME_MEM sip_mime_mem;
    unsigned short terminal_type;
    IP_ADDR outbound_proxy_IP;
    unsigned short outbound_proxy_port;
    char* outbound_proxy_hostname;    /* with TLS: the name that its certificate must have */
    EnumSIP_Enabled E_SIP_tcpenabled; /* needed for TCP and for TLS */
    EnumSIP_TransportProtocol E_SIP_OutboundProxyTransport;
    EnumSIP_Persistence E_SIP_Persistence;
    unsigned short SIP_maxUDPmsgLen; /* bytes; 0: no check */
    EnumSIP_TransportProtocol E_SIP_DefaultTransport;
    EnumSIP_RequestRetry E_SIP_RequestRetry;
    EnumSIP_Enabled E_SIP_OPTIONS_Access;
    int SIP_registrar_registrations; /* -1: as many as calls */
    SIP_TLS_ENGINE* sip_tls_engine;  /* NULL: no TLS */
    EnumSIP_Enabled E_SIP_PrackEnabled;
    EnumSIP_Enabled E_SIP_SessionTimer_Enabled;
    unsigned int SIP_SessionTimer_SessionExpires; /* seconds */
    unsigned int SIP_SessionTimer_MinSE;          /* seconds */
    SIP_STACK_CFG* sip_stack_cfg;
    EnumSIP_Enabled E_SIP_UPDATE_Access;
    EnumSIP_Enabled E_SIP_dynamic_outbound_proxy_enabled;
    EnumSIP_Enabled E_SIP_IPv6;
    IP_ADDR localIPv6;
    char* localIPv6_iface_name; /* for link-local addresses */
    unsigned int sip_max_subscription;
    EnumSIP_Enabled E_SIP_MESSAGE_Access;
    EnumSIP_Enabled E_SIP_OOD_NOTIFY_Access;
    EnumSIP_Enabled E_SIP_Add_rport_to_Via_Header;
    EnumSIP_Enabled E_SIP_PreConditions_Enabled;
    EnumSIP_Enabled E_SIP_Overlapped_INFO_Enabled;
    EnumSIP_Enabled E_SIP_GetUnregisteredHdrs_Enabled;
} IP_VIRTBOARD, *IP_VIRTBOARDP;

#define sip_registrar_registrations SIP_registrar_registrations
#define IP_VIRTBOARD_VERSION 0x117

GC_INLINE void INIT_IP_VIRTBOARD(IP_VIRTBOARD* board)
{
    trunkcall_fill(board, 0xff, sizeof(*board)); /* every number is IP_CFG_DEFAULT */
    board->version = IP_VIRTBOARD_VERSION;
    board->size = (unsigned short)sizeof(*board);
    board->reserved = 0;
    board->localIP.ip_ver = IPVER4;
    board->sip_msginfo_mask = 0;
    board->sup_serv_mask = IP_SUP_SERV_DISABLED;
    board->h323_msginfo_mask = 0;
    board->sip_mime_mem.version = 0x100;
    board->terminal_type = IP_TT_GATEWAY;
    board->outbound_proxy_IP.ip_ver = IPVER4;
    board->outbound_proxy_hostname = 0;
    board->E_SIP_tcpenabled = ENUM_Disabled;
    board->E_SIP_OutboundProxyTransport = ENUM_UDP;
    board->E_SIP_Persistence = ENUM_PERSISTENCE_TRANSACT_USER;
    board->SIP_maxUDPmsgLen = 1300; /* RFC 3261 18.1.1 */
    board->E_SIP_DefaultTransport = ENUM_UDP;
    board->E_SIP_RequestRetry = ENUM_REQUEST_RETRY_ALL;
    board->E_SIP_OPTIONS_Access = ENUM_Disabled;
    board->SIP_registrar_registrations = -1;
    board->sip_tls_engine = 0;
    board->E_SIP_PrackEnabled = ENUM_Disabled;
    board->E_SIP_SessionTimer_Enabled = ENUM_Disabled;
    board->SIP_SessionTimer_SessionExpires = 1800;
    board->SIP_SessionTimer_MinSE = 90;
    board->sip_stack_cfg = 0;
    board->E_SIP_UPDATE_Access = ENUM_Disabled;
    board->E_SIP_dynamic_outbound_proxy_enabled = ENUM_Disabled;
    board->E_SIP_IPv6 = ENUM_Disabled;
    board->localIPv6.ip_ver = IPVER6;
    board->localIPv6_iface_name = 0;
    board->sip_max_subscription = 0;
    board->E_SIP_MESSAGE_Access = ENUM_Disabled;
    board->E_SIP_OOD_NOTIFY_Access = ENUM_Enabled;
    board->E_SIP_Add_rport_to_Via_Header = ENUM_Disabled;
    board->E_SIP_PreConditions_Enabled = ENUM_Disabled;
    board->E_SIP_Overlapped_INFO_Enabled = ENUM_Disabled;
    board->E_SIP_GetUnregisteredHdrs_Enabled = ENUM_Disabled;
}

/* cclib_data of GC_H3R_LIB in gc_Start. */
typedef struct {
    unsigned short version;
    unsigned char delimiter;  /* between the parts of a destination, default ',' */
    unsigned char num_boards; /* 1 to 8 */
    IP_VIRTBOARD* board_list;
    unsigned long max_parm_data_size;      /* bytes of one parameter: up to 4096; IP_CFG_DEFAULT: 255 */
    unsigned short media_operational_mode; /* MEDIA_OPERATIONAL_MODE_ */
} IPCCLIB_START_DATA, *IPCCLIB_START_DATAP;

#define IPCCLIB_START_DATA_VERSION 0x201

/* Does not touch the boards: they may have been filled before. */
GC_INLINE void INIT_IPCCLIB_START_DATA(IPCCLIB_START_DATA* data, unsigned char num_boards, IP_VIRTBOARD* boards)
{
    trunkcall_fill(data, 0, sizeof(*data));
    data->version = IPCCLIB_START_DATA_VERSION;
    data->delimiter = ',';
    data->num_boards = num_boards;
    data->board_list = boards;
    data->max_parm_data_size = (unsigned long)IP_CFG_DEFAULT;
    data->media_operational_mode = MEDIA_OPERATIONAL_MODE_1PCC;
}

typedef struct {
    unsigned long frames_per_pkt; /* G.711: milliseconds; other codecs: frames */
    long VAD;                     /* GCPV_ENABLE, GCPV_DISABLE, GCCAP_dontCare */
} IP_AUDIO_CAPABILITY;

#define frames_per_packet frames_per_pkt

typedef struct {
    int max_bit_rate; /* 100 bit/s */
} IP_DATA_CAPABILITY;

typedef struct {
    int max_bit_rate; /* 100 bit/s */
    int sampling_rate;
} IP_VIDEO_CAPABILITY;

typedef union {
    IP_AUDIO_CAPABILITY audio;
    IP_VIDEO_CAPABILITY video;
    IP_DATA_CAPABILITY data;
} IP_CAPABILITY_UNION;

typedef struct {
    int capability;   /* GCCAP_ */
    int type;         /* GCCAPTYPE_ */
    int direction;    /* IP_CAP_DIR_ */
    int payload_type; /* 0 to 127, or IP_USE_STANDARD_PAYLOADTYPE */
    IP_CAPABILITY_UNION extra;
    char rfu[0x10]; /* zero */
} IP_CAPABILITY, *IP_CAPABILITYP;

typedef struct {
    unsigned short version; /* 0x100 */
    int mediaHandle;
    int faxHandle;
    int connectType; /* IP_FULLDUP, IP_HALFDUP */
} IP_CONNECT, *IP_CONNECTP;

typedef struct {
    unsigned short version;
    char* realm;
    char* identity; /* "sip:user@host"; "": default of the realm */
    char* username;
    char* password;
} IP_AUTHENTICATION, *IP_AUTHENTICATIONP;

typedef IP_AUTHENTICATION IP_AUTHORIZATION;
#define INIT_IP_AUTHORIZATION INIT_IP_AUTHENTICATION

#define IP_AUTHENTICATION_VERSION 0x100

GC_INLINE void INIT_IP_AUTHENTICATION(IP_AUTHENTICATION* authentication)
{
    trunkcall_fill(authentication, 0, sizeof(*authentication));
    authentication->version = IP_AUTHENTICATION_VERSION;
}

#define IP_REG_CLIENT_ADDR_LENGTH 128
#define IP_REG_SERVER_ADDR_LENGTH 112

typedef struct {
    char reg_client[IP_REG_CLIENT_ADDR_LENGTH];
    char reg_server[IP_REG_SERVER_ADDR_LENGTH]; /* host[:port] */
    int time_to_live;                           /* seconds; 0: 3600, refreshed by the library */
    int max_hops;
} IP_REGISTER_ADDRESS, *IP_REGISTER_ADDRESSP;

typedef struct {
    char digit_buf[IP_MAX_DTMF_DIGITS];
    unsigned int num_digits;
} IP_DTMF_DIGITS, *IP_DTMF_DIGITSP;

/* Value of IPSET_SIP_REQUEST_ERROR. */
typedef struct {
    unsigned short version;
    unsigned int error; /* IP_SIP_ */
    char method[IP_SIP_METHODSIZE];
} REQUEST_ERROR, *REQUEST_ERRORP;

GC_END_DECLS

#endif
