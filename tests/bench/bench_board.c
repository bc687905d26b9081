#include "bench_board.h"

#include <arpa/inet.h>
#include <gcip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void must(int result, const char* function)
{
    GC_INFO info;

    if (result == GC_SUCCESS)
        return;
    gc_ErrorInfo(&info);
    fprintf(stderr, "%s: %s; %s (%s)\n", function, info.gcMsg, info.ccMsg, info.additionalInfo);
    exit(1);
}

void start_bench_board(const char* transport, unsigned short port, char* certificate, char* key, char* authority)
{
    IPCCLIB_START_DATA start;
    IP_VIRTBOARD board;
    SIP_TLS_ENGINE engine;
    CCLIB_START_STRUCT libraries[1];
    GC_START_STRUCT gc;

    INIT_IPCCLIB_START_DATA(&start, 1, &board);
    INIT_IP_VIRTBOARD(&board);
    board.total_max_calls = board.sip_max_calls = (unsigned int)IP_CFG_MAX_AVAILABLE_CALLS;
    board.localIP.ip_ver = IPVER4;
    board.localIP.u_ipaddr.ipv4 = htonl(INADDR_LOOPBACK);
    board.sip_signaling_port = port;
    if (strcmp(transport, "udp") != 0)
        board.E_SIP_tcpenabled = ENUM_Enabled;
    if (strcmp(transport, "tcp") == 0)
        board.E_SIP_DefaultTransport = ENUM_TCP;
    if (strcmp(transport, "tls") == 0) {
        INIT_SIP_TLS_ENGINE(&engine);
        engine.sip_tls_port = port;
        engine.local_rsa_cert_filename = certificate;
        engine.local_rsa_private_key_filename = key;
        engine.session_id = (char*)"bench";
        if (authority != NULL) {
            engine.ca_cert_number = 1;
            engine.ca_cert_filename = &authority;
        }
        engine.E_block_udp_port = engine.E_block_tcp_port = ENUM_Enabled;
        board.sip_tls_engine = &engine;
    }
    libraries[0].cclib_name = "GC_H3R_LIB";
    libraries[0].cclib_data = &start;
    gc.num_cclibs = 1;
    gc.cclib_list = libraries;
    must(gc_Start(&gc), "gc_Start");
}

void open_lines(LINEDEV* lines, long count)
{
    char name[64];
    long i;

    for (i = 0; i < count; ++i) {
        snprintf(name, sizeof name, ":P_SIP:N_iptB1T%ld", i + 1);
        must(gc_OpenEx(&lines[i], name, EV_ASYNC, (void*)(i + 1)), "gc_OpenEx");
    }
}
