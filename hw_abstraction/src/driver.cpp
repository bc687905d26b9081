#include "hw/host/driver.hpp"

#include "default_ops.hpp"
#include "hw/host/host.hpp"
#include "module.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace hw {

namespace {

constexpr std::size_t most_boards = 1024; // for each driver

std::string version_text(std::uint32_t abi) { return std::to_string(abi >> 16) + "." + std::to_string(abi & 0xffff); }

std::string text_or_empty(const char* text) { return text ? text : ""; }

/// What stands in the head of a driver's description, before any table is looked at.
std::string check(const hw_driver& driver)
{
    if (!HW_HAS(&driver, hw_driver, channel))
        return "driver description has the size " + std::to_string(driver.size) + ", expected at least " +
               std::to_string(offsetof(hw_driver, channel) + sizeof driver.channel);
    if (driver.abi >> 16 != HW_ABI_MAJOR)
        return "driver is built for ABI " + version_text(driver.abi) + ", the host has " + version_text(HW_ABI);
    if (!driver.name || !*driver.name)
        return "driver has no name";
    return {};
}

std::int32_t add_board(void* context, const hw_board_info* info) noexcept
{
    auto& boards = *static_cast<std::vector<hw_board_info>*>(context);
    if (!info || !HW_HAS(info, hw_board_info, id))
        return HW_EINVAL;
    hw_board_info copy{};
    std::memcpy(&copy, info, std::min<std::size_t>(info->size, sizeof copy));
    copy.size = sizeof copy;
    copy.id[HW_ID_SIZE - 1] = '\0';
    copy.model[HW_TEXT_SIZE - 1] = '\0';
    if (boards.size() == most_boards)
        return HW_ENOSPC;
    try {
        boards.push_back(copy);
    } catch (...) {
        return HW_ENOMEM;
    }
    return HW_OK;
}

} // namespace

Driver::Driver(std::unique_ptr<Module> module) : module_{std::move(module)} {}

Driver::~Driver()
{
    if (system_)
        ops_.system.fini(system_);
}

std::unique_ptr<Driver> Driver::load(const std::string& path, Host& host, std::string& error)
{
    auto module = std::make_unique<Module>();
    const hw_driver_entry_function entry = module->load(path, error);
    if (!entry)
        return nullptr;
    std::unique_ptr<Driver> driver{new Driver{std::move(module)}};
    error = driver->start(entry, host);
    return error.empty() ? std::move(driver) : nullptr;
}

std::unique_ptr<Driver> Driver::built_in(hw_driver_entry_function entry, Host& host, std::string& error)
{
    std::unique_ptr<Driver> driver{new Driver{nullptr}};
    error = driver->start(entry, host);
    return error.empty() ? std::move(driver) : nullptr;
}

std::string Driver::start(hw_driver_entry_function entry, Host& host)
{
    std::array<char, 256> why{};
    const hw_driver* const driver = entry(HW_ABI, why.data(), why.size());
    why.back() = '\0';
    if (!driver)
        return "driver refuses: " + (why[0] ? std::string{why.data()} : std::string{"no reason given"});
    if (std::string error = check(*driver); !error.empty())
        return error;
    if (std::string error = complete(*driver, ops_); !error.empty())
        return error;
    abi_ = driver->abi;
    name_ = driver->name;
    vendor_ = text_or_empty(driver->vendor);
    version_ = text_or_empty(driver->version);
    licence_ = text_or_empty(driver->licence);

    hw_system* system = nullptr;
    const Result result{ops_.system.init(&host.table(), &system)};
    if (!result.ok())
        return "system.init failed: " + std::string{result.text()};
    if (!system)
        return "system.init gave no system";
    system_ = system;
    return {};
}

Result Driver::enumerate(std::vector<hw_board_info>& out) const
{
    std::vector<hw_board_info> boards;
    const Result result{ops_.system.enumerate(system_, add_board, &boards)};
    out.insert(out.end(), boards.begin(), boards.end());
    return result;
}

} // namespace hw
