#include "sip_board.h"

#include <arpa/inet.h>
#include <gcip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void usage(const char *program, int with_destination)
{
    fprintf(stderr,
            "usage: %s udp|tcp|tls [options]%s\n"
            "  -a ADDRESS   local address (127.0.0.1)        -p PORT      local port (5060, TLS 5061)\n"
            "  -c FILE      certificate (PEM)                -k FILE      private key (PEM)\n"
            "  -C FILE      trusted authority (PEM)          -K PHRASE    pass phrase of the key\n"
            "  -N NAME      name to find in the peer's certificate instead of the host in the URI (with -x)\n"
            "  -x ADDR:PORT send everything to this address  -m           demand a certificate from callers\n"
            "  -l LINES     line devices (1)                 -n CALLS     end after so many calls\n"
            "  -h SECONDS   hold an answered call (1)        -r SECONDS   ring, or wait for an answer, so long\n"
            "  -R STATUS    refuse calls with this status\n",
            program, with_destination ? " DESTINATION" : "");
    exit(2);
}

static enum transport read_transport(const char *program, const char *word, int with_destination)
{
    if (strcmp(word, "udp") == 0)
        return OVER_UDP;
    if (strcmp(word, "tcp") == 0)
        return OVER_TCP;
    if (strcmp(word, "tls") != 0)
        usage(program, with_destination);
    return OVER_TLS;
}

void read_options(int argc, char **argv, int with_destination, struct options *options)
{
    int option;

    memset(options, 0, sizeof *options);
    options->address = "127.0.0.1";
    options->lines = 1;
    options->hold = 1;
    if (argc < 2)
        usage(argv[0], with_destination);
    options->transport = read_transport(argv[0], argv[1], with_destination);

    optind = 2;
    while ((option = getopt(argc, argv, "a:p:c:k:K:C:N:x:ml:n:h:r:R:")) != -1) {
        switch (option) {
        case 'a': options->address = optarg; break;
        case 'p': options->port = (unsigned short)atoi(optarg); break;
        case 'c': options->certificate = optarg; break;
        case 'k': options->key = optarg; break;
        case 'K': options->password = optarg; break;
        case 'C': options->ca = optarg; break;
        case 'N': options->peer_name = optarg; break;
        case 'x': options->peer = optarg; break;
        case 'm': options->mutual = 1; break;
        case 'l': options->lines = atoi(optarg); break;
        case 'n': options->calls = atoi(optarg); break;
        case 'h': options->hold = atoi(optarg); break;
        case 'r': options->ring = atoi(optarg); break;
        case 'R': options->refuse = atoi(optarg); break;
        default: usage(argv[0], with_destination);
        }
    }
    if (optind + (with_destination ? 1 : 0) != argc || options->lines < 1 || options->calls < 0 ||
        inet_addr(options->address) == INADDR_NONE)
        usage(argv[0], with_destination);
    if (with_destination)
        options->destination = argv[optind];
}

/* The board's TLS engine: our identity for the peers that we answer, and the authorities that we trust in theirs. */
static void describe_tls_engine(const struct options *options, SIP_TLS_ENGINE *engine)
{
    static char *authorities[1];

    INIT_SIP_TLS_ENGINE(engine);
    if (options->port != 0)
        engine->sip_tls_port = options->port;
    engine->local_rsa_cert_filename = (char *)options->certificate;
    engine->local_rsa_private_key_filename = (char *)options->key;
    engine->local_rsa_private_key_password = (char *)options->password;
    if (options->ca != NULL) {
        authorities[0] = (char *)options->ca;
        engine->ca_cert_number = 1;
        engine->ca_cert_filename = authorities;
    }
    if (options->mutual)
        engine->E_client_cert_required = ENUM_Enabled;
    engine->E_block_udp_port = ENUM_Enabled; /* a secure board speaks TLS and nothing else */
    engine->E_block_tcp_port = ENUM_Enabled;
}

/* Everything goes to one address; over TLS the certificate found there must carry the given name. */
static void describe_proxy(const struct options *options, EnumSIP_TransportProtocol transport, IP_VIRTBOARD *board)
{
    char address[64];
    char *port;

    snprintf(address, sizeof address, "%s", options->peer);
    port = strrchr(address, ':');
    if (port != NULL)
        *port++ = '\0';
    board->outbound_proxy_IP.ip_ver = IPVER4;
    board->outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr(address);
    if (port != NULL)
        board->outbound_proxy_port = (unsigned short)atoi(port);
    board->outbound_proxy_hostname = (char *)options->peer_name;
    board->E_SIP_OutboundProxyTransport = transport;
}

int start_board(const struct options *options)
{
    static const EnumSIP_TransportProtocol transports[] = {ENUM_UDP, ENUM_TCP, ENUM_TLS};
    IPCCLIB_START_DATA start;
    IP_VIRTBOARD board;
    SIP_TLS_ENGINE engine;
    CCLIB_START_STRUCT libraries[1];
    GC_START_STRUCT gc;

    INIT_IPCCLIB_START_DATA(&start, 1, &board);
    INIT_IP_VIRTBOARD(&board);
    if (options->third_party)
        start.media_operational_mode = MEDIA_OPERATIONAL_MODE_3PCC;
    board.total_max_calls = board.sip_max_calls = (unsigned int)options->lines;
    board.localIP.ip_ver = IPVER4;
    board.localIP.u_ipaddr.ipv4 = inet_addr(options->address);
    if (options->port != 0)
        board.sip_signaling_port = options->port;
    if (options->transport != OVER_UDP)
        board.E_SIP_tcpenabled = ENUM_Enabled;
    if (options->transport == OVER_TCP)
        board.E_SIP_DefaultTransport = ENUM_TCP;
    if (options->transport == OVER_TLS) {
        describe_tls_engine(options, &engine);
        board.sip_tls_engine = &engine;
    }
    if (options->peer != NULL)
        describe_proxy(options, transports[options->transport], &board);

    libraries[0].cclib_name = "GC_H3R_LIB";
    libraries[0].cclib_data = &start;
    gc.num_cclibs = 1;
    gc.cclib_list = libraries;
    if (gc_Start(&gc) != GC_SUCCESS) {
        print_error("gc_Start");
        return -1;
    }
    return 0;
}

void print_error(const char *function)
{
    GC_INFO info;

    if (gc_ErrorInfo(&info) == GC_SUCCESS)
        fprintf(stderr, "%s: %s; %s (%s)\n", function, info.gcMsg, info.ccMsg, info.additionalInfo);
    else
        fprintf(stderr, "%s failed\n", function);
}

void print_result(const char *what, METAEVENT *event)
{
    GC_INFO info;

    if (gc_ResultInfo(event, &info) == GC_SUCCESS)
        printf("%s: %s; %s (%s)\n", what, info.gcMsg, info.ccMsg, info.additionalInfo);
}

void print_security(CRN crn)
{
    char protocol[GC_ADDRSIZE], cipher[GC_ADDRSIZE], name[GC_ADDRSIZE];

    if (gc_GetCallInfo(crn, CALLINFO_TLS_PROTOCOL, protocol) != GC_SUCCESS ||
        gc_GetCallInfo(crn, CALLINFO_TLS_CIPHER, cipher) != GC_SUCCESS || protocol[0] == '\0')
        return;
    printf("secured by %s, %s", protocol, cipher);
    if (gc_GetCallInfo(crn, CALLINFO_TLS_PEER_NAME, name) == GC_SUCCESS && name[0] != '\0')
        printf("; the peer proved to be %s", name);
    printf("\n");
}

double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}
