/*
 * gc_services.h - configuration that is read, messages of other methods, registration and authentication. Included by
 * gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet where the table (api/gc_services.tsv) says stub: GC_ERROR, EGC_UNSUPPORTED, and one line in the
 * log at the first use.
 * Rules common to all functions here: those of gclib.h.
 * Source: the Global Call API Library Reference, the IP Technology Guide.
 */
#ifndef TRUNKCALL_GC_SERVICES_H
#define TRUNKCALL_GC_SERVICES_H

#include "gc_types.h"

GC_BEGIN_DECLS

/*
 * Supported: reads parameters of a line device or a board. The manuals have it for other technologies; here it reads the
 * masks (GCPARM_GET_MSK, or any GCACT_ of their set), GCPARM_CALLPROC, IPPARM_OPERATING_MODE and the
 * IPSET_SIP_RESPONSE_CODE of a board.
 *   target_type, target_id, time_out, request_idp, mode: as for gc_SetConfigData.
 *   target_datap: the parameters to be read, inserted as numbers of 1, 2, 4 or 8 bytes. Their values are written over.
 * Termination: GCEV_GETCONFIGDATA, GCEV_GETCONFIGDATA_FAIL: evtdatap is a GC_RTCM_EVTDATA, whose retrieved_parmblkp has
 * them as unsigned long too.
 * Errors: EGC_INVTARGET, EGC_INVPARMBLK, EGC_INVPARM (size), EGC_UNSUPPORTED (a parameter that cannot be read).
 */
GC_API int gc_GetConfigData(int target_type, long target_id, GC_PARM_BLK* target_datap, int time_out, long* request_idp,
                            unsigned long mode);
/*
 * Supported: turns a name into what it stands for.
 *   target_type, target_id: GCTGT_GCLIB_SYSTEM and GCGV_LIB; a line device or a board does as well.
 *   source_datap: paddress is the name. query_id: GCQUERY_ of gccfgparm.h, which says what it names.
 *   response_datap: longvalue receives the answer.
 * Synchronous. Errors: EGC_INVTARGET, EGC_INVLINEDEV, EGC_INVDEVNAME, EGC_INVPROTOCOL, EGC_INVPARM (nothing has this
 * name; the text repeats it).
 */
GC_API int gc_QueryConfigData(int target_type, long target_id, GC_PARM* source_datap, long query_id,
                              GC_PARM* response_datap);
