#include "sip/message/uri.hpp"

#include "message/cursor.hpp"
#include "message/host_port.hpp"

namespace sip {
namespace {

constexpr const char* field = "URI";

/// The scheme before the first ':', which is left eaten; `none` when there is no scheme.
UriView::Scheme take_scheme(Cursor& cursor)
{
    const std::string_view name = cursor.take_while(chars::token);
    if (name.empty() || !cursor.eat(':'))
        return UriView::Scheme::none;
    if (chars::is_word(name, "sip"))
        return UriView::Scheme::sip;
    if (chars::is_word(name, "sips"))
        return UriView::Scheme::sips;
    return chars::is_word(name, "tel") ? UriView::Scheme::tel : UriView::Scheme::other;
}

/// `user[:password]@`. Only the '@' tells userinfo from a host: a user part may have ';', '?' and '/' too.
ParseError take_userinfo(Cursor& cursor, UriView& out)
{
    Cursor at = cursor;
    const std::string_view user = at.take_while(chars::user);
    const std::string_view password = at.eat(':') ? at.take_while(chars::user) : std::string_view{};
    const bool has_userinfo = at.eat('@');
    if (!has_userinfo && at.rest().find('@') == std::string_view::npos)
        return {};
    if (!has_userinfo || user.empty())
        return {field, "user part is malformed"};
    out.user = user;
    out.password = password;
    cursor = at;
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
    out.params = Params{cursor.take_while(chars::uri_param)};
    if (cursor.eat('?'))
        out.headers = cursor.take_while(chars::uri);
    if (!cursor.done())
        return {field, "URI has a character that must be escaped"};
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
