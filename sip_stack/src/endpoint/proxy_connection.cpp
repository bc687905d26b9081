#include "endpoint/proxy_connection.hpp"

#include "endpoint/identifiers.hpp"

#include <algorithm>

namespace sip {
namespace {

std::optional<Target> target_of(const EndpointConfig& config)
{
    if (!config.outbound_proxy || !config.outbound_proxy->keep_connected || config.persistence == Persistence::none)
        return std::nullopt;
    const OutboundProxy& proxy = *config.outbound_proxy;
    const auto ip = IpAddress::parse(proxy.host);
    if (!ip || !is_stream(proxy.transport))
        return std::nullopt;
    Target target{proxy.transport, {*ip, proxy.port ? proxy.port : default_port(proxy.transport)}, {}};
    if (proxy.transport == TransportKind::tls)
        target.peer_name = proxy.peer_name.empty() ? proxy.host : proxy.peer_name;
    return target;
}

} // namespace

ProxyConnection::ProxyConnection(Context& context, FlowTable& flows)
    : context_{context}, flows_{flows}, target_{target_of(context.config)}
{
    if (target_)
        start_timer(TimePoint{}); // in the first turn
}

void ProxyConnection::handle_expiry()
{
    timer_ = 0;
    if (!target_)
        return;
    Flow* flow = flows_.acquire(*target_); // perhaps one that a request has opened meanwhile
    if (!flow)
        return start_timer(context_.now + pause());
    flow_ = flow->id;
    use_ = flows_.use_for_transaction(flow_);
    if (flow->open)
        flow_opened(*flow);
}

// The first ping goes out at once: a proxy may close whoever connects and says nothing.
void ProxyConnection::flow_opened(Flow& flow)
{
    if (flow.id != flow_)
        return;
    failures_ = 0;
    flows_.keep_alive_each(flow, context_.config.timers.proxy_keep_alive);
}

void ProxyConnection::flow_closed(const Flow& flow)
{
    if (!target_ || flow.id != flow_)
        return;
    flow_ = {};
    use_ = {};
    const Duration wait = pause();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
    context_.note({"connection to the outbound proxy ", target_->remote.to_string(),
                   flow.open ? " lost" : " does not open", ", next attempt in ", std::to_string(ms), " ms"});
    start_timer(context_.now + wait);
}

void ProxyConnection::profile_changed(TransportKind kind)
{
    if (target_ && target_->kind == kind && timer_ == 0)
        start_timer(context_.now);
}

void ProxyConnection::stop()
{
    target_.reset();
    context_.timers.stop(timer_);
    use_ = {};
}

Duration ProxyConnection::pause()
{
    const Timers& timers = context_.config.timers;
    Duration longest = timers.reconnect;
    for (unsigned i = 0; i < failures_ && longest < timers.reconnect_most; ++i)
        longest *= 2;
    ++failures_;
    longest = std::min(longest, timers.reconnect_most);
    constexpr std::uint64_t steps = 1024;
    return longest / 2 + longest / 2 / steps * (random_number(context_.random) % steps);
}

void ProxyConnection::start_timer(TimePoint when)
{
    timer_ = context_.timers.start(when, {TimerOwner::Kind::proxy, 0, 0});
}

} // namespace sip