/* Not for IP, as the manuals say: EGC_INVLINEDEV or EGC_INVCRN when the target is none, else EGC_UNSUPPORTED. */
GC_API int gc_GetUserInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp);
/*
 * What has no function of its own.
 *   target_type, target_id: GCTGT_GCLIB_CRN and a CRN, or GCTGT_GCLIB_CHAN and a LINEDEV, whose call is then meant; a
 *     board's LINEDEV (also with GCTGT_GCLIB_NETIF, GCTGT_CCLIB_NETIF) for messages outside of calls.
 *   ext_id:
 *     IPEXTID_GETINFO: what is known of the call. parmblkp names it, values empty: IPSET_CALLINFO / IPPARM_CALLID,
 *       _DISPLAY, _PHONELIST, _CONNECTIONMETHOD; IPSET_SIP_MSGINFO / IPPARM_CALLID_HDR, _FROM, _FROM_DISPLAY, _TO,
 *       _TO_DISPLAY, _REQUEST_URI (of the INVITE), _CONTACT_URI and _CONTACT_DISPLAY (the peer's, as he named it last);
 *       IPSET_PROTOCOL; and once the media are agreed on IPSET_RTP_ADDRESS / IPPARM_LOCAL, _REMOTE (RTP_ADDR),
 *       GCSET_CHAN_CAPABILITY / IPPARM_LOCAL_CAPABILITY (the codec: IP_CAPABILITY for sending, and for receiving),
 *       IPSET_DTMF / IPPARM_SUPPORT_DTMF_BITMASK (char: how digits go).
 *     IPEXTID_LOCAL_MEDIA_ADDRESS: IPSET_RTP_ADDRESS / IPPARM_LOCAL alone.
 *     IPEXTID_SENDMSG on a board: a message outside of calls, or the answer to one. IPSET_MSG_SIP / IPPARM_MSGTYPE:
 *       IP_MSGTYPE_SIP_OPTIONS, _MESSAGE, _INFO, _NOTIFY, _SUBSCRIBE; for answers those that end in _OK, _ACCEPT (2xx,
 *       default 200) or _FAILED, _REJECT (300 to 699, default 501); IPPARM_MSG_SIP_RESPONSE_CODE is another status.
 *       IPSET_SIP_MSGINFO: To or Request-URI, From, Call-ID, Event, Expires ... (IP_SIP_MSGINFO_ENABLE). IPSET_MIME:
 *       the body, its octets copied at once. An answer is for the message with its Call-ID, else for the oldest of its
 *       kind. SUBSCRIBE and NOTIFY of a Call-ID that is subscribed go inside that dialog.
 *       What comes, comes as GCEV_EXTENSION with IPEXTID_RECEIVEMSG on the board device: the answer to a message with
 *       its status (and IPSET_SIP_REQUEST_ERROR / IPPARM_SIP_SVC_UNAVAIL when it could not be delivered); messages of
 *       peers, to be answered within 20 s: OPTIONS and MESSAGE with E_SIP_OPTIONS_Access and E_SIP_MESSAGE_Access,
 *       NOTIFY unless E_SIP_OOD_NOTIFY_Access is off, SUBSCRIBE, all with IP_SIP_MSGINFO_ENABLE, OPTIONS only while a
 *       line waits for a call; _SUBSCRIBE_EXPIRE when a subscription was not refreshed. Bodies: IP_SIP_MIME_ENABLE.
 *     IPEXTID_SENDMSG on a call: IP_MSGTYPE_SIP_INFO, _NOTIFY, _OPTIONS or _MESSAGE inside it, before the answer too, or the
 *       answer to the oldest one of that kind; headers (IPPARM_SIP_HDR), IPSET_MIME and status as above. GCEV_EXTENSIONCMPLT
 *       says that it goes out; its answer comes as GCEV_EXTENSION with IPEXTID_RECEIVEMSG on the call, 408 or 503 when there
 *       is none. Not even 481 ends the call. Of peers INFO comes as GCEV_CALLINFO (extevtdatap: GC_PARM_BLK), NOTIFY and,
 *       with E_SIP_OPTIONS_Access and E_SIP_MESSAGE_Access, OPTIONS and MESSAGE as GCEV_EXTENSION, all with
 *       IP_SIP_MSGINFO_ENABLE and to be answered within 20 s: then the peer is told 500. At most 16 at a time each way.
 *       Others are answered by the library: OPTIONS by 200, the rest by 405.
 *       In 3PCC IPSET_SDP / IPPARM_SDP_OPTION_OFFER is the description in an OPTIONS, IPPARM_SDP_OPTION_ANSWER that in the 200
 *       (IP_MSGTYPE_SIP_OPTIONS_OK), both ways, on boards and calls; no turns are kept (IPSET_MIME besides: EGC_INVPARM).
 *     IPEXTID_SEND_DTMF, IPEXTID_CHANGEMODE: not supported yet.
 *   mode: EV_ASYNC; extevtdatap of GCEV_EXTENSIONCMPLT is an EXTENSIONEVTBLK with the same ext_id and the answer. EV_SYNC,
 *     which the manuals do not have: *retblkp receives the answer, to be deleted by the program; in EV_ASYNC NULL.
 * Errors: EGC_INVTARGET, EGC_INVPARMBLK, EGC_INVSTATE (there is no call), EGC_INVPARM (the call has no such information),
 * EGC_UNSUPPORTED.
 */
