#pragma once

#include "openssl_ptr.hpp"
#include "tls/tls_context.hpp"

namespace tls {

struct Context::Parts {
    Config config;
    SslContextPtr client;
    SslContextPtr server; ///< null without a certificate
};

} // namespace tls
