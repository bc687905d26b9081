#include "net/rush_memory.hpp"

#include <algorithm>

#include <malloc.h>

namespace sip::net {

namespace {

constexpr std::size_t smallest_rush = 1024; // about a megabyte

} // namespace

bool RushMemory::is_over(std::size_t living) noexcept
{
    most_ = std::max(most_, living);
    const bool ebbs = most_ >= smallest_rush && living <= most_ / 8;
    const bool ends = rest_lives_ && living == 0;
    if (!ebbs && !ends)
        return false;
    rest_lives_ = living != 0;
    most_ = living;
    return true;
}

void RushMemory::give_back() noexcept
{
#ifdef __GLIBC__
    static_cast<void>(::malloc_trim(0));
#endif
}

} // namespace sip::net
