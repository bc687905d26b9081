/* The caller's sockets: one for all over UDP, one for each slot over TCP and TLS. */
#define _GNU_SOURCE
#include "clock.h"
#include "load.h"
#include "sip_text.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { UDP_RECEIVE_BUFFER = 4 << 20, DATAGRAMS_A_TURN = 64 };

static int local_port_of(int socket)
{
    struct sockaddr_in name;
    socklen_t size = sizeof name;

    getsockname(socket, (struct sockaddr*)&name, &size);
    return ntohs(name.sin_port);
}

static void watch(int operation, int socket, uint32_t events, struct slot* slot)
{
    struct epoll_event event = {.events = events, .data.ptr = slot};
    epoll_ctl(load.epoll, operation, socket, &event);
}

static void wait_for_room(struct slot* slot, int wanted)
{
    watch(EPOLL_CTL_MOD, slot->socket, EPOLLIN | (wanted ? (uint32_t)EPOLLOUT : 0), slot);
}

static int keep_session(SSL* ssl, SSL_SESSION* session)
{
    struct slot* slot = SSL_get_app_data(ssl);

    SSL_SESSION_free(slot->session);
    slot->session = session;
    slot->session_is_new = 1;
    return 1;
}

/* RFC 8446 section 4.6.1: a ticket comes after the handshake, and should be used once. */
int has_ticket(const struct slot* slot)
{
    return !load.options.resume || slot->session_is_new || SSL_version(slot->ssl) < TLS1_3_VERSION;
}

