#include "hw/host/host.hpp"

#include <chrono>
#include <cstring>
#include <utility>

namespace hw {

namespace {

// Nothing may be thrown into a driver.
template <class Work>
std::int32_t guarded(Work work) noexcept
{
    try {
        return work();
    } catch (...) {
        return HW_ENOMEM;
    }
}

std::string_view view(const char* text) { return text ? text : ""; }

std::uint64_t now_ns(void*)
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

} // namespace

Host::Host(Services services) : services_{std::move(services)}, events_{services_.event_capacity}, table_{}
{
    table_.size = sizeof table_;
    table_.abi = HW_ABI;
    table_.context = this;
    table_.log = [](void* context, std::uint32_t level, const char* device, const char* text) {
        (void)guarded([&] { return static_cast<Host*>(context)->log(level, view(device), view(text)), HW_OK; });
    };
    table_.now_ns = now_ns;
    table_.post_event = [](void* context, const hw_event* event) {
        return event ? guarded([&] { return static_cast<Host*>(context)->events_.post(*event); }) : HW_EINVAL;
    };
    table_.config_get = config_get;
}

void Host::log(std::uint32_t level, std::string_view device, std::string_view text) const
{
    if (services_.log)
        services_.log(level, device, text);
}

std::int32_t Host::config_get(void* context, const char* key, char* value, std::uint32_t value_size)
{
    return guarded([&]() -> std::int32_t {
        const Host& host = *static_cast<Host*>(context);
        const auto found = host.services_.config ? host.services_.config(view(key)) : std::nullopt;
        if (!found)
            return HW_ENOENT;
        if (!value || found->size() >= value_size)
            return HW_ENOSPC;
        std::memcpy(value, found->c_str(), found->size() + 1);
        return HW_OK;
    });
}

} // namespace hw
