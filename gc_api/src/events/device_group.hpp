#pragma once

#include "handles/handle_table.hpp"

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace gc {

/// The devices whose events one thread waits for with sr_WaitThreadDeviceGroup: each once, SRL_DEVICE may be among
/// them. A device that is closed leaves the group, so that nothing of the next one with its handle comes here.
///
/// Of one thread.
class DeviceGroup {
public:
    /// False when it is not open.
    bool add(const HandleTable& table, long handle);
    /// False when it is not a member.
    bool remove(long handle);
    /// The members, in the order of their handles; valid until the next call.
    [[nodiscard]] std::span<const long> members(const HandleTable& table);

private:
    void forget_closed(const HandleTable& table);

    std::map<long, std::weak_ptr<Device>> devices_;
    std::vector<long> members_;
    bool changed_ = false;
    std::size_t closings_ = 0; ///< of the table, when it was last asked
};

} // namespace gc
