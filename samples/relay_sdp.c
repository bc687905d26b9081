/* Connects each caller with a destination, and never touches a session description: third-party call control.
 *
 *     relay_sdp udp -p 5060 sip:service@192.0.2.7
 *
 * A call that comes in is made anew to the destination. What one side offers is offered to the other, and its answer goes
 * back: in calls with and without an offer, and when either side changes the call later, to hold it for instance. Media
 * flow between the two sides directly. */
#include "common/sip_board.h"

#include <gcerr.h>
#include <gcip.h>
#include <signal.h>
#include <srllib.h>
#include <stdio.h>
#include <stdlib.h>

/* One of the two calls of a relay; the caller's stands first. */
struct leg {
    LINEDEV device;
    CRN crn; /* 0: none */
    struct leg *other;
    int is_caller;
    int ringing;     /* the caller has been told */
    int leaving;     /* gc_DropCall was called */
    int owes_answer; /* the peer's 200 made an offer, and gc_SipAck will bring the answer */
};

static struct options options;
static int finished_calls;
static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

static void check(int result, const char *function)
{
    if (result != GC_SUCCESS)
        print_error(function);
}

/* The description that came with an event, as a block for the other side: what was an offer is one again. NULL: none. */
static GC_PARM_BLKP description(METAEVENT *event)
{
    GC_PARM_BLKP block = NULL;
    GC_PARM_DATA_EXT parm;

    INIT_GC_PARM_DATA_EXT(&parm);
    if (event->extevtdatap == NULL)
        return NULL;
    while (gc_util_next_parm_ex(event->extevtdatap, &parm) == GC_SUCCESS)
        if (parm.set_ID == IPSET_SDP)
            check(gc_util_insert_parm_ref_ex(&block, IPSET_SDP, parm.parm_ID, parm.data_size, parm.pData),
                  "gc_util_insert_parm_ref_ex");
    return block;
}

/* For the next message of a call, when there is one. */
static void preset(CRN crn, GC_PARM_BLKP block)
{
    if (block != NULL)
        check(gc_SetUserInfo(GCTGT_GCLIB_CRN, crn, block, GC_NEXT_OUTBOUND_MSG), "gc_SetUserInfo");
}

static void drop(struct leg *leg, int cause)
{
    if (leg->crn == 0 || leg->leaving)
        return;
    leg->leaving = 1;
    check(gc_DropCall(leg->crn, cause, EV_ASYNC), "gc_DropCall");
}

static void offered(struct leg *caller, METAEVENT *event)
{
    GCLIB_MAKECALL_BLK library = {0};
    GC_MAKECALL_BLK block = {0};
    struct leg *called = caller->other;

    caller->crn = event->crn;
    caller->ringing = caller->leaving = 0;
    called->leaving = called->owes_answer = 0;
    library.ext_datap = description(event);
    block.gclib = &library;
    if (called->crn != 0 || /* the one before is not over yet */
        gc_MakeCall(called->device, &called->crn, options.destination, &block, 0, EV_ASYNC) != GC_SUCCESS) {
        print_error("gc_MakeCall");
        drop(caller, GC_NETWORK_CONGESTION);
    }
    gc_util_delete_parm_blk(library.ext_datap);
}

static void rings(struct leg *called, METAEVENT *event)
{
    GC_PARM_BLKP early = description(event);

    if (!called->other->ringing) {
        called->other->ringing = 1;
        preset(called->other->crn, early);
        check(gc_AcceptCall(called->other->crn, 0, EV_ASYNC), "gc_AcceptCall");
    }
    gc_util_delete_parm_blk(early);
}

/* The 200 of one side for the other. When it made an offer the answer comes with the other's ACK. */
static int owes_answer(GC_PARM_BLKP block)
{
    GC_PARM_DATA_EXT parm;

    INIT_GC_PARM_DATA_EXT(&parm);
    return block != NULL && gc_util_find_parm_ex(block, IPSET_SDP, IPPARM_SDP_OFFER, &parm) == GC_SUCCESS;
}

static void accepted(struct leg *leg, METAEVENT *event)
{
    GC_PARM_BLKP block = description(event);

    leg->owes_answer = owes_answer(block);
    if (event->evttype == GCEV_CONNECTED) {
        preset(leg->other->crn, block);
        check(gc_AnswerCall(leg->other->crn, 0, EV_ASYNC), "gc_AnswerCall");
    } else {
        check(gc_AcceptModifyCall(leg->other->crn, block, EV_ASYNC), "gc_AcceptModifyCall");
    }
    gc_util_delete_parm_blk(block);
}

static void acknowledged(struct leg *leg, METAEVENT *event)
{
    GC_PARM_BLKP answer = description(event);

    if (leg->other->owes_answer)
        check(gc_SipAck(leg->other->crn, answer, EV_ASYNC), "gc_SipAck");
    leg->other->owes_answer = 0;
    gc_util_delete_parm_blk(answer);
}

static void change_asked(struct leg *leg, METAEVENT *event)
{
    GC_PARM_BLKP offer = description(event);

    if (gc_ReqModifyCall(leg->other->crn, offer, EV_ASYNC) != GC_SUCCESS)
        check(gc_RejectModifyCall(leg->crn, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC), "gc_RejectModifyCall");
    gc_util_delete_parm_blk(offer);
}

