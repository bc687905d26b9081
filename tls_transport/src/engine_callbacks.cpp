#include "engine_callbacks.hpp"

#include "context_parts.hpp"
#include "tls_engine.hpp"

#include <openssl/err.h>
#include <openssl/ocsp.h>

#include <algorithm>

namespace tls {

/// A friend of Engine, so that OpenSSL's C functions can speak to it; nothing is thrown through OpenSSL.
struct EngineCallbacks {
    static Engine& engine_of(const SSL* ssl) { return *static_cast<Engine*>(SSL_get_app_data(ssl)); }
    static const Context::Parts& parts_of(const SSL* ssl) { return engine_of(ssl).context().parts(); }

    static int verify(X509_STORE_CTX* work, void*)
    {
        const auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(work, SSL_get_ex_data_X509_STORE_CTX_idx()));
        try {
            return engine_of(ssl).judge_chain(work) ? 1 : 0;
        } catch (const std::exception&) { // out of memory
            X509_STORE_CTX_set_error(work, X509_V_ERR_OUT_OF_MEM);
            return 0;
        }
    }

    static int staple_received(SSL* ssl, void*)
    {
        try {
            return engine_of(ssl).judge_staple() ? 1 : 0;
        } catch (const std::exception&) {
            return -1;
        }
    }

    static int staple_wanted(SSL* ssl, void*)
    {
        const X509* shown = SSL_get_certificate(ssl);
        for (const Staple& staple : parts_of(ssl).staples) {
            if (shown == nullptr || X509_cmp(staple.certificate.get(), shown) != 0)
                continue;
            void* copy = OPENSSL_memdup(staple.response.data(), staple.response.size()); // OpenSSL frees it
            if (copy == nullptr)
                break;
            SSL_set_tlsext_status_ocsp_resp(ssl, copy, static_cast<long>(staple.response.size()));
            return SSL_TLSEXT_ERR_OK;
        }
        return SSL_TLSEXT_ERR_NOACK;
    }

    static int choose_site(SSL* ssl, int*, void*)
    {
        const char* host = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
        const SiteTable& sites = parts_of(ssl).sites;
        if (host != nullptr && sites.chooses())
            SSL_set_SSL_CTX(ssl, sites.find(host));
        return SSL_TLSEXT_ERR_OK; // a name that we have no certificate for is the client's to judge
    }

    static void log_key(const SSL* ssl, const char* line) { parts_of(ssl).key_log->write(line); }

    static int keep_session(SSL* ssl, SSL_SESSION* session)
    {
        try {
            engine_of(ssl).keep_session(session);
        } catch (const std::exception&) { // not kept
        }
        return 0; // OpenSSL keeps its reference
    }
};

namespace {

constexpr unsigned char protocol[] = {5, 's', 'i', 'p', '/', '2'}; // IANA, TLS ALPN Protocol IDs

/// RFC 7301 §3.2: a client that speaks other protocols only has the wrong port or is made to (ALPACA attack).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered,
                    unsigned offered_size, void*)
{
    unsigned char* selected = nullptr;
    if (SSL_select_next_proto(&selected, chosen_size, protocol, sizeof protocol, offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = selected;
    return SSL_TLSEXT_ERR_OK;
}

int demand_protocol(SSL* ssl, int* alert, void*)
{
    const unsigned char* data = nullptr;
    std::size_t size = 0;
    if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_application_layer_protocol_negotiation, &data, &size) == 1)
        return SSL_CLIENT_HELLO_SUCCESS; // choose_protocol() sees to it
    *alert = SSL_AD_NO_APPLICATION_PROTOCOL;
    return SSL_CLIENT_HELLO_ERROR;
}

void set_common_callbacks(SSL_CTX* settings, const Config& config)
{
    SSL_CTX_set_cert_verify_callback(settings, EngineCallbacks::verify, nullptr);
    if (!config.key_log_file.empty())
        SSL_CTX_set_keylog_callback(settings, EngineCallbacks::log_key);
}

} // namespace

void set_client_callbacks(SSL_CTX* settings, const Config& config)
{
    set_common_callbacks(settings, config);
    if (config.alpn != Alpn::off)
        SSL_CTX_set_alpn_protos(settings, protocol, sizeof protocol);
    if (config.stapling != Stapling::off) {
        SSL_CTX_set_tlsext_status_type(settings, TLSEXT_STATUSTYPE_ocsp);
        SSL_CTX_set_tlsext_status_cb(settings, EngineCallbacks::staple_received);
    }
    if (config.resume_sessions && !config.verify_callback) {
        SSL_CTX_set_session_cache_mode(settings, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(settings, EngineCallbacks::keep_session);
    }
}

void set_server_callbacks(SSL_CTX* settings, const Config& config)
{
    set_common_callbacks(settings, config);
    SSL_CTX_set_tlsext_servername_callback(settings, EngineCallbacks::choose_site);
    SSL_CTX_set_tlsext_status_cb(settings, EngineCallbacks::staple_wanted);
    if (config.alpn != Alpn::off)
        SSL_CTX_set_alpn_select_cb(settings, choose_protocol, nullptr);
    if (config.alpn == Alpn::require)
        SSL_CTX_set_client_hello_cb(settings, demand_protocol, nullptr);
}

} // namespace tls
