#pragma once

#include "sip/config.hpp"

#include <cstdint>

namespace test {

/// The same bytes in each run (SplitMix64).
class TestRandom final : public sip::Random {
public:
    explicit TestRandom(std::uint64_t seed) : state_{seed} {}

    void fill(std::span<std::byte> out) override
    {
        for (std::byte& byte : out)
            byte = static_cast<std::byte>(next() >> 56);
    }
    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_;
};

} // namespace test
