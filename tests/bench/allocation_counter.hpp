#pragma once

#include <cstddef>

namespace parse_bench {

/// Calls of malloc, calloc and realloc so far, in libraries too; 0 for ever in a build with sanitizers.
std::size_t allocation_count();

} // namespace parse_bench
