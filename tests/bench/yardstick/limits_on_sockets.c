#define _GNU_SOURCE
#include "clock.h"
#include "limits.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SERVER_THREADS = 2, MESSAGE_SIZE = 600, BACKLOG = 1024 };

static int listen_on_loopback(struct sockaddr_in* address)
{
    socklen_t size = sizeof *address;
    const int listener = socket(AF_INET, SOCK_STREAM, 0);

    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (bind(listener, (struct sockaddr*)address, sizeof *address) != 0 || listen(listener, BACKLOG) != 0)
        fail("no listener on loopback");
    getsockname(listener, (struct sockaddr*)address, &size);
    return listener;
}

static void send_at_once(int socket)
{
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/* Leaves no port behind in TIME_WAIT. */
static void close_with_reset(int socket)
{
    const struct linger now = {1, 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(socket);
}

/* ---- handshakes ---- */

struct server {
    int listener;
    SSL_CTX* settings;
};

static void echo(SSL* ssl)
{
    char bytes[2048];
    int size;

    if (SSL_accept(ssl) != 1)
        return;
    while ((size = SSL_read(ssl, bytes, sizeof bytes)) > 0)
        SSL_write(ssl, bytes, size);
}

/* Ends when the listener is shut down. */
static void* serve(void* argument)
{
    const struct server* server = argument;
    int accepted;

    while ((accepted = accept(server->listener, NULL, NULL)) >= 0) {
        SSL* ssl = SSL_new(server->settings);
        send_at_once(accepted);
        SSL_set_fd(ssl, accepted);
        echo(ssl);
        SSL_free(ssl);
        close(accepted);
    }
    return NULL;
}

/* One connection with one message echoed; returns whether its session was resumed, -1 when it cannot connect. */
static int connect_once(const struct settings* settings, const struct sockaddr_in* address, int resume)
{
    char message[MESSAGE_SIZE];
    int received = 0, reused;
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    SSL* ssl;

    send_at_once(connection);
    if (connect(connection, (const struct sockaddr*)address, sizeof *address) != 0) {
        perror("connect");
        close(connection);
        return -1;
    }
    ssl = SSL_new(settings->client);
    SSL_set_fd(ssl, connection);
    if (resume && settings->session)
        SSL_set_session(ssl, settings->session);
    if (SSL_connect(ssl) != 1)
        fail("no handshake over loopback");
    reused = SSL_session_reused(ssl);
    memset(message, 'a', sizeof message);
    SSL_write(ssl, message, sizeof message);
    while (received < MESSAGE_SIZE) {
        const int size = SSL_read(ssl, message, sizeof message);
        if (size <= 0)
            break;
        received += size;
    }
    SSL_shutdown(ssl);
    SSL_free(ssl);
    close_with_reset(connection);
    return reused;
}

static void measure_case(const struct identity* identity, int number, double seconds)
{
    struct settings settings;
    struct sockaddr_in address;
    struct server server = {listen_on_loopback(&address), NULL};
    pthread_t threads[SERVER_THREADS];
    double began, client_cpu, all_cpu, count = 0, reused = 0;
    int i, result;

    make_settings(&settings, identity, version_of(number));
    server.settings = settings.server;
    for (i = 0; i < SERVER_THREADS; ++i)
        pthread_create(&threads[i], NULL, serve, &server);
    began = wall_seconds();
    client_cpu = thread_cpu_seconds();
    all_cpu = process_cpu_seconds();
    do {
        result = connect_once(&settings, &address, is_resumed(number));
        if (result < 0)
            break;
        reused += result;
        ++count;
    } while (wall_seconds() - began < seconds);
    seconds = wall_seconds() - began;
    client_cpu = thread_cpu_seconds() - client_cpu;
    all_cpu = process_cpu_seconds() - all_cpu;
    printf("tcp %s TLS1.%d %s: %.0f conn/s (1 at a time), server CPU %.0f us/conn, client CPU %.0f us/conn, reused"
           " %.0f%%\n",
           identity->certificate, minor_of(version_of(number)), kind_of(number), count / seconds,
           (all_cpu - client_cpu) / count * 1e6, client_cpu / count * 1e6, 100 * reused / count);
    shutdown(server.listener, SHUT_RDWR);
    for (i = 0; i < SERVER_THREADS; ++i)
        pthread_join(threads[i], NULL);
    close(server.listener);
    free_settings(&settings);
}

void measure_on_sockets(const struct identity* identity, double seconds)
{
    int number;

    for (number = 0; number < CASES; ++number)
        measure_case(identity, number, seconds);
}

/* ---- idle connections ---- */

static int hold(const struct sockaddr_in* address, int connections, double seconds)
{
    SSL_CTX* settings = SSL_CTX_new(TLS_client_method());
    const double began = wall_seconds();
    int standing = 0;

    for (; standing < connections; ++standing) {
        const int connection = socket(AF_INET, SOCK_STREAM, 0);
        SSL* ssl = SSL_new(settings);
        if (connect(connection, (const struct sockaddr*)address, sizeof *address) != 0) {
            perror("connect");
            break;
        }
        SSL_set_fd(ssl, connection);
        if (SSL_connect(ssl) != 1)
            break;
    }
    printf("HELD %d of %d in %.2f s\n", standing, connections, wall_seconds() - began);
    fflush(stdout);
    usleep((useconds_t)(seconds * 1e6));
    return standing == connections; /* the end of the process closes them */
}

int hold_connections(const char* server, int connections, double seconds)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    const char* colon = strchr(server, ':');
    char host[64];

    if (colon == NULL || (size_t)(colon - server) >= sizeof host)
        fail("the server is not HOST:PORT");
    memcpy(host, server, (size_t)(colon - server));
    host[colon - server] = '\0';
    address.sin_port = htons((uint16_t)atoi(colon + 1));
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
        fail("the server's host is no IPv4 address");
    return hold(&address, connections, seconds);
}

static pid_t start_holding(const struct sockaddr_in* address, int connections)
{
    const pid_t child = fork();

    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL)
            _exit(1);
        _exit(!hold(address, connections, 2));
    }
    return child;
}

