#pragma once

#include <pthread.h>

#include <utility>

// Programs end threads by pthread_cancel. Inside the library a thread of the program can be cancelled where it waits,
// and in the program's own handlers; elsewhere it would leave locks closed behind it.
namespace gc {

/// How the program has it, while the library has it disabled.
inline thread_local int programs_cancel_state = PTHREAD_CANCEL_ENABLE;

/// Inside a function of the library.
class Uncancelled {
public:
    Uncancelled()
    {
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before_);
        outer_ = std::exchange(programs_cancel_state, before_);
    }
    ~Uncancelled()
    {
        programs_cancel_state = outer_;
        pthread_setcancelstate(before_, nullptr);
    }
    Uncancelled(const Uncancelled&) = delete;
    Uncancelled& operator=(const Uncancelled&) = delete;

private:
    int before_ = PTHREAD_CANCEL_ENABLE;
    int outer_ = PTHREAD_CANCEL_ENABLE;
};

/// Where the thread waits, or runs code of the program: what is on the stack has to come off it in good order.
class Cancellable {
public:
    Cancellable() { pthread_setcancelstate(programs_cancel_state, &before_); }
    ~Cancellable() { pthread_setcancelstate(before_, nullptr); }
    Cancellable(const Cancellable&) = delete;
    Cancellable& operator=(const Cancellable&) = delete;

private:
    int before_ = PTHREAD_CANCEL_DISABLE;
};

} // namespace gc
