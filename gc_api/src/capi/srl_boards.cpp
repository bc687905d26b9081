#include "devmgmt.h"
#include "errors/srl_error.hpp"
#include "runtime/inventory.hpp"
#include "runtime/runtime.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

// What there is to open: boards by class, the device mapper, what a licence would allow.
namespace {

using gc::srl_fail;
using gc::VirtualBoard;

constexpr std::size_t longest_name = 512;

std::vector<unsigned> lines_of_boards() { return gc::Runtime::instance().lines_of_boards(); }

std::string_view text_of(const char* text) { return {text, ::strnlen(text, longest_name)}; }

/// The device mapper returns its errors, beside remembering them.
long mapper_error(long code, std::string_view text)
{
    srl_fail(code, text);
    return code;
}

template <class Body>
long mapped(Body&& body)
{
    const long result = gc::srl_guarded(std::forward<Body>(body));
    return result == -1 ? gc::last_srl_error().code : result;
}

/// Programs ask twice: first how many there are, then for the list.
template <class Item, class Write>
long write_list(int count, int* countp, Item* listp, Write write)
{
    const int room = std::exchange(*countp, count);
    if (count == 0)
        return ESR_NOERR;
    if (!listp || room < count)
        return mapper_error(ESR_INSUFBUF, "the list has room for " + std::to_string(listp ? std::max(room, 0) : 0) +
                                              ", needed are " + std::to_string(count));
    for (int i = 0; i < count; ++i)
        write(i, listp[i]);
    return ESR_NOERR;
}

void name_device(SRLDEVICEINFO& out, const std::string& name)
{
    out = {};
    name.copy(out.szDevName, MAX_DEVNAME - 1);
    out.auid = gc::host_board;
}

long unknown_board(AUID physical)
{
    return mapper_error(ESR_BADDEV, "there is no physical board " + std::to_string(physical));
}

long no_count() { return mapper_error(ESR_BADPARM, "countp is NULL"); }

/// The device of an R4 name, "/dev/" before it or not: a board, or a channel of one.
bool exists(std::string_view name, const std::vector<VirtualBoard>& boards)
{
    if (name.starts_with("/dev/"))
        name.remove_prefix(5);
    return std::any_of(boards.begin(), boards.end(), [&](const VirtualBoard& board) {
        if (name == board.name())
            return true;
        for (unsigned channel = 1; channel <= board.channels && name.starts_with(board.kind_name); ++channel)
            if (name == board.channel_name(channel))
                return true;
        return false;
    });
}

} // namespace

extern "C" {

long sr_getboardcnt(const char* class_namep, int* boardcntp)
{
    return gc::srl_guarded([&]() -> long {
        if (!class_namep || !boardcntp)
            return srl_fail(ESR_BADPARM,
                            class_namep ? "sr_getboardcnt: boardcntp is NULL" : "sr_getboardcnt: class_namep is NULL");
        *boardcntp = 0;
        const std::string_view name = text_of(class_namep);
        const gc::DeviceClass* const wanted = gc::device_class(name);
        if (!wanted)
            return srl_fail(ESR_BADPARM, "sr_getboardcnt: there is no class " + std::string{name});
        const auto boards = gc::virtual_boards(lines_of_boards());
        *boardcntp = static_cast<int>(std::count_if(
            boards.begin(), boards.end(), [&](const VirtualBoard& board) { return board.kind == wanted->kind; }));
        return 0;
    });
}

long SRLGetAllPhysicalBoards(int* countp, AUID* listp)
{
    return mapped([&]() -> long {
        if (!countp)
            return no_count();
        return write_list(1, countp, listp, [](int, AUID& out) { out = gc::host_board; });
    });
}

long SRLGetPhysicalBoardName(AUID physical, int* lenp, char* namep)
{
    return mapped([&]() -> long {
        if (!lenp)
            return mapper_error(ESR_BADPARM, "lenp is NULL");
        if (physical != gc::host_board)
            return unknown_board(physical);
        const std::string_view name = gc::host_board_name;
        return write_list(static_cast<int>(name.size() + 1), lenp, namep, [&](int i, char& out) {
            out = static_cast<std::size_t>(i) < name.size() ? name[static_cast<std::size_t>(i)] : '\0';
        });
    });
}

long SRLGetVirtualBoardsOnPhysicalBoard(AUID physical, int* countp, SRLDEVICEINFO* listp)
{
    return mapped([&]() -> long {
        if (!countp)
            return no_count();
        if (physical != gc::host_board)
            return unknown_board(physical);
        const auto boards = gc::virtual_boards(lines_of_boards());
        return write_list(static_cast<int>(boards.size()), countp, listp, [&](int i, SRLDEVICEINFO& out) {
            name_device(out, boards[static_cast<std::size_t>(i)].name());
        });
    });
}

long SRLGetSubDevicesOnVirtualBoard(const char* virtualBoardName, int* countp, SRLDEVICEINFO* listp)
{
    return mapped([&]() -> long {
        if (!countp || !virtualBoardName)
            return countp ? mapper_error(ESR_BADPARM, "virtualBoardName is NULL") : no_count();
        const std::string_view name = text_of(virtualBoardName);
        const auto boards = gc::virtual_boards(lines_of_boards());
        const auto board =
            std::find_if(boards.begin(), boards.end(), [&](const VirtualBoard& one) { return one.name() == name; });
        if (board == boards.end())
            return mapper_error(ESR_BADDEV, "there is no virtual board " + std::string{name});
        return write_list(static_cast<int>(board->channels), countp, listp, [&](int i, SRLDEVICEINFO& out) {
            name_device(out, board->channel_name(static_cast<unsigned>(i) + 1));
        });
    });
}

long SRLGetJackForR4Device(const char* deviceName, int* jackp)
{
    return mapped([&]() -> long {
        if (!deviceName || !jackp)
            return mapper_error(ESR_BADPARM, deviceName ? "jackp is NULL" : "deviceName is NULL");
        const std::string_view name = text_of(deviceName);
        if (!exists(name, gc::virtual_boards(lines_of_boards())))
            return mapper_error(ESR_BADDEV, "there is no device " + std::string{name});
        *jackp = 0; // no device of the host has a connector
        return ESR_NOERR;
    });
}

int dev_GetLicFeatureData(LIC_FEATURE_BLK* pFeatures)
{
    return gc::srl_guarded([&]() -> int {
        if (!pFeatures)
            return srl_fail(ESR_BADPARM, "dev_GetLicFeatureData: pFeatures is NULL");
        if (pFeatures->version != LICENSED_FEATURES_VERSION_0)
            return srl_fail(ESR_BADPARM, "dev_GetLicFeatureData: version is " + std::to_string(pFeatures->version) +
                                             ", expected LICENSED_FEATURES_VERSION_0");
        const auto lines = lines_of_boards();
        const auto* const name =
            std::find_if(std::begin(FeatureNameTable), std::end(FeatureNameTable),
                         [](const char* one) { return std::string_view{one} == LM_FEATURE_NAME_IPCC; });
        INIT_LICENSED_FEATURES_VERSION(pFeatures);
        pFeatures->NumFeatures = 1;
        pFeatures->lic_data_buf[0].FeatureEnum = static_cast<int>(name - std::begin(FeatureNameTable));
        pFeatures->lic_data_buf[0].FeatureCount = static_cast<int>(std::accumulate(lines.begin(), lines.end(), 0U));
        return 0;
    });
}

} // extern "C"
