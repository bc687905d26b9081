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
    const std::string_view text = trim(bare);
    if (text.find_first_of(",?") != std::string_view::npos)
        return {field, "URI with comma or question mark must be in angle brackets"};
    return parse_uri(text, out);
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
    const std::size_t mark = text.find_first_of("<;");
    return mark != std::string_view::npos && text[mark] == '<';
}

ParseError check_params(Cursor& cursor, Params& out)
{
    cursor.skip_spaces();
    out = Params{cursor.rest()};
    Params::Param param;
    for (;;) {
        const ParamStep step = next_param(cursor, param);
        if (step == ParamStep::end)
            return {};
        if (step == ParamStep::malformed)
            return {field, "parameter is malformed"};
    }
}

} // namespace

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
    return check_params(cursor, out.params);
}

} // namespace sip
