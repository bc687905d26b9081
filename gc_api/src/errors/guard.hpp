#pragma once

#include "errors/last_error.hpp"

#include <exception>
#include <new>

namespace gc {

/// Runs the body of a C function of Global Call: what it throws becomes the thread's last error, not an exception in C.
template <class Body>
int guarded(Body&& body) noexcept
{
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return fail({EGC_NOMEM, IPERR_NO_MEMORY, {}});
    } catch (const std::exception& fault) {
        return fail({EGC_INTERNAL, IPERR_INTERNAL, fault.what()});
    }
}

} // namespace gc
