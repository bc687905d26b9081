/* The caller's state: its options, its slots, what it has counted. Shared by sipload and sipcrowd. */
#ifndef YARDSTICK_LOAD_H
#define YARDSTICK_LOAD_H

#include "samples.h"

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <stddef.h>
#include <stdint.h>

enum transport { OVER_UDP, OVER_TCP, OVER_TLS };

/* How connections are made. */
struct connection_options {
    enum transport transport;
    struct sockaddr_in server;
    int resume;      /* TLS sessions are resumed */
    int tls_version; /* 12, 13, or 0 for either */
};

/* HELD: its call, or a crowd's connection, stands and nothing is awaited. */
enum state {
    IDLE,
    CONNECTING,
    HANDSHAKING,
    READY,
    WAITING_FOR_200,
    WAITING_FOR_BYE_200,
    WAITING_FOR_OPTIONS_200,
    HELD
};

/* One call at a time, on a connection of its own or, over UDP, on the common socket. */
struct slot {
    enum state state;
    int socket;
    SSL* ssl;
    SSL_SESSION* session; /* to resume; of TLS 1.3 good for one connection */
    int session_is_new;   /* it came by the present connection */
    unsigned connection;  /* changes with each connection, while descriptors come back */
    int local_port;
    long call;        /* number of its call, from 1 */
    double opened_at; /* when its connection was begun */
    double begun_at;  /* when its call was: with the connection that was made for it, or with the INVITE */
    double invited_at;
    size_t in_size, out_size, out_sent;
    char in[8192], out[4096];
    char remote_tag[128], remote_contact[256];
};

struct load {
    struct connection_options options;
    struct slot* slots;
    long slot_count;
    int epoll, udp_socket;
    SSL_CTX* tls;
    long begun, done, failed, resumed;
    struct samples connect_times, answer_times, set_up_times;
};

extern struct load load;

/* ---- load_run.c: the program's frame ---- */

/* The options -t, -a, -V and -r; 0: it is none of them, or of no use. */
int read_connection_option(int letter, const char* argument);
/* Makes the slots and what they share. */
void prepare_load(long slots);
/* Handles what has happened on the sockets, after waiting at most so long for something. */
void handle_events(int timeout_ms);
/* Handles events until so many are done, or none has been for a while; after_events may be NULL. */
void run_until_done(long goal, void (*after_events)(void));

/* ---- load_connection.c: sockets and TLS ---- */

void prepare_transport(void);
/* Connects the slot; connection_ready() or connection_lost() follow. 0: it cannot even begin. */
int open_connection(struct slot* slot);
void close_connection(struct slot* slot);
/* Leaves the peer without a word, as a network does that fails; the session stays good. */
void drop_connection(struct slot* slot);
/* Sends what the slot has queued, now or as soon as there is room. */
void send_queued(struct slot* slot);
void connection_event(struct slot* slot, uint32_t events);
void receive_datagrams(void);

/* Whether the slot can be closed without losing the ticket that resumes its session. */
int has_ticket(const struct slot* slot);

/* ---- load_call.c: what is said ---- */

/* Gives the slot its next call, with nothing said yet. */
void begin_call(struct slot* slot);
void invite(struct slot* slot);
void ask_options(struct slot* slot);
void hang_up(struct slot* slot);
void receive_response(struct slot* slot, const char* head, const char* end_of_head);

/* ---- told to the program, sipload.c or sipcrowd.c, which decides what is next ---- */

/* It is connected and, over TLS, has shaken hands; said again when a ticket has come to a slot that is READY. */
void connection_ready(struct slot* slot);
/* By the peer, or it could not be made; still to be closed. */
void connection_lost(struct slot* slot);
/* The ACK is queued, not yet sent. */
void call_answered(struct slot* slot);
/* The INVITE was refused, or BYE or OPTIONS have their final response. */
void call_ended(struct slot* slot, int succeeded);

#endif
