#pragma once

#include <bit>
#include <cstring>
#include <span>
#include <vector>

namespace gc {

/// A program's list of device handles. Programs also pass the address of an int in a structure: of each entry only the
/// half is read that is an int, wherever it stands.
[[nodiscard]] inline std::vector<long> read_handles(const long* handlep, int count)
{
    static_assert(std::endian::native == std::endian::little, "an int is the first half of a long");
    const auto* const bytes = reinterpret_cast<const char*>(handlep);
    std::vector<long> handles;
    handles.reserve(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        int handle = 0;
        std::memcpy(&handle, bytes + i * sizeof(long), sizeof handle);
        handles.push_back(handle);
    }
    return handles;
}

/// Makes the oldest event of these devices, of all without any, the thread's current one. 0, or -1 and ESR_TMOUT.
[[nodiscard]] long wait_for_event(long timeout, std::span<const long> devices);

} // namespace gc
