#include "tls_flow.hpp"

#include "peer_identity.hpp"

#include <boost/asio/error.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <tuple>
#include <utility>

namespace tls {

namespace {

using sip::FlowError;

constexpr int reads_per_wake_up = 4;           // so that one busy peer leaves time for the others
constexpr Flow::Limit last_writes{5000};       // for what is queued when a flow is closed
constexpr Flow::Limit first_answer{200};       // RFC 3261 §17.2.1; a session ticket waits no longer for one
constexpr Flow::Limit farewell{500};           // for the peer's close_notify, and for an alert to be read
constexpr std::size_t batch_bytes = 64 * 1024; // encrypted at once; the rest waits as shared plaintext
constexpr std::size_t kept_queue_entries = 16;

/// RFC 5922 §4: the name that the user meant; without one, the address is all that is known.
std::string expected_name(const sip::Target& target)
{
    return target.peer_name.empty() ? target.remote.ip.to_string() : target.peer_name;
}

/// RFC 6066 §3: names only, without a trailing dot.
std::string server_name(const std::string& peer_name)
{
    return is_host_name(peer_name) ? std::string{bare_host(peer_name)} : std::string{};
}

std::string seconds(Flow::Limit limit)
{
    return limit.count() % 1000 == 0 ? std::to_string(limit.count() / 1000) + " s"
                                     : std::to_string(limit.count()) + " ms";
}

/// All that is known where the peer showed no certificate.
auto terms(const sip::Security& security)
{
    return std::tie(security.protocol, security.cipher, security.alpn, security.resumed, security.expected_name,
                    security.peer_verified, security.accepted_by_program);
}

} // namespace

std::shared_ptr<const sip::Security> FlowWorkshop::shared(sip::Security security)
{
    if (!security.certificate.empty() || security.refusal)
        return std::make_shared<const sip::Security>(std::move(security));
    if (!latest_nameless_ || terms(*latest_nameless_) != terms(security))
        latest_nameless_ = std::make_shared<const sip::Security>(std::move(security));
    return latest_nameless_;
}

Flow::Flow(sip::FlowId id, sip::net::StreamSocket socket, const sip::Target& target,
           std::shared_ptr<const Context> context, FlowWorkshop& workshop)
    : id_{id}, phase_{Phase::connecting}, socket_{std::move(socket)}, remote_{target.remote}, peer_name_{expected_name(
                                                                                                  target)},
      context_{std::move(context)}, engine_{std::make_unique<Engine>(context_, Role::client, server_name(peer_name_),
                                                                     remote_.to_string() + ' ' + peer_name_)},
      workshop_{workshop}
{
    set_limit(config().handshake_limit);
}

Flow::Flow(sip::FlowId id, sip::net::StreamSocket socket, const sip::Address& remote,
           std::shared_ptr<const Context> context, FlowWorkshop& workshop)
    : id_{id}, phase_{Phase::handshaking}, socket_{std::move(socket)}, remote_{remote}, context_{std::move(context)},
      engine_{std::make_unique<Engine>(context_, Role::server)}, workshop_{workshop}
{
    awaits_hello_ = true;
    set_limit(config().client_hello_limit);
}

// Phase 1: TCP

void Flow::connect()
{
    if (const auto error = sip::net::start_connect(socket_, remote_))
        fail(sip::net::flow_error(error), about(error.message()));
}

void Flow::became_writable()
{
    if (phase_ != Phase::connecting) {
        write_output();
        return flush();
    }
    if (const auto error = sip::net::connect_result(socket_))
        return fail(sip::net::flow_error(error), about(error.message()));
    phase_ = Phase::handshaking;
    engine_->start();
    write_output();
}

// Phase 2: handshake

void Flow::became_readable()
{
    for (int round = 0; round < reads_per_wake_up && waits_to_read(); ++round) {
        boost::system::error_code error;
        const std::size_t size = sip::net::read_some(socket_.native_handle(), workshop_.ciphertext.data(),
                                                     workshop_.ciphertext.size(), error);
        if (error == boost::asio::error::would_block)
            break;
        if (error)
            return read_failed(error);
        take({workshop_.ciphertext.data(), size});
        if (size < workshop_.ciphertext.size())
            break;
    }
    if (phase_ == Phase::open)
        flush();
    else if (!gone())
        write_output();
}

void Flow::take(std::string_view ciphertext)
{
    if (reported_)
        return; // read only so that our last bytes are not lost to a reset
    if (phase_ == Phase::handshaking) {
        step_ = std::make_shared<HandshakeStep>(HandshakeStep{std::move(engine_), ciphertext, workshop_.plaintext});
        return;
    }
    fed({workshop_.plaintext.data(), engine_->feed(ciphertext, workshop_.plaintext)});
}

void Flow::step_done(HandshakeStep& step)
{
    engine_ = std::move(step.engine);
    if (gone())
        return;
    if (!engine_) {
        report_closed(FlowError::local, about("out of memory during the handshake"));
        return abort();
    }
    fed(step.plaintext);
    if (phase_ == Phase::open)
        flush();
    else if (!gone())
        write_output();
}

void Flow::fed(std::string_view plaintext)
{
    note_client_hello();
    if (phase_ == Phase::handshaking && engine_->state() != Engine::State::handshaking)
        handshake_done();
    if (phase_ == Phase::open && !closing_ && !plaintext.empty())
        workshop_.events.push_back(sip::FlowData{id_, {}, sip::Bytes{plaintext}});
    if (engine_->state() == Engine::State::ended)
        peer_finished();
    else if (engine_->state() == Engine::State::failed)
        engine_failed();
}

// A server answers a whole ClientHello and nothing before it.
void Flow::note_client_hello()
{
    if (!awaits_hello_ || engine_->output().empty())
        return;
    awaits_hello_ = false;
    set_limit(config().handshake_limit);
}

void Flow::handshake_done()
{
    if (engine_->state() == Engine::State::failed)
        return;
    sip::Security security = engine_->security();
    if (peer_name_holds(security))
        say_opened(std::move(security));
}

// Phase 3: post-connection assertion

bool Flow::peer_name_holds(sip::Security& security)
{
    if (id_.direction() == sip::FlowDirection::inbound)
        return true; // whoever calls us need not be at home where a name points to
    if (engine_->assert_identity(peer_name_, remote_.to_string(), security))
        return true;
    const std::string reason = security.refusal->text;
    fail(FlowError::identity, reason, std::make_shared<const sip::Security>(std::move(security)));
    return false;
}

void Flow::say_opened(sip::Security security)
{
    phase_ = Phase::open;
    deadline_.reset();
    if (engine_->owes_ticket())
        set_limit(first_answer);
    std::string{}.swap(peer_name_);
    workshop_.events.push_back(sip::FlowOpened{id_, sip::net::local_address(socket_.native_handle()), remote_,
                                               workshop_.shared(std::move(security))});
}

// Sending

void Flow::queue(sip::Bytes bytes)
{
    if (closing_ || phase_ == Phase::closing || gone())
        return;
    queued_bytes_ += bytes.size();
    queue_.push_back(std::move(bytes));
    check_bound();
}

void Flow::check_bound()
{
    const std::size_t waiting = queued_bytes_ + (engine_ ? engine_->output().size() : 0);
    if (waiting <= config().write_queue_bytes)
        return;
    report_closed(FlowError::overflow, about("the peer reads too slowly: " + std::to_string(waiting) + " bytes wait"));
    abort();
}

void Flow::flush()
{
    if (phase_ != Phase::open)
        return;
    do {
        encrypt_queue();
        write_output();
    } while (phase_ == Phase::open && !queue_.empty() && engine_->output().empty());
    if (closing_ && phase_ == Phase::open && queue_.empty())
        leave();
}

void Flow::encrypt_queue()
{
    if (queue_.empty() || !engine_->output().empty())
        return;
    std::string& batch = workshop_.batch;
    batch.clear();
    std::size_t count = 0;
    do
        batch += queue_[count++].view();
    while (count < queue_.size() && batch.size() + queue_[count].size() <= batch_bytes);
    if (!engine_->write(batch))
        return engine_failed();
    queued_bytes_ -= batch.size();
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    if (queue_.empty() && queue_.capacity() > kept_queue_entries)
        queue_.shrink_to_fit();
}

void Flow::write_output()
{
    if (!engine_)
        return;
    while (!engine_->output().empty()) {
        const std::string_view output = engine_->output();
        const int flags = phase_ == Phase::closing ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL; // one segment with FIN
        const ssize_t sent = ::send(socket_.native_handle(), output.data(), output.size(), flags);
        if (sent >= 0) {
            engine_->output_taken(static_cast<std::size_t>(sent));
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN)
            return check_bound(); // also what we say without being asked, as to a flood of key updates
        // What the peer said before it went, an alert above all, is still to be read: became_readable() ends the flow.
        engine_->output_taken(output.size());
        break;
    }
    if (phase_ == Phase::closing && !output_finished_ && engine_->output().empty()) {
        output_finished_ = true;
        ::shutdown(socket_.native_handle(), SHUT_WR);
    }
}

void Flow::give_ticket()
{
    deadline_.reset();
    engine_->give_ticket();
    if (engine_->state() == Engine::State::failed)
        return engine_failed();
    write_output();
}

// The end

void Flow::close()
{
    if (phase_ == Phase::closing || gone() || std::exchange(closing_, true))
        return;
    if (phase_ != Phase::open) {
        report_closed(FlowError::none, {});
        return abort();
    }
    set_limit(last_writes);
    flush();
}

void Flow::leave()
{
    engine_->close();
    phase_ = Phase::closing;
    set_limit(farewell);
    write_output();
}

void Flow::peer_finished()
{
    if (phase_ == Phase::open) {
        output_finished_ = true; // by the end of the socket, at once
        leave();
    }
    report_closed(FlowError::none, about("closed by the peer"));
    phase_ = Phase::gone;
}

void Flow::read_failed(const boost::system::error_code& error)
{
    if (phase_ == Phase::closing) {
        report_closed(FlowError::none, {});
    } else if (error == boost::asio::error::eof) {
        engine_->end_of_input();
        report_closed(engine_->failure().error, about(engine_->failure().reason));
    } else {
        const bool early = phase_ == Phase::handshaking;
        report_closed(early ? FlowError::handshake : sip::net::flow_error(error),
                      about(error.message() + (early ? " during the handshake" : "")));
    }
    phase_ = Phase::gone;
}

void Flow::engine_failed()
{
    if (phase_ != Phase::closing)
        return fail(engine_->failure().error, about(engine_->failure().reason),
                    std::make_shared<const sip::Security>(engine_->security()));
    report_closed(FlowError::none, {});
    phase_ = Phase::gone;
}

void Flow::fail(FlowError error, std::string reason, std::shared_ptr<const sip::Security> security)
{
    report_closed(error, std::move(reason), std::move(security));
    if (phase_ == Phase::connecting)
        phase_ = Phase::gone;
    else
        leave();
}

void Flow::report_closed(FlowError error, std::string reason, std::shared_ptr<const sip::Security> security)
{
    if (std::exchange(reported_, true))
        return;
    queue_.clear();
    queued_bytes_ = 0;
    const sip::FlowClosed closed{id_, error, std::move(reason), std::move(security)};
    const bool refused = error == FlowError::handshake || error == FlowError::certificate;
    if (refused && id_.direction() == sip::FlowDirection::inbound && phase_ == Phase::handshaking && workshop_.refused)
        workshop_.refused(remote_, closed);
    workshop_.events.push_back(closed);
}

void Flow::abort()
{
    if (socket_.is_open())
        sip::net::abort_on_close(socket_.native_handle());
    phase_ = Phase::gone;
}

void Flow::set_limit(Limit limit)
{
    deadline_ = Clock::now() + limit;
    new_limit_ = limit;
}

void Flow::limit_passed(Clock::time_point now)
{
    if (!deadline_ || now < *deadline_)
        return;
    if (phase_ == Phase::open && !closing_)
        return give_ticket();
    const std::string limit = seconds(awaits_hello_ ? config().client_hello_limit : config().handshake_limit);
    switch (phase_) {
    case Phase::connecting: report_closed(FlowError::timed_out, about("no connection within " + limit)); break;
    case Phase::handshaking:
        report_closed(FlowError::timed_out,
                      about((awaits_hello_ ? "no ClientHello within " : "handshake not finished within ") + limit));
        break;
    case Phase::open: report_closed(FlowError::timed_out, about("closed before the peer took what was queued")); break;
    default: report_closed(FlowError::none, {}); break;
    }
    abort();
}

void Flow::gives_way()
{
    report_closed(FlowError::local, about("its handshake is not finished, and gave way to a newer connection"));
    abort();
}

void Flow::cannot_be_watched(const boost::system::error_code& error)
{
    report_closed(FlowError::local, about(error.message()));
    abort();
}

std::string Flow::about(std::string_view what) const { return "TLS " + remote_.to_string() + ": " + std::string{what}; }

} // namespace tls
