#include "tls/tls_context.hpp"

#include "certificate_text.hpp"
#include "cipher_list.hpp"
#include "context_parts.hpp"
#include "pem_files.hpp"
#include "verify_callback.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/sha.h>

#include <utility>

namespace tls {

namespace {

constexpr char certificate_field[] = "local_rsa_cert_filename";
constexpr char key_field[] = "local_rsa_private_key_filename";
constexpr char chain_field[] = "chain_cert_filename";
constexpr char ca_field[] = "ca_cert_filename";
constexpr char crl_field[] = "crl_filename";
constexpr char cipher_field[] = "local_cipher_suite";
constexpr char method_field[] = "E_sip_tls_method";

constexpr int security_level = 2;
constexpr long session_seconds = 300; // the manual's, not configurable

std::vector<NamedFile> numbered(const char* field, const std::vector<std::string>& files)
{
    std::vector<NamedFile> named;
    for (const std::string& file : files)
        named.push_back({std::string{field} + '[' + std::to_string(named.size()) + ']', file});
    return named;
}

int wire_version(Version version)
{
    switch (version) {
    case Version::tls1_0: return TLS1_VERSION;
    case Version::tls1_1: return TLS1_1_VERSION;
    case Version::tls1_2: return TLS1_2_VERSION;
    case Version::tls1_3: break;
    }
    return TLS1_3_VERSION;
}

/// The local certificate with its key and the authorities between it and a root.
struct LocalIdentity {
    CertificatePtr certificate;
    KeyPtr key;
    std::vector<CertificatePtr> chain;
};

void check_dates(const NamedFile& source, const X509* certificate)
{
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) <= 0)
        refuse(source, "certificate expired on " + date_text(X509_get0_notAfter(certificate)));
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        refuse(source, "certificate is not valid before " + date_text(X509_get0_notBefore(certificate)));
}

void check_key_type(const NamedFile& source, const EVP_PKEY* key)
{
    for (const char* usable : {"RSA", "RSA-PSS", "EC", "ED25519", "ED448"})
        if (EVP_PKEY_is_a(key, usable))
            return;
    const char* name = EVP_PKEY_get0_type_name(key);
    refuse(source, std::string{"a key of type "} + (name ? name : "unknown") + " cannot be used with TLS 1.2 or later");
}

LocalIdentity load_identity(const Config& config)
{
    const NamedFile certificate_source{certificate_field, config.certificate_file};
    const NamedFile key_source{key_field, config.private_key_file};
    if (config.private_key_file.empty())
        refuse(key_source, "a certificate is given but no private key");

    LocalIdentity local;
    local.chain = load_certificates(certificate_source);
    local.certificate = std::move(local.chain.front());
    local.chain.erase(local.chain.begin());
    for (const NamedFile& source : numbered(chain_field, config.chain_files))
        for (CertificatePtr& certificate : load_certificates(source))
            local.chain.push_back(std::move(certificate));

    local.key = load_private_key(key_source, config.private_key_password);
    check_key_type(key_source, local.key.get());
    check_dates(certificate_source, local.certificate.get());
    if (X509_check_private_key(local.certificate.get(), local.key.get()) != 1)
        refuse(key_source, "certificate and private key do not match (certificate: " + config.certificate_file + ")");
    return local;
}

StorePtr load_trust(const Config& config)
{
    StorePtr store{X509_STORE_new()};
    for (const NamedFile& source : numbered(ca_field, config.ca_files))
        for (const CertificatePtr& authority : load_certificates(source))
            X509_STORE_add_cert(store.get(), authority.get());
    for (const NamedFile& source : numbered(crl_field, config.crl_files))
        for (const CrlPtr& list : load_crls(source))
            X509_STORE_add_crl(store.get(), list.get());
    return store;
}

