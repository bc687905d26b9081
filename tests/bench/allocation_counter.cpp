#include "allocation_counter.hpp"

#include <cstdlib>

namespace {
std::size_t count = 0; // the benchmark has one thread
} // namespace

std::size_t parse_bench::allocation_count() { return count; }

// A sanitizer has an allocator of its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// glibc lets a program put its own functions in front of these and names the originals so.
extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t number, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);

__attribute__((visibility("default"))) void* malloc(std::size_t size)
{
    ++count;
    return __libc_malloc(size);
}

__attribute__((visibility("default"))) void* calloc(std::size_t number, std::size_t size)
{
    ++count;
    return __libc_calloc(number, size);
}

__attribute__((visibility("default"))) void* realloc(void* block, std::size_t size)
{
    ++count;
    return __libc_realloc(block, size);
}
}

#endif
