#include "call_control/call_control.hpp"

#include "gcip.h"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "ip/destination.hpp"

// What programs ask for.
namespace gc {
namespace {

constexpr std::chrono::seconds no_answer_limit{64}; ///< the manual's, when gc_MakeCall names none

Error from_stack(Operation operation, const sip::CommandError& error)
{
    using Code = sip::CommandError::Code;
    std::string text{rule(operation).function};
    text += ": " + error.text;
    switch (error.code) {
    case Code::too_many_calls: return {EGC_CCLIBSPECIFIC, IPERR_UNAVAILABLE, std::move(text)};
    case Code::unfit_offer:
    case Code::bad_argument: return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)};
    default: return {EGC_INVSTATE, IPERR_UNAVAILABLE, std::move(text)};
    }
}

/// A P_IP line is told by the call which protocol to use; SIP is the only one here, and so what is meant by none.
Error check_protocol(const Line& line, unsigned wanted)
{
    if (line.protocol == LineProtocol::h323)
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, line.name() + " was opened with P_H323, which is not supported"};
    if (wanted != 0 && (wanted & IP_PROTOCOL_SIP) == 0)
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "IPPARM_PROTOCOL_BITMASK asks for H.323, which is not supported"};
    return {};
}

} // namespace

Error CallControl::check(Operation operation, const Line& line) const
{
    if (line.closed)
        return {EGC_INVLINEDEV, IPERR_UNAVAILABLE, line.name() + " is closed"};
    const Pending pending = line.call ? line.call->pending : Pending::none;
    if (allows(operation, line.state(), pending))
        return {};
    std::string text{rule(operation).function};
    text += " is not allowed in state ";
    text += name_of(line.state());
    if (pending != Pending::none)
        text += pending == Pending::drop ? " while gc_DropCall is pending" : " while gc_AnswerCall is pending";
    return {EGC_INVSTATE, IPERR_BAD_PARAM, std::move(text)};
}

Error CallControl::command(Line& line, Operation operation, const sip::CallCommand& what)
{
    const sip::CommandError refused = loop_->endpoint().command(line.call->sip, what, loop_->now());
    return refused ? from_stack(operation, refused) : Error{};
}

Outgoing CallControl::outgoing_of(const Line& line) const
{
    Outgoing outgoing = config_.every_call;
    if (line.every_call)
        outgoing.merge(*line.every_call);
    if (line.call)
        outgoing.merge(line.call->media_wishes);
    if (line.next_message)
        outgoing.merge(*line.next_message);
    return outgoing;
}

/// What the program preset for the next message, used up by it, over what it set for all calls.
CallControl::NextMessage CallControl::next_message(Line& line, Outgoing::Contact contact)
{
    if (!line.next_message && !line.every_call)
        return {};
    const Outgoing outgoing = outgoing_of(line);
    if (const auto next = std::move(line.next_message); next && line.call)
        line.call->media_wishes.merge(next->media()); // GC_SINGLECALL: for the rest of the call
    return {outgoing.lines_within_call(contact), outgoing.parts()};
}

Error CallControl::check_bodies(const Outgoing& outgoing) const
{
    if (settings_.mime_access || (outgoing.parts().empty() && outgoing.bye_answer().empty()))
        return {};
    return mime_not_enabled();
}

void CallControl::prepare_bye_answer(Line& line)
{
    if (line.call && line.call->sip != sip::CallHandle::none)
        prepare_bye_answer(line, line.call->sip, {});
}

void CallControl::prepare_bye_answer(const Line& line, sip::CallHandle call, const Outgoing& of_call)
{
    Outgoing all = outgoing_of(line);
    all.merge(of_call);
    if (!all.bye_answer().empty())
        command_later({call, sip::PrepareByeAnswer{all.bye_answer()}});
}

Error CallControl::wait_call(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::wait_call, line))
        return error;
    if (waiter && (line.call || line.waiter))
        return {EGC_INVSTATE, IPERR_CHANNEL_ACTIVE, "gc_WaitCall in EV_SYNC needs a line that nothing happens on"};
    line.armed = true;
    line.waiter = std::move(waiter);
    became_free(line);
    return {};
}

