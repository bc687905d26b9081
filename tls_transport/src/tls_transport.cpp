#include "tls/tls_transport.hpp"

#include "net/admission.hpp"
#include "net/deadline_queue.hpp"
#include "net/signals_blocked.hpp"
#include "net/socket_watch.hpp"
#include "net/stream_listener.hpp"
#include "tls_flow.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <deque>
#include <iterator>
#include <map>
#include <memory>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace tls {

namespace {

constexpr unsigned processors_per_helper = 4; // with fewer, helpers only take turns with the loop

} // namespace

using sip::FlowId;
using sip::net::StreamSocket;

class TlsTransport::Impl {
public:
    Impl(boost::asio::io_context& context, sip::Monitor& monitor) : io_context_{context}, monitor_{monitor} {}

    void set_context(std::shared_ptr<const Context> context);
    void set_refused_peer(RefusedPeer told) { workshop_.refused = std::move(told); }
    sip::net::Bound listen(const sip::Address& local);
    void open(FlowId id, const sip::Target& target);
    void send(FlowId id, sip::Bytes bytes);
    void flush();
    void close(FlowId id);
    void take_events(std::vector<sip::FlowEvent>& events);

private:
    void accepted(StreamSocket socket, const sip::Address& remote);
    [[nodiscard]] bool make_room(const sip::net::Admission::Room& room);
    [[nodiscard]] Flow* find(std::uint64_t key);
    void ready(std::uint64_t key, sip::net::Readiness readiness);
    void settle(Flow& flow);
    void shake_hands(Flow& flow, const std::shared_ptr<HandshakeStep>& step);
    void step_done(FlowId id, HandshakeStep& step);
    void limit(FlowId id, Flow::Limit limit);

    boost::asio::io_context& io_context_;
    sip::Monitor& monitor_;
    std::shared_ptr<const Context> context_;
    std::uint64_t accepted_flows_ = 0;
    FlowWorkshop workshop_;
    std::deque<sip::net::StreamListener> listeners_;
    std::map<Flow::Limit, sip::net::DeadlineQueue> limits_; ///< one queue for each limit in use
    std::unordered_map<std::uint64_t, Flow> flows_;         ///< by FlowId::value(); the owner of every flow
    sip::net::SocketWatch watch_{io_context_, monitor_,
                                 [this](std::uint64_t key, sip::net::Readiness readiness) { ready(key, readiness); }};
    sip::net::Admission admission_;
    std::unique_ptr<boost::asio::thread_pool> helpers_;
    bool helped_ = false; ///< else the loop thread does the steps of handshakes
    std::vector<std::uint64_t> to_flush_;
};

void TlsTransport::Impl::set_context(std::shared_ptr<const Context> context)
{
    if (context_)
        workshop_.events.push_back(sip::ProfileChanged{sip::TransportKind::tls});
    context_ = std::move(context);
    if (!context_)
        return;
    const Config& config = context_->config();
    admission_.set_limits({config.max_connections, config.max_connections_per_peer, config.max_handshakes});
    const unsigned helpers =
        config.handshake_threads.value_or(std::thread::hardware_concurrency() / processors_per_helper);
    if (helpers != 0 && !helpers_) {
        const sip::net::SignalsBlocked blocked;
        helpers_ = std::make_unique<boost::asio::thread_pool>(helpers);
    }
    helped_ = helpers != 0;
}

sip::net::Bound TlsTransport::Impl::listen(const sip::Address& local)
{
    using sip::net::Bound;
    if (!context_ || !context_->can_serve())
        return Bound::failed(sip::TransportKind::tls, local, make_error_code(boost::system::errc::permission_denied));
    auto& listener = listeners_.emplace_back(
        io_context_, monitor_, sip::TransportKind::tls,
        [this](StreamSocket socket, const sip::Address& remote) { accepted(std::move(socket), remote); });
    Bound bound = listener.listen(local);
    if (!bound)
        listeners_.pop_back();
    return bound;
}

void TlsTransport::Impl::accepted(StreamSocket socket, const sip::Address& remote)
{
    if (!context_ || !context_->can_serve() || !make_room(admission_.for_inbound(remote.ip)))
        return sip::net::abort_on_close(socket.native_handle());
    const FlowId id{sip::TransportKind::tls, sip::FlowDirection::inbound, ++accepted_flows_};
    const auto [place, is_new] = flows_.try_emplace(id.value(), id, std::move(socket), remote, context_, workshop_);
    admission_.accepted(id.value(), remote.ip);
    place->second.half_open = true;
    settle(place->second);
}

void TlsTransport::Impl::open(FlowId id, const sip::Target& target)
{
    if (!context_ || !make_room(admission_.for_outbound())) {
        const std::string reason = context_ ? "max_connections reached" : "TLS is not configured";
        workshop_.events.push_back(
            sip::FlowClosed{id, sip::FlowError::local, "TLS " + target.remote.to_string() + ": " + reason, nullptr});
        return;
    }
    const auto [place, is_new] = flows_.try_emplace(id.value(), id, StreamSocket{}, target, context_, workshop_);
    if (!is_new)
        return;
    admission_.opened();
    place->second.connect();
    settle(place->second);
}

