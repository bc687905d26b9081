#pragma once

#include <string>

namespace gc::test {

/// What the library has logged, warnings and errors, since the last call, in this whole test program.
[[nodiscard]] std::string newly_logged();

} // namespace gc::test