/// Everything of an INVITE that can be wrong is found here, before anything has changed.
Error CallControl::prepare(Line& line, const CallRequest& request, sip::MakeCall& command)
{
    Outgoing outgoing = outgoing_of(line);
    outgoing.merge(request.outgoing);
    if (Error error = check_bodies(request.outgoing))
        return error;
    if (Error error = check_protocol(line, outgoing.protocols()))
        return error;
    if (Error error = check_description(outgoing))
        return error;

    const auto& proxy = settings_.endpoint.outbound_proxy;
    SipAddress destination = join_destination({.phone_list = outgoing.phone_list(),
                                               .address = request.address,
                                               .number = request.number,
                                               .delimiter = settings_.delimiter},
                                              proxy ? std::string_view{proxy->peer_name} : std::string_view{});
    if (!destination.error.empty())
        return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(destination.error)};

    command.to = std::move(destination.uri);
    command.from = request.origination.empty() ? caller_of(line) : request.origination;
    outgoing.apply_to(command);
    command.no_answer = request.timeout_seconds > 0 ? std::chrono::seconds{request.timeout_seconds} : no_answer_limit;
    Offer made;
    if (Error error = offer(line, outgoing, outgoing.slow_start(), made))
        return error;
    command.media = std::move(made.media);
    command.late_media = std::move(made.late_media);
    command.own_ack = made.own_ack;
    return join_transfer(request.outgoing.primary_call(), command);
}

Error CallControl::make_call(Line& line, const CallRequest& request, CRN& crn, Waiter waiter)
{
    if (Error error = check(Operation::make_call, line))
        return error;
    if (line.service_state != GCLS_INSERVICE)
        return {EGC_NOT_INSERVICE, IPERR_UNAVAILABLE, line.name() + " was taken out of service by gc_SetChanState"};
    if (calls_ >= settings_.max_calls)
        return {EGC_CCLIBSPECIFIC, IPERR_UNAVAILABLE,
                "all calls of the board are in use: " + std::to_string(settings_.max_calls) + " (sip_max_calls)"};
    sip::MakeCall command;
    if (Error error = prepare(line, request, command))
        return error;

    auto call = std::make_unique<Call>(services_.handles.open_call(line), Call::Direction::outbound);
    command.user = user_of(line, call->crn);
    if (const sip::CommandError refused = loop_->endpoint().make_call(command, loop_->now(), call->sip)) {
        services_.handles.close_call(call->crn);
        return from_stack(Operation::make_call, refused);
    }
    crn = call->crn; // before any event of the call
    prepare_bye_answer(line, call->sip, request.outgoing);
    if (const auto next = std::exchange(line.next_message, nullptr))
        call->media_wishes = next->media();
    call->media_wishes.merge(request.outgoing.media());
    call->call_id = loop_->endpoint().call_id(call->sip);
    call->slow_start = std::holds_alternative<sip::NoMedia>(command.media);
    call->request_uri = command.request_uri.empty() ? command.to : command.request_uri;
    call->destination = std::move(command.to);
    call->origination = std::move(command.from);
    call->waiter = std::move(waiter);
    joined_transfer(request.outgoing.primary_call(), *call);
    begin(line, std::move(call));
    enter(line, rule(Operation::make_call).to, rule(Operation::make_call).function);
    if (shows(line, GCMSK_DIALING))
        post(line, crn, GCEV_DIALING);
    return {};
}

Error CallControl::acknowledge(Line& line, Waiter waiter)
{
    Error error = check(Operation::call_ack, line);
    sip::SendTrying trying;
    if (!error && line.next_message && line.next_message->has_description()) { // else a preset waits for the 18x
        trying.media = line.next_message->description();
        trying.headers = next_message(line, Outgoing::Contact::none).lines;
    }
    if (!error)
        error = command(line, Operation::call_ack, trying);
    if (!error)
        conclude(line, Operation::call_ack, std::move(waiter));
    return error;
}

