#include "default_ops.hpp"

#include <array>
#include <cstddef>

namespace hw {

namespace {

template <class... Arguments>
std::int32_t not_supported(Arguments...)
{
    return HW_ENOTSUP;
}

constexpr DriverOps defaults{
    .system = {.size = sizeof(hw_system_ops),
               .reserved = 0,
               .init = nullptr,
               .fini = nullptr,
               .enumerate = nullptr,
               .rescan = not_supported,
               .poll_fd = not_supported,
               .service = not_supported},
    .board = {.size = sizeof(hw_board_ops),
              .reserved = 0,
              .open = nullptr,
              .close = nullptr,
              .caps = nullptr,
              .clock_get = not_supported,
              .clock_set = not_supported,
              .param_describe = not_supported,
              .param_get = not_supported,
              .param_set = not_supported,
              .stats = not_supported,
              .firmware_load = not_supported,
              .self_test = not_supported},
    .channel = {.size = sizeof(hw_channel_ops),
                .reserved = 0,
                .open = nullptr,
                .close = nullptr,
                .info = not_supported,
                .command = not_supported},
    .audio = {.size = sizeof(hw_audio_ops), .reserved = 0, .io = not_supported},
    .switching = {.size = sizeof(hw_switch_ops), .reserved = 0, .connect = not_supported, .disconnect = not_supported},
};

// Above this a size is garbage rather than a later version.
constexpr std::uint32_t largest_table = 64 * 1024;

/// Takes one operation of a table, when the table reaches so far and has it.
template <class Table, class Operation>
void adopt(Table& to, const Table& from, Operation Table::*operation)
{
    const auto offset = reinterpret_cast<const char*>(&(to.*operation)) - reinterpret_cast<const char*>(&to);
    const bool reached = from.size >= static_cast<std::size_t>(offset) + sizeof(Operation);
    if (reached && from.*operation)
        to.*operation = from.*operation;
}

template <class Table, class... Operations>
std::string adopt_all(const char* name, Table& to, const Table* from, Operations Table::*... operations)
{
    if (!from)
        return {};
    if (from->size < offsetof(Table, reserved) + sizeof from->reserved || from->size > largest_table)
        return "table " + std::string{name} + " has the size " + std::to_string(from->size);
    (adopt(to, *from, operations), ...);
    return {};
}

struct Required {
    const char* name;
    bool present;
};

std::string missing(const DriverOps& ops)
{
    const std::array required{
        Required{"system.init", ops.system.init != nullptr},
        Required{"system.fini", ops.system.fini != nullptr},
        Required{"system.enumerate", ops.system.enumerate != nullptr},
        Required{"board.open", ops.board.open != nullptr},
        Required{"board.close", ops.board.close != nullptr},
        Required{"board.caps", ops.board.caps != nullptr},
        Required{"channel.open", ops.channel.open != nullptr},
        Required{"channel.close", ops.channel.close != nullptr},
    };
    for (const Required& operation : required) {
        if (!operation.present)
            return "required operation " + std::string{operation.name} + " is missing";
    }
    return {};
}

} // namespace

const DriverOps& default_ops() { return defaults; }

std::string complete(const hw_driver& driver, DriverOps& out)
{
    out = defaults;
    const auto group = [&](auto member, std::size_t end) { return driver.size >= end ? driver.*member : nullptr; };
    const auto* audio = group(&hw_driver::audio, offsetof(hw_driver, audio) + sizeof driver.audio);
    const auto* switching = group(&hw_driver::switching, offsetof(hw_driver, switching) + sizeof driver.switching);

    using System = hw_system_ops;
    using Board = hw_board_ops;
    using Channel = hw_channel_ops;
    std::string error = adopt_all("system", out.system, driver.system, &System::init, &System::fini, &System::enumerate,
                                  &System::rescan, &System::poll_fd, &System::service);
    if (error.empty())
        error = adopt_all("board", out.board, driver.board, &Board::open, &Board::close, &Board::caps,
                          &Board::clock_get, &Board::clock_set, &Board::param_describe, &Board::param_get,
                          &Board::param_set, &Board::stats, &Board::firmware_load, &Board::self_test);
    if (error.empty())
        error = adopt_all("channel", out.channel, driver.channel, &Channel::open, &Channel::close, &Channel::info,
                          &Channel::command);
    if (error.empty())
        error = adopt_all("audio", out.audio, audio, &hw_audio_ops::io);
    if (error.empty())
        error = adopt_all("switching", out.switching, switching, &hw_switch_ops::connect, &hw_switch_ops::disconnect);
    return error.empty() ? missing(out) : error;
}

} // namespace hw
