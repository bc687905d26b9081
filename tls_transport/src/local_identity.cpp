#include "local_identity.hpp"

#include "certificate_text.hpp"
#include "material.hpp"
#include "ocsp_check.hpp"
#include "peer_identity.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <utility>

namespace tls {

namespace {

using std::chrono::system_clock;

constexpr char chain_field[] = "chain_cert_filename";
constexpr std::chrono::hours soon{24 * 30};

Source certificate_source(const LocalIdentity& given) { return {given.setting + "_cert_filename", given.certificate}; }
Source key_source(const LocalIdentity& given) { return {given.setting + "_private_key_filename", given.private_key}; }

void check_dates(const Source& source, const X509* certificate)
{
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) <= 0)
        refuse(source, "certificate expired on " + date_text(X509_get0_notAfter(certificate)));
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        refuse(source, "certificate is not valid before " + date_text(X509_get0_notBefore(certificate)));
}

void check_key_type(const Source& source, const EVP_PKEY* key)
{
    for (const int usable :
         {EVP_PKEY_RSA, EVP_PKEY_RSA_PSS, EVP_PKEY_EC, EVP_PKEY_ED25519, EVP_PKEY_ED448, EVP_PKEY_DSA})
        if (EVP_PKEY_get_base_id(key) == usable)
            return;
    const char* name = EVP_PKEY_get0_type_name(key);
    refuse(source, std::string{"a key of type "} + (name != nullptr ? name : "unknown") + " cannot be used with TLS");
}

std::string load_response(const Source& source)
{
    std::string response = load_bytes(source);
    if (const std::string error = ocsp_response_error(response); !error.empty())
        refuse(source, "OCSP response " + error);
    return response;
}

LoadedIdentity load(const LocalIdentity& given)
{
    const Source certificate = certificate_source(given);
    const Source key = key_source(given);
    if (given.certificate.empty())
        refuse(certificate, "no certificate is given");
    if (given.private_key.empty())
        refuse(key, "a certificate is given but no private key");

    LoadedIdentity local;
    local.given = &given;
    local.chain = load_certificates(certificate);
    local.certificate = std::move(local.chain.front());
    local.chain.erase(local.chain.begin());
    for (const Source& source : numbered(chain_field, given.chain))
        for (CertificatePtr& issuer : load_certificates(source))
            local.chain.push_back(std::move(issuer));

    local.key = load_private_key(key, given.private_key_password);
    check_key_type(key, local.key.get());
    check_dates(certificate, local.certificate.get());
    if (X509_check_private_key(local.certificate.get(), local.key.get()) != 1)
        refuse(key, "certificate and private key do not match (certificate: " + given.certificate.location + ")");
    if (!given.ocsp_response.empty())
        local.ocsp_response = load_response({given.setting + "_ocsp_response", given.ocsp_response});
    local.hosts = served_hosts(local.certificate.get());
    return local;
}

/// OpenSSL has DSS in TLS 1.2 and below, by ciphers that its default list leaves out.
void check_dss(SSL_CTX* settings, const LoadedIdentity& identity)
{
    if (EVP_PKEY_get_base_id(identity.key.get()) != EVP_PKEY_DSA)
        return;
    const STACK_OF(SSL_CIPHER)* ciphers = SSL_CTX_get_ciphers(settings);
    for (int i = 0; i < sk_SSL_CIPHER_num(ciphers); ++i)
        if (SSL_CIPHER_get_auth_nid(sk_SSL_CIPHER_value(ciphers, i)) == NID_auth_dss)
            return;
    refuse(key_source(*identity.given), "a DSS key is of use only with a cipher of DSS, as DHE-DSS-AES256-GCM-SHA384, "
                                        "in local_cipher_suite, and up to TLS 1.2; take an RSA or ECDSA key");
}

system_clock::time_point time_point(const ASN1_TIME* time)
{
    std::tm parts{};
    return ASN1_TIME_to_tm(time, &parts) == 1 ? system_clock::from_time_t(::timegm(&parts))
                                              : system_clock::time_point{};
}

