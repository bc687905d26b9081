/* Places a call, holds it for a moment and hangs up.
 *
 *     make_call udp answer@127.0.0.1
 *     make_call tls -C ca.pem sips:answer@host.example
 *     make_call tls -C ca.pem -x 192.0.2.4:5061 -N host.example sips:answer@host.example
 *
 * Over TLS the call goes through only when the certificate of the called host is signed by the given authority, is in
 * date, and carries the name of the host that was meant. Exit status: 0 when every call was answered and ended well. */
#include "common/sip_board.h"

#include <gcerr.h>
#include <gcip.h>
#include <srllib.h>
#include <stdio.h>
#include <string.h>

static struct options options;
static LINEDEV line;
static CRN call;        /* 0: none */
static int dropped;     /* it has been given up already */
static double deadline; /* of the present step, seconds as of now(): hang up then; 0: none */
static int started_calls, answered_calls, failed;

static void check(int result, const char *function)
{
    if (result == GC_SUCCESS)
        return;
    print_error(function);
    failed = 1;
}

static void start_call(void)
{
    char destination[512];

    snprintf(destination, sizeof destination, "%s%s", options.destination,
             options.transport == OVER_TCP && strchr(options.destination, ';') == NULL ? ";transport=tcp" : "");
    ++started_calls;
    dropped = 0;
    deadline = options.ring > 0 ? now() + options.ring : 0;
    check(gc_MakeCall(line, &call, destination, NULL, 0, EV_ASYNC), "gc_MakeCall");
}

/* Once for each call: our own time may be over in the moment in which the other side hangs up. */
static void hang_up(void)
{
    deadline = 0;
    if (dropped)
        return;
    dropped = 1;
    check(gc_DropCall(call, GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
}

static void handle(METAEVENT *event)
{
    switch (event->evttype) {
    case GCEV_UNBLOCKED:
        start_call();
        break;
    case GCEV_ALERTING:
        printf("ringing\n");
        break;
    case GCEV_CONNECTED:
        printf("answered\n");
        print_security(event->crn);
        ++answered_calls;
        deadline = now() + options.hold;
        if (options.hold == 0)
            hang_up();
        break;
    case GCEV_DISCONNECTED:
        print_result("disconnected", event);
        hang_up();
        break;
    case GCEV_DROPCALL:
        check(gc_ReleaseCallEx(event->crn, EV_ASYNC), "gc_ReleaseCallEx");
        break;
    case GCEV_RELEASECALL:
        call = 0;
        if (started_calls < options.calls)
            start_call();
        break;
    case GCEV_OPENEX_FAIL:
    case GCEV_TASKFAIL:
        print_result(GCEV_MSG(event->evttype), event);
        failed = 1;
        break;
    default:
        break;
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    METAEVENT event;

    read_options(argc, argv, 1, &options);
    if (options.calls == 0)
        options.calls = 1;
    if (start_board(&options) != 0)
        return 1;
    check(gc_OpenEx(&line, ":P_SIP:N_iptB1T1:M_ipmB1C1", EV_ASYNC, NULL), "gc_OpenEx");

    while (!failed && (started_calls < options.calls || call != 0)) {
        if (sr_waitevt(100) != -1 && gc_GetMetaEvent(&event) == GC_SUCCESS && (event.flags & GCME_GC_EVENT))
            handle(&event);
        if (deadline > 0 && call != 0 && now() >= deadline)
            hang_up();
    }

    check(gc_Stop(), "gc_Stop"); /* closes the line too */
    printf("%d of %d calls answered\n", answered_calls, options.calls);
    return answered_calls == options.calls && !failed ? 0 : 1;
}
