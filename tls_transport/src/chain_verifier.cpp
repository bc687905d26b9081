#include "chain_verifier.hpp"

#include "certificate_text.hpp"
#include "openssl_ptr.hpp"

#include <openssl/objects.h>
#include <openssl/x509_vfy.h>

namespace tls {

namespace {

using UsagesPtr = OpensslPtr<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

using sip::TrustRule;

constexpr int strength = 2; // OpenSSL's security level: 112 bits, whatever old protocol versions are allowed
constexpr char sip_domain_usage[] = "1.3.6.1.5.5.7.3.20"; // RFC 5924 §5: id-kp-sipDomain

bool is_sip_domain(const ASN1_OBJECT* usage)
{
    char text[sizeof sip_domain_usage + 1]{};
    return OBJ_obj2txt(text, sizeof text, usage, 1) == sizeof sip_domain_usage - 1 &&
           std::string_view{text} == sip_domain_usage;
}

bool is_accepted_usage(const ASN1_OBJECT* usage)
{
    switch (OBJ_obj2nid(usage)) {
    case NID_server_auth:
    case NID_client_auth:
    case NID_anyExtendedKeyUsage: return true;
    default: return is_sip_domain(usage);
    }
}

bool may_be_used(const X509* certificate)
{
    int critical = 0; // -1 afterwards: no such extension
    const UsagesPtr usages{
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, &critical, nullptr))};
    if (critical == -1)
        return true;
    for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i)
        if (is_accepted_usage(sk_ASN1_OBJECT_value(usages.get(), i)))
            return true;
    return false;
}

/// RFC 5280 §4.2.1.3: a key that serves in a handshake signs, or with TLS 1.2 enciphers or agrees.
bool key_may_serve(X509* certificate)
{
    return (X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_KEY_ENCIPHERMENT | KU_KEY_AGREEMENT)) != 0;
}

/// Looks at the finished chain; the trusted certificate at its end is trusted as it is.
bool usage_holds(X509_STORE_CTX* work)
{
    const STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(work);
    const int length = sk_X509_num(chain);
    for (int depth = 0; depth < length && (depth == 0 || depth < length - 1); ++depth) {
        X509* certificate = sk_X509_value(chain, depth);
        if (may_be_used(certificate) && (depth > 0 || key_may_serve(certificate)))
            continue;
        X509_STORE_CTX_set_error(work, X509_V_ERR_INVALID_PURPOSE);
        X509_STORE_CTX_set_error_depth(work, depth);
        X509_STORE_CTX_set_current_cert(work, certificate);
        return false;
    }
    return true;
}

const TrustRules& rules_of(const X509_STORE_CTX* work);

/// OpenSSL asks here about each rule that does not hold; a date within the tolerance is waved through.
int tolerate_skew(int holds, X509_STORE_CTX* work)
{
    if (holds == 1)
        return 1;
    const TrustRules& rules = rules_of(work);
    const X509* certificate = X509_STORE_CTX_get_current_cert(work);
    const X509_CRL* list = X509_STORE_CTX_get0_current_crl(work);
    bool tolerated = false;
    switch (X509_STORE_CTX_get_error(work)) {
    case X509_V_ERR_CERT_HAS_EXPIRED: tolerated = !is_past(X509_get0_notAfter(certificate), rules); break;
    case X509_V_ERR_CERT_NOT_YET_VALID: tolerated = !is_future(X509_get0_notBefore(certificate), rules); break;
    case X509_V_ERR_CRL_HAS_EXPIRED: tolerated = !is_past(X509_CRL_get0_nextUpdate(list), rules); break;
    case X509_V_ERR_CRL_NOT_YET_VALID: tolerated = !is_future(X509_CRL_get0_lastUpdate(list), rules); break;
    default: break;
    }
    if (tolerated)
        X509_STORE_CTX_set_error(work, X509_V_OK);
    return tolerated ? 1 : 0;
}

/// Where tolerate_skew() finds the rules of its verification.
int rules_index()
{
    static const int index = X509_STORE_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

const TrustRules& rules_of(const X509_STORE_CTX* work)
{
    // The chain of a list's issuer is verified by a child of its own.
    while (const X509_STORE_CTX* parent = X509_STORE_CTX_get0_parent_ctx(work))
        work = parent;
    return *static_cast<const TrustRules*>(X509_STORE_CTX_get_ex_data(work, rules_index()));
}

void apply(const TrustRules& rules, X509_STORE_CTX* work)
{
    X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(work);
    X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_depth(param, rules.chain_depth);
    X509_VERIFY_PARAM_set_auth_level(param, strength);
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST);
    if (rules.crls != nullptr) {
        X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL |
                                               X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_USE_DELTAS);
        X509_STORE_CTX_set0_crls(work, rules.crls); // in a store, those of other issuers (indirect lists) are not found
    }
    if (rules.at)
        X509_VERIFY_PARAM_set_time(param, *rules.at);
    X509_STORE_CTX_set_ex_data(work, rules_index(), const_cast<TrustRules*>(&rules));
    X509_STORE_CTX_set_verify_cb(work, tolerate_skew);
}

