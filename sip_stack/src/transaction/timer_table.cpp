#include "transaction/timer_table.hpp"

#include <algorithm>

namespace sip {

namespace {

/// RFC 4320 §4.1: the time after which a client's Timer E has grown to T2.
Duration until_timer_e_is_t2(Duration t1, Duration t2)
{
    Duration elapsed = Duration::zero();
    for (Duration interval = std::max(t1, Duration{1}); interval < t2; interval *= 2)
        elapsed += interval;
    return elapsed;
}

} // namespace

TimerTable::TimerTable(const Timers& timers, TransportKind transport)
    : reliable{is_stream(transport)}, t1{timers.t1}, t2{timers.t2}, b{64 * t1},
      d{reliable ? Duration::zero() : timers.d}, f{64 * t1}, h{64 * t1}, i{reliable ? Duration::zero() : timers.t4},
      j{reliable ? Duration::zero() : 64 * t1}, k{reliable ? Duration::zero() : timers.t4}, l{64 * t1}, m{64 * t1},
      invite_trying{std::chrono::milliseconds{200}}, late_trying{until_timer_e_is_t2(t1, t2)}, give_up{64 * t1}
{
}

} // namespace sip
