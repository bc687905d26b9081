#pragma once

#include "gcip.h"
#include "ip/outgoing.hpp"
#include "ip/parameters.hpp"
#include "ip/received_headers.hpp"

#include <optional>
#include <string>

namespace gc {

/// What programs change of a running board by gc_SetConfigData. Guarded by its monitor.
struct BoardConfig {
    explicit BoardConfig(const ReceivedHeaders::Rules& rules) : headers{rules} {}

    int accept_status = 180;
    int busy_status = 486;
    unsigned long extension_mask = 0; ///< EXTENSIONEVT_ bits
    long operating_mode = IP_T38_AUTOMATIC_MODE;
    bool sends_proceeding = false; ///< GCCONTROL_TCCL: 100 goes out by itself
    Outgoing every_call;           ///< the weakest level of what calls say and offer; the owner fills it
    ReceivedHeaders headers;

    /// Takes a checked parameter. Empty, or what is wrong with its value.
    [[nodiscard]] std::string set(const Parameter& row, const Parm& parm);
    /// The number that a parameter has now; nullopt when it has none that can be read.
    [[nodiscard]] std::optional<unsigned long> read(const Parameter& row) const;
};

/// GCACT_SETMSK, GCACT_ADDMSK or GCACT_SUBMSK. Empty, or that there is no such action.
[[nodiscard]] std::string change_mask(unsigned long& mask, unsigned long bits, int action);

/// GCST_ bits as the GCMSK_ bits of the events that tell of these states; states that cannot be masked have none.
[[nodiscard]] unsigned long events_of_states(unsigned long states);
[[nodiscard]] unsigned long states_of_events(unsigned long events);

} // namespace gc
