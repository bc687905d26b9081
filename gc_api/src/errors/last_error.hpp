#pragma once

#include "errors/error.hpp"

#include <string>

namespace gc {

/// The last failure on the calling thread; EGC_NOERR when none yet.
[[nodiscard]] const Error& last_error() noexcept;

/// Remembers why a function of the C boundary failed. Returns GC_ERROR, so that the function can return it.
int fail(Error error) noexcept;

/// As a C function returns: GC_SUCCESS, or GC_ERROR with the error remembered.
inline int result_of(Error error) noexcept { return error ? fail(std::move(error)) : 0; }

/// Lends a text to the program for some time: it lives until the calling thread has been lent 16 more. Never NULL.
[[nodiscard]] char* lend(std::string text) noexcept;

} // namespace gc
