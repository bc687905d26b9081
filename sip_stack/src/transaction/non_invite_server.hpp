#pragma once

#include "transaction/running_timers.hpp"

namespace sip {

/// The non-INVITE server transaction: RFC 3261 §17.2.2 with RFC 4320: no 408, and of the provisional responses only a
/// late 100, which the machine sends by itself.
class NonInviteServer {
public:
    enum class State : std::uint8_t { initial, trying, proceeding, completed, terminated };

    explicit NonInviteServer(const TimerTable& table) : table_{&table} {}

    [[nodiscard]] Effects request();           ///< the first one or a copy
    [[nodiscard]] Effects respond(int status); ///< from the transaction user
    [[nodiscard]] Effects expired(TimerLetter letter);
    /// A response that must find another way may wait for it: from now on Timer J runs as over an unreliable transport.
    void lose_flow(const TimerTable& unreliable) { table_ = &unreliable; }

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool responded() const { return state_ == State::proceeding || state_ == State::completed; }
    [[nodiscard]] bool consistent() const;

private:
    Effects timer_j();
    Effects trying();
    Effects give_up();
    void enter(State state, Effects& out);

    const TimerTable* table_;
    State state_ = State::initial;
    RunningTimers timers_;
};

} // namespace sip
