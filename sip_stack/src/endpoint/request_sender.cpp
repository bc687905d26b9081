#include "endpoint/request_sender.hpp"

#include "endpoint/identifiers.hpp"

namespace sip {
namespace {

/// What was found wrong with whoever answered there: what a person must hear of, whatever becomes of the next address.
bool is_verdict(FlowError error)
{
    return error == FlowError::handshake || error == FlowError::certificate || error == FlowError::identity;
}

} // namespace

RequestSender::RequestSender(Context& context, TransactionLayer& transactions, FlowTable& flows,
                             const Listeners& listeners, Authenticator& authenticator)
    : context_{context}, transactions_{transactions}, flows_{flows}, listeners_{listeners},
      authenticator_{authenticator}
{
}

RequestId RequestSender::start(RequestDraft draft, NextHop hop, RequestOwner owner)
{
    auto created = std::make_unique<Pending>();
    Pending& pending = *created;
    pending.method = draft.method;
    pending.owner = owner;
    pending.draft = std::move(draft);
    pending.hop = std::move(hop);
    pending.challenges = authenticator_.begin();
    const RequestId id = pending_.insert(std::move(created));
    begin(id, pending);
    return id;
}

void RequestSender::begin(RequestId id, Pending& pending)
{
    if (!dialog_flow_serves(pending.hop))
        return resolve(id, pending);
    pending.use = flows_.use_for_transaction(pending.hop.flow);
    pending.on_old_flow = true;
    send_on_flow(id, pending, *flows_.find(pending.hop.flow));
}

void RequestSender::disown(RequestId request)
{
    Pending* pending = pending_.find(request);
    if (!pending)
        return;
    pending->owner = {};
    // an INVITE that has a provisional response waits for ever, but for somebody who cares (RFC 3261 §17.1.1.2)
    if (pending->method == Method::invite && pending->phase == Pending::Phase::under_way && !pending->timer)
        pending->timer = context_.timers.start(context_.now + 64 * context_.config.timers.t1,
                                               {TimerOwner::Kind::query, static_cast<std::uint64_t>(request), 0});
}

void RequestSender::withdraw(RequestId request)
{
    if (Pending* pending = pending_.find(request); pending && pending->phase < Pending::Phase::under_way)
        remove(request);
}

void RequestSender::give_up(RequestId request)
{
    if (const Pending* pending = pending_.find(request)) {
        transactions_.abandon(pending->client);
        remove(request);
    }
}

bool RequestSender::sent(RequestId request) const
{
    const Pending* pending = pending_.find(request);
    return pending && pending->phase >= Pending::Phase::under_way;
}

std::optional<Route> RequestSender::route_of(RequestId request) const
{
    const Pending* pending = pending_.find(request);
    if (!pending || pending->phase < Pending::Phase::under_way)
        return std::nullopt;
    return pending->route;
}

std::string RequestSender::contact_of(RequestId request) const
{
    const Pending* pending = pending_.find(request);
    return pending ? pending->contact : std::string{};
}

void RequestSender::cancel(RequestId invite, const HeaderLines& lines)
{
    const Pending* pending = pending_.find(invite);
    const Bytes* request = pending ? transactions_.request_of(pending->client) : nullptr;
    if (!request)
        return;
    const Bytes cancel = build_cancel(*request, lines);
    Message parsed;
    (void)parsed.parse(cancel);
    (void)transactions_.start_client(Method::cancel, cancel, parsed.top_via().branch, pending->route, 0, context_.now);
}

RequestSender::Delivery RequestSender::receive(std::uint64_t user, const Message& response)
{
    const RequestId id{user};
    Pending* pending = pending_.find(id);
    if (!pending)
        return {};
    // RFC 3263 §4.3: 503 means the next server, as long as there is one
    if (response.status() == 503 && pending->phase == Pending::Phase::under_way &&
        pending->next < pending->attempts.size()) {
        context_.note({"503 from ", pending->route.remote.to_string(), ": trying the next address"});
        try_next(id, *pending);
        return {};
    }
    pending->next = pending->attempts.size(); // this server has taken the request: no other may get it too
    pending->answered = true;
    Delivery delivery{pending->owner, id, true, false};
    if (response.status() < 200)
        return delivery;
    const bool challenge = response.status() == 401 || response.status() == 407;
    if (challenge && pending->draft)
        delivery.challenged = authenticator_.challenged(response, *pending->draft, pending->challenges);
    if (response.status() < 300)
        authenticator_.accepted(response);
    if (!delivery.challenged)
        finish(*pending);
    return delivery;
}

void RequestSender::repeat(RequestId request, std::uint32_t cseq)
{
    Pending* pending = pending_.find(request);
    if (!pending || !pending->draft)
        return;
    context_.note({name_of(pending->method), " is sent again with credentials"});
    pending->draft->cseq = cseq ? cseq : pending->draft->cseq + 1;
    pending->client = ClientId::none;
    pending->answered = false;
    pending->timed_out = false;
    pending->phase = Pending::Phase::resolving;
    if (pending->attempts.empty()) // it went by the connection of its dialog
        return begin(request, *pending);
    pending->attempts.erase(pending->attempts.begin(),
                            pending->attempts.begin() + static_cast<std::ptrdiff_t>(pending->current));
    pending->next = 0;
    try_next(request, *pending);
}

void RequestSender::settle(RequestId request)
{
    if (Pending* pending = pending_.find(request))
        finish(*pending);
}

void RequestSender::handle(const Resolved& result)
{
    const RequestId id{static_cast<std::uint64_t>(result.id)};
    Pending* pending = pending_.find(id);
    if (!pending || pending->phase != Pending::Phase::resolving)
        return;
    context_.timers.stop(pending->timer);
    if (!result.error.empty())
        pending->reason = result.error;
    take_candidates(*pending, result.candidates);
    try_next(id, *pending);
}

void RequestSender::handle_expiry(const TimerOwner& owner)
{
    const RequestId id{owner.id};
    Pending* pending = pending_.find(id);
    if (!pending)
        return;
    pending->timer = 0;
    if (pending->phase == Pending::Phase::under_way)
        return give_up(id);
    if (pending->phase != Pending::Phase::resolving)
        return;
    context_.actions.emplace_back(CancelResolve{pending->query});
    pending->timed_out = true;
    pending->reason = "no answer to the look-up of " + pending->hop.query.host;
    fail(id, *pending);
}

void RequestSender::handle(const TransactionEvent& event)
{
    const RequestId id{event.user};
    Pending* pending = pending_.find(id);
    if (!pending || pending->client != event.client)
        return;
    switch (event.kind) {
    case TransactionEvent::Kind::timed_out:
        pending->timed_out = true;
        pending->reason = "no response from " + pending->route.remote.to_string();
        return try_next(id, *pending);
    case TransactionEvent::Kind::transport_failed:
        pending->timed_out = false;
        pending->error = event.error;
        pending->reason = event.reason;
        return connection_lost(id, *pending);
    case TransactionEvent::Kind::terminated:
        if (pending->phase == Pending::Phase::done)
            remove(id);
        return;
    case TransactionEvent::Kind::ack_missing:
    case TransactionEvent::Kind::response_waits: return; // of servers
    }
}

void RequestSender::flow_opened(const Flow& flow)
{
    for (const std::uint64_t who : flow.waiting) {
        const RequestId id{who};
        Pending* pending = pending_.find(id);
        if (pending && pending->phase == Pending::Phase::opening && pending->route.flow == flow.id)
            send_on_flow(id, *pending, flow);
    }
}

void RequestSender::flow_closed(const Flow& flow, const FlowClosed& event)
{
    for (const std::uint64_t who : flow.waiting) {
        const RequestId id{who};
        Pending* pending = pending_.find(id);
        if (!pending || pending->phase != Pending::Phase::opening || pending->route.flow != flow.id)
            continue;
        if (!is_verdict(pending->error) || is_verdict(event.error)) {
            pending->error = event.error == FlowError::none ? FlowError::timed_out : event.error;
            pending->reason = event.reason.empty() ? std::string{to_string(pending->error)} : event.reason;
            pending->security = event.security;
        }
        try_next(id, *pending);
    }
}

// A connection that stood before may have been closed by the peer while the request was on its way: without any
// response the same address gets it once more, by a new connection and with a new branch. Else the next address.
void RequestSender::connection_lost(RequestId id, Pending& pending)
{
    if (!std::exchange(pending.on_old_flow, false) || pending.answered || !pending.draft)
        return try_next(id, pending);
    pending.client = ClientId::none;
    pending.hop.flow = {};
    if (pending.next == 0) { // it went by the connection of its dialog
        pending.phase = Pending::Phase::resolving;
        return resolve(id, pending);
    }
    --pending.next;
    try_next(id, pending);
}

// RFC 3261 §12.2.1.1 does not bind a dialog to a connection, but the connection that it used is known to lead to the
// peer through every NAT and its identity is verified. A next hop that demands TLS is not served by less.
bool RequestSender::dialog_flow_serves(const NextHop& hop) const
{
    if (!hop.flow || !is_stream(hop.flow.kind()) || !flows_.usable(hop.flow))
        return false;
    return hop.query.transport != TransportKind::tls || hop.flow.kind() == TransportKind::tls;
}

void RequestSender::resolve(RequestId id, Pending& pending)
{
    if (const auto candidate = literal_candidate(pending.hop)) {
        take_candidates(pending, {*candidate});
        return try_next(id, pending);
    }
    pending.query = QueryId{static_cast<std::uint64_t>(id)};
    context_.actions.emplace_back(Resolve{pending.query, pending.hop.query});
    pending.timer = context_.timers.start(context_.now + 64 * context_.config.timers.t1,
                                                {TimerOwner::Kind::query, static_cast<std::uint64_t>(id), 0});
}

// An address literal needs no look-up; over UDP our own address must be known too, for the Via.
std::optional<Candidate> RequestSender::literal_candidate(const NextHop& hop) const
{
    const auto ip = IpAddress::parse(hop.query.host);
    if (!ip)
        return std::nullopt;
    const TransportKind kind = hop.query.transport.value_or(hop.query.preferred);
    Candidate candidate{{kind, {*ip, hop.query.port ? hop.query.port : default_port(kind)}, {}}, {}};
    if (kind != TransportKind::udp)
        return candidate;
    const Listeners::Listener* listener = listeners_.specific(kind, ip->family());
    if (!listener)
        return std::nullopt;
    candidate.local = listener->local.ip;
    return candidate;
}

void RequestSender::take_candidates(Pending& pending, std::vector<Candidate> candidates)
{
    for (Candidate& candidate : candidates) {
        const TransportKind kind = candidate.target.kind;
        if (pending.hop.query.transport && kind != *pending.hop.query.transport) {
            // what asked for TLS goes by nothing less, whatever a look-up says (RFC 3261 §26.2.2)
            pending.error = FlowError::local;
            pending.reason = "the look-up gave an address for " + std::string{via_name(kind)} + " only";
            continue;
        }
        if (!is_enabled(kind, context_.config)) {
            pending.error = FlowError::local;
            pending.reason = std::string{via_name(kind)} + " is not enabled";
            continue;
        }
        candidate.target.peer_name = kind == TransportKind::tls ? pending.hop.peer_name : std::string{};
        pending.attempts.push_back({std::move(candidate)});
    }
}

void RequestSender::try_next(RequestId id, Pending& pending)
{
    pending.client = ClientId::none;
    while (pending.draft && pending.next < pending.attempts.size()) {
        pending.current = pending.next++;
        if (try_attempt(id, pending, pending.attempts[pending.current]))
            return;
    }
    fail(id, pending);
}

bool RequestSender::try_attempt(RequestId id, Pending& pending, Attempt attempt)
{
    if (!is_stream(attempt.candidate.target.kind))
        return try_datagram(id, pending, attempt);
    Flow* flow = flows_.acquire(attempt.candidate.target);
    if (!flow) {
        pending.error = FlowError::local;
        pending.reason = "the limit of flows is reached";
        return false;
    }
    pending.use = flows_.use_for_transaction(flow->id);
    pending.route = {flow->id, attempt.candidate.target.remote};
    pending.on_old_flow = flow->open;
    if (flow->open) {
        send_on_flow(id, pending, *flow);
        return true;
    }
    pending.phase = Pending::Phase::opening;
    if (flows_.wait(*flow, static_cast<std::uint64_t>(id)))
        return true;
    pending.error = FlowError::overflow;
    pending.reason = "too many requests wait for the flow to open";
    return false;
}

bool RequestSender::try_datagram(RequestId id, Pending& pending, const Attempt& attempt)
{
    const Candidate& candidate = attempt.candidate;
    const Listeners::Listener* listener = listeners_.serving(TransportKind::udp, candidate.local);
    if (!listener) {
        pending.error = FlowError::local;
        pending.reason = "no UDP socket for " + candidate.local.to_string();
        return false;
    }
    const std::string branch = new_branch(context_.random);
    const Origin origin = listeners_.origin(TransportKind::udp, {candidate.local, listener->local.port});
    Bytes request = build(pending, origin, branch);

    // RFC 3261 §18.1.1: a large request goes by TCP; back to UDP when nobody listens there
    const std::uint16_t limit = context_.config.max_udp_message;
    if (limit && request.size() > limit && context_.config.tcp && !attempt.any_size) {
        Attempt again = attempt;
        again.any_size = true;
        Attempt by_tcp = attempt;
        by_tcp.candidate.target.kind = TransportKind::tcp;
        pending.attempts.insert(pending.attempts.begin() + static_cast<std::ptrdiff_t>(pending.next), again);
        return try_attempt(id, pending, std::move(by_tcp));
    }
    launch(id, pending, std::move(request), branch, {listener->udp_flow, candidate.target.remote});
    return true;
}

void RequestSender::send_on_flow(RequestId id, Pending& pending, const Flow& flow)
{
    const std::string branch = new_branch(context_.random);
    Origin origin = listeners_.origin(flow.id.kind(), flow.local);
    origin.alias = flow.id.kind() == TransportKind::tls && flow.id.direction() == FlowDirection::outbound;
    launch(id, pending, build(pending, origin, branch), branch, {flow.id, flow.target.remote});
}

Bytes RequestSender::build(Pending& pending, const Origin& origin, std::string_view branch)
{
    authenticator_.sign(*pending.draft, pending.challenges);
    if (pending.method == Method::register_ && pending.draft->has_contact)
        pending.contact = contact_value(origin, pending.draft->contact_user, pending.draft->sips != Sips::no);
    return build_request(*pending.draft, origin, branch, context_.config, context_.allow);
}

void RequestSender::launch(RequestId id, Pending& pending, Bytes request, std::string_view branch, const Route& route)
{
    pending.route = route;
    pending.phase = Pending::Phase::under_way;
    if (pending.method != Method::ack) {
        pending.client = transactions_.start_client(pending.method, std::move(request), branch, route,
                                                    static_cast<std::uint64_t>(id), context_.now);
        if (pending.client != ClientId::none)
            return;
        pending.error = FlowError::local;
        pending.reason = "the limit of transactions is reached";
        return fail(id, pending);
    }
    // RFC 3261 §13.2.2.4: the ACK for a 2xx is no transaction
    context_.actions.emplace_back(Send{route.flow, route.remote, request});
    if (pending.owner)
        events_.push_back({.kind = RequestEvent::Kind::ack_sent,
                           .owner = pending.owner,
                           .request = id,
                           .method = Method::ack,
                           .bytes = std::move(request),
                           .route = route});
    remove(id);
}

void RequestSender::fail(RequestId id, Pending& pending)
{
    if (pending.phase == Pending::Phase::done) // its final response is out; what is lost now is lost
        return remove(id);
    events_.push_back({RequestEvent::Kind::failed,
                       pending.owner,
                       id,
                       pending.method,
                       {},
                       pending.route,
                       pending.timed_out,
                       pending.error,
                       pending.reason,
                       pending.draft ? pending.draft->uri : std::string{},
                       pending.security});
    remove(id);
}

void RequestSender::finish(Pending& pending)
{
    pending.phase = Pending::Phase::done;
    pending.draft.reset();
    pending.attempts = {};
    pending.hop = {};
    pending.reason = {};
    pending.challenges = {};
    pending.use = {};
}

void RequestSender::remove(RequestId id)
{
    if (Pending* pending = pending_.find(id)) {
        if (pending->phase == Pending::Phase::resolving && pending->timer)
            context_.actions.emplace_back(CancelResolve{pending->query});
        context_.timers.stop(pending->timer);
    }
    pending_.take(id);
}

} // namespace sip
