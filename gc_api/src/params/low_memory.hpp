#pragma once

#include <cstddef>
#include <memory>

namespace gc {

/// Gives octets back to where they came from.
class OctetsRelease {
public:
    OctetsRelease() = default;
    explicit OctetsRelease(std::size_t mapped) : mapped_{mapped} {}
    void operator()(unsigned char* octets) const noexcept;

private:
    std::size_t mapped_ = 0; ///< 0: of the heap
};
using Octets = std::unique_ptr<unsigned char[], OctetsRelease>;

/// Zeroes, of the heap.
[[nodiscard]] Octets make_octets(std::size_t size);

/// The same at an address that a 32-bit number holds, for what programs keep in one; of the heap where there is no such
/// memory. A page at least: for few and short-lived things.
[[nodiscard]] Octets make_low_octets(std::size_t size);

} // namespace gc
