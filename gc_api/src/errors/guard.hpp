#pragma once

#include "errors/last_error.hpp"

#include <exception>
#include <new>
#include <type_traits>

namespace gc {

/// Runs the body of a C function of Global Call, which returns an Error, or a result to pass on. What it throws becomes
/// the thread's last error, not an exception in C.
template <class Body>
int guarded(Body&& body) noexcept
{
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
