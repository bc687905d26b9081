/* floor_uas: the machine's floor for a SIP answering server: no stack at all, string matching only, answers
 * INVITE with 180+200 (one write), BYE with 200, ignores ACK.  One thread, epoll, UDP (recvmmsg/sendmmsg), TCP, TLS.
 * usage: floor_uas udp|tcp|tls PORT [cert key]   (RELEASE_BUFFERS, session tickets on) */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
static const char SDP[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 "
                          "RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 "
                          "0-15\r\na=ptime:20\r\na=sendrecv\r\n";
static int port;
static const char *tp;
static char *put(char *o, const char *s, int n) {
    memcpy(o, s, n);
    return o + n;
}
#define LIT(o, s) put(o, s, sizeof s - 1)
/* writes the answer(s) to one request at m..e into o, returns bytes; *second = offset of the second message */
static int answer(const char *m, const char *e, char *o, int *second) {
    char *p = o;
    *second = 0;
    int inv = !memcmp(m, "INVITE ", 7), bye = !memcmp(m, "BYE ", 4);
    if (!inv && !bye)
        return 0;
    char h[2048];
    char *q = h;
    const char *l = memchr(m, '\n', e - m) + 1;
    for (; l < e;) {
        const char *n = memchr(l, '\n', e - l);
        if (!n)
            break;
        n++;
        char c = *l | 32;
        if ((c == 'v' && !strncasecmp(l, "Via:", 4)) || (c == 'f' && !strncasecmp(l, "From:", 5)) ||
            (c == 'c' && (!strncasecmp(l, "Call-ID:", 8) || !strncasecmp(l, "CSeq:", 5))))
            q = put(q, l, (int)(n - l));
        else if (c == 't' && !strncasecmp(l, "To:", 3)) {
            q = put(q, l, (int)(n - l - 2));
            if (!memmem(l, n - l, ";tag=", 5))
                q = LIT(q, ";tag=floor1");
            q = LIT(q, "\r\n");
        }
        l = n;
    }
    int hl = (int)(q - h);
    if (inv) {
        p = LIT(p, "SIP/2.0 180 Ringing\r\n");
        p = put(p, h, hl);
        p += sprintf(p, "Contact: <sip:uas@127.0.0.1:%d;transport=%s>\r\nContent-Length: 0\r\n\r\n", port, tp);
        *second = (int)(p - o);
        p = LIT(p, "SIP/2.0 200 OK\r\n");
        p = put(p, h, hl);
        p += sprintf(p,
                     "Contact: <sip:uas@127.0.0.1:%d;transport=%s>\r\nContent-Type: application/sdp\r\nContent-Length: "
                     "%d\r\n\r\n",
                     port, tp, (int)sizeof SDP - 1);
        p = LIT(p, SDP);
    } else {
        p = LIT(p, "SIP/2.0 200 OK\r\n");
        p = put(p, h, hl);
        p = LIT(p, "Content-Length: 0\r\n\r\n");
    }
    return (int)(p - o);
}
typedef struct {
    int fd, n, hs;
    SSL *s;
    char in[8192];
} conn;
static int ep;
static void drop(conn *k) {
    if (k->s)
        SSL_free(k->s);
    close(k->fd);
    free(k);
}
static void on(conn *k) {
    if (k->s && !k->hs) {
        int r = SSL_accept(k->s);
        if (r != 1) {
            int e = SSL_get_error(k->s, r);
            if (e != SSL_ERROR_WANT_READ)
                drop(k);
            return;
        }
        k->hs = 1;
    }
    for (;;) {
        int r = k->s ? SSL_read(k->s, k->in + k->n, sizeof k->in - k->n)
                     : (int)recv(k->fd, k->in + k->n, sizeof k->in - k->n, 0);
        if (r <= 0) {
            if (k->s ? SSL_get_error(k->s, r) == SSL_ERROR_WANT_READ : (r < 0 && errno == EAGAIN))
                return;
            drop(k);
            return;
        }
        k->n += r;
        char o[8192];
        int ol = 0, off = 0;
        for (;;) {
            char *e = memmem(k->in + off, k->n - off, "\r\n\r\n", 4);
            if (!e)
                break;
            int cl = 0;
            char *c = strcasestr(k->in + off, "\nContent-Length:");
            if (c && c < e)
                cl = atoi(c + 16);
            int tot = (int)(e + 4 - (k->in + off)) + cl;
            if (off + tot > k->n)
                break;
            int sec;
            ol += answer(k->in + off, e + 2, o + ol, &sec);
            off += tot;
        }
        if (off) {
            memmove(k->in, k->in + off, k->n - off);
            k->n -= off;
        }
        if (ol) {
            if (k->s)
                SSL_write(k->s, o, ol);
            else if (send(k->fd, o, ol, MSG_NOSIGNAL) < 0) {
            }
        }
        if (!k->s && r < 1024)
            return;
    }
}
int main(int c, char **v) {
    signal(SIGPIPE, SIG_IGN);
    tp = v[1];
    port = atoi(v[2]);
    struct sockaddr_in A = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (!strcmp(tp, "udp")) {
        enum { B = 32 };
        int f = socket(AF_INET, SOCK_DGRAM, 0), z = 4 << 20;
        setsockopt(f, SOL_SOCKET, SO_RCVBUF, &z, 4);
        if (bind(f, (void *)&A, sizeof A))
            return 1;
        static char in[B][4096], out[B * 2][4096];
        static struct sockaddr_in fr[B];
        struct mmsghdr r[B], s[B * 2];
        struct iovec ri[B], si[B * 2];
        for (;;) {
            for (int i = 0; i < B; i++) {
                ri[i] = (struct iovec){in[i], 4095};
                r[i].msg_hdr = (struct msghdr){
                    .msg_name = &fr[i], .msg_namelen = sizeof fr[i], .msg_iov = &ri[i], .msg_iovlen = 1};
            }
            int n = recvmmsg(f, r, B, MSG_WAITFORONE, 0), k = 0;
            for (int i = 0; i < n; i++) {
                in[i][r[i].msg_len] = 0;
                char *e = memmem(in[i], r[i].msg_len, "\r\n\r\n", 4);
                if (!e)
                    continue;
                int sec, l = answer(in[i], e + 2, out[k], &sec);
                if (!l)
                    continue;
                int first = sec ? sec : l;
                si[k] = (struct iovec){out[k], first};
                s[k].msg_hdr = (struct msghdr){
                    .msg_name = &fr[i], .msg_namelen = sizeof fr[i], .msg_iov = &si[k], .msg_iovlen = 1};
                char *b = out[k];
                k++;
                if (sec) {
                    si[k] = (struct iovec){b + sec, l - sec};
                    s[k].msg_hdr = (struct msghdr){
                        .msg_name = &fr[i], .msg_namelen = sizeof fr[i], .msg_iov = &si[k], .msg_iovlen = 1};
                    k++;
                    memcpy(out[k - 1], b + sec, l - sec);
                    si[k - 1].iov_base = out[k - 1];
                }
            }
            for (int d = 0; d < k;) {
                int w = sendmmsg(f, s + d, k - d, 0);
                if (w <= 0)
                    break;
                d += w;
            }
        }
    }
    SSL_CTX *x = NULL;
    if (!strcmp(tp, "tls")) {
        x = SSL_CTX_new(TLS_server_method());
        SSL_CTX_set_mode(x, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
        SSL_CTX_use_certificate_chain_file(x, v[3]);
        SSL_CTX_use_PrivateKey_file(x, v[4], SSL_FILETYPE_PEM);
        SSL_CTX_set_num_tickets(x, 1);
        SSL_CTX_set_session_id_context(x, (void *)"f", 1);
    }
    int lf = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    setsockopt(lf, SOL_SOCKET, SO_REUSEADDR, &one, 4);
    if (bind(lf, (void *)&A, sizeof A) || listen(lf, 4096))
        return 1;
    ep = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, ev[256];
    epoll_ctl(ep, EPOLL_CTL_ADD, lf, &e);
    (void)c;
    for (;;) {
        int n = epoll_wait(ep, ev, 256, -1);
        for (int i = 0; i < n; i++) {
            if (ev[i].data.ptr) {
                on(ev[i].data.ptr);
                continue;
            }
            for (int j = 0; j < 64; j++) {
                int f = accept4(lf, 0, 0, SOCK_NONBLOCK);
                if (f < 0)
                    break;
                setsockopt(f, IPPROTO_TCP, TCP_NODELAY, &one, 4);
                conn *k = malloc(sizeof *k);
                k->fd = f;
                k->n = k->hs = 0;
                k->s = NULL;
                if (x) {
                    k->s = SSL_new(x);
                    SSL_set_fd(k->s, f);
                }
                struct epoll_event q = {.events = EPOLLIN, .data.ptr = k};
                epoll_ctl(ep, EPOLL_CTL_ADD, f, &q);
            }
        }
    }
}