static void prepare_tls(void)
{
    const int version = load.options.tls_version == 12   ? TLS1_2_VERSION
                        : load.options.tls_version == 13 ? TLS1_3_VERSION
                                                         : 0;

    load.tls = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(load.tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_min_proto_version(load.tls, version);
    SSL_CTX_set_max_proto_version(load.tls, version);
    if (load.options.resume) {
        SSL_CTX_set_session_cache_mode(load.tls, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(load.tls, keep_session);
    }
}

static void prepare_udp(void)
{
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    const int size = UDP_RECEIVE_BUFFER;
    long i;

    load.udp_socket = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(load.udp_socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (bind(load.udp_socket, (struct sockaddr*)&local, sizeof local) != 0) {
        perror("bind");
        exit(1);
    }
    for (i = 0; i < load.slot_count; ++i) {
        load.slots[i].local_port = local_port_of(load.udp_socket);
        load.slots[i].socket = load.udp_socket;
    }
    watch(EPOLL_CTL_ADD, load.udp_socket, EPOLLIN, NULL);
}

void prepare_transport(void)
{
    load.epoll = epoll_create1(0);
    if (load.options.transport == OVER_UDP)
        prepare_udp();
    if (load.options.transport == OVER_TLS)
        prepare_tls();
}

int open_connection(struct slot* slot)
{
    const int on = 1;

    slot->opened_at = wall_seconds();
    slot->in_size = slot->out_size = slot->out_sent = 0;
    slot->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(slot->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(slot->socket, (struct sockaddr*)&load.options.server, sizeof load.options.server) != 0 &&
        errno != EINPROGRESS) {
        perror("connect");
        close(slot->socket);
        return 0;
    }
    watch(EPOLL_CTL_ADD, slot->socket, EPOLLIN | EPOLLOUT, slot);
    slot->state = CONNECTING;
    return 1;
}

void close_connection(struct slot* slot)
{
    if (load.options.transport == OVER_UDP)
        return;
    if (slot->ssl) {
        SSL_set_shutdown(slot->ssl, SSL_RECEIVED_SHUTDOWN); /* waits for no answer */
        SSL_shutdown(slot->ssl);
    }
    drop_connection(slot);
}

void drop_connection(struct slot* slot)
{
    if (slot->ssl) {
        SSL_set_shutdown(slot->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN); /* or OpenSSL gives up the session */
        SSL_free(slot->ssl);
        slot->ssl = NULL;
    }
    close(slot->socket);
    slot->socket = -1;
    ++slot->connection;
}

/* Bytes moved, 0 when it must wait, -1 when the connection is gone. */
static long outcome(const struct slot* slot, long moved)
{
    if (moved > 0)
        return moved;
    if (slot->ssl) {
        const int error = SSL_get_error(slot->ssl, (int)moved);
        return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
    }
    return moved < 0 && errno == EAGAIN ? 0 : -1;
}

static long write_some(struct slot* slot, const char* bytes, size_t size)
{
    return outcome(slot,
                   slot->ssl ? SSL_write(slot->ssl, bytes, (int)size) : send(slot->socket, bytes, size, MSG_NOSIGNAL));
}

static long read_some(struct slot* slot, char* bytes, size_t room)
{
    return outcome(slot, slot->ssl ? SSL_read(slot->ssl, bytes, (int)room) : recv(slot->socket, bytes, room, 0));
}

static void send_datagram(struct slot* slot)
{
    if (sendto(load.udp_socket, slot->out, slot->out_size, 0, (struct sockaddr*)&load.options.server,
               sizeof load.options.server) < 0)
        perror("sendto");
    slot->out_size = 0;
}

void send_queued(struct slot* slot)
{
    if (load.options.transport == OVER_UDP)
        return send_datagram(slot);
    while (slot->out_sent < slot->out_size) {
        const long sent = write_some(slot, slot->out + slot->out_sent, slot->out_size - slot->out_sent);
        if (sent < 0)
            return connection_lost(slot);
        if (sent == 0)
            return wait_for_room(slot, 1);
        slot->out_sent += (size_t)sent;
    }
    slot->out_size = slot->out_sent = 0;
}

/* Everything complete in the buffer. 0: the connection has ended meanwhile. */
static int receive_messages(struct slot* slot)
{
    const unsigned connection = slot->connection;
    struct message message;

    while (find_message(slot->in, slot->in_size, &message)) {
        receive_response(slot, slot->in, message.end_of_head);
        if (slot->connection != connection)
            return 0;
        memmove(slot->in, slot->in + message.size, slot->in_size - message.size);
        slot->in_size -= message.size;
    }
    return 1;
}

static void receive(struct slot* slot)
{
    const unsigned connection = slot->connection;

    do {
        const long got = read_some(slot, slot->in + slot->in_size, sizeof slot->in - slot->in_size);
        if (slot->state == READY && has_ticket(slot))
            return connection_ready(slot);
        if (got == 0)
            return;
        if (got < 0)
            return connection_lost(slot);
        slot->in_size += (size_t)got;
    } while (receive_messages(slot) && slot->connection == connection);
}

static void shake_hands(struct slot* slot)
{
    const int result = SSL_do_handshake(slot->ssl);

    if (result == 1) {
        load.resumed += SSL_session_reused(slot->ssl);
        wait_for_room(slot, 0);
        return connection_ready(slot);
    }
    switch (SSL_get_error(slot->ssl, result)) {
    case SSL_ERROR_WANT_READ: return wait_for_room(slot, 0);
    case SSL_ERROR_WANT_WRITE: return wait_for_room(slot, 1);
    default: ERR_print_errors_fp(stderr); connection_lost(slot);
    }
}

static void connected(struct slot* slot)
{
    int error = 0;
    socklen_t size = sizeof error;

    getsockopt(slot->socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        return connection_lost(slot);
    slot->local_port = local_port_of(slot->socket);
    if (load.options.transport == OVER_TCP) {
        wait_for_room(slot, 0);
        return connection_ready(slot);
    }
    slot->ssl = SSL_new(load.tls);
    SSL_set_fd(slot->ssl, slot->socket);
    SSL_set_connect_state(slot->ssl);
    SSL_set_app_data(slot->ssl, slot);
    slot->session_is_new = 0;
    if (slot->session)
        SSL_set_session(slot->ssl, slot->session);
    slot->state = HANDSHAKING;
    shake_hands(slot);
}

void connection_event(struct slot* slot, uint32_t events)
{
    const unsigned connection = slot->connection;

    if (slot->socket < 0 || slot->state == IDLE)
        return;
    if (slot->state == CONNECTING)
        return connected(slot);
    if (slot->state == HANDSHAKING)
        return shake_hands(slot);
    if (slot->out_sent < slot->out_size && (events & EPOLLOUT)) {
        send_queued(slot);
        if (slot->connection != connection)
            return;
        if (slot->out_size == 0)
            wait_for_room(slot, 0);
    }
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        receive(slot);
}

/* The slot whose call a datagram is about: it is in the Call-ID. */
static struct slot* slot_of(const char* head, const char* end_of_head)
{
    struct text call_id = find_header(head, end_of_head, "Call-ID");
    long call;
    int slot;

    if (call_id.start == NULL)
        call_id = find_header(head, end_of_head, "i");
    if (call_id.start == NULL || sscanf(call_id.start, "c%ld-%d-", &call, &slot) != 2 || slot < 0 ||
        slot >= load.slot_count || load.slots[slot].call != call || load.slots[slot].state == IDLE)
        return NULL;
    return &load.slots[slot];
}

void receive_datagrams(void)
{
    static char datagram[8192];
    int i;

    for (i = 0; i < DATAGRAMS_A_TURN; ++i) {
        const ssize_t size = recv(load.udp_socket, datagram, sizeof datagram - 1, MSG_DONTWAIT);
        struct message message;
        struct slot* slot;
        if (size <= 0)
            return;
        datagram[size] = '\0';
        if (!find_message(datagram, (size_t)size, &message))
            continue;
        slot = slot_of(datagram, message.end_of_head);
        if (slot)
            receive_response(slot, datagram, message.end_of_head);
    }
}
