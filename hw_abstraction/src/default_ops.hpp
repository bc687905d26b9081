#pragma once

#include "hw/host/driver_ops.hpp"

#include <string>

namespace hw {

/// What stands for the operations that a driver does not have: HW_ENOTSUP for optional ones, null for REQUIRED ones.
[[nodiscard]] const DriverOps& default_ops();

/// The operations of a driver, each absent one replaced by one that answers HW_ENOTSUP. A missing REQUIRED operation or
/// a table of impossible size is an error that names it.
[[nodiscard]] std::string complete(const hw_driver& driver, DriverOps& out);

} // namespace hw
