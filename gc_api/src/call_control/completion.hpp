#pragma once

#include "errors/cancellation.hpp"
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

    /// The outcome, or nullopt when `limit` passes first. No limit: waits for ever. The thread may be cancelled here.
    [[nodiscard]] std::optional<Outcome> wait(std::optional<std::chrono::seconds> limit)
    {
        std::unique_lock lock{mutex_};
        const Cancellable here;
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

/// Waits; gives the operation up when the time is over, or when the thread is cancelled.
template <class GiveUp>
std::optional<Outcome> wait_or_give_up(Completion& completion, std::optional<std::chrono::seconds> limit,
                                       GiveUp give_up)
{
    struct Waiting {
        GiveUp& give_up;
        bool done = false;
        ~Waiting()
        {
            if (!done)
                give_up();
        }
    };
    {
        Waiting waiting{give_up};
        if (auto outcome = completion.wait(limit)) {
            waiting.done = true;
            return outcome;
        }
    }
    return completion.wait(std::chrono::seconds{0}); // it may have come just now
}

} // namespace gc
