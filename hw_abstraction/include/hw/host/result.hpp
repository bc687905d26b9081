#pragma once

#include "hw/hw_driver.h"

#include <string_view>

namespace hw {

/// What an operation of a driver returned: HW_OK, HW_PENDING or an HW_E code.
struct [[nodiscard]] Result {
    std::int32_t code = HW_OK;

    [[nodiscard]] bool ok() const { return code == HW_OK; }
    [[nodiscard]] bool pending() const { return code == HW_PENDING; }
    [[nodiscard]] bool not_supported() const { return code == HW_ENOTSUP; }
    [[nodiscard]] std::string_view text() const; ///< in words, for a log
};

} // namespace hw
