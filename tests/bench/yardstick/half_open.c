/* Peers that begin a TLS handshake and never finish it.
 *
 *     half_open 127.0.0.1:PORT CONNECTIONS
 *
 * Half of them stop in the middle of their ClientHello, half after it. What the server closes is begun anew at once, so
 * that always as many hang. Prints "HELD" when all do; when standard input ends, how many hung at least and how many
 * the server closed meanwhile. */
#define _GNU_SOURCE
#include "descriptors.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS_A_TURN = 256, SPARE_DESCRIPTORS = 16, LONGEST_HELLO = 2048 };

enum progress { CONNECTING, AWAITING_FLIGHT, HANGING };

struct peer {
    int socket;
    enum progress progress;
    size_t says; /* bytes of the hello */
};

static struct sockaddr_in server;
static char hello[LONGEST_HELLO];
static size_t hello_size;
static int epoll;
static long hanging, closed;

static void make_hello(void)
{
    SSL_CTX* settings = SSL_CTX_new(TLS_client_method());
    SSL* ssl = SSL_new(settings);
    BIO *in = BIO_new(BIO_s_mem()), *out = BIO_new(BIO_s_mem());
    int size;

    SSL_set_bio(ssl, in, out);
    SSL_connect(ssl);
    size = BIO_read(out, hello, sizeof hello);
    SSL_free(ssl);
    SSL_CTX_free(settings);
    hello_size = size > 0 ? (size_t)size : 0;
}

static void watch(int operation, struct peer* peer, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = peer};
    epoll_ctl(epoll, operation, peer->socket, &event);
}

static void begin(struct peer* peer)
{
    peer->progress = CONNECTING;
    peer->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (connect(peer->socket, (struct sockaddr*)&server, sizeof server) != 0 && errno != EINPROGRESS) {
        perror("connect");
        exit(1);
    }
    watch(EPOLL_CTL_ADD, peer, EPOLLOUT);
}

static void begin_anew(struct peer* peer)
{
    hanging -= peer->progress == HANGING;
    close(peer->socket);
    ++closed;
    begin(peer);
}

static void hang(struct peer* peer)
{
    peer->progress = HANGING;
    ++hanging;
    watch(EPOLL_CTL_MOD, peer, EPOLLRDHUP);
}

static void handle(struct peer* peer, uint32_t events)
{
    if ((events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)) != 0)
        return begin_anew(peer);
    if (peer->progress == AWAITING_FLIGHT)
        return hang(peer); /* it has done its arithmetic; what it says is not read */
    if (send(peer->socket, hello, peer->says, MSG_NOSIGNAL) < 0)
        return begin_anew(peer);
    if (peer->says < hello_size)
        return hang(peer);
    peer->progress = AWAITING_FLIGHT;
    watch(EPOLL_CTL_MOD, peer, EPOLLIN | EPOLLRDHUP);
}

/* Until standard input ends. */
static void keep_hanging(long wanted)
{
    struct epoll_event events[EVENTS_A_TURN], input = {.events = EPOLLIN, .data.ptr = NULL};
    long least = wanted, said = 0;

    epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &input);
    for (;;) {
        const int count = epoll_wait(epoll, events, EVENTS_A_TURN, -1);
        int i;
        for (i = 0; i < count; ++i) {
            if (events[i].data.ptr == NULL) {
                printf("at least %ld of %ld hung, %ld closed by the server\n", least, wanted, closed);
                return;
            }
            handle(events[i].data.ptr, events[i].events);
        }
        if (said && hanging < least)
            least = hanging;
        if (!said && hanging == wanted) {
            said = 1;
            closed = 0;
            puts("HELD");
            fflush(stdout);
        }
    }
}

int main(int argc, char** argv)
{
    const char* port = argc > 2 ? strchr(argv[1], ':') : NULL;
    long wanted = argc > 2 ? atol(argv[2]) : 0, i;
    struct peer* peers;

    if (port == NULL || wanted < 1) {
        fprintf(stderr, "usage: half_open 127.0.0.1:PORT CONNECTIONS\n");
        return 2;
    }
    wanted = descriptors_for(wanted, SPARE_DESCRIPTORS);
    server = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    server.sin_port = htons((uint16_t)atoi(port + 1));
    peers = calloc((size_t)wanted, sizeof *peers);
    make_hello();
    epoll = epoll_create1(0);
    if (peers == NULL || hello_size == 0 || epoll < 0)
        return 1;
    for (i = 0; i < wanted; ++i) {
        peers[i].says = i % 2 ? hello_size : hello_size / 2;
        begin(&peers[i]);
    }
    keep_hanging(wanted);
    free(peers);
    return 0;
}
