/*
 * handlers - everything in event handlers, in both models.
 *
 *     handlers st|mt port in  channels calls
 *     handlers st|mt port out channels calls user@host:port
 *
 * st: handlers run inside sr_waitevt. mt: on the library's thread; the main program does something else.
 * A handler may do all that a program may: it makes and ends calls, waits for their end (EV_SYNC), puts events, and
 * takes itself off the list.
 */
#include "srllib.h"
#include "gclib.h"
#include "gcip.h"

typedef long int (*EVTHDLRTYP)();

#define MAXCHAN 32
#define NEXT_CALL 0x7777
#define SAY_HELLO 0x10000

static struct {
    long dev;
    CRN crn;
    int incoming;
} chan[MAXCHAN];

static int nchan, ncalls, begun, done, bad, hellos, others;
static char where[100];

complain(text)
char *text;
{
    int gc, lib;
    long cc;
    char *words;

    gc_ErrorValue(&gc, &lib, &cc);
    gc_ResultMsg(lib, cc, &words);
    printf("%s: 0x%x, 0x%lx %s\n", text, gc, cc, words);
    bad++;
}

static int chan_of(dev)
long dev;
{
    int i;

    for (i = 0; i < nchan; i++)
        if (chan[i].dev == dev)
            return i;
    return -1;
}

/* Of the program's own events: which channel is to make a call. */
int next_call_hdlr()
{
    int ch = *(int *)sr_getevtdatap();

    if (sr_getevtlen() != sizeof(ch) || sr_getevtdev() != SRL_DEVICE)
        complain("sr_putevt");
    if (begun == ncalls)
        return 0;
    begun++;
    if (gc_MakeCall(chan[ch].dev, &chan[ch].crn, where, NULL, 30, EV_ASYNC) != GC_SUCCESS)
        complain("gc_MakeCall");
    return 0;
}

int hello_hdlr()
{
    hellos++;
    if (sr_dishdlr(SRL_DEVICE, SAY_HELLO, (EVTHDLRTYP)hello_hdlr) == -1)
        complain("sr_dishdlr");
    return 0;
}

int unblocked_hdlr()
{
    int ch = chan_of(sr_getevtdev()); /* gc_OpenEx has written the handle already */

    if (ch == -1) {
        printf("nobody's line %ld\n", sr_getevtdev());
        bad++;
        return 0;
    }
    if (where[0])
        sr_putevt(SRL_DEVICE, NEXT_CALL, sizeof(ch), &ch, 0);
    else if (gc_WaitCall(sr_getevtdev(), NULL, NULL, -1, EV_ASYNC) != GC_SUCCESS)
        complain("gc_WaitCall");
    return 0;
}

int offered_hdlr()
{
    METAEVENT me;

    gc_GetMetaEvent(&me);
    chan[chan_of(me.evtdev)].crn = me.crn;
    if (gc_AcceptCall(me.crn, 1, EV_SYNC) != GC_SUCCESS) /* in a handler, and nobody waits for its event */
        complain("gc_AcceptCall");
    if (gc_AnswerCall(me.crn, 1, EV_ASYNC) != GC_SUCCESS)
        complain("gc_AnswerCall");
    return 0;
}

int answered_hdlr()
{
    return 0;
}

static end_call(crn, ch)
CRN crn;
{
    if (gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC) != GC_SUCCESS)
        complain("gc_DropCall");
    if (gc_ReleaseCallEx(crn, EV_SYNC) != GC_SUCCESS)
        complain("gc_ReleaseCallEx");
    chan[ch].crn = 0;
    sr_putevt(chan[ch].dev, NEXT_CALL + 1, 0, NULL, 0);
}

int connected_hdlr()
{
    METAEVENT me;

    gc_GetMetaEventEx(&me, 0);
    if (chan[chan_of(me.evtdev)].crn != me.crn)
        complain("the call reference was not there before the event");
    end_call(me.crn, chan_of(me.evtdev));
    return 0;
}

int disconnected_hdlr()
{
    METAEVENT me;

    gc_GetMetaEvent(&me);
    if (where[0])
        complain("the call was not answered");
    end_call(me.crn, chan_of(me.evtdev));
    return 0;
}

