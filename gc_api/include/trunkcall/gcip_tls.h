/*
 * gcip_tls.h - TLS of a board: its start, its renewal while it runs; included by gcip.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * A board with an engine is TLS client when it trusts somebody (ca_cert_filename), and TLS server when it has an identity
 * (certificate and key), which it also shows as client to servers that ask for one. Wherever a file is named for a
 * certificate, a key or a list, a PEM file may be named, the URI of a store ("pkcs11:token=sip;object=key"), or PEM text
 * given itself, beginning with "-----BEGIN ": so keys need not lie in files. gc_Start reads and checks all of them, and
 * fails with EGC_CCLIBSPECIFIC and IPERR_TLS_CONFIG, or IPERR_BAD_PARAM when the structure itself
 * contradicts itself; the text names board, field, file and reason. They are not kept open.
 * Source: the IP Technology Guide, chapter on TLS; what it leaves open is decided here.
 */
#ifndef TRUNKCALL_GCIP_TLS_H
#define TRUNKCALL_GCIP_TLS_H

#include "gc_export.h"
#include "gc_types.h"
#include "gcip_defs.h"

GC_BEGIN_DECLS

/*
 * What is known of a peer during its handshake. All of it ends with the callback; no pointer is NULL but certificate and
 * name when there are none, and an unknown text is "".
 */
typedef struct {
    unsigned int size;         /* library use */
    int rule;                  /* IP_TLS_RULE_: what did not hold; IP_TLS_RULE_NONE: all of this phase does */
    const char* reason;        /* the same in words */
    const char* expected_name; /* whom we meant to reach, in post_connect_CB; "" in verify_cert_CB */
    const char* subject;       /* of the peer's certificate, as are those that follow */
    const char* issuer;
    const char* serial;     /* hexadecimal */
    const char* not_before; /* ISO 8601, UTC */
    const char* not_after;
    unsigned int name_number;
    const char* const* name; /* subjectAltName entries: "DNS:host", "URI:sip:host", "IP:192.0.2.1" */
    const unsigned char* certificate; /* DER */
    unsigned int certificate_size;
} SIP_TLS_PEER, *SIP_TLS_PEERP;

/*
 * A program's word on a peer. Returns IP_TLS_AS_RULES (what the rules say is right), IP_TLS_ACCEPT or IP_TLS_REFUSE,
 * which count more than the rules; any other value refuses. What is accepted against the rules shows by
 * CALLINFO_TLS_PEER_VERIFIED. A refusal is reported as every failure of TLS, with IP_TLS_RULE_PROGRAM.
 * context: SIP_TLS_OPTIONS.callback_context.
 * It is called by whichever thread is handling that connection, a thread of the library or of the program, and the
 * board may stand still meanwhile: it must return at once, must not wait, and must not throw. Global Call's functions
 * refuse to be called from it (EGC_INVSTATE). Several may come at the same time, for one board too. It may be called until
 * gc_Stop has returned, or until gc_ReloadTLS has put another in its place and the connections of before are gone.
 */
typedef int (*SIP_TLS_CALLBACK)(const SIP_TLS_PEER* peer, void* context);

#define IP_TLS_AS_RULES (-1)
#define IP_TLS_REFUSE 0
#define IP_TLS_ACCEPT 1

/* A certificate that a board shows beside its first, which clients choose by name (SNI). */
typedef struct {
    char* cert_filename;
    char* private_key_filename;
    char* private_key_password; /* NULL: the key is not encrypted */
    unsigned int chain_cert_number;
    char** chain_cert_filename;
    char* ocsp_response_filename; /* DER, stapled when a client asks; NULL: none */
} SIP_TLS_IDENTITY, *SIP_TLS_IDENTITYP;

/*
 * What the manual's structure has no field for; INIT_SIP_TLS_OPTIONS sets what holds without it. An addition of this
 * library, which grows at its end.
 */
