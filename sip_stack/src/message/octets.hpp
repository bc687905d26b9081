#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Several octets at a time, for what looks at every octet of every head.
namespace sip {

/// The first octet below 0x20 (line ends are such) or equal to `also`; else `end`.
template <char also = '\n'>
[[nodiscard]] inline const char* find_control_octet(const char* at, const char* end)
{
#ifdef __SSE2__
    const __m128i last_control = _mm_set1_epi8(0x1f);
    for (; end - at >= 16; at += 16) {
        const __m128i octets = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(octets, last_control), octets);
        if constexpr (also >= 0x20)
            found = _mm_or_si128(found, _mm_cmpeq_epi8(octets, _mm_set1_epi8(also)));
        if (const int marks = _mm_movemask_epi8(found))
            return at + std::countr_zero(static_cast<unsigned>(marks));
    }
#endif
    while (at != end && static_cast<unsigned char>(*at) >= 0x20 && *at != also)
        ++at;
    return at;
}

/// a == b for short texts, without a call. The last word overlaps the one before it.
[[nodiscard]] inline bool same_octets(std::string_view a, std::string_view b)
{
    const std::size_t size = a.size();
    const auto same = [&](std::size_t at, auto word) {
        return std::memcmp(a.data() + at, b.data() + at, sizeof word) == 0;
    };
    if (size != b.size())
        return false;
    if (size >= 8) {
        for (std::size_t at = 0; at + 8 < size; at += 8)
            if (!same(at, std::uint64_t{}))
                return false;
        return same(size - 8, std::uint64_t{});
    }
    if (size >= 4)
        return same(0, std::uint32_t{}) && same(size - 4, std::uint32_t{});
    return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

} // namespace sip
