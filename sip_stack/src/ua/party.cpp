#include "ua/party.hpp"

#include "message/cursor.hpp"
#include "sip/message/headers.hpp"

#include <algorithm>
#include <array>

namespace sip {
namespace {

CommandError refuse(std::string_view argument, std::string_view text, std::string_view why)
{
    return {CommandError::Code::bad_argument,
            std::string{argument} + " \"" + std::string{text} + "\": " + std::string{why}};
}

bool has_scheme(std::string_view text)
{
    return iequals(text.substr(0, 4), "sip:") || iequals(text.substr(0, 5), "sips:") ||
           iequals(text.substr(0, 4), "tel:");
}

/// "bob@host; transport=tcp" as people type it becomes a URI.
std::string with_scheme(std::string_view text)
{
    std::string uri = has_scheme(text) ? "" : "sip:";
    for (const char c : text)
        if (c != ' ' && c != '\t')
            uri += c;
    return uri;
}

bool allowed_in_address(std::string_view param)
{
    static constexpr std::array forbidden{"transport", "maddr", "ttl", "method", "lr"}; // RFC 3261 §19.1.1, table 1
    return std::none_of(forbidden.begin(), forbidden.end(), [&](const char* name) { return iequals(param, name); });
}

/// What stands before '<' as the inside of a quoted string: one that is quoted stays as it is, another gets its
/// escapes. `rest` is left at the '<', or empty when there is none.
std::string take_display(std::string_view& rest)
{
    Cursor cursor{rest};
    std::string_view quoted;
    if (cursor.sees('"') && cursor.take_quoted(quoted)) {
        cursor.skip_spaces();
        rest = cursor.sees('<') ? cursor.rest() : std::string_view{};
        return std::string{quoted};
    }
    const std::size_t open = std::min(rest.find('<'), rest.size());
    std::string display;
    for (const char c : trim(rest.substr(0, open))) {
        if (c == '"' || c == '\\')
            display += '\\';
        display += c;
    }
    rest.remove_prefix(open);
    return display;
}

std::string address_of(const UriView& uri, const std::string& display)
{
    std::string address = display.empty() ? "<" : '"' + display + "\" <";
    if (uri.is_sip()) {
        const std::string_view whole = uri.without_headers();
        address += whole.substr(0, whole.find(';', static_cast<std::size_t>(uri.host.data() - whole.data())));
        std::string_view rest = uri.params.text();
        for (Params::Param param; Params::next(rest, param);)
            if (allowed_in_address(param.name)) {
                address += ';';
                address += param.name;
                if (param.has_value)
                    (address += '=') += param.value;
            }
    } else {
        address += uri.text;
    }
    address += '>';
    return address;
}

} // namespace

CommandError parse_party(std::string_view argument, std::string_view text, Party& out)
{
    std::string display;
    std::string_view inner = trim(text);
    if (std::string_view rest = inner; inner.find('<') != std::string_view::npos) {
        display = take_display(rest);
        const std::size_t close = rest.find('>');
        if (rest.empty())
            return refuse(argument, text, "between the display name and '<' stands something else");
        if (close == std::string_view::npos)
            return refuse(argument, text, "'<' without '>'");
        if (!trim(rest.substr(close + 1)).empty())
            return refuse(argument, text, "nothing may follow '>'");
        if (display.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos)
            return refuse(argument, text, "the display name has a line end inside");
        inner = trim(rest.substr(1, close - 1));
    }
    out.uri = with_scheme(inner);
    UriView uri;
    if (const ParseError error = parse_uri(out.uri, uri))
        return refuse(argument, text, error.reason);
    if (uri.is_sip() && uri.host.empty())
        return refuse(argument, text, "has no host");
    out.user = uri.user;
    out.address = address_of(uri, display);
    return {};
}

} // namespace sip
