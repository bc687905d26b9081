#include "hw/host/registry.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace hw {

bool Registry::add_directory(const std::string& path)
{
    std::error_code error;
    std::vector<std::string> modules;
    for (std::filesystem::directory_iterator entry{path, error}, end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".so")
            modules.push_back(entry->path().string());
    }
    if (error)
        return add(path, nullptr, error.message());
    std::sort(modules.begin(), modules.end());
    for (const std::string& module : modules)
        add_module(module);
    return true;
}

bool Registry::add_module(const std::string& path)
{
    std::string reason;
    auto driver = Driver::load(path, host_, reason);
    return add(path, std::move(driver), std::move(reason));
}

bool Registry::add_built_in(std::string_view name, hw_driver_entry_function entry)
{
    std::string reason;
    auto driver = Driver::built_in(entry, host_, reason);
    return add(std::string{name}, std::move(driver), std::move(reason));
}

bool Registry::add(std::string source, std::unique_ptr<Driver> driver, std::string reason)
{
    const auto same_name = [&](const auto& other) { return other->name() == driver->name(); };
    if (driver && std::any_of(drivers_.begin(), drivers_.end(), same_name)) {
        reason = "a driver named " + driver->name() + " is there already";
        driver.reset();
    }
    if (!driver) {
        host_.log(HW_LOG_ERROR, "", source + ": " + reason);
        refusals_.push_back({std::move(source), std::move(reason)});
        return false;
    }
    host_.log(HW_LOG_INFO, "",
              source + ": driver " + driver->name() + " " + driver->version() + " by " + driver->vendor());
    drivers_.push_back(std::move(driver));
    return true;
}

std::vector<hw_board_info> Registry::boards_of(const Driver& driver) const
{
    std::vector<hw_board_info> found;
    if (const Result result = driver.enumerate(found); !result.ok())
        host_.log(HW_LOG_ERROR, "", driver.name() + ": enumerate: " + std::string{result.text()});
    return found;
}

std::vector<hw_board_info> Registry::boards() const
{
    std::vector<hw_board_info> all;
    for (const auto& driver : drivers_) {
        const auto found = boards_of(*driver);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

Result Registry::open_board(const std::string& id, std::uint64_t cookie, Board& out) const
{
    for (const auto& driver : drivers_) {
        for (const hw_board_info& info : boards_of(*driver)) {
            if (id == info.id)
                return out.open(*driver, id, cookie);
        }
    }
    return {HW_ENODEV};
}

} // namespace hw
