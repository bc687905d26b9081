/*
 * headers - what goes along with a call: headers that were registered for, long ones, INFO, OPTIONS, and what
 * gc_Extension tells of a call. Two boards, TCP.
 *
 *     headers portA portB
 */
#include "gccfgparm.h"
#include "gcip.h" /* brings in gclib.h */
#include "gcip_defs.h"
#include "srllib.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define A 0
#define B 1
#define GOT_LONG 1
#define GOT_RINGING 2
#define GOT_ANSWER 4
#define GOT_INFO 8
#define GOT_INFO_OK 16
#define GOT_OPTIONS_OK 32
#define GOT_CALLINFO 64
#define GOT_ALL 127
#define LONG_HEADER 700

struct side {
    int port;
    LINEDEV board, dev;
    CRN crn;
} side[2];
int errors, got, up, released;
char callid[IP_SIP_CALLIDSIZE];

void failed(char* function)
{
    GC_INFO info;

    errors++;
    gc_ErrorInfo(&info);
    printf("%s: %s, %s, %s\n", function, info.gcMsg, info.ccMsg, info.additionalInfo);
}

void add_header(GC_PARM_BLKP* blockp, char* text)
{
    if (gc_util_insert_parm_ref_ex(blockp, IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, strlen(text) + 1, text) != GC_SUCCESS)
        failed("gc_util_insert_parm_ref_ex");
}

/* Looks for a whole header line in what came with an event. */
int has_header(GC_PARM_BLKP block, char* text)
{
    GC_PARM_DATA_EXT parm;

    INIT_GC_PARM_DATA_EXT(&parm);
    while (gc_util_next_parm_ex(block, &parm) == GC_SUCCESS)
        if (parm.set_ID == IPSET_SIP_MSGINFO && parm.parm_ID == IPPARM_SIP_HDR && strcmp(parm.pData, text) == 0)
            return 1;
    return 0;
}

/* The type of a message; every reader of the day copied value_size bytes. */
int message_type(GC_PARM_BLKP block)
{
    GC_PARM_DATAP parm = gc_util_find_parm(block, IPSET_MSG_SIP, IPPARM_MSGTYPE);
    int type = -1;

    if (parm != NULL)
        memcpy(&type, parm->value_buf, parm->value_size);
    return type;
}

void send_message(CRN crn, int type, char* header)
{
    GC_PARM_BLKP block = NULL;

    gc_util_insert_parm_ref(&block, IPSET_MSG_SIP, IPPARM_MSGTYPE, sizeof(int), &type);
    if (header != NULL)
        add_header(&block, header);
    if (gc_Extension(GCTGT_GCLIB_CRN, crn, IPEXTID_SENDMSG, block, NULL, EV_ASYNC) != GC_SUCCESS)
        failed("gc_Extension");
    gc_util_delete_parm_blk(block);
}

void preset(int target, long id, char* first, char* second)
{
    GC_PARM_BLKP block = NULL;

    add_header(&block, first);
    if (second != NULL)
        add_header(&block, second);
    if (gc_SetUserInfo(target, id, block, GC_SINGLECALL) != GC_SUCCESS)
        failed("gc_SetUserInfo");
    gc_util_delete_parm_blk(block);
}

char* long_header()
{
    static char text[LONG_HEADER];

    memset(text, 'x', sizeof(text) - 1);
    memcpy(text, "X-Trace: ", 9);
    return text;
}

