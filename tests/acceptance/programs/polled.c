/*
 * polled - the asynchronous model with one loop: sr_waitevt, gc_GetMetaEvent, switch.
 *
 *     polled port channels calls full|direct|busy
 *
 * full: CallAck, AcceptCall, AnswerCall. direct: AnswerCall at once. busy: every call is refused with 486.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "srllib.h"
#include "dxxxlib.h"
#include "gclib.h"
#include "gcip.h"
#include "gcip_defs.h"

#define MAXCHANS 32
#define EV_STATUS 0x7666

struct linebag {
    LINEDEV ldev;
    CRN crn; /* 0: idle */
    int media;
    int waiting;
    GC_PARM_BLKP offered;
    int calls;
} port[MAXCHANS + 1];

int nchans, ncalls, done, errors, statuses;
char mode;

void print_error(char *function)
{
    GC_INFO info;

    errors++;
    if (gc_ErrorInfo(&info) == GC_SUCCESS)
        printf("%s failed: %s, %s, %s, %s (%d %d %ld)\n", function, info.gcMsg, info.ccLibName, info.ccMsg,
               info.additionalInfo, info.gcValue, info.ccLibId, info.ccValue);
}

void open_channels()
{
    char devname[128];
    GC_PARM_BLK *parmblk;
    long request;
    int i;

    for (i = 0; i < nchans; i++) { /* the number goes along, and 0 is one of them */
        sprintf(devname, ":N_iptB1T%d:P_SIP:M_ipmB1C%d", i + 1, i + 1);
        if (gc_OpenEx(&port[i].ldev, devname, EV_ASYNC, (void *)(long)i) != GC_SUCCESS)
            print_error("gc_OpenEx");
        /* the handle is good at once */
        parmblk = NULL;
        gc_util_insert_parm_val(&parmblk, GCSET_CALLEVENT_MSK, GCACT_ADDMSK, sizeof(long), GCMSK_PROCEEDING);
        if (gc_SetConfigData(GCTGT_GCLIB_CHAN, port[i].ldev, parmblk, 0, GCUPDATE_IMMEDIATE, &request, EV_SYNC) !=
            GC_SUCCESS)
            print_error("gc_SetConfigData");
        gc_util_delete_parm_blk(parmblk);
    }
}

