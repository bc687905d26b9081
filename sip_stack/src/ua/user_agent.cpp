#include "ua/user_agent.hpp"

#include "endpoint/identifiers.hpp"
#include "ua/request_checks.hpp"

namespace sip {
namespace {

constexpr std::string_view overload_wait = "5"; // seconds in Retry-After

} // namespace

UserAgent::UserAgent(Context& context, TransactionLayer& transactions, FlowTable& flows, const Listeners& listeners,
                     RequestSender& requests, ResponseRerouter& rerouter, Authenticator& authenticator)
    : context_{context}, around_{context, transactions, flows, listeners, requests, rerouter, calls_, authenticator}
{
}

CommandError UserAgent::command(CallHandle handle, const CallCommand& command)
{
    Call* call = calls_.find(handle);
    if (!call || !call->owned())
        return {CommandError::Code::no_such_call, "no such call: it has ended or never was"};
    return call->command(command);
}

void UserAgent::set_user(CallHandle handle, UserCookie user)
{
    if (Call* call = calls_.find(handle))
        call->set_user(user);
}

std::string_view UserAgent::call_id(CallHandle handle) const
{
    const Call* call = calls_.find(handle);
    return call ? call->call_id() : std::string_view{};
}

void UserAgent::shut_down()
{
    for (const CallHandle handle : calls_.handles())
        if (Call* call = calls_.find(handle))
            call->shut_down();
}

void UserAgent::receive_request(MessagePtr& request, const Route& route, ServerId server)
{
    const bool in_dialog = !request->to_tag().empty();
    Call* const call = in_dialog ? call_of(*request, request->to_tag()) : nullptr;
    if (in_dialog && !call && request->method() != Method::other) // RFC 3261 §12.2.2, whatever it asks
        return refuse(*request, route, server, 481);
    auto refusal = check_request(*request, context_);
    if (!refusal)
        refusal = check_sips(*request, route.flow.kind(), context_.config.tls);
    if (refusal)
        return refuse(*request, route, server, refusal->status, refusal->reason, refusal->header, refusal->value);
    if (call) {
        if (!call->in_order(*request))
            return refuse(*request, route, server, 500, "CSeq is not above the last one");
        if (request->method() == Method::options && !context_.handed_up.options)
            return answer_options(*request, route, server, {});
        return call->receive_request(request, route, server);
    }
    switch (request->method()) {
    case Method::invite: return receive_invite(request, route, server);
    case Method::options: return answer_options(*request, route, server, tag_text(new_tag()));
    default: return refuse(*request, route, server, 481); // BYE outside of any dialog (§15.1.2)
    }
}

void UserAgent::receive_invite(MessagePtr& invite, const Route& route, ServerId server)
{
    if (busy_)
        return refuse(*invite, route, server, busy_);
    if (calls_.size() >= context_.config.max_calls)
        return refuse(*invite, route, server, 503, {}, HeaderId::retry_after, overload_wait);
    CallHandle replaced{};
    if (const auto refusal = find_replaced(*invite, replaced))
        return refuse(*invite, route, server, refusal->status, refusal->reason);
    const std::uint64_t tag = new_tag();
    auto created = std::make_unique<Call>(around_, UserCookie{0}, tag);
    Call& call = *created;
    call.set_handle(calls_.insert(std::move(created), tag));
    call.open(std::move(invite), route, server, calls_.find(replaced));
}

void UserAgent::receive_cancel(const Message& cancel, const Route& route, ServerId server, ServerId cancelled)
{
    if (cancelled == ServerId{})
        return refuse(cancel, route, server, 481);
    // RFC 3261 §9.2: the 200 comes first, whatever becomes of the INVITE
    respond(cancel, route, server, {});
    if (Call* call = calls_.of_invite(cancelled))
        call->receive_cancel();
}

void UserAgent::receive_ack(const Message& ack)
{
    if (Call* call = call_of(ack, ack.to_tag()))
        call->receive_ack(ack);
}

void UserAgent::refusal_over(ServerId server, bool acknowledged)
{
    if (Call* call = calls_.of_invite(server))
        call->refusal_over(server, acknowledged);
}

void UserAgent::receive_response(const RequestSender::Delivery& delivery, const Message& response, FlowId flow)
{
    if (Call* call = calls_.find(delivery.owner.call()))
        return call->receive_response(delivery.request, response, flow);
    if (response.method() == Method::invite && response.status() >= 200 && response.status() < 300)
        decline_dialog(around_, response, flow); // the call is over, but a fork of its INVITE was answered
}

std::optional<std::uint32_t> UserAgent::number_to_repeat(const RequestSender::Delivery& delivery,
                                                         const Message& response)
{
    if (Call* call = calls_.find(delivery.owner.call()))
        return call->number_to_repeat(delivery.request, response);
    if (response.method() == Method::invite) // of a call that is over
        return std::nullopt;
    return 0;
}

void UserAgent::receive_stray_2xx(const Message& response, bool ours, FlowId flow)
{
    const auto tag = tag_number(response.from_tag());
    if (Call* call = tag ? calls_.of_tag(*tag) : nullptr)
        call->receive_stray_2xx(response, flow);
    else if (ours)
        decline_dialog(around_, response, flow);
}

void UserAgent::handle(const RequestEvent& event)
{
    if (Call* call = calls_.find(event.owner.call()))
        call->handle(event);
}

void UserAgent::handle_expiry(const TimerOwner& owner)
{
    if (Call* call = calls_.find(CallHandle{owner.id}))
        call->handle_expiry(owner.letter);
}

Call* UserAgent::call_of(const Message& message, std::string_view local_tag) const
{
    const auto tag = tag_number(local_tag);
    Call* call = tag ? calls_.of_tag(*tag) : nullptr;
    return call && call->matches(message) ? call : nullptr;
}

void UserAgent::refuse(const Message& request, const Route& route, ServerId server, int status, std::string_view reason,
                       HeaderId header, std::string_view value)
{
    ResponseDraft draft;
    draft.status = status;
    draft.reason = reason;
    if (header != HeaderId::other)
        draft.add(header, value);
    respond(request, route, server, draft);
}

void UserAgent::respond(const Message& request, const Route& route, ServerId server, ResponseDraft draft)
{
    const std::string tag = tag_text(new_tag());
    if (draft.to_tag.empty())
        draft.to_tag = tag;
    sip::respond(around_, request, route, server, draft);
}

std::uint64_t UserAgent::new_tag() const { return random_number(context_.random); }

} // namespace sip
