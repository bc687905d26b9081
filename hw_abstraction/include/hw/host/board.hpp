#pragma once

#include "hw/host/driver.hpp"
#include "hw/host/result.hpp"

#include <string>
#include <utility>

namespace hw {

/// One open channel of a board. Closed with its owner, and before its board.
class Channel {
public:
    Channel() = default; ///< none
    Channel(Channel&& other) noexcept : ops_{other.ops_}, handle_{std::exchange(other.handle_, nullptr)} {}
    Channel& operator=(Channel&& other) noexcept
    {
        std::swap(ops_, other.ops_);
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Channel();

    [[nodiscard]] bool is_open() const { return handle_ != nullptr; }
    [[nodiscard]] hw_channel* handle() const { return handle_; } ///< for hw_io_channel

    // On an open channel only; the threads are those of hw_driver.h.
    Result info(hw_channel_info& out) const;
    Result command(const hw_command& command) const { return {ops_->channel.command(handle_, &command)}; }
    Result listen_to(const Channel& speaker) const { return {ops_->switching.connect(handle_, speaker.handle_)}; }
    Result unlisten() const { return {ops_->switching.disconnect(handle_)}; }

private:
    friend class Board;
    const DriverOps* ops_ = nullptr;
    hw_channel* handle_ = nullptr;
};

/// One open board of a driver. Closed with its owner, and before its driver; a board that was pulled answers HW_ENODEV
/// until then.
class Board {
public:
    Board() = default; ///< none
    Board(Board&& other) noexcept { *this = std::move(other); }
    Board& operator=(Board&& other) noexcept
    {
        std::swap(ops_, other.ops_);
        std::swap(handle_, other.handle_);
        std::swap(caps_, other.caps_);
        return *this;
    }
    ~Board();

    /// Opens a board and reads its capabilities. `cookie` comes back in every event of the board. A board that claims
    /// what its driver has no operation for is refused: HW_EINVAL.
    Result open(const Driver& driver, const std::string& id, std::uint64_t cookie);

    [[nodiscard]] bool is_open() const { return handle_ != nullptr; }
    [[nodiscard]] const hw_board_caps& caps() const { return caps_; }
    [[nodiscard]] bool can(std::uint32_t capability) const { return (caps_.capabilities & capability) != 0; }

    // On an open board only; the threads are those of hw_driver.h.
    Result open_channel(std::uint32_t index, Channel& out) const;
    Result clock(hw_clock& out) const;
    Result set_clock(std::uint32_t role, std::uint32_t span) const
    {
        return {ops_->board.clock_set(handle_, role, span)};
    }
    Result describe_parameter(std::uint32_t index, hw_param& out) const; ///< HW_ENOENT behind the last
    Result parameter(const std::string& name, std::string& value) const;
    Result set_parameter(const std::string& name, const std::string& value) const;
    Result stats(hw_board_stats& out) const;
    Result load_firmware(const std::string& path, std::uint64_t request) const;
    Result self_test(std::uint64_t request) const { return {ops_->board.self_test(handle_, request)}; }
    Result io(hw_io& io) const { return {ops_->audio.io(handle_, &io)}; }

private:
    const DriverOps* ops_ = nullptr;
    hw_board* handle_ = nullptr;
    hw_board_caps caps_{};
};

} // namespace hw
