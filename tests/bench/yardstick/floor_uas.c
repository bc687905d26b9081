/* The machine's floor for an answering server: no stack at all, strings are compared and copied, one thread.
 *
 *     floor_uas udp|tcp|tls PORT [CERT KEY]
 *
 * Answers INVITE with 180 and 200 (one write on streams), BYE and OPTIONS with 200, ignores ACK. UDP by recvmmsg and
 * sendmmsg; TLS with session tickets and SSL_MODE_RELEASE_BUFFERS. */
#define _GNU_SOURCE
#include "floor_answer.h"
#include "sip_text.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DATAGRAMS = 32, LONGEST_REQUEST = 8192, UDP_RECEIVE_BUFFER = 4 << 20, EVENTS_A_TURN = 256, ACCEPTS_A_TURN = 64 };

struct connection {
    int socket, shaken_hands;
    SSL* ssl;
    size_t size;
    char in[LONGEST_REQUEST];
};

static struct contact contact;

/* ---- UDP ---- */

/* Datagrams in and out, with the buffers and addresses that they refer to. Each request has at most two answers. */
struct batch {
    struct mmsghdr in[DATAGRAMS], out[2 * DATAGRAMS];
    struct iovec in_buffers[DATAGRAMS], out_buffers[2 * DATAGRAMS];
    struct sockaddr_in peers[DATAGRAMS];
    char requests[DATAGRAMS][4096], answers[DATAGRAMS][LONGEST_ANSWER];
};

static struct msghdr datagram(struct sockaddr_in* peer, struct iovec* buffer, void* bytes, size_t size)
{
    *buffer = (struct iovec){bytes, size};
    return (struct msghdr){.msg_name = peer, .msg_namelen = sizeof *peer, .msg_iov = buffer, .msg_iovlen = 1};
}

static int receive_batch(int socket, struct batch* batch)
{
    int i;

    for (i = 0; i < DATAGRAMS; ++i)
        batch->in[i].msg_hdr =
            datagram(&batch->peers[i], &batch->in_buffers[i], batch->requests[i], sizeof batch->requests[i]);
    return recvmmsg(socket, batch->in, DATAGRAMS, MSG_WAITFORONE, NULL);
}

static unsigned answer_batch(struct batch* batch, int received)
{
    unsigned count = 0;
    int i;

    for (i = 0; i < received; ++i) {
        struct message message;
        struct answer answer;
        if (!find_message(batch->requests[i], batch->in[i].msg_len, &message))
            continue;
        answer = answer_request(batch->requests[i], message.end_of_head, &contact, batch->answers[i]);
        if (answer.first > 0) {
            batch->out[count].msg_hdr =
                datagram(&batch->peers[i], &batch->out_buffers[count], batch->answers[i], answer.first);
            ++count;
        }
        if (answer.second > 0) {
            batch->out[count].msg_hdr =
                datagram(&batch->peers[i], &batch->out_buffers[count], batch->answers[i] + answer.first, answer.second);
            ++count;
        }
    }
    return count;
}

