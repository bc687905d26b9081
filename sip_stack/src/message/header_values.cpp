#include "sip/message/headers.hpp"

#include "message/params.hpp"

#include <algorithm>
#include <limits>

namespace sip {

ParseError parse_cseq(std::string_view value, CSeq& out) noexcept
{
    out = CSeq{};
    Cursor cursor{value};
    cursor.skip_spaces();
    const std::string_view number = cursor.take_while(chars::digit);
    // RFC 3261 §8.1.1.5 bids less than 2^31; §20.16 and RFC 4475 §3.1.2.4 refuse only what 32 bits cannot hold.
    if (!parse_uint(number, std::numeric_limits<std::uint32_t>::max(), out.number))
        return {"CSeq", "number is missing or above 2^32-1"};
    if (!cursor.sees(chars::space))
        return {"CSeq", "method is missing"};
    cursor.skip_spaces();
    out.method_name = cursor.take_while(chars::token);
    cursor.skip_spaces();
    if (out.method_name.empty() || !cursor.done())
        return {"CSeq", "method is malformed"};
    out.method = method_of(out.method_name);
    return {};
}

bool MediaType::is(std::string_view wanted_type, std::string_view wanted_subtype) const noexcept
{
    return iequals(type, wanted_type) && iequals(subtype, wanted_subtype);
}

ParseError parse_media_type(std::string_view value, MediaType& out) noexcept
{
    out = MediaType{};
    Cursor cursor{value};
    cursor.skip_spaces();
    const std::string_view type = cursor.take_while(chars::token);
    cursor.skip_spaces();
    const bool slash = cursor.eat('/');
    cursor.skip_spaces();
    const std::string_view subtype = cursor.take_while(chars::token);
    cursor.skip_spaces();
    if (type.empty() || !slash || subtype.empty() || !(cursor.done() || cursor.sees(';')))
        return {"Content-Type", "is not type/subtype"};
    out = {type, subtype, Params{cursor.rest()}};
    return {};
}

ParseError parse_replaces(std::string_view value, Replaces& out) noexcept
{
    value = trim(value);
    const std::size_t end = std::min(value.find(';'), value.size());
    const Params params{value.substr(end)};
    out = {trim(value.substr(0, end)), params.value("to-tag"), params.value("from-tag"), params.has("early-only")};
    if (out.call_id.empty() || out.call_id.find_first_of(" \t,") != std::string_view::npos)
        return {"Replaces", "Call-ID is missing or malformed"};
    if (!is_token(out.to_tag) || !is_token(out.from_tag))
        return {"Replaces", "to-tag or from-tag is missing or malformed"};
    return {};
}

ParseError parse_auth(std::string_view value, AuthValue& out) noexcept
{
    out = AuthValue{};
    Cursor cursor{value};
    cursor.skip_spaces();
    out.scheme = cursor.take_while(chars::token);
    if (out.scheme.empty() || !(cursor.done() || cursor.sees(chars::space)))
        return {"Authorization", "scheme is malformed"};
    cursor.skip_spaces();
    out.params = cursor.rest();
    return {};
}

bool AuthValue::next(std::string_view& rest, Params::Param& out) noexcept
{
    Cursor cursor{std::exchange(rest, {})};
    do
        cursor.skip_spaces();
    while (cursor.eat(','));
    out = {};
    out.name = cursor.take_while(chars::token);
    cursor.skip_spaces();
    if (out.name.empty() || !cursor.eat('='))
        return false;
    out.has_value = true;
    cursor.skip_spaces();
    if (!cursor.sees('"'))
        out.value = cursor.take_while(chars::param_value);
    else if (!cursor.take_quoted(out.value))
        return false;
    rest = cursor.rest();
    return true;
}

std::string_view AuthValue::param(std::string_view name) const noexcept
{
    std::string_view rest = params;
    Params::Param found;
    while (next(rest, found))
        if (iequals(found.name, name))
            return found.value;
    return {};
}

namespace {

/// Goes to the comma that ends the element at the cursor, or to the end.
void skip_element(Cursor& cursor)
{
    while (cursor.skip_until(chars::list_mark) && !cursor.sees(',')) {
        const char mark = *cursor.position();
        std::string_view quoted;
        if (mark == '"' ? cursor.take_quoted(quoted) : cursor.skip_past('>'))
            continue;
        cursor.skip(cursor.rest().size()); // never closed: the element is all there is
    }
}

} // namespace

bool next_element(std::string_view& rest, std::string_view& element) noexcept
{
    Cursor cursor{rest};
    do
        cursor.skip_spaces();
    while (cursor.eat(','));
    const char* const begin = cursor.position();
    if (cursor.rest().find(',') == std::string_view::npos)
        cursor.skip(cursor.rest().size());
    else
        skip_element(cursor);
    element = trim(cursor.since(begin));
    rest = cursor.rest();
    return !element.empty();
}

} // namespace sip
