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
 * since it waits 200 ms in every TLS connect. Prints calls a second, percentiles of the connections' set-up and of
 * INVITE to 200, and its own CPU time. */
#define _GNU_SOURCE
#include "clock.h"
#include "load.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { EVENTS_A_TURN = 256, STALLED_SECONDS = 10 };

struct load load;

void add_sample(struct samples* samples, double since)
{
    samples->values[samples->count++] = (float)(wall_seconds() - since);
}

static void usage(void)
{
    fprintf(stderr, "usage: sipload -t udp|tcp|tls -a 127.0.0.1:PORT -n CALLS -w WINDOW [-k] [-r] [-V 12|13]"
                    " [-H SECONDS | -C]\n");
    exit(2);
}

static enum transport read_transport(const char* word)
{
    return strcmp(word, "tls") == 0 ? OVER_TLS : strcmp(word, "udp") == 0 ? OVER_UDP : OVER_TCP;
}

static struct sockaddr_in read_address(const char* text)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    const char* port = strchr(text, ':');

    if (port == NULL)
        usage();
    address.sin_port = htons((uint16_t)atoi(port + 1));
    return address;
}

static void read_options(int argc, char** argv, struct options* options)
{
    int option;

    *options = (struct options){.transport = OVER_TCP, .server = read_address(":5070"), .calls = 1000, .window = 32};
    while ((option = getopt(argc, argv, "t:a:n:w:krV:H:C")) != -1) {
        switch (option) {
        case 't': options->transport = read_transport(optarg); break;
        case 'a': options->server = read_address(optarg); break;
        case 'n': options->calls = atol(optarg); break;
        case 'w': options->window = atol(optarg); break;
        case 'k': options->keep = 1; break;
        case 'r': options->resume = 1; break;
        case 'V': options->tls_version = atoi(optarg); break;
        case 'H': options->hold_seconds = atoi(optarg); break;
        case 'C': options->connections_only = 1; break;
        default: usage();
        }
    }
    if (options->calls < 1 || options->window < 1)
        usage();
}

static void* allocate(long count, size_t size)
{
    void* memory = calloc((size_t)count, size);

    if (memory == NULL) {
        perror("calloc");
        exit(1);
    }
    return memory;
}

/* Until all calls are done, or none has been for a while. */
static void run(void)
{
    struct epoll_event events[EVENTS_A_TURN];
    double last_progress = wall_seconds();
    long last_done = 0;
    int count, i;

    while (load.done < load.options.calls) {
        count = epoll_wait(load.epoll, events, EVENTS_A_TURN, 1000);
        if (load.done != last_done) {
            last_done = load.done;
            last_progress = wall_seconds();
        } else if (wall_seconds() - last_progress > STALLED_SECONDS) {
            fprintf(stderr, "stalled at %ld\n", load.done);
            break;
        }
        for (i = 0; i < count; ++i) {
            if (events[i].data.ptr == NULL)
                receive_datagrams();
            else
                connection_event(events[i].data.ptr, events[i].events);
        }
    }
}

static int compare(const void* left, const void* right)
{
    const float a = *(const float*)left, b = *(const float*)right;
    return (a > b) - (a < b);
}

static void print_percentiles(const char* name, struct samples samples)
{
    const float* values = samples.values;
    const size_t n = samples.count;

    if (n == 0)
        return;
    qsort(samples.values, n, sizeof *values, compare);
    printf("%s ms: p50 %.3f p90 %.3f p99 %.3f max %.3f\n", name, values[n / 2] * 1e3, values[n * 9 / 10] * 1e3,
           values[n * 99 / 100] * 1e3, values[n - 1] * 1e3);
}

static void print_results(double seconds, double cpu_before, double cpu_after)
{
    static const char names[][4] = {"udp", "tcp", "tls"};
    const int kept = load.options.keep || load.options.transport == OVER_UDP;
    const double done = (double)(load.done > 0 ? load.done : 1);
    const long unfinished = load.options.calls - load.done;

    printf("CLIENT_CPU_AT_END %.3f\n", cpu_after);
    printf("%s%s%s: %ld calls, %ld failed, %.2f s, calls/s %.0f, client CPU us/call %.0f, reused %ld\n",
           names[load.options.transport], kept ? " kept" : " new connection per call",
           load.options.resume ? " resumed" : "", load.done, load.failed + unfinished, seconds,
           (double)(load.done - load.failed) / seconds, (cpu_after - cpu_before) * 1e6 / done, load.resumed);
    print_percentiles("connect", load.connect_times);
    print_percentiles("invite-200", load.answer_times);
    fflush(stdout);
}

int main(int argc, char** argv)
{
    double began, cpu_before;
    long i;

    signal(SIGPIPE, SIG_IGN);
    read_options(argc, argv, &load.options);
    load.slots = allocate(load.options.window, sizeof *load.slots);
    load.connect_times.values = allocate(load.options.calls + load.options.window + 1, sizeof(float));
    load.answer_times.values = allocate(load.options.calls + load.options.window + 1, sizeof(float));
    prepare_transport();

    cpu_before = process_cpu_seconds();
    began = wall_seconds();
    printf("CLIENT_CPU_AT_START %.3f\n", cpu_before);
    for (i = 0; i < load.options.window; ++i)
        start_call(&load.slots[i]);
    run();
    print_results(wall_seconds() - began, cpu_before, process_cpu_seconds());
    if (load.options.hold_seconds > 0) {
        puts("HELD");
        fflush(stdout);
        sleep((unsigned)load.options.hold_seconds);
    }
    return load.failed > 0 || load.done < load.options.calls;
}
