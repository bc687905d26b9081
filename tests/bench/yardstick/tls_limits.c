/* The limits of TLS on this machine with plain OpenSSL, no framework.
 *
 *     tls_limits mem    CERT KEY [SECONDS]       both ends in memory, one thread: handshakes, each side's CPU apart;
 * records tls_limits tcp    CERT KEY [SECONDS]       the same over loopback, one connection at a time, blocking
 *     tls_limits srvmem CERT KEY [CONNECTIONS]   heap of an idle connection, with and without SSL_MODE_RELEASE_BUFFERS
 *     tls_limits hold   HOST:PORT CONNECTIONS [SECONDS]   opens idle connections to any server and holds them
 *
 * A full handshake is OpenSSL's default key exchange and one signature, without a client certificate. */
#include "limits.h"

#include <openssl/err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(const char* what)
{
    fprintf(stderr, "%s\n", what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static int keep_session(SSL* ssl, SSL_SESSION* session)
{
    struct settings* settings = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

    SSL_SESSION_free(settings->session);
    settings->session = session;
    return 1;
}

void make_settings(struct settings* settings, const struct identity* identity, int version)
{
    SSL_CTX* client = SSL_CTX_new(TLS_client_method());
    SSL_CTX* server = SSL_CTX_new(TLS_server_method());

    if (SSL_CTX_use_certificate_chain_file(server, identity->certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(server, identity->key, SSL_FILETYPE_PEM) != 1)
        fail(identity->certificate);
    SSL_CTX_set_min_proto_version(server, version);
    SSL_CTX_set_max_proto_version(server, version);
    SSL_CTX_set_session_id_context(server, (const unsigned char*)"b", 1);
    SSL_CTX_set_num_tickets(server, 1);
    SSL_CTX_set_cipher_list(client, "ECDHE+AES128+AESGCM");
    SSL_CTX_set_ciphersuites(client, "TLS_AES_128_GCM_SHA256");
    SSL_CTX_set_session_cache_mode(client, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(client, keep_session);
    SSL_CTX_set_app_data(client, settings);
    *settings = (struct settings){client, server, NULL};
}

void free_settings(struct settings* settings)
{
    SSL_SESSION_free(settings->session);
    SSL_CTX_free(settings->client);
    SSL_CTX_free(settings->server);
}

int main(int argc, char** argv)
{
    const struct identity identity = {argc > 3 ? argv[2] : NULL, argc > 3 ? argv[3] : NULL};
    const char* number = argc > 4 ? argv[4] : NULL;

    signal(SIGPIPE, SIG_IGN);
    if (argc > 3 && strcmp(argv[1], "hold") == 0)
        return !hold_connections(argv[2], atoi(argv[3]), number ? atof(number) : 5);
    if (argc > 3 && strcmp(argv[1], "mem") == 0)
        measure_in_memory(&identity, number ? atof(number) : 1);
    else if (argc > 3 && strcmp(argv[1], "tcp") == 0)
        measure_on_sockets(&identity, number ? atof(number) : 1);
    else if (argc > 3 && strcmp(argv[1], "srvmem") == 0)
        measure_idle_memory(&identity, number ? atoi(number) : 500);
    else {
        fprintf(stderr, "usage: tls_limits mem|tcp CERT KEY [SECONDS] | srvmem CERT KEY [CONNECTIONS]"
                        " | hold HOST:PORT CONNECTIONS [SECONDS]\n");
        return 2;
    }
    return 0;
}