GC_API int gc_Extension(int target_type, long target_id, unsigned char ext_id, GC_PARM_BLK* parmblkp,
                        GC_PARM_BLK** retblkp, unsigned long mode);
/*
 * Registers a board at a SIP registrar (REGISTER), and keeps the registration alive.
 *
 * target_type   GCTGT_CCLIB_NETIF or GCTGT_GCLIB_NETIF.
 * target_ID     LINEDEV of a board (":N_iptB1:P_IP").
 * pserviceID    Becomes the number of the request, which comes with its events.
 * reqdatap      GCSET_SERVREQ / PARM_REQTYPE      IP_REQTYPE_REGISTRATION; needed. Numbers may have 1, 2, 4 or 8 bytes.
 *               GCSET_SERVREQ / PARM_ACK          GC_ACK, or GC_NACK: no event is wanted; needed.
 *               IPSET_REG_INFO, one of
 *                 IPPARM_OPERATION_REGISTER       IP_REG_SET_INFO: these aliases take the place of those that this
 *                                                 board registered; IP_REG_ADD_INFO; IP_REG_DELETE_BY_VALUE;
 *                                                 IP_REG_QUERY_INFO.
 *                 IPPARM_OPERATION_DEREGISTER     IP_REG_DELETE_ALL: all that this board registered, or these aliases;
 *                                                 IP_REG_MAINTAIN_LOCAL_INFO: the same, but they are what the next
 *                                                 registration without aliases registers again.
 *               IPSET_REG_INFO / IPPARM_REG_ADDRESS  IP_REGISTER_ADDRESS. reg_server: registrar (Request-URI), "host",
 *                                                 "host:port" or a sip: or sips: URI; empty or none of these:
 *                                                 multicast, IP_REG_MULTICAST_DEFAULT_ADDR. reg_client: address of
 *                                                 record (To and From), "user@host" or a URI; a bare user is one of
 *                                                 reg_server's. time_to_live: seconds, 0: 3600. Left out, or
 *                                                 incomplete, in a query, deletion or deregistration: those of the
 *                                                 last request.
 *               IPSET_REG_INFO / IPPARM_REG_AUTOREFRESH  IP_REG_AUTOREFRESH_ENABLE (default) or _DISABLE.
 *               IPSET_LOCAL_ALIAS / IPPARM_ADDRESS_TRANSPARENT, _DOT_NOTATION, _EMAIL, _URL  transport addresses
 *                                                 (Contact), at most 64; without a scheme they are sip:. None in a
 *                                                 registration: the board's own address. "*": everybody's, in a query
 *                                                 or a deregistration.
 *               IPSET_PROTOCOL / IPPARM_PROTOCOL_BITMASK  IP_PROTOCOL_SIP.
 *               IPSET_SIP_MSGINFO, IPSET_TLS      more headers; whose certificate is expected.
 *               Prefixes and H.323 aliases are passed over.
 * respdatapp    NULL.
 * mode          EV_ASYNC. EV_SYNC works as well, and reports what comes later by GCEV_SERVICERESP.
 *
 * Termination: GCEV_SERVICERESP on the board device, with PARM_SERVICEID, IPPARM_PROTOCOL_BITMASK, IPPARM_REG_STATUS
 * (IP_REG_CONFIRMED, IP_REG_REJECTED), IPPARM_REG_SERVICEID, and after a query IPPARM_ADDRESS_TRANSPARENT for each
 * address. Its ccValue is IPERR_OK; IPEC_SIPReasonStatus of the registrar's answer; what GCEV_DISCONNECTED has for a
 * time-out or a failed connection; IPEC_REG_FAIL_invalidExpires: less than 6 s were granted, too few to be refreshed.
 *
 * Requests for one address of record at one registrar are carried out one after the other. A challenge is answered with
 * gc_SetAuthenticationInfo, 423 by asking for the time that it names, 3xx followed. A refresh goes out 30 s before the
 * end, or 5 s after the response when 40 s or less were granted. When one fails, GCEV_SERVICERESP comes again with the
 * same service number; after a time-out, a lost connection, 408 or 5xx it is repeated after growing pauses (30 s to
 * 15 min, Retry-After obeyed) until GCEV_SERVICERESP with IPERR_OK; after anything else the registration is given up.
 * gc_Stop does not deregister.
 *
 * Errors: EGC_INVTARGET (no board device), EGC_INVPARMBLK, EGC_INVPARM with IPERR_BAD_PARAM; with IPERR_UNAVAILABLE
 * when there are as many addresses of record as SIP_registrar_registrations of IP_VIRTBOARD says; in EV_SYNC the
 * outcome, EGC_TIMEOUT. Any thread.
 * Differs from the manual: names and URIs as registrar, TLS, retries. Source: IP Guide 269-284, 479-482, 527, 550.
 */
