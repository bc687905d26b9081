#pragma once

#include "transaction/running_timers.hpp"

namespace sip {

/// The non-INVITE client transaction: RFC 3261 §17.1.2.
/// That it timed out is told as such; no 408 is made up (RFC 4320).
class NonInviteClient {
public:
    enum class State : std::uint8_t { initial, trying, proceeding, completed, terminated };

    explicit NonInviteClient(const TimerTable& table) : table_{&table} {}

    [[nodiscard]] Effects request(); ///< once, first
    [[nodiscard]] Effects response(int status);
    [[nodiscard]] Effects expired(TimerLetter letter);
    [[nodiscard]] Effects transport_error();
    [[nodiscard]] Effects abandon();

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool consistent() const;

private:
    Effects timer_e();
    Effects timer_f();
    Effects timer_k();
    void enter(State state, Effects& out);

    const TimerTable* table_;
    Duration interval_{}; ///< of Timer E
    State state_ = State::initial;
    RunningTimers timers_;
};

} // namespace sip
