#pragma once

#include "errors/cancellation.hpp"
#include "errors/last_error.hpp"

#include <exception>
#include <new>
#include <type_traits>

namespace gc {

/// Set while a program's code runs inside a board's monitor: what the program calls then would wait for itself.
inline thread_local bool inside_callback = false;

class InsideCallback {
public:
    InsideCallback() { inside_callback = true; }
    ~InsideCallback() { inside_callback = false; }
    InsideCallback(const InsideCallback&) = delete;
    InsideCallback& operator=(const InsideCallback&) = delete;
};

/// Runs the body of a C function of Global Call, which returns an Error, or a result to pass on. What it throws becomes
/// the thread's last error, not an exception in C. Not noexcept: the end of a cancelled thread passes through.
template <class Body>
int guarded(Body&& body)
{
    const Uncancelled inside;
    if (inside_callback)
        return fail({EGC_INVSTATE, IPERR_UNAVAILABLE, "a TLS callback must not call Global Call"});
    try {
        if constexpr (std::is_same_v<decltype(body()), Error>)
            return result_of(body());
        else
            return body();
    } catch (const std::bad_alloc&) {
        return fail({EGC_NOMEM, IPERR_NO_MEMORY, {}});
    } catch (const std::exception& fault) {
        return fail({EGC_INTERNAL, IPERR_INTERNAL, fault.what()});
    }
}

} // namespace gc
