#include "errors/last_error.hpp"

#include "gc_types.h"

#include <array>
#include <new>
#include <utility>

namespace gc {
namespace {

Error& error_of_thread() noexcept
{
    thread_local Error error;
    return error;
}

} // namespace

const Error& last_error() noexcept { return error_of_thread(); }

int fail(Error error) noexcept
{
    error_of_thread() = std::move(error);
    return GC_ERROR;
}

char* lend(std::string text) noexcept
{
    thread_local std::array<std::string, 16> texts;
    thread_local std::size_t next = 0;
    std::string& place = texts[next++ % texts.size()];
    place = std::move(text);
    return place.data();
}

} // namespace gc
