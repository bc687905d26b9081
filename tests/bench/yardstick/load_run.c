/* What sipload and sipcrowd have in common around their calls. */
#define _GNU_SOURCE
#include "clock.h"
#include "load.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

enum { EVENTS_A_TURN = 256, STALLED_SECONDS = 10 };

struct load load;

static int read_address(const char* text, struct sockaddr_in* address)
{
    const char* port = strchr(text, ':');

    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    address->sin_port = htons((uint16_t)(port ? atoi(port + 1) : 0));
    return address->sin_port != 0;
}

static enum transport read_transport(const char* word)
{
    return strcmp(word, "tls") == 0 ? OVER_TLS : strcmp(word, "udp") == 0 ? OVER_UDP : OVER_TCP;
}

int read_connection_option(int letter, const char* argument)
{
    switch (letter) {
    case 't': load.options.transport = read_transport(argument); return 1;
    case 'a': return read_address(argument, &load.options.server);
    case 'V': load.options.tls_version = atoi(argument); return 1;
    case 'r': load.options.resume = 1; return 1;
    default: return 0;
    }
}

void prepare_load(long slots)
{
    signal(SIGPIPE, SIG_IGN);
    load.slot_count = slots;
    load.slots = calloc((size_t)slots, sizeof *load.slots);
    if (load.slots == NULL) {
        perror("calloc");
        exit(1);
    }
    prepare_transport();
}

void handle_events(int timeout_ms)
{
    struct epoll_event events[EVENTS_A_TURN];
    const int count = epoll_wait(load.epoll, events, EVENTS_A_TURN, timeout_ms);
    int i;

    for (i = 0; i < count; ++i) {
        if (events[i].data.ptr == NULL)
            receive_datagrams();
        else
            connection_event(events[i].data.ptr, events[i].events);
    }
}

void run_until_done(long goal, void (*after_events)(void))
{
    double last_progress = wall_seconds();
    long last_done = load.done;

    while (load.done < goal) {
        handle_events(1000);
        if (after_events)
            after_events();
        if (load.done != last_done) {
            last_done = load.done;
            last_progress = wall_seconds();
        } else if (wall_seconds() - last_progress > STALLED_SECONDS) {
            fprintf(stderr, "stalled at %ld of %ld\n", load.done, goal);
            break;
        }
    }
}
