#include "transaction/invite_server.hpp"

#include <algorithm>
#include <cassert>

namespace sip {

Effects InviteServer::invite()
{
    Effects out;
    switch (state_) {
    case State::initial:
        out.deliver = true;
        enter(State::proceeding, out);
        break;
    case State::proceeding: // §17.2.1: the newest provisional response again, if there is one
    case State::completed:  // §17.2.1: the failure response again
        out.send = responded_;
        break;
    default: break; // RFC 6026 §7.1: Accepted absorbs copies; the user repeats its 2xx by its own clock
    }
    return out;
}

Effects InviteServer::ack()
{
    Effects out;
    if (state_ == State::completed)
        enter(State::confirmed, out);        // §17.2.1
    out.deliver = state_ == State::accepted; // RFC 6026 §7.1
    return out;
}

Effects InviteServer::respond(int status)
{
    Effects out;
    if (state_ != State::proceeding) {
        out.refused = true;
        return out;
    }
    out.send = true;
    responded_ = true;
    if (status < 200)
        timers_.stop_pace(out); // §17.2.1: the user has answered, no 100 is needed
    else
        enter(status < 300 ? State::accepted : State::completed, out);
    return out;
}

Effects InviteServer::expired(TimerLetter letter)
{
    if (!timers_.expired(letter))
        return {};
    switch (letter) {
    case TimerLetter::g: return timer_g();
    case TimerLetter::h: return timer_h();
    case TimerLetter::i: return timer_i();
    case TimerLetter::l: return timer_l();
    case TimerLetter::trying: return trying();
    default: return {};
    }
}

Effects InviteServer::trying()
{
    Effects out;
    out.send_trying = true; // §17.2.1: the user has not answered within 200 ms
    responded_ = true;
    return out;
}

Effects InviteServer::timer_g()
{
    Effects out;
    out.send = true;
    interval_ = std::min(interval_ * 2, table_->t2); // §17.2.1
    timers_.pace(TimerLetter::g, interval_, out);
    return out;
}

Effects InviteServer::timer_h()
{
    Effects out;
    out.tell = Effects::Tell::ack_missing; // §17.2.1
    enter(State::terminated, out);
    return out;
}

Effects InviteServer::timer_i()
{
    Effects out;
    enter(State::terminated, out); // §17.2.1
    return out;
}

Effects InviteServer::timer_l()
{
    Effects out;
    enter(State::terminated, out); // RFC 6026 §7.1
    return out;
}

void InviteServer::enter(State state, Effects& out)
{
    state_ = state;
    timers_.stop_all(out);
    switch (state) {
    case State::proceeding: timers_.pace(TimerLetter::trying, table_->invite_trying, out); break;
    case State::completed:
        interval_ = table_->t1;
        if (!table_->reliable) // §17.2.1: Timer G for unreliable transports only
            timers_.pace(TimerLetter::g, interval_, out);
        timers_.limit(TimerLetter::h, table_->h, out);
        break;
    case State::confirmed:
        if (table_->i == Duration::zero()) // §17.2.1: a reliable transport makes no copies
            return enter(State::terminated, out);
        timers_.limit(TimerLetter::i, table_->i, out);
        break;
    case State::accepted: timers_.limit(TimerLetter::l, table_->l, out); break;
    case State::terminated: out.terminated = true; break;
    case State::initial: break;
    }
    assert(consistent());
}

bool InviteServer::consistent() const
{
    switch (state_) {
    case State::proceeding: return timers_.are(responded_ ? TimerLetter::none : TimerLetter::trying, TimerLetter::none);
    case State::completed:
        return responded_ && timers_.are(table_->reliable ? TimerLetter::none : TimerLetter::g, TimerLetter::h);
    case State::confirmed: return responded_ && !table_->reliable && timers_.are(TimerLetter::none, TimerLetter::i);
    case State::accepted: return responded_ && timers_.are(TimerLetter::none, TimerLetter::l);
    case State::initial:
    case State::terminated: return timers_.are(TimerLetter::none, TimerLetter::none);
    }
    return false;
}

} // namespace sip