void start()
{
    static char* wanted[] = {"X-Trace", "Subject", "From"};
    IP_VIRTBOARD board[2];
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT lib = {"GC_H3R_LIB", NULL};
    GC_START_STRUCT begin = {1, &lib};
    GC_PARM_BLKP block = NULL;
    long request;
    char name[64];
    int i;

    for (i = 0; i < 2; i++) {
        INIT_IP_VIRTBOARD(&board[i]);
        board[i].sip_signaling_port = side[i].port;
        board[i].sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE | IP_SIP_MIME_ENABLE;
        board[i].E_SIP_OPTIONS_Access = ENUM_Enabled;
        board[i].E_SIP_tcpenabled = ENUM_Enabled;
        board[i].sip_max_calls = board[i].total_max_calls = 2;
    }
    INIT_IPCCLIB_START_DATA(&data, 2, board);
    data.max_parm_data_size = 4096;
    lib.cclib_data = &data;
    if (gc_Start(&begin) != GC_SUCCESS) {
        failed("gc_Start");
        exit(1);
    }
    for (i = 0; i < (int)(sizeof(wanted) / sizeof(wanted[0])); i++)
        gc_util_insert_parm_ref(&block, IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, strlen(wanted[i]) + 1, wanted[i]);
    for (i = 0; i < 2; i++) {
        sprintf(name, ":N_iptB%d:P_SIP", i + 1);
        if (gc_OpenEx(&side[i].board, name, EV_SYNC, NULL) != GC_SUCCESS)
            failed("gc_OpenEx");
        if (gc_SetConfigData(GCTGT_CCLIB_NETIF, side[i].board, block, 0, GCUPDATE_IMMEDIATE, &request, EV_ASYNC) !=
            GC_SUCCESS)
            failed("gc_SetConfigData");
        sprintf(name, ":P_SIP:N_iptB%dT1:M_ipmB1C%d", i + 1, i + 1);
        if (gc_OpenEx(&side[i].dev, name, EV_ASYNC, &side[i]) != GC_SUCCESS)
            failed("gc_OpenEx");
    }
    gc_util_delete_parm_blk(block);
}

void call()
{
    char to[64];

    preset(GCTGT_GCLIB_CHAN, side[A].dev, long_header(), "From: \"A party\" <sip:alice@127.0.0.1>");
    sprintf(to, "sip:bob@127.0.0.1:%d;transport=tcp", side[B].port);
    if (gc_MakeCall(side[A].dev, &side[A].crn, to, NULL, 10, EV_ASYNC) != GC_SUCCESS)
        failed("gc_MakeCall");
}

void talk()
{
    int protocol = 0;

    if (gc_GetCallInfo(side[A].crn, IP_CALLID, callid) != GC_SUCCESS ||
        gc_GetCallInfo(side[A].crn, CALLPROTOCOL, (char*)&protocol) != GC_SUCCESS)
        failed("gc_GetCallInfo");
    if (protocol != CALLPROTOCOL_SIP)
        printf("protocol %d\n", protocol), errors++;
    send_message(side[A].crn, IP_MSGTYPE_SIP_INFO, "X-Trace: info");
}

void ask_of_the_call()
{
    GC_PARM_BLKP block = NULL;

    gc_util_insert_parm_ref(&block, IPSET_CALLINFO, IPPARM_CALLID, 1, "");
    gc_util_insert_parm_ref(&block, IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD, 1, "");
    if (gc_Extension(GCTGT_GCLIB_CRN, side[A].crn, IPEXTID_GETINFO, block, NULL, EV_ASYNC) != GC_SUCCESS)
        failed("gc_Extension IPEXTID_GETINFO");
    gc_util_delete_parm_blk(block);
}

void on_message(METAEVENT* ev, EXTENSIONEVTBLK* ext)
{
    switch (message_type(&ext->parmblk)) {
    case IP_MSGTYPE_SIP_INFO_OK:
        got |= GOT_INFO_OK;
        send_message(side[A].crn, IP_MSGTYPE_SIP_OPTIONS, NULL);
        break;
    case IP_MSGTYPE_SIP_OPTIONS: send_message(ev->crn, IP_MSGTYPE_SIP_OPTIONS_OK, "X-Trace: options"); break;
    case IP_MSGTYPE_SIP_OPTIONS_OK:
        if (has_header(&ext->parmblk, "X-Trace: options"))
            got |= GOT_OPTIONS_OK;
        ask_of_the_call();
        break;
    default: printf("message of type %d\n", message_type(&ext->parmblk)), errors++;
    }
}

