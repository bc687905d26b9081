#pragma once

#include "transaction/timer_table.hpp"

#include <cstdint>

namespace sip {

/// What a machine wants done after one event. The layer does it; the machine itself touches nothing.
struct Effects {
    struct TimerChange {
        enum class Kind : std::uint8_t { keep, stop, start } kind = Kind::keep;
        TimerLetter letter = TimerLetter::none;
        Duration after{};
    };
    enum class Tell : std::uint8_t { nothing, timed_out, transport_failed, ack_missing };

    bool deliver = false;     ///< the received message is news to the transaction user
    bool send = false;        ///< client: the request; server: the newest response
    bool send_ack = false;    ///< INVITE client: the ACK to a failure response
    bool send_trying = false; ///< server: a 100 of its own making
    bool refused = false;     ///< server: the user's response comes too late
    bool terminated = false;
    Tell tell = Tell::nothing;
    TimerChange pace;  ///< A, E, G or trying
    TimerChange limit; ///< any other
};

} // namespace sip
