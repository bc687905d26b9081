#include "call_control/call_control.hpp"

#include "events/event_queue.hpp"
#include "gcip.h"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "runtime/logging.hpp"
#include "sip/message/message.hpp"

#include <algorithm>

// What the network does.
namespace gc {
namespace {

/// "user@host" of a From or To header, as gc_GetCallInfo gives it.
std::string address_of(const sip::UriView& uri)
{
    if (!uri.is_sip())
        return std::string{uri.text};
    std::string out{uri.user};
    if (!out.empty())
        out += '@';
    return out += uri.host;
}

/// The peer's; a refusal names others.
void take_contact(Call& call, const sip::Message& message)
{
    const auto& contact = message.contact();
    if (!contact || message.status() >= 300)
        return;
    call.contact_uri = contact->uri.text;
    call.contact_display = contact->display_text();
}

/// In both directions From is the caller and To the called party.
void take_addresses(Call& call, const sip::Message& message)
{
    call.origination = address_of(message.from().uri);
    call.destination = address_of(message.to().uri);
    call.from_uri = message.from().uri.text;
    call.to_uri = message.to().uri.text;
    call.display = message.from().display_text();
    call.to_display = message.to().display_text();
    call.call_id = message.call_id();
    if (message.is_request())
        call.request_uri = message.request_uri().text;
    take_contact(call, message);
}

/// What a transferor is told of a call that has come to nothing.
int status_of(const sip::Ended& event)
{
    if (event.status >= 300)
        return event.status;
    return event.cause == sip::EndCause::transport ? 503 : request_terminated;
}

/// Somebody whom a party of ours has sent calls in the place of a call of ours.
void take_replaced(Call& call, sip::UserCookie replaced, const sip::Message& invite)
{
    sip::NameAddr by;
    call.secondary = static_cast<CRN>(replaced & 0xFFFFFFFFU);
    if (!sip::parse_name_addr(invite.value(sip::HeaderId::referred_by), by))
        call.transferring = by.uri.text;
}

/// What a response to our INVITE describes is an answer, unless that made no offer.
unsigned short described_by(const Call& call) { return call.slow_start ? IPPARM_SDP_OFFER : IPPARM_SDP_ANSWER; }

std::string words_of(const sip::Ended& event)
{
    if (event.status == 0)
        return event.reason;
    std::string text = "SIP " + std::to_string(event.status);
    return event.reason.empty() ? text : text + ' ' + event.reason;
}

} // namespace

void CallControl::notify(const sip::Notification& notification)
{
    if (const auto* incoming = std::get_if<sip::Incoming>(&notification.event))
        take_incoming(notification.call, *incoming);
    else if (Line* const line = line_of(notification.user))
        std::visit([&](const auto& event) { on(*line, event); }, notification.event);
}

void CallControl::failed(std::string_view reason)
{
    services_.log.error("board " + std::to_string(settings_.number) + ": " + std::string{reason});
}

sip::UserCookie CallControl::user_of(const Line& line, CRN crn)
{
    return static_cast<sip::UserCookie>(line.channel) << 32 | static_cast<sip::UserCookie>(crn);
}

/// Null for calls that Global Call no longer knows: reset, or their line closed.
Line* CallControl::line_of(sip::UserCookie user)
{
    const auto channel = static_cast<std::size_t>(user >> 32);
    if (channel >= lines_.size() || !lines_[channel])
        return nullptr;
    Line& line = *lines_[channel];
    return line.call && line.call->crn == static_cast<CRN>(user & 0xFFFFFFFFU) ? &line : nullptr;
}

void CallControl::take_incoming(sip::CallHandle handle, const sip::Incoming& event)
{
    if (waiting_.empty() || calls_ >= settings_.max_calls)
        return command_later({handle, sip::Reject{config_.busy_status, {}, {}}});
    Line& line = waiting_.front();
    auto call = std::make_unique<Call>(services_.handles.open_call(line), Call::Direction::inbound);
    call->sip = handle;
    call->security = event.security;
    call->slow_start = !event.has_offer;
    if (event.replaces)
        take_replaced(*call, *event.replaces, *event.message);
    take_addresses(*call, *event.message);
    hear(*call, event.message, IPPARM_SDP_OFFER);
    loop_->endpoint().set_user(handle, user_of(line, call->crn));
    begin(line, std::move(call));
    prepare_bye_answer(line);
    if (line.sends_proceeding.value_or(config_.sends_proceeding))
        command_later({handle, sip::SendTrying{}, user_of(line, line.call->crn)});

    if (shows(line, GCMSK_DETECTED))
        post(line, line.call->crn, GCEV_DETECTED);
    if (const Waiter waiter = std::exchange(line.waiter, nullptr)) { // gc_WaitCall in EV_SYNC
        enter(line, CallState::offered, rule(Operation::wait_call).function);
        line.armed = false;
        waiter->complete({{}, line.call->crn});
        return;
    }
    advance(line, Signal::incoming, event.message);
}

/// Not at once: a command would void the messages of notifications that are still to be looked at.
void CallControl::command_later(LaterCommand command)
{
    later_.push_back(std::move(command));
    if (later_.size() > 1)
        return; // they are being seen to
    loop_->run_after({}, [this] {
        for (LaterCommand& later : std::exchange(later_, {})) { // the stack sees it through
            const Line* const line = later.while_offered != 0 ? line_of(later.while_offered) : nullptr;
            if (later.while_offered == 0 || (line && line->state() == CallState::offered))
                static_cast<void>(loop_->endpoint().command(later.call, later.what, loop_->now()));
            if (later.told)
                services_.events.post_unannounced(std::move(*later.told));
        }
    });
}

/// Moves the call and tells the program. False when the signal is stale: the call has gone on in the meantime.
bool CallControl::advance(Line& line, Signal signal, const sip::Message* message, EventResult result)
{
    Call& call = *line.call;
    const SignalRule& row = rule(signal);
    if (call.pending == Pending::drop || !row.from.contains(call.state))
        return false;
    if (shows(line, row.mask))
        post(line, call.crn, row.event, std::move(result), describe(signal, call, message));
    enter(line, row.to, "network");
    return true;
}

void CallControl::on(Line& line, const sip::Trying& event)
{
    if (event.message && line.call->from_uri.empty())
        take_addresses(*line.call, *event.message);
    hear(*line.call, event.message, described_by(*line.call), ReceivedSdp::Copies::not_told);
    advance(line, Signal::trying, event.message);
}

void CallControl::on(Line& line, const sip::Progress& event)
{
    Call& call = *line.call;
    if (event.message && call.from_uri.empty())
        take_addresses(call, *event.message);
    else if (event.message)
        take_contact(call, *event.message);
    const bool described = hear(call, event.message, described_by(call), ReceivedSdp::Copies::not_told);
    if (call.provisional == event.status && !described)
        return; // a repetition, or one more fork that rings
    call.provisional = event.status;
    tell_transferor(line, event.status);
    media_is(line, event.media); // before the event of the call, as the manuals have it
    advance(line, Signal::ringing, event.message);
}

void CallControl::on(Line& line, const sip::Connected& event)
{
    Call& call = *line.call;
    call.security = event.security;
    if (event.message)
        take_addresses(call, *event.message);
    const Waiter waiter = call.waiter;
    media_is(line, event.media);
    signaling_is(line, true);
    tell_transferor(line, 200);
    hear(call, event.message, described_by(call), ReceivedSdp::Copies::not_told);
    if (!advance(line, Signal::connected, event.message))
        return;
    if (event.ack_wanted)
        tell_200(line, call.slow_start, event.message);
    if (!waiter)
        return;
    call.waiter.reset();
    waiter->complete({});
}

void CallControl::on(Line& line, const sip::Acknowledged& event)
{
    const Waiter waiter = line.call->waiter;
    media_is(line, event.media);
    signaling_is(line, true);
    hear(*line.call, event.message, IPPARM_SDP_ANSWER);
    tell_ack(line, event.message);
    if (!advance(line, Signal::acknowledged, event.message) || !waiter)
        return;
    line.call->waiter.reset();
    waiter->complete({});
}

void CallControl::on(Line& line, const sip::Modified& event) // the call stays connected
{
    media_is(line, event.media);
    accepted_change_over(line, event);
}

void CallControl::on(Line& line, const sip::Ended& event)
{
    Call& call = *line.call;
    if (call.pending == Pending::drop) { // both sides hung up at once
        call.sip = sip::CallHandle::none;
        conclude(line, Operation::drop_call, std::exchange(call.waiter, nullptr));
        return;
    }
    tell_transferor(line, status_of(event));
    const auto failure = std::exchange(call.failure, std::nullopt);
    const EndResult result = end_result(event.cause, event.status, failure ? failure->error : sip::FlowError::none);
    ack_failed(line, result, failure ? failure->text : words_of(event));
    disconnect(line, result, failure ? failure->text : words_of(event), describe_end(failure, event.message));
}

void CallControl::on(Line& line, const sip::Released& event)
{
    Call& call = *line.call;
    call.sip = sip::CallHandle::none;
    if (call.pending == Pending::drop)
        conclude(line, Operation::drop_call, std::exchange(call.waiter, nullptr),
                 describe_end(std::nullopt, event.message));
}

void CallControl::on(Line& line, const sip::DeliveryFailure& event)
{
    Call& call = *line.call;
    call.failure = {event.method + " to " + event.target + ": " + event.reason, event.error, event.security};
    services_.log.warning(line.name() + ": " + call.failure->text);
    if (!shows(line, 0))
        return;
    REQUEST_ERROR error{};
    error.version = 0x100;
    error.error = request_error(event.error);
    event.method.copy(error.method, sizeof error.method - 1);
    ParmBuilder block;
    block.value(IPSET_SIP_REQUEST_ERROR, IPPARM_SIP_SVC_UNAVAIL, error);
    write_tls_failure(*call.failure, settings_.longest_parameter, block);
    const EndResult result = end_result(sip::EndCause::transport, 0, event.error);
    post(line, call.crn, GCEV_EXTENSION, {result.gc_value, result.cc_value, call.failure->text},
         block.finish_extension(IPEXTID_RECEIVEMSG));
}

} // namespace gc
