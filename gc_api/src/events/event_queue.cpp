#include "events/event_queue.hpp"

#include "errors/cancellation.hpp"
#include "events/thread_events.hpp"

#include <algorithm>
#include <utility>

namespace gc {

/// A thread in wait(): what it may take, and where it sleeps.
struct EventQueue::Waiter {
    std::span<const long> devices; ///< empty: all
    bool takes_arrived;            ///< the handler thread, in a wait of one of its handlers
    bool woken = false;
    bool shows = false; ///< counted in showing_
    std::condition_variable wake{};

    [[nodiscard]] bool wants(long device) const
    {
        return devices.empty() || std::find(devices.begin(), devices.end(), device) != devices.end();
    }
};

ThreadEvents& thread_events() noexcept
{
    thread_local ThreadEvents events;
    return events;
}

const Event* EventQueue::current() noexcept { return thread_events().current; }

EventQueue::~EventQueue()
{
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
        wake_all();
    }
    changed_.notify_all();
    if (!handler_thread_.joinable())
        return;
    if (on_handler_thread())
        handler_thread_.detach();
    else
        handler_thread_.join();
}

void EventQueue::post(Event event)
{
    const long device = event.device;
    const std::lock_guard lock{mutex_};
    put(std::move(event));
    wake_for(device);
}

void EventQueue::post_unannounced(Event event)
{
    const std::lock_guard lock{mutex_};
    unannounced_.push_back(event.device);
    to_announce_.store(true, std::memory_order_relaxed);
    put(std::move(event));
}

void EventQueue::announce()
{
    if (!to_announce_.load(std::memory_order_relaxed))
        return;
    const std::lock_guard lock{mutex_};
    to_announce_.store(false, std::memory_order_relaxed);
    for (const long device : unannounced_)
        wake_for(device);
    unannounced_.clear();
}

void EventQueue::put(Event event)
{
    auto stored = std::make_unique<StoredEvent>(std::move(event));
    stored->event.sequence = ++last_sequence_;
    (through_handler_thread() ? arrived_ : ready_).put(std::move(stored));
}

void EventQueue::wake_for(long device)
{
    const bool arriving = through_handler_thread();
    wake_one(device, arriving);
    if (arriving)
        changed_.notify_all();
}

void EventQueue::make_ready(StoredEventPtr event)
{
    const long device = event->event.device;
    ready_.put(std::move(event));
    wake_one(device, false);
}

void EventQueue::wake_one(long device, bool arriving)
{
    for (Waiter* waiter : sleeping_) {
        if (waiter->woken || (arriving && !waiter->takes_arrived) || !waiter->wants(device))
            continue;
        waiter->woken = true;
        waiter->wake.notify_one();
        if (holds_ == 0) // else the first may be held back, and another inside a handler is not
            return;
    }
}

bool EventQueue::wait(std::chrono::milliseconds limit, std::span<const long> devices)
{
    Deadline deadline;
    if (limit.count() >= 0)
        deadline =
            std::chrono::steady_clock::now() + std::min(limit, std::chrono::milliseconds{std::chrono::hours{24 * 365}});
    Waiter waiter{devices, on_handler_thread()};
    ThreadEvents& thread = thread_events();
    while (StoredEventPtr event = fetch(waiter, deadline)) {
        if (event->handled || shown(event->event, waiter)) {
            thread.taken = std::move(event);
            thread.current = &thread.taken->event;
            return true;
        }
        thread.current = thread.taken ? &thread.taken->event : nullptr;
    }
    return false;
}

StoredEventPtr EventQueue::fetch(Waiter& waiter, const Deadline& deadline)
{
    EventMemoryKeeper::Kept no_longer_kept; // released after the lock
    Lock lock{mutex_};
    StoredEventPtr event = take(waiter);
    while (!event && !stopping_ && (!deadline || std::chrono::steady_clock::now() < *deadline)) {
        sleep(waiter, lock, deadline);
        event = take(waiter);
    }
    if (event && !event->handled) {
        no_longer_kept = keeper_.keep(event->event);
        waiter.shows = !handlers_.empty();
        showing_ += waiter.shows;
    }
    return event;
}

/// After fetch(), which has counted it: hold() waits for its end.
bool EventQueue::shown(const Event& event, Waiter& waiter)
{
    if (!std::exchange(waiter.shows, false))
        return true;
    struct Showing {
        EventQueue& queue;
        ~Showing() // also of a thread that is cancelled in a handler
        {
            const std::lock_guard lock{queue.mutex_};
            --queue.showing_;
            queue.changed_.notify_all();
        }
    } const showing{*this};
    return show_to_handlers(event);
}

bool EventQueue::holds_back(const StoredEvent* oldest) const
{
    return holds_ != 0 && thread_events().in_handlers == 0 && oldest && !oldest->handled &&
           !handlers_.matching(oldest->event.device, oldest->event.type).empty();
}

StoredEventPtr EventQueue::take(const Waiter& waiter)
{
    const auto oldest = [&](EventStore& store) -> StoredEventPtr {
        if (holds_back(waiter.devices.empty() ? store.oldest() : store.oldest(waiter.devices)))
            return nullptr;
        return waiter.devices.empty() ? store.take() : store.take(waiter.devices);
    };
    StoredEventPtr event = oldest(ready_);
    return event || !waiter.takes_arrived ? std::move(event) : oldest(arrived_);
}

void EventQueue::sleep(Waiter& waiter, Lock& lock, const Deadline& deadline)
{
    struct Place {
        EventQueue& queue;
        std::list<Waiter*>::iterator at;
        bool cancelled = true; ///< the thread, while it slept: then nobody has heard what woke it
        ~Place()
        {
            queue.sleeping_.erase(at);
            if (cancelled)
                queue.wake_all();
        }
    };
    waiter.woken = false;
    Place place{*this, sleeping_.insert(sleeping_.end(), &waiter)};
    const Cancellable here;
    if (deadline)
        waiter.wake.wait_until(lock, *deadline);
    else
        waiter.wake.wait(lock);
    place.cancelled = false;
}

void EventQueue::wake_all()
{
    for (Waiter* waiter : sleeping_)
        waiter->wake.notify_one();
}

void EventQueue::purge(long device)
{
    std::vector<StoredEventPtr> events[2]; // released after the lock
    std::array<EventMemoryKeeper::Kept, 2> memory;
    const std::lock_guard lock{mutex_};
    events[0] = ready_.take_all(device);
    events[1] = arrived_.take_all(device);
    memory = keeper_.forget(device);
}

} // namespace gc
