#pragma once

#include "hw/hw_driver.h"

#include <cstddef>
#include <mutex>
#include <vector>

namespace hw {

/// Events on their way from drivers to the program. Any thread; the lock is held for one copy only.
class EventQueue {
public:
    explicit EventQueue(std::size_t capacity) : capacity_{capacity} {}

    /// HW_EBUSY when full, HW_EINVAL when the event is shorter than that of ABI 1.0. Members that the driver does not
    /// know are zero.
    [[nodiscard]] std::int32_t post(const hw_event& event);
    /// Everything that has come, oldest first.
    [[nodiscard]] std::vector<hw_event> take();

private:
    std::mutex mutex_;
    std::vector<hw_event> events_;
    std::size_t capacity_;
};

} // namespace hw
