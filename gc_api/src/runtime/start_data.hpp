#pragma once

#include "gclib.h"
#include "ip/board_settings.hpp"

#include <bitset>
#include <optional>
#include <string>
#include <vector>

namespace gc {

/// Reads what gc_Start was given into the settings of the boards to start; nullopt when all is well.
///
/// NULL, GC_ALL_LIB and GC_H3R_LIB without data mean one board as INIT_IP_VIRTBOARD describes it. Libraries of absent
/// hardware start without effect.
[[nodiscard]] std::optional<StartError> read_start_data(const GC_START_STRUCT* start,
                                                        std::vector<BoardSettings>& boards, std::string& warnings);

/// Libraries by their number.
using Libraries = std::bitset<GC_TOTAL_CCLIBS + 1>;
/// Those that gc_Start starts, the ones that do nothing here too.
[[nodiscard]] Libraries libraries_of(const GC_START_STRUCT* start);

} // namespace gc
