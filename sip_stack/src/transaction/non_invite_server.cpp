#include "transaction/non_invite_server.hpp"

#include <cassert>

namespace sip {

Effects NonInviteServer::request()
{
    Effects out;
    if (state_ == State::initial) {
        out.deliver = true;
        enter(State::trying, out);
    } else {
        out.send = responded(); // §17.2.2: the newest response again; Trying has none and stays silent
    }
    return out;
}

Effects NonInviteServer::respond(int status)
{
    Effects out;
    if (state_ != State::trying && state_ != State::proceeding) {
        out.refused = true;
    } else if (status < 200) {
        // RFC 4320 §4.1: no provisional response but 100, and over UDP none before its time, which trying() keeps
        if (status == 100 && table_->reliable && state_ == State::trying) {
            out.send = true;
            enter(State::proceeding, out);
        }
    } else if (status == 408) {
        enter(State::terminated, out); // RFC 4320 §4.2: it would come after the client's Timer F: nothing is sent
    } else {
        out.send = true;
        enter(State::completed, out);
    }
    return out;
}

Effects NonInviteServer::expired(TimerLetter letter)
{
    if (!timers_.expired(letter))
        return {};
    switch (letter) {
    case TimerLetter::j: return timer_j();
    case TimerLetter::trying: return trying();
    case TimerLetter::give_up: return give_up();
    default: return {};
    }
}

Effects NonInviteServer::trying()
{
    Effects out;
    out.send_trying = true; // RFC 4320 §4.1: obligatory once the client's Timer E has reached T2
    enter(State::proceeding, out);
    return out;
}

Effects NonInviteServer::give_up()
{
    Effects out;
    enter(State::terminated, out); // RFC 4320 §4.2
    return out;
}

Effects NonInviteServer::timer_j()
{
    Effects out;
    enter(State::terminated, out); // §17.2.2
    return out;
}

void NonInviteServer::enter(State state, Effects& out)
{
    state_ = state;
    switch (state) {
    case State::trying:
        timers_.pace(TimerLetter::trying, table_->late_trying, out);
        timers_.limit(TimerLetter::give_up, table_->give_up, out);
        break;
    case State::proceeding: timers_.stop_pace(out); break;
    case State::completed:
        if (table_->j == Duration::zero()) // §17.2.2: a reliable transport makes no copies
            return enter(State::terminated, out);
        timers_.stop_pace(out);
        timers_.limit(TimerLetter::j, table_->j, out);
        break;
    case State::terminated:
        timers_.stop_all(out);
        out.terminated = true;
        break;
    case State::initial: break;
    }
    assert(consistent());
}

bool NonInviteServer::consistent() const
{
    switch (state_) {
    case State::trying: return timers_.are(TimerLetter::trying, TimerLetter::give_up);
    case State::proceeding: return timers_.are(TimerLetter::none, TimerLetter::give_up);
    case State::completed: return !table_->reliable && timers_.are(TimerLetter::none, TimerLetter::j);
    case State::initial:
    case State::terminated: return timers_.are(TimerLetter::none, TimerLetter::none);
    }
    return false;
}

} // namespace sip
