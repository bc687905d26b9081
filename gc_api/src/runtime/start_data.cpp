#include "runtime/start_data.hpp"

#include "errors/texts.hpp"
#include "gcip.h"

#include <string_view>

namespace gc {
namespace {

constexpr int most_libraries = 64;
constexpr unsigned most_boards = 8;
constexpr unsigned long longest_parameter = 4096;

StartError bad(std::string text) { return {IPERR_BAD_PARAM, std::move(text)}; }

bool starts_boards(const char* library)
{
    const std::string_view name = library ? library : "GC_ALL_LIB"; // GC_ALL_LIB as a name is NULL
    return name == "GC_H3R_LIB" || name == "GC_ALL_LIB";
}

std::optional<StartError> read_default(std::vector<BoardSettings>& boards, std::string& warnings)
{
    IP_VIRTBOARD board;
    INIT_IP_VIRTBOARD(&board);
    return translate_board(board, 1, boards.emplace_back(), warnings);
}

std::optional<StartError> read_boards(const IPCCLIB_START_DATA& data, std::vector<BoardSettings>& boards,
                                      std::string& warnings)
{
    if (data.num_boards == 0 || data.num_boards > most_boards)
        return bad("IPCCLIB_START_DATA.num_boards: is " + std::to_string(data.num_boards) + ", expected 1 to " +
                   std::to_string(most_boards));
    if (!data.board_list)
        return bad("IPCCLIB_START_DATA.board_list: is NULL");
    const bool default_length = data.max_parm_data_size == static_cast<unsigned long>(IP_CFG_DEFAULT);
    if (!default_length && data.max_parm_data_size > longest_parameter)
        return bad("IPCCLIB_START_DATA.max_parm_data_size: is " + std::to_string(data.max_parm_data_size) +
                   ", expected at most " + std::to_string(longest_parameter));
    const bool third_party = data.media_operational_mode == MEDIA_OPERATIONAL_MODE_3PCC;
    if (!third_party && data.media_operational_mode != MEDIA_OPERATIONAL_MODE_1PCC)
        return bad("IPCCLIB_START_DATA.media_operational_mode: has no such value: " +
                   std::to_string(data.media_operational_mode));

    for (unsigned i = 0; i < data.num_boards; ++i) {
        BoardSettings& board = boards.emplace_back();
        board.delimiter = data.delimiter == 0 ? ',' : static_cast<char>(data.delimiter);
        if (!default_length && data.max_parm_data_size > board.longest_parameter)
            board.longest_parameter = data.max_parm_data_size;
        if (auto error = translate_board(data.board_list[i], i + 1, board, warnings))
            return error;
        board.third_party = board.endpoint.owner_describes = third_party;
    }
    return std::nullopt;
}

} // namespace

std::optional<StartError> read_start_data(const GC_START_STRUCT* start, std::vector<BoardSettings>& boards,
                                          std::string& warnings)
{
    if (!start || !start->cclib_list)
        return read_default(boards, warnings);
    if (start->num_cclibs < 0 || start->num_cclibs > most_libraries)
        return bad("GC_START_STRUCT.num_cclibs: is " + std::to_string(start->num_cclibs) + ", expected 0 to " +
                   std::to_string(most_libraries));

    for (int i = 0; i < start->num_cclibs; ++i) {
        const CCLIB_START_STRUCT& library = start->cclib_list[i];
        if (!starts_boards(library.cclib_name)) {
            if (library.cclib_data)
                warnings += "gc_Start: the data for " + std::string{library.cclib_name} + " is not used\n";
            continue;
        }
        if (!boards.empty())
            return bad("GC_START_STRUCT.cclib_list[" + std::to_string(i) + "]: the IP library is listed twice");
        auto error = library.cclib_data
                         ? read_boards(*static_cast<const IPCCLIB_START_DATA*>(library.cclib_data), boards, warnings)
                         : read_default(boards, warnings);
        if (error)
            return error;
    }
    return std::nullopt;
}

Libraries libraries_of(const GC_START_STRUCT* start)
{
    Libraries all;
    for (int id = GC_ICAPI_LIB_ID; id <= GC_TOTAL_CCLIBS; ++id)
        all.set(static_cast<std::size_t>(id));
    if (!start || !start->cclib_list)
        return all;
    Libraries listed;
    for (int i = 0; i < start->num_cclibs; ++i) {
        const std::string_view name = start->cclib_list[i].cclib_name ? start->cclib_list[i].cclib_name : "GC_ALL_LIB";
        if (name == "GC_ALL_LIB")
            return all;
        for (int id = GC_ICAPI_LIB_ID; id <= GC_TOTAL_CCLIBS; ++id)
            if (name == library_name(id))
                listed.set(static_cast<std::size_t>(id));
    }
    return listed;
}

} // namespace gc