/* Put to the line: one call is over. */
int over_hdlr()
{
    int ch = chan_of(sr_getevtdev());

    done++;
    if (where[0])
        sr_putevt(SRL_DEVICE, NEXT_CALL, sizeof(ch), &ch, 0);
    return 0;
}

/* Sees what no other does: nothing. The more specific ones have consumed theirs, but this one is asked as well. */
int any_hdlr()
{
    switch (sr_getevttype()) {
    case NEXT_CALL: case NEXT_CALL + 1: case SAY_HELLO: case GCEV_UNBLOCKED: case GCEV_OFFERED: case GCEV_ANSWERED:
    case GCEV_CONNECTED: case GCEV_DISCONNECTED: case GCEV_PROCEEDING: case GCEV_ALERTING:
        break;
    default:
        printf("not expected: 0x%x\n", (int)sr_getevttype());
        others++;
    }
    return 0;
}

main(argc, argv)
int argc;
char *argv[];
{
    IP_VIRTBOARD board[1];
    IPCCLIB_START_DATA ipdata;
    CCLIB_START_STRUCT libs[1];
    GC_START_STRUCT start;
    char name[64];
    int model = argv[1][0] == 'm' ? SR_MTASYNC : SR_STASYNC, i, tries;

    nchan = atoi(argv[4]);
    ncalls = atoi(argv[5]);
    if (argc > 6)
        strcpy(where, argv[6]);
    if (sr_setparm(SRL_DEVICE, SR_MODELTYPE, &model) == -1)
        return 2;
    INIT_IP_VIRTBOARD(board);
    board[0].sip_signaling_port = atoi(argv[2]);
    board[0].total_max_calls = board[0].sip_max_calls = nchan;
    INIT_IPCCLIB_START_DATA(&ipdata, 1, board);
    libs[0].cclib_name = "GC_H3R_LIB";
    libs[0].cclib_data = &ipdata;
    start.num_cclibs = 1;
    start.cclib_list = libs;
    sr_enbhdlr(SRL_DEVICE, NEXT_CALL, (EVTHDLRTYP)next_call_hdlr);
    sr_enbhdlr(SRL_DEVICE, SAY_HELLO, (EVTHDLRTYP)hello_hdlr);
    sr_enbhdlr(EV_ANYDEV, NEXT_CALL + 1, (EVTHDLRTYP)over_hdlr);
    sr_enbhdlr(EV_ANYDEV, GCEV_UNBLOCKED, (EVTHDLRTYP)unblocked_hdlr);
    sr_enbhdlr(EV_ANYDEV, GCEV_OFFERED, (EVTHDLRTYP)offered_hdlr);
    sr_enbhdlr(EV_ANYDEV, GCEV_DISCONNECTED, (EVTHDLRTYP)disconnected_hdlr);
    sr_enbhdlr(EV_ANYDEV, EGC_GLARE, (EVTHDLRTYP)disconnected_hdlr); /* an error, taken for an event */
    sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, (EVTHDLRTYP)any_hdlr);
    if (gc_Start(&start) != GC_SUCCESS) {
        complain("gc_Start");
        return 1;
    }
    sr_hold(); /* nothing is handled before all is set up */
    for (i = 0; i < nchan; i++) {
        sprintf(name, ":P_SIP:N_iptB1T%d", i + 1);
        if (gc_OpenEx(&chan[i].dev, name, EV_SYNC, NULL) != GC_SUCCESS)
            complain("gc_OpenEx");
        sr_enbhdlr(chan[i].dev, GCEV_ANSWERED, (EVTHDLRTYP)answered_hdlr);
        sr_enbhdlr(chan[i].dev, GCEV_CONNECTED, (EVTHDLRTYP)connected_hdlr);
    }
    sr_release();
    sr_putevt(SRL_DEVICE, SAY_HELLO, 0, 0, 0);
    sr_putevt(SRL_DEVICE, SAY_HELLO, 0, 0, 0);
    printf("ready\n");
    fflush(stdout);
    for (tries = 0; tries < 600 && done < ncalls && !bad; tries++)
        if (model == SR_STASYNC)
            sr_waitevt(100);
        else
            usleep(100000);
    for (i = 0; i < nchan; i++)
        gc_Close(chan[i].dev);
    gc_Stop();
    printf("%d calls, %d bad, %d hellos\n", done, bad, hellos);
    return done != ncalls || bad || others || hellos != 1;
}
