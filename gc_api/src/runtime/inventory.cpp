#include "runtime/inventory.hpp"

#include "srllib.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace gc {
namespace {

constexpr std::array classes{
    DeviceClass{DEV_CLASS_IPT, DeviceKind::board},
    DeviceClass{DEV_CLASS_IPM, DeviceKind::media_board},
    DeviceClass{DEV_CLASS_VOICE},
    DeviceClass{DEV_CLASS_DTI},
    DeviceClass{DEV_CLASS_MSI},
    DeviceClass{DEV_CLASS_DCB},
    DeviceClass{DEV_CLASS_SCX},
    DeviceClass{DEV_CLASS_AUDIO_IN},
};

bool same_letter(char a, char b)
{
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

} // namespace

std::string VirtualBoard::name() const { return std::string{kind_name} + 'B' + std::to_string(number); }

std::string VirtualBoard::channel_name(unsigned channel) const
{
    return name() + channel_letter + std::to_string(channel);
}

std::vector<VirtualBoard> virtual_boards(std::span<const unsigned> lines)
{
    std::vector<VirtualBoard> boards;
    boards.reserve(2 * lines.size());
    for (unsigned number = 1; number <= lines.size(); ++number)
        boards.push_back({DeviceKind::board, "ipt", number, lines[number - 1], 'T'});
    for (unsigned number = 1; number <= lines.size(); ++number)
        boards.push_back({DeviceKind::media_board, "ipm", number, lines[number - 1], 'C'});
    return boards;
}

const DeviceClass* device_class(std::string_view name)
{
    const auto* const found = std::find_if(classes.begin(), classes.end(), [&](const DeviceClass& one) {
        return std::equal(one.name.begin(), one.name.end(), name.begin(), name.end(), same_letter);
    });
    return found == classes.end() ? nullptr : found;
}

} // namespace gc
