#pragma once

#include "transaction/keyed_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sip {

/// From fingerprint to number: open addressing with linear probing, no tombstones. It grows at three quarters full and
/// shrinks at an eighth, so it is as large as what it holds. A fingerprint is as good as random to everybody without
/// the seed, so no peer can make a run of neighbours.
class KeyIndex {
public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    KeyIndex();

    [[nodiscard]] std::uint32_t find(const Fingerprint& key) const noexcept; ///< or none
    /// False, and nothing changed, when the key is there already.
    bool insert(const Fingerprint& key, std::uint32_t value);
    void erase(const Fingerprint& key);
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return entries_.size(); }

private:
    struct Entry {
        Fingerprint key;
        std::uint32_t value = none;
    };

    [[nodiscard]] std::size_t home(const Fingerprint& key) const noexcept { return key.low & (entries_.size() - 1); }
    [[nodiscard]] std::size_t after(std::size_t place) const noexcept { return (place + 1) & (entries_.size() - 1); }
    /// Where the key stands, or the empty entry where it would.
    [[nodiscard]] std::size_t place_of(const Fingerprint& key) const noexcept;
    void close_gap(std::size_t gap) noexcept;
    void resize(std::size_t capacity);

    std::vector<Entry> entries_; ///< a power of two
    std::size_t size_ = 0;
};

} // namespace sip
