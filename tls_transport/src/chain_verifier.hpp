#pragma once

#include "sip/transport.hpp"
#include "tls/tls_config.hpp"

#include <openssl/x509.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <optional>

/// The second phase of a secure connection: is the certificate genuine, in force, meant for this use, and signed by an
/// authority that we trust, directly or through intermediates?
namespace tls {

/// What a chain has to hold, beside the trusted certificates and lists in the store.
struct TrustRules {
    STACK_OF(X509_CRL) * crls = nullptr; ///< null: revocation is not checked; else along the whole chain
    int chain_depth = 16;
    std::chrono::seconds clock_skew{0};
    std::optional<std::time_t> at; ///< the time to judge for; the clock's when not given

    [[nodiscard]] std::time_t time() const { return at ? *at : std::time(nullptr); }
};

/// \param crls must outlive the rules
[[nodiscard]] TrustRules trust_rules(const Config& config, STACK_OF(X509_CRL) * crls);

/// Null: every rule held.
using RefusalPtr = std::shared_ptr<const sip::TrustRefusal>;

/// Verifies what `work` was set up with: signatures, dates, path and key rules and revocation by OpenSSL, then the
/// extended key usage. Nothing of the setting of `work` matters but its certificates and its store.
///
/// Public authorities no longer issue clientAuth, and SIP uses one certificate in both roles: so serverAuth,
/// clientAuth, id-kp-sipDomain (RFC 5924) and the absence of the extension are accepted alike, for either role.
///
/// \return why the chain does not hold, null when it does. The code in `work` is set, so that the handshake sends the
/// fitting alert.
[[nodiscard]] RefusalPtr verify_chain(X509_STORE_CTX* work, const TrustRules& rules);

/// How `time` and a date with its tolerance compare.
[[nodiscard]] bool is_past(const ASN1_TIME* date, const TrustRules& rules);
[[nodiscard]] bool is_future(const ASN1_TIME* date, const TrustRules& rules);

} // namespace tls
