#include "call_control/call_control.hpp"

#include "events/event_queue.hpp"
#include "gcip.h"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "media/default_codecs.hpp"
#include "runtime/lan_alarm.hpp"
#include "runtime/logging.hpp"

#include <algorithm>
#include <memory>

// Lines, states and what programs are told of them.
namespace gc {
namespace {

constexpr std::size_t first_line_slots = 64;
/// Begins below the port range of most hosts' outgoing connections; long enough for tens of thousands of lines.
constexpr media::PortRange rtp_ports{16'384, 65'534};
constexpr std::chrono::milliseconds rtp_port_rest{500};

} // namespace

CallControl::CallControl(const Services& services, const BoardSettings& settings)
    : services_{services}, settings_{settings}, media_{media::default_codecs()},
      rtp_ports_{rtp_ports}, config_{{.enabled = settings.header_access,
                                      .unregistered = settings.unregistered_headers,
                                      .longest = settings.longest_parameter}},
      ladders_{settings.number}
{
}

CallControl::~CallControl() = default;

void CallControl::attach(sip::net::EndpointMonitor& loop, const sip::IpAddress& media_address)
{
    loop_ = &loop;
    media_.address = media_address;
    show_capabilities();
    show_busy();
    show_handed_up();
}

Error CallControl::add(std::shared_ptr<Line> line)
{
    const std::size_t channel = line->channel;
    const std::string where = "iptB" + std::to_string(settings_.number) + "T" + std::to_string(channel);
    if (!accepts_lines_)
        return {EGC_NOT_INITED, IPERR_UNAVAILABLE, "gc_Stop has begun"};
    if (channel > settings_.max_lines)
        return {EGC_INVDEVNAME, IPERR_UNAVAILABLE,
                where + ": the board was started with " + std::to_string(settings_.max_lines) +
                    " lines (total_max_calls)"};
    if (channel >= lines_.size())
        lines_.resize(std::min<std::size_t>(std::max({first_line_slots, channel + 1, lines_.size() * 2}),
                                            std::size_t{settings_.max_lines} + 1));
    if (lines_[channel])
        return {EGC_INVDEVNAME, IPERR_CHANNEL_ACTIVE, where + " is open already"};
    lines_[channel] = std::move(line);
    return {};
}

void CallControl::opened(Line& line, bool sync)
{
    if (!sync)
        post(line, 0, GCEV_OPENEX);
    if (!network_up_)
        begin_without_network(services_, line);
    else if (shows(line, GCMSK_UNBLOCKED))
        post(line, 0, GCEV_UNBLOCKED);
}

void CallControl::remove(Line& line)
{
    forget_call(line, "gc_Close");
    line.closed = true;
    line.armed = false;
    became_busy(line);
    if (line.channel < lines_.size())
        lines_[line.channel].reset();
}

void CallControl::begin(Line& line, std::unique_ptr<Call> call)
{
    line.call = std::move(call);
    ++calls_;
    if (line.trace)
        ladders_.follow(line.call->call_id, line.trace);
    became_busy(line);
}

void CallControl::enter(Line& line, CallState state, std::string_view reason)
{
    Call& call = *line.call;
    if (services_.log.enabled(LogLevel::debug)) {
        std::string text = line.name() + " crn " + std::to_string(call.crn) + ": ";
        text += name_of(call.state);
        text += " -> ";
        text += name_of(state);
        text += ", ";
        text += reason;
        services_.log.debug(text);
    }
    call.state = state;
    call.pending = Pending::none;
}

/// An operation is done: its state, and its termination event or the thread that waits in its place.
void CallControl::conclude(Line& line, Operation operation, Waiter waiter, EventMemory extension)
{
    const OperationRule& row = rule(operation);
    const CRN crn = line.call ? line.call->crn : 0;
    if (line.call && row.to == CallState::idle)
        connection_over(line);
    if (line.call)
        enter(line, row.to, row.function);
    if (waiter)
        waiter->complete({});
    else
        post(line, crn, row.termination, {}, std::move(extension));
}

/// The stack has said its last word on the call, and the program must drop it.
void CallControl::disconnect(Line& line, const EndResult& result, std::string text, EventMemory extension)
{
    Call& call = *line.call;
    call.sip = sip::CallHandle::none;
    const Waiter waiter = std::exchange(call.waiter, nullptr);
    enter(line, rule(Signal::ended).to, text);
    if (waiter)
        waiter->complete({Error{result.gc_value, result.cc_value, std::move(text)}, call.crn});
    else
        post(line, call.crn, rule(Signal::ended).event, {result.gc_value, result.cc_value, std::move(text)},
             std::move(extension));
    connection_over(line);
}

/// The call is no longer Global Call's: what is left of it on the wire ends by itself.
void CallControl::forget_call(Line& line, std::string_view reason)
{
    abort_waiters(line, reason);
    if (!line.call)
        return;
    tell_transferor(line, request_terminated);
    const std::unique_ptr<Call> call = std::move(line.call);
    services_.handles.close_call(call->crn);
    if (line.trace)
        ladders_.forget(call->call_id);
    give_back_port(line);
    --calls_;
    if (call->sip == sip::CallHandle::none)
        return;
    loop_->endpoint().set_user(call->sip, 0);
    if (call->pending != Pending::drop)
        static_cast<void>(loop_->endpoint().command(call->sip, sip::HangUp{}, loop_->now()));
}

void CallControl::give_back_port(Line& line)
{
    rtp_ports_.give_back(std::move(line.rtp));
    if (!std::exchange(ports_rest_, true))
        let_ports_rest();
}

void CallControl::let_ports_rest()
{
    loop_->run_after(rtp_port_rest, [this] {
        rtp_ports_.close_unneeded();
        ports_rest_ = rtp_ports_.resting() != 0;
        if (ports_rest_)
            let_ports_rest();
    });
}

void CallControl::abort_waiters(Line& line, std::string_view reason)
{
    const auto abort = [reason](Waiter& place) {
        if (const Waiter waiter = std::exchange(place, nullptr))
            waiter->complete({Error{EGC_TASKABORTED, IPERR_OK, "ended by " + std::string{reason}}, 0});
    };
    abort(line.waiter);
    if (line.call)
        abort(line.call->waiter);
}

void CallControl::give_up(Line& line, const Waiter& waiter)
{
    if (line.waiter == waiter) {
        line.waiter.reset();
        line.armed = false;
        became_busy(line);
    }
    if (line.call && line.call->waiter == waiter)
        line.call->waiter.reset();
}

/// Lines without a call are offered incoming ones in the order in which they became free.
void CallControl::became_free(Line& line)
{
    if (!line.armed || line.call || line.closed || line.is_linked() || line.service_state != GCLS_INSERVICE)
        return;
    if (waiting_.empty())
        loop_->endpoint().set_busy(0);
    waiting_.push_back(line);
}

void CallControl::became_busy(Line& line)
{
    if (!line.is_linked())
        return;
    line.unlink();
    show_busy();
}

void CallControl::show_busy()
{
    if (waiting_.empty())
        loop_->endpoint().set_busy(config_.busy_status);
}

bool CallControl::shows(const Line& line, unsigned long mask) const
{
    const bool waited_for = line.call && line.call->waiter; // EV_SYNC: nobody looks at events now
    return !waited_for && (mask == 0 || (line.event_mask & mask) != 0);
}

void CallControl::post(Line& line, CRN crn, long type, EventResult result, EventMemory extension)
{
    Event event = gc_event(line.handle(), crn, type, line.user_attribute, std::move(extension));
    event.result = std::move(result);
    services_.events.post_unannounced(std::move(event));
}

/// Whoever is woken will want to enter the monitor.
void CallControl::left() { services_.events.announce(); }

} // namespace gc
