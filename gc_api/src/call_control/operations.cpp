#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/causes.hpp"
#include "runtime/board.hpp"
#include "runtime/services.hpp"

#include <algorithm>

// What programs ask for.
namespace gc {
namespace {

constexpr std::chrono::seconds no_answer_limit{64}; ///< the manual's, when gc_MakeCall names none

Error bad_argument(const sip::CommandError& error)
{
    using Code = sip::CommandError::Code;
    switch (error.code) {
    case Code::too_many_calls: return {EGC_CCLIBSPECIFIC, IPERR_UNAVAILABLE, error.text};
    case Code::bad_argument: return {EGC_INVPARM, IPERR_BAD_PARAM, error.text};
    default: return {EGC_INVSTATE, IPERR_UNAVAILABLE, error.text};
    }
}

/// A line that speaks P_IP is told by the call which protocol to use; here SIP is the only one and so the default.
Error check_protocol(const Line& line, unsigned wanted)
{
    if (line.protocol == LineProtocol::h323 || (wanted != 0 && (wanted & IP_PROTOCOL_SIP) == 0))
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "IPPARM_PROTOCOL_BITMASK: H.323 is not supported, use IP_PROTOCOL_SIP"};
    return {};
}

} // namespace

Error CallControl::check(Operation operation, const Line& line) const
{
    const Pending pending = line.call ? line.call->pending : Pending::none;
    if (line.closed)
        return {EGC_INVLINEDEV, IPERR_UNAVAILABLE, line.name + " is closed"};
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
    if (!refused)
        return {};
    Error error = bad_argument(refused);
    error.text.insert(0, std::string{rule(operation).function} + ": ");
    return error;
}

Error CallControl::local_media(Line& line, sip::sdp::LocalMedia& media)
{
    if (!line.rtp.is_open()) {
        std::string reason;
        if (!line.rtp.open(media_.address, rtp_ports, services_.random(), reason))
            return {EGC_SYSTEM, IPERR_MEDIA, std::move(reason)};
    }
    media = media_;
    media.port = line.rtp.local().port;
    return {};
}

Error CallControl::wait_call(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::wait_call, line))
        return error;
    if (waiter && line.call)
        return {EGC_INVSTATE, IPERR_CHANNEL_ACTIVE, "gc_WaitCall in EV_SYNC needs a line without a call"};
    line.armed = true;
    line.waiter = std::move(waiter);
    line_became_free(line);
    return {};
}

Error CallControl::make_call(Line& line, const CallRequest& request, CRN& crn, Waiter waiter)
{
    if (Error error = check(Operation::make_call, line))
        return error;
    if (calls_ >= settings_.max_calls)
        return {EGC_CCLIBSPECIFIC, IPERR_UNAVAILABLE, "the board's sip_max_calls are in use"};

    Outgoing outgoing = line.every_call ? *line.every_call : Outgoing{};
    if (line.next_call)
        outgoing.merge(*line.next_call);
    outgoing.merge(request.outgoing);
    if (Error error = check_protocol(line, outgoing.protocols()))
        return error;
    const SipAddress destination = join_destination({.phone_list = outgoing.phone_list(),
                                                     .address = request.address,
                                                     .number = request.number,
                                                     .delimiter = settings_.delimiter},
                                                    default_host());
    if (!destination.error.empty())
        return {EGC_INVPARM, IPERR_BAD_PARAM, destination.error};

    sip::MakeCall command;
    command.to = destination.uri;
    command.from = request.origination;
    outgoing.apply_to(command);
    command.no_answer = request.timeout_seconds > 0 ? std::chrono::seconds{request.timeout_seconds} : no_answer_limit;
    sip::sdp::LocalMedia media;
    if (Error error = local_media(line, media))
        return error;
    if (outgoing.slow_start())
        command.late_media = std::move(media);
    else
        command.media = std::move(media);

    auto call = std::make_unique<Call>(services_.handles().open_call(line), Call::Direction::outbound);
    command.user = cookie(line, *call);
    const sip::CommandError refused = loop_->endpoint().make_call(command, loop_->now(), call->sip);
    if (refused) {
        services_.handles().close(call->crn);
        return bad_argument(refused);
    }
    crn = call->crn; // before any event of the call
    line.next_call.reset();
    call->destination = destination.uri;
    call->origination = request.origination;
    call->waiter = std::move(waiter);
    line.call = std::move(call);
    line.unlink_if_waiting();
    ++calls_;
    enter(*line.call, rule(Operation::make_call).to, "gc_MakeCall");
    if ((line.event_mask & GCMSK_DIALING) != 0 && !line.call->waiter)
        post(line, GCEV_DIALING);
    return {};
}

Error CallControl::acknowledge(Line& line, Waiter waiter)
{
    Error error = check(Operation::call_ack, line);
    if (!error)
        error = command(line, Operation::call_ack, sip::SendTrying{});
    if (!error)
        conclude(line, Operation::call_ack, std::move(waiter));
    return error;
}

Error CallControl::accept(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::accept_call, line))
        return error;
    const sip::SendProvisional ringing{accept_status_, next_lines(line), sip::NoMedia{}};
    Error error = command(line, Operation::accept_call, ringing);
    if (!error)
        conclude(line, Operation::accept_call, std::move(waiter));
    return error;
}

Error CallControl::answer(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::answer_call, line))
        return error;
    sip::sdp::LocalMedia media;
    if (Error error = local_media(line, media))
        return error;
    if (Error error = command(line, Operation::answer_call, sip::Answer{next_lines(line), std::move(media)}))
        return error;
    line.call->pending = Pending::answer;
    line.call->waiter = std::move(waiter);
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
    const sip::CallCommand what = unanswered
                                      ? sip::CallCommand{sip::Reject{refusal_status(cause), {}, next_lines(line)}}
                                      : sip::CallCommand{sip::HangUp{next_lines(line), {}}};
    if (Error error = command(line, Operation::drop_call, what))
        return error;
    abandon_waiter(call, "gc_DropCall");
    call.pending = Pending::drop;
    call.waiter = std::move(waiter);
    return {};
}

Error CallControl::release(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::release_call, line))
        return error;
    const CRN crn = line.call->crn;
    forget_call(line);
    if (!waiter)
        post(line, rule(Operation::release_call).termination, crn);
    else
        waiter->complete({});
    line_became_free(line); // after GCEV_RELEASECALL, so that it comes before the next GCEV_OFFERED
    return {};
}

Error CallControl::reset(Line& line, Waiter waiter)
{
    if (Error error = check(Operation::reset_line, line))
        return error;
    hang_up_and_forget(line, "gc_ResetLineDev");
    line.armed = false;
    line.unlink_if_waiting();
    if (!waiter)
        post(line, rule(Operation::reset_line).termination);
    else
        waiter->complete({});
    return {};
}

} // namespace gc
