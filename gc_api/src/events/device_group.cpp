#include "events/device_group.hpp"

#include "srllib.h"

namespace gc {

bool DeviceGroup::add(const HandleTable& table, long handle)
{
    forget_closed(table); // a member may have had this handle
    const Found<Device> found = table.find(handle);
    if (!found && handle != SRL_DEVICE)
        return false;
    changed_ = devices_.try_emplace(handle, found.device).second || changed_;
    return true;
}

bool DeviceGroup::remove(long handle)
{
    const bool removed = devices_.erase(handle) != 0;
    changed_ = changed_ || removed;
    return removed;
}

std::span<const long> DeviceGroup::members(const HandleTable& table)
{
    forget_closed(table);
    if (changed_) {
        members_.clear();
        for (const auto& [handle, device] : devices_)
            members_.push_back(handle);
        changed_ = false;
    }
    return members_;
}

void DeviceGroup::forget_closed(const HandleTable& table)
{
    const std::size_t closings = table.closings(); // before the look: what is closed later is seen next time
    if (closings == closings_)
        return;
    closings_ = closings;
    const std::size_t gone = std::erase_if(devices_, [&](const auto& one) {
        const Found<Device> open = table.find(one.first);
        return one.first != SRL_DEVICE && (!open || open.device != one.second.lock());
    });
    changed_ = changed_ || gone != 0;
}

} // namespace gc
