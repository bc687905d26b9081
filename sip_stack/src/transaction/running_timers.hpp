#pragma once

#include "transaction/effects.hpp"

namespace sip {

/// The timers that a machine runs: at any time at most one that sets the pace and one that limits the wait.
/// Starting one replaces the other of its kind.
class RunningTimers {
public:
    void pace(TimerLetter letter, Duration after, Effects& out) { change(pace_, out.pace, letter, after); }
    void limit(TimerLetter letter, Duration after, Effects& out) { change(limit_, out.limit, letter, after); }
    void stop_pace(Effects& out) { stop(pace_, out.pace); }
    void stop_all(Effects& out)
    {
        stop(pace_, out.pace);
        stop(limit_, out.limit);
    }

    /// Takes note of an expiry; false when that timer is not running, so that the expiry means nothing.
    [[nodiscard]] bool expired(TimerLetter letter)
    {
        if (letter == TimerLetter::none)
            return false;
        for (TimerLetter* running : {&pace_, &limit_})
            if (*running == letter) {
                *running = TimerLetter::none;
                return true;
            }
        return false;
    }

    /// True when exactly these run.
    [[nodiscard]] bool are(TimerLetter pace, TimerLetter limit) const { return pace_ == pace && limit_ == limit; }
    [[nodiscard]] bool limited_by(TimerLetter limit) const { return limit_ == limit; }
    [[nodiscard]] TimerLetter pace() const { return pace_; }

private:
    static void change(TimerLetter& running, Effects::TimerChange& change, TimerLetter letter, Duration after)
    {
        running = letter;
        change = {Effects::TimerChange::Kind::start, letter, after};
    }
    static void stop(TimerLetter& running, Effects::TimerChange& change)
    {
        running = TimerLetter::none;
        change = {Effects::TimerChange::Kind::stop, TimerLetter::none, {}};
    }

    TimerLetter pace_ = TimerLetter::none;
    TimerLetter limit_ = TimerLetter::none;
};

} // namespace sip
