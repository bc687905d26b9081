#include "hw/host/board.hpp"

#include "default_ops.hpp"

#include <array>

namespace hw {

namespace {

/// An empty struct of the ABI, with the size that the host knows.
template <class Struct>
Struct blank()
{
    Struct out{};
    out.size = sizeof out;
    return out;
}

/// A capability needs the operations that serve it.
bool serves(const DriverOps& ops, std::uint32_t capabilities)
{
    const DriverOps& none = default_ops();
    const auto claims = [&](std::uint32_t capability) { return (capabilities & capability) != 0; };
    return !(claims(HW_CAP_AUDIO) && ops.audio.io == none.audio.io) &&
           !(claims(HW_CAP_SWITCHING) && (ops.switching.connect == none.switching.connect ||
                                          ops.switching.disconnect == none.switching.disconnect)) &&
           !(claims(HW_CAP_FIRMWARE) && ops.board.firmware_load == none.board.firmware_load) &&
           !(claims(HW_CAP_SELF_TEST) && ops.board.self_test == none.board.self_test);
}

} // namespace

Channel::~Channel()
{
    if (handle_)
        ops_->channel.close(handle_);
}

Result Channel::info(hw_channel_info& out) const
{
    out = blank<hw_channel_info>();
    return {ops_->channel.info(handle_, &out)};
}

Board::~Board()
{
    if (handle_)
        ops_->board.close(handle_);
}

Result Board::open(const Driver& driver, const std::string& id, std::uint64_t cookie)
{
    Board opened;
    opened.ops_ = &driver.ops();
    hw_board* handle = nullptr;
    if (const Result result{opened.ops_->board.open(driver.system(), id.c_str(), cookie, &handle)}; !result.ok())
        return result;
    if (!handle)
        return {HW_EIO};
    opened.handle_ = handle;
    opened.caps_ = blank<hw_board_caps>();
    if (const Result result{opened.ops_->board.caps(handle, &opened.caps_)}; !result.ok())
        return result;
    if (!serves(*opened.ops_, opened.caps_.capabilities))
        return {HW_EINVAL};
    *this = std::move(opened);
    return {};
}

Result Board::open_channel(std::uint32_t index, Channel& out) const
{
    hw_channel* handle = nullptr;
    if (const Result result{ops_->channel.open(handle_, index, &handle)}; !result.ok())
        return result;
    if (!handle)
        return {HW_EIO};
    Channel channel;
    channel.ops_ = ops_;
    channel.handle_ = handle;
    out = std::move(channel);
    return {};
}

Result Board::clock(hw_clock& out) const
{
    out = blank<hw_clock>();
    return {ops_->board.clock_get(handle_, &out)};
}

Result Board::describe_parameter(std::uint32_t index, hw_param& out) const
{
    out = blank<hw_param>();
    return {ops_->board.param_describe(handle_, index, &out)};
}

Result Board::parameter(const std::string& name, std::string& value) const
{
    std::array<char, 1024> text{};
    const Result result{ops_->board.param_get(handle_, name.c_str(), text.data(), text.size())};
    text.back() = '\0';
    if (result.ok())
        value = text.data();
    return result;
}

Result Board::set_parameter(const std::string& name, const std::string& value) const
{
    return {ops_->board.param_set(handle_, name.c_str(), value.c_str())};
}

Result Board::stats(hw_board_stats& out) const
{
    out = blank<hw_board_stats>();
    return {ops_->board.stats(handle_, &out)};
}

Result Board::load_firmware(const std::string& path, std::uint64_t request) const
{
    return {ops_->board.firmware_load(handle_, path.c_str(), request)};
}

} // namespace hw
