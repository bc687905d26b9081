#pragma once

#include "params/parm_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gc {

/// Where a program may give a parameter.
enum class ParameterPlace : std::uint8_t {
    board = 1, ///< gc_SetConfigData of a board
    line = 2,  ///< gc_SetConfigData of a line device
    call = 4,  ///< gc_SetUserInfo, and the blocks of gc_MakeCall and its like
};

/// What a value must look like.
enum class ParameterValue : std::uint8_t {
    number,    ///< of 1, 2, 4 or 8 bytes, in the range of the row
    text,      ///< a string, with or without its NUL
    structure, ///< whoever takes it checks it
    nothing,   ///< any
};

/// What becomes of it.
enum class ParameterEffect : std::uint8_t {
    event_mask,      ///< of a line: GCMSK_ bits
    state_mask,      ///< the same, as GCST_ bits
    extension_mask,  ///< of a board: EXTENSIONEVT_ bits
    read_mask,       ///< GCPARM_GET_MSK of any of the three
    call_proceeding, ///< who sends 100: GCCONTROL_
    accept_status,   ///< 18x of gc_AcceptCall
    busy_status,     ///< refusal when no line is free
    operating_mode,  ///< IP_T38_
    header,          ///< name of a header that events shall carry
    message,         ///< what calls say and offer: class Outgoing
    elsewhere,       ///< a function of its own takes it; here it is an error that names it
    none_h323,       ///< taken without effect: H.323 alone has it
    none_media,      ///< taken without effect until there is media
};

/// One row for each parameter of the IP library that can be set.
struct Parameter {
    unsigned short set;
    int id; ///< any_id: all of the set that have no row of their own
    std::string_view name;
    unsigned places; ///< ParameterPlace bits
    ParameterValue value;
    long least, most; ///< of a number
    ParameterEffect effect;
};
constexpr int any_id = -1;

/// The row of a parameter, or null.
[[nodiscard]] const Parameter* find_parameter(unsigned short set, unsigned short id);
/// By its name, "IPPARM_OPERATING_MODE"; the first one.
[[nodiscard]] const Parameter* find_parameter(std::string_view name);

/// The row of a parameter that may be given in that place and has a value as its row asks; else null, and `wrong`
/// names the set, the parameter, what was expected and what was seen.
[[nodiscard]] const Parameter* check_parameter(const Parm& parm, ParameterPlace place, std::string& wrong);

} // namespace gc
