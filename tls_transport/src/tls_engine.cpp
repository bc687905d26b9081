#include "tls_engine.hpp"

#include "certificate_text.hpp"
#include "chain_verifier.hpp"
#include "verify_callback.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace tls {

/// OpenSSL's view of an engine's bytes: reads from its input, writes to the end of its output.
struct EngineBio {
    static int read(BIO* bio, char* to, int capacity)
    {
        std::string_view& input = engine(bio).input_;
        BIO_clear_retry_flags(bio);
        if (input.empty()) {
            BIO_set_retry_read(bio);
            return -1;
        }
        const std::size_t size = std::min(input.size(), static_cast<std::size_t>(capacity));
        std::memcpy(to, input.data(), size);
        input.remove_prefix(size);
        return static_cast<int>(size);
    }

    static int write(BIO* bio, const char* from, int size)
    {
        BIO_clear_retry_flags(bio);
        try {
            engine(bio).output_.append(from, static_cast<std::size_t>(size));
        } catch (const std::bad_alloc&) { // may not pass through OpenSSL
            return -1;
        }
        return size;
    }

    static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

    static BIO* make(Engine& engine)
    {
        static const auto method = make_method();
        BIO* bio = BIO_new(method.get());
        BIO_set_data(bio, &engine);
        BIO_set_init(bio, 1);
        return bio;
    }

private:
    using MethodPtr = OpensslPtr<BIO_METHOD, BIO_meth_free>;

    static MethodPtr make_method()
    {
        MethodPtr method{BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "tls::Engine")};
        BIO_meth_set_read(method.get(), read);
        BIO_meth_set_write(method.get(), write);
        BIO_meth_set_ctrl(method.get(), control);
        return method;
    }
    static Engine& engine(BIO* bio) { return *static_cast<Engine*>(BIO_get_data(bio)); }
};

struct EngineVerification {
    static int verify(X509_STORE_CTX* work, void*)
    {
        const auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(work, SSL_get_ex_data_X509_STORE_CTX_idx()));
        auto& engine = *static_cast<Engine*>(SSL_get_app_data(ssl));
        const auto refusal = verify_chain(work);
        if (!refusal)
            return 1;
        engine.chain_refusal_ = *refusal;
        if (SSL_get_verify_mode(ssl) == SSL_VERIFY_NONE)
            return 1;
        X509* certificate = X509_STORE_CTX_get0_cert(work);
        X509_up_ref(certificate);
        engine.refused_.reset(certificate);
        return 0;
    }
};

void set_verification(SSL_CTX* settings, bool with_revocation)
{
    SSL_CTX_set_cert_verify_callback(settings, EngineVerification::verify, nullptr);
    set_verification_rules(SSL_CTX_get0_param(settings), with_revocation);
}

Engine::Engine(std::shared_ptr<const Context> context, Role role, const std::string& server_name)
    : context_{std::move(context)}, ssl_{SSL_new(role == Role::client ? context_->client_settings()
                                                                      : context_->server_settings())}
{
    if (!ssl_)
        throw std::bad_alloc{};
    BIO* bio = EngineBio::make(*this);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_app_data(ssl_.get(), this);
    if (role == Role::server)
        SSL_set_accept_state(ssl_.get());
    else
        SSL_set_connect_state(ssl_.get());
    if (!server_name.empty())
        SSL_set_tlsext_host_name(ssl_.get(), server_name.c_str());
}

void Engine::start() { shake_hands(); }

std::size_t Engine::feed(std::string_view ciphertext, std::span<char> plaintext)
{
    input_ = ciphertext;
    if (state_ == State::handshaking)
        shake_hands();
    const std::size_t size = state_ == State::established ? read_records(plaintext) : 0;
    input_ = {};
    return size;
}

void Engine::shake_hands()
{
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    if (result == 1)
        state_ = State::established;
    else if (SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ)
        fail();
}

std::size_t Engine::read_records(std::span<char> plaintext)
{
    std::size_t filled = 0;
    for (;;) {
        ERR_clear_error();
        std::size_t size = 0;
        const int result = SSL_read_ex(ssl_.get(), plaintext.data() + filled, plaintext.size() - filled, &size);
        if (result == 1) {
            filled += size;
            continue;
        }
        switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ: return filled;
        case SSL_ERROR_ZERO_RETURN: state_ = State::ended; return filled;
        default: fail(); return filled;
        }
    }
}

void Engine::end_of_input()
{
    if (state_ == State::handshaking)
        failure_ = {sip::FlowError::handshake, "connection closed by the peer during the handshake"};
    else if (state_ == State::established)
        failure_ = {sip::FlowError::reset, "connection cut off by the peer without close_notify"};
    else
        return;
    state_ = State::failed;
}

bool Engine::write(std::string_view plaintext)
{
    if (state_ != State::established)
        return false;
    ERR_clear_error();
    std::size_t written = 0;
    if (plaintext.empty() || SSL_write_ex(ssl_.get(), plaintext.data(), plaintext.size(), &written) == 1)
        return true;
    fail();
    return false;
}

void Engine::close()
{
    const bool may_say_so = state_ == State::established || state_ == State::ended;
    if (!may_say_so || (SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN) != 0)
        return;
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

void Engine::fail()
{
    const bool established = state_ == State::established;
    state_ = State::failed;
    if (refused_) {
        failure_ = {sip::FlowError::certificate, chain_refusal_};
        ERR_clear_error();
        return;
    }
    failure_ = explain_failure({context_->config(), established});
}

void Engine::output_taken(std::size_t bytes)
{
    taken_ += bytes;
    if (taken_ < output_.size())
        return;
    std::string{}.swap(output_); // an idle connection keeps no buffer
    taken_ = 0;
}

const X509* Engine::peer_certificate() const
{
    return refused_ ? refused_.get() : SSL_get0_peer_certificate(ssl_.get());
}

sip::Security Engine::security() const
{
    sip::Security known;
    if (state_ != State::handshaking) {
        known.protocol = SSL_get_version(ssl_.get());
        if (const char* cipher = SSL_get_cipher_name(ssl_.get()))
            known.cipher = cipher;
        known.resumed = SSL_session_reused(ssl_.get()) == 1;
    }
    if (const X509* certificate = peer_certificate()) {
        known.subject = subject_text(certificate);
        known.issuer = issuer_text(certificate);
        known.serial = serial_text(certificate);
        known.not_after = time_text(X509_get0_notAfter(certificate));
        known.names = alternative_names(certificate);
        known.refusal = chain_refusal_;
        known.peer_verified = !refused_ && SSL_get_verify_result(ssl_.get()) == X509_V_OK;
    }
    return known;
}

} // namespace tls
