/* The life of a program that never waits for an event: one handler for everything, on the thread of the library, makes,
 * takes and ends calls, and finds its lines by the handles that gc_OpenEx has written. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gcip.h"

#define CHANNELS 2
#define CALLS 3
#define REQUEST_A_CALL 0x7777

typedef long int (*EVTHDLRTYP)(); /* as programs define it themselves */

struct channel {
    long device; /* not LINEDEV: programs write long */
    long crn;
};

static struct channel channels[CHANNELS];
static char destination[80];
static volatile int calls_done, failures;

static void check(int result, const char *what)
{
    GC_INFO info;

    if (result == GC_SUCCESS)
        return;
    ++failures;
    gc_ErrorInfo(&info);
    printf("%s: %d %s, %s %ld %s, %s\n", what, info.gcValue, info.gcMsg, info.ccLibName, info.ccValue, info.ccMsg,
           info.additionalInfo);
}

static void expect(int holds, const char *what)
{
    if (holds)
        return;
    ++failures;
    printf("false: %s\n", what);
}

static struct channel *channel_of(long device)
{
    int i;

    for (i = 0; i < CHANNELS; ++i)
        if (channels[i].device == device)
            return &channels[i];
    return NULL;
}

static void make_call(struct channel *channel)
{
    GC_MAKECALL_BLK block;
    GCLIB_MAKECALL_BLK gclib;

    memset(&gclib, 0, sizeof(gclib));
    strcpy(gclib.destination.address, destination);
    gclib.destination.address_type = GCADDRTYPE_TRANSPARENT;
    gc_util_insert_parm_val(&gclib.ext_datap, IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, sizeof(int), IP_PROTOCOL_SIP);
    block.gclib = &gclib;
    block.cclib = NULL;
    check(gc_MakeCall(channel->device, &channel->crn, NULL, &block, 30, EV_ASYNC), "gc_MakeCall");
    gc_util_delete_parm_blk(gclib.ext_datap);
    memset(&gclib, 0xAA, sizeof(gclib)); /* the library has its copy */
}

/* What the event says must be the same by both ways of asking, and be readable to its last octet. */
static void compare(METAEVENT *event)
{
    char copy[512];

    expect(event->evtdev == (long)sr_getevtdev() && event->evttype == (long)sr_getevttype() &&
               event->evtlen == (long)sr_getevtlen() && event->evtdatap == sr_getevtdatap(),
           "METAEVENT and sr_getevt agree");
    expect(event->evtlen >= 0 && (size_t)event->evtlen <= sizeof(copy), "evtlen is a length");
    if (event->evtlen > 0)
        memcpy(copy, event->evtdatap, (size_t)event->evtlen);
    expect(strlen(GCEV_MSG(event->evttype)) > 0, "every event has a name");
}

static long handler(void)
{
    METAEVENT event;
    struct channel *channel;

    check(gc_GetMetaEvent(&event), "gc_GetMetaEvent");
    compare(&event);
    channel = channel_of(event.evtdev);
    if (event.evttype == REQUEST_A_CALL) {
        expect((event.flags & GCME_GC_EVENT) == 0, "an event of the program's own is none of Global Call");
        expect(*(int *)event.evtdatap == 4711, "its data have been copied");
        make_call(channel);
        return 0;
    }
    expect(channel != NULL && event.usrattr == channel, "the line is known by its handle and by its attribute");
    if (channel == NULL)
        return 0;
    switch (event.evttype) {
    case GCEV_UNBLOCKED:
        check(gc_WaitCall(event.linedev, NULL, NULL, -1, EV_ASYNC), "gc_WaitCall");
        break;
    case GCEV_OFFERED:
        channel->crn = event.crn;
        gc_util_delete_parm_blk((GC_PARM_BLKP)event.extevtdatap); /* the library's: must do no harm */
        check(gc_AnswerCall(event.crn, 2, EV_ASYNC), "gc_AnswerCall");
        break;
    case GCEV_CONNECTED:
        expect(channel->crn == event.crn, "gc_MakeCall wrote the call reference before any event of the call");
        check(gc_DropCall(event.crn, GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
        break;
    case GCEV_DISCONNECTED:
        check(gc_DropCall(event.crn, GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
        break;
    case GCEV_DROPCALL:
        check(gc_ReleaseCallEx(event.crn, EV_ASYNC), "gc_ReleaseCallEx");
        break;
    case GCEV_RELEASECALL:
        channel->crn = 0;
        ++calls_done;
        break;
    default:
        break;
    }
    return 0;
}

static int start(void)
{
    IP_VIRTBOARD board;
    IPCCLIB_START_DATA data;
    CCLIB_START_STRUCT libraries[] = {{"GC_DM3CC_LIB", NULL}, {"GC_H3R_LIB", NULL}, {"GC_IPM_LIB", NULL}};
    GC_START_STRUCT start;

    INIT_IP_VIRTBOARD(&board);
    board.localIP.u_ipaddr.ipv4 = inet_addr("127.0.0.1");
    board.sip_signaling_port = 0;
    board.sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE;
    INIT_IPCCLIB_START_DATA(&data, 1, &board);
    libraries[1].cclib_data = &data;
    start.num_cclibs = 3;
    start.cclib_list = libraries;
    return gc_Start(&start);
}

/* One call more, and both its ends released; 0 when that does not come about in ten seconds. */
static int one_call(int already)
{
    int number = 4711, wait;

    expect(sr_putevt(channels[0].device, REQUEST_A_CALL, sizeof(number), &number, 0) == 0, "sr_putevt");
    number = 0;
    for (wait = 0; wait < 1000 && calls_done < already + 2; ++wait)
        usleep(10000);
    return calls_done == already + 2;
}

int main(void)
{
    int model = SR_MTASYNC, i;
    char address[64], name[64];

    expect(sr_setparm(SRL_DEVICE, SR_MODELTYPE, &model) == 0, "SR_MTASYNC");
    expect(sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, (EVTHDLRTYP)handler) == 0, "sr_enbhdlr");
    check(start(), "gc_Start");
    for (i = 0; i < CHANNELS; ++i) {
        sprintf(name, ":P_SIP:N_iptB1T%d:M_ipmB1C%d", i + 1, i + 1);
        check(gc_OpenEx(&channels[i].device, name, EV_SYNC, &channels[i]), "gc_OpenEx");
    }
    check(gc_GetListenAddress(channels[0].device, ENUM_UDP, address, sizeof(address)), "gc_GetListenAddress");
    sprintf(destination, "sip:bob@%s", address);
    for (i = 0; i < CALLS; ++i)
        expect(one_call(2 * i), "a call is made, answered, dropped and released");
    check(gc_Stop(), "gc_Stop");
    expect(sr_dishdlr(EV_ANYDEV, EV_ANYEVT, (EVTHDLRTYP)handler) == 0, "sr_dishdlr");
    return failures != 0;
}
