#pragma once

#include "sip/config.hpp"

#include <cstdint>

namespace sip {

/// The timers of the transactions by their names in RFC 3261 table 4 and RFC 6026, and two that have no letter there.
enum class TimerLetter : std::uint8_t {
    none = 0,
    a = 'A',
    b = 'B',
    d = 'D',
    e = 'E',
    f = 'F',
    g = 'G',
    h = 'H',
    i = 'I',
    j = 'J',
    k = 'K',
    l = 'L',
    m = 'M',
    trying = '1',  ///< server: a 100 is due
    give_up = '0', ///< server: the client's Timer F has fired by now
};

/// RFC 3261 table 4 with RFC 6026, worked out for one kind of transport.
///
///     timer    unreliable         reliable  section             meaning
///     A        T1, doubled        none      §17.1.1.2           INVITE retransmission
///     B        64*T1              64*T1     §17.1.1.2           INVITE without any response
///     D        32 s               0         §17.1.1.2           wait for copies of a failure response
///     E        T1, doubled to T2  none      §17.1.2.2           non-INVITE retransmission
///     F        64*T1              64*T1     §17.1.2.2           non-INVITE without final response
///     G        T1, doubled to T2  none      §17.2.1             failure response retransmission
///     H        64*T1              64*T1     §17.2.1             wait for the ACK
///     I        T4                 0         §17.2.1             wait for copies of the ACK
///     J        64*T1              0         §17.2.2             wait for copies of the request
///     K        T4                 0         §17.1.2.2           wait for copies of the response
///     L        64*T1              64*T1     RFC 6026 §7.1       wait for copies of an accepted INVITE
///     M        64*T1              64*T1     RFC 6026 §7.2       wait for more 2xx, copies and other forks
///     trying   200 ms             200 ms    §17.2.1             INVITE: 100 when the user is silent
///     trying   until E is T2      same      RFC 4320 §4.1       non-INVITE: the only provisional response, and late
///     give_up  64*T1              64*T1     RFC 4320 §4.2       non-INVITE: no answer can be in time any more
///
/// Timer C belongs to proxies.
struct TimerTable {
    TimerTable(const Timers& timers, TransportKind transport);

    bool reliable;
    Duration t1, t2;
    Duration b, d, f, h, i, j, k, l, m;
    Duration invite_trying, late_trying, give_up;
};

} // namespace sip
