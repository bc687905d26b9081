#pragma once

#include "events/event.hpp"

#include <string>

namespace gc {

/// extevtdatap of GCEV_REQ_XFER as GC_REROUTING_INFO: number and address say the same. An address that is longer than
/// the manual's field is cut there; the number is whole.
[[nodiscard]] EventMemory rerouting_info(std::string target);

} // namespace gc
