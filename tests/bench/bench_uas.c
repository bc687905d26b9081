/* The answering side through Global Call: 180, 200 with SDP, 200 to BYE.
 *
 *     bench_uas udp|tcp|tls PORT [CERT KEY]
 *
 * BENCH_LINES sets the number of line devices (6000). Prints "ready" when all of them wait for a call. With
 * BENCH_RELOAD_MS the TLS of the board is renewed each so many milliseconds; in the end it prints how often. */
#include "bench_board.h"
#include "bench_reload.h"

#include <gcip.h>
#include <signal.h>
#include <srllib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t interrupted;
static long lines_to_open;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static void wait_for_calls(LINEDEV line)
{
    must(gc_WaitCall(line, NULL, NULL, 0, EV_ASYNC), "gc_WaitCall");
    if (--lines_to_open == 0) {
        puts("ready");
        fflush(stdout);
    }
}

static void handle(const METAEVENT* event)
{
    switch (event->evttype) {
    case GCEV_UNBLOCKED: wait_for_calls(event->linedev); break;
    case GCEV_OFFERED: gc_AcceptCall(event->crn, 0, EV_ASYNC); break;
    case GCEV_ACCEPT: gc_AnswerCall(event->crn, 0, EV_ASYNC); break;
    case GCEV_DISCONNECTED: gc_DropCall(event->crn, GC_NORMAL_CLEARING, EV_ASYNC); break;
    case GCEV_DROPCALL: gc_ReleaseCallEx(event->crn, EV_ASYNC); break;
    default: break;
    }
}

int main(int argc, char** argv)
{
    METAEVENT event;
    LINEDEV* lines;
    long count = getenv("BENCH_LINES") ? atol(getenv("BENCH_LINES")) : 6000;
    const char* reload_ms = getenv("BENCH_RELOAD_MS");
    const int tls = argc > 1 && strcmp(argv[1], "tls") == 0;

    if (argc < (tls ? 5 : 3) || count < 1 || !(tls || strcmp(argv[1], "udp") == 0 || strcmp(argv[1], "tcp") == 0)) {
        fprintf(stderr, "usage: bench_uas udp|tcp|tls PORT [CERT KEY]\n");
        return 2;
    }
    signal(SIGINT, interrupt);
    signal(SIGTERM, interrupt);
    start_bench_board(argv[1], (unsigned short)atoi(argv[2]), argc > 4 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL,
                      NULL);
    lines = calloc((size_t)count, sizeof *lines);
    if (lines == NULL)
        return 1;
    lines_to_open = count;
    open_lines(lines, count);
    if (reload_ms != NULL)
        start_reloading(lines[0], atol(reload_ms));
    while (!interrupted)
        if (sr_waitevt(1000) != -1 && gc_GetMetaEvent(&event) == GC_SUCCESS)
            handle(&event);
    if (reload_ms != NULL)
        printf("reloaded %ld times\n", stop_reloading());
    gc_Stop();
    free(lines);
    return 0;
}
