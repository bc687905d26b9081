#include "sip/message/grammar.hpp"

#include "message/chars.hpp"
#include "message/params.hpp"

#include <cstring>

namespace sip {

std::string to_string(const ParseError& error)
{
    if (!error)
        return {};
    return std::string{error.field} + ": " + error.reason;
}

bool iequals(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && chars::lower(a[i]) != chars::lower(b[i]))
            return false;
    return true;
}

std::string_view trim(std::string_view text) noexcept
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool is_token(std::string_view text) noexcept
{
    const char* const end = text.data() + text.size();
    return !text.empty() && chars::end_of(chars::token, text.data(), end) == end;
}

bool parse_uint(std::string_view text, std::uint32_t max, std::uint32_t& out) noexcept
{
    std::uint64_t value = 0;
    for (const char c : text) {
        if (!chars::is(c, chars::digit))
            return false;
        value = value * 10 + static_cast<unsigned>(c - '0');
        if (value > max)
            return false;
    }
    if (text.empty())
        return false;
    out = static_cast<std::uint32_t>(value);
    return true;
}

ParamStep next_param(Cursor& cursor, Params::Param& out) noexcept
{
    Cursor at = cursor;
    at.skip_spaces();
    if (at.done())
        return ParamStep::end;
    if (!at.eat(';'))
        return ParamStep::malformed;
    at.skip_spaces();
    out.name = at.take_while(chars::param_name);
    out.value = {};
    if (out.name.empty())
        return ParamStep::malformed;
    at.skip_spaces();
    out.has_value = at.eat('=');
    if (out.has_value) {
        at.skip_spaces();
        if (!at.sees('"'))
            out.value = at.take_while(chars::param_value);
        else if (!at.take_quoted(out.value))
            return ParamStep::malformed;
    }
    cursor = at;
    return ParamStep::param;
}

bool Params::next(std::string_view& rest, Param& out) noexcept
{
    Cursor cursor{rest};
    const bool found = next_param(cursor, out) == ParamStep::param;
    rest = found ? cursor.rest() : std::string_view{};
    return found;
}

bool Params::find(std::string_view name, Param& out) const noexcept
{
    Cursor cursor{text_};
    while (next_param(cursor, out) == ParamStep::param)
        if (iequals(out.name, name))
            return true;
    out = {};
    return false;
}

std::string_view Params::value(std::string_view name) const noexcept
{
    Param param;
    return find(name, param) ? param.value : std::string_view{};
}

bool Params::has(std::string_view name) const noexcept
{
    Param param;
    return find(name, param);
}

} // namespace sip