static void measure_idle(const struct identity* identity, int version, int release_buffers, int connections)
{
    struct settings settings;
    struct sockaddr_in address;
    const int listener = listen_on_loopback(&address);
    SSL** accepted = calloc((size_t)connections, sizeof *accepted);
    size_t before;
    pid_t child;
    int i;

    make_settings(&settings, identity, version);
    SSL_CTX_set_session_cache_mode(settings.server, SSL_SESS_CACHE_OFF);
    if (release_buffers)
        SSL_CTX_set_mode(settings.server, SSL_MODE_RELEASE_BUFFERS);
    fflush(stdout);
    child = start_holding(&address, connections);
    before = mallinfo2().uordblks;
    for (i = 0; i < connections; ++i) {
        accepted[i] = SSL_new(settings.server);
        SSL_set_fd(accepted[i], accept(listener, NULL, NULL));
        if (SSL_accept(accepted[i]) != 1)
            fail("no handshake over loopback");
    }
    printf("srvmem TLS1.%d %s: %.1f KiB heap per idle server connection\n", minor_of(version),
           release_buffers ? "RELEASE_BUFFERS" : "default",
           (double)(mallinfo2().uordblks - before) / 1024 / connections);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    for (i = 0; i < connections; ++i) {
        close(SSL_get_fd(accepted[i]));
        SSL_free(accepted[i]);
    }
    free(accepted);
    close(listener);
    free_settings(&settings);
}

void measure_idle_memory(const struct identity* identity, int connections)
{
    int release_buffers;

    for (release_buffers = 0; release_buffers <= 1; ++release_buffers) {
        measure_idle(identity, TLS1_2_VERSION, release_buffers, connections);
        measure_idle(identity, TLS1_3_VERSION, release_buffers, connections);
    }
}
