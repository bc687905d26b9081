/*
 * sync_threads - the synchronous model: one thread for each channel, EV_SYNC everywhere.
 *
 *     sync_threads port in  channels calls
 *     sync_threads port out channels calls user@host:port
 *
 * Nobody waits for events but the main thread, and that for one kind only: the other side hangs up. A handler tells the
 * channel's thread.
 */
#include <gclib.h>
#include <gcip.h>
#include <srllib.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

#define MAXCHAN 32

struct channel {
    int number;
    long dev;
    long crn;
    sem_t gone;
    int bad;
} chan[MAXCHAN];

int channels, calls_wanted, calls_begun, calls_done, finished;
char *destination;
pthread_mutex_t counter = PTHREAD_MUTEX_INITIALIZER;

int failed(what)
char *what;
{
    GC_INFO info;

    gc_ErrorInfo(&info);
    printf("%s: 0x%x %s; %s (%d) 0x%lx %s; %s\n", what, info.gcValue, info.gcMsg, info.ccLibName, info.ccLibId,
           info.ccValue, info.ccMsg, info.additionalInfo);
    return -1;
}

/* The other side has hung up: whose channel that is, the line device says. */
long disconnected()
{
    METAEVENT event;
    int i;

    if (gc_GetMetaEvent(&event) != GC_SUCCESS)
        return 1;
    for (i = 0; i < channels; i++)
        if (chan[i].dev == event.evtdev)
            sem_post(&chan[i].gone);
    return 0;
}

int take_one()
{
    int mine;

    pthread_mutex_lock(&counter);
    mine = calls_begun < calls_wanted;
    calls_begun += mine;
    pthread_mutex_unlock(&counter);
    return mine;
}

void one_done()
{
    pthread_mutex_lock(&counter);
    calls_done++;
    pthread_mutex_unlock(&counter);
}

int end_call(c)
struct channel *c;
{
    if (gc_DropCall(c->crn, GC_NORMAL_CLEARING, EV_SYNC) != GC_SUCCESS)
        return failed("gc_DropCall");
    if (gc_ReleaseCallEx(c->crn, EV_SYNC) != GC_SUCCESS)
        return failed("gc_ReleaseCallEx");
    c->crn = 0;
    one_done();
    return 0;
}

int incoming(c)
struct channel *c;
{
    char caller[128], called[128];
    GC_CALLACK_BLK ack;

    if (gc_WaitCall(c->dev, &c->crn, NULL, -1, EV_SYNC) != GC_SUCCESS)
        return finished ? 0 : failed("gc_WaitCall");
    if (gc_GetCallInfo(c->crn, ORIGINATION_ADDRESS, caller) != GC_SUCCESS ||
        gc_GetCallInfo(c->crn, DESTINATION_ADDRESS, called) != GC_SUCCESS)
        return failed("gc_GetCallInfo");
    memset(&ack, 0, sizeof(ack));
    ack.type = GCACK_SERVICE_PROC;
    if (c->number % 2 && gc_CallAck(c->crn, &ack, EV_SYNC) != GC_SUCCESS)
        return failed("gc_CallAck");
    if (gc_AcceptCall(c->crn, 0, EV_SYNC) != GC_SUCCESS)
        return failed("gc_AcceptCall");
    if (gc_AnswerCall(c->crn, 0, EV_SYNC) != GC_SUCCESS)
        return failed("gc_AnswerCall");
    printf("channel %d: %s called %s\n", c->number, caller, called);
    sem_wait(&c->gone);
    return end_call(c);
}

int outgoing(c)
struct channel *c;
{
    int state;

    if (gc_MakeCall(c->dev, &c->crn, destination, NULL, 0, EV_SYNC) != GC_SUCCESS)
        return failed("gc_MakeCall");
    if (gc_GetCallState(c->crn, &state) != GC_SUCCESS || state != GCST_CONNECTED) {
        printf("channel %d: state %d after gc_MakeCall\n", c->number, state);
        return -1;
    }
    if (end_call(c) != 0)
        return -1;
    if (gc_ResetLineDev(c->dev, EV_SYNC) != GC_SUCCESS)
        return failed("gc_ResetLineDev");
    return 0;
}

void *run(void *what)
{
    struct channel *c = what;

    if (destination) {
        while (take_one())
            if (outgoing(c) != 0)
                break;
        c->bad = c->crn != 0;
    } else
        while (!finished && incoming(c) == 0)
            ;
    return 0;
}

main(argc, argv)
char **argv;
{
    IP_VIRTBOARD board;
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT libs[] = {{"GC_H3R_LIB", NULL}};
    GC_START_STRUCT start;
    pthread_t thread[MAXCHAN];
    char name[64];
    int i, bad = 0;

    channels = atoi(argv[3]);
    calls_wanted = atoi(argv[4]);
    destination = argc > 5 ? argv[5] : NULL;
    memset(&board, 0, sizeof(board));
    INIT_IP_VIRTBOARD(&board);
    board.sip_signaling_port = atoi(argv[1]);
    board.localIP.ip_ver = IPVER4;
    board.localIP.u_ipaddr.ipv4 = IP_CFG_DEFAULT;
    board.total_max_calls = board.sip_max_calls = channels;
    memset(&data, 0, sizeof(data));
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    libs[0].cclib_data = &data;
    start.num_cclibs = 1;
    start.cclib_list = libs;
    if (gc_Start(&start) != GC_SUCCESS)
        return failed("gc_Start") != 0;
    sr_enbhdlr(EV_ANYDEV, GCEV_DISCONNECTED, disconnected);
    for (i = 0; i < channels; i++) {
        chan[i].number = i;
        sem_init(&chan[i].gone, 0, 0);
        sprintf(name, ":P_SIP:N_iptB1T%d:M_ipmB1C%d", i + 1, i + 1);
        if (gc_OpenEx(&chan[i].dev, name, EV_SYNC, (void *)&chan[i]) != GC_SUCCESS)
            return failed("gc_OpenEx") != 0;
        pthread_create(&thread[i], NULL, run, &chan[i]);
    }
    printf("ready\n");
    fflush(stdout);
    while (calls_done < calls_wanted) {
        if (sr_waitevt(100) != -1 && sr_getevttype() != GCEV_UNBLOCKED)
            printf("event 0x%x on %ld\n", (int)sr_getevttype(), sr_getevtdev());
        for (i = 0; i < channels; i++)
            bad += chan[i].bad;
        if (bad)
            break;
    }
    finished = 1;
    for (i = 0; i < channels; i++) {
        if (!destination)
            gc_Close(chan[i].dev); /* ends the wait of its thread */
        pthread_join(thread[i], NULL);
        if (destination)
            gc_Close(chan[i].dev);
    }
    sr_dishdlr(EV_ANYDEV, GCEV_DISCONNECTED, disconnected);
    gc_Stop();
    printf("%d calls\n", calls_done);
    return bad || calls_done != calls_wanted;
}