typedef struct {
    unsigned int size; /* library use */
    /*
     * Names. A certificate for *.example.com is one for every host of that domain, one label deep. RFC 5922 section 7.2
     * says no, which is the default; some operators' trunks need it. The common name counts, by default, in certificates
     * that have no subjectAltName at all.
     */
    EnumSIP_Enabled E_wildcards;
    EnumSIP_Enabled E_common_name;
    /* A peer must agree on "sip/2" by ALPN (RFC 7301). It is offered in any case; default: not required. */
    EnumSIP_Enabled E_alpn_required;
    /* A server must staple an OCSP response. One is asked for, and checked when it comes; default: not required. */
    EnumSIP_Enabled E_ocsp_required;
    /* As client, sessions of up to 300 s are resumed; the manual's library does not, which is the default. */
    EnumSIP_Enabled E_resume_sessions;
    unsigned int clock_skew_seconds; /* by which dates may be passed or to come; 0 to 86400, default 0 */
    unsigned int handshake_seconds;  /* for a connection and its handshake; 1 to 600, default 10 */
    /*
     * Bounds against floods: connections of the board's TLS, both ways (default 20000); accepted from one address (10000);
     * accepted and still in their handshake (2000), the oldest of which gives way.
     */
    unsigned int max_connections;
    unsigned int max_connections_per_address;
    unsigned int max_handshakes;
    /*
     * Events a minute about peers whose connection to the board was refused (IP_TLS_PEER_REFUSED): what was wrong with
     * their certificate or handshake. 0 to 6000; 0, the default: none, and the log alone tells, of up to 10 a minute.
     */
    unsigned int refused_peers_per_minute;
    /*
     * Seconds between two looks at the files of the engine, up to 86400; 0, the default: none. Files that have changed, and
     * do not change between two looks, are taken as by gc_ReloadTLS. What cannot be used, such as a file half written,
     * leaves everything as it is, and is told by IP_TLS_RELOAD_FAILED.
     */
    unsigned int watch_seconds;
    /* IP_TLS_EXPIRES comes when a certificate has fewer days left, 14 by default; 0: only when it has expired. */
    unsigned int expiry_warning_days;
    /*
     * A file to which the secrets of every connection are appended, in the format of SSLKEYLOGFILE, so that a capture
     * can be read. It undoes all protection for who reads it; said in the log. NULL, the default: none.
     */
    char* key_log_filename;
    char* ocsp_response_filename; /* DER, stapled with the first certificate when a client asks; NULL: none */
    unsigned int identity_number; /* 0 to 64 */
    SIP_TLS_IDENTITY* identity;   /* further certificates */
    void* callback_context;       /* given to verify_cert_CB and post_connect_CB */
} SIP_TLS_OPTIONS, *SIP_TLS_OPTIONSP;

GC_INLINE void INIT_SIP_TLS_OPTIONS(SIP_TLS_OPTIONS* options)
{
    trunkcall_fill(options, 0, sizeof(*options));
    options->size = (unsigned int)sizeof(*options);
    options->E_common_name = ENUM_Enabled;
    options->handshake_seconds = 10;
    options->max_connections = 20000;
    options->max_connections_per_address = 10000;
    options->max_handshakes = 2000;
    options->expiry_warning_days = 14;
}