void use_identity(SSL_CTX* settings, const LocalIdentity& local, const Config& config)
{
    if (SSL_CTX_use_certificate(settings, local.certificate.get()) != 1)
        refuse({certificate_field, config.certificate_file}, openssl_reason());
    if (SSL_CTX_use_PrivateKey(settings, local.key.get()) != 1)
        refuse({key_field, config.private_key_file}, openssl_reason());
    for (const CertificatePtr& certificate : local.chain)
        if (SSL_CTX_add1_chain_cert(settings, certificate.get()) != 1)
            refuse({chain_field, subject_text(certificate.get())}, openssl_reason());
    // Once here instead of in every handshake: in order, completed from the trusted certificates, without the root,
    // which a peer trusts by itself or not at all. What cannot be completed is sent as it is given.
    SSL_CTX_set_mode(settings, SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_build_cert_chain(settings, SSL_BUILD_CHAIN_FLAG_UNTRUSTED | SSL_BUILD_CHAIN_FLAG_NO_ROOT |
                                           SSL_BUILD_CHAIN_FLAG_IGNORE_ERROR | SSL_BUILD_CHAIN_FLAG_CLEAR_ERROR);
    ERR_clear_error();
}

/// What both roles have in common.
SslContextPtr make_settings(const SSL_METHOD* method, const Config& config, X509_STORE* trust)
{
    SslContextPtr settings{SSL_CTX_new(method)};
    if (!settings)
        throw ConfigFailure{{{}, {}, openssl_reason()}};
    SSL_CTX* s = settings.get();
    // OpenSSL 3 counts the digests of TLS 1.0 and 1.1 as broken; who asks for these versions gets level 0 with them.
    SSL_CTX_set_security_level(s, config.minimum < Version::tls1_2 ? 0 : security_level);
    if (config.minimum > config.maximum || SSL_CTX_set_min_proto_version(s, wire_version(config.minimum)) != 1 ||
        SSL_CTX_set_max_proto_version(s, wire_version(config.maximum)) != 1)
        refuse({method_field, {}}, "the TLS versions do not make a range");
    SSL_CTX_set_options(s, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(s, SSL_MODE_RELEASE_BUFFERS);
    if (const auto error = apply_cipher_list(s, config.cipher_list))
        refuse({cipher_field, {}}, "cipher list \"" + config.cipher_list + "\": " + *error);
    SSL_CTX_set1_cert_store(s, trust);
    set_verification(s, !config.crl_files.empty());
    return settings;
}

void offer_sessions(SSL_CTX* server, const std::string& context_name)
{
    if (context_name.empty()) {
        SSL_CTX_set_session_cache_mode(server, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_options(server, SSL_OP_NO_TICKET);
        SSL_CTX_set_num_tickets(server, 0);
        return;
    }
    unsigned char digest[SHA256_DIGEST_LENGTH]; // as long as a session context may be
    SHA256(reinterpret_cast<const unsigned char*>(context_name.data()), context_name.size(), digest);
    SSL_CTX_set_session_id_context(server, digest, sizeof digest);
    SSL_CTX_set_session_cache_mode(server, SSL_SESS_CACHE_SERVER);
    SSL_CTX_set_timeout(server, session_seconds);
    SSL_CTX_set_num_tickets(server, 1);
}

/// Tells clients which authorities their certificates should come from.
void name_authorities(SSL_CTX* server, X509_STORE* trust)
{
    STACK_OF(X509)* authorities = X509_STORE_get1_all_certs(trust);
    for (int i = 0; i < sk_X509_num(authorities); ++i)
        SSL_CTX_add_client_CA(server, sk_X509_value(authorities, i));
    sk_X509_pop_free(authorities, X509_free);
}

SslContextPtr make_server_settings(const Config& config, X509_STORE* trust)
{
    SslContextPtr settings = make_settings(TLS_server_method(), config, trust);
    SSL_CTX_set_dh_auto(settings.get(), 1);
    offer_sessions(settings.get(), config.session_id_context);
    if (config.require_client_certificate) {
        SSL_CTX_set_verify(settings.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        name_authorities(settings.get(), trust);
    }
    return settings;
}

SslContextPtr make_client_settings(const Config& config, X509_STORE* trust)
{
    SslContextPtr settings = make_settings(TLS_client_method(), config, trust);
    SSL_CTX_set_session_cache_mode(settings.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(settings.get(), config.verify_server ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
    return settings;
}

Context::Parts make_parts(const Config& config)
{
    const StorePtr trust = load_trust(config);
    Context::Parts parts;
    parts.config = config;
    OPENSSL_cleanse(parts.config.private_key_password.data(), parts.config.private_key_password.size());
    parts.config.private_key_password.clear();
    parts.client = make_client_settings(config, trust.get());
    if (config.certificate_file.empty()) {
        if (config.require_client_certificate || !config.private_key_file.empty())
            refuse({certificate_field, {}}, "no certificate is given");
        return parts;
    }
    const LocalIdentity local = load_identity(config);
    parts.server = make_server_settings(config, trust.get());
    use_identity(parts.client.get(), local, config);
    use_identity(parts.server.get(), local, config);
    if (config.require_client_certificate && config.ca_files.empty())
        refuse({ca_field, {}}, "client certificates are required, but no authority is given to verify them");
    return parts;
}

} // namespace

std::string ConfigError::to_string() const
{
    std::string text = field;
    for (const std::string* part : {&file, &reason}) {
        if (!text.empty() && !part->empty())
            text += ": ";
        text += *part;
    }
    return text;
}

Context::Context(Parts&& parts) : parts_{std::make_unique<const Parts>(std::move(parts))} {}
Context::~Context() = default;

const Config& Context::config() const { return parts_->config; }
bool Context::can_serve() const { return parts_->server != nullptr; }
ssl_ctx_st* Context::client_settings() const { return parts_->client.get(); }
ssl_ctx_st* Context::server_settings() const { return parts_->server.get(); }

std::variant<std::shared_ptr<const Context>, ConfigError> make_context(const Config& config)
{
    try {
        return std::make_shared<const Context>(make_parts(config));
    } catch (const ConfigFailure& failure) {
        ERR_clear_error();
        return failure.error;
    }
}

} // namespace tls
