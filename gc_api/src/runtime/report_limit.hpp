#pragma once

#include <chrono>
#include <utility>

namespace gc {

/// Bounds how much is told of what a stranger can cause: so many reports a minute, and a count of those left out.
class ReportLimit {
public:
    using Clock = std::chrono::steady_clock;

    explicit ReportLimit(unsigned per_minute) : per_minute_{per_minute} {}

    /// Whether what happens now is told; left out otherwise.
    [[nodiscard]] bool admits(Clock::time_point now)
    {
        if (now - minute_began_ >= std::chrono::minutes{1} || told_ == 0) {
            minute_began_ = now;
            told_ = 0;
        }
        if (told_ >= per_minute_) {
            ++left_out_;
            return false;
        }
        ++told_;
        return true;
    }
    /// How many were left out since the last call.
    [[nodiscard]] unsigned take_left_out() { return std::exchange(left_out_, 0U); }

private:
    unsigned per_minute_;
    unsigned told_ = 0;
    unsigned left_out_ = 0;
    Clock::time_point minute_began_{};
};

} // namespace gc
