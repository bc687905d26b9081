#include "clock.h"
#include "limits.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

enum { BIO_SIZE = 32768, MOST_FLIGHTS = 20, RECORD_SIZE = 600, RECORDS_A_ROUND = 100, IDLE_PAIRS = 500 };

/* A client and a server joined by a pair of memory buffers, and the CPU seconds of each so far. */
struct pair {
    SSL *client, *server;
};
struct cpu {
    double client, server;
};

static double* timed; /* the side that is at work */
static double timed_since;

/* What runs between them is added to a side. */
static void begin(double* side)
{
    timed = side;
    timed_since = thread_cpu_seconds();
}
static void end(void) { *timed += thread_cpu_seconds() - timed_since; }

static struct pair make_pair(const struct settings* settings, int resume, struct cpu* cpu)
{
    struct pair pair;
    BIO *to_client, *to_server;

    BIO_new_bio_pair(&to_client, BIO_SIZE, &to_server, BIO_SIZE);
    begin(&cpu->client);
    pair.client = SSL_new(settings->client);
    SSL_set_bio(pair.client, to_client, to_client);
    SSL_set_connect_state(pair.client);
    if (resume && settings->session)
        SSL_set_session(pair.client, settings->session);
    end();
    begin(&cpu->server);
    pair.server = SSL_new(settings->server);
    SSL_set_bio(pair.server, to_server, to_server);
    SSL_set_accept_state(pair.server);
    end();
    return pair;
}

static struct pair connect_pair(const struct settings* settings, int resume, struct cpu* cpu)
{
    const struct pair pair = make_pair(settings, resume, cpu);
    int flight;

    for (flight = 0; flight < MOST_FLIGHTS; ++flight) {
        int client_done, server_done;
        begin(&cpu->client);
        client_done = SSL_do_handshake(pair.client) == 1;
        end();
        begin(&cpu->server);
        server_done = SSL_do_handshake(pair.server) == 1;
        end();
        if (client_done && server_done)
            return pair;
    }
    fail("no handshake in memory");
    return pair;
}

/* One octet from the server: with it the client reads its ticket. */
static void exchange_octet(const struct pair* pair, struct cpu* cpu)
{
    char octet;

    begin(&cpu->server);
    SSL_write(pair->server, "x", 1);
    end();
    begin(&cpu->client);
    SSL_read(pair->client, &octet, 1);
    end();
}

static void free_pair(const struct pair* pair, struct cpu* cpu)
{
    SSL_set_shutdown(pair->client, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_set_shutdown(pair->server, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    begin(&cpu->client);
    SSL_free(pair->client);
    end();
    begin(&cpu->server);
    SSL_free(pair->server);
    end();
}

static void measure_handshakes(const struct identity* identity, int number, double seconds)
{
    const double began = thread_cpu_seconds();
    struct settings settings;
    struct cpu cpu = {0, 0}, not_counted = {0, 0};
    double count = 0, reused = 0;

    make_settings(&settings, identity, version_of(number));
    if (is_resumed(number)) {
        const struct pair first = connect_pair(&settings, 0, &not_counted);
        exchange_octet(&first, &not_counted);
        free_pair(&first, &not_counted);
    }
    do {
        const struct pair pair = connect_pair(&settings, is_resumed(number), &cpu);
        reused += SSL_session_reused(pair.server);
        exchange_octet(&pair, &cpu);
        free_pair(&pair, &cpu);
        ++count;
    } while (thread_cpu_seconds() - began < seconds);
    printf("mem %s TLS1.%d %s: server %.0f hs/s/core (%.1f us), client %.0f hs/s/core (%.1f us), both on one core"
           " %.0f/s, reused %.0f%%\n",
           identity->certificate, minor_of(version_of(number)), kind_of(number), count / cpu.server,
           cpu.server / count * 1e6, count / cpu.client, cpu.client / count * 1e6, count / (cpu.client + cpu.server),
           100 * reused / count);
    free_settings(&settings);
}

static void measure_records(const struct settings* settings, double seconds)
{
    struct cpu cpu = {0, 0}, not_counted = {0, 0};
    const struct pair pair = connect_pair(settings, 0, &not_counted);
    char sent[RECORD_SIZE], received[RECORD_SIZE];
    double count = 0;
    int i;

    memset(sent, 'a', sizeof sent);
    do {
        for (i = 0; i < RECORDS_A_ROUND; ++i, ++count) {
            begin(&cpu.client);
            SSL_write(pair.client, sent, sizeof sent);
            end();
            begin(&cpu.server);
            SSL_read(pair.server, received, sizeof received);
            end();
        }
    } while (cpu.client + cpu.server < seconds);
    printf("mem %d B records AES-128-GCM TLS1.3: write %.0f/s (%.0f ns), read %.0f/s (%.0f ns), %.0f MB/s write\n",
           RECORD_SIZE, count / cpu.client, cpu.client / count * 1e9, count / cpu.server, cpu.server / count * 1e9,
           count / cpu.client * RECORD_SIZE / 1e6);
    free_pair(&pair, &not_counted);
}

static void measure_heap(const struct settings* settings)
{
    struct pair pairs[IDLE_PAIRS];
    struct cpu not_counted = {0, 0};
    const size_t before = mallinfo2().uordblks;
    int i;

    for (i = 0; i < IDLE_PAIRS; ++i)
        pairs[i] = connect_pair(settings, 0, &not_counted);
    printf("mem heap per connection, both ends + BIO pair (%d KiB of it the pair): %.1f KiB\n", 2 * BIO_SIZE / 1024,
           (double)(mallinfo2().uordblks - before) / 1024 / IDLE_PAIRS);
    for (i = 0; i < IDLE_PAIRS; ++i)
        free_pair(&pairs[i], &not_counted);
}

void measure_in_memory(const struct identity* identity, double seconds)
{
    struct settings settings;
    int number;

    for (number = 0; number < CASES; ++number)
        measure_handshakes(identity, number, seconds);
    make_settings(&settings, identity, TLS1_3_VERSION);
    measure_records(&settings, seconds);
    measure_heap(&settings);
    free_settings(&settings);
}