system_clock::time_point earliest_end(const LoadedIdentity& identity)
{
    auto end = time_point(X509_get0_notAfter(identity.certificate.get()));
    for (const CertificatePtr& issuer : identity.chain)
        end = std::min(end, time_point(X509_get0_notAfter(issuer.get())));
    return end;
}

/// False when neither the chain that is sent nor what is trusted here has the certificate's issuer.
bool issuer_is_known(const LoadedIdentity& identity, X509_STORE* trust)
{
    const OpensslPtr<X509_STORE_CTX, X509_STORE_CTX_free> work{X509_STORE_CTX_new()};
    const CertificatesView sent{identity.chain};
    X509_STORE_CTX_init(work.get(), trust, identity.certificate.get(), sent.get());
    X509_STORE_CTX_set_flags(work.get(), X509_V_FLAG_PARTIAL_CHAIN);
    X509_verify_cert(work.get());
    const int code = X509_STORE_CTX_get_error(work.get());
    ERR_clear_error();
    return X509_STORE_CTX_get_error_depth(work.get()) > 0 ||
           (code != X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY && code != X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE);
}

} // namespace

std::vector<LoadedIdentity> load_identities(const Config& config)
{
    std::vector<LoadedIdentity> loaded;
    for (const LocalIdentity& given : config.identities)
        loaded.push_back(load(given));
    return loaded;
}

void show(SSL_CTX* settings, const LoadedIdentity& identity)
{
    check_dss(settings, identity);
    if (SSL_CTX_use_certificate(settings, identity.certificate.get()) != 1)
        refuse(certificate_source(*identity.given), openssl_reason());
    if (SSL_CTX_use_PrivateKey(settings, identity.key.get()) != 1)
        refuse(key_source(*identity.given), openssl_reason());
    for (const CertificatePtr& issuer : identity.chain)
        if (SSL_CTX_add1_chain_cert(settings, issuer.get()) != 1)
            refuse_setting(chain_field, subject_text(issuer.get()) + ": " + openssl_reason());
    // Once here instead of in every handshake: in order, completed from the trusted certificates, without the root,
    // which a peer trusts by itself or not at all. What cannot be completed is sent as it is given.
    SSL_CTX_set_mode(settings, SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_build_cert_chain(settings, SSL_BUILD_CHAIN_FLAG_UNTRUSTED | SSL_BUILD_CHAIN_FLAG_NO_ROOT |
                                           SSL_BUILD_CHAIN_FLAG_IGNORE_ERROR | SSL_BUILD_CHAIN_FLAG_CLEAR_ERROR);
    ERR_clear_error();
}

LocalCertificate describe(const LoadedIdentity& identity)
{
    const X509* certificate = identity.certificate.get();
    const Source source = certificate_source(*identity.given);
    const char* type = EVP_PKEY_get0_type_name(identity.key.get());
    return {.field = source.field,
            .file = source.material.location,
            .subject = subject_text(certificate),
            .issuer = issuer_text(certificate),
            .serial = serial_text(certificate),
            .names = alternative_names(certificate),
            .key = (type != nullptr ? type : OBJ_nid2sn(EVP_PKEY_get_base_id(identity.key.get()))) + std::string{' '} +
                   std::to_string(EVP_PKEY_get_bits(identity.key.get())),
            .not_before = time_point(X509_get0_notBefore(certificate)),
            .not_after = earliest_end(identity)};
}

void warn_about(const LoadedIdentity& identity, system_clock::time_point now, X509_STORE* trust,
                std::vector<std::string>& warnings)
{
    const Source source = certificate_source(*identity.given);
    const auto warn = [&](const std::string& what) {
        warnings.push_back(source.field + ": " + source.material.location + ": " + what);
    };
    const long days = describe(identity).days_left(now);
    if (days < 0)
        warn("a certificate of its chain has expired");
    else if (std::chrono::hours{24 * days} < soon)
        warn("certificate or its chain expires in " + std::to_string(days) + (days == 1 ? " day" : " days"));
    if (!issuer_is_known(identity, trust))
        warn("peers may not find its issuer " + issuer_text(identity.certificate.get()) + "; is it in " + chain_field +
             "?");
}

} // namespace tls
