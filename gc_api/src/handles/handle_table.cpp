#include "handles/handle_table.hpp"

#include "srllib.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>

namespace gc {
namespace {

constexpr std::size_t small_handles = 1024;         ///< programs check for less than this
constexpr std::size_t rest_of_large_handles = 1024; ///< a number above stays closed while so many others do
constexpr std::size_t most_handles = 0x7fff'ffff;
constexpr CRN first_crn = 0x0100'0000; ///< away from the device handles, to tell the two apart in logs
constexpr CRN last_of_all_crns = 0x7fff'ffff;

} // namespace

std::string describe(HandleFault fault, long handle)
{
    const std::string name = "handle " + std::to_string(handle);
    switch (fault) {
    case HandleFault::none: return name;
    case HandleFault::unknown: return name + " was never given out";
    case HandleFault::closed: return name + " has been closed";
    case HandleFault::wrong_kind: return name + " belongs to a device of another kind";
    }
    return name;
}

std::size_t HandleTable::free_slot()
{
    const bool grow =
        slots_.size() < small_handles || closed_.empty() ||
        (slots_.size() > small_handles && closed_.size() < rest_of_large_handles && closed_.front() >= small_handles);
    if (grow) {
        if (slots_.size() > most_handles)
            throw std::length_error{"out of device handles"};
        slots_.emplace_back();
        return slots_.size() - 1;
    }
    const std::size_t slot = closed_.front();
    closed_.pop_front();
    return slot;
}

long HandleTable::open(std::shared_ptr<Device> device)
{
    const std::unique_lock lock{mutex_};
    const std::size_t slot = free_slot();
    const long handle = static_cast<long>(slot);
    device->handle_.store(handle, std::memory_order_relaxed);
    slots_[slot] = std::move(device);
    return handle;
}

std::shared_ptr<Device> HandleTable::close(long handle)
{
    const std::unique_lock lock{mutex_};
    if (!find_locked(handle))
        return nullptr;
    closed_.push_back(static_cast<std::size_t>(handle));
    closings_.fetch_add(1, std::memory_order_release);
    return std::move(slots_[static_cast<std::size_t>(handle)]);
}

Found<Device> HandleTable::find(long handle) const
{
    const std::shared_lock lock{mutex_};
    return find_locked(handle);
}

bool HandleTable::any_open(std::span<const long> handles) const
{
    const std::shared_lock lock{mutex_};
    return std::any_of(handles.begin(), handles.end(),
                       [this](long handle) { return handle == SRL_DEVICE || find_locked(handle); });
}

Found<Device> HandleTable::find_locked(long handle) const
{
    if (handle <= 0 || static_cast<std::size_t>(handle) >= slots_.size())
        return {nullptr, HandleFault::unknown};
    const std::shared_ptr<Device>& device = slots_[static_cast<std::size_t>(handle)];
    return {device, device ? HandleFault::none : HandleFault::closed};
}

CRN HandleTable::open_call(const Device& line)
{
    const std::unique_lock lock{mutex_};
    do {
        crns_wrapped_ = crns_wrapped_ || last_crn_ == last_of_all_crns;
        last_crn_ = last_crn_ == 0 || last_crn_ == last_of_all_crns ? first_crn : last_crn_ + 1;
    } while (!calls_.try_emplace(last_crn_, line.handle()).second);
    return last_crn_;
}

void HandleTable::close_call(CRN crn)
{
    const std::unique_lock lock{mutex_};
    calls_.erase(crn);
}

Found<Device> HandleTable::line_of(CRN crn) const
{
    const std::shared_lock lock{mutex_};
    if (const auto found = calls_.find(crn); found != calls_.end())
        return find_locked(found->second);
    const bool given_out = crn >= first_crn && (crns_wrapped_ ? crn <= last_of_all_crns : crn <= last_crn_);
    return {nullptr, given_out ? HandleFault::closed : HandleFault::unknown};
}

std::vector<std::shared_ptr<Device>> HandleTable::devices() const
{
    std::vector<std::shared_ptr<Device>> open;
    const std::shared_lock lock{mutex_};
    for (const auto& device : slots_)
        if (device)
            open.push_back(device);
    return open;
}

} // namespace gc
