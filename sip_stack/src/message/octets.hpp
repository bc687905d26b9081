#pragma once

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sip {

/// The first octet below 0x20 (line ends are such), or `end`. Sixteen octets at a time where the processor can, since
/// this looks at every octet of every head.
[[nodiscard]] inline const char* find_control_octet(const char* at, const char* end)
{
#ifdef __SSE2__
    const __m128i last_control = _mm_set1_epi8(0x1f);
    for (; end - at >= 16; at += 16) {
        const __m128i octets = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(octets, last_control), octets);
        if (const int marks = _mm_movemask_epi8(controls))
            return at + std::countr_zero(static_cast<unsigned>(marks));
    }
#endif
    while (at != end && static_cast<unsigned char>(*at) >= 0x20)
        ++at;
    return at;
}

} // namespace sip
