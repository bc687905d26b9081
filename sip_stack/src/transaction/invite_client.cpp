#include "transaction/invite_client.hpp"

#include <cassert>

namespace sip {

Effects InviteClient::invite()
{
    Effects out;
    enter(State::calling, out);
    out.send = true;
    return out;
}

Effects InviteClient::response(int status)
{
    if (status < 200)
        return provisional();
    return status < 300 ? success() : failure();
}

Effects InviteClient::provisional()
{
    Effects out;
    if (state_ == State::calling) // §17.1.1.2: the retransmissions end
        enter(State::proceeding, out);
    out.deliver = state_ == State::proceeding;
    return out;
}

Effects InviteClient::success()
{
    Effects out;
    if (state_ == State::calling || state_ == State::proceeding)
        enter(State::accepted, out); // RFC 6026 §7.2
    // RFC 6026 §7.2: every 2xx is delivered, copies and other forks alike; the user sends the ACKs
    out.deliver = state_ == State::accepted;
    return out;
}

Effects InviteClient::failure()
{
    Effects out;
    switch (state_) {
    case State::calling:
    case State::proceeding:
        out.deliver = true; // §17.1.1.2: delivered once, ACKed here
        out.send_ack = true;
        enter(State::completed, out);
        break;
    case State::completed: // §17.1.1.2: the ACK was lost; the user has heard it already
        out.send_ack = true;
        break;
    default: break; // RFC 6026 §7.2: after a 2xx no other response counts
    }
    return out;
}

Effects InviteClient::expired(TimerLetter letter)
{
    if (!timers_.expired(letter))
        return {};
    switch (letter) {
    case TimerLetter::a: return timer_a();
    case TimerLetter::b: return timer_b();
    case TimerLetter::d: return timer_d();
    case TimerLetter::m: return timer_m();
    default: return {};
    }
}

Effects InviteClient::timer_a()
{
    Effects out;
    out.send = true;
    interval_ *= 2; // §17.1.1.2: doubled each time; T2 is no bound here
    timers_.pace(TimerLetter::a, interval_, out);
    return out;
}

Effects InviteClient::timer_b()
{
    Effects out;
    out.tell = Effects::Tell::timed_out; // §17.1.1.2: no response at all
    enter(State::terminated, out);
    return out;
}

Effects InviteClient::timer_d()
{
    Effects out;
    enter(State::terminated, out); // §17.1.1.2
    return out;
}

Effects InviteClient::timer_m()
{
    Effects out;
    enter(State::terminated, out); // RFC 6026 §7.2
    return out;
}

Effects InviteClient::transport_error()
{
    Effects out;
    switch (state_) {
    case State::calling:
    case State::proceeding:
    case State::completed: // §17.1.4 and figure 5
        out.tell = Effects::Tell::transport_failed;
        enter(State::terminated, out);
        break;
    default: break; // RFC 6026 §7.2: Accepted sends nothing, and more 2xx may come another way
    }
    return out;
}

Effects InviteClient::abandon()
{
    Effects out;
    if (state_ != State::terminated)
        enter(State::terminated, out); // §9.1: an INVITE whose CANCEL led to nothing is destroyed
    return out;
}

void InviteClient::enter(State state, Effects& out)
{
    state_ = state;
    timers_.stop_all(out);
    switch (state) {
    case State::calling:
        interval_ = table_->t1;
        if (!table_->reliable) // §17.1.1.2: Timer A for unreliable transports only
            timers_.pace(TimerLetter::a, interval_, out);
        timers_.limit(TimerLetter::b, table_->b, out);
        break;
    case State::completed:
        if (table_->d == Duration::zero()) // §17.1.1.2: a reliable transport makes no copies
            return enter(State::terminated, out);
        timers_.limit(TimerLetter::d, table_->d, out);
        break;
    case State::accepted: timers_.limit(TimerLetter::m, table_->m, out); break;
    case State::terminated: out.terminated = true; break;
    case State::initial:
    case State::proceeding: // §17.1.1.2: from here on only the user limits the wait
        break;
    }
    assert(consistent());
}

bool InviteClient::consistent() const
{
    switch (state_) {
    case State::calling: return timers_.are(table_->reliable ? TimerLetter::none : TimerLetter::a, TimerLetter::b);
    case State::completed: return !table_->reliable && timers_.are(TimerLetter::none, TimerLetter::d);
    case State::accepted: return timers_.are(TimerLetter::none, TimerLetter::m);
    case State::initial:
    case State::proceeding:
    case State::terminated: return timers_.are(TimerLetter::none, TimerLetter::none);
    }
    return false;
}

} // namespace sip
