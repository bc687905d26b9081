#include "transaction/non_invite_client.hpp"

#include <algorithm>
#include <cassert>

namespace sip {

Effects NonInviteClient::request()
{
    Effects out;
    enter(State::trying, out);
    out.send = true;
    return out;
}

Effects NonInviteClient::response(int status)
{
    Effects out;
    if (state_ != State::trying && state_ != State::proceeding)
        return out; // §17.1.2.2: Completed absorbs copies
    out.deliver = true;
    if (status >= 200)
        enter(State::completed, out);
    else if (state_ == State::trying)
        enter(State::proceeding, out);
    return out;
}

Effects NonInviteClient::expired(TimerLetter letter)
{
    if (!timers_.expired(letter))
        return {};
    switch (letter) {
    case TimerLetter::e: return timer_e();
    case TimerLetter::f: return timer_f();
    case TimerLetter::k: return timer_k();
    default: return {};
    }
}

Effects NonInviteClient::timer_e()
{
    Effects out;
    out.send = true;
    // §17.1.2.2: doubled up to T2 while Trying, T2 from the first provisional response on
    interval_ = state_ == State::trying ? std::min(interval_ * 2, table_->t2) : table_->t2;
    timers_.pace(TimerLetter::e, interval_, out);
    return out;
}

Effects NonInviteClient::timer_f()
{
    Effects out;
    out.tell = Effects::Tell::timed_out; // §17.1.2.2: a provisional response does not extend the wait
    enter(State::terminated, out);
    return out;
}

Effects NonInviteClient::timer_k()
{
    Effects out;
    enter(State::terminated, out); // §17.1.2.2
    return out;
}

Effects NonInviteClient::transport_error()
{
    Effects out;
    if (state_ == State::terminated)
        return out;
    if (state_ != State::completed) // §17.1.4; Completed has nothing more to send, so nothing can fail
        out.tell = Effects::Tell::transport_failed;
    enter(State::terminated, out);
    return out;
}

Effects NonInviteClient::abandon()
{
    Effects out;
    if (state_ != State::terminated)
        enter(State::terminated, out);
    return out;
}

void NonInviteClient::enter(State state, Effects& out)
{
    state_ = state;
    switch (state) {
    case State::trying:
        interval_ = table_->t1;
        if (!table_->reliable) // §17.1.2.2: Timer E for unreliable transports only
            timers_.pace(TimerLetter::e, interval_, out);
        timers_.limit(TimerLetter::f, table_->f, out);
        break;
    case State::completed:
        if (table_->k == Duration::zero()) // §17.1.2.2: a reliable transport makes no copies
            return enter(State::terminated, out);
        timers_.stop_pace(out);
        timers_.limit(TimerLetter::k, table_->k, out);
        break;
    case State::terminated:
        timers_.stop_all(out);
        out.terminated = true;
        break;
    case State::initial:
    case State::proceeding: // §17.1.2.2: Timers E and F run on
        break;
    }
    assert(consistent());
}

bool NonInviteClient::consistent() const
{
    switch (state_) {
    case State::trying:
    case State::proceeding: return timers_.are(table_->reliable ? TimerLetter::none : TimerLetter::e, TimerLetter::f);
    case State::completed: return !table_->reliable && timers_.are(TimerLetter::none, TimerLetter::k);
    case State::initial:
    case State::terminated: return timers_.are(TimerLetter::none, TimerLetter::none);
    }
    return false;
}

} // namespace sip
