#pragma once

#include "runtime/services.hpp"

namespace gc {

class Board;
class Device;

/// The network of a board is gone, or back: its lines and board devices get GCEV_ALARM, GCEV_BLOCKED and
/// GCEV_UNBLOCKED, as programs have set it. Inside the board's monitor.
void tell_lan(const Services& services, const Board& board, bool up);

/// A device that is opened meanwhile is blocked from the start, and told when the network is back.
void begin_without_network(const Services& services, const Device& device);

} // namespace gc
