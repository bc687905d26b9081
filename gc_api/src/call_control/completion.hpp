#pragma once

#include "errors/error.hpp"
#include "gc_types.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace gc {

/// How an operation ended.
struct Outcome {
    Error error{};
    CRN crn = 0; ///< gc_WaitCall: the call that was offered
};

/// Where the thread of an EV_SYNC function waits, outside every lock, for what would have been its termination event.
///
/// Shared by the waiting thread and the call (or line) that it waits for; a result that comes after the thread gave up
/// is forgotten with the cell.
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
    [[nodiscard]] std::optional<Outcome> wait(std::optional<std::chrono::seconds> limit)
    {
        std::unique_lock lock{mutex_};
        const auto ready = [this] { return outcome_.has_value(); };
        if (limit)
            done_.wait_for(lock, *limit, ready);
        else
            done_.wait(lock, ready);
        return std::exchange(outcome_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::condition_variable done_;
    std::optional<Outcome> outcome_;
};

} // namespace gc
