/*
 * cclib.h - the ISDN library that was there before Global Call.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Rules common to all functions here:
 *  - They are the gc_ functions of the same name as older programs call them: 0, and -1 on error.
 *  - Not supported: this product drives no ISDN. Every function fails with EDT_UNSUPPORTED, which
 * ATDV_LASTERR(SRL_DEVICE) shows, with errno ENOSYS, and with one line in the log at its first use. Source: the shapes
 * of programs.
 */
#ifndef TRUNKCALL_CCLIB_H
#define TRUNKCALL_CCLIB_H

#include "dtilib.h"
#include "gc_params.h"
#include "gc_types.h"

/* Events. */
#define CCEV_ACCEPT 0x3001
#define CCEV_ALERTING 0x3002
#define CCEV_ANSWERED 0x3003
#define CCEV_BLOCKED 0x3004
#define CCEV_CALLINFO 0x3005
#define CCEV_CALLPROGRESS 0x3006
#define CCEV_CONGESTION 0x3007
#define CCEV_CONNECTED 0x3008
#define CCEV_DISCONNECTED 0x3009
#define CCEV_DIVERTED 0x300a
#define CCEV_DROPACK 0x300b
#define CCEV_DROPCALL 0x300c
#define CCEV_D_CHAN_STATUS 0x300d
#define CCEV_ERROR 0x300e
#define CCEV_FACILITY 0x300f
#define CCEV_FACILITYGLOBAL 0x3010
#define CCEV_FACILITYNULL 0x3011
#define CCEV_FACILITY_ACK 0x3012
#define CCEV_FACILITY_REJ 0x3013
#define CCEV_HOLDACK 0x3014
#define CCEV_HOLDCALL 0x3015
#define CCEV_HOLDREJ 0x3016
#define CCEV_INFOGLOBAL 0x3017
#define CCEV_ISDNMSG 0x3018
#define CCEV_L2BFFRFULL 0x3019
#define CCEV_L2FRAME 0x301a
#define CCEV_L2NOBFFR 0x301b
#define CCEV_MOREDIGITS 0x301c
#define CCEV_NOFACILITYBUF 0x301d
#define CCEV_NOTIFY 0x301e
#define CCEV_NOTIFYGLOBAL 0x301f
#define CCEV_NOUSRINFOBUF 0x3020
#define CCEV_NSI 0x3021
#define CCEV_OFFERED 0x3022
#define CCEV_PROCEEDING 0x3023
#define CCEV_RCVTERMREG_ACK 0x3024
#define CCEV_RCVTERMREG_NACK 0x3025
#define CCEV_REQANI 0x3026
#define CCEV_RESTART 0x3027
#define CCEV_RESTARTFAIL 0x3028
#define CCEV_RETRIEVEACK 0x3029
#define CCEV_RETRIEVECALL 0x302a
#define CCEV_RETRIEVEREJ 0x302b
#define CCEV_SETBILLING 0x302c
#define CCEV_SETCHANSTATE 0x302d
#define CCEV_SETUP_ACK 0x302e
#define CCEV_TASKFAIL 0x302f
#define CCEV_TERM_REGISTER 0x3030
#define CCEV_TRANSFERACK 0x3031
#define CCEV_TRANSFERREJ 0x3032
#define CCEV_TRANSIT 0x3033
#define CCEV_UNBLOCKED 0x3034
#define CCEV_USRINFO 0x3035

/* Causes, as Q.931 numbers them. */
#define UNASSIGNED_NUMBER 1
#define NORMAL_CLEARING 16
#define NO_CIRCUIT_AVAILABLE 34
#define NETWORK_OUT_OF_ORDER 38

/* Fields of a MAKECALL_BLK. */
#define ISDN_NOTUSED 0xff /* the field is not sent */
#define ISDN_ITM_CIRCUIT 0
#define ISDN_NUMB_PLAN 1
#define NAT_NUMBER 2

/* Progress, user to user signalling, a parameter of gc_SetParm. */
#define NO_CALL_PROGRESS 0
#define IN_BAND_INFO 8
#define UUI_UUS1_REQ_NE 1
#define RECEIVE_INFO_BUF GCPR_RECEIVE_INFO_BUF

/* Information elements. */
#define MAXLEN_IEDATA 260

#define MAXPHONENUM 32

GC_BEGIN_DECLS

typedef GCLIB_IE_BLK IE_BLK, *IE_BLKP;
typedef GCLIB_L2_BLK L2_BLK, *L2_BLKP;

/* What GC_MAKECALL_BLK.cclib pointed to. */
typedef union {
    struct {
        unsigned char BC_xfer_cap;
        unsigned char BC_xfer_mode;
        unsigned char BC_xfer_rate;
        unsigned char usrinfo_layer1_protocol;
        unsigned char usr_rate;
        unsigned char destination_number_type;
        unsigned char destination_number_plan;
        unsigned char destination_sub_number_type;
        unsigned char destination_sub_number_plan;
        char destination_sub_phone_number[MAXPHONENUM];
        unsigned char origination_number_type;
        unsigned char origination_number_plan;
        char origination_phone_number[MAXPHONENUM];
        unsigned char origination_sub_number_type;
        unsigned char origination_sub_number_plan;
        char origination_sub_phone_number[MAXPHONENUM];
        unsigned char facility_feature_service;
        unsigned char facility_coding_value;
        char* usrinfo_bufp;
        char* nsfc_bufp;
    } isdn;
} MAKECALL_BLK, *MAKECALL_BLKP;

/* Line devices and calls. */
GC_API int cc_Open(LINEDEV* linedevp, const char* devicename, int rfu);
GC_API int cc_Close(LINEDEV linedev);
GC_API int cc_WaitCall(LINEDEV linedev, CRN* crnp, void* waitcallp, int timeout, unsigned long mode);
GC_API int cc_MakeCall(LINEDEV linedev, CRN* crnp, const char* numberstr, MAKECALL_BLK* makecallp, int timeout,
                       unsigned long mode);
GC_API int cc_AnswerCall(CRN crn, int rings, unsigned long mode);
GC_API int cc_DropCall(CRN crn, int cause, unsigned long mode);
GC_API int cc_ReleaseCall(CRN crn);
GC_API int cc_Restart(LINEDEV linedev, unsigned long mode);
/* Facts: the caller's number, the call of an event, why something failed, in numbers and words. */
GC_API int cc_GetANI(CRN crn, char* ani_buf);
GC_API int cc_GetCRN(CRN* crnp, void* evtdatap);
GC_API int cc_CauseValue(LINEDEV linedev);
GC_API int cc_ResultMsg(LINEDEV linedev, long result_code, char** msg);

GC_END_DECLS

#endif
