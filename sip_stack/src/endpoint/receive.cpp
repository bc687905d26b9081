#include "endpoint/endpoint_impl.hpp"
#include "endpoint/response_factory.hpp"

/// From bytes on a flow to the transaction user (RFC 3261 §18.1.2, §18.2.1, §18.3).
namespace sip {
namespace {

constexpr std::string_view overload_wait = "5"; // seconds in Retry-After

} // namespace

void Endpoint::Impl::receive(FlowEvent event)
{
    if (auto* bytes = std::get_if<FlowData>(&event))
        data(*bytes);
    else if (const auto* open = std::get_if<FlowOpened>(&event))
        opened(*open);
    else if (auto* close = std::get_if<FlowClosed>(&event))
        closed(*close);
    else
        profile_changed(std::get<ProfileChanged>(event).kind);
}

void Endpoint::Impl::profile_changed(TransportKind kind)
{
    flows.retire(kind);
    proxy.profile_changed(kind);
}

void Endpoint::Impl::opened(const FlowOpened& event)
{
    if (context.tracer)
        context.tracer->flow_opened(event.flow, event.local, event.remote, event.security.get());
    if (!is_stream(event.flow.kind()))
        return;
    if (Flow* flow = flows.opened(event)) {
        requests.flow_opened(*flow);
        rerouter.flow_opened(*flow);
        proxy.flow_opened(*flow);
        flow->waiting = {};
    }
}

void Endpoint::Impl::closed(FlowClosed& event)
{
    const std::unique_ptr<Flow> flow = flows.closed(event.flow);
    if (flow && flow->close_error != FlowError::none && event.error == FlowError::none) {
        event.error = flow->close_error; // the transport knows only that we wanted it closed
        event.reason = flow->target.remote.to_string() + ": " + flow->close_reason;
    }
    if (context.tracer)
        context.tracer->flow_closed(event.flow, event.error, event.reason);
    transactions.flow_lost(event.flow, event.error, event.reason, context.now);
    rerouter.flow_closed(event.flow);
    if (!flow)
        return;
    requests.flow_closed(*flow, event);
    proxy.flow_closed(*flow);
}

void Endpoint::Impl::data(FlowData& event)
{
    if (!is_stream(event.flow.kind())) {
        if (event.bytes.view().find_first_not_of("\r\n") != std::string_view::npos) // else a keep-alive
            receive_message(std::move(event.bytes), event.flow, event.remote);
        return;
    }
    if (Flow* flow = flows.find(event.flow); flow && !flow->closing)
        stream_data(*flow, event.bytes);
}

void Endpoint::Impl::stream_data(Flow& flow, const Bytes& chunk)
{
    frames_.clear();
    flows.touched(flow);
    const ParseError error = flow.framer.push(chunk.view(), frames_);
    bool progress = false;
    for (StreamFramer::Frame& frame : frames_) {
        if (flow.closing)
            break;
        // RFC 5626 §4.4.1. Where we ping, two pongs in a row look like a ping and are none.
        const bool pinged = frame.kind == StreamFramer::Frame::Kind::ping && flow.keep_alive == 0;
        progress |= pinged;
        if (pinged)
            context.actions.emplace_back(Send{flow.id, flow.target.remote, Bytes{"\r\n"}});
        if (frame.kind == StreamFramer::Frame::Kind::pong)
            flows.pong_received(flow);
        if (frame.kind != StreamFramer::Frame::Kind::message)
            continue;
        progress = true;
        receive_message(std::move(frame.bytes), flow.id, flow.target.remote);
    }
    if (error)
        return refuse_stream(flow, error);
    flows.framed(flow, progress);
}

/// What follows on a stream that cannot be framed any more is noise: answer what was understood, and close.
void Endpoint::Impl::refuse_stream(Flow& flow, const ParseError& error)
{
    ++context.statistics.malformed;
    MessagePtr head = context.messages.acquire();
    (void)head->parse(Bytes{flow.framer.rejected()}, limits_);
    if (!flow.closing && head->is_request() && head->answerable() && head->method() != Method::ack)
        answer_stateless(*head, {flow.id, flow.target.remote}, error.status, to_string(error));
    context.messages.retire(std::move(head));
    flows.close(flow, to_string(error));
}

void Endpoint::Impl::receive_message(Bytes bytes, FlowId flow, const Address& source)
{
    ++context.statistics.received;
    if (context.tracer)
        context.tracer->message({Trace::Way::received, flow, local_of(flow), source, bytes});
    MessagePtr message = context.messages.acquire();
    const ParseError error = message->parse(std::move(bytes), limits_);
    if (error)
        ++context.statistics.malformed;
    if (message->is_request())
        receive_request(message, error, flow, source);
    else
        receive_response(*message, error, flow);
    context.messages.retire(std::move(message));
    drain_events();
}

void Endpoint::Impl::receive_request(MessagePtr& request, const ParseError& error, FlowId flow, const Address& source)
{
    const bool unanswerable = !request->answerable() || request->method() == Method::ack; // an ACK has no response
    if (error && unanswerable)
        return drop("request", to_string(error));
    const Route route{flow, response_address(*request, flow, source)};
    if (error)
        return answer_stateless(*request, route, error.status, to_string(error));
    if (flow.kind() == TransportKind::tls && flow.direction() == FlowDirection::inbound)
        note_alias(*request, flow);

    const RequestOutcome outcome = transactions.receive_request(*request, route, context.now);
    switch (outcome.kind) {
    case RequestOutcome::Kind::fresh:
        if (outside.takes(*request, agent.busy()))
            return outside.receive(request, route, outcome.server);
        return agent.receive_request(request, route, outcome.server);
    case RequestOutcome::Kind::absorbed:
        if (request->method() == Method::ack)
            agent.refusal_over(outcome.server, true);
        return;
    case RequestOutcome::Kind::ack_for_2xx: return agent.receive_ack(*request);
    case RequestOutcome::Kind::cancel: return agent.receive_cancel(*request, route, outcome.server, outcome.cancelled);
    case RequestOutcome::Kind::merged: return agent.refuse(*request, route, outcome.server, 482);
    case RequestOutcome::Kind::overload:
        return answer_stateless(*request, route, 503, {}, HeaderId::retry_after, overload_wait);
    }
}

// RFC 5923 §5: the peer offers its connection for our requests to the port that its Via names.
void Endpoint::Impl::note_alias(const Message& request, FlowId id)
{
    if (Flow* flow = flows.find(id); flow && !flow->alias.port && request.top_via().params.has("alias"))
        flows.alias(*flow, request.top_via().port);
}

void Endpoint::Impl::receive_response(const Message& response, const ParseError& error, FlowId flow)
{
    if (error)
        return drop("response", to_string(error));
    if (response.via_count() != 1) // RFC 3261 §8.1.3.3: for somebody else
        return drop("response", "it has more than our Via");
    if (!is_stream(flow.kind()) && !listeners.is_own_sent_by(response.top_via().host, response.top_via().port))
        return drop("response", "its top Via is not ours"); // RFC 3261 §18.1.2

    const ResponseOutcome outcome = transactions.receive_response(response, flow, context.now);
    switch (outcome.kind) {
    case ResponseOutcome::Kind::deliver: return deliver(requests.receive(outcome.user, response), response, flow);
    case ResponseOutcome::Kind::absorbed: return;
    case ResponseOutcome::Kind::stray_2xx:
        return agent.receive_stray_2xx(response, outcome.client != ClientId::none, flow);
    case ResponseOutcome::Kind::stray: return drop("response", "it belongs to no request of ours");
    }
}

// A challenge that we can answer is no answer, unless the request is not wanted any more.
void Endpoint::Impl::deliver(const RequestSender::Delivery& delivery, const Message& response, FlowId flow)
{
    if (delivery.challenged) {
        if (const auto cseq = number_to_repeat(delivery, response))
            return requests.repeat(delivery.request, *cseq);
        requests.settle(delivery.request);
    }
    if (!delivery.deliver)
        return;
    switch (delivery.owner.kind) {
    case RequestOwner::Kind::registration:
        return registrations.receive_response(RegistrationHandle{delivery.owner.id}, response, flow);
    case RequestOwner::Kind::outside: return outside.receive_response(OutsideHandle{delivery.owner.id}, response, flow);
    case RequestOwner::Kind::call:
    case RequestOwner::Kind::none: return agent.receive_response(delivery, response, flow);
    }
}

/// Without a transaction; the tag is made from the request, so that a repeated request gets the same (RFC 3261 §8.2.7).
void Endpoint::Impl::answer_stateless(const Message& request, const Route& route, int status, std::string_view reason,
                                      HeaderId header, std::string_view value)
{
    context.note({"request answered ", std::to_string(status), " without a transaction: ", reason});
    const std::string tag = std::to_string(std::hash<std::string_view>{}(request.top_via().branch));
    ResponseDraft draft;
    draft.status = status;
    draft.reason = reason;
    draft.to_tag = tag;
    if (header != HeaderId::other)
        draft.add(header, value);
    context.actions.emplace_back(Send{route.flow, route.remote, build_response(request, route.remote, draft)});
}

void Endpoint::Impl::drop(std::string_view what, std::string_view why)
{
    ++context.statistics.dropped;
    context.note({what, " dropped: ", why});
}

} // namespace sip
