#pragma once

#include "tls/tls_config.hpp"

#include <openssl/ssl.h>

/// What OpenSSL asks and tells an Engine during a handshake. Everything that a callback needs it finds by the engine
/// of its connection.
namespace tls {

void set_client_callbacks(SSL_CTX* settings, const Config& config);
void set_server_callbacks(SSL_CTX* settings, const Config& config);

} // namespace tls
