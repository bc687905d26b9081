#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "sip/message/message.hpp"

// Changes of a connected call, by the program and by the peer (RFC 3261 §14).
namespace gc {
namespace {

constexpr int not_acceptable_here = 488;

Call::Changes& changes_of(Call& call)
{
    if (!call.changes)
        call.changes = std::make_unique<Call::Changes>();
    return *call.changes;
}

Error wrong_time(Operation operation, std::string_view why)
{
    return {EGC_INVSTATE, IPERR_BAD_PARAM, std::string{rule(operation).function} + ": " + std::string{why}};
}

EventResult result_of(const EndResult& result, std::string text)
{
    return {result.gc_value, result.cc_value, std::move(text)};
}

} // namespace

void CallControl::show_handed_up()
{
    loop_->endpoint().hand_up({.reinvites = config_.operating_mode == IP_T38_MANUAL_MODIFY_MODE,
                               .info = settings_.header_access, // else a program could not tell them apart
                               .notify = settings_.header_access,
                               .message = settings_.taken_up.message,
                               .options = settings_.taken_up.options});
}

Error CallControl::check_change(Operation operation, const Line& line) const
{
    if (config_.operating_mode != IP_T38_MANUAL_MODIFY_MODE)
        return {EGC_INVPARM, IPERR_BAD_PARAM,
                std::string{rule(operation).function} +
                    ": needs IPSET_CONFIG / IPPARM_OPERATING_MODE = IP_T38_MANUAL_MODIFY_MODE on the board"};
    return check(operation, line);
}

/// What the message that has gone says of the media, for the rest of the call once it is done.
void CallControl::keep_wishes(Line& line, const Outgoing& wanted)
{
    Call::Changes& changes = changes_of(*line.call);
    changes.wishes = {};
    if (const auto next = std::move(line.next_message))
        changes.wishes.merge(next->media());
    changes.wishes.merge(wanted.media());
}

Error CallControl::request_modify(Line& line, const Outgoing& wanted)
{
    if (Error error = check_change(Operation::request_modify, line))
        return error;
    if (line.call->changes && (line.call->changes->ours || line.call->changes->accepted))
        return wrong_time(Operation::request_modify, "a change of the call is under way");
    Outgoing all = outgoing_of(line);
    all.merge(wanted);
    Offer made;
    if (Error error = offer(line, all, wanted.slow_start(), made))
        return error;
    const sip::Modify change{all.lines_within_call(Outgoing::Contact::named), std::move(made.media),
                             std::move(made.late_media), made.own_ack, all.parts()};
    if (Error error = command(line, Operation::request_modify, change))
        return error;
    keep_wishes(line, wanted);
    line.call->changes->ours = true;
    line.call->changes->offerless = std::holds_alternative<sip::NoMedia>(change.media);
    line.call->changes->cancelled = false;
    return {};
}

Error CallControl::cancel_modify(Line& line)
{
    if (Error error = check_change(Operation::cancel_modify, line))
        return error;
    const Call::Changes* const changes = line.call->changes.get();
    if (!changes || !changes->ours || changes->cancelled)
        return wrong_time(Operation::cancel_modify, "IP_MSGTYPE_SIP_CANCEL: nothing is there to be cancelled");
    if (Error error = command(line, Operation::cancel_modify, sip::CancelModify{}))
        return error;
    line.call->changes->cancelled = true;
    return {};
}

Error CallControl::accept_modify(Line& line, const Outgoing& wanted)
{
    if (Error error = check_change(Operation::accept_modify, line))
        return error;
    if (!line.call->changes || !line.call->changes->theirs)
        return wrong_time(Operation::accept_modify, "there is no GCEV_REQ_MODIFY_CALL to be answered");
    Outgoing all = outgoing_of(line);
    all.merge(wanted);
    sip::MediaChoice media;
    if (Error error = describe_answer(line, all, media))
        return error;
    const sip::AcceptModify answer{all.lines_within_call(Outgoing::Contact::named), std::move(media), all.parts()};
    if (Error error = command(line, Operation::accept_modify, answer))
        return error;
    if (!line.call->changes->ours)
        keep_wishes(line, wanted);
    line.call->changes->theirs = false;
    line.call->changes->accepted = true;
    return {};
}

Error CallControl::reject_modify(Line& line, unsigned long reason)
{
    if (Error error = check_change(Operation::reject_modify, line))
        return error;
    const long status = static_cast<long>(reason) - IPEC_SIPReasonStatus(0);
    if (status < 300 || status > 699)
        return {EGC_INVPARM, IPERR_BAD_PARAM,
                "reason: expected an IPEC_SIPReasonStatus of 300 to 699, got " + std::to_string(reason)};
    if (!line.call->changes || !line.call->changes->theirs)
        return wrong_time(Operation::reject_modify, "there is no GCEV_REQ_MODIFY_CALL to be answered");
    sip::RawBody body = outgoing_of(line).description_body();
    NextMessage next = next_message(line, status < 400 ? Outgoing::Contact::named : Outgoing::Contact::none);
    const sip::RejectModify refusal{
        static_cast<int>(status), {}, std::move(next.lines), std::move(body), std::move(next.parts)};
    if (Error error = command(line, Operation::reject_modify, refusal))
        return error;
    line.call->changes->theirs = false;
    ++line.call->changes->rejected;
    return {};
}

/// By the ACK, or for want of it.
void CallControl::on(Line& line, const sip::ModifyRefused& event)
{
    Call& call = *line.call;
    if (!call.changes || call.changes->rejected == 0)
        return; // refused by the library: nothing in it fitted
    --call.changes->rejected;
    if (call.pending == Pending::drop)
        return;
    const OperationRule& row = rule(Operation::reject_modify);
    if (event.acknowledged)
        post(line, call.crn, row.termination);
    else
        post(line, call.crn, row.failure, result_of(end_result(sip::EndCause::timed_out, 0, {}), "no ACK came"));
}

void CallControl::on(Line& line, const sip::ModifyRequested& event)
{
    if (event.has_offer && !event.media && !settings_.third_party) {
        command_later({line.call->sip, sip::RejectModify{not_acceptable_here, {}, {}}});
        advance(line, Signal::change_unfit, event.message,
                result_of(end_result(sip::EndCause::rejected, not_acceptable_here, {}),
                          "re-INVITE refused: no stream of the offer fits"));
        return;
    }
    changes_of(*line.call).theirs = true;
    hear(*line.call, event.message, IPPARM_SDP_OFFER);
    advance(line, Signal::change_asked, event.message);
}

void CallControl::on(Line& line, const sip::ModifyWithdrawn& event)
{
    Call::Changes& changes = changes_of(*line.call);
    const bool was_accepted = std::exchange(changes.accepted, false);
    if (!std::exchange(changes.theirs, false) && !was_accepted)
        return; // refused already: nothing in it fitted
    const EndResult result = was_accepted ? end_result(sip::EndCause::protocol, 0, {})
                                          : end_result(sip::EndCause::rejected, event.status, {});
    post(line, line.call->crn, was_accepted ? GCEV_ACCEPT_MODIFY_CALL_FAIL : GCEV_MODIFY_CALL_CANCEL,
         result_of(result, event.reason));
}

void CallControl::accepted_change_over(Line& line, const sip::Modified& event)
{
    Call::Changes* const changes = line.call->changes.get();
    if (!changes || !std::exchange(changes->accepted, false) || line.call->pending == Pending::drop)
        return;
    if (!changes->ours)
        line.call->media_wishes.merge(changes->wishes);
    hear(*line.call, event.message, IPPARM_SDP_ANSWER);
    tell_ack(line, event.message);
    post(line, line.call->crn, rule(Operation::accept_modify).termination, {},
         describe_message(*line.call, event.message));
}

/// gc_ReqModifyCall is over, and so is what was to cancel it: too late, unless that is what is told.
void CallControl::our_change_over(Line& line, long event, EventResult result, EventMemory extension)
{
    Call& call = *line.call;
    if (!call.changes || !std::exchange(call.changes->ours, false) || call.pending == Pending::drop)
        return;
    if (std::exchange(call.changes->cancelled, false) && event != rule(Operation::cancel_modify).termination)
        post(line, call.crn, rule(Operation::cancel_modify).failure);
    post(line, call.crn, event, std::move(result), std::move(extension));
}

void CallControl::on(Line& line, const sip::ModifyAccepted& event)
{
    if (line.call->changes)
        line.call->media_wishes.merge(line.call->changes->wishes);
    media_is(line, event.media);
    const bool offerless = line.call->changes && line.call->changes->offerless;
    hear(*line.call, event.message, offerless ? IPPARM_SDP_OFFER : IPPARM_SDP_ANSWER);
    our_change_over(line, rule(Operation::request_modify).termination, {}, describe_message(*line.call, event.message));
    if (event.ack_wanted)
        tell_200(line, offerless, event.message);
}

void CallControl::on(Line& line, const sip::ModifyRejected& event)
{
    hear(*line.call, event.message, IPPARM_SDP_ANSWER);
    our_change_over(line, GCEV_MODIFY_CALL_REJ,
                    result_of(end_result(sip::EndCause::rejected, event.status, {}),
                              "SIP " + std::to_string(event.status) + ' ' + std::string{event.message->reason()}),
                    describe_message(*line.call, event.message));
}

void CallControl::on(Line& line, const sip::ModifyFailed& event)
{
    EndResult result = end_result(sip::EndCause::protocol, 0, {});
    if (event.status == 408)
        result = end_result(sip::EndCause::timed_out, 0, {});
    const auto failure = event.status == 503 ? std::exchange(line.call->failure, std::nullopt) : std::nullopt;
    if (event.status == 503)
        result = end_result(sip::EndCause::transport, 0, failure ? failure->error : sip::FlowError::none);
    our_change_over(line, rule(Operation::request_modify).failure,
                    result_of(result, failure ? failure->text : event.reason), describe_end(failure, nullptr));
}

void CallControl::on(Line& line, const sip::ModifyCancelled&)
{
    our_change_over(line, rule(Operation::cancel_modify).termination);
}

} // namespace gc
