/*
 * extended - the extended asynchronous model: a few threads, each with the channels of its own.
 *
 *     extended list|group port threads channels_of_each calls
 *
 * list: sr_waitevtEx on an array of handles. group: a device group of the thread.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>
#include <srllib.h>
#include <gclib.h>
#include <gcip.h>
#include <gcerr.h>

#define MAX_THREADS 8
#define MAX_EACH 8

typedef struct {
    int thread;
    int dev; /* an int, and its address goes where a long is wanted */
    int after;
    CRN crn;
    char name[60];
} PORTCB;

typedef struct {
    int number;
    PORTCB port[MAX_EACH];
    int calls;
    int errors;
} THREADCB;

static THREADCB threads[MAX_THREADS];
static int nthreads, neach, ncalls, by_group;
static volatile int total;
static volatile int stopping;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t all_open;

static void gc_error(THREADCB *t, const char *what)
{
    GC_INFO info;

    t->errors++;
    gc_ErrorInfo(&info);
    printf("thread %d: %s: %s, %s, %s\n", t->number, what, info.gcMsg, info.ccMsg, info.additionalInfo);
}

static void open_ports(THREADCB *t)
{
    long handles[MAX_EACH];
    LINEDEV dev;
    int i;

    for (i = 0; i < neach; i++) {
        PORTCB *p = &t->port[i];
        p->thread = t->number;
        sprintf(p->name, ":M_ipmB1C%d:N_iptB1T%d:P_SIP", t->number * neach + i + 1, t->number * neach + i + 1);
        if (gc_OpenEx(&dev, p->name, EV_ASYNC, p) != GC_SUCCESS)
            gc_error(t, "gc_OpenEx");
        memset(p->name, 0, sizeof(p->name)); /* copied by now */
        p->dev = dev;
        handles[i] = dev;
        if (by_group && i == 0 && sr_CreateThreadDeviceGroup(handles, 1) != 0)
            t->errors++;
    }
    if (by_group && neach > 1 && sr_AddToThreadDeviceGroup(handles + 1, neach - 1) != 0)
        t->errors++;
}

static int next_event(THREADCB *t, METAEVENT *event)
{
    long handles[MAX_EACH], evthandle = 0;
    int i;

    if (by_group) {
        if (sr_WaitThreadDeviceGroup(200) == -1)
            return 0;
    } else if (neach == 1) { /* the address of an int, as it happens */
        if (sr_waitevtEx((long *)&t->port[0].dev, 1, 200, &evthandle) == -1)
            return 0;
    } else {
        for (i = 0; i < neach; i++)
            handles[i] = t->port[i].dev;
        if (sr_waitevtEx(handles, neach, 200, &evthandle) == -1)
            return 0;
    }
    if (gc_GetMetaEventEx(event, evthandle) != GC_SUCCESS)
        gc_error(t, "gc_GetMetaEventEx");
    if (event->evtdev != sr_getevtdev(evthandle) || event->evttype != sr_getevttype(evthandle))
        t->errors++;
    return 1;
}

static void handle(THREADCB *t, METAEVENT *event)
{
    PORTCB *p = event->usrattr;

    if (p->thread != t->number || p->dev != event->evtdev) {
        printf("thread %d has an event of thread %d\n", t->number, p->thread);
        t->errors++;
    }
    switch (event->evttype) {
    case GCEV_OPENEX:
        break;
    case GCEV_UNBLOCKED:
        if (gc_WaitCall(event->linedev, NULL, NULL, 0, EV_ASYNC) != GC_SUCCESS)
            gc_error(t, "gc_WaitCall");
        break;
    case GCEV_OFFERED:
        p->crn = event->crn;
        if (gc_AcceptCall(p->crn, 0, EV_ASYNC) != GC_SUCCESS)
            gc_error(t, "gc_AcceptCall");
        break;
    case GCEV_ACCEPT:
        if (gc_AnswerCall(p->crn, 0, EV_ASYNC) != GC_SUCCESS)
            gc_error(t, "gc_AnswerCall");
        break;
    case GCEV_ANSWERED:
        break;
    case GCEV_DISCONNECTED:
        if (gc_DropCall(p->crn, GC_NORMAL_CLEARING, EV_ASYNC) != GC_SUCCESS)
            gc_error(t, "gc_DropCall");
        break;
    case GCEV_DROPCALL:
        if (gc_ReleaseCallEx(p->crn, EV_ASYNC) != GC_SUCCESS)
            gc_error(t, "gc_ReleaseCallEx");
        break;
    case GCEV_RELEASECALL:
        p->crn = 0;
        t->calls++;
        pthread_mutex_lock(&lock);
        total++;
        pthread_mutex_unlock(&lock);
        break;
    default:
        printf("thread %d: %s\n", t->number, GCEV_MSG(event->evttype));
        t->errors++;
    }
}

static void *serve(void *argument)
{
    THREADCB *t = (THREADCB *)argument;
    METAEVENT event;
    int i;

    open_ports(t);
    pthread_barrier_wait(&all_open);
    while (!stopping)
        if (next_event(t, &event))
            handle(t, &event);
    for (i = 0; i < neach; i++)
        if (gc_Close(t->port[i].dev) != GC_SUCCESS)
            gc_error(t, "gc_Close");
    if (by_group && sr_DeleteThreadDeviceGroup() != 0)
        t->errors++;
    return NULL;
}

int main(int argc, char *argv[])
{
    static IP_VIRTBOARD board[2];
    static IPCCLIB_START_DATA ip;
    static CCLIB_START_STRUCT libs[] = {{"GC_H3R_LIB", &ip}};
    static GC_START_STRUCT start = {1, libs};
    pthread_t ids[MAX_THREADS];
    int i, errors = 0, busy = 0, tries;

    by_group = strcmp(argv[1], "group") == 0;
    nthreads = atoi(argv[3]);
    neach = atoi(argv[4]);
    ncalls = atoi(argv[5]);
    INIT_IPCCLIB_START_DATA(&ip, 1, board);
    INIT_IP_VIRTBOARD(&board[0]);
    board[0].sip_signaling_port = atoi(argv[2]);
    board[0].total_max_calls = board[0].sip_max_calls = nthreads * neach;
    if (gc_Start(&start) != GC_SUCCESS) {
        gc_error(&threads[0], "gc_Start");
        return 1;
    }
    pthread_barrier_init(&all_open, NULL, nthreads + 1);
    for (i = 0; i < nthreads; i++) {
        threads[i].number = i;
        pthread_create(&ids[i], NULL, serve, &threads[i]);
    }
    pthread_barrier_wait(&all_open);
    usleep(300000); /* the lines wait by then */
    printf("ready\n");
    fflush(stdout);
    for (tries = 0; tries < 600 && total < ncalls; tries++)
        usleep(100000);
    stopping = 1;
    for (i = 0; i < nthreads; i++) {
        pthread_join(ids[i], NULL);
        errors += threads[i].errors;
        busy += threads[i].calls > 0;
    }
    gc_Stop();
    printf("%d calls on %d threads, %d errors\n", total, busy, errors);
    return errors || total != ncalls || busy != nthreads;
}
