#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace sip {

/// The first octet below 0x20 (line ends are such), or `end`. Eight octets at a time.
[[nodiscard]] inline const char* find_control_octet(const char* at, const char* end)
{
    static_assert(std::endian::native == std::endian::little, "the first octet must be the lowest of the word");
    constexpr std::uint64_t each = 0x0101010101010101;
    constexpr std::uint64_t high = each * 0x80;
    for (; end - at >= 8; at += 8) {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        // The lowest mark is exact; a borrow can only set false ones above it.
        if (const std::uint64_t marks = (word - each * 0x20) & ~word & high)
            return at + std::countr_zero(marks) / 8;
    }
    while (at != end && static_cast<unsigned char>(*at) >= 0x20)
        ++at;
    return at;
}

} // namespace sip
