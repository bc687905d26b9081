#pragma once

#include "hw/host/board.hpp"
#include "hw/host/driver.hpp"
#include "hw/host/host.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hw {

/// The drivers of a process, and why others are not among them. Outlives the boards that it opens. Not thread-safe.
class Registry {
public:
    explicit Registry(Host& host) : host_{host} {}

    /// Loads every "*.so" of a directory, in order of name. False when the directory cannot be read; that is a refusal,
    /// too.
    bool add_directory(const std::string& path);
    bool add_module(const std::string& path);
    bool add_built_in(std::string_view name, hw_driver_entry_function entry);

    struct Refusal {
        std::string source; ///< path, or name of what is built in
        std::string reason;
    };
    [[nodiscard]] const std::vector<std::unique_ptr<Driver>>& drivers() const { return drivers_; }
    [[nodiscard]] const std::vector<Refusal>& refusals() const { return refusals_; }

    /// The boards of all drivers, in order of drivers.
    [[nodiscard]] std::vector<hw_board_info> boards() const;
    /// Opens the board of that id, whichever driver has it; HW_ENODEV when none has.
    Result open_board(const std::string& id, std::uint64_t cookie, Board& out) const;

private:
    bool add(std::string source, std::unique_ptr<Driver> driver, std::string reason);
    [[nodiscard]] std::vector<hw_board_info> boards_of(const Driver& driver) const;

    Host& host_;
    std::vector<std::unique_ptr<Driver>> drivers_;
    std::vector<Refusal> refusals_;
};

} // namespace hw
