/* A crowd of clients, each with a connection of its own.
 *
 *     sipcrowd idle      -t tcp|tls -a 127.0.0.1:PORT [-n CLIENTS] [-w WINDOW] [-V 12|13]
 *     sipcrowd reconnect -t tcp|tls -a 127.0.0.1:PORT [-n CLIENTS] [-w WINDOW] [-V 12|13] [-r]
 *
 *   idle       Each client connects and asks OPTIONS. "HELD" is printed when all have done so; when standard input
 * ends, each makes a call on the connection that it has held. reconnect  Each client connects and has a call. Then all
 * connections are lost at once, without a word, and all clients connect again at once, each for a new call; the time
 * runs until all have one. In the end the new calls are hung up.
 *
 * At most WINDOW clients are busy at once, except at the reconnection. A connection that the server does not let in is
 * tried again at once, and counted. */
#include "clock.h"
#include "crowd.h"
#include "descriptors.h"
#include "load.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SPARE_DESCRIPTORS = 16 };

static long clients = 1000, window = 64;

static int usage(void)
{
    fprintf(stderr, "usage: sipcrowd idle|reconnect -t tcp|tls -a 127.0.0.1:PORT [-n CLIENTS] [-w WINDOW] [-V 12|13]"
                    " [-r]\n");
    return 2;
}

static int read_options(int argc, char** argv)
{
    int option;

    read_connection_option('t', "tls");
    read_connection_option('a', ":5061");
    while ((option = getopt(argc, argv, "t:a:n:w:V:r")) != -1) {
        if (option == 'n')
            clients = atol(optarg);
        else if (option == 'w')
            window = atol(optarg);
        else if (!read_connection_option(option, optarg))
            return 0;
    }
    return clients > 0 && window > 0 && load.options.transport != OVER_UDP;
}

/* What comes on the connections meanwhile is still read. */
static void wait_for_end_of_input(void)
{
    struct pollfd waits[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = load.epoll, .events = POLLIN}};
    char ignored[64];

    for (;;) {
        poll(waits, 2, -1);
        if (waits[1].revents)
            handle_events(0);
        if (waits[0].revents && read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
            return;
    }
}

static int hold_idle(void)
{
    double began = wall_seconds();
    long served = take_turn(TO_ASK, window);

    printf("HELD %ld of %ld in %.2f s, %ld tried again\n", served, clients, wall_seconds() - began, crowd_retries());
    fflush(stdout);
    wait_for_end_of_input();
    began = wall_seconds();
    served = take_turn(TO_CALL, window);
    printf("served %ld of %ld in %.2f s\n", served, clients, wall_seconds() - began);
    print_percentiles("invite-200", load.answer_times);
    return served == clients;
}

static int reconnect(void)
{
    const long held = take_turn(TO_HOLD, window), resumed_before = load.resumed, retries_before = crowd_retries();
    double lost_at;
    long again;

    load.set_up_times.count = 0;
    lost_at = lose_all_connections();
    again = take_turn(TO_HOLD, clients);
    printf("again %ld of %ld in %.3f s, %ld tried again, %ld resumed\n", again, held, wall_seconds() - lost_at,
           crowd_retries() - retries_before, load.resumed - resumed_before);
    print_percentiles("set-up", load.set_up_times);
    printf("hung up %ld of %ld\n", take_turn(TO_HANG_UP, window), again);
    return held == clients && again == clients;
}

int main(int argc, char** argv)
{
    const int idle = argc > 1 && strcmp(argv[1], "idle") == 0;

    if (argc < 2 || (!idle && strcmp(argv[1], "reconnect") != 0) || !read_options(argc - 1, argv + 1))
        return usage();
    clients = descriptors_for(clients, SPARE_DESCRIPTORS);
    prepare_load(clients);
    if (load.tls)
        SSL_CTX_set_mode(load.tls, SSL_MODE_RELEASE_BUFFERS); /* there are many */
    return !(idle ? hold_idle() : reconnect());
}
