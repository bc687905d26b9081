#pragma once

#include "call_control/call_control.hpp"
#include "gclib.h"

namespace gc {

/// Reads the block of gc_MakeCall and gc_InvokeXfer; NULL is an empty one. The error names the parameter.
[[nodiscard]] Error read_make_call_block(const GC_MAKECALL_BLK* makecallp, CallRequest& request);

} // namespace gc
