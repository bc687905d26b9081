#pragma once

#include "handles/device.hpp"
#include "media/time_slots.hpp"

#include <atomic>

namespace gc {

/// A media or voice device, "ipmB1C1" or "dxxxB1C1": transmits on a time slot of its own, and may be attached to one
/// line.
class Resource final : public Device {
public:
    Resource(DeviceKind kind, std::string name, media::TimeSlots& slots)
        : Device{kind, std::move(name)}, slot{slots.open()}, slots_{slots}
    {
    }
    ~Resource() override { slots_.close(slot); }

    const long slot;

    /// False: it is attached to another line.
    [[nodiscard]] bool attach_to(long line)
    {
        long nobody = 0;
        return line_.compare_exchange_strong(nobody, line) || nobody == line;
    }
    void detach() { line_ = 0; }
    [[nodiscard]] long line() const { return line_; } ///< 0: none

private:
    media::TimeSlots& slots_;
    std::atomic<long> line_{0};
};

} // namespace gc