void offered(METAEVENT *evt, struct linebag *p)
{
    GC_CALLACK_BLK callack;
    GC_PARM_DATAP parm = NULL;
    char ani[128], dnis[128];
    EXTENSIONEVTBLK *ext = (EXTENSIONEVTBLK *)evt->extevtdatap; /* which it is not */
    int headers = 0;

    while ((parm = gc_util_next_parm(&ext->parmblk, parm)) != NULL)
        headers += 1000;
    p->crn = evt->crn;
    if (gc_GetCallInfo(p->crn, ORIGINATION_ADDRESS, ani) != GC_SUCCESS ||
        gc_GetCallInfo(p->crn, DESTINATION_ADDRESS, dnis) != GC_SUCCESS)
        print_error("gc_GetCallInfo");
    while ((parm = gc_util_next_parm((GC_PARM_BLKP)evt->extevtdatap, parm)) != NULL)
        headers++;
    printf("%s -> %s, %d parameters\n", ani, dnis, headers);
    switch (mode) {
    case 'b': /* the reason that SIP is to have, as the cause */
        if (gc_DropCall(p->crn, IPEC_SIPReasonStatus486BusyHere, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_DropCall");
        break;
    case 'd': /* the block is not ours to free, and yet it was always done */
        gc_util_delete_parm_blk((GC_PARM_BLKP)evt->extevtdatap);
        if (gc_AnswerCall(p->crn, 0, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_AnswerCall");
        break;
    default: /* looked at again when the call is answered */
        p->offered = (GC_PARM_BLKP)evt->extevtdatap;
        memset(&callack, 0, sizeof(callack));
        if (gc_CallAck(p->crn, &callack, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_CallAck");
    }
}

void answered(METAEVENT *evt, struct linebag *p)
{
    GC_PARM_DATAP parm;
    int state, length = 0;

    if (gc_GetCallState(evt->crn, &state) != GC_SUCCESS || state != GCST_CONNECTED)
        print_error("gc_GetCallState");
    for (parm = gc_util_next_parm(p->offered, NULL); parm; parm = gc_util_next_parm(p->offered, parm))
        length += strlen((char *)parm->value_buf);
    if (mode == 'f' && length == 0)
        printf("the headers of the call are lost\n"), errors++;
    p->offered = NULL;
    sr_putevt(SRL_DEVICE, EV_STATUS, sizeof(state), &state, 0);
}

void process_event()
{
    METAEVENT metaevent;
    struct linebag *p;
    int index;

    if (gc_GetMetaEvent(&metaevent) != GC_SUCCESS) {
        print_error("gc_GetMetaEvent");
        return;
    }
    if (metaevent.evtdev != sr_getevtdev() || metaevent.evttype != sr_getevttype() ||
        metaevent.evtlen != sr_getevtlen() || metaevent.evtdatap != sr_getevtdatap())
        printf("two events in one\n"), errors++;
    if (!(metaevent.flags & GCME_GC_EVENT)) {
        if (metaevent.evtdev == SRL_DEVICE && metaevent.evttype == EV_STATUS)
            statuses += *(int *)metaevent.evtdatap == GCST_CONNECTED;
        return;
    }
    index = (int)metaevent.usrattr;
    p = &port[index];
    if (p->ldev != metaevent.evtdev)
        printf("event of %ld on port %d, %ld\n", metaevent.evtdev, index, p->ldev), errors++;
    if (gc_GetCRN(&p->crn, &metaevent) != GC_SUCCESS)
        print_error("gc_GetCRN");
    switch (metaevent.evttype) {
    case GCEV_OPENEX:
        if (gc_GetResourceH(p->ldev, &p->media, GC_MEDIADEVICE) != GC_SUCCESS || p->media <= 0)
            print_error("gc_GetResourceH");
        break;
    case GCEV_UNBLOCKED:
        gc_SetAlarmNotifyAll(p->ldev, ALARM_SOURCE_ID_NETWORK_ID, ALARM_NOTIFY); /* whoever has alarms */
    case GCEV_RESETLINEDEV: /* armed once, and good for all calls to come */
        if (gc_WaitCall(p->ldev, NULL, NULL, 0, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_WaitCall");
        if (metaevent.evttype == GCEV_UNBLOCKED && ++p->waiting == 1 && index == nchans - 1)
            printf("ready\n"), fflush(stdout);
        break;
    case GCEV_OFFERED:
        offered(&metaevent, p);
        break;
    case GCEV_CALLPROC:
        if (gc_AcceptCall(p->crn, 0, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_AcceptCall");
        break;
    case GCEV_ACCEPT:
        if (gc_AnswerCall(p->crn, 0, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_AnswerCall");
        break;
    case GCEV_ANSWERED:
        answered(&metaevent, p);
        break;
    case GCEV_DISCONNECTED:
        if (gc_DropCall(p->crn, GC_NORMAL_CLEARING, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_DropCall");
        break;
    case GCEV_DROPCALL:
        if (gc_ReleaseCallEx(p->crn, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_ReleaseCallEx");
        break;
    case GCEV_RELEASECALL:
        gc_UnListen(p->ldev, EV_SYNC); /* whoever has time slots; the call is gone */
        p->crn = 0;
        done++;
        if (++p->calls % 3 == 0 && gc_ResetLineDev(p->ldev, EV_ASYNC) != GC_SUCCESS)
            print_error("gc_ResetLineDev");
        break;
    case GCEV_SETCONFIGDATA:
        break;
    default:
        printf("not expected: %s\n", GCEV_MSG(metaevent.evttype)), errors++;
    }
}

int main(int argc, char **argv)
{
    IP_VIRTBOARD virtboard[1];
    IPCCLIB_START_DATA ipcclibstart;
    CCLIB_START_STRUCT cclib_start[] = {
        {"GC_SS7_LIB", NULL}, {"GC_DM3CC_LIB", NULL}, {"GC_ISDN_LIB", NULL}, {"GC_H3R_LIB", NULL}, {"GC_IPM_LIB", NULL}};
    GC_START_STRUCT gclib_start;
    int i, pollmode = SR_POLLMODE, idle = 0;

    nchans = atoi(argv[2]);
    ncalls = atoi(argv[3]);
    mode = argv[4][0];
    if (sr_setparm(SRL_DEVICE, SR_MODEID, &pollmode) == -1)
        return 1;
    INIT_IPCCLIB_START_DATA(&ipcclibstart, 1, virtboard);
    INIT_IP_VIRTBOARD(&virtboard[0]);
    virtboard[0].sip_signaling_port = atoi(argv[1]);
    virtboard[0].total_max_calls = nchans;
    virtboard[0].sip_max_calls = nchans;
    virtboard[0].h323_max_calls = 0;
    virtboard[0].sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE;
    cclib_start[3].cclib_data = &ipcclibstart;
    gclib_start.num_cclibs = 5;
    gclib_start.cclib_list = cclib_start;
    if (gc_Start(&gclib_start) != GC_SUCCESS) {
        print_error("gc_Start");
        return 1;
    }
    open_channels();
    while (done < ncalls && errors == 0 && idle < 600) {
        if (sr_waitevt(50) == SR_TMOUT)
            idle++;
        else
            idle = 0, process_event();
    }
    if (gc_util_next_parm(&((EXTENSIONEVTBLK *)NULL)->parmblk, NULL) != NULL || gc_util_next_parm(NULL, NULL) != NULL)
        errors++;
    gc_util_delete_parm_blk(NULL);
    while (sr_waitevt(0) != SR_TMOUT)
        process_event();
    for (i = 0; i < nchans; i++)
        if (gc_Close(port[i].ldev) != GC_SUCCESS)
            print_error("gc_Close");
    gc_Stop();
    printf("%d calls, %d answered, %d errors\n", done, statuses, errors);
    return errors != 0 || done != ncalls || (mode != 'b' && statuses != ncalls);
}
