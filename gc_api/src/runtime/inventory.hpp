#pragma once

#include "handles/device.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What there is to open, as sr_getboardcnt and the device mapper tell programs.
namespace gc {

/// All virtual boards are on one physical board: this host.
constexpr long host_board = 1;
constexpr std::string_view host_board_name = "Trunkcall";

struct VirtualBoard {
    DeviceKind kind;            ///< board or media_board
    std::string_view kind_name; ///< "ipt", "ipm"
    unsigned number;            ///< from 1
    unsigned channels;
    char channel_letter;

    [[nodiscard]] std::string name() const;                         ///< "iptB1"
    [[nodiscard]] std::string channel_name(unsigned channel) const; ///< "iptB1T1"
};

/// The virtual boards, given the lines of each board of gc_Start: a network board and a media board for each.
[[nodiscard]] std::vector<VirtualBoard> virtual_boards(std::span<const unsigned> lines);

/// What sr_getboardcnt counts.
struct DeviceClass {
    std::string_view name;
    std::optional<DeviceKind> kind{}; ///< none: there are no boards of this class
};
/// The class of that name (DEV_CLASS_...), in any case of letters; null: there is none.
[[nodiscard]] const DeviceClass* device_class(std::string_view name);

} // namespace gc
