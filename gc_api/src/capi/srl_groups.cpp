#include "capi/srl_wait.hpp"
#include "errors/srl_error.hpp"
#include "events/device_group.hpp"
#include "runtime/runtime.hpp"

#include <algorithm>
#include <optional>

// The runtime library: the group of devices that a thread waits for.
namespace {

using gc::DeviceGroup;
using gc::srl_fail;

std::optional<DeviceGroup>& group_of_thread()
{
    thread_local std::optional<DeviceGroup> group;
    return group;
}

gc::HandleTable& handles() { return gc::Runtime::instance().handles(); }

bool bad_list(const long* handlep, int count, const char* function)
{
    if (count > 0 && handlep)
        return false;
    srl_fail(ESR_BADPARM, std::string{function} + ": handlep is NULL, or count is not positive");
    return true;
}

long no_group(const char* function)
{
    return srl_fail(ESR_BADPARM, std::string{function} + ": the thread has no device group");
}

/// All of them or none.
long add_all(DeviceGroup& group, const long* handlep, int count, const char* function)
{
    DeviceGroup larger = group;
    for (const long handle : gc::read_handles(handlep, count))
        if (!larger.add(handles(), handle))
            return srl_fail(ESR_BADDEV,
                            std::string{function} + ": " + gc::describe(handles().find(handle).fault, handle));
    group = std::move(larger);
    return 0;
}

} // namespace

extern "C" {

long sr_CreateThreadDeviceGroup(long* handlep, int count)
{
    return gc::srl_guarded([&]() -> long {
        const bool empty = count == 0;
        if (!empty && bad_list(handlep, count, "sr_CreateThreadDeviceGroup"))
            return -1;
        if (group_of_thread())
            return srl_fail(ESR_BADPARM, "sr_CreateThreadDeviceGroup: the thread has a device group already");
        DeviceGroup group;
        if (add_all(group, handlep, count, "sr_CreateThreadDeviceGroup") != 0)
            return -1;
        group_of_thread() = std::move(group);
        return 0;
    });
}

long sr_AddToThreadDeviceGroup(long* handlep, int count)
{
    return gc::srl_guarded([&]() -> long {
        if (bad_list(handlep, count, "sr_AddToThreadDeviceGroup"))
            return -1;
        if (!group_of_thread())
            return no_group("sr_AddToThreadDeviceGroup");
        return add_all(*group_of_thread(), handlep, count, "sr_AddToThreadDeviceGroup");
    });
}

long sr_RemoveFromThreadDeviceGroup(long* handlep, int count)
{
    return gc::srl_guarded([&]() -> long {
        if (bad_list(handlep, count, "sr_RemoveFromThreadDeviceGroup"))
            return -1;
        if (!group_of_thread())
            return no_group("sr_RemoveFromThreadDeviceGroup");
        DeviceGroup smaller = *group_of_thread();
        for (const long handle : gc::read_handles(handlep, count))
            if (!smaller.remove(handle))
                return srl_fail(ESR_BADDEV, "sr_RemoveFromThreadDeviceGroup: handle " + std::to_string(handle) +
                                                " is not in the group");
        group_of_thread() = std::move(smaller);
        return 0;
    });
}

long sr_GetThreadDeviceGroup(long* handlep, int* countp)
{
    return gc::srl_guarded([&]() -> long {
        if (!countp)
            return srl_fail(ESR_BADPARM, "sr_GetThreadDeviceGroup: countp is NULL");
        if (!group_of_thread())
            return no_group("sr_GetThreadDeviceGroup");
        const std::span<const long> members = group_of_thread()->members(handles());
        const int room = std::exchange(*countp, static_cast<int>(members.size()));
        if (members.empty())
            return 0;
        if (!handlep || room < static_cast<int>(members.size()))
            return srl_fail(ESR_INSUFBUF, "sr_GetThreadDeviceGroup: handlep has not enough places");
        std::copy(members.begin(), members.end(), handlep);
        return 0;
    });
}

long sr_WaitThreadDeviceGroup(long timeout)
{
    return gc::srl_guarded([&]() -> long {
        if (!group_of_thread())
            return no_group("sr_WaitThreadDeviceGroup");
        const std::span<const long> members = group_of_thread()->members(handles());
        if (members.empty())
            return srl_fail(ESR_BADDEV, "sr_WaitThreadDeviceGroup: no open device is in the group");
        // Copied: a handler that runs in the wait may change the group.
        const std::vector<long> devices{members.begin(), members.end()};
        return gc::wait_for_event(timeout, devices);
    });
}

long sr_DeleteThreadDeviceGroup(void)
{
    return gc::srl_guarded([&]() -> long {
        if (!group_of_thread())
            return no_group("sr_DeleteThreadDeviceGroup");
        group_of_thread().reset();
        return 0;
    });
}

} // extern "C"
