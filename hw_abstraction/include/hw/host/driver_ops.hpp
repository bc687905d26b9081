#pragma once

#include "hw/hw_driver.h"

namespace hw {

/// Every operation of this ABI, each callable, whatever the driver brings.
struct DriverOps {
    hw_system_ops system;
    hw_board_ops board;
    hw_channel_ops channel;
    hw_audio_ops audio;
    hw_switch_ops switching;
};

} // namespace hw
