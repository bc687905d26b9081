#pragma once

#include "transaction/running_timers.hpp"

namespace sip {

/// The INVITE client transaction: RFC 3261 §17.1.1 with the Accepted state of RFC 6026 §7.2.
class InviteClient {
public:
    enum class State : std::uint8_t { initial, calling, proceeding, completed, accepted, terminated };

    explicit InviteClient(const TimerTable& table) : table_{&table} {}

    [[nodiscard]] Effects invite(); ///< once, first
    [[nodiscard]] Effects response(int status);
    [[nodiscard]] Effects expired(TimerLetter letter);
    [[nodiscard]] Effects transport_error();
    [[nodiscard]] Effects abandon();

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool consistent() const;

private:
    Effects provisional();
    Effects success();
    Effects failure();
    Effects timer_a();
    Effects timer_b();
    Effects timer_d();
    Effects timer_m();
    void enter(State state, Effects& out);

    const TimerTable* table_;
    Duration interval_{}; ///< of Timer A
    State state_ = State::initial;
    RunningTimers timers_;
};

} // namespace sip
