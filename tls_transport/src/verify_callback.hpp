#pragma once

#include <openssl/ssl.h>

namespace tls {

/// Lets every handshake under `settings` verify by verify_chain() and tell its Engine the verdict.
void set_verification(SSL_CTX* settings, bool with_revocation);

} // namespace tls
