#pragma once

#include "events/event_memory_keeper.hpp"
#include "events/event_store.hpp"
#include "events/handler_table.hpp"

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <span>
#include <thread>

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

    /// Makes the oldest event the thread's current one. False: time over. Negative milliseconds wait for ever.
    bool wait(std::chrono::milliseconds limit) { return wait_for({}, limit); }
    /// The same among the events of these devices.
    bool wait(std::span<const long> devices, std::chrono::milliseconds limit) { return wait_for(devices, limit); }

    /// The calling thread's current event, or null; valid until its next wait.
    [[nodiscard]] static const Event* current() noexcept;

    bool enable_handler(long device, long type, Handler handler);
    bool disable_handler(long device, long type, Handler handler);

    /// Where handlers run: on the queue's own thread, or inside wait() (at first).
    void run_handlers_on_own_thread(bool own_thread);

    /// Keeps the queue's thread from calling handlers; returns when none of another thread runs. Calls nest.
    void hold();
    /// False without a hold.
    bool release();

    /// Forgets a device: its waiting events and the memory kept for it.
    void purge(long device);

private:
    using Clock = std::chrono::steady_clock;
    struct Waiter;

    bool wait_for(std::span<const long> devices, std::chrono::milliseconds limit);
    StoredEventPtr fetch(Waiter& waiter, std::chrono::milliseconds limit);
    StoredEventPtr take(const Waiter& waiter);
    void wake(const StoredEvent& event, bool arriving);
    bool show_to_handlers(const Event& event);

    [[nodiscard]] bool on_handler_thread() const;
    [[nodiscard]] bool through_handler_thread() const;
    void update_handler_thread();
    void run_handler_thread();

    HandlerTable handlers_;

    mutable std::mutex mutex_;
    std::uint64_t last_sequence_ = 0;
    EventStore ready_;   ///< for wait()
    EventStore arrived_; ///< for the handler thread, which passes on to ready_ what its handlers keep
    EventMemoryKeeper keeper_;
    std::list<Waiter*> sleeping_;

    bool own_thread_wanted_ = false;
    bool threaded_ = false; ///< new events go through the handler thread
    bool handling_ = false; ///< the handler thread has an event in hand
    bool stopping_ = false;
    unsigned holds_ = 0;
    std::condition_variable changed_; ///< holds_, handling_, stopping_
    std::thread handler_thread_;
};

} // namespace gc
