#pragma once

#include "chain_verifier.hpp"
#include "key_log.hpp"
#include "ocsp_check.hpp"
#include "openssl_ptr.hpp"
#include "session_cache.hpp"
#include "site_table.hpp"
#include "tls/tls_context.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tls {

struct Context::Parts {
    Config config;
    std::vector<std::string> warnings;
    std::vector<LocalCertificate> certificates;
    TrustRules rules;
    StorePtr trust;
    CrlsPtr crls;                           ///< null: revocation is not checked
    std::unique_ptr<KeyLog> key_log;        ///< null: none
    std::unique_ptr<SessionCache> sessions; ///< a client's; null: nothing is resumed
    SslContextPtr client;
    SiteTable sites; ///< a server's; empty without a certificate
    std::vector<Staple> staples;
};

} // namespace tls
