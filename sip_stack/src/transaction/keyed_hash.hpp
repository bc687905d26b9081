#pragma once

#include <cstdint>
#include <string_view>

namespace sip {

/// The secret of a keyed hash: random, made once for each endpoint, never shown.
struct HashSeed {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};

/// 128 bits that stand for a tuple of values. Nobody without the seed can make two tuples that meet.
struct Fingerprint {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// SipHash-2-4 with 128 bits of result, over a tuple of texts and numbers.
///
/// Branch and Call-ID are chosen by the peer; a secret hash takes from it the choice of where they fall in our tables.
class KeyedHash {
public:
    explicit KeyedHash(const HashSeed& seed) noexcept;

    /// Each text goes in behind its length, so that ("ab", "c") and ("a", "bc") differ.
    KeyedHash& add(std::string_view text) noexcept;
    KeyedHash& add_folded(std::string_view text) noexcept; ///< ASCII letters without their case
    KeyedHash& add(std::uint64_t number) noexcept;
    [[nodiscard]] Fingerprint finish() noexcept;

private:
    void round() noexcept;

    std::uint64_t v0_, v1_, v2_, v3_;
    std::uint64_t words_ = 0;
};

} // namespace sip
