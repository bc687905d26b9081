/*
 * transfer - the three parties of a transfer in one process, each on a board of its own.
 *
 *     transfer portA portB portC blind|attended|refused
 *
 * A calls B and sends B to C. Events go through a table of functions; the rerouting address is kept from GCEV_REQ_XFER
 * to GCEV_ACCEPT_XFER, as such programs do. Prints "4 calls" (attended: 6) when every call has been released.
 */
#include "gcerr.h"
#include "gcip.h"
#include "gclib.h"
#include "srllib.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { A1, A2, B1, B2, C1, C2, LINES };
static char* names[LINES] = {":P_SIP:N_iptB1T1:M_ipmB1C1", ":P_SIP:N_iptB1T2:M_ipmB1C2", ":P_SIP:N_iptB2T1:M_ipmB1C3",
                             ":P_SIP:N_iptB2T2:M_ipmB1C4", ":P_SIP:N_iptB3T1:M_ipmB1C5", ":P_SIP:N_iptB3T2:M_ipmB1C6"};
static struct {
    LINEDEV dev;
    CRN crn;
} line[LINES];
static int ports[3], opened, connected, released, expected, errors, seen, reported;
static char kind;
static GCLIB_ADDRESS_BLK* rerouting; /* into the data of an event that is long over */
static CRN primary_of_b;

#define SEEN_ACCEPTED 1
#define SEEN_COMPLETE 2
#define SEEN_TRANSFERRED_BY 4
#define SEEN_SECONDARY 8

static void failed(char* what)
{
    GC_INFO info;

    errors++;
    gc_ErrorInfo(&info);
    printf("%s: %s, %s, %s\n", what, info.gcMsg, info.ccMsg, info.additionalInfo);
}

static int number_of(METAEVENT* ev) { return (int)(long)ev->usrattr; } /* 0 is one of them */

static void call(int from, int board, int to)
{
    char number[64];

    sprintf(number, "line%d@127.0.0.1:%d", to, ports[board]);
    if (gc_MakeCall(line[from].dev, &line[from].crn, number, NULL, 30, EV_ASYNC) == -1)
        failed("gc_MakeCall");
}

/* Whose call has ended meanwhile is told of that by an event. */
static void drop(int n)
{
    int state = GCST_NULL;

    if (line[n].crn == 0 || gc_GetCallState(line[n].crn, &state) == -1 || state != GCST_CONNECTED)
        return;
    if (gc_DropCall(line[n].crn, GC_NORMAL_CLEARING, EV_ASYNC) == -1)
        failed("gc_DropCall");
}

static void on_unblocked(METAEVENT* ev)
{
    if (gc_WaitCall(ev->linedev, NULL, NULL, 0, EV_ASYNC) == -1)
        failed("gc_WaitCall");
    if (++opened == LINES)
        call(A1, 1, B1);
}

static void on_offered(METAEVENT* ev)
{
    GC_PARM_DATAP parm = NULL;
    CRN secondary = 0;

    line[number_of(ev)].crn = ev->crn;
    while ((parm = gc_util_next_parm((GC_PARM_BLKP)ev->extevtdatap, parm)) != NULL) {
        if (parm->set_ID != GCSET_SUPP_XFER)
            continue;
        if (parm->parm_ID == GCPARM_TRANSFERRING_ADDR && strlen((char*)parm->value_buf) > 0)
            seen |= SEEN_TRANSFERRED_BY;
        if (parm->parm_ID == GCPARM_SECONDARYCALL_CRN) {
            memcpy(&secondary, parm->value_buf, parm->value_size);
            if (secondary == line[C1].crn || secondary == line[C2].crn)
                seen |= SEEN_SECONDARY;
        }
    }
    if (gc_AnswerCall(ev->crn, 0, EV_ASYNC) == -1)
        failed("gc_AnswerCall");
}

