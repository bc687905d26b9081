#pragma once

#include "errors/cancellation.hpp"
#include "srllib.h"

#include <exception>
#include <new>
#include <string>
#include <string_view>

namespace gc {

/// The last failure of a runtime library function on the calling thread: ATDV_LASTERR(SRL_DEVICE).
struct SrlError {
    long code = ESR_NOERR;
    std::string text{"no error"};
};

[[nodiscard]] const SrlError& last_srl_error() noexcept;

/// Remembers it. Returns -1, so that the function can return it.
int srl_fail(long code, std::string_view text);

/// Runs the body of a C function of the runtime library: what it throws becomes the thread's last error.
/// Not noexcept: the end of a cancelled thread passes through.
template <class Body>
auto srl_guarded(Body&& body) -> decltype(body())
{
    const Uncancelled inside;
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return srl_fail(ESR_NOMEM, "out of memory");
    } catch (const std::exception& fault) {
        return srl_fail(ESR_SYS, fault.what());
    }
}

} // namespace gc
