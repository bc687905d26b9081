#pragma once

#include "message/cursor.hpp"

#include <cstdint>

namespace sip {

/// Reads `host[:port]`, white space around the colon allowed (RFC 3261 §25.1, COLON); `port` stays 0 when there is
/// none. Null, or what is wrong as static text.
[[nodiscard]] const char* take_host_port(Cursor& cursor, std::string_view& host, std::uint16_t& port);

} // namespace sip
