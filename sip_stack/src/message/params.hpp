#pragma once

#include "message/cursor.hpp"
#include "sip/message/grammar.hpp"

namespace sip {

enum class ParamStep : unsigned char { param, end, malformed };

/// Reads one `;name[=value]` at the cursor, which it leaves where it is when there is none; a value that is empty
/// without quotes is let pass (";received=").
[[nodiscard]] ParamStep next_param(Cursor& cursor, Params::Param& out) noexcept;

} // namespace sip