bool TlsTransport::Impl::make_room(const sip::net::Admission::Room& room)
{
    if (Flow* flow = find(room.gives_way)) {
        flow->gives_way();
        settle(*flow);
    }
    return room.enough;
}

void TlsTransport::Impl::send(FlowId id, sip::Bytes bytes)
{
    Flow* flow = find(id.value());
    if (flow == nullptr)
        return;
    flow->queue(std::move(bytes));
    if (!std::exchange(flow->flush_noted, true))
        to_flush_.push_back(id.value());
}

void TlsTransport::Impl::flush()
{
    for (const std::uint64_t key : to_flush_) {
        Flow* flow = find(key);
        if (flow == nullptr)
            continue;
        flow->flush_noted = false;
        flow->flush();
        settle(*flow);
    }
    to_flush_.clear();
}

void TlsTransport::Impl::close(FlowId id)
{
    if (Flow* flow = find(id.value())) {
        flow->close();
        settle(*flow);
    }
}

void TlsTransport::Impl::take_events(std::vector<sip::FlowEvent>& events)
{
    std::move(workshop_.events.begin(), workshop_.events.end(), std::back_inserter(events));
    workshop_.events.clear();
}

Flow* TlsTransport::Impl::find(std::uint64_t key)
{
    const auto place = flows_.find(key);
    return place == flows_.end() ? nullptr : &place->second;
}

/// Does what a flow wants after anything has happened to it; the flow may be gone afterwards.
void TlsTransport::Impl::settle(Flow& flow)
{
    const std::uint64_t key = flow.id().value();
    if (flow.gone()) {
        if (flow.id().direction() == sip::FlowDirection::inbound)
            admission_.left(key, flow.remote().ip);
        else
            admission_.closed();
        watch_.forget(flow.socket());
        flows_.erase(key);
        return;
    }
    if (flow.opened() && std::exchange(flow.half_open, false))
        admission_.established(key, flow.remote().ip);
    if (const auto wanted = flow.take_limit())
        limit(flow.id(), *wanted);
    if (const auto error = watch_.set(flow.socket(), key, {flow.waits_to_read(), flow.waits_to_write()})) {
        flow.cannot_be_watched(error);
        settle(flow);
    }
}

void TlsTransport::Impl::ready(std::uint64_t key, sip::net::Readiness readiness)
{
    Flow* flow = find(key);
    if (flow == nullptr)
        return;
    if (readiness.write && flow->waits_to_write())
        flow->became_writable();
    if (readiness.read && flow->waits_to_read())
        flow->became_readable();
    if (const auto step = flow->take_step())
        shake_hands(*flow, step);
    else
        settle(*flow);
}

/// The arithmetic of a handshake takes longer than all else: meanwhile others may enter.
void TlsTransport::Impl::shake_hands(Flow& flow, const std::shared_ptr<HandshakeStep>& step)
{
    const FlowId id = flow.id();
    if (!helped_) {
        {
            const sip::SteppedOut out{monitor_};
            step->run();
        }
        return step_done(id, *step);
    }
    step->keep();
    settle(flow);
    boost::asio::post(*helpers_, [this, id, step] {
        step->run();
        boost::asio::post(io_context_, [this, id, step] {
            const sip::Entered in{monitor_};
            step_done(id, *step);
        });
    });
}

/// Finds its flow by the id, or nobody: it may have been closed meanwhile.
void TlsTransport::Impl::step_done(FlowId id, HandshakeStep& step)
{
    if (Flow* flow = find(id.value())) {
        flow->step_done(step);
        settle(*flow);
    }
}

void TlsTransport::Impl::limit(FlowId id, Flow::Limit limit)
{
    const auto expired = [this](std::uint64_t key) {
        if (Flow* flow = find(key)) {
            flow->limit_passed(Flow::Clock::now());
            settle(*flow);
        }
    };
    limits_.try_emplace(limit, io_context_, monitor_, limit, expired).first->second.add(id.value());
}

TlsTransport::TlsTransport(boost::asio::io_context& context, sip::Monitor& monitor)
    : impl_{std::make_unique<Impl>(context, monitor)}
{
}

TlsTransport::~TlsTransport() = default;

void TlsTransport::set_context(std::shared_ptr<const Context> context) { impl_->set_context(std::move(context)); }
void TlsTransport::set_refused_peer(RefusedPeer told) { impl_->set_refused_peer(std::move(told)); }
sip::net::Bound TlsTransport::listen(const sip::Address& local) { return impl_->listen(local); }
void TlsTransport::open(FlowId flow, const sip::Target& target) { impl_->open(flow, target); }
void TlsTransport::send(FlowId flow, const sip::Address&, sip::Bytes bytes) { impl_->send(flow, std::move(bytes)); }
void TlsTransport::flush() { impl_->flush(); }
void TlsTransport::close(FlowId flow) { impl_->close(flow); }
void TlsTransport::take_events(std::vector<sip::FlowEvent>& events) { impl_->take_events(events); }

} // namespace tls
