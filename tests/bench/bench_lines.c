/* Many lines at once: all are opened, each of one half calls one of the other half, all ring, and all are cleared.
 *
 *     bench_lines LINES
 *
 * Prints the seconds of each step, from its first function to its last event, and how many calls failed. */
#include "bench_board.h"

#include <gcip.h>
#include <srllib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct seen {
    long unblocked, offered, ringing, failed, released;
};

static struct seen seen;
static CRN* calls; /* by line, from 0 */
static long lines_wanted, step_failed;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void handle(const METAEVENT* event)
{
    const long line = (long)event->usrattr - 1;

    switch (event->evttype) {
    case GCEV_UNBLOCKED:
        ++seen.unblocked;
        if (line >= lines_wanted / 2)
            must(gc_WaitCall(event->linedev, NULL, NULL, 0, EV_ASYNC), "gc_WaitCall");
        break;
    case GCEV_OFFERED:
        ++seen.offered;
        calls[line] = event->crn;
        must(gc_AcceptCall(event->crn, 0, EV_ASYNC), "gc_AcceptCall");
        break;
    case GCEV_ALERTING: ++seen.ringing; break;
    case GCEV_DISCONNECTED:
        seen.failed += seen.ringing < lines_wanted / 2;
        gc_DropCall(event->crn, GC_NORMAL_CLEARING, EV_ASYNC);
        break;
    case GCEV_DROPCALL: gc_ReleaseCallEx(event->crn, EV_ASYNC); break;
    case GCEV_RELEASECALL: ++seen.released; break;
    default: break;
    }
}

/* Seconds until that many have been counted. */
static double until(const long* counter, long count, double since)
{
    METAEVENT event;

    while (*counter < count && seen.failed == 0) {
        if (sr_waitevt(60000) == -1 || gc_GetMetaEvent(&event) != GC_SUCCESS) {
            step_failed = 1;
            break;
        }
        handle(&event);
    }
    return seconds() - since;
}

int main(int argc, char** argv)
{
    char address[64], destination[96];
    LINEDEV* lines;
    double since, opened, rung, cleared;
    long i, pairs;

    lines_wanted = argc > 1 ? atol(argv[1]) / 2 * 2 : 0;
    pairs = lines_wanted / 2;
    if (pairs < 1) {
        fprintf(stderr, "usage: bench_lines LINES\n");
        return 2;
    }
    lines = calloc((size_t)lines_wanted, sizeof *lines);
    calls = calloc((size_t)lines_wanted, sizeof *calls);
    if (lines == NULL || calls == NULL)
        return 2;
    start_bench_board("udp", 0, NULL, NULL, NULL);
    since = seconds();
    open_lines(lines, lines_wanted);
    opened = until(&seen.unblocked, lines_wanted, since);

    must(gc_GetListenAddress(lines[0], ENUM_UDP, address, sizeof address), "gc_GetListenAddress");
    snprintf(destination, sizeof destination, "sip:bench@127.0.0.1%s", strrchr(address, ':'));
    since = seconds();
    for (i = 0; i < pairs; ++i)
        must(gc_MakeCall(lines[i], &calls[i], destination, NULL, 0, EV_ASYNC), "gc_MakeCall");
    rung = until(&seen.ringing, pairs, since);

    since = seconds();
    for (i = 0; i < pairs; ++i)
        must(gc_DropCall(calls[i], GC_NORMAL_CLEARING, EV_ASYNC), "gc_DropCall");
    cleared = until(&seen.released, lines_wanted, since);
    printf("%ld lines, %ld failed, opened %.3f s, rang %.3f s, cleared %.3f s\n", lines_wanted,
           seen.failed + step_failed, opened, rung, cleared);
    gc_Stop();
    free(lines);
    free(calls);
    return seen.failed != 0 || step_failed != 0;
}
