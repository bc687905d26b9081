#include "chain_verifier.hpp"

#include "certificate_text.hpp"
#include "openssl_ptr.hpp"

#include <openssl/objects.h>
#include <openssl/x509_vfy.h>

namespace tls {

namespace {

using UsagesPtr = OpensslPtr<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

constexpr int longest_chain = 16;
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

/// "certificate" for the peer's own, else which of its authorities.
std::string which(int depth, const std::string& subject)
{
    return depth == 0 ? "certificate" : "certificate of its authority " + subject;
}

std::string explain(X509_STORE_CTX* work)
{
    const int code = X509_STORE_CTX_get_error(work);
    const X509* certificate = X509_STORE_CTX_get_current_cert(work);
    if (certificate == nullptr)
        return X509_verify_cert_error_string(code);
    const int depth = X509_STORE_CTX_get_error_depth(work);
    const std::string subject = subject_text(certificate);
    const std::string issuer = issuer_text(certificate);
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return which(depth, subject) + " expired " + date_text(X509_get0_notAfter(certificate));
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return which(depth, subject) + " is not valid before " + date_text(X509_get0_notBefore(certificate));
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return "unable to get local issuer certificate: " + issuer + ", which signed " + subject +
               "; is its CA in ca_cert_filename?";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return "certificate is self-signed and not itself trusted: " + subject;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return "chain ends at an authority that is not trusted: " + subject + "; is it in ca_cert_filename?";
    case X509_V_ERR_CERT_REVOKED:
        return which(depth, subject) + " is revoked: serial " + serial_text(certificate) + ", issued by " + issuer;
    case X509_V_ERR_UNABLE_TO_GET_CRL:
        return "no revocation list of " + issuer + ", which signed " + subject + "; is it in crl_filename?";
    case X509_V_ERR_CRL_HAS_EXPIRED: return "revocation list of " + issuer + " is out of date";
    case X509_V_ERR_INVALID_PURPOSE:
        return which(depth, subject) + " is not meant for TLS or SIP by its key usage: " + subject;
    default: return std::string{X509_verify_cert_error_string(code)} + ": " + subject;
    }
}

} // namespace

void set_verification_rules(X509_VERIFY_PARAM* rules, bool with_revocation)
{
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_depth(rules, longest_chain);
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    if (with_revocation)
        X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
}

std::optional<std::string> verify_chain(X509_STORE_CTX* work)
{
    if (X509_verify_cert(work) == 1 && usage_holds(work))
        return std::nullopt;
    if (X509_STORE_CTX_get_error(work) == X509_V_OK)
        X509_STORE_CTX_set_error(work, X509_V_ERR_UNSPECIFIED);
    return explain(work);
}

} // namespace tls
