#pragma once

#include "hw/host/driver_ops.hpp"
#include "hw/host/result.hpp"
#include "hw/hw_driver.h"

#include <memory>
#include <string>
#include <vector>

namespace hw {

class Host;
class Module;

/// One driver at work: checked, complete and initialised. Boards that it opened must be gone before it.
class Driver {
public:
    /// Loads a module. Null, and the reason in `error`, when the driver cannot be used.
    [[nodiscard]] static std::unique_ptr<Driver> load(const std::string& path, Host& host, std::string& error);
    /// The same for a driver that is linked in.
    [[nodiscard]] static std::unique_ptr<Driver> built_in(hw_driver_entry_function entry, Host& host,
                                                          std::string& error);

    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;
    ~Driver();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& vendor() const { return vendor_; }
    [[nodiscard]] const std::string& version() const { return version_; }
    [[nodiscard]] const std::string& licence() const { return licence_; }
    [[nodiscard]] std::uint32_t abi() const { return abi_; }

    /// Adds the boards that are there now to `out`.
    Result enumerate(std::vector<hw_board_info>& out) const;
    Result rescan() const { return {ops_.system.rescan(system_)}; }
    [[nodiscard]] int poll_fd() const { return ops_.system.poll_fd(system_); } ///< negative: none
    Result service() const { return {ops_.system.service(system_)}; }

    [[nodiscard]] const DriverOps& ops() const { return ops_; }
    [[nodiscard]] hw_system* system() const { return system_; }

private:
    explicit Driver(std::unique_ptr<Module> module);
    [[nodiscard]] std::string start(hw_driver_entry_function entry, Host& host);

    std::unique_ptr<Module> module_; // first member: unloaded last
    DriverOps ops_{};
    hw_system* system_ = nullptr;
    std::uint32_t abi_ = 0;
    std::string name_, vendor_, version_, licence_;
};

} // namespace hw
