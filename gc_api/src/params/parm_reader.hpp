#pragma once

#include "gc_types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gc {

/// One parameter of a program's block, copied out of it.
struct Parm {
    unsigned short set;
    unsigned short id;
    std::string value;
};

/// All parameters of a block in the order of insertion, long ones too. NULL gives none; nullopt: no live block.
[[nodiscard]] std::optional<std::vector<Parm>> read_parms(const GC_PARM_BLK* block);

/// A number of 1, 2, 4 or 8 bytes, lowest first, as programs insert them; nullopt for other sizes.
[[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view value);

/// A string up to its first NUL, which may be missing.
[[nodiscard]] std::string_view text_of(std::string_view value);

} // namespace gc
