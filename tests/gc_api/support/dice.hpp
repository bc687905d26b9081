#pragma once

#include "gc_api/support/fool.hpp"
#include "srllib.h"

#include <random>

namespace gc::test {

/// The choices of one fool: mostly what could be right.
class Dice {
public:
    Dice(const World& world, unsigned seed) : world_{world}, random_{seed} {}

    unsigned roll(unsigned sides) { return static_cast<unsigned>(random_() % sides); }
    bool once_in(unsigned times) { return roll(times) == 0; }
    unsigned long any() { return random_(); }
    long line() { return handle(world_.lines, world_.calls); }
    long call() { return handle(world_.calls, world_.lines); }
    unsigned long mode() { return once_in(40) ? EV_SYNC : once_in(100) ? 7 : EV_ASYNC; }
    template <class T>
    T* or_null(T* pointer)
    {
        return once_in(12) ? nullptr : pointer;
    }
    [[nodiscard]] bool spares(long value) const
    {
        return world_.spared.contains(static_cast<int>(value)) || world_.spared.contains(value);
    }

private:
    long handle(const Pool& likely, const Pool& other)
    {
        long chosen = 0;
        do {
            const unsigned kind = roll(16);
            chosen = kind == 0   ? other.at(roll(pool_size))
                     : kind == 1 ? static_cast<long>(roll(300)) - 10
                     : kind == 2 ? static_cast<long>(random_())
                                 : likely.at(roll(pool_size));
        } while (spares(chosen));
        return chosen;
    }

    const World& world_;
    std::minstd_rand random_;
};

} // namespace gc::test
