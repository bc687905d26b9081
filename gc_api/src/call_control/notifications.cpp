#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/causes.hpp"
#include "runtime/board.hpp"
#include "runtime/services.hpp"
#include "sip/message/message.hpp"

#include <cstring>

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

/// Both directions: From is the caller's, To the called party's.
void take_addresses(Call& call, const sip::Message& message)
{
    call.origination = address_of(message.from().uri);
    call.destination = address_of(message.to().uri);
    call.from_uri = message.from().uri.text;
    call.to_uri = message.to().uri.text;
    call.call_id = message.call_id();
}

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
    if (const auto* incoming = std::get_if<sip::Incoming>(&notification.event)) {
        take_incoming(notification.call, *incoming);
        return;
    }
    if (Line* const line = line_of(notification.user))
        std::visit([&](const auto& event) { on(*line, event); }, notification.event);
}

void CallControl::failed(std::string_view reason)
{
    services_.log().error("board " + std::to_string(settings_.number) + ": " + std::string{reason});
}

/// The line of a call that Global Call still knows; calls that were reset or closed are nobody's.
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
    if (waiting_.empty() || calls_ >= settings_.max_calls) {
        // Nothing follows that anybody waits for, so the outcome of the refusal is the stack's affair.
        static_cast<void>(loop_->endpoint().command(handle, sip::Reject{busy_status_, {}, {}}, loop_->now()));
        return;
    }
    Line& line = waiting_.front();
    line.unlink_if_waiting();
    line.call = std::make_unique<Call>(services_.handles().open_call(line), Call::Direction::inbound);
    line.call->sip = handle;
    line.call->security = event.security;
    take_addresses(*line.call, *event.message);
    ++calls_;
    loop_->endpoint().set_user(handle, cookie(line, *line.call));

    if ((line.event_mask & GCMSK_DETECTED) != 0 && !line.waiter)
        post(line, GCEV_DETECTED);
    advance(line, Signal::incoming, event.message);
}

void CallControl::on(Line& line, const sip::Trying& event) { advance(line, Signal::trying, event.message); }

void CallControl::on(Line& line, const sip::Progress& event)
{
    Call& call = *line.call;
    if (call.provisional == event.status)
        return; // a repetition, or one more fork that rings
    call.provisional = event.status;
    advance(line, Signal::ringing, event.message);
}

void CallControl::on(Line& line, const sip::Connected& event)
{
    line.call->security = event.security;
    take_addresses(*line.call, *event.message);
    advance(line, Signal::connected, event.message);
}

void CallControl::on(Line& line, const sip::Acknowledged& event)
{
    advance(line, Signal::acknowledged, event.message);
}

void CallControl::on(Line&, const sip::Modified&) {} // answered by the stack; the call stays connected

void CallControl::on(Line& line, const sip::Released&)
{
    line.call->sip = sip::CallHandle::none;
    if (line.call->pending == Pending::drop)
        conclude(line, Operation::drop_call, std::move(line.call->waiter));
}

} // namespace gc
