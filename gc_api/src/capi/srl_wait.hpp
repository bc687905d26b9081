#pragma once

#include <span>

namespace gc {

/// A handle as the functions that take lists of them read it: programs also pass the address of an int in a structure.
[[nodiscard]] inline long device_of(long entry) { return static_cast<int>(entry); }

/// Makes the oldest event of these devices, of all without any, the thread's current one. 0, or -1 and ESR_TMOUT.
[[nodiscard]] long wait_for_event(long timeout, std::span<const long> devices);

} // namespace gc