static void transfer_when_both_are_up(void)
{
    char to[64];

    sprintf(to, "line%d@127.0.0.1:%d", C1, ports[2]);
    if (kind == 'a' && connected == 2)
        call(A2, 2, C1);
    else if (kind == 'a' && connected == 4 && gc_InitXfer(line[A2].crn, NULL, NULL, EV_ASYNC) == -1)
        failed("gc_InitXfer");
    else if (kind != 'a' && connected == 2 && gc_InvokeXfer(line[A1].crn, 0, to, NULL, 0, EV_ASYNC) == -1)
        failed("gc_InvokeXfer");
}

static void on_up(METAEVENT* ev)
{
    connected++;
    transfer_when_both_are_up();
}

static void on_init_xfer(METAEVENT* ev)
{
    if (gc_InvokeXfer(line[A1].crn, line[A2].crn, NULL, NULL, 0, EV_ASYNC) == -1)
        failed("gc_InvokeXfer");
}

static void on_req_xfer(METAEVENT* ev)
{
    GC_REROUTING_INFO* info = (GC_REROUTING_INFO*)ev->extevtdatap;
    int rc;

    if (strcmp(info->rerouting_num, info->rerouting_addrblkp->address) != 0)
        printf("two addresses: %s\n", info->rerouting_num), errors++;
    rerouting = info->rerouting_addrblkp;
    primary_of_b = ev->crn;
    rc = kind == 'r' ? gc_RejectXfer(ev->crn, IPEC_SIPReasonStatus603Decline, NULL, EV_ASYNC)
                     : gc_AcceptXfer(ev->crn, NULL, EV_ASYNC);
    if (rc == -1)
        failed("answer to GCEV_REQ_XFER");
}

static void on_accept_xfer(METAEVENT* ev)
{
    GC_PARM_BLKP parms = NULL;
    GCLIB_MAKECALL_BLK gclib = {0};
    GC_MAKECALL_BLK block = {0};
    unsigned long primary = primary_of_b; /* eight bytes, where a CRN is one as well */

    gc_util_insert_parm_ref(&parms, GCSET_SUPP_XFER, GCPARM_PRIMARYCALL_CRN, sizeof(unsigned long), &primary);
    gclib.destination = *rerouting;
    gclib.ext_datap = parms;
    block.gclib = &gclib;
    if (gc_MakeCall(line[B2].dev, &line[B2].crn, NULL, &block, 30, EV_ASYNC) == -1)
        failed("gc_MakeCall of the transferred call");
    gc_util_delete_parm_blk(parms);
}

static void on_accepted(METAEVENT* ev) { seen |= SEEN_ACCEPTED; }

static void on_complete(METAEVENT* ev)
{
    if (ev->crn != primary_of_b)
        printf("GCEV_XFER_CMPLT of another call\n"), errors++;
    seen |= SEEN_COMPLETE;
}

static void on_transferred(METAEVENT* ev)
{
    reported++;
    drop(A1);
    drop(A2);
    drop(B2);
}

static void on_refused(METAEVENT* ev)
{
    GC_INFO info;

    reported++;
    gc_ResultInfo(ev, &info);
    if (info.ccValue != IPEC_SIPReasonStatus603Decline || info.gcValue != GCRV_REJECT)
        printf("refused with %ld %s\n", info.ccValue, info.ccMsg), errors++;
    drop(A1);
}

static void on_disconnected(METAEVENT* ev)
{
    int state;

    /* both sides may have dropped at once */
    if (gc_GetCallState(ev->crn, &state) == GC_SUCCESS && state == GCST_DISCONNECTED &&
        gc_DropCall(ev->crn, GC_NORMAL_CLEARING, EV_ASYNC) == -1)
        failed("gc_DropCall after GCEV_DISCONNECTED");
}

static void on_drop(METAEVENT* ev)
{
    if (gc_ReleaseCallEx(ev->crn, EV_ASYNC) == -1)
        failed("gc_ReleaseCallEx");
    line[number_of(ev)].crn = 0;
}

static void on_release(METAEVENT* ev) { released++; }
static void ignore(METAEVENT* ev) {}

