#pragma once

#include "events/event.hpp"
#include "handles/device.hpp"
#include "runtime/board.hpp"

#include <memory>

namespace gc {

/// A virtual board as programs open it: ":N_iptB1:P_IP".
class BoardDevice final : public Device {
public:
    BoardDevice(std::shared_ptr<Board> of, std::string device_name, void* attribute)
        : Device{DeviceKind::board, std::move(device_name), attribute}, board{std::move(of)}
    {
    }
    [[nodiscard]] long subdevices() const override { return static_cast<long>(board->settings().max_lines); }

    const std::shared_ptr<Board> board;
};

/// Posts GCEV_EXTENSION with `block` to every device of that board that programs have open.
void tell_devices(const Services& services, const BoardSettings& board, const EventMemory& block);

} // namespace gc
