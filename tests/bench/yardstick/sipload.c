/* SIP call load: INVITE with SDP, 1xx, 200, ACK, BYE, 200, a window of calls in flight, one thread.
 *
 *     sipload -t udp|tcp|tls -a 127.0.0.1:PORT -n CALLS -w WINDOW [-k] [-r] [-V 12|13] [-H SECONDS | -C]
 *
 *   -k  each slot of the window keeps its connection for all its calls; otherwise a new connection for each call
 *   -r  TLS sessions are resumed          -V  this TLS version only
 *   -H  calls are held so long instead of ended; "HELD" is printed when all of them stand
 *   -C  no calls: a connection is closed as soon as it is ready
 *
 * UDP has no retransmission: the answering side needs a large receive buffer. SIPp cannot load a TLS server this way,
 * since it waits 200 ms in every TLS connect. Prints calls a second, percentiles of the connections' set-up, of INVITE
 * to 200 and of the calls' set-up, which is both where a call has a connection of its own, and its own CPU time. */
#include "clock.h"
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct {
    long calls, window;
    int keep;             /* connections are kept from call to call */
    int hold_seconds;     /* calls are not ended, but held so long */
    int connections_only; /* a connection is closed as soon as it is ready */
} options = {.calls = 1000, .window = 32};

static void usage(void)
{
    fprintf(stderr, "usage: sipload -t udp|tcp|tls -a 127.0.0.1:PORT -n CALLS -w WINDOW [-k] [-r] [-V 12|13]"
                    " [-H SECONDS | -C]\n");
    exit(2);
}

static void read_options(int argc, char** argv)
{
    int option;

    read_connection_option('t', "tcp");
    read_connection_option('a', ":5070");
    while ((option = getopt(argc, argv, "t:a:n:w:krV:H:C")) != -1) {
        switch (option) {
        case 'n': options.calls = atol(optarg); break;
        case 'w': options.window = atol(optarg); break;
        case 'k': options.keep = 1; break;
        case 'H': options.hold_seconds = atoi(optarg); break;
        case 'C': options.connections_only = 1; break;
        default:
            if (!read_connection_option(option, optarg))
                usage();
        }
    }
    if (options.calls < 1 || options.window < 1)
        usage();
}

/* The slot's next call, unless all have been begun. */
static void start_call(struct slot* slot)
{
    if (load.begun >= options.calls) {
        slot->state = IDLE;
        return;
    }
    begin_call(slot);
    if (load.options.transport == OVER_UDP)
        return invite(slot);
    if (!open_connection(slot)) {
        ++load.failed;
        ++load.done;
        slot->state = IDLE;
    }
}

void call_ended(struct slot* slot, int succeeded)
{
    ++load.done;
    if (!succeeded)
        ++load.failed;
    if (succeeded && options.keep && load.begun < options.calls) {
        begin_call(slot);
        return invite(slot);
    }
    close_connection(slot);
    start_call(slot);
}

void connection_lost(struct slot* slot)
{
    if (slot->state != HELD)
        return call_ended(slot, 0);
    fprintf(stderr, "server closed a held call\n");
    close_connection(slot);
    slot->state = IDLE;
}

void connection_ready(struct slot* slot)
{
    if (slot->state != READY)
        add_sample(&load.connect_times, slot->opened_at);
    if (!options.connections_only)
        return invite(slot);
    if (has_ticket(slot))
        return call_ended(slot, 1);
    slot->state = READY;
}

static void call_held(struct slot* slot)
{
    slot->state = HELD;
    send_queued(slot);
    ++load.done;
    if ((options.keep || load.options.transport == OVER_UDP) && load.begun < options.calls) {
        begin_call(slot);
        invite(slot);
    }
}

void call_answered(struct slot* slot)
{
    if (options.hold_seconds > 0)
        call_held(slot);
    else
        hang_up(slot);
}

static void print_results(double seconds, double cpu_before, double cpu_after)
{
    static const char names[][4] = {"udp", "tcp", "tls"};
    const int kept = options.keep || load.options.transport == OVER_UDP;
    const double done = (double)(load.done > 0 ? load.done : 1);
    const long unfinished = options.calls - load.done;

    printf("CLIENT_CPU_AT_END %.3f\n", cpu_after);
    printf("%s%s%s: %ld calls, %ld failed, %.2f s, calls/s %.0f, client CPU us/call %.0f, reused %ld\n",
           names[load.options.transport], kept ? " kept" : " new connection per call",
           load.options.resume ? " resumed" : "", load.done, load.failed + unfinished, seconds,
           (double)(load.done - load.failed) / seconds, (cpu_after - cpu_before) * 1e6 / done, load.resumed);
    print_percentiles("connect", load.connect_times);
    print_percentiles("invite-200", load.answer_times);
    if (!kept)
        print_percentiles("set-up", load.set_up_times);
    fflush(stdout);
}

int main(int argc, char** argv)
{
    double began, cpu_before;
    long i;

    read_options(argc, argv);
    prepare_load(options.window);

    cpu_before = process_cpu_seconds();
    began = wall_seconds();
    printf("CLIENT_CPU_AT_START %.3f\n", cpu_before);
    for (i = 0; i < options.window; ++i)
        start_call(&load.slots[i]);
    run_until_done(options.calls, NULL);
    print_results(wall_seconds() - began, cpu_before, process_cpu_seconds());
    if (options.hold_seconds > 0) {
        puts("HELD");
        fflush(stdout);
        sleep((unsigned)options.hold_seconds);
    }
    return load.failed > 0 || load.done < options.calls;
}
