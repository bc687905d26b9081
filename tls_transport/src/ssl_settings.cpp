#include "ssl_settings.hpp"

#include "cipher_list.hpp"
#include "engine_callbacks.hpp"
#include "material.hpp"
#include "session_cache.hpp"

#include <openssl/err.h>
#include <openssl/sha.h>

#include <utility>

namespace tls {

namespace {

constexpr char cipher_field[] = "local_cipher_suite";
constexpr char method_field[] = "E_sip_tls_method";

constexpr int security_level = 2;
constexpr int shortest_dh_group = 2048;      // bits
constexpr long server_session_seconds = 300; // the manual's, not configurable

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

/// What both roles have in common.
SslContextPtr make_settings(const SSL_METHOD* method, const Config& config, X509_STORE* trust)
{
    SslContextPtr settings{SSL_CTX_new(method)};
    if (!settings)
        refuse_setting({}, openssl_reason());
    SSL_CTX* s = settings.get();
    // OpenSSL 3 counts the digests of TLS 1.0 and 1.1 as broken; who asks for these versions gets level 0 with them.
    SSL_CTX_set_security_level(s, config.minimum < Version::tls1_2 ? 0 : security_level);
    if (config.minimum > config.maximum || SSL_CTX_set_min_proto_version(s, wire_version(config.minimum)) != 1 ||
        SSL_CTX_set_max_proto_version(s, wire_version(config.maximum)) != 1)
        refuse_setting(method_field, "the TLS versions do not make a range");
    SSL_CTX_set_options(s, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(s, SSL_MODE_RELEASE_BUFFERS);
    if (const auto error = apply_cipher_list(s, config.cipher_list))
        refuse_setting(cipher_field, "cipher list \"" + config.cipher_list + "\": " + *error);
    SSL_CTX_set1_cert_store(s, trust);
    return settings;
}

void offer_sessions(SSL_CTX* server, const Config& config)
{
    if (config.session_id_context.empty() || config.verify_callback) {
        SSL_CTX_set_session_cache_mode(server, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_options(server, SSL_OP_NO_TICKET);
        SSL_CTX_set_num_tickets(server, 0);
        return;
    }
    const std::string& name = config.session_id_context;
    unsigned char digest[SHA256_DIGEST_LENGTH]; // as long as a session context may be
    SHA256(reinterpret_cast<const unsigned char*>(name.data()), name.size(), digest);
    SSL_CTX_set_session_id_context(server, digest, sizeof digest);
    SSL_CTX_set_session_cache_mode(server, SSL_SESS_CACHE_SERVER);
    SSL_CTX_set_timeout(server, server_session_seconds);
    SSL_CTX_set_num_tickets(server, 1);
}

bool use_dh_parameters(SSL_CTX* server, EVP_PKEY* parameters)
{
    if (parameters == nullptr)
        return false;
    EVP_PKEY_up_ref(parameters);
    if (SSL_CTX_set0_tmp_dh_pkey(server, parameters) == 1)
        return true;
    EVP_PKEY_free(parameters);
    return false;
}

/// What is wrong with the parameters; empty: nothing. A modulus that is no safe prime can hide a trap door.
std::string dh_weakness(EVP_PKEY* parameters)
{
    const int bits = EVP_PKEY_get_bits(parameters);
    if (bits < shortest_dh_group)
        return std::to_string(bits) + " bits are too weak";
    const OpensslPtr<EVP_PKEY_CTX, EVP_PKEY_CTX_free> work{EVP_PKEY_CTX_new(parameters, nullptr)};
    const bool sound = work && EVP_PKEY_param_check(work.get()) == 1;
    ERR_clear_error();
    return sound ? std::string{} : "the modulus is no safe prime";
}

/// Tells clients which authorities their certificates should come from.
void name_authorities(SSL_CTX* server, X509_STORE* trust)
{
    STACK_OF(X509)* authorities = X509_STORE_get1_all_certs(trust);
    for (int i = 0; i < sk_X509_num(authorities); ++i)
        SSL_CTX_add_client_CA(server, sk_X509_value(authorities, i));
    sk_X509_pop_free(authorities, X509_free);
}

} // namespace

SslContextPtr make_server_settings(const Config& config, X509_STORE* trust, EVP_PKEY* dh_parameters)
{
    SslContextPtr settings = make_settings(TLS_server_method(), config, trust);
    if (!use_dh_parameters(settings.get(), dh_parameters))
        SSL_CTX_set_dh_auto(settings.get(), 1);
    offer_sessions(settings.get(), config);
    if (config.require_client_certificate) {
        SSL_CTX_set_verify(settings.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        name_authorities(settings.get(), trust);
    }
    set_server_callbacks(settings.get(), config);
    return settings;
}

SslContextPtr make_client_settings(const Config& config, X509_STORE* trust)
{
    SslContextPtr settings = make_settings(TLS_client_method(), config, trust);
    SSL_CTX_set_session_cache_mode(settings.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(settings.get(), SSL_VERIFY_PEER, nullptr); // with verify_server off the engine lets all pass
    set_client_callbacks(settings.get(), config);
    return settings;
}

KeyPtr choose_dh_parameters(const Config& config, std::vector<std::string>& warnings)
{
    KeyPtr chosen;
    for (const Source& source : {Source{"dh_param_512_filename", config.dh_param_512},
                                 Source{"dh_param_1024_filename", config.dh_param_1024}}) {
        if (source.material.empty())
            continue;
        KeyPtr parameters = load_dh_parameters(source);
        if (const std::string weakness = dh_weakness(parameters.get()); !weakness.empty())
            warnings.push_back(source.field + ": " + source.material.location + ": " + weakness +
                               ", a built-in group of 2048 bits or more is used");
        else if (!chosen || EVP_PKEY_get_bits(parameters.get()) > EVP_PKEY_get_bits(chosen.get()))
            chosen = std::move(parameters);
    }
    return chosen;
}

} // namespace tls
