#pragma once

#include "hw/host/event_queue.hpp"
#include "hw/hw_driver.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hw {

/// What drivers need of their surroundings. The functions may be called from any thread.
struct Services {
    std::function<void(std::uint32_t level, std::string_view device, std::string_view text)> log;
    std::function<std::optional<std::string>(std::string_view key)> config;
    std::size_t event_capacity = 65'536;
};

/// The host side of the driver ABI: Services and an event queue behind a table of C functions. Outlives every driver.
class Host {
public:
    explicit Host(Services services);
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    [[nodiscard]] const hw_host& table() const { return table_; }
    [[nodiscard]] EventQueue& events() { return events_; }
    void log(std::uint32_t level, std::string_view device, std::string_view text) const;

private:
    static std::int32_t config_get(void* context, const char* key, char* value, std::uint32_t value_size);

    Services services_;
    EventQueue events_;
    hw_host table_;
};

} // namespace hw
