#include "ua/call.hpp"

#include "endpoint/identifiers.hpp"
#include "ua/methods.hpp"
#include "ua/sipfrag.hpp"

/// Requests inside the dialog (RFC 3261 §12.2.2).
namespace sip {

bool Call::in_order(const Message& request) { return !dialog_ || dialog_->take_remote_cseq(request.cseq().number); }

void Call::receive_request(MessagePtr& message, const Route& route, ServerId server)
{
    const Message& request = *message;
    if (dialog_ && around_.context.config.transfers) {
        if (request.method() == Method::refer)
            return receive_refer(message, route, server);
        if (request.method() == Method::notify && (is_of_refer(request) || !around_.context.handed_up.notify))
            return receive_notify(request, route, server);
    }
    if (around_.context.handed_up.has(request.method()))
        return hand_up_request(message, route, server);
    ResponseDraft draft;
    if (!dialog_) { // an early dialog of our INVITE; only its end concerns us yet
        if (request.method() == Method::bye)
            return receive_bye(request, route, server);
        draft.status = 491;
        return respond(request, route, server, draft);
    }
    if (request.method() == Method::bye)
        return receive_bye(request, route, server);
    if (request.method() == Method::invite)
        return receive_reinvite(message, route, server);
    draft.status = 405; // the methods that a dialog could know have been sorted out before
    draft.add(HeaderId::allow, around_.context.allow);
    respond(request, route, server, draft);
}

void Call::receive_bye(const Message& bye, const Route& route, ServerId server)
{
    RawBody body;
    add_parts(body, bye_answer_);
    ResponseDraft answer;
    answer.content_type = body.content_type;
    answer.body = body.text;
    respond(bye, route, server, answer);
    switch (state_) {
    case State::offered: { // RFC 3261 §15.1.2: the INVITE still wants its answer
        ResponseDraft terminated;
        terminated.status = 487;
        respond_to_invite(terminated);
        break;
    }
    case State::calling:
    case State::proceeding: // RFC 5407 §3.1.2: the BYE has overtaken the 2xx, which will be ACKed and ended
        last_word(Ended{EndCause::remote_bye, 0, "BYE", &bye});
        return start_cancelling("BYE before the final response");
    case State::closing: return release(); // both sides hung up at once
    case State::answered:
        if (bye_wanted_)
            return release();
        break;
    default: break;
    }
    end(EndCause::remote_bye, 0, "BYE", &bye);
}

void Call::respond(const Message& request, const Route& route, ServerId server, const ResponseDraft& draft)
{
    const std::string tag = tag_text(tag_);
    ResponseDraft complete = draft;
    complete.to_tag = tag;
    const std::string_view proved = dialog_ ? std::string_view{dialog_->peer_name()} : std::string_view{};
    sip::respond(around_, request, route, server, complete, proved);
}

} // namespace sip
