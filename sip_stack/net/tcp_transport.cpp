#include "net/tcp_transport.hpp"

#include <iterator>
#include <utility>

namespace sip::net {

namespace {

constexpr std::size_t longest_read = 64 * 1024;

} // namespace

TcpTransport::TcpTransport(boost::asio::io_context& context, Monitor& monitor, const TcpConfig& config)
    : context_{context}, monitor_{monitor}, config_{config}, watch_{context, monitor,
                                                                    [this](std::uint64_t key, Readiness readiness) {
                                                                        ready(key, readiness);
                                                                    }},
      connect_deadlines_{context, monitor, config.connect_limit, [this](std::uint64_t key) { connect_expired(key); }},
      close_deadlines_{context, monitor, config.close_limit, [this](std::uint64_t key) { close_expired(key); }},
      scratch_{std::make_unique_for_overwrite<char[]>(longest_read)}, admission_{{config.max_connections,
                                                                                  config.max_connections_per_peer,
                                                                                  config.max_silent}}
{
}

TcpTransport::~TcpTransport() = default;

Bound TcpTransport::add_listener(const Address& local)
{
    auto listener = std::make_unique<StreamListener>(
        context_, monitor_, kind(),
        [this](StreamSocket socket, const Address& remote) { accepted(std::move(socket), remote); });
    Bound bound = listener->listen(local);
    if (bound)
        listeners_.push_back(std::move(listener));
    return bound;
}

void TcpTransport::accepted(StreamSocket socket, const Address& remote)
{
    if (!make_room(admission_.for_inbound(remote.ip)))
        return abort_on_close(socket.native_handle());
    const FlowId id{kind(), FlowDirection::inbound, ++serial_};
    admission_.accepted(id.value(), remote.ip);
    events_.push_back(FlowOpened{id, local_address(socket.native_handle()), remote, {}});
    Flow& flow = flows_.try_emplace(id.value(), Flow{id, std::move(socket), remote, State::open}).first->second;
    flow.silent = true;
    watch(flow);
}

bool TcpTransport::make_room(const Admission::Room& room)
{
    if (Flow* flow = find(room.gives_way)) {
        abort_on_close(flow->socket.native_handle());
        fail(*flow, FlowError::local,
             "TCP " + flow->remote.to_string() + ": silent, and gave way to a newer connection");
    }
    return room.enough;
}

void TcpTransport::open(FlowId id, const Target& target)
{
    if (!make_room(admission_.for_outbound())) {
        events_.push_back(FlowClosed{id, FlowError::local, "TCP: too many connections", {}});
        return;
    }
    StreamSocket socket;
    if (const auto error = start_connect(socket, target.remote)) {
        events_.push_back(FlowClosed{id, flow_error(error), describe(kind(), target.remote, error), {}});
        return;
    }
    auto [at, added] = flows_.try_emplace(id.value(), Flow{id, std::move(socket), target.remote, State::connecting});
    if (!added)
        return;
    admission_.opened();
    connect_deadlines_.add(id.value());
    watch(at->second);
}

void TcpTransport::send(FlowId id, const Address&, Bytes bytes)
{
    Flow* flow = find(id.value());
    if (!flow || flow->state > State::open)
        return;
    if (flow->queue.size() + bytes.size() > config_.write_queue_bytes) {
        abort_on_close(flow->socket.native_handle());
        fail(*flow, FlowError::overflow,
             "TCP " + flow->remote.to_string() + ": reads too slowly, " + std::to_string(flow->queue.size()) +
                 " bytes are waiting");
        return;
    }
    flow->queue.push(std::move(bytes));
    if (!std::exchange(flow->to_flush, true))
        to_flush_.push_back(id.value());
}

void TcpTransport::flush()
{
    for (const std::uint64_t key : to_flush_) {
        Flow* flow = find(key);
        if (!flow)
            continue;
        flow->to_flush = false;
        if (!flow->waits_for_room)
            write(*flow);
    }
    to_flush_.clear();
}

void TcpTransport::close(FlowId id)
{
    Flow* flow = find(id.value());
    if (!flow || flow->state > State::open)
        return;
    if (flow->state == State::connecting)
        return fail(*flow, FlowError::none, {});
    flow->state = State::draining;
    close_deadlines_.add(id.value());
    if (flow->queue.empty())
        finish(*flow);
}

void TcpTransport::take_events(std::vector<FlowEvent>& events)
{
    events.insert(events.end(), std::move_iterator{events_.begin()}, std::move_iterator{events_.end()});
    events_.clear();
}

/// What a flow waits for has changed. The flow may be gone afterwards.
void TcpTransport::watch(Flow& flow)
{
    const bool connecting = flow.state == State::connecting;
    const Readiness wanted{!connecting && !flow.peer_finished, connecting || flow.waits_for_room};
    if (const auto error = watch_.set(flow.socket, flow.id.value(), wanted))
        fail(flow, error);
}

void TcpTransport::ready(std::uint64_t key, Readiness readiness)
{
    Flow* flow = find(key);
    if (flow && readiness.write && (flow->waits_for_room || flow->state == State::connecting)) {
        writable(*flow);
        flow = find(key);
    }
    if (flow && readiness.read && !flow->peer_finished && flow->state != State::connecting)
        readable(*flow);
}

void TcpTransport::readable(Flow& flow)
{
    boost::system::error_code error;
    const std::size_t n = read_some(flow.socket.native_handle(), scratch_.get(), longest_read, error);
    if (error == boost::asio::error::eof)
        return peer_finished(flow);
    if (error && error != boost::asio::error::would_block)
        return fail(flow, error);
    if (n != 0 && std::exchange(flow.silent, false))
        admission_.established(flow.id.value(), flow.remote.ip);
    if (n != 0 && flow.state == State::open)
        events_.push_back(FlowData{flow.id, {}, Bytes{std::string_view{scratch_.get(), n}}});
}

void TcpTransport::writable(Flow& flow)
{
    if (flow.state == State::connecting)
        connected(flow);
    else
        write(flow);
}

void TcpTransport::connected(Flow& flow)
{
    if (const auto error = connect_result(flow.socket))
        return fail(flow, error);
    flow.state = State::open;
    events_.push_back(FlowOpened{flow.id, local_address(flow.socket.native_handle()), flow.remote, {}});
    write(flow);
}

void TcpTransport::write(Flow& flow)
{
    if (flow.state == State::finishing)
        return;
    const auto error = flow.queue.write_to(flow.socket.native_handle());
    flow.waits_for_room = error == boost::asio::error::would_block;
    if (error && !flow.waits_for_room)
        fail(flow, error);
    else if (!error && flow.state == State::draining)
        finish(flow);
    else
        watch(flow);
}

void TcpTransport::peer_finished(Flow& flow)
{
    flow.peer_finished = true;
    if (flow.state == State::finishing)
        return remove(flow);
    if (flow.queue.empty())
        return fail(flow, FlowError::none, {});
    if (flow.state == State::open) {
        flow.state = State::draining;
        close_deadlines_.add(flow.id.value());
    }
    watch(flow);
}

void TcpTransport::finish(Flow& flow)
{
    if (flow.peer_finished)
        return fail(flow, FlowError::none, {});
    events_.push_back(FlowClosed{flow.id, FlowError::none, {}, {}});
    flow.state = State::finishing;
    ::shutdown(flow.socket.native_handle(), SHUT_WR);
    watch(flow);
}

void TcpTransport::fail(Flow& flow, FlowError error, std::string reason)
{
    if (flow.state != State::finishing)
        events_.push_back(FlowClosed{flow.id, error, std::move(reason), {}});
    remove(flow);
}

void TcpTransport::fail(Flow& flow, const boost::system::error_code& error)
{
    fail(flow, flow_error(error), describe(kind(), flow.remote, error));
}

void TcpTransport::remove(Flow& flow)
{
    if (flow.id.direction() == FlowDirection::inbound)
        admission_.left(flow.id.value(), flow.remote.ip);
    else
        admission_.closed();
    watch_.forget(flow.socket);
    flows_.erase(flow.id.value());
}

void TcpTransport::connect_expired(std::uint64_t key)
{
    Flow* flow = find(key);
    if (flow && flow->state == State::connecting)
        fail(*flow, FlowError::timed_out,
             "TCP " + flow->remote.to_string() + ": no connection within " +
                 std::to_string(config_.connect_limit.count()) + " ms");
}

void TcpTransport::close_expired(std::uint64_t key)
{
    Flow* flow = find(key);
    if (!flow)
        return;
    if (flow->state == State::finishing)
        return remove(*flow);
    abort_on_close(flow->socket.native_handle());
    fail(*flow, FlowError::timed_out,
         "TCP " + flow->remote.to_string() + ": closed with " + std::to_string(flow->queue.size()) + " bytes unsent");
}

TcpTransport::Flow* TcpTransport::find(std::uint64_t key)
{
    const auto found = flows_.find(key);
    return found == flows_.end() ? nullptr : &found->second;
}

} // namespace sip::net