typedef struct {
    unsigned long version;               /* library use */
    unsigned short sip_tls_port;         /* 5061; 0: the system chooses, gc_GetListenAddress tells */
    EnumSIP_TLS_METHOD E_sip_tls_method; /* protocol versions */
    /*
     * The identity: a certificate, followed or not by its chain in the same file, and its key. RSA, EC, Ed25519 and DSS
     * keys are taken in either place, and when both are given, two of different kinds serve side by side. A DSS key needs
     * TLS 1.2 and a cipher list that has DSS.
     */
    char* local_rsa_private_key_filename;
    char* local_rsa_private_key_password; /* NULL: the key is not encrypted */
    char* local_rsa_cert_filename;
    char* local_dss_private_key_filename;
    char* local_dss_private_key_password;
    char* local_dss_cert_filename;
    unsigned int ca_cert_number; /* 0 to 1024; 0: no peer can be verified, so none is trusted */
    char** ca_cert_filename;     /* whom we trust: roots, intermediates or single certificates */
    unsigned int chain_cert_number;
    char** chain_cert_filename; /* intermediates between our certificate and a root; sent along */
    unsigned int crl_number;
    char** crl_filename;         /* revocation lists; with any, every authority of a peer's chain needs one */
    /*
     * OpenSSL cipher list, TLS 1.3 suites among it, in order of preference. NULL: OpenSSL's default, AES-128 with GCM
     * preferred, without key transport by RSA, which has no forward secrecy; a peer that knows nothing else needs a
     * list with it, such as "DEFAULT".
     */
    char* local_cipher_suite;
    /*
     * D-H parameters of 2048 bits or more are used, whatever the names say; shorter ones are not, which is said in the
     * log, and OpenSSL's own groups serve, as they do for NULL.
     */
    char* dh_param_512_filename;
    char* dh_param_1024_filename;
    char* session_id;                       /* not NULL: the server resumes sessions of up to 300 s; NULL: it does not */
    EnumSIP_Enabled E_client_cert_required; /* the server demands a certificate, and verifies it */
    EnumSIP_Enabled E_block_udp_port;       /* plain SIP over UDP is neither received nor sent; TLS is the default then */
    EnumSIP_Enabled E_block_tcp_port;       /* plain SIP over TCP is neither received nor sent */
    SIP_TLS_CALLBACK verify_cert_CB;        /* asked when the peer's chain has been verified; NULL: the rules decide */
    SIP_TLS_CALLBACK post_connect_CB;       /* asked when a server's names have been compared; NULL: the rules decide */
    SIP_TLS_OPTIONS* options;               /* of this library; NULL: its defaults */
} SIP_TLS_ENGINE, *SIP_TLS_ENGINEP;

#define SIP_TLS_ENGINE_VERSION 0x100

GC_INLINE void INIT_SIP_TLS_ENGINE(SIP_TLS_ENGINE* engine)
{
    trunkcall_fill(engine, 0, sizeof(*engine));
    engine->version = ((unsigned long)sizeof(*engine) << 16) | SIP_TLS_ENGINE_VERSION;
    engine->sip_tls_port = 5061;
    engine->E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1;
}

/*
 * Renews the TLS of a board while it runs: certificates, keys, authorities, revocation lists, ciphers. An addition of
 * this library.
 *   boarddev: the board, or a line of it.
 *   engine: what shall hold from now on; NULL: what holds already, its files read again. Its port and blocked ports
 *     must be those of gc_Start.
 *   flags: 0, or GC_TLS_DRY_RUN: everything is read and checked, and nothing changes.
 * The function blocks while files are read, and the board goes on meanwhile. What is read is checked as by gc_Start, and
 * taken as a whole or not at all: after a failure everything is as it was. Connections that exist keep what they began
 * with, their calls go on, the listener stays open; new connections use the new identity and trust. Sessions of before
 * are not resumed.
 * Event: GCEV_EXTENSION with IPEXTID_TLS on every open device of that board (not its lines), with IPSET_TLS /
 * IPPARM_TLS_CHANGE and what gcip_defs.h names beside it; none after a dry run.
 * Errors: EGC_INVLINEDEV; EGC_NOT_ENABLED (the board has no TLS); EGC_INVPARM (flags); EGC_CCLIBSPECIFIC with
 * IPERR_BAD_PARAM or IPERR_TLS_CONFIG, the text as at gc_Start.
 */
GC_API int gc_ReloadTLS(LINEDEV boarddev, SIP_TLS_ENGINE* engine, unsigned long flags);

#define GC_TLS_DRY_RUN 1UL

/*
 * The certificate of a call's peer, of the connection that carried the INVITE. An addition of this library; its
 * subject, dates and the like are told by gc_GetCallInfo. crn: the call, in any state once it is connected, or offered.
 *   der: takes the certificate in DER; NULL: only its size is asked for.
 *   size: the bytes that der has room for; set to those of the certificate, 0 when the peer sent none.
 * Returns at once; the memory stays the program's.
 * Errors: EGC_INVCRN; EGC_INVSTATE (no TLS, or not connected yet); EGC_INVPARM (size is NULL, or too small: nothing is
 * written but what it must be).
 */
GC_API int gc_GetPeerCertificate(CRN crn, unsigned char* der, unsigned int* size);

GC_END_DECLS

#endif
