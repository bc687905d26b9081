/*
 * gc_types.h - handles and structures of Global Call; included by gclib.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TRUNKCALL_GC_TYPES_H
#define TRUNKCALL_GC_TYPES_H

#include "gc_export.h"

GC_BEGIN_DECLS

/* Handles: long, because programs pass the address of a plain long. 0 is never valid. */
typedef long LINEDEV; /* line device, from gc_OpenEx to gc_Close */
typedef long CRN;     /* call reference, from gc_MakeCall or GCEV_OFFERED to gc_ReleaseCallEx */

#define GC_SUCCESS 0
#define GC_ERROR (-1)

#define GC_ADDRSIZE 128
#define MAX_ADDRESS_LEN 128
#define GC_MAX_CCLIBNAME_LEN 16
#define MAX_ADDITIONAL_MSG 128

/* Call control libraries: numbers as METAEVENT.cclibid and GC_INFO.ccLibId show them. */
#define GC_UNKNOWN_LIB_ID (-1)
#define GC_GLOBALCALL_LIB_ID 0
#define LIBID_GC GC_GLOBALCALL_LIB_ID
#define GC_ICAPI_LIB_ID 1
#define GC_ISDN_LIB_ID 2
#define GC_PDKRT_LIB_ID 3
#define GC_SS7_LIB_ID 4
#define GC_DM3CC_LIB_ID 5
#define GC_IPM_LIB_ID 6
#define GC_H3R_LIB_ID 7 /* SIP */
#define GC_CUSTOM1_LIB_ID 8
#define GC_CUSTOM2_LIB_ID 9
#define GC_TOTAL_CCLIBS 9

/* All libraries: fits a library name, a list and a count alike. The string "GC_ALL_LIB" means the same. */
#define GC_ALL_LIB 0

/* Names of libraries: cclib_name of gc_Start. Programs write the string or the name. */
#define GC_ICAPI_LIB "GC_ICAPI_LIB"
#define GC_ISDN_LIB "GC_ISDN_LIB"
#define GC_PDKRT_LIB "GC_PDKRT_LIB"
#define GC_SS7_LIB "GC_SS7_LIB"
#define GC_DM3CC_LIB "GC_DM3CC_LIB"
#define GC_IPM_LIB "GC_IPM_LIB"
#define GC_H3R_LIB "GC_H3R_LIB" /* SIP */
#define GC_CUSTOM1_LIB "GC_CUSTOM1_LIB"
#define GC_CUSTOM2_LIB "GC_CUSTOM2_LIB"

/* State of a library; AVL and STUB are older names. */
#define GC_CCLIB_CONFIGURED 0x1
#define GC_CCLIB_AVAILABLE 0x2
#define GC_CCLIB_FAILED 0x4
#define GC_CCLIB_AVL GC_CCLIB_AVAILABLE
#define GC_CCLIB_STUB 0x8

typedef union {
    short shortvalue;
    unsigned long ulongvalue;
    long longvalue;
    int intvalue;
    unsigned int uintvalue;
    char charvalue;
    char* paddress;
    void* pstruct;
} GC_PARM, *GC_PARMP;

/*
 * Parameter blocks are made, read and freed by the gc_util_ functions alone (gc_util.h).
 * parm_data_size counts the bytes of a packed run of GC_PARM_DATA that starts at parm_data_buf.
 */
typedef struct {
    unsigned short parm_data_size;
    unsigned char parm_data_buf[1];
} GC_PARM_BLK, *GC_PARM_BLKP;

/* One value in the run; it may stand at an odd address. */
typedef struct {
    unsigned short set_ID;
    unsigned short parm_ID;
    unsigned char value_size;   /* bytes in value_buf, at most 255 */
    unsigned char value_buf[1]; /* not aligned: copy it out */
} GC_PACKED GC_PARM_DATA, *GC_PARM_DATAP;

/* One parameter of any length; prepare it with INIT_GC_PARM_DATA_EXT. */
typedef struct {
    unsigned long version;
    void* pInternal; /* where the walk stands */
    unsigned long set_ID;
    unsigned long parm_ID;
    unsigned long data_size;
    void* pData; /* points into the block */
} GC_PARM_DATA_EXT, *GC_PARM_DATA_EXTP;

#define GC_PARM_DATA_EXT_VERSION_0 0UL

GC_INLINE void INIT_GC_PARM_DATA_EXT(GC_PARM_DATA_EXT* parm)
{
    parm->version = GC_PARM_DATA_EXT_VERSION_0;
    parm->pInternal = 0;
    parm->set_ID = 0;
    parm->parm_ID = 0;
    parm->data_size = 0;
    parm->pData = 0;
}

typedef struct {
    unsigned short set_ID;
    unsigned short parm_ID;
    unsigned char value_type;
    unsigned char update_perm;
} GC_PARM_ID, *GC_PARM_IDP;

/* One event, filled by gc_GetMetaEvent. The last seven fields hold only when flags has GCME_GC_EVENT. */
typedef struct {
    long magicno;
    unsigned long flags;
    void* evtdatap;
    long evtlen;
    long evtdev;
    long evttype;
    LINEDEV linedev;
    CRN crn;           /* 0: no call */
    void* extevtdatap; /* GC_PARM_BLK, EXTENSIONEVTBLK or GC_REROUTING_INFO, by event; may be NULL */
    void* usrattr;     /* as given to gc_OpenEx or gc_SetUsrAttr */
    int cclibid;       /* -1: unknown */
    int rfu1;
} METAEVENT, *METAEVENTP;

#define GC_METAEVENT_MAGICNO 0x47434d45L
#define GCME_GC_EVENT 0x1UL

