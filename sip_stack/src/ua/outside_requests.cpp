#include "ua/outside_requests.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/request_address.hpp"

/// What the owner sends outside of calls, and what becomes of it.
namespace sip {
namespace {

constexpr std::chrono::seconds usual_expiry{3600};
constexpr std::chrono::seconds last_notify{
    32}; ///< §4.1.2.3: how long the final NOTIFY of an ended subscription is waited for

bool may_be_sent(Method method)
{
    switch (method) {
    case Method::options:
    case Method::message:
    case Method::info:
    case Method::notify:
    case Method::subscribe:
    case Method::publish: return true;
    default: return false;
    }
}

CommandError bad(std::string text) { return {CommandError::Code::bad_argument, std::move(text)}; }

} // namespace

CommandError OutsideRequests::send(const SendOutside& command)
{
    Sent sent;
    RequestDraft draft;
    NextHop hop;
    if (CommandError error = draft_of(command, sent, draft, hop))
        return error;
    sent.user = command.user;
    sent.cseq = draft.cseq;
    sent.sips = draft.sips;
    auto created = std::make_unique<Sent>(sent);
    Sent& kept = *created;
    const OutsideHandle handle = sent_.insert(std::move(created));
    kept.request = around_.requests.start(std::move(draft), std::move(hop), RequestOwner{handle});
    return {};
}

CommandError OutsideRequests::draft_of(const SendOutside& command, Sent& sent, RequestDraft& draft, NextHop& hop)
{
    sent.method = method_of(command.method);
    if (!may_be_sent(sent.method))
        return bad("method \"" + command.method + "\": cannot be sent outside of a call");
    if (!command.body.empty() && command.content_type.empty())
        return bad("content_type: is needed for a body");
    Subscription* subscription = command.call_id.empty() ? nullptr : of_call_id(command.call_id);
    const bool subscribes = sent.method == Method::subscribe || sent.method == Method::notify;
    if (subscription && subscription->open() && subscribes) {
        if (CommandError error = check_lines(command.headers, LinesFor::request))
            return error;
        draft = subscription->dialog().request(sent.method);
        hop = subscription->dialog().next_hop(around_.context.config);
        draft.lines = command.headers;
        draft.contact = take_line(draft.lines, HeaderId::contact).value_or(std::string{});
        sent.subscription = subscription->tag();
    } else {
        if (CommandError error = check_lines(command.headers, LinesFor::invite))
            return error;
        const std::uint64_t tag = random_number(around_.context.random);
        draft.method = sent.method;
        draft.lines = command.headers;
        if (CommandError error =
                address_request({command.to, command.from, command.request_uri, command.call_id, command.peer_name},
                                tag_text(tag), around_.context, draft, hop))
            return error;
        draft.answers_challenges = command.answers_challenges;
        if (sent.method == Method::subscribe) {
            if (subscriptions_.size() >= around_.context.config.max_subscriptions)
                return {CommandError::Code::too_many_calls, "there are as many subscriptions as configured"};
            subscriptions_.emplace(tag, std::make_unique<Subscription>(tag, draft.call_id));
            sent.subscription = tag;
        }
    }
    draft.has_contact = subscribes;
    draft.content_type = command.content_type;
    draft.body = command.body;
    sent.ends =
        says_terminated(line_value(draft.lines, HeaderId::subscription_state).value_or(std::string_view{})) ||
        (sent.method == Method::subscribe && line_value(draft.lines, HeaderId::expires) == std::string_view{"0"});
    return {};
}

std::optional<std::uint32_t> OutsideRequests::number_to_repeat(OutsideHandle handle, const Message&)
{
    Sent* sent = sent_.find(handle);
    if (!sent)
        return std::nullopt;
    Subscription* subscription = of_tag(sent->subscription);
    return sent->cseq = subscription && subscription->open() ? subscription->dialog().next_cseq() : sent->cseq + 1;
}

void OutsideRequests::receive_response(OutsideHandle handle, const Message& response, FlowId flow)
{
    if (response.status() < 200)
        return;
    const std::unique_ptr<Sent> sent = sent_.take(handle);
    if (!sent)
        return;
    around_.context.outside.push_back({sent->user, OutsideAnswered{&response}});
    if (sent->subscription)
        subscribed(*sent, response, flow);
}

/// RFC 6665 §4.1.2.1, §4.1.2.2, §4.2.2
void OutsideRequests::subscribed(const Sent& sent, const Message& response, FlowId flow)
{
    Subscription* subscription = of_tag(sent.subscription);
    if (!subscription)
        return;
    const bool accepted = response.status() < 300;
    const bool gone = response.status() == 481 || response.status() == 404 || response.status() == 410;
    if (sent.method == Method::notify)
        return gone || sent.ends ? close(sent.subscription) : void();
    if (!accepted)
        return gone || !subscription->open() ? close(sent.subscription)
                                             : void(); // a refresh may be refused: it runs on
    subscription->accepted(response, sent.sips, flow, proved_name(around_, flow));
    subscription->ended |= sent.ends;
    keep(*subscription, sent.ends ? last_notify : expiry_of(response, usual_expiry));
}

void OutsideRequests::handle(OutsideHandle handle, const RequestEvent& event)
{
    const std::unique_ptr<Sent> sent = sent_.take(handle);
    if (!sent)
        return;
    around_.context.outside.push_back({sent->user, OutsideFailed{std::string{name_of(event.method)}, event.timed_out,
                                                                 event.timed_out ? FlowError::timed_out : event.error,
                                                                 event.reason, event.target, event.security}});
    Subscription* subscription = of_tag(sent->subscription);
    if (subscription && (!subscription->open() || sent->ends))
        close(sent->subscription);
}

void OutsideRequests::keep(Subscription& subscription, std::chrono::seconds time)
{
    around_.context.timers.stop(subscription.timer);
    subscription.timer = around_.context.timers.start(
        around_.context.now + time, {TimerOwner::Kind::outside, subscription.tag(), subscription_over});
}

void OutsideRequests::close(std::uint64_t tag)
{
    const auto found = subscriptions_.find(tag);
    if (found == subscriptions_.end())
        return;
    around_.context.timers.stop(found->second->timer);
    around_.authenticator.forget(found->second->call_id());
    subscriptions_.erase(found);
}

void OutsideRequests::handle_expiry(const TimerOwner& owner)
{
    if (owner.letter == owner_silent) {
        around_.context.note({"nobody has answered a request in time"});
        (void)answer(OutsideHandle{owner.id}, {.status = 500, .reason = "No Answer In Time"});
        return;
    }
    Subscription* subscription = of_tag(owner.id);
    if (!subscription)
        return;
    subscription->timer = 0;
    if (!subscription->ended)
        around_.context.outside.push_back({0, SubscriptionExpired{subscription->call_id()}});
    close(owner.id);
}

void OutsideRequests::shut_down()
{
    while (!subscriptions_.empty())
        close(subscriptions_.begin()->first);
    for (const OutsideHandle handle : sent_.ids())
        if (const auto sent = sent_.take(handle)) {
            around_.requests.withdraw(sent->request);
            around_.requests.disown(sent->request);
        }
    for (const OutsideHandle handle : incoming_.ids())
        (void)answer(handle, {.status = 503});
}

Subscription* OutsideRequests::of_call_id(std::string_view call_id)
{
    for (const auto& [tag, subscription] : subscriptions_)
        if (subscription->call_id() == call_id)
            return subscription.get();
    return nullptr;
}

Subscription* OutsideRequests::of_tag(std::uint64_t tag) const
{
    const auto found = subscriptions_.find(tag);
    return found == subscriptions_.end() ? nullptr : found->second.get();
}

} // namespace sip
