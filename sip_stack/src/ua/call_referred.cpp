#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "ua/call_table.hpp"
#include "ua/sipfrag.hpp"

/// The peer sends us to somebody else, and is told how it goes (RFC 3515 §2.4; RFC 5589 §6).
namespace sip {
namespace {

CommandError wrong_state(std::string text) { return {CommandError::Code::wrong_state, std::move(text)}; }

/// What is asked for: the URI without its headers, and of those the ones that say whose place the call takes.
struct Wanted {
    int refusal = 0;
    std::string_view reason;
    std::string target;
    HeaderLines lines;
};

void take_headers(const UriView& uri, Wanted& out)
{
    std::string_view rest = uri.headers;
    for (Params::Param header; next_uri_header(rest, header);) {
        if (header_of(unescape(header.name)) != HeaderId::replaces)
            continue; // a stranger writes no headers of ours
        const std::string value = unescape(header.value);
        Replaces replaces;
        if (parse_replaces(value, replaces))
            out.refusal = 400, out.reason = "Refer-To: Replaces is malformed";
        else
            out.lines.push_back("Replaces: " + value);
    }
}

Wanted read(const Message& refer)
{
    std::size_t count = 0;
    NameAddr refer_to;
    bool malformed = false;
    refer.for_each(HeaderId::refer_to, [&](std::string_view element) {
        ++count;
        malformed |= static_cast<bool>(parse_name_addr(element, refer_to));
    });
    Wanted out;
    const std::string_view method = refer_to.uri.params.value("method");
    if (count != 1 || malformed) // §2.4.2
        out.refusal = 400, out.reason = "Refer-To is missing, malformed or there twice";
    else if (!refer_to.uri.is_sip() || refer_to.uri.host.empty())
        out.refusal = 416;
    else if (!method.empty() && method != "INVITE")
        out.refusal = 501, out.reason = "REFER to something else than an INVITE";
    if (out.refusal)
        return out;
    take_headers(refer_to.uri, out);
    out.target = refer_to.uri.without_headers();
    if (const std::string_view by = refer.value(HeaderId::referred_by); !by.empty()) // RFC 3892 §2.2
        out.lines.push_back("Referred-By: " + std::string{by});
    return out;
}

} // namespace

void Call::receive_refer(MessagePtr& message, const Route& route, ServerId server)
{
    const Message& request = *message;
    Wanted wanted = read(request);
    ResponseDraft draft;
    draft.status = wanted.refusal;
    draft.reason = wanted.reason;
    if (state_ != State::confirmed && state_ != State::answered)
        draft.status = 481;
    else if (referral_)
        draft.status = 491;
    if (draft.status != 0)
        return respond(request, route, server, draft);
    referral_ = std::make_unique<Referral>();
    referral_->event = "Event: refer";
    if (std::exchange(referred_before_, true)) // §2.4.6
        referral_->event += ";id=" + std::to_string(request.cseq().number);
    referral_->request = std::move(message);
    referral_->route = route;
    referral_->server = server;
    start_timer(referral_->limit, referral_limit, around_.context.config.timers.refer_answer);
    notify(Referred{referral_->request.get(), std::move(wanted.target), std::move(wanted.lines)});
}

CommandError Call::accept_refer(const AcceptRefer& command)
{
    if (!referral_ || !referral_->request)
        return wrong_state("no REFER of the peer's waits for an answer");
    if (CommandError error = check_lines(command.headers, LinesFor::response))
        return error;
    ResponseDraft draft;
    draft.status = 202;
    const std::string contact = contact_value(origin_for(around_, *referral_->request, referral_->route.flow),
                                              dialog_->contact_user(), dialog_->secure());
    draft.contact = line_value(command.headers, HeaderId::contact) ? std::string_view{} : contact;
    draft.lines = &command.headers;
    answer_refer(draft);
    const Duration life = around_.context.config.timers.refer_expires;
    referral_->expires = around_.context.now + life;
    start_timer(referral_->limit, referral_limit, life);
    send_report(100, {}, "active"); // §2.4.4: at once
    return {};
}

CommandError Call::reject_refer(const RejectRefer& command)
{
    if (!referral_ || !referral_->request)
        return wrong_state("no REFER of the peer's waits for an answer");
    if (CommandError error = check_refusal(command.status, command.headers))
        return error;
    ResponseDraft draft;
    draft.status = command.status;
    draft.reason = command.reason;
    draft.lines = &command.headers;
    answer_refer(draft);
    forget_referral();
    return {};
}

CommandError Call::report_refer(const ReportRefer& command)
{
    if (!referral_ || referral_->request)
        return wrong_state("the peer waits for no news of a call that it asked for");
    if (command.status < 100 || command.status > 699)
        return {CommandError::Code::bad_argument, "status " + std::to_string(command.status) + " is not 100 to 699"};
    if (command.reason.find_first_of("\r\n") != std::string::npos)
        return {CommandError::Code::bad_argument, "reason: has a line end inside"};
    const bool last = command.status >= 200;
    send_report(command.status, command.reason, last ? "terminated;reason=noresource" : "active");
    if (last)
        forget_referral();
    return {};
}

void Call::answer_refer(const ResponseDraft& draft)
{
    respond(*referral_->request, referral_->route, referral_->server, draft);
    around_.context.messages.retire(std::move(referral_->request));
    referral_->request = nullptr;
}

void Call::send_report(int status, std::string_view reason, std::string state)
{
    if (state == "active") {
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(referral_->expires - around_.context.now);
        state += ";expires=" + std::to_string(std::max<std::chrono::seconds::rep>(left.count(), 0));
    }
    RequestDraft notify = dialog_->request(Method::notify);
    notify.lines = {referral_->event, "Subscription-State: " + state};
    notify.content_type = sipfrag_type;
    notify.body = sipfrag_of(status, reason);
    referral_->report = around_.requests.start(std::move(notify), dialog_->next_hop(around_.context.config), handle_);
}

/// The peer has forgotten what it asked for (RFC 6665 §4.2.2).
void Call::receive_report_response(const Message& response)
{
    if (response.status() < 300)
        return;
    forget_referral();
    notify(ReferWithdrawn{true});
}

void Call::referral_expired()
{
    referral_->limit = 0;
    const bool accepted = !referral_->request;
    if (accepted) {
        send_report(100, {}, "terminated;reason=timeout");
    } else {
        ResponseDraft draft;
        draft.status = 603;
        answer_refer(draft);
    }
    forget_referral();
    notify(ReferWithdrawn{accepted});
}

/// We hang up before the new call is decided: the peer is told that it came to nothing.
void Call::conclude_referral()
{
    if (!referral_ || referral_->request)
        return;
    send_report(487, {}, "terminated;reason=noresource");
    forget_referral();
}

void Call::abandon_referral(const ResponseDraft& draft)
{
    if (!referral_)
        return;
    if (referral_->request)
        answer_refer(draft);
    forget_referral();
}

void Call::forget_referral()
{
    stop_timer(referral_->limit);
    around_.requests.disown(referral_->report);
    referral_.reset();
}

} // namespace sip
