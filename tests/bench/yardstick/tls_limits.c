/* TLS limits on this machine with plain OpenSSL, no framework.
 *   tls_limits mem  CERT KEY [seconds]       in-memory BIO pair, one thread: full/resumed handshakes, TLS1.2/1.3,
 *                                            client and server CPU apart, heap+record throughput at 600 B
 *   tls_limits tcp  CERT KEY [seconds]       the same handshakes over real loopback sockets, 2 threads (client/server),
 *                                            blocking, one connection at a time per worker, W workers: conn/s, + 600 B
 * echo tls_limits srvmem CERT KEY [N]           heap per idle accepted connection of a bare OpenSSL server (default /
 * RELEASE_BUFFERS) tls_limits hold HOST:PORT N SECONDS      opens N idle TLS connections to any server, holds them,
 * closes "full" does ECDHE P-256/X25519 (library default) + one signature; no client certificate, no verification by
 * the client. */
#include <arpa/inet.h>
#include <malloc.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
static double cput(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}
static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}
static SSL_CTX *cs, *cc;
static SSL_SESSION *sess;
static double T = 1.0;
static int newsess(SSL *s, SSL_SESSION *x) {
    (void)s;
    if (sess)
        SSL_SESSION_free(sess);
    sess = x;
    return 1;
}
static void mkctx(const char *cert, const char *key, int ver) {
    if (cs) {
        SSL_CTX_free(cs);
        SSL_CTX_free(cc);
    }
    cs = SSL_CTX_new(TLS_server_method());
    cc = SSL_CTX_new(TLS_client_method());
    if (SSL_CTX_use_certificate_chain_file(cs, cert) <= 0 ||
        SSL_CTX_use_PrivateKey_file(cs, key, SSL_FILETYPE_PEM) <= 0) {
        ERR_print_errors_fp(stderr);
        exit(1);
    }
    SSL_CTX_set_min_proto_version(cs, ver);
    SSL_CTX_set_max_proto_version(cs, ver);
    SSL_CTX_set_cipher_list(cc, "ECDHE+AES128+AESGCM");
    SSL_CTX_set_ciphersuites(cc, "TLS_AES_128_GCM_SHA256");
    SSL_CTX_set_session_cache_mode(cc, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(cc, newsess);
    SSL_CTX_set_session_id_context(cs, (const unsigned char *)"b", 1);
    SSL_CTX_set_num_tickets(cs, 1);
    if (sess) {
        SSL_SESSION_free(sess);
        sess = NULL;
    }
}
static int pairup(SSL **c, SSL **s, int resume, double *tc, double *ts) {
    BIO *b1, *b2;
    BIO_new_bio_pair(&b1, 32768, &b2, 32768);
    double t;
    t = cput();
    *c = SSL_new(cc);
    SSL_set_bio(*c, b1, b1);
    SSL_set_connect_state(*c);
    if (resume && sess)
        SSL_set_session(*c, sess);
    *tc += cput() - t;
    t = cput();
    *s = SSL_new(cs);
    SSL_set_bio(*s, b2, b2);
    SSL_set_accept_state(*s);
    *ts += cput() - t;
    for (int i = 0; i < 20; i++) {
        t = cput();
        int a = SSL_do_handshake(*c);
        *tc += cput() - t;
        t = cput();
        int b = SSL_do_handshake(*s);
        *ts += cput() - t;
        if (a == 1 && b == 1)
            return 1;
    }
    ERR_print_errors_fp(stderr);
    return 0;
}
static void mem(const char *cert, const char *key) {
    for (int v = 0; v < 2; v++)
        for (int res = 0; res < 2; res++) {
            mkctx(cert, key, v ? TLS1_3_VERSION : TLS1_2_VERSION);
            double tc = 0, ts = 0, t0 = cput();
            long n = 0;
            int reused = 0;
            SSL *c, *s;
            char b[64];
            if (res) {
                double x = 0;
                pairup(&c, &s, 0, &x, &x);
                SSL_write(s, "x", 1);
                SSL_read(c, b, sizeof b);
                SSL_set_shutdown(c, 3);
                SSL_set_shutdown(s, 3);
                SSL_free(c);
                SSL_free(s);
            }
            do {
                if (!pairup(&c, &s, res, &tc, &ts))
                    exit(1);
                reused += SSL_session_reused(s);
                double t = cput();
                SSL_write(s, "x", 1);
                ts += cput() - t;
                t = cput();
                SSL_read(c, b, sizeof b);
                tc += cput() - t;
                SSL_set_shutdown(c, 3);
                SSL_set_shutdown(s, 3);
                t = cput();
                SSL_free(c);
                tc += cput() - t;
                t = cput();
                SSL_free(s);
                ts += cput() - t;
                n++;
            } while (cput() - t0 < T);
            printf("mem %s TLS1.%d %s: server %.0f hs/s/core (%.1f us), client %.0f hs/s/core (%.1f us), both on one "
                   "core %.0f/s, reused %ld%%\n",
                   cert, 2 + v, res ? "resumed" : "full", n / ts, ts / n * 1e6, n / tc, tc / n * 1e6, n / (tc + ts),
                   100 * reused / n);
        }
    mkctx(cert, key, TLS1_3_VERSION);
    SSL *c, *s;
    double x = 0;
    pairup(&c, &s, 0, &x, &x);
    char rb[1024], wb[600];
    memset(wb, 'a', 600);
    double tw = 0, tr = 0, t;
    long n = 0;
    do {
        for (int k = 0; k < 100; k++) {
            t = cput();
            SSL_write(c, wb, 600);
            double u = cput();
            tw += u - t;
            SSL_read(s, rb, sizeof rb);
            tr += cput() - u;
            n++;
        }
    } while (tw + tr < T);
    printf("mem 600 B records AES-128-GCM TLS1.3: write %.0f/s (%.0f ns), read %.0f/s (%.0f ns), %.0f MB/s write\n",
           n / tw, tw / n * 1e9, n / tr, tr / n * 1e9, n / tw * 600 / 1e6);
    SSL_free(c);
    SSL_free(s);
    enum { K = 500 };
    SSL *cl[K], *sv[K];
    struct mallinfo2 m0 = mallinfo2();
    for (int i = 0; i < K; i++)
        pairup(&cl[i], &sv[i], 0, &x, &x);
    struct mallinfo2 m1 = mallinfo2();
    printf("mem heap per connection, both ends + BIO pair (64 KiB of it the pair): %.1f KiB\n",
           (m1.uordblks - m0.uordblks) / 1024.0 / K);
    for (int i = 0; i < K; i++) {
        SSL_free(cl[i]);
        SSL_free(sv[i]);
    }
}
static int lfd;
static volatile int stop;
static void *srv(void *p) {
    (void)p;
    for (;;) {
        int f = accept(lfd, 0, 0);
        if (f < 0 || stop)
            return 0;
        int one = 1;
        setsockopt(f, IPPROTO_TCP, TCP_NODELAY, &one, 4);
        SSL *s = SSL_new(cs);
        SSL_set_fd(s, f);
        char b[2048];
        if (SSL_accept(s) == 1) {
            int n;
            while ((n = SSL_read(s, b, sizeof b)) > 0)
                SSL_write(s, b, n);
        }
        SSL_free(s);
        close(f);
    }
}
static void tcp(const char *cert, const char *key) {
    for (int v = 0; v < 2; v++)
        for (int res = 0; res < 2; res++) {
            mkctx(cert, key, v ? TLS1_3_VERSION : TLS1_2_VERSION);
            struct sockaddr_in A = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
            socklen_t l = sizeof A;
            stop = 0;
            lfd = socket(AF_INET, SOCK_STREAM, 0);
            bind(lfd, (void *)&A, sizeof A);
            listen(lfd, 1024);
            getsockname(lfd, (void *)&A, &l);
            pthread_t th[2];
            for (int i = 0; i < 2; i++)
                pthread_create(&th[i], 0, srv, 0);
            long n = 0;
            int reused = 0;
            double t0 = wall(), c0 = cput();
            struct rusage r0, r1;
            getrusage(RUSAGE_SELF, &r0);
            char b[2048], w[600];
            memset(w, 'a', 600);
            do {
                int f = socket(AF_INET, SOCK_STREAM, 0), one = 1;
                setsockopt(f, IPPROTO_TCP, TCP_NODELAY, &one, 4);
                if (connect(f, (void *)&A, sizeof A)) {
                    perror("connect");
                    break;
                }
                SSL *c = SSL_new(cc);
                SSL_set_fd(c, f);
                if (res && sess)
                    SSL_set_session(c, sess);
                if (SSL_connect(c) != 1) {
                    ERR_print_errors_fp(stderr);
                    exit(1);
                }
                reused += SSL_session_reused(c);
                SSL_write(c, w, 600);
                int g = 0;
                while (g < 600) {
                    int k = SSL_read(c, b, sizeof b);
                    if (k <= 0)
                        break;
                    g += k;
                }
                SSL_shutdown(c);
                SSL_free(c);
                struct linger lg = {1, 0};
                setsockopt(f, SOL_SOCKET, SO_LINGER, &lg, sizeof lg);
                close(f);
                n++;
            } while (wall() - t0 < T);
            double dt = wall() - t0, cc_ = cput() - c0;
            getrusage(RUSAGE_SELF, &r1);
            double tot = (r1.ru_utime.tv_sec - r0.ru_utime.tv_sec) + (r1.ru_stime.tv_sec - r0.ru_stime.tv_sec) +
                         (r1.ru_utime.tv_usec - r0.ru_utime.tv_usec + r1.ru_stime.tv_usec - r0.ru_stime.tv_usec) * 1e-6;
            printf("tcp %s TLS1.%d %s: %.0f conn/s (1 at a time), server CPU %.0f us/conn, client CPU %.0f us/conn, "
                   "reused %ld%%\n",
                   cert, 2 + v, res ? "resumed" : "full", n / dt, (tot - cc_) / n * 1e6, cc_ / n * 1e6,
                   100L * reused / n);
            stop = 1;
            shutdown(lfd, SHUT_RDWR);
            close(lfd);
            for (int i = 0; i < 2; i++)
                pthread_join(th[i], 0);
        }
}
static int hold(const char *hp, int n, double sec) {
    char h[64];
    snprintf(h, 64, "%s", hp);
    char *c = strchr(h, ':');
    *c = 0;
    struct sockaddr_in A = {.sin_family = AF_INET, .sin_port = htons(atoi(c + 1))};
    inet_pton(AF_INET, h, &A.sin_addr);
    SSL_CTX *x = SSL_CTX_new(TLS_client_method());
    SSL **s = calloc(n, sizeof *s);
    int ok = 0;
    double t0 = wall();
    for (int i = 0; i < n; i++) {
        int f = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(f, (void *)&A, sizeof A)) {
            perror("connect");
            break;
        }
        s[i] = SSL_new(x);
        SSL_set_fd(s[i], f);
        if (SSL_connect(s[i]) == 1)
            ok++;
        else {
            ERR_print_errors_fp(stderr);
            break;
        }
    }
    printf("HELD %d of %d in %.2f s\n", ok, n, wall() - t0);
    fflush(stdout);
    usleep((useconds_t)(sec * 1e6));
    return ok == n ? 0 : 1;
}
static void srvmem(const char *cert, const char *key, int n) {
    for (int rel = 0; rel < 2; rel++)
        for (int v = 0; v < 2; v++) {
            mkctx(cert, key, v ? TLS1_3_VERSION : TLS1_2_VERSION);
            if (rel)
                SSL_CTX_set_mode(cs, SSL_MODE_RELEASE_BUFFERS);
            SSL_CTX_set_session_cache_mode(cs, SSL_SESS_CACHE_OFF);
            struct sockaddr_in A = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
            socklen_t l = sizeof A;
            int lf = socket(AF_INET, SOCK_STREAM, 0);
            bind(lf, (void *)&A, sizeof A);
            listen(lf, 1024);
            getsockname(lf, (void *)&A, &l);
            fflush(stdout);
            pid_t k = fork();
            if (!k) {
                char b[32];
                snprintf(b, 32, "127.0.0.1:%d", ntohs(A.sin_port));
                int nul = dup(1);
                (void)nul;
                freopen("/dev/null", "w", stdout);
                _exit(hold(b, n, 2));
            }
            SSL **s = calloc(n, sizeof *s);
            struct mallinfo2 m0 = mallinfo2();
            for (int i = 0; i < n; i++) {
                int f = accept(lf, 0, 0);
                s[i] = SSL_new(cs);
                SSL_set_fd(s[i], f);
                if (SSL_accept(s[i]) != 1)
                    ERR_print_errors_fp(stderr);
            }
            struct mallinfo2 m1 = mallinfo2();
            printf("srvmem TLS1.%d %s: %.1f KiB heap per idle server connection\n", 2 + v,
                   rel ? "RELEASE_BUFFERS" : "default", (m1.uordblks - m0.uordblks) / 1024.0 / n);
            kill(k, SIGTERM);
            for (int i = 0; i < n; i++) {
                close(SSL_get_fd(s[i]));
                SSL_free(s[i]);
            }
            close(lf);
        }
}
int main(int c, char **v) {
    signal(SIGPIPE, SIG_IGN);
    if (c < 4)
        return 1;
    if (!strcmp(v[1], "hold"))
        return hold(v[2], atoi(v[3]), c > 4 ? atof(v[4]) : 5);
    if (!strcmp(v[1], "srvmem")) {
        srvmem(v[2], v[3], c > 4 ? atoi(v[4]) : 500);
        return 0;
    }
    if (c > 4)
        T = atof(v[4]);
    if (!strcmp(v[1], "mem"))
        mem(v[2], v[3]);
    else
        tcp(v[2], v[3]);
    return 0;
}