GC_API int gc_ReqService(int target_type, long target_ID, unsigned long* pserviceID, GC_PARM_BLK* reqdatap,
                         GC_PARM_BLK** respdatapp, unsigned long mode);
/*
 * Answers GCEV_SERVICEREQ, a request for a service that came in. Over SIP none comes: a board is no registrar, and the
 * library answers REGISTER by 405. So there is never one to be answered.
 *   target_type, target_ID: a board, as for gc_ReqService. datap: a parameter block. mode: EV_ASYNC.
 * Termination: would be GCEV_SERVICERESPCMPLT. Errors: EGC_INVTARGET, EGC_INVLINEDEV, EGC_INVPARM (mode), EGC_INVPARMBLK;
 * else EGC_INVSTATE. Any thread. Source: IP Guide 482.
 */
GC_API int gc_RespService(int target_type, long target_ID, GC_PARM_BLK* datap, unsigned long mode);
/*
 * User names and passwords of a board, for servers that challenge its requests (digest authentication: MD5, SHA-256,
 * SHA-512-256; 401 and 407).
 *
 * target_type   GCTGT_CCLIB_NETIF or GCTGT_GCLIB_NETIF.
 * target_id     LINEDEV of a board (":N_iptB1:P_IP").
 * infoparmblkp  Elements of IPSET_CONFIG, each an IP_AUTHENTICATION, whose strings are copied at once:
 *               IPPARM_AUTHENTICATION_CONFIGURE  Adds credentials, or replaces those of the same realm and identity.
 *               IPPARM_AUTHENTICATION_REMOVE     Takes them away; username and password do not count and may be NULL.
 *               They are checked first, all of them, and then take effect in their order: the last of a key wins.
 *
 * realm: not empty, whatever case. identity: the sip: or sips: URI of From, whatever case, or "" for those who have no
 * entry of their own in that realm. username: not empty. password: may be empty; it is overwritten in memory when it is
 * let go, and never logged.
 *
 * Only what was configured before a request answers its challenges; else 401 and 407 end it, as does a second one for
 * the same credentials (IPEC_SIPReasonStatus401Unauthorized, ..407ProxyAuthenticationRequired). Answered are challenges
 * of INVITE, re-INVITE, BYE, REFER, REGISTER, SUBSCRIBE, MESSAGE and of every request inside a dialog; not of INFO,
 * NOTIFY and OPTIONS outside of one. Of several challenges for one realm the strongest algorithm counts.
 *
 * Synchronous, no event, any thread. Errors: EGC_INVTARGET with IPERR_UNSUPPORTED (no board device), EGC_INVPARMBLK,
 * EGC_INVPARM with IPERR_BAD_PARAM (a NULL string, a bad value, a parameter that does not belong here) or with
 * IPERR_UNAVAILABLE (nothing to remove; what stood before it in the block has taken effect).
 * Differs from the manual: SHA-256, SHA-512-256 and auth-int besides MD5. Source: IP Guide 286-288, 421-422, 542.
 */
GC_API int gc_SetAuthenticationInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp);

GC_END_DECLS

#endif
