#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "ua/call_table.hpp"
#include "ua/methods.hpp"
#include "ua/sdp_body.hpp"

/// Our 2xx to an INVITE, repeated until its ACK comes (RFC 3261 §13.3.1.4).
namespace sip {

CommandError Call::answer(const Answer& command)
{
    if (state_ != State::offered)
        return {CommandError::Code::wrong_state, "only an INVITE without final response can be answered"};
    if (CommandError error = check_lines(command.headers, LinesFor::response))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    RawBody description;
    if (CommandError error = describe(command.media, true, description))
        return error;
    add_parts(description, command.parts);

    const Origin origin = origin_for(around_, *incoming_->invite, incoming_->route.flow);
    const std::string contact = contact_value(origin, incoming_->invite->request_uri().user, dialog_->secure());
    ResponseDraft draft;
    draft.status = 200;
    const auto own_contact = line_value(command.headers, HeaderId::contact);
    if (own_contact)
        dialog_->set_contact(dialog_->contact_user(), std::string{*own_contact});
    draft.contact = own_contact ? std::string_view{} : contact;
    draft.dialog_forming = true;
    draft.add(HeaderId::allow, around_.context.allow);
    draft.add(HeaderId::supported, supported_extensions(around_.context.config));
    draft.lines = &command.headers;
    draft.content_type = description.content_type;
    draft.body = description.text;
    respond_to_invite(draft);
    stop_timer(incoming_->repeat);
    enter(State::answered, "2xx sent");
    repeat_until_acknowledged(*incoming_->invite, incoming_->route, incoming_->server);
    around_.context.messages.retire(std::move(incoming_->invite));
    Call* replaced = around_.calls.find(incoming_->replaces);
    incoming_.reset();
    if (replaced)
        replaced->give_way();
    return {};
}

void Call::receive_ack(const Message& ack)
{
    if (!answer_ || !answer_->acknowledged_by(ack))
        return; // a copy, or for nothing of ours
    answer_->stop(around_);
    answer_.reset();
    if (state_ == State::answered)
        answer_acknowledged(ack);
    else
        reinvite_acknowledged(ack);
    continue_modification();
}

void Call::repeat_until_acknowledged(const Message& invite, const Route& route, ServerId server)
{
    answer_ = std::make_unique<AnswerRetransmission>();
    answer_->start(around_, handle_, repeat_answer, invite.cseq().number, server,
                   ResponseRerouter::target_of(invite, route, dialog_->peer_name()));
}

void Call::answer_due()
{
    if (answer_->expired(around_, handle_, repeat_answer) == AnswerRetransmission::Expiry::repeated)
        return;
    answer_.reset();
    if (state_ == State::answered)
        answer_not_acknowledged();
    else
        reinvite_not_acknowledged();
}

void Call::answer_acknowledged(const Message& ack)
{
    if (const std::string fault = take_answer_of_ack(ack); !fault.empty() && !bye_wanted_) {
        send_bye({}, CallHandle::none);
        return end(EndCause::protocol, 0, fault, &ack);
    }
    enter(State::confirmed, "ACK");
    if (bye_wanted_) {
        enter(State::closing, "hung up while the ACK was awaited");
        return send_bye(bye_lines_, handle_, bye_parts_);
    }
    notify(Acknowledged{&ack, kept(media_)});
}

void Call::answer_not_acknowledged()
{
    // RFC 3261 §13.3.1.4: no ACK in 64*T1, so the session is ended by BYE
    if (bye_wanted_) {
        enter(State::closing, "no ACK came");
        return send_bye(bye_lines_, handle_, bye_parts_);
    }
    send_bye({}, CallHandle::none);
    end(EndCause::not_acknowledged, 0, "no ACK came for our 2xx");
}

} // namespace sip