void on_complete(EXTENSIONEVTBLK* ext)
{
    GC_PARM_DATAP parm;

    if (ext->ext_id != IPEXTID_GETINFO)
        return;
    parm = gc_util_find_parm(&ext->parmblk, IPSET_CALLINFO, IPPARM_CALLID);
    if (parm != NULL && strcmp((char*)parm->value_buf, callid) == 0)
        got |= GOT_CALLINFO;
    if (gc_DropCall(side[A].crn, GC_NORMAL_CLEARING, EV_ASYNC) != GC_SUCCESS)
        failed("gc_DropCall");
}

void on_event(METAEVENT* ev)
{
    GC_PARM_BLKP block = (GC_PARM_BLKP)ev->extevtdatap;
    static int opened;

    switch (ev->evttype) {
    case GCEV_UNBLOCKED:
        if (ev->linedev == side[A].dev || ev->linedev == side[B].dev)
            gc_WaitCall(ev->linedev, NULL, NULL, 0, EV_ASYNC), opened++;
        if (ev->linedev == side[B].dev && opened == 2)
            call();
        break;
    case GCEV_OFFERED:
        side[B].crn = ev->crn;
        if (has_header(block, long_header()))
            got |= GOT_LONG;
        preset(GCTGT_GCLIB_CRN, ev->crn, "X-Trace: ringing", NULL);
        if (gc_AcceptCall(ev->crn, 0, EV_ASYNC) != GC_SUCCESS)
            failed("gc_AcceptCall");
        break;
    case GCEV_ACCEPT:
        preset(GCTGT_GCLIB_CRN, ev->crn, "X-Trace: answer", "Subject: yes");
        if (gc_AnswerCall(ev->crn, 0, EV_ASYNC) != GC_SUCCESS)
            failed("gc_AnswerCall");
        break;
    case GCEV_ALERTING:
        if (has_header(block, "X-Trace: ringing"))
            got |= GOT_RINGING;
        break;
    case GCEV_CONNECTED:
        if (has_header(block, "X-Trace: answer") && has_header(block, "Subject: yes"))
            got |= GOT_ANSWER;
        /* no break */
    case GCEV_ANSWERED:
        if (++up == 2)
            talk();
        break;
    case GCEV_CALLINFO:
        if (has_header(block, "X-Trace: info"))
            got |= GOT_INFO;
        send_message(ev->crn, IP_MSGTYPE_SIP_INFO_OK, NULL);
        break;
    case GCEV_EXTENSION: on_message(ev, (EXTENSIONEVTBLK*)ev->extevtdatap); break;
    case GCEV_EXTENSIONCMPLT: on_complete((EXTENSIONEVTBLK*)ev->extevtdatap); break;
    case GCEV_DISCONNECTED: gc_DropCall(ev->crn, GC_NORMAL_CLEARING, EV_ASYNC); break;
    case GCEV_DROPCALL: gc_ReleaseCallEx(ev->crn, EV_ASYNC); break;
    case GCEV_RELEASECALL: released++; break;
    case GCEV_TASKFAIL: printf("GCEV_TASKFAIL\n"), errors++; break;
    }
}

int main(int argc, char** argv)
{
    METAEVENT ev;

    side[A].port = atoi(argv[1]);
    side[B].port = atoi(argv[2]);
    start();
    while (released < 2 && sr_waitevt(20000) != -1) {
        if (gc_GetMetaEvent(&ev) != GC_SUCCESS)
            failed("gc_GetMetaEvent");
        else
            on_event(&ev);
    }
    gc_Close(side[A].dev);
    gc_Close(side[B].dev);
    gc_Close(side[A].board);
    gc_Close(side[B].board);
    gc_Stop();
    printf("%d calls, %d errors, got %d of %d\n", released, errors, got, GOT_ALL);
    return released != 2 || errors != 0 || got != GOT_ALL;
}
