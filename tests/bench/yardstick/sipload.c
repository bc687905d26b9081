/* sipload: SIP call load over UDP (one socket, a window of calls, no retransmission: give the server a big
 * receive buffer), or over TCP/TLS with a NEW CONNECTION PER CALL (or -k: kept connections).
 * INVITE(SDP) - 1xx - 200 - ACK - BYE - 200 - close, W calls in flight, one thread, epoll + OpenSSL.
 * SIPp's own -t ln blocks about 200 ms in every TLS connect, so it cannot load a TLS server this way.
 * usage: sipload -t udp|tcp|tls -a 127.0.0.1:5070 -n CALLS -w WINDOW [-k] [-r] [-V 12|13] [-H hold_seconds]
 *   -k  keep the connection of each slot for all its calls      -r  resume TLS sessions (tickets)
 *   -H  do not send BYE: establish n calls (w slots = n connections, or with -k w connections), hold, exit
 * prints calls/s, connection setup and INVITE->200 latency percentiles, client CPU, CLIENT_CPU_AT_* lines. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
enum { IDLE, CONN, HS, WAIT200, WAITBYE, HELD };
typedef struct {
    int fd, st, n, ol, oo, port;
    long id;
    SSL *s;
    double t0, t1;
    char in[8192], out[4096], totag[128], contact[256];
} slot;
static int udp, ufd, tls, keep, resume, hold, ver, nconn;
static long N = 1000, W = 32, started, done, failed;
static struct sockaddr_in A;
static SSL_CTX *ctx;
static SSL_SESSION *sess;
static int ep;
static slot *S;
static float *lc, *li;
static long nlc, nli;
static long reused;
static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}
static double cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) * 1e-6;
}
static int ns(SSL *s, SSL_SESSION *x) {
    (void)s;
    if (sess)
        SSL_SESSION_free(sess);
    sess = x;
    return 1;
}
static const char SDP[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 "
                          "RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 "
                          "telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n";
static void want(slot *k, int out) {
    struct epoll_event e = {.events = EPOLLIN | (out ? EPOLLOUT : 0), .data.ptr = k};
    epoll_ctl(ep, EPOLL_CTL_MOD, k->fd, &e);
}
static void fin(slot *k, int ok);
static void flush_(slot *k) {
    if (udp) {
        if (sendto(ufd, k->out, k->ol, 0, (void *)&A, sizeof A) < 0)
            perror("sendto");
        k->ol = 0;
        return;
    }
    while (k->oo < k->ol) {
        int n = tls ? SSL_write(k->s, k->out + k->oo, k->ol - k->oo)
                    : (int)send(k->fd, k->out + k->oo, k->ol - k->oo, MSG_NOSIGNAL);
        if (n <= 0) {
            if (tls ? SSL_get_error(k->s, n) <= 3 && SSL_get_error(k->s, n) >= 2 : errno == EAGAIN) {
                want(k, 1);
                return;
            }
            fin(k, 0);
            return;
        }
        k->oo += n;
    }
    k->oo = k->ol = 0;
}
static void req(slot *k, const char *m, int cseq, const char *uri, const char *body) {
    const char *tp = tls ? "TLS" : udp ? "UDP" : "TCP";
    k->ol += snprintf(
        k->out + k->ol, sizeof k->out - k->ol,
        "%s %s SIP/2.0\r\nVia: SIP/2.0/%s 127.0.0.1:%d;branch=z9hG4bK%ld%s%d;rport\r\nMax-Forwards: 70\r\nFrom: "
        "<sip:load@127.0.0.1>;tag=f%ld\r\nTo: <sip:2@127.0.0.1>%s%s\r\nCall-ID: c%ld-%d-%d@127.0.0.1\r\nCSeq: %d "
        "%s\r\nContact: <sip:load@127.0.0.1:%d;transport=%s>\r\n%sContent-Length: %d\r\n\r\n%s",
        m, uri, tp, k->port, k->id, m, cseq, k->id, k->totag[0] ? ";tag=" : "", k->totag, k->id, (int)(k - S),
        (int)getpid(), cseq, m, k->port,
        tls   ? "tls"
        : udp ? "udp"
              : "tcp",
        body[0] ? "Content-Type: application/sdp\r\n" : "", (int)strlen(body), body);
}
static void invite(slot *k) {
    if (started >= N && !k->id) {
        fin(k, 1);
        return;
    }
    k->totag[0] = 0;
    k->t1 = wall();
    k->st = WAIT200;
    char u[128];
    snprintf(u, 128, "sip:2@127.0.0.1:%d;transport=%s", ntohs(A.sin_port), tls ? "tls" : udp ? "udp" : "tcp");
    req(k, "INVITE", 1, u, SDP);
    flush_(k);
}
static void invite(slot *k);
static void open_(slot *k) {
    if (started >= N) {
        k->st = IDLE;
        return;
    }
    k->id = ++started;
    k->n = k->ol = k->oo = 0;
    k->t0 = wall();
    if (udp) {
        k->fd = ufd;
        invite(k);
        return;
    }
    k->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int one = 1;
    setsockopt(k->fd, IPPROTO_TCP, TCP_NODELAY, &one, 4);
    int r = connect(k->fd, (void *)&A, sizeof A);
    if (r && errno != EINPROGRESS) {
        perror("connect");
        failed++;
        done++;
        close(k->fd);
        k->st = IDLE;
        return;
    }
    struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = k};
    epoll_ctl(ep, EPOLL_CTL_ADD, k->fd, &e);
    k->st = CONN;
    nconn++;
}
static void close_(slot *k) {
    if (udp)
        return;
    if (k->s) {
        SSL_set_shutdown(k->s, SSL_RECEIVED_SHUTDOWN);
        SSL_shutdown(k->s);
        SSL_free(k->s);
        k->s = NULL;
    }
    close(k->fd);
    k->fd = -1;
    nconn--;
}
static void fin(slot *k, int ok) {
    done++;
    if (!ok) {
        failed++;
        close_(k);
        open_(k);
        return;
    }
    if (keep && started < N) {
        k->id = ++started;
        invite(k);
        return;
    }
    close_(k);
    open_(k);
}
static int hdr(const char *m, const char *end, const char *name, const char **v) {
    size_t l = strlen(name);
    for (const char *p = m; p < end;) {
        const char *e = memmem(p, end - p, "\r\n", 2);
        if (!e)
            break;
        if ((size_t)(e - p) > l && !strncasecmp(p, name, l) && p[l] == ':') {
            p += l + 1;
            while (*p == ' ')
                p++;
            *v = p;
            return (int)(e - p);
        }
        p = e + 2;
    }
    return -1;
}
static void msg(slot *k, char *m, char *end) {
    const char *v;
    int l;
    if (strncmp(m, "SIP/2.0 ", 8))
        return;
    int code = atoi(m + 8);
    l = hdr(m, end, "CSeq", &v);
    if (l < 0)
        return;
    const char *meth = memchr(v, ' ', l);
    if (!meth)
        return;
    meth++;
    if (code < 200)
        return;
    if (!strncmp(meth, "INVITE", 6)) {
        if (k->st != WAIT200)
            return;
        if (code != 200) {
            fin(k, 0);
            return;
        }
        li[nli++] = wall() - k->t1;
        l = hdr(m, end, "To", &v);
        const char *t = l > 0 ? memmem(v, l, ";tag=", 5) : 0;
        if (t) {
            int n = (int)(v + l - t - 5);
            if (n > 127)
                n = 127;
            memcpy(k->totag, t + 5, n);
            k->totag[n] = 0;
        }
        snprintf(k->contact, sizeof k->contact, "sip:127.0.0.1");
        l = hdr(m, end, "Contact", &v);
        if (l > 0) {
            const char *a = memchr(v, '<', l), *b = a ? memchr(a, '>', l - (a - v)) : 0;
            if (b && b - a < 250) {
                memcpy(k->contact, a + 1, b - a - 1);
                k->contact[b - a - 1] = 0;
            }
        }
        req(k, "ACK", 1, k->contact, "");
        if (udp)
            flush_(k);
        if (!hold)
            req(k, "BYE", 2, k->contact, "");
        k->st = hold ? HELD : WAITBYE;
        flush_(k);
        if (hold) {
            done++;
            if ((keep || udp) && started < N) {
                k->id = ++started;
                invite(k);
            }
        }
    } else if (!strncmp(meth, "BYE", 3) && k->st == WAITBYE) {
        fin(k, code == 200);
    }
}
static void data(slot *k) {
    for (;;) {
        int fd = k->fd;
        long id = k->id;
        int r = tls ? SSL_read(k->s, k->in + k->n, sizeof k->in - 1 - k->n)
                    : (int)recv(k->fd, k->in + k->n, sizeof k->in - 1 - k->n, 0);
        if (r <= 0) {
            if (tls) {
                int e = SSL_get_error(k->s, r);
                if (e == SSL_ERROR_WANT_READ || e == SSL_ERROR_WANT_WRITE)
                    return;
            } else if (r < 0 && errno == EAGAIN)
                return;
            if (k->st == HELD) {
                fprintf(stderr, "server closed a held call\n");
                k->st = IDLE;
                epoll_ctl(ep, EPOLL_CTL_DEL, k->fd, 0);
                return;
            }
            fin(k, 0);
            return;
        }
        k->n += r;
        k->in[k->n] = 0;
        for (;;) {
            char *e = memmem(k->in, k->n, "\r\n\r\n", 4);
            if (!e)
                break;
            const char *v;
            int cl = 0;
            if (hdr(k->in, e + 2, "Content-Length", &v) > 0)
                cl = atoi(v);
            int tot = (int)(e + 4 - k->in) + cl;
            if (tot > k->n)
                break;
            msg(k, k->in, e + 2);
            if (k->fd != fd || (k->id != id && !keep) || k->fd < 0)
                return;
            memmove(k->in, k->in + tot, k->n - tot);
            k->n -= tot;
        }
    }
}
static void udata(void) {
    static char b[8192];
    for (int i = 0; i < 64; i++) {
        int r = recv(ufd, b, sizeof b - 1, MSG_DONTWAIT);
        if (r <= 0)
            return;
        b[r] = 0;
        char *e = memmem(b, r, "\r\n\r\n", 4);
        if (!e)
            continue;
        const char *v;
        int l = hdr(b, e + 2, "Call-ID", &v);
        if (l < 0)
            l = hdr(b, e + 2, "i", &v);
        if (l < 0)
            continue;
        long id;
        int sl;
        if (sscanf(v, "c%ld-%d-", &id, &sl) != 2 || sl < 0 || sl >= W || S[sl].id != id || S[sl].st == IDLE)
            continue;
        msg(&S[sl], b, e + 2);
    }
}
static void hs(slot *k) {
    int r = SSL_do_handshake(k->s);
    if (r == 1) {
        lc[nlc++] = wall() - k->t0;
        reused += SSL_session_reused(k->s);
        want(k, 0);
        invite(k);
        return;
    }
    int e = SSL_get_error(k->s, r);
    if (e == SSL_ERROR_WANT_READ)
        want(k, 0);
    else if (e == SSL_ERROR_WANT_WRITE)
        want(k, 1);
    else {
        ERR_print_errors_fp(stderr);
        fin(k, 0);
    }
}
static int cmp(const void *a, const void *b) {
    float x = *(float *)a, y = *(float *)b;
    return x < y ? -1 : x > y;
}
static void pct(const char *n, float *v, long c) {
    if (!c)
        return;
    qsort(v, c, sizeof *v, cmp);
    printf("%s ms: p50 %.2f p90 %.2f p99 %.2f max %.2f\n", n, v[c / 2] * 1e3, v[c * 9 / 10] * 1e3,
           v[c * 99 / 100] * 1e3, v[c - 1] * 1e3);
}
int main(int c, char **v) {
    int o;
    signal(SIGPIPE, SIG_IGN);
    A.sin_family = AF_INET;
    inet_pton(AF_INET, "127.0.0.1", &A.sin_addr);
    A.sin_port = htons(5070);
    while ((o = getopt(c, v, "t:a:n:w:krV:H:")) > 0)
        switch (o) {
        case 't':
            tls = !strcmp(optarg, "tls");
            udp = !strcmp(optarg, "udp");
            break;
        case 'a': {
            char *p = strchr(optarg, ':');
            A.sin_port = htons(atoi(p + 1));
        } break;
        case 'n':
            N = atol(optarg);
            break;
        case 'w':
            W = atol(optarg);
            break;
        case 'k':
            keep = 1;
            break;
        case 'r':
            resume = 1;
            break;
        case 'V':
            ver = atoi(optarg);
            break;
        case 'H':
            hold = atoi(optarg);
            break;
        default:
            return 1;
        }
    lc = calloc(N + W + 1, sizeof *lc);
    li = calloc(N + W + 1, sizeof *li);
    S = calloc(W, sizeof *S);
    ep = epoll_create1(0);
    if (udp) {
        struct sockaddr_in me = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
        socklen_t l = sizeof me;
        int z = 4 << 20;
        ufd = socket(AF_INET, SOCK_DGRAM, 0);
        setsockopt(ufd, SOL_SOCKET, SO_RCVBUF, &z, 4);
        bind(ufd, (void *)&me, sizeof me);
        getsockname(ufd, (void *)&me, &l);
        for (long i = 0; i < W; i++)
            S[i].port = ntohs(me.sin_port);
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL};
        epoll_ctl(ep, EPOLL_CTL_ADD, ufd, &e);
    }
    ctx = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(ctx, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (ver) {
        SSL_CTX_set_min_proto_version(ctx, ver == 12 ? TLS1_2_VERSION : TLS1_3_VERSION);
        SSL_CTX_set_max_proto_version(ctx, ver == 12 ? TLS1_2_VERSION : TLS1_3_VERSION);
    }
    if (resume) {
        SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(ctx, ns);
    }
    double c0 = cpu(), t0 = wall();
    printf("CLIENT_CPU_AT_START %.3f\n", c0);
    for (long i = 0; i < W; i++)
        open_(&S[i]);
    struct epoll_event ev[256];
    double last = wall();
    long ld = 0;
    while (done < N) {
        int n = epoll_wait(ep, ev, 256, 1000);
        if (done != ld) {
            ld = done;
            last = wall();
        } else if (wall() - last > 10) {
            fprintf(stderr, "stalled at %ld\n", done);
            break;
        }
        for (int i = 0; i < n; i++) {
            slot *k = ev[i].data.ptr;
            if (!k) {
                udata();
                continue;
            }
            if (k->fd < 0 || k->st == IDLE)
                continue;
            if (k->st == CONN) {
                int e = 0;
                socklen_t l = sizeof e;
                getsockopt(k->fd, SOL_SOCKET, SO_ERROR, &e, &l);
                if (e) {
                    fin(k, 0);
                    continue;
                }
                struct sockaddr_in me;
                l = sizeof me;
                getsockname(k->fd, (void *)&me, &l);
                k->port = ntohs(me.sin_port);
                if (tls) {
                    k->s = SSL_new(ctx);
                    SSL_set_fd(k->s, k->fd);
                    SSL_set_connect_state(k->s);
                    if (resume && sess)
                        SSL_set_session(k->s, sess);
                    k->st = HS;
                    hs(k);
                } else {
                    lc[nlc++] = wall() - k->t0;
                    want(k, 0);
                    invite(k);
                }
                continue;
            }
            if (k->st == HS) {
                hs(k);
                continue;
            }
            if (k->ol > k->oo && (ev[i].events & EPOLLOUT)) {
                flush_(k);
                if (!k->ol)
                    want(k, 0);
            }
            if (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
                data(k);
        }
    }
    double dt = wall() - t0, c1 = cpu();
    printf("CLIENT_CPU_AT_END %.3f\n%s%s%s: %ld calls, %ld failed, %.2f s, calls/s %.0f, client CPU us/call %.0f, "
           "reused %ld\n",
           c1,
           tls   ? "tls"
           : udp ? "udp"
                 : "tcp",
           keep || udp ? " kept" : " new connection per call", resume ? " resumed" : "", done, failed, dt,
           (done - failed) / dt, (c1 - c0) * 1e6 / done, reused);
    pct("connect", lc, nlc);
    pct("invite-200", li, nli);
    fflush(stdout);
    if (hold) {
        puts("HELD");
        fflush(stdout);
        sleep(hold);
    }
    return failed ? 1 : 0;
}
