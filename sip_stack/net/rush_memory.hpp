#pragma once

#include <cstddef>

namespace sip::net {

/// Gives memory back to the system after a rush of calls, whose transactions linger for half a minute.
///
/// The allocator keeps for itself what is freed below anything that is still in use, and after a rush that is nearly
/// all.
class RushMemory {
public:
    /// Takes how many transactions live now. True when a rush is over, an eighth of it being left, and again when
    /// the last of it has ended: time to give_back().
    [[nodiscard]] bool is_over(std::size_t living) noexcept;

    /// Takes some milliseconds after a large rush: call it outside the monitor.
    static void give_back() noexcept;

private:
    std::size_t most_ = 0;    ///< that lived together since the last rush
    bool rest_lives_ = false; ///< of a rush that is over
};

} // namespace sip::net
