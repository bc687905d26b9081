#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/outside_requests.hpp"

#include <limits>

/// Requests of peers outside of calls, which the owner answers.
namespace sip {
namespace {

constexpr std::chrono::seconds owner_limit{20}; ///< below the 32 s after which nobody waits for an answer
constexpr std::size_t max_incoming = 1000;
constexpr std::chrono::seconds usual_expiry{3600};
constexpr std::chrono::seconds last_notify{32};

std::chrono::seconds granted_to(const Message& subscribe, const HeaderLines& answer)
{
    const std::chrono::seconds asked = expiry_of(subscribe, usual_expiry);
    std::uint32_t seconds = 0;
    const auto line = line_value(answer, HeaderId::expires);
    if (line && parse_uint(*line, std::numeric_limits<std::uint32_t>::max(), seconds))
        return std::min(asked, std::chrono::seconds{seconds}); // §4.2.1.1: never more
    return asked;
}

} // namespace

bool OutsideRequests::takes(const Message& request, bool busy) const
{
    if (!request.to_tag().empty())
        return subscription_of(request) != nullptr;
    const TakenUp& taken_up = around_.context.taken_up;
    switch (request.method()) {
    case Method::options: return taken_up.options && !busy;
    case Method::message: return taken_up.message;
    case Method::notify: return taken_up.notify;
    case Method::subscribe: return taken_up.subscribe;
    default: return false;
    }
}

Subscription* OutsideRequests::subscription_of(const Message& request) const
{
    const auto tag = tag_number(request.to_tag());
    Subscription* subscription = tag ? of_tag(*tag) : nullptr;
    return subscription && subscription->call_id() == request.call_id() ? subscription : nullptr;
}

void OutsideRequests::receive(MessagePtr& request, const Route& route, ServerId server)
{
    if (const auto refusal = check(*request))
        return refuse(*request, route, server, *refusal);
    Subscription* subscription = request->to_tag().empty() ? nullptr : subscription_of(*request);
    if (subscription)
        if (const int status = enter_subscription(*subscription, *request, route))
            return refuse(*request, route, server, refusal_by(status));
    auto incoming = std::make_unique<Incoming>();
    Incoming& kept = *incoming;
    kept.request = std::move(request);
    kept.route = route;
    kept.server = server;
    kept.subscription = subscription ? subscription->tag() : 0;
    const OutsideHandle handle = incoming_.insert(std::move(incoming));
    kept.limit =
        around_.context.timers.start(around_.context.now + owner_limit,
                                     {TimerOwner::Kind::outside, static_cast<std::uint64_t>(handle), owner_silent});
    around_.context.outside.push_back({0, OutsideRequested{handle, kept.request.get()}});
}

Refusal OutsideRequests::refusal_by(int status) const
{
    if (status == 405) // §8.2.1: and then says what is allowed
        return {status, {}, HeaderId::allow, around_.context.allow};
    return {status, {}, HeaderId::other, {}};
}

std::optional<Refusal> OutsideRequests::check(const Message& request) const
{
    if (incoming_.size() >= max_incoming)
        return Refusal{503, {}, HeaderId::retry_after, "5"};
    const bool subscribes = request.method() == Method::subscribe && request.to_tag().empty();
    if (subscribes && subscriptions_.size() >= around_.context.config.max_subscriptions)
        return Refusal{503, {}, HeaderId::retry_after, "60"};
    if (subscribes && !request.has(HeaderId::event))
        return Refusal{489, {}, HeaderId::other, {}};
    if (auto refusal = check_uri_and_extensions(request, around_.context.config))
        return refusal;
    return check_sips(request, TransportKind::tls, around_.context.config.tls); // how it came matters to INVITE alone
}

int OutsideRequests::enter_subscription(Subscription& subscription, const Message& request, const Route& route)
{
    if (request.method() != Method::notify && request.method() != Method::subscribe)
        return 405;
    if (subscription.open())
        return subscription.check(request);
    if (request.method() != Method::notify)
        return 481;
    std::uint32_t cseq = 1;
    for (const OutsideHandle handle : sent_.ids())
        if (const Sent* sent = sent_.find(handle); sent && sent->subscription == subscription.tag())
            cseq = sent->cseq;
    subscription.opened_by_notify(request, cseq, route.flow, proved_name(around_, route.flow));
    keep(subscription, expiry_of(request, usual_expiry));
    return 0;
}

CommandError OutsideRequests::answer(OutsideHandle request, const AnswerOutside& answer)
{
    if (!incoming_.find(request))
        return {CommandError::Code::no_such_call, "no such request: it has been answered, or its time is over"};
    if (answer.status < 200 || answer.status > 699)
        return {CommandError::Code::bad_argument, "status " + std::to_string(answer.status) + " is not 200 to 699"};
    if (CommandError error = check_lines(answer.headers, LinesFor::response))
        return error;
    const std::unique_ptr<Incoming> incoming = incoming_.take(request);
    around_.context.timers.stop(incoming->limit);
    const bool accepts = answer.status < 300;
    if (accepts && incoming->request->method() == Method::subscribe)
        accept_subscription(*incoming, answer);
    respond(*incoming, answer);
    Subscription* subscription = of_tag(incoming->subscription);
    const bool terminated = says_terminated(incoming->request->value(HeaderId::subscription_state));
    if (subscription && incoming->request->method() == Method::notify && terminated)
        close(incoming->subscription);
    around_.context.messages.retire(std::move(incoming->request));
    return {};
}

/// RFC 6665 §4.2.1
void OutsideRequests::accept_subscription(Incoming& incoming, const AnswerOutside& answer)
{
    const Message& request = *incoming.request;
    Subscription* subscription = of_tag(incoming.subscription);
    if (!subscription) {
        const std::uint64_t tag = random_number(around_.context.random);
        auto created = std::make_unique<Subscription>(tag, std::string{request.call_id()});
        subscription = subscriptions_.emplace(tag, std::move(created)).first->second.get();
        subscription->accept(request, incoming.route.flow, proved_name(around_, incoming.route.flow));
        incoming.subscription = tag;
    }
    const std::chrono::seconds time = granted_to(request, answer.headers);
    subscription->ended = time == std::chrono::seconds{0};
    keep(*subscription, subscription->ended ? last_notify : time);
}

void OutsideRequests::respond(const Incoming& incoming, const AnswerOutside& answer)
{
    const Message& request = *incoming.request;
    const std::uint64_t tag = incoming.subscription ? incoming.subscription : random_number(around_.context.random);
    const std::string to_tag = tag_text(tag);
    const bool subscribed = request.method() == Method::subscribe && answer.status < 300;
    std::string contact;
    std::string expires;
    ResponseDraft draft;
    draft.status = answer.status;
    draft.reason = answer.reason;
    draft.to_tag = to_tag;
    draft.lines = &answer.headers;
    draft.content_type = answer.content_type;
    draft.body = answer.body;
    if (subscribed) {
        draft.dialog_forming = true;
        contact = contact_value(origin_for(around_, request, incoming.route.flow), request.request_uri().user,
                                request.request_uri().is_sips());
        draft.contact = line_value(answer.headers, HeaderId::contact) ? std::string_view{} : contact;
        expires = std::to_string(granted_to(request, answer.headers).count());
        if (!line_value(answer.headers, HeaderId::expires))
            draft.add(HeaderId::expires, expires);
    }
    sip::respond(around_, request, incoming.route, incoming.server, draft, proved_name(around_, incoming.route.flow));
}

void OutsideRequests::refuse(const Message& request, const Route& route, ServerId server, const Refusal& refusal)
{
    const std::string tag = tag_text(random_number(around_.context.random));
    ResponseDraft draft;
    draft.status = refusal.status;
    draft.reason = refusal.reason;
    draft.to_tag = tag;
    if (refusal.header != HeaderId::other)
        draft.add(refusal.header, refusal.value);
    sip::respond(around_, request, route, server, draft);
}

} // namespace sip
