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

/* Reads parameters into target_datap. Termination: GCEV_GETCONFIGDATA, GCEV_GETCONFIGDATA_FAIL. Not for IP. */
GC_API int gc_GetConfigData(int target_type, long target_id, GC_PARM_BLK* target_datap, int time_out, long* request_idp,
                            unsigned long mode);
/* Turns a name into what it stands for: query_id GCQUERY_ of gccfgparm.h. */
GC_API int gc_QueryConfigData(int target_type, long target_id, GC_PARM* source_datap, long query_id,
                              GC_PARM* response_datap);
/* Reads what gc_SetUserInfo set. Not for IP. */
GC_API int gc_GetUserInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp);
/*
 * What has no function of its own: ext_id IPEXTID_SENDMSG, IPEXTID_GETINFO, IPEXTID_SEND_DTMF ...; retblkp NULL.
 * Termination: GCEV_EXTENSIONCMPLT.
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
