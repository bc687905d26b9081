#pragma once

#include "sip/config.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace sip {

/// Who asked for a timer: which table the owner stands in, and its number there.
struct TimerOwner {
    enum class Kind : std::uint8_t { client_transaction, server_transaction, call, flow, query, proxy, registration, outside } kind;
    std::uint64_t id = 0;
    std::uint8_t letter = 0; ///< which of its timers: 'A', 'B', ... or an enumerator of the owner
};

/// All timers of an endpoint in one queue. A deadline counts in whole milliseconds, rounded up.
///
/// A hierarchical wheel, because most SIP timers are stopped early while linger timers are alive by the ten thousand:
/// with 110,000 alive at 1,600 calls a second a timer's whole life costs 40 ns here, and 250 ns in a binary heap with
/// lazy deletion. A stopped timer leaves at once; the memory is that of the most timers ever alive together.
class TimerQueue {
public:
    /// A timer's name for stop(); 0 is none.
    using Ticket = std::uint64_t;

    TimerQueue();

    Ticket start(TimePoint deadline, const TimerOwner& owner);
    void stop(Ticket& ticket) noexcept; ///< sets it to 0; harmless when expired or 0
    /// When take_expired() is worth calling: never after the earliest deadline, and before it only when an earlier
    /// timer was stopped. TimePoint::max() when empty.
    [[nodiscard]] TimePoint next() const noexcept;
    /// Takes the earliest expired timer; false when none is due.
    bool take_expired(TimePoint now, TimerOwner& owner);
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    using Tick = std::uint64_t;  ///< milliseconds of the clock
    using Index = std::uint32_t; ///< of a node

    static constexpr unsigned digit_bits = 6;
    static constexpr unsigned slots = 1U << digit_bits;
    static constexpr unsigned levels = 8; ///< 2^48 ms are more than a TimePoint can hold
    static constexpr Index none = ~Index{0};

    /// A timer, linked into the ring of its slot; or a free node, linked by `next` alone.
    struct Node {
        Tick deadline;
        std::uint64_t owner_id;
        Index previous;
        Index next;
        std::uint32_t generation; ///< odd while the node is a timer
        std::uint16_t slot;
        TimerOwner::Kind owner_kind;
        std::uint8_t letter;
    };
    /// Timers whose deadlines share all digits above the slot's level, and the digit of that level.
    struct Slot {
        Index head = none;
        Tick earliest = 0; ///< no timer of this slot is due before
    };

    [[nodiscard]] unsigned slot_of(Tick deadline) const noexcept;
    [[nodiscard]] unsigned first_slot() const noexcept; ///< of a queue that is not empty
    void link(Index index) noexcept;
    void unlink(Index index) noexcept;
    void release(Index index) noexcept;
    void spread(unsigned slot, Tick now) noexcept;

    std::vector<Node> nodes_;
    Index free_ = none;
    std::size_t size_ = 0;
    Tick current_ = 0; ///< no later than any timer and than any `now` seen; the slots are relative to it
    std::array<std::uint64_t, levels> occupied_{}; ///< a bit for each slot
    std::vector<Slot> slots_;
};

} // namespace sip
