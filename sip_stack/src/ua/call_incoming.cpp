#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/call_table.hpp"
#include "ua/methods.hpp"
#include "ua/sdp_body.hpp"

/// An INVITE from a peer until its final response (RFC 3261 §13.3.1).
namespace sip {

void Call::open(MessagePtr invite, const Route& route, ServerId server, const Call* replaced)
{
    state_ = State::offered;
    incoming_ = std::make_unique<Incoming>();
    Incoming& incoming = *incoming_;
    incoming.invite = std::move(invite);
    incoming.route = route;
    incoming.server = server;
    const Message& request = *incoming.invite;
    if (replaced)
        incoming.replaces = replaced->handle();
    invite_cseq_ = request.cseq().number;
    dialog_ = Dialog::of_callee(request, tag_text(tag_), route.flow);
    dialog_->set_peer_name(proved_name(around_, route.flow));
    flow_use_ = around_.flows.use_for_dialog(route.flow);
    around_.calls.add_invite(server, handle_);

    if (const std::string_view offer = sdp_body(request); !offer.empty()) {
        if (const std::string fault = take_offer(offer); !fault.empty()) {
            last_word_said_ = true; // the owner never heard of it
            around_.context.note({"INVITE refused: ", fault});
            return refuse(488, "Not Acceptable Here: " + fault);
        }
        incoming.has_offer = true;
    }
    std::optional<UserCookie> replaces;
    if (replaced)
        replaces = replaced->user();
    notify(sip::Incoming{&request, security_of(around_, route.flow), incoming.has_offer, replaces});
}

CommandError Call::send_trying(const SendTrying& command)
{
    if (state_ != State::offered)
        return {CommandError::Code::wrong_state, "100 needs an INVITE without final response"};
    if (CommandError error = check_lines(command.headers, LinesFor::response))
        return error;
    RawBody description;
    if (CommandError error = describe(command.media, false, description))
        return error;
    ResponseDraft draft;
    draft.status = 100;
    draft.lines = &command.headers;
    draft.content_type = description.content_type;
    draft.body = description.text;
    respond_to_invite(draft);
    return {};
}

CommandError Call::send_provisional(const SendProvisional& command)
{
    if (state_ != State::offered)
        return {CommandError::Code::wrong_state, "a provisional response needs an INVITE without final response"};
    if (command.status < 101 || command.status > 199)
        return {CommandError::Code::bad_argument, "status " + std::to_string(command.status) + " is not 101 to 199"};
    if (CommandError error = check_lines(command.headers, LinesFor::response))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    RawBody description;
    if (CommandError error = describe(command.media, false, description))
        return error;
    add_parts(description, command.parts);

    const Origin origin = origin_for(around_, *incoming_->invite, incoming_->route.flow);
    const std::string contact = contact_value(origin, incoming_->invite->request_uri().user, dialog_->secure());
    ResponseDraft draft;
    draft.status = command.status;
    draft.contact = line_value(command.headers, HeaderId::contact) ? std::string_view{} : contact;
    draft.dialog_forming = true;
    draft.lines = &command.headers;
    draft.content_type = description.content_type;
    draft.body = description.text;
    respond_to_invite(draft);
    start_timer(incoming_->repeat, repeat_provisional, std::chrono::minutes{1}); // RFC 3261 §13.3.1.1
    return {};
}

CommandError Call::reject(const Reject& command)
{
    if (state_ != State::offered)
        return {CommandError::Code::wrong_state, "only an INVITE without final response can be rejected"};
    if (CommandError error = check_refusal(command.status, command.headers))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    refuse(command.status, command.reason, &command.headers, command.parts);
    return {};
}

/// The final failure is the transaction's from here on: it repeats it and takes the ACK.
void Call::refuse(int status, std::string_view reason, const HeaderLines* lines, const BodyParts& parts)
{
    RawBody body;
    add_parts(body, parts);
    ResponseDraft draft;
    draft.status = status;
    draft.reason = reason;
    draft.lines = lines;
    draft.content_type = body.content_type;
    draft.body = body.text;
    respond_to_invite(draft);
    release();
}

/// The caller has changed his mind (RFC 3261 §9.2); the CANCEL itself has been answered.
void Call::receive_cancel()
{
    if (reinvite_)
        return withdraw_reinvite(487, "CANCEL");
    if (state_ != State::offered)
        return;
    ResponseDraft draft;
    draft.status = 487;
    respond_to_invite(draft);
    end(EndCause::remote_cancel, 487, "CANCEL");
}

void Call::respond_to_invite(const ResponseDraft& draft)
{
    const std::string tag = draft.status == 100 ? std::string{} : tag_text(tag_);
    ResponseDraft complete = draft;
    complete.to_tag = tag;
    sip::respond(around_, *incoming_->invite, incoming_->route, incoming_->server, complete, dialog_->peer_name());
    if (draft.status >= 200)
        around_.calls.remove_invite(incoming_->server);
}

} // namespace sip
