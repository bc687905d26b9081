#include "tls_engine.hpp"

#include "certificate_text.hpp"
#include "context_parts.hpp"
#include "peer_judgement.hpp"

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

Engine::Engine(std::shared_ptr<const Context> context, Role role, const std::string& server_name, std::string peer)
    : context_{std::move(context)}, role_{role}, peer_{std::move(peer)},
      ssl_{SSL_new(role == Role::client ? context_->parts().client.get() : context_->parts().sites.first())}
{
    if (!ssl_)
        throw std::bad_alloc{};
    BIO* bio = EngineBio::make(*this);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_app_data(ssl_.get(), this);
    if (role == Role::server) {
        SSL_set_accept_state(ssl_.get());
        owes_ticket_ = SSL_get_num_tickets(ssl_.get()) != 0;
        SSL_set_num_tickets(ssl_.get(), 0); // by itself OpenSSL sends it at once
        return;
    }
    SSL_set_connect_state(ssl_.get());
    if (!server_name.empty())
        SSL_set_tlsext_host_name(ssl_.get(), server_name.c_str());
    if (context_->parts().sessions && !peer_.empty())
        if (const SessionPtr session = context_->parts().sessions->take(peer_))
            SSL_set_session(ssl_.get(), session.get());
}

Engine::~Engine()
{
    if (state_ == State::established)
        keep_resumable();
}

/// OpenSSL gives up the session of a connection that ends without close_notify, as TLS 1.0 had it. Since RFC 4346
/// §7.2.1 it stays good, and when the network was lost it is needed most.
void Engine::keep_resumable() { SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN); }

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
        handshake_done();
    else if (SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ)
        fail();
}

void Engine::handshake_done()
{
    state_ = State::established;
    owes_ticket_ = owes_ticket_ && SSL_version(ssl_.get()) == TLS1_3_VERSION;
    const unsigned char* protocol = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &protocol, &size);
    if (size == 0 && context_->config().alpn == Alpn::require) {
        state_ = State::failed;
        failure_ = {sip::FlowError::handshake,
                    "the peer did not agree on the protocol sip/2 (ALPN), which is required"};
    }
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
    if (state_ == State::handshaking) {
        failure_ = {sip::FlowError::handshake, "connection closed by the peer during the handshake"};
    } else if (state_ == State::established) {
        failure_ = {sip::FlowError::reset, "connection cut off by the peer without close_notify"};
        keep_resumable();
    } else {
        return;
    }
    state_ = State::failed;
}

bool Engine::write(std::string_view plaintext)
{
    if (state_ != State::established)
        return false;
    ERR_clear_error();
    announce_ticket();
    std::size_t written = 0;
    if (plaintext.empty() || SSL_write_ex(ssl_.get(), plaintext.data(), plaintext.size(), &written) == 1)
        return true;
    fail();
    return false;
}

/// OpenSSL writes it before whatever it writes next.
void Engine::announce_ticket()
{
    if (std::exchange(owes_ticket_, false))
        SSL_new_session_ticket(ssl_.get());
}

void Engine::give_ticket()
{
    if (!owes_ticket_ || state_ != State::established)
        return;
    ERR_clear_error();
    announce_ticket();
    if (SSL_do_handshake(ssl_.get()) != 1)
        fail();
}

void Engine::close()
{
    const bool may_say_so = state_ == State::established || state_ == State::ended;
    if (!may_say_so || (SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN) != 0)
        return;
    give_ticket();
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

void Engine::fail()
{
    const bool established = state_ == State::established;
    state_ = State::failed;
    if (refused_) {
        failure_ = {sip::FlowError::certificate, refusal_->text};
        ERR_clear_error();
        return;
    }
    failure_ = explain_failure({context_->config(), established});
    if (failure_.error ==
        sip::FlowError::certificate) // what the rules found is told above; so there was nothing to judge
        refusal_ = std::make_shared<const sip::TrustRefusal>(
            sip::TrustRefusal{sip::TrustRule::no_certificate, 0, {}, {}, failure_.reason});
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
        const unsigned char* protocol = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(ssl_.get(), &protocol, &size);
        known.alpn = printable({reinterpret_cast<const char*>(protocol), size});
        known.resumed = SSL_session_reused(ssl_.get()) == 1;
    }
    known.refusal = refusal_;
    known.accepted_by_program = accepted_by_program_;
    if (const X509* certificate = peer_certificate()) {
        describe_peer(certificate, known);
        known.peer_verified = !refusal_ && SSL_get_verify_result(ssl_.get()) == X509_V_OK;
    }
    return known;
}

// What is decided about the peer

bool Engine::judge_chain(X509_STORE_CTX* work)
{
    refusal_ = verify_chain(work, context_->parts().rules);
    if (may_go_on(X509_STORE_CTX_get0_cert(work)))
        return true; // an error stays in `work` and so in the session: what did not hold is not verified later either
    if (X509_STORE_CTX_get_error(work) == X509_V_OK)
        X509_STORE_CTX_set_error(work, X509_V_ERR_APPLICATION_VERIFICATION);
    return false;
}

/// After judge_chain(): OpenSSL gives the stapled response when the chain is verified.
bool Engine::judge_staple()
{
    if (refusal_ || SSL_session_reused(ssl_.get()) == 1)
        return true;
    const unsigned char* response = nullptr;
    const long size = SSL_get_tlsext_status_ocsp_resp(ssl_.get(), &response);
    const std::string_view staple{reinterpret_cast<const char*>(response),
                                  static_cast<std::size_t>(size > 0 ? size : 0)};
    const STACK_OF(X509)* chain = SSL_get0_verified_chain(ssl_.get());
    refusal_ = check_staple(chain, staple, context_->parts().rules, context_->config().stapling);
    if (!refusal_)
        return true;
    SSL_set_verify_result(ssl_.get(), X509_V_ERR_OCSP_VERIFY_FAILED);
    return may_go_on(sk_X509_value(chain, 0));
}

/// A verdict of the rules is in refusal_.
bool Engine::may_go_on(X509* certificate)
{
    const Config& config = context_->config();
    if (!refusal_ && !config.verify_callback)
        return true;
    sip::Security peer;
    describe_peer(certificate, peer);
    peer.refusal = refusal_;
    peer.peer_verified = !refusal_;
    const bool passes = may_pass(config, role_ == Role::client, peer);
    refusal_ = peer.refusal;
    accepted_by_program_ = peer.accepted_by_program;
    if (!passes)
        refused_ = shared(certificate);
    return passes;
}

bool Engine::assert_identity(const std::string& expected, const std::string& where, sip::Security& security) const
{
    return tls::assert_identity(peer_certificate(), expected, where, context_->config(), security);
}

void Engine::keep_session(SSL_SESSION* session) const
{
    if (peer_.empty() || refusal_ || !context_->parts().sessions)
        return;
    SSL_SESSION_up_ref(session);
    context_->parts().sessions->put(peer_, SessionPtr{session});
}

} // namespace tls
