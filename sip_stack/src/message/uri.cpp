#include "sip/message/uri.hpp"

#include "message/cursor.hpp"
#include "message/host_port.hpp"

#include <cstring>

namespace sip {
namespace {

constexpr const char* field = "URI";

bool eat_scheme(Cursor& cursor, std::string_view name)
{
    const std::string_view rest = cursor.rest();
    if (rest.size() <= name.size() || rest[name.size()] != ':' || !iequals(rest.substr(0, name.size()), name))
        return false;
    cursor.skip(name.size() + 1);
    return true;
}

/// The scheme before the first ':', which is left eaten; `none` when there is no scheme.
UriView::Scheme take_scheme(Cursor& cursor)
{
    if (eat_scheme(cursor, "sip"))
        return UriView::Scheme::sip;
    if (eat_scheme(cursor, "sips"))
        return UriView::Scheme::sips;
    if (eat_scheme(cursor, "tel"))
        return UriView::Scheme::tel;
    const bool named = !cursor.take_while(chars::token).empty() && cursor.eat(':');
    return named ? UriView::Scheme::other : UriView::Scheme::none;
}

/// `user[:password]@`. Only the '@' tells userinfo from a host: a user part may have ';', '?' and '/' too.
ParseError take_userinfo(Cursor& cursor, UriView& out)
{
    const std::string_view rest = cursor.rest();
    const std::size_t at = rest.find('@');
    if (at == std::string_view::npos)
        return {};
    out.user = cursor.take_while(chars::user);
    if (cursor.eat(':'))
        out.password = cursor.take_while(chars::user);
    if (!cursor.eat('@') || out.user.empty())
        return {field, "user part is malformed"};
    return {};
}

/// `;name=value...` and `?headers` up to the end.
ParseError take_tail(Cursor& cursor, UriView& out)
{
    const std::string_view tail = cursor.rest();
    if (tail.empty())
        return {};
    if (tail.front() != ';' && tail.front() != '?')
        return {field, "host or port is malformed"};
    cursor.take_while(chars::uri);
    if (!cursor.done())
        return {field, "URI has a character that must be escaped"};
    const std::size_t question = tail.find('?');
    out.params = Params{tail.substr(0, question)};
    if (question != std::string_view::npos)
        out.headers = tail.substr(question + 1);
    return {};
}

ParseError parse_sip(Cursor& cursor, UriView& out)
{
    if (const ParseError error = take_userinfo(cursor, out))
        return error;
    if (const char* reason = take_host_port(cursor, out.host, out.port))
        return {field, reason};
    return take_tail(cursor, out);
}

ParseError parse_tel(Cursor& cursor, UriView& out)
{
    const std::string_view rest = cursor.rest();
    cursor.take_while(chars::uri);
    if (!cursor.done())
        return {field, "URI has a character that must be escaped"};
    const std::size_t semicolon = rest.find(';');
    out.user = rest.substr(0, semicolon);
    if (out.user.empty())
        return {field, "telephone number is missing"};
    if (semicolon != std::string_view::npos)
        out.params = Params{rest.substr(semicolon)};
    return {};
}

} // namespace

std::string_view UriView::host_unbracketed() const noexcept
{
    if (host.size() >= 2 && host.front() == '[')
        return host.substr(1, host.size() - 2);
    return host;
}

std::string_view UriView::without_headers() const noexcept
{
    if (!is_sip() || host.empty())
        return text;
    return text.substr(0, text.find('?', static_cast<std::size_t>(host.data() - text.data())));
}

ParseError parse_uri(std::string_view text, UriView& out) noexcept
{
    out = UriView{};
    Cursor cursor{text};
    out.scheme = take_scheme(cursor);
    if (out.scheme == UriView::Scheme::none)
        return {field, "URI has no scheme"};
    out.text = text;
    if (out.is_sip())
        return parse_sip(cursor, out);
    if (out.scheme == UriView::Scheme::tel)
        return parse_tel(cursor, out);
    cursor.take_while(chars::uri);
    if (!cursor.done())
        return {field, "URI has a character that must be escaped"};
    return {};
}

} // namespace sip
