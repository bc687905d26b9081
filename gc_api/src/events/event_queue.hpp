#pragma once

#include "events/event_memory_keeper.hpp"
#include "events/event_store.hpp"
#include "events/handler_table.hpp"
#include "srllib.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace gc {

/// The events of all devices: posted by the library, taken by the program's threads, shown to its handlers.
///
/// Any thread. Nothing is dropped; events of one device are taken in the order of posting. Handlers run without a lock,
/// either inside wait() or, in the threaded model, on the queue's own thread: then every event passes through that
/// thread first, so that no wait can overtake a handler.
class EventQueue {
public:
    EventQueue() = default;
    EventQueue(const EventQueue&) = delete;
    EventQueue& operator=(const EventQueue&) = delete;
    /// Ends the handler thread; it waits for a handler that is running, unless called by it.
    ~EventQueue();

    /// Adds an event; wakes one thread that sleeps for it.
    void post(Event event);
    /// Adds an event and wakes nobody until announce(): for a poster that holds what the woken would wait for. Threads
    /// that look meanwhile find it.
    void post_unannounced(Event event);
    /// Wakes the threads for all events that were posted unannounced, by whomever. Costs nothing when there are none.
    void announce();

    /// Makes the oldest event the thread's current one; with `devices`, the oldest of these. False: time over.
    /// Negative milliseconds wait for ever. Handlers run first; an event that they all consume does not end the wait.
    bool wait(std::chrono::milliseconds limit, std::span<const long> devices = {});

    /// The calling thread's current event, or null; valid until its next wait.
    [[nodiscard]] static const Event* current() noexcept;

    bool enable_handler(long device, long type, Handler handler);
    bool disable_handler(long device, long type, Handler handler);

    /// SR_MODELTYPE: with SR_MTASYNC handlers run on the queue's own thread, else (and at first) inside wait().
    void set_model(int model);
    [[nodiscard]] int model() const;
    /// SR_MODEID and SR_DVTHREADING: kept for programs that ask; without effect.
    std::atomic<int> fetch_mode{SR_POLLMODE};
    std::atomic<int> device_threading{0};
    std::atomic<void*> user_context{nullptr}; ///< SR_USERCONTEXT of SRL_DEVICE: its events have one like all others

    /// Keeps handlers from being called, by the queue's thread and by wait(), which then takes no event that a handler
    /// is enabled for, nor one after it. Returns when no handler of another thread runs; called by a handler at once,
    /// and what runs inside a handler goes on. Calls nest.
    void hold();
    /// False without a hold.
    bool release();

    /// Forgets a device: its waiting events and the memory kept for it.
    void purge(long device);

private:
    using Deadline = std::optional<std::chrono::steady_clock::time_point>; ///< none: for ever
    using Lock = std::unique_lock<std::mutex>;
    struct Waiter;

    StoredEventPtr fetch(Waiter& waiter, const Deadline& deadline);
    [[nodiscard]] StoredEventPtr take(const Waiter& waiter);
    [[nodiscard]] bool holds_back(const StoredEvent* oldest) const;
    [[nodiscard]] bool shown(const Event& event, Waiter& waiter);
    void sleep(Waiter& waiter, Lock& lock, const Deadline& deadline);
    void put(Event event);
    void wake_for(long device);
    void wake_one(long device, bool arriving);
    void wake_all();
    void make_ready(StoredEventPtr event);

    /// True: a handler kept the event, or there was none for it.
    bool show_to_handlers(const Event& event);
    [[nodiscard]] bool on_handler_thread() const noexcept;
    [[nodiscard]] bool through_handler_thread() const { return threaded_ || handling_ || !arrived_.empty(); }
    void update_handler_thread();
    void run_handler_thread();
    StoredEventPtr next_for_handler_thread(Lock& lock);

    HandlerTable handlers_;

    mutable std::mutex mutex_;
    std::uint64_t last_sequence_ = 0;
    EventStore ready_;              ///< for wait()
    EventStore arrived_;            ///< for the handler thread, which passes on to ready_ what its handlers keep
    std::vector<long> unannounced_; ///< devices of events
    std::atomic<bool> to_announce_{false};
    EventMemoryKeeper keeper_;
    std::list<Waiter*> sleeping_;

    int model_ = SR_STASYNC;
    bool threaded_ = false; ///< new events go through the handler thread
    bool handling_ = false; ///< the handler thread has an event in hand
    bool stopping_ = false;
    unsigned holds_ = 0;
    unsigned showing_ = 0;            ///< threads that show an event to handlers, in wait()
    std::condition_variable changed_; ///< holds_, showing_, handling_, stopping_
    std::thread handler_thread_;
};

} // namespace gc
