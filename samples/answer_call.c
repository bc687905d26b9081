/* Answers calls: a plain user agent server that runs until it is interrupted.
 *
 *     answer_call udp
 *     answer_call tls -c host.pem -k host.key -C ca.pem
 *
 * Each line device waits for a call, lets it ring, answers it, and is ready for the next when the caller has hung up.
 * Point any SIP telephone or tool at it, or the make_call sample. */
#include "common/sip_board.h"

#include <gcerr.h>
#include <gcip.h>
#include <signal.h>
#include <srllib.h>
#include <stdio.h>
#include <stdlib.h>

struct line {
    LINEDEV device;
    CRN ringing;     /* the call that is to be answered, 0 when there is none */
    double answer_at; /* seconds as of now() */
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

static void offered(struct line *line, METAEVENT *event)
{
    char caller[GC_ADDRSIZE];

    if (gc_GetCallInfo(event->crn, ORIGINATION_ADDRESS, caller) == GC_SUCCESS)
        printf("line %ld: call from %s\n", line->device, caller);
    if (options.refuse != 0)
        check(gc_DropCall(event->crn, IPEC_SIPReasonStatusMin + options.refuse - 300, EV_ASYNC), "gc_DropCall");
    else
        check(gc_AcceptCall(event->crn, 0, EV_ASYNC), "gc_AcceptCall");
}

static void handle(METAEVENT *event)
{
    struct line *line = event->usrattr;

    switch (event->evttype) {
    case GCEV_UNBLOCKED:
        check(gc_WaitCall(event->linedev, NULL, NULL, 0, EV_ASYNC), "gc_WaitCall");
        break;
    case GCEV_OFFERED:
        offered(line, event);
        break;
    case GCEV_ACCEPT:
        line->ringing = event->crn;
        line->answer_at = now() + options.ring;
        break;
    case GCEV_ANSWERED:
        printf("line %ld: answered\n", line->device);
        print_security(event->crn);
        break;
    case GCEV_DISCONNECTED:
        print_result("disconnected", event);
        line->ringing = 0;
        check(gc_DropCall(event->crn, GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
        break;
    case GCEV_DROPCALL:
        check(gc_ReleaseCallEx(event->crn, EV_ASYNC), "gc_ReleaseCallEx");
        break;
    case GCEV_RELEASECALL:
        ++finished_calls;
        break;
    case GCEV_OPENEX_FAIL:
    case GCEV_TASKFAIL:
        print_result(GCEV_MSG(event->evttype), event);
        break;
    default:
        break;
    }
    fflush(stdout);
}

/* Answers what has rung long enough. */
static void answer_due_calls(struct line *lines)
{
    double time = now();
    int i;

    for (i = 0; i < options.lines; ++i) {
        CRN crn = lines[i].ringing;
        if (crn != 0 && lines[i].answer_at <= time) {
            lines[i].ringing = 0;
            check(gc_AnswerCall(crn, 0, EV_ASYNC), "gc_AnswerCall");
        }
    }
}

int main(int argc, char **argv)
{
    struct line *lines;
    METAEVENT event;
    char name[64];
    int i;

    read_options(argc, argv, 0, &options);
    signal(SIGINT, interrupt);
    signal(SIGTERM, interrupt);
    if (start_board(&options) != 0)
        return 1;

    lines = calloc((size_t)options.lines, sizeof *lines);
    if (lines == NULL)
        return 1;
    for (i = 0; i < options.lines; ++i) {
        snprintf(name, sizeof name, ":P_SIP:N_iptB1T%d:M_ipmB1C%d", i + 1, i + 1);
        if (gc_OpenEx(&lines[i].device, name, EV_ASYNC, &lines[i]) != GC_SUCCESS) {
            print_error("gc_OpenEx");
            gc_Stop();
            free(lines);
            return 1;
        }
    }
    printf("ready\n");
    fflush(stdout);

    while (!interrupted && (options.calls == 0 || finished_calls < options.calls)) {
        if (sr_waitevt(100) != -1 && gc_GetMetaEvent(&event) == GC_SUCCESS && (event.flags & GCME_GC_EVENT))
            handle(&event);
        answer_due_calls(lines);
    }

    check(gc_Stop(), "gc_Stop"); /* closes the lines too */
    free(lines);
    printf("%d calls\n", finished_calls);
    return 0;
}
