#include "ua/call.hpp"

/// CANCEL and its races, as the caller sees them (RFC 3261 §9.1).
namespace sip {

/// No CANCEL before a provisional response: its server would not know the INVITE yet. Then the first provisional brings
/// it out, a 2xx is ACKed and ended by BYE, and without any response the transaction times out.
void Call::start_cancelling(std::string_view why)
{
    const bool provisional = state_ == State::proceeding;
    enter(State::cancelling, why);
    stop_timer(timer_);
    if (provisional)
        send_cancel();
}

void Call::send_cancel()
{
    if (outgoing_->cancel_sent)
        return;
    outgoing_->cancel_sent = true;
    around_.requests.cancel(outgoing_->invite, outgoing_->cancel_lines);
    start_timer(timer_, cancel_limit, around_.context.config.timers.cancel);
}

/// RFC 3261 §9.1: a server that answers the CANCEL but never the INVITE.
void Call::give_up_cancelling()
{
    around_.requests.give_up(outgoing_->invite);
    release();
}

} // namespace sip
