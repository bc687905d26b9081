/* The calling side through Global Call: a window of calls, each hung up when it is answered, or held.
 *
 *     bench_caller udp|tcp|tls PORT CALLS WINDOW [CA]
 *
 * Calls 127.0.0.1:PORT (over TLS: sips:, with a certificate for 127.0.0.1 signed by CA). Prints calls, failures,
 * seconds, calls a second, and its own CPU microseconds a call. */
#include "bench_board.h"

#include <gcip.h>
#include <srllib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static char destination[128];
static long calls, started, finished, answered;
static double began;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static void call_next(LINEDEV line)
{
    CRN crn;

    if (started == calls)
        return;
    if (started++ == 0)
        began = seconds();
    must(gc_MakeCall(line, &crn, destination, NULL, 0, EV_ASYNC), "gc_MakeCall");
}

static void handle(const METAEVENT* event)
{
    switch (event->evttype) {
    case GCEV_UNBLOCKED: call_next(event->linedev); break;
    case GCEV_CONNECTED:
        ++answered;
        gc_DropCall(event->crn, GC_NORMAL_CLEARING, EV_ASYNC);
        break;
    case GCEV_DISCONNECTED: gc_DropCall(event->crn, GC_NORMAL_CLEARING, EV_ASYNC); break;
    case GCEV_DROPCALL: gc_ReleaseCallEx(event->crn, EV_ASYNC); break;
    case GCEV_RELEASECALL:
        ++finished;
        call_next(event->linedev);
        break;
    default: break;
    }
}

int main(int argc, char** argv)
{
    METAEVENT event;
    LINEDEV* lines;
    long window;
    double elapsed;

    if (argc < 5) {
        fprintf(stderr, "usage: bench_caller udp|tcp|tls PORT CALLS WINDOW [CA]\n");
        return 2;
    }
    calls = atol(argv[3]);
    window = atol(argv[4]);
    snprintf(destination, sizeof destination, "%s:bench@127.0.0.1:%s%s", strcmp(argv[1], "tls") == 0 ? "sips" : "sip",
             argv[2], strcmp(argv[1], "tcp") == 0 ? ";transport=tcp" : "");
    lines = calloc((size_t)(window > 0 ? window : 1), sizeof *lines);
    if (lines == NULL || window < 1 || calls < 1)
        return 2;
    start_bench_board(argv[1], 0, NULL, NULL, argc > 5 ? argv[5] : NULL);
    open_lines(lines, window);
    while (finished < calls)
        if (sr_waitevt(60000) == -1 || gc_GetMetaEvent(&event) != GC_SUCCESS)
            break;
        else
            handle(&event);
    elapsed = seconds() - began;
    printf("%ld calls, %ld failed, %.3f s, %.0f calls/s, %.2f CPU us/call\n", finished, calls - answered, elapsed,
           (double)finished / elapsed, cpu_seconds() * 1e6 / (double)(finished > 0 ? finished : 1));
    gc_Stop();
    free(lines);
    return answered == calls ? 0 : 1;
}