Error CallControl::accept(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::accept_call, line))
        return error;
    sip::MediaChoice early = outgoing_of(line).description();
    NextMessage next = next_message(line, Outgoing::Contact::named);
    if (Error error = command(line, Operation::accept_call,
                              sip::SendProvisional{config_.accept_status, std::move(next.lines), std::move(early),
                                                   std::move(next.parts)}))
        return error;
    conclude(line, Operation::accept_call, std::move(waiter));
    return {};
}

Error CallControl::answer(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::answer_call, line))
        return error;
    sip::MediaChoice media;
    if (Error error = describe_answer(line, outgoing_of(line), media))
        return error;
    Call& call = *line.call;
    NextMessage next = next_message(line, Outgoing::Contact::named);
    const sip::CallCommand answer = sip::Answer{std::move(next.lines), std::move(media), std::move(next.parts)};
    const sip::CommandError refused = loop_->endpoint().command(call.sip, answer, loop_->now());
    if (refused.code == sip::CommandError::Code::unfit_offer)
        return refuse_offer(line, refused.text, std::move(waiter));
    if (refused)
        return from_stack(Operation::answer_call, refused);
    call.pending = Pending::answer;
    call.waiter = std::move(waiter);
    return {};
}

/// Nothing that the caller can do is what we can: he is told 488, and the program what it hears of any call that has
/// come to nothing.
Error CallControl::refuse_offer(Line& line, std::string reason, Waiter waiter)
{
    constexpr int not_acceptable_here = 488;
    Call& call = *line.call;
    if (Error error = command(line, Operation::answer_call, sip::Reject{not_acceptable_here, {}, {}}))
        return error;
    call.waiter = std::move(waiter);
    disconnect(line, end_result(sip::EndCause::rejected, not_acceptable_here, {}), std::move(reason));
    return {};
}

Error CallControl::drop(Line& line, int cause, Waiter waiter)
{
    if (Error error = check(Operation::drop_call, line))
        return error;
    Call& call = *line.call;
    if (call.sip == sip::CallHandle::none) { // the network has cleared it already
        conclude(line, Operation::drop_call, std::move(waiter));
        return {};
    }
    const bool unanswered = call.direction == Call::Direction::inbound && call.state != CallState::connected &&
                            call.pending == Pending::none;
    const int status = refusal_status(cause);
    const bool names_contact = unanswered && (status / 100 == 3 || status == 485); // RFC 3261 table 2
    NextMessage next = next_message(line, names_contact ? Outgoing::Contact::named : Outgoing::Contact::none);
    const auto what = unanswered
                          ? sip::CallCommand{sip::Reject{status, {}, std::move(next.lines), std::move(next.parts)}}
                          : sip::CallCommand{sip::HangUp{std::move(next.lines), {}, std::move(next.parts)}};
    if (Error error = command(line, Operation::drop_call, what))
        return error;
    abort_waiters(line, rule(Operation::drop_call).function);
    tell_transferor(line, request_terminated);
    call.pending = Pending::drop;
    call.waiter = std::move(waiter);
    return {};
}

Error CallControl::release(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::release_call, line))
        return error;
    const CRN crn = line.call->crn;
    line.next_message.reset();
    forget_call(line, rule(Operation::release_call).function);
    if (waiter)
        waiter->complete({});
    else
        post(line, crn, rule(Operation::release_call).termination);
    configure_what_waited(line);
    became_free(line); // after GCEV_RELEASECALL, which comes before the next GCEV_OFFERED
    return {};
}

Error CallControl::reset(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::reset_line, line))
        return error;
    if (line.call)
        connection_over(line);
    forget_call(line, rule(Operation::reset_line).function);
    line.next_message.reset();
    line.armed = false;
    became_busy(line);
    conclude(line, Operation::reset_line, std::move(waiter));
    configure_what_waited(line);
    return {};
}

} // namespace gc
