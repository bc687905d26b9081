#include "events/event_queue.hpp"

#include "errors/cancellation.hpp"
#include "events/thread_events.hpp"

// Handlers, and the thread that runs them in the threaded model.
namespace gc {
namespace {

/// The thread may be cancelled in a handler.
class InHandler {
public:
    explicit InHandler(ThreadEvents& thread) : thread_{thread} { ++thread_.in_handlers; }
    ~InHandler() { --thread_.in_handlers; }
    InHandler(const InHandler&) = delete;
    InHandler& operator=(const InHandler&) = delete;

private:
    ThreadEvents& thread_;
};

} // namespace

bool EventQueue::enable_handler(long device, long type, Handler handler)
{
    const bool enabled = handlers_.enable(device, type, handler);
    update_handler_thread();
    return enabled;
}

bool EventQueue::disable_handler(long device, long type, Handler handler)
{
    const bool disabled = handlers_.disable(device, type, handler);
    update_handler_thread();
    return disabled;
}

void EventQueue::set_model(int model)
{
    {
        const std::lock_guard lock{mutex_};
        model_ = model;
    }
    update_handler_thread();
}

int EventQueue::model() const
{
    const std::lock_guard lock{mutex_};
    return model_;
}

void EventQueue::update_handler_thread()
{
    const std::lock_guard lock{mutex_};
    const bool threaded = (model_ & SR_MTASYNC) != 0 && !handlers_.empty();
    if (threaded == threaded_)
        return;
    threaded_ = threaded;
    if (!threaded)
        return; // the thread first passes on what has arrived: through_handler_thread()
    EventStore handled;
    while (StoredEventPtr event = ready_.take())
        (event->handled ? handled : arrived_).put(std::move(event));
    while (StoredEventPtr event = handled.take())
        ready_.put(std::move(event));
    if (!handler_thread_.joinable())
        handler_thread_ = std::thread{[this] { run_handler_thread(); }};
    changed_.notify_all();
}

bool EventQueue::on_handler_thread() const noexcept { return thread_events().handler_of == this; }

bool EventQueue::show_to_handlers(const Event& event)
{
    if (handlers_.empty())
        return true;
    bool kept = true;
    bool shown = false;
    for (const HandlerTable::Enabled& one : handlers_.matching(event.device, event.type)) {
        if (shown && !handlers_.is_enabled(one)) // a handler before may have disabled it
            continue;
        kept = shown && kept;
        shown = true;
        ThreadEvents& thread = thread_events();
        thread.current = &event; // again for each: a handler may have waited for another event
        const InHandler inside{thread};
        const Cancellable in_the_program;
        // The argument is a number in the shape of a pointer: programs are written for either type of it.
        if (one.handler(reinterpret_cast<void*>(event.handle())) != 0)
            kept = true;
    }
    return kept;
}

void EventQueue::run_handler_thread()
{
    thread_events().handler_of = this;
    Lock lock{mutex_};
    while (StoredEventPtr event = next_for_handler_thread(lock)) {
        handling_ = true;
        EventMemoryKeeper::Kept no_longer_kept = keeper_.keep(event->event);
        lock.unlock();
        no_longer_kept = {};
        const bool kept = show_to_handlers(event->event);
        thread_events().current = nullptr;
        thread_events().taken.reset();
        if (!kept)
            event.reset();
        lock.lock();
        handling_ = false;
        changed_.notify_all();
        if (event) {
            event->handled = true;
            make_ready(std::move(event));
        }
    }
}

/// Null when the queue ends.
StoredEventPtr EventQueue::next_for_handler_thread(Lock& lock)
{
    changed_.wait(lock, [this] { return stopping_ || (holds_ == 0 && !arrived_.empty()); });
    return stopping_ ? nullptr : arrived_.take();
}

void EventQueue::hold()
{
    Lock lock{mutex_};
    ++holds_;
    if (thread_events().in_handlers == 0) // else two handlers could wait for each other
        changed_.wait(lock, [this] { return !handling_ && showing_ == 0; });
}

bool EventQueue::release()
{
    const std::lock_guard lock{mutex_};
    if (holds_ == 0)
        return false;
    --holds_;
    changed_.notify_all();
    wake_all();
    return true;
}

} // namespace gc
