#pragma once

#include "sip/call.hpp"
#include "sip/message/headers.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sip {

class MessageBuilder;

/// Which message header lines of the program are meant for; decides what is the stack's own.
enum class LinesFor : std::uint8_t { invite, request, response };

/// An error that names the first line that is no header line or that belongs to the stack.
[[nodiscard]] CommandError check_lines(const HeaderLines& lines, LinesFor use);

/// The same for what refuses a request: also an error when the status is not 300 to 699.
[[nodiscard]] CommandError check_refusal(int status, const HeaderLines& lines);

/// The value of the first line of that header; none when there is none.
[[nodiscard]] std::optional<std::string_view> line_value(const HeaderLines& lines, HeaderId id);

/// Takes the line of that header out and gives its value.
[[nodiscard]] std::optional<std::string> take_line(HeaderLines& lines, HeaderId id);

/// The same of the parts of a body.
[[nodiscard]] CommandError check_body_parts(const BodyParts& parts);

void write_lines(MessageBuilder& out, const HeaderLines& lines);

} // namespace sip
