#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>

namespace gc {

/// How an operation ended: what gc_ErrorInfo or gc_ResultInfo will say.
struct Outcome {
    bool ok = true;
    int gc_value = 0;
    long cc_value = 0;
    std::string text;
    long crn = 0; ///< gc_WaitCall: the call that was offered
};

/// Where the thread of an EV_SYNC function waits, outside every lock, for what would have been its termination event.
///
/// Shared by the waiting thread and the call (or line) that it waits for; a result that comes after the thread gave up is
/// forgotten with the cell.
class Completion {
public:
    void complete(Outcome outcome)
    {
        {
            const std::lock_guard lock{mutex_};
            if (outcome_)
                return;
            outcome_ = std::move(outcome);
        }
        done_.notify_one();
    }

    /// The outcome, or nullopt when `limit` passes first. No limit: waits for ever.
    std::optional<Outcome> wait(std::optional<std::chrono::milliseconds> limit)
    {
        std::unique_lock lock{mutex_};
        const auto ready = [this] { return outcome_.has_value(); };
        if (limit)
            done_.wait_for(lock, *limit, ready);
        else
            done_.wait(lock, ready);
        return std::move(outcome_);
    }

private:
    std::mutex mutex_;
    std::condition_variable done_;
    std::optional<Outcome> outcome_;
};

} // namespace gc
