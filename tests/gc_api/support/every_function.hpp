#pragma once

#include "gc_api/support/arguments.hpp"

#include <functional>
#include <string>
#include <vector>

namespace gc::test {

/// A function of the API that can be called with anything.
struct Function {
    const char* name;
    bool returns_gc_result;               ///< GC_SUCCESS, or GC_ERROR and the reason in gc_ErrorInfo
    bool may_wait;                        ///< it has a mode: EV_SYNC
    std::function<long(Arguments&)> call; ///< what it returned, 0 for what is no number
};

/// All functions that the headers declare, but for those that fools must not call (every_function.cpp says why).
struct EveryFunction {
    std::vector<Function> supported; ///< as the tables of the API say, in full or in part
    std::vector<Function> stubs;
};
[[nodiscard]] const EveryFunction& every_function();

} // namespace gc::test