TrustRule rule_of(int code)
{
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED: return TrustRule::expired;
    case X509_V_ERR_CERT_NOT_YET_VALID: return TrustRule::not_yet_valid;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED: return TrustRule::unknown_authority;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return TrustRule::self_signed;
    case X509_V_ERR_CERT_REVOKED: return TrustRule::revoked;
    case X509_V_ERR_UNABLE_TO_GET_CRL:
    case X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER:
    case X509_V_ERR_DIFFERENT_CRL_SCOPE: return TrustRule::revocation_unknown;
    case X509_V_ERR_CRL_HAS_EXPIRED:
    case X509_V_ERR_CRL_NOT_YET_VALID: return TrustRule::revocation_stale;
    case X509_V_ERR_INVALID_PURPOSE: return TrustRule::usage;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK: return TrustRule::weak;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_CRL_SIGNATURE_FAILURE: return TrustRule::signature;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION: return TrustRule::path;
    default: return TrustRule::other;
    }
}

/// "certificate" for the peer's own, else which of its authorities.
std::string which(int depth, const std::string& subject)
{
    return depth == 0 ? "certificate" : "certificate of its authority " + subject;
}

std::string text_of(int code, int depth, const X509* certificate)
{
    const std::string subject = subject_text(certificate);
    const std::string issuer = issuer_text(certificate);
    switch (rule_of(code)) {
    case TrustRule::expired: return which(depth, subject) + " expired " + date_text(X509_get0_notAfter(certificate));
    case TrustRule::not_yet_valid:
        return which(depth, subject) + " is not valid before " + date_text(X509_get0_notBefore(certificate));
    case TrustRule::unknown_authority:
        if (code == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN)
            return "chain ends at an authority that is not trusted: " + subject + "; is it in ca_cert_filename?";
        return "unable to get local issuer certificate: " + issuer + ", which signed " + subject +
               "; is its CA in ca_cert_filename?";
    case TrustRule::self_signed: return "certificate is self-signed and not itself trusted: " + subject;
    case TrustRule::revoked:
        return which(depth, subject) + " is revoked: serial " + serial_text(certificate) + ", issued by " + issuer;
    case TrustRule::revocation_unknown:
        return "no revocation list of " + issuer + ", which signed " + subject + "; is it in crl_filename?";
    case TrustRule::revocation_stale: return "revocation list of " + issuer + " is out of date";
    case TrustRule::usage: return which(depth, subject) + " is not meant for TLS or SIP by its key usage: " + subject;
    default: return std::string{X509_verify_cert_error_string(code)} + ": " + subject;
    }
}

RefusalPtr refusal_of(const X509_STORE_CTX* work)
{
    auto refusal = std::make_shared<sip::TrustRefusal>();
    const int code = X509_STORE_CTX_get_error(work);
    refusal->rule = rule_of(code);
    const X509* certificate = X509_STORE_CTX_get_current_cert(work);
    if (certificate == nullptr) {
        refusal->text = X509_verify_cert_error_string(code);
        return refusal;
    }
    refusal->depth = X509_STORE_CTX_get_error_depth(work);
    refusal->certificate = facts_of(certificate);
    refusal->text = text_of(code, refusal->depth, certificate);
    return refusal;
}

} // namespace

TrustRules trust_rules(const Config& config, STACK_OF(X509_CRL) * crls)
{
    return {.crls = crls, .chain_depth = config.chain_depth, .clock_skew = config.clock_skew, .at = std::nullopt};
}

bool is_past(const ASN1_TIME* date, const TrustRules& rules)
{
    std::time_t earliest = rules.time() - rules.clock_skew.count();
    return X509_cmp_time(date, &earliest) <= 0; // also what cannot be read
}

bool is_future(const ASN1_TIME* date, const TrustRules& rules)
{
    std::time_t latest = rules.time() + rules.clock_skew.count();
    return X509_cmp_time(date, &latest) >= 0; // also what cannot be read
}

RefusalPtr verify_chain(X509_STORE_CTX* work, const TrustRules& rules)
{
    apply(rules, work);
    if (X509_verify_cert(work) == 1 && usage_holds(work))
        return nullptr;
    if (X509_STORE_CTX_get_error(work) == X509_V_OK)
        X509_STORE_CTX_set_error(work, X509_V_ERR_UNSPECIFIED);
    return refusal_of(work);
}

} // namespace tls