static int serve_datagrams(const struct sockaddr_in* local)
{
    static struct batch batch;
    const int size = UDP_RECEIVE_BUFFER;
    const int server = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(server, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (bind(server, (const struct sockaddr*)local, sizeof *local) != 0)
        return 1;
    for (;;) {
        const unsigned count = answer_batch(&batch, receive_batch(server, &batch));
        unsigned sent = 0;
        while (sent < count) {
            const int now = sendmmsg(server, batch.out + sent, count - sent, 0);
            if (now <= 0)
                break;
            sent += (unsigned)now;
        }
    }
}

/* ---- TCP and TLS ---- */

static void drop(struct connection* connection)
{
    SSL_free(connection->ssl);
    close(connection->socket);
    free(connection);
}

static int must_wait(const struct connection* connection, int result)
{
    if (connection->ssl)
        return SSL_get_error(connection->ssl, result) == SSL_ERROR_WANT_READ;
    return result < 0 && errno == EAGAIN;
}

static int read_some(struct connection* connection)
{
    char* to = connection->in + connection->size;
    const size_t room = sizeof connection->in - connection->size;

    return connection->ssl ? SSL_read(connection->ssl, to, (int)room) : (int)recv(connection->socket, to, room, 0);
}

/* Answers everything complete in the buffer by one write. */
static void answer_messages(struct connection* connection)
{
    static char out[LONGEST_REQUEST / 64 * LONGEST_ANSWER];
    struct message message;
    size_t taken = 0, size = 0;

    while (sizeof out - size >= LONGEST_ANSWER &&
           find_message(connection->in + taken, connection->size - taken, &message)) {
        const struct answer answer = answer_request(connection->in + taken, message.end_of_head, &contact, out + size);
        size += answer.first + answer.second;
        taken += message.size;
    }
    memmove(connection->in, connection->in + taken, connection->size - taken);
    connection->size -= taken;
    if (size == 0)
        return;
    if (connection->ssl)
        SSL_write(connection->ssl, out, (int)size);
    else if (send(connection->socket, out, size, MSG_NOSIGNAL) < 0)
        perror("send");
}

static void serve(struct connection* connection)
{
    if (connection->ssl && !connection->shaken_hands) {
        const int result = SSL_accept(connection->ssl);
        if (result != 1) {
            if (!must_wait(connection, result))
                drop(connection);
            return;
        }
        connection->shaken_hands = 1;
    }
    for (;;) {
        const int got = read_some(connection);
        if (got <= 0) {
            if (!must_wait(connection, got))
                drop(connection);
            return;
        }
        connection->size += (size_t)got;
        answer_messages(connection);
        if (!connection->ssl && got < 1024)
            return; /* a small read has emptied the socket */
    }
}

static void accept_connections(int listener, int epoll, SSL_CTX* tls)
{
    const int on = 1;
    int i;

    for (i = 0; i < ACCEPTS_A_TURN; ++i) {
        const int accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        struct connection* connection;
        if (accepted < 0)
            return;
        connection = malloc(sizeof *connection);
        if (connection == NULL) {
            close(accepted);
            return;
        }
        setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connection->socket = accepted;
        connection->size = 0;
        connection->shaken_hands = 0;
        connection->ssl = tls ? SSL_new(tls) : NULL;
        if (connection->ssl)
            SSL_set_fd(connection->ssl, accepted);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        epoll_ctl(epoll, EPOLL_CTL_ADD, accepted, &event);
    }
}

static int serve_streams(const struct sockaddr_in* local, SSL_CTX* tls)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    const int epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS_A_TURN];

    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (const struct sockaddr*)local, sizeof *local) != 0 || listen(listener, 4096) != 0)
        return 1;
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        const int count = epoll_wait(epoll, events, EVENTS_A_TURN, -1);
        int i;
        for (i = 0; i < count; ++i) {
            if (events[i].data.ptr)
                serve(events[i].data.ptr);
            else
                accept_connections(listener, epoll, tls);
        }
    }
}

static SSL_CTX* make_tls(const char* certificate, const char* key)
{
    SSL_CTX* tls = SSL_CTX_new(TLS_server_method());

    if (SSL_CTX_use_certificate_chain_file(tls, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) != 1) {
        fprintf(stderr, "%s, %s: no certificate with its key\n", certificate, key);
        exit(1);
    }
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL_CTX_set_num_tickets(tls, 1);
    SSL_CTX_set_session_id_context(tls, (const unsigned char*)"f", 1);
    return tls;
}

int main(int argc, char** argv)
{
    const int secure = argc > 1 && strcmp(argv[1], "tls") == 0;
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};

    if (argc < (secure ? 5 : 3)) {
        fprintf(stderr, "usage: floor_uas udp|tcp|tls PORT [CERT KEY]\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    contact = (struct contact){atoi(argv[2]), argv[1]};
    local.sin_port = htons((uint16_t)contact.port);
    if (strcmp(argv[1], "udp") == 0)
        return serve_datagrams(&local);
    return serve_streams(&local, secure ? make_tls(argv[3], argv[4]) : NULL);
}
