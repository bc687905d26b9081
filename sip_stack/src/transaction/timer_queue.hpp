#pragma once

#include "sip/config.hpp"

#include <cstdint>
#include <vector>

namespace sip {

/// Who asked for a timer: which table the owner stands in, and its number there.
struct TimerOwner {
    enum class Kind : std::uint8_t { client_transaction, server_transaction, call, flow, query } kind;
    std::uint64_t id = 0;
    std::uint8_t letter = 0; ///< which of its timers: 'A', 'B', ... or an enumerator of the owner
};

/// All timers of an endpoint in one queue. A stopped timer costs nothing until it would have expired.
class TimerQueue {
public:
    /// A timer's name for stop(); 0 is none.
    using Ticket = std::uint64_t;

    Ticket start(TimePoint deadline, const TimerOwner& owner);
    void stop(Ticket& ticket) noexcept; ///< sets it to 0; harmless when expired or 0
    [[nodiscard]] TimePoint next() const noexcept; ///< TimePoint::max() when empty
    /// Takes the earliest expired timer; false when none is due.
    bool take_expired(TimePoint now, TimerOwner& owner);
    [[nodiscard]] std::size_t size() const noexcept;
};

} // namespace sip
