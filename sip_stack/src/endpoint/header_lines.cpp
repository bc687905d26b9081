#include "endpoint/header_lines.hpp"

#include "message/builder.hpp"
#include "sip/message/grammar.hpp"

namespace sip {
namespace {

struct Line {
    std::string_view name, value;
};

std::optional<Line> split(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos)
        return std::nullopt;
    const std::string_view name = trim(line.substr(0, colon));
    if (!is_token(name))
        return std::nullopt;
    return Line{name, trim(line.substr(colon + 1))};
}

bool is_stacks_own(HeaderId id, LinesFor use)
{
    switch (id) {
    case HeaderId::via:
    case HeaderId::cseq:
    case HeaderId::call_id:
    case HeaderId::content_length:
    case HeaderId::content_type:
    case HeaderId::record_route: return true;
    case HeaderId::from:
    case HeaderId::to:
    case HeaderId::route: return use != LinesFor::invite;
    default: return false;
    }
}

/// From and To may be replaced, their tags may not.
bool carries_tag(const Line& line)
{
    NameAddr address;
    return parse_name_addr(line.value, address) || !address.tag().empty();
}

CommandError refuse(std::string_view line, std::string_view why)
{
    return {CommandError::Code::bad_argument, "header line \"" + std::string{line} + "\": " + std::string{why}};
}

CommandError check_line(std::string_view text, LinesFor use)
{
    const auto line = split(text);
    if (!line)
        return refuse(text, "is not \"Name: value\" on one line");
    const HeaderId id = header_of(line->name);
    if (is_stacks_own(id, use))
        return refuse(text, "this header is written by the stack");
    if ((id == HeaderId::from || id == HeaderId::to) && carries_tag(*line))
        return refuse(text, "is no address without tag; tags are written by the stack");
    return {};
}

} // namespace

CommandError check_lines(const HeaderLines& lines, LinesFor use)
{
    for (const std::string& line : lines)
        if (CommandError error = check_line(line, use))
            return error;
    return {};
}

CommandError check_header_line(std::string_view line) { return check_line(line, LinesFor::invite); }

CommandError check_refusal(int status, const HeaderLines& lines)
{
    if (status < 300 || status > 699)
        return {CommandError::Code::bad_argument, "status " + std::to_string(status) + " is not 300 to 699"};
    return check_lines(lines, LinesFor::response);
}

CommandError check_body_parts(const BodyParts& parts)
{
    std::string wrong = check_parts(parts);
    return wrong.empty() ? CommandError{} : CommandError{CommandError::Code::bad_argument, std::move(wrong)};
}

std::optional<std::string_view> line_value(const HeaderLines& lines, HeaderId id)
{
    for (const std::string& text : lines)
        if (const auto line = split(text); line && header_of(line->name) == id)
            return line->value;
    return std::nullopt;
}

std::optional<std::string> take_line(HeaderLines& lines, HeaderId id)
{
    for (auto text = lines.begin(); text != lines.end(); ++text)
        if (const auto line = split(*text); line && header_of(line->name) == id) {
            std::string value{line->value};
            lines.erase(text);
            return value;
        }
    return std::nullopt;
}

void write_lines(MessageBuilder& out, const HeaderLines& lines)
{
    for (const std::string& text : lines)
        (void)out.line(text); // checked when the command came in
}

} // namespace sip
