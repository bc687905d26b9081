#include "support/virtual_network.hpp"

#include <algorithm>

namespace test {

std::string Packet::what() const
{
    sip::Message message;
    (void)message.parse(sip::Bytes{bytes.view()});
    if (bytes.view().find_first_not_of("\r\n") == std::string_view::npos)
        return "-";
    if (message.is_request())
        return std::string{message.method_name()};
    if (message.method() == sip::Method::invite)
        return std::to_string(message.status());
    return std::to_string(message.status()) + " " + std::string{message.cseq().method_name};
}

VirtualNetwork::VirtualNetwork() : now_{std::chrono::hours{1000}} {}

void VirtualNetwork::attach(Host& host) { hosts_.push_back(&host); }

void VirtualNetwork::run_for(Duration time)
{
    const TimePoint end = now_ + time;
    collect();
    for (TimePoint next = next_event(); next <= end; next = next_event())
        step(next);
    now_ = end;
}

bool VirtualNetwork::run_until_quiet(Duration limit)
{
    const TimePoint end = now_ + limit;
    collect();
    for (TimePoint next = next_event(); next <= end; next = next_event())
        step(next);
    const bool quiet = next_event() == TimePoint::max();
    now_ = std::max(now_, quiet ? now_ : end);
    return quiet;
}

TimePoint VirtualNetwork::next_event() const
{
    TimePoint next = events_.empty() ? TimePoint::max() : events_.begin()->first;
    for (const Host* host : hosts_)
        next = std::min(next, host->next_expiry());
    return next;
}

void VirtualNetwork::step(TimePoint time)
{
    now_ = std::max(now_, time);
    while (!events_.empty() && events_.begin()->first <= now_) {
        const auto happen = std::move(events_.begin()->second.happen);
        events_.erase(events_.begin());
        happen();
        collect();
    }
    for (Host* host : hosts_)
        if (host->next_expiry() <= now_)
            host->expire(now_);
    collect();
}

void VirtualNetwork::collect()
{
    for (Host* host : hosts_)
        for (const sip::Action& action : host->take_actions())
            carry(*host, action);
}

void VirtualNetwork::at(TimePoint time, std::function<void()> happen)
{
    events_.emplace(time, Event{std::move(happen)});
}

void VirtualNetwork::carry(Host& host, const sip::Action& action)
{
    if (const auto* send = std::get_if<sip::Send>(&action))
        carry_send(host, *send);
    else if (const auto* flow = std::get_if<sip::OpenFlow>(&action))
        open(host, *flow);
    else if (const auto* done = std::get_if<sip::CloseFlow>(&action))
        close(host, done->flow);
    else if (const auto* query = std::get_if<sip::Resolve>(&action))
        resolve(host, *query);
}

void VirtualNetwork::carry_send(Host& host, const sip::Send& send)
{
    const bool datagram = send.flow.kind() == TransportKind::udp;
    const auto stream = datagram ? nullptr : stream_of(host, send.flow);
    if (!datagram && (!stream || !stream->up)) {
        ladder_ += host.name() + " sends on a flow that is not open\n";
        return;
    }
    Host* to = datagram ? host_at(send.remote.ip) : stream->client == &host ? stream->server : stream->client;
    const Packet packet{host.name(), to ? to->name() : send.remote.to_string(), send.flow.kind(), send.bytes, sent_++};
    const Fate fortune = fate ? fate(packet) : Fate::deliver;
    ladder_ += packet.from + " " + packet.what() + " " + packet.to + (fortune == Fate::lose ? " (lost)" : "") + "\n";
    if (fortune == Fate::cut && stream)
        return end(stream, sip::FlowError::reset);
    if (!to || fortune == Fate::lose || fortune == Fate::cut ||
        (datagram && !to->listens(TransportKind::udp, send.remote.port)))
        return;
    for (int copies = fortune == Fate::duplicate && datagram ? 2 : 1; copies > 0; --copies)
        at(now_ + delay, [this, to, stream, &host, bytes = send.bytes.view(), keep = send.bytes] {
            if (stream && !stream->up)
                return;
            const FlowId flow = !stream                ? to->datagram_flow()
                                : stream->client == to ? stream->client_flow
                                                       : stream->server_flow;
            const Address source = stream ? Address{} : Address{host.ip(), 5060};
            to->handle(sip::FlowData{flow, source, sip::Bytes{bytes}}, now_);
        });
}

void VirtualNetwork::open(Host& host, const sip::OpenFlow& open)
{
    Host* server = host_at(open.target.remote.ip);
    if (!server || !server->listens(open.target.kind, open.target.remote.port))
        return at(now_ + delay, [this, &host, flow = open.flow] {
            host.handle(sip::FlowClosed{flow, sip::FlowError::refused, "connection refused", nullptr}, now_);
        });
    const auto names = server->certificate_names();
    const auto security = security_of(*server, open.target.peer_name);
    const bool named = std::count(names.begin(), names.end(), open.target.peer_name) > 0;
    if (open.target.kind == TransportKind::tls && !named)
        return at(now_ + delay, [this, &host, flow = open.flow, security] {
            host.handle(
                sip::FlowClosed{flow, sip::FlowError::identity, "the certificate names somebody else", security}, now_);
        });
    const auto of_client = mutual_tls ? security_of(host, {}) : std::make_shared<sip::Security>();
    if (against_the_rules) {
        of_client->peer_verified = false;
        of_client->accepted_by_program = true;
    }
    auto stream = std::make_shared<Stream>();
    *stream = {&host,
               server,
               open.flow,
               {open.target.kind, sip::FlowDirection::inbound, 1000 + next_stream_++},
               {host.ip(), next_port_++},
               open.target.remote,
               open.target.kind,
               false};
    streams_.push_back(stream);
    at(now_ + delay, [this, stream, security, of_client] {
        if (std::count(streams_.begin(), streams_.end(), stream) == 0)
            return;
        stream->up = true;
        const bool tls = stream->kind == TransportKind::tls;
        stream->server->handle(sip::FlowOpened{stream->server_flow, stream->server_address, stream->client_address,
                                               tls ? of_client : nullptr},
                               now_);
        stream->client->handle(sip::FlowOpened{stream->client_flow, stream->client_address, stream->server_address,
                                               tls ? security : nullptr},
                               now_);
    });
}

/// What a handshake tells of a peer whose certificate holds.
std::shared_ptr<sip::Security> VirtualNetwork::security_of(const Host& peer, const std::string& expected)
{
    auto security = std::make_shared<sip::Security>();
    security->protocol = "TLSv1.3";
    security->peer_verified = true;
    security->expected_name = expected;
    if (!expected.empty())
        security->verified_name = (sip::IpAddress::parse(expected) ? "IP:" : "DNS:") + expected;
    for (const std::string& name : peer.certificate_names())
        security->names.push_back((sip::IpAddress::parse(name) ? "IP:" : "DNS:") + name);
    return security;
}

void VirtualNetwork::close(Host& host, FlowId flow)
{
    const auto stream = stream_of(host, flow);
    if (!stream)
        return;
    at(now_ + delay, [this, stream] { end(stream, sip::FlowError::none); }); // behind what is on its way
}

void VirtualNetwork::end(std::shared_ptr<Stream> stream, sip::FlowError error)
{
    const auto found = std::find(streams_.begin(), streams_.end(), stream);
    if (found == streams_.end())
        return;
    streams_.erase(found);
    const bool was_up = stream->up;
    stream->up = false;
    at(now_, [this, stream, error, was_up] {
        stream->client->handle(sip::FlowClosed{stream->client_flow, error, "closed by the network", nullptr}, now_);
        if (was_up)
            stream->server->handle(sip::FlowClosed{stream->server_flow, error, "closed by the network", nullptr}, now_);
    });
}

void VirtualNetwork::cut_streams(const Host& host)
{
    const auto streams = streams_;
    for (const auto& stream : streams)
        if (stream->client == &host || stream->server == &host)
            end(stream, sip::FlowError::reset);
}

void VirtualNetwork::resolve(Host& host, const sip::Resolve& resolve)
{
    sip::Resolved resolved{resolve.id, {}, {}};
    const auto found = names_.find(resolve.query.host);
    if (found == names_.end())
        resolved.error = "no such name: " + resolve.query.host;
    else
        resolved.candidates = found->second;
    at(now_ + delay, [this, &host, resolved] { host.handle(resolved, now_); });
}

Host* VirtualNetwork::host_at(const sip::IpAddress& ip) const
{
    const auto found = std::find_if(hosts_.begin(), hosts_.end(), [&](const Host* host) { return host->ip() == ip; });
    return found == hosts_.end() ? nullptr : *found;
}

std::shared_ptr<VirtualNetwork::Stream> VirtualNetwork::stream_of(const Host& host, FlowId flow) const
{
    for (const auto& stream : streams_)
        if ((stream->client == &host && stream->client_flow == flow) ||
            (stream->server == &host && stream->server_flow == flow))
            return stream;
    return nullptr;
}

std::string VirtualNetwork::take_ladder() { return std::exchange(ladder_, {}); }

} // namespace test
