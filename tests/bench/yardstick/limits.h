/* What plain OpenSSL reaches on this machine: shared by the files of tls_limits. */
#ifndef YARDSTICK_LIMITS_H
#define YARDSTICK_LIMITS_H

#include <openssl/ssl.h>

struct identity {
    const char *certificate, *key; /* PEM files */
};

/* A client's and a server's settings. The client verifies nothing and keeps the latest session. */
struct settings {
    SSL_CTX *client, *server;
    SSL_SESSION* session;
};

/* The four cases: 0 to 3 are TLS 1.2 full, resumed, TLS 1.3 full, resumed. */
enum { CASES = 4 };
static inline int version_of(int number) { return number < 2 ? TLS1_2_VERSION : TLS1_3_VERSION; }
static inline int is_resumed(int number) { return number % 2; }
static inline int minor_of(int version) { return version == TLS1_2_VERSION ? 2 : 3; }
static inline const char* kind_of(int number) { return is_resumed(number) ? "resumed" : "full"; }

/* Exits with OpenSSL's reasons when the files are no good. */
void make_settings(struct settings* settings, const struct identity* identity, int version);
void free_settings(struct settings* settings);
void fail(const char* what);

/* limits_in_memory.c: both ends in one thread, without sockets. */
void measure_in_memory(const struct identity* identity, double seconds);

/* limits_on_sockets.c: the same over loopback, and what an idle connection costs. */
void measure_on_sockets(const struct identity* identity, double seconds);
void measure_idle_memory(const struct identity* identity, int connections);
/* Opens connections to a server ("address:port"), holds them, and returns whether all stood. */
int hold_connections(const char* server, int connections, double seconds);

#endif