/* The SIP status that an event tells of, as a cause. */
static int status_of(METAEVENT *event, int otherwise)
{
    GC_INFO info;

    if (gc_ResultInfo(event, &info) != GC_SUCCESS || info.ccValue < IPEC_SIPReasonStatusMin ||
        info.ccValue > IPEC_SIPReasonStatusMax)
        return otherwise;
    return (int)info.ccValue;
}

static void handle_change(struct leg *leg, METAEVENT *event)
{
    switch (event->evttype) {
    case GCEV_REQ_MODIFY_CALL:
        change_asked(leg, event);
        break;
    case GCEV_MODIFY_CALL_ACK:
        accepted(leg, event);
        printf("changed\n");
        break;
    case GCEV_ACCEPT_MODIFY_CALL:
        acknowledged(leg, event);
        break;
    case GCEV_MODIFY_CALL_REJ:
    case GCEV_MODIFY_CALL_FAIL:
        check(gc_RejectModifyCall(leg->other->crn,
                                  (unsigned long)status_of(event, IPEC_SIPReasonStatus488NotAcceptableHere), EV_ASYNC),
              "gc_RejectModifyCall");
        break;
    default:
        break;
    }
}

static void handle(METAEVENT *event)
{
    struct leg *leg = event->usrattr;

    switch (event->evttype) {
    case GCEV_UNBLOCKED:
        if (leg->is_caller)
            check(gc_WaitCall(leg->device, NULL, NULL, 0, EV_ASYNC), "gc_WaitCall");
        break;
    case GCEV_OFFERED:
        offered(leg, event);
        break;
    case GCEV_ALERTING:
        rings(leg, event);
        break;
    case GCEV_CONNECTED:
        accepted(leg, event);
        break;
    case GCEV_ANSWERED:
        printf("connected\n");
        acknowledged(leg, event);
        break;
    case GCEV_DISCONNECTED:
        print_result("disconnected", event);
        drop(leg->other, status_of(event, GC_NORMAL_CLEARING));
        drop(leg, GC_NORMAL_CLEARING);
        break;
    case GCEV_DROPCALL:
        check(gc_ReleaseCallEx(event->crn, EV_ASYNC), "gc_ReleaseCallEx");
        break;
    case GCEV_RELEASECALL:
        leg->crn = 0;
        finished_calls += leg->is_caller;
        break;
    case GCEV_OPENEX_FAIL:
    case GCEV_TASKFAIL:
        print_result(GCEV_MSG(event->evttype), event);
        break;
    default:
        handle_change(leg, event);
        break;
    }
    fflush(stdout);
}

/* Re-INVITEs are the program's to answer. */
static int change_by_hand(void)
{
    static char name[] = ":N_iptB1:P_IP";
    GC_PARM_BLKP block = NULL;
    LINEDEV board;
    int result = GC_ERROR;

    if (gc_util_insert_parm_val(&block, IPSET_CONFIG, IPPARM_OPERATING_MODE, sizeof(int), IP_T38_MANUAL_MODIFY_MODE) ==
            GC_SUCCESS &&
        gc_OpenEx(&board, name, EV_SYNC, NULL) == GC_SUCCESS)
        result = gc_SetConfigData(GCTGT_CCLIB_NETIF, board, block, 0, GCUPDATE_IMMEDIATE, NULL, EV_SYNC);
    gc_util_delete_parm_blk(block);
    return result;
}

static int open_legs(struct leg *legs, int count)
{
    char name[64];
    int i;

    for (i = 0; i < count; ++i) {
        legs[i].is_caller = i % 2 == 0;
        legs[i].other = &legs[legs[i].is_caller ? i + 1 : i - 1];
        snprintf(name, sizeof name, ":P_SIP:N_iptB1T%d", i + 1); /* no media: they are not ours */
        if (gc_OpenEx(&legs[i].device, name, EV_ASYNC, &legs[i]) != GC_SUCCESS)
            return GC_ERROR;
    }
    return GC_SUCCESS;
}

int main(int argc, char **argv)
{
    struct leg *legs;
    METAEVENT event;

    read_options(argc, argv, 1, &options);
    options.third_party = 1;
    options.lines *= 2;
    signal(SIGINT, interrupt);
    signal(SIGTERM, interrupt);
    if (start_board(&options) != 0)
        return 1;

    legs = calloc((size_t)options.lines, sizeof *legs);
    if (legs == NULL || open_legs(legs, options.lines) != GC_SUCCESS || change_by_hand() != GC_SUCCESS) {
        print_error("relay_sdp");
        gc_Stop();
        free(legs);
        return 1;
    }
    printf("ready\n");
    fflush(stdout);

    while (!interrupted && (options.calls == 0 || finished_calls < options.calls))
        if (sr_waitevt(100) != -1 && gc_GetMetaEvent(&event) == GC_SUCCESS && (event.flags & GCME_GC_EVENT))
            if (event.usrattr != NULL)
                handle(&event);

    check(gc_Stop(), "gc_Stop"); /* closes the lines too */
    free(legs);
    printf("%d calls\n", finished_calls);
    return 0;
}
