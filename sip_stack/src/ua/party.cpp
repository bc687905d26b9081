#include "ua/party.hpp"

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

std::string address_of(const UriView& uri, std::string_view display)
{
    std::string address;
    if (!display.empty()) {
        address += '"';
        address += display;
        address += "\" ";
    }
    address += '<';
    if (uri.is_sip()) {
        address +=
            uri.text.substr(0, std::min(uri.text.find(';', static_cast<std::size_t>(uri.host.data() - uri.text.data())),
                                        uri.text.find('?')));
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
    std::string_view display;
    std::string_view inner = trim(text);
    if (const std::size_t open = inner.find('<'); open != std::string_view::npos) {
        const std::size_t close = inner.find('>', open);
        if (close == std::string_view::npos)
            return refuse(argument, text, "'<' without '>'");
        if (!trim(inner.substr(close + 1)).empty())
            return refuse(argument, text, "nothing may follow '>'");
        display = trim(inner.substr(0, open));
        if (display.size() >= 2 && display.front() == '"' && display.back() == '"')
            display = display.substr(1, display.size() - 2);
        if (display.find_first_of(std::string_view{"\"\r\n\0", 4}) != std::string_view::npos)
            return refuse(argument, text, "the display name has a quote or a line end inside");
        inner = trim(inner.substr(open + 1, close - open - 1));
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
