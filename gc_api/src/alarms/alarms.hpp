#pragma once

#include "alarms/alarm_sources.hpp"

#include <map>
#include <mutex>

namespace gc {

/// What a program set of one alarm of a device, and whether it holds.
struct AlarmState {
    bool notify = false;
    bool blocking = true;
    bool on = false;
};

/// What an alarm leads to on one device.
struct AlarmOutcome {
    bool told = false;     ///< GCEV_ALARM
    bool blocks = false;   ///< the device is blocked now, and was not before
    bool unblocks = false; ///< and the other way
};

/// The alarms of all devices by handle, as gc_alarms.h has them. Any thread.
class Alarms {
public:
    [[nodiscard]] AlarmState state(long device, const AlarmSource& source, long number) const;
    /// notify and blocking; whether it is on stays.
    void set(long device, const AlarmSource& source, long number, const AlarmState& wanted);
    void set_flow(const AlarmSource& source, int flow);
    [[nodiscard]] int flow(const AlarmSource& source) const;

    /// The alarm has come, or the one that ends another.
    [[nodiscard]] AlarmOutcome raise(long device, const AlarmSource& source, long number);
    /// A closed device.
    void forget(long device);
    /// gc_Stop: all as at first.
    void reset();

private:
    using OfSource = std::map<long, AlarmState>; ///< by number; absent: as at first
    using OfDevice = std::map<unsigned long, OfSource>;

    [[nodiscard]] static bool passes(int flow, bool blocking, bool first_or_last, bool first_or_last_blocking);

    mutable std::mutex mutex_;
    std::map<long, OfDevice> devices_; ///< those that differ from what is at first
    std::map<unsigned long, int> flows_;
};

} // namespace gc