/* A failure or the result of an event in numbers and words. No string is ever NULL. */
typedef struct {
    int gcValue; /* EGC_ (failures) or GCRV_ (results) */
    char* gcMsg;
    int ccLibId;
    char* ccLibName;
    long ccValue; /* IPERR_ or IPEC_ */
    char* ccMsg;
    char* additionalInfo; /* names the field, file, address or state, and the reason */
} GC_INFO, *GC_INFOP;

typedef struct {
    /* const, so that C++ programs may put a literal here */
    const char* cclib_name;
    void* cclib_data;
} CCLIB_START_STRUCT, *CCLIB_START_STRUCTP;

typedef struct {
    int num_cclibs;
    CCLIB_START_STRUCT* cclib_list;
} GC_START_STRUCT, *GC_START_STRUCTP;

typedef struct {
    char* file_name;
    char* start_proc_name;
} GC_CUSTOMLIB_STRUCT, *GC_CUSTOMLIB_STRUCTP;

typedef struct {
    char name[GC_MAX_CCLIBNAME_LEN];
    int state;
} GC_CCLIB_STATE, *GC_CCLIB_STATEP;

typedef struct {
    GC_CCLIB_STATE cclib_state[GC_TOTAL_CCLIBS];
} GC_CCLIB_STATUSALL, *GC_CCLIB_STATUSALLP;

/* Deprecated form of the same. */
typedef struct {
    int num_avllibraries;
    int num_configuredlibraries;
    int num_failedlibraries;
    int num_stublibraries;
    char** avllibraries;
    char** configuredlibraries;
    char** failedlibraries;
    char** stublibraries;
} GC_CCLIB_STATUS, *GC_CCLIB_STATUSP;

typedef struct {
    char address[MAX_ADDRESS_LEN];
    unsigned char address_type; /* GCADDRTYPE_ */
    unsigned char address_plan; /* GCADDRPLAN_ */
    char sub_address[MAX_ADDRESS_LEN];
    unsigned char sub_address_type; /* GCSUBADDR_ */
    unsigned char sub_address_plan;
} GCLIB_ADDRESS_BLK, *GCLIB_ADDRESS_BLKP;

typedef struct {
    unsigned char category;     /* GCCAT_ */
    unsigned char address_info; /* GCADDRINFO_ */
} GCLIB_CALL_BLK, *GCLIB_CALL_BLKP;

typedef struct {
    unsigned char medium_id;
    unsigned char medium_sel; /* GCMEDSEL_ */
} GCLIB_CHAN_BLK, *GCLIB_CHAN_BLKP;

typedef struct {
    GCLIB_ADDRESS_BLK destination;
    GCLIB_ADDRESS_BLK origination;
    GCLIB_CHAN_BLK chan_info;
    GCLIB_CALL_BLK call_info;
    GC_PARM_BLK* ext_datap; /* copied by gc_MakeCall */
} GCLIB_MAKECALL_BLK, *GCLIB_MAKECALL_BLKP;

typedef struct {
    GCLIB_MAKECALL_BLK* gclib;
    void* cclib; /* NULL on IP */
} GC_MAKECALL_BLK, *GC_MAKECALL_BLKP;

/* A byte of a make-call block that keeps its default. */
#define GCMKCALLBLK_DEFAULT 0xff

/* Reserved: pass NULL. */
typedef struct {
    void* gclib;
    void* cclib;
} GC_WAITCALL_BLK, *GC_WAITCALL_BLKP;

typedef struct {
    unsigned long type; /* GCACK_SERVICE_ */
    long rfu;
    union {
        struct {
            int accept;
        } dnis;
        struct {
            int acceptance;
            LINEDEV linedev;
        } isdn;
        struct {
            int info_len;
            int info_type;
        } info;
        struct {
            long gc_private[4];
        } gc_private;
    } service;
} GC_CALLACK_BLK, *GC_CALLACK_BLK_PTR, *GC_CALLACK_BLKP;

#define GCACK_SERVICE_DNIS 1
#define GCACK_SERVICE_ISDN 2
#define GCACK_SERVICE_INFO 3
#define GCACK_SERVICE_PROC 4

typedef struct {
    char* rerouting_num; /* same string as rerouting_addrblkp->address */
    GCLIB_ADDRESS_BLK* rerouting_addrblkp;
    GC_PARM_BLK* parm_blkp;
} GC_REROUTING_INFO, *GC_REROUTING_INFOP;

typedef struct {
    long request_ID;
    int gc_result;
    int cclib_result;
    int cclib_ID;
    char additional_msg[MAX_ADDITIONAL_MSG];
    GC_PARM_BLK* retrieved_parmblkp;
} GC_RTCM_EVTDATA, *GC_RTCM_EVTDATAP;

/* What extevtdatap of GCEV_EXTENSION points to. Pass &blk->parmblk to the gc_util_ functions. */
typedef struct {
    unsigned char ext_id;
    GC_PARM_BLK parmblk;
} EXTENSIONEVTBLK, *EXTENSIONEVTBLKP;

/* Technologies other than IP: shapes only. */
typedef struct {
    short length;
    unsigned char data[260];
} GCLIB_IE_BLK, *GCLIB_IE_BLKP, GCLIB_L2_BLK, *GCLIB_L2_BLKP;

typedef struct {
    GCLIB_IE_BLK* gclib;
    void* cclib;
} GC_IE_BLK, *GC_IE_BLKP;

typedef struct {
    GCLIB_L2_BLK* gclib;
    void* cclib;
} GC_L2_BLK, *GC_L2_BLKP;

typedef union {
    struct {
        long cents;
    } ATT, *ATT_PTR;
} GC_RATE_U, *GC_RATE_U_PTR;

GC_END_DECLS

#endif
