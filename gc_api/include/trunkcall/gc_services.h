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
 *   target_type, target_id: GCTGT_GCLIB_CRN and a CRN, or GCTGT_GCLIB_CHAN and a LINEDEV, whose call is then meant.
 *   ext_id:
 *     IPEXTID_GETINFO: what is known of the call. parmblkp names it, values empty: IPSET_CALLINFO / IPPARM_CALLID,
 *       _DISPLAY, _PHONELIST, _CONNECTIONMETHOD; IPSET_SIP_MSGINFO / IPPARM_CALLID_HDR, _FROM, _FROM_DISPLAY, _TO;
 *       IPSET_PROTOCOL; and once the media are agreed on IPSET_RTP_ADDRESS / IPPARM_LOCAL, _REMOTE (RTP_ADDR),
 *       GCSET_CHAN_CAPABILITY / IPPARM_LOCAL_CAPABILITY (the codec: IP_CAPABILITY for sending, and for receiving),
 *       IPSET_DTMF / IPPARM_SUPPORT_DTMF_BITMASK (char: how digits go).
 *     IPEXTID_LOCAL_MEDIA_ADDRESS: IPSET_RTP_ADDRESS / IPPARM_LOCAL alone.
 *     IPEXTID_SENDMSG, IPEXTID_SEND_DTMF, IPEXTID_CHANGEMODE: not supported yet.
 *   mode: EV_ASYNC; extevtdatap of GCEV_EXTENSIONCMPLT is an EXTENSIONEVTBLK with the same ext_id and the answer. EV_SYNC,
 *     which the manuals do not have: *retblkp receives the answer, to be deleted by the program; in EV_ASYNC NULL.
 * Errors: EGC_INVTARGET, EGC_INVPARMBLK, EGC_INVSTATE (there is no call), EGC_INVPARM (the call has no such information),
 * EGC_UNSUPPORTED.
 */
GC_API int gc_Extension(int target_type, long target_id, unsigned char ext_id, GC_PARM_BLK* parmblkp,
                        GC_PARM_BLK** retblkp, unsigned long mode);
/* Registers a board (REGISTER); *pserviceID becomes the number of the request; respdatapp NULL. GCEV_SERVICERESP. */
GC_API int gc_ReqService(int target_type, long target_ID, unsigned long* pserviceID, GC_PARM_BLK* reqdatap,
                         GC_PARM_BLK** respdatapp, unsigned long mode);
/* Answers GCEV_SERVICEREQ. Termination: GCEV_SERVICERESPCMPLT. */
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
