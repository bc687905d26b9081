#pragma once

#include "params/parm_builder.hpp"

#include <string>

namespace gc {

struct Call;

/// Writes what is known of a call into `block`: a parameter that gc_Extension with IPEXTID_GETINFO asks for. Empty, or
/// why there is nothing to write.
[[nodiscard]] std::string write_call_fact(const Call& call, unsigned short set_id, unsigned short parm_id,
                                          ParmBuilder& block);

} // namespace gc
