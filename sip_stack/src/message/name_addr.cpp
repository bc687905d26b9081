#include "sip/message/headers.hpp"

#include "message/params.hpp"

namespace sip {
namespace {

constexpr const char* field = "address";

/// The optional display name and the '<' after it; the cursor is left inside the brackets.
ParseError take_display(Cursor& cursor, std::string_view& display)
{
    if (cursor.sees('"')) {
        if (!cursor.take_quoted(display))
            return {field, "quote is not closed"};
        cursor.skip_spaces();
    } else {
        display = trim(cursor.take_while(chars::display));
    }
    if (!cursor.eat('<'))
        return {field, "display name is malformed"};
    return {};
}

/// Without brackets a URI ends at the first ';', whose parameters are the header's, and may have neither ',' nor '?'
/// (RFC 3261 §20).
ParseError take_bare_uri(Cursor& cursor, UriView& out)
{
    const std::string_view rest = cursor.rest();
    const std::string_view bare = rest.substr(0, rest.find(';'));
    cursor.skip(bare.size());
    if (bare.find(',') != std::string_view::npos || bare.find('?') != std::string_view::npos)
        return {field, "URI with comma or question mark must be in angle brackets"};
    return parse_uri(trim(bare), out);
}

ParseError take_bracketed_uri(Cursor& cursor, UriView& out)
{
    const std::string_view rest = cursor.rest();
    const std::size_t end = rest.find('>');
    if (end == std::string_view::npos)
        return {field, "angle bracket is not closed"};
    cursor.skip(end + 1);
    return parse_uri(rest.substr(0, end), out);
}

/// Is it the form with brackets? A '<' before any ';' says so, and so does a quote at the beginning.
bool is_name_addr(std::string_view text)
{
    if (text.front() == '<' || text.front() == '"')
        return true;
    return text.substr(0, text.find(';')).find('<') != std::string_view::npos;
}

ParseError take_params(Cursor& cursor, NameAddr& out)
{
    cursor.skip_spaces();
    out.params = Params{cursor.rest()};
    Params::Param param;
    for (;;) {
        const ParamStep step = next_param(cursor, param);
        if (step == ParamStep::end)
            return {};
        if (step == ParamStep::malformed)
            return {field, "parameter is malformed"};
        if (!out.tag_value.empty() || !chars::is_word(param.name, "tag"))
            continue;
        if (!is_token(param.value))
            return {field, "tag is no token"};
        out.tag_value = param.value;
    }
}

} // namespace

std::string NameAddr::display_text() const
{
    std::string plain;
    plain.reserve(display.size());
    for (std::size_t i = 0; i < display.size(); ++i) {
        if (display[i] == '\\' && i + 1 < display.size()) // RFC 3261 §25.1, quoted-pair
            ++i;
        plain += display[i];
    }
    return plain;
}

ParseError parse_name_addr(std::string_view element, NameAddr& out) noexcept
{
    out = NameAddr{};
    out.text = trim(element);
    if (out.text.empty())
        return {field, "is empty"};
    Cursor cursor{out.text};
    if (is_name_addr(out.text)) {
        if (const ParseError error = take_display(cursor, out.display))
            return error;
        if (const ParseError error = take_bracketed_uri(cursor, out.uri))
            return error;
    } else if (const ParseError error = take_bare_uri(cursor, out.uri)) {
        return error;
    }
    return take_params(cursor, out);
}

} // namespace sip
