#pragma once

#include "transaction/running_timers.hpp"

namespace sip {

/// The INVITE server transaction: RFC 3261 §17.2.1 with the Accepted state of RFC 6026 §7.1.
class InviteServer {
public:
    enum class State : std::uint8_t { initial, proceeding, completed, confirmed, accepted, terminated };

    explicit InviteServer(const TimerTable& table) : table_{&table} {}

    [[nodiscard]] Effects invite(); ///< the first one or a copy
    [[nodiscard]] Effects ack();
    [[nodiscard]] Effects respond(int status); ///< from the transaction user
    [[nodiscard]] Effects expired(TimerLetter letter);

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool responded() const { return responded_; } ///< there is a response to repeat
    [[nodiscard]] bool consistent() const;

private:
    Effects timer_g();
    Effects timer_h();
    Effects timer_i();
    Effects timer_l();
    Effects trying();
    void enter(State state, Effects& out);

    const TimerTable* table_;
    Duration interval_{}; ///< of Timer G
    State state_ = State::initial;
    RunningTimers timers_;
    bool responded_ = false;
};

} // namespace sip