static struct {
    long type;
    void (*function)(METAEVENT*);
} table[] = {{GCEV_OPENEX, ignore},
             {GCEV_UNBLOCKED, on_unblocked},
             {GCEV_OFFERED, on_offered},
             {GCEV_ALERTING, ignore},
             {GCEV_CONNECTED, on_up},
             {GCEV_ANSWERED, on_up},
             {GCEV_INIT_XFER, on_init_xfer},
             {GCEV_REQ_XFER, on_req_xfer},
             {GCEV_ACCEPT_XFER, on_accept_xfer},
             {GCEV_REJ_XFER, ignore},
             {GCEV_INVOKE_XFER_ACCEPTED, on_accepted},
             {GCEV_INVOKE_XFER, on_transferred},
             {GCEV_INVOKE_XFER_REJ, on_refused},
             {GCEV_XFER_CMPLT, on_complete},
             {GCEV_DISCONNECTED, on_disconnected},
             {GCEV_DROPCALL, on_drop},
             {GCEV_RELEASECALL, on_release}};

static void dispatch(METAEVENT* ev)
{
    int i, known = sizeof(table) / sizeof(table[0]);

    for (i = 0; i < known && table[i].type != ev->evttype; i++)
        ;
    if (i < known)
        table[i].function(ev);
    else
        printf("unexpected %s\n", GCEV_MSG(ev->evttype)), errors++;
}

static void start(void)
{
    IP_VIRTBOARD board[3];
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT libs[2] = {{"GC_H3R_LIB", NULL}, {"GC_IPM_LIB", NULL}};
    GC_START_STRUCT begin = {2, libs};
    GC_PARM_BLKP mask = NULL;
    long request;
    int i;

    INIT_IPCCLIB_START_DATA(&data, 3, board);
    for (i = 0; i < 3; i++) {
        INIT_IP_VIRTBOARD(&board[i]);
        board[i].sip_signaling_port = ports[i];
        board[i].sip_max_calls = board[i].total_max_calls = 4;
        board[i].sup_serv_mask = IP_SUP_SERV_CALL_XFER;
        board[i].sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE;
    }
    libs[0].cclib_data = &data;
    if (gc_Start(&begin) != GC_SUCCESS) {
        failed("gc_Start");
        exit(1);
    }
    gc_util_insert_parm_val(&mask, GCSET_CALLEVENT_MSK, GCACT_ADDMSK, sizeof(int), GCMSK_INVOKEXFER_ACCEPTED);
    for (i = 0; i < LINES; i++) {
        if (gc_OpenEx(&line[i].dev, names[i], EV_ASYNC, (void*)(long)i) == -1)
            failed(names[i]);
        if (gc_SetConfigData(GCTGT_GCLIB_CHAN, line[i].dev, mask, 0, GCUPDATE_IMMEDIATE, &request, EV_SYNC) == -1)
            failed("gc_SetConfigData"); /* before GCEV_OPENEX has come */
    }
    gc_util_delete_parm_blk(mask);
}

int main(int argc, char* argv[])
{
    METAEVENT ev;
    int i, wanted;

    for (i = 0; i < 3; i++)
        ports[i] = atoi(argv[1 + i]);
    kind = argv[4][0];
    expected = kind == 'r' ? 2 : kind == 'b' ? 4 : 6;
    start();
    while (released < expected && sr_waitevt(20000) != -1) {
        if (gc_GetMetaEvent(&ev) != GC_SUCCESS)
            failed("gc_GetMetaEvent");
        else
            dispatch(&ev);
    }
    for (i = 0; i < LINES; i++)
        gc_Close(line[i].dev);
    gc_Stop();
    wanted = kind == 'r' ? 0 : SEEN_ACCEPTED | SEEN_COMPLETE | (kind == 'a' ? SEEN_SECONDARY : 0);
    printf("%d calls, %d errors, seen %x\n", released, errors, seen);
    return released != expected || errors != 0 || reported != 1 || (seen & wanted) != wanted;
}
