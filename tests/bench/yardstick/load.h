/* The caller's state: its options, its slots, what it has counted. Shared by the files of sipload. */
#ifndef YARDSTICK_LOAD_H
#define YARDSTICK_LOAD_H

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <stddef.h>
#include <stdint.h>

enum transport { OVER_UDP, OVER_TCP, OVER_TLS };

struct options {
    enum transport transport;
    struct sockaddr_in server;
    long calls, window;
    int keep;             /* connections are kept from call to call */
    int resume;           /* TLS sessions are resumed */
    int tls_version;      /* 12, 13, or 0 for either */
    int hold_seconds;     /* calls are not ended, but held so long */
    int connections_only; /* a connection is closed as soon as it is ready */
};

enum state { IDLE, CONNECTING, HANDSHAKING, READY, WAITING_FOR_200, WAITING_FOR_BYE_200, HELD };

/* One call at a time, on a connection of its own or, over UDP, on the common socket. */
struct slot {
    enum state state;
    int socket;
    SSL* ssl;
    SSL_SESSION* session; /* to resume; of TLS 1.3 good for one connection */
    int session_is_new;   /* it came by the present connection */
    unsigned connection;  /* changes with each connection, while descriptors come back */
    int local_port;
    long call; /* number of its call, from 1 */
    double opened_at, invited_at;
    size_t in_size, out_size, out_sent;
    char in[8192], out[4096];
    char remote_tag[128], remote_contact[256];
};

/* Seconds, one for each occurrence. */
struct samples {
    float* values;
    size_t count;
};

struct load {
    struct options options;
    struct slot* slots;
    int epoll, udp_socket;
    SSL_CTX* tls;
    long started, done, failed, resumed;
    struct samples connect_times, answer_times;
};

extern struct load load;

void add_sample(struct samples* samples, double since);

/* ---- load_connection.c: sockets and TLS ---- */

void prepare_transport(void);
/* Connects the slot; connection_ready() or call_finished() follow. 0: it cannot even begin. */
int open_connection(struct slot* slot);
void close_connection(struct slot* slot);
/* Sends what the slot has queued, now or as soon as there is room. */
void send_queued(struct slot* slot);
void connection_event(struct slot* slot, uint32_t events);
void receive_datagrams(void);

/* Whether the slot can be closed without losing the ticket that resumes its session. */
int has_ticket(const struct slot* slot);

/* ---- load_call.c: what is said ---- */

/* Begins the slot's next call, unless all have been begun. */
void start_call(struct slot* slot);
void connection_ready(struct slot* slot);
void connection_lost(struct slot* slot);
void receive_response(struct slot* slot, const char* head, const char* end_of_head);

#endif
