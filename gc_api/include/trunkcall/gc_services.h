/*
 * gc_services.h - configuration that is read, messages of other methods, registration and authentication. Included by
 * gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Not supported yet, all of them: GC_ERROR, EGC_UNSUPPORTED, and one line in the log at the first use.
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
/* User names and passwords of a board: IPSET_CONFIG with IP_AUTHENTICATION. */
GC_API int gc_SetAuthenticationInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp);

GC_END_DECLS

#endif
