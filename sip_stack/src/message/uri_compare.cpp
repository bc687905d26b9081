#include "sip/address.hpp"
#include "sip/message/uri.hpp"

#include "message/chars.hpp"

#include <array>
#include <cstddef>

namespace sip {
namespace {

constexpr std::size_t max_pieces = 32; ///< parameters or headers that are compared in any order

int hex_value(char c)
{
    if (!chars::is(c, chars::hex))
        return -1;
    return chars::is(c, chars::digit) ? c - '0' : chars::lower(c) - 'a' + 10;
}

struct Octet {
    char value = 0;
    bool distinct = false; ///< an escaped reserved character: not the same as the bare one
    friend bool operator==(const Octet&, const Octet&) = default;
};

/// Takes one octet, unescaped, off a text that is not empty.
Octet take_octet(std::string_view& text)
{
    if (text.size() >= 3 && text[0] == '%' && hex_value(text[1]) >= 0 && hex_value(text[2]) >= 0) {
        const char value = static_cast<char>(hex_value(text[1]) * 16 + hex_value(text[2]));
        text.remove_prefix(3);
        return {value, value != '\0' && chars::contains(";/?:@&=+$,", value)};
    }
    const char value = text.front();
    text.remove_prefix(1);
    return {value, false};
}

enum class Case { sensitive, insensitive };

/// Equal when each octet is, escaped or not (RFC 3261 §19.1.4; reserved set of RFC 2396).
bool same_text(std::string_view a, std::string_view b, Case letters)
{
    while (!a.empty() && !b.empty()) {
        Octet left = take_octet(a);
        Octet right = take_octet(b);
        if (letters == Case::insensitive) {
            left.value = chars::lower(left.value);
            right.value = chars::lower(right.value);
        }
        if (left != right)
            return false;
    }
    return a.empty() && b.empty();
}

bool same_host(const UriView& a, const UriView& b)
{
    if (iequals(a.host, b.host))
        return true;
    const auto left = IpAddress::parse(a.host); // RFC 5954 §4.2: an IPv6 address in two spellings is one
    return left && left->is_v6() && left == IpAddress::parse(b.host);
}

/// The pieces of a list in any order, at most max_pieces.
struct Pieces {
    std::array<Params::Param, max_pieces> items;
    std::size_t count = 0;
    bool complete = true;

    void add(const Params::Param& piece)
    {
        if (count == items.size())
            complete = false;
        else
            items[count++] = piece;
    }
    [[nodiscard]] const Params::Param* find(std::string_view name) const
    {
        for (std::size_t i = 0; i < count; ++i)
            if (same_text(items[i].name, name, Case::insensitive))
                return &items[i];
        return nullptr;
    }
};

Pieces pieces_of(const Params& params)
{
    Pieces pieces;
    std::string_view rest = params.text();
    Params::Param param;
    while (pieces.complete && Params::next(rest, param))
        pieces.add(param);
    return pieces;
}

Pieces pieces_of_headers(std::string_view headers)
{
    Pieces pieces;
    Params::Param header;
    while (pieces.complete && next_uri_header(headers, header))
        pieces.add(header);
    return pieces;
}

/// Must a parameter that stands in one URI only keep the two apart? RFC 3261 §19.1.4, rules and examples.
bool counts_alone(std::string_view name)
{
    for (const std::string_view known : {"user", "ttl", "method", "maddr", "transport"})
        if (iequals(name, known))
            return true;
    return false;
}

using Matters = bool (*)(std::string_view name);
bool always(std::string_view) { return true; }

/// Each piece of `a` is in `b` with the same value, or is in `a` alone and does not matter.
bool covered(const Pieces& a, const Pieces& b, Matters matters_alone)
{
    for (std::size_t i = 0; i < a.count; ++i) {
        const Params::Param* other = b.find(a.items[i].name);
        if (!other && matters_alone(a.items[i].name))
            return false;
        if (other && !same_text(a.items[i].value, other->value, Case::insensitive))
            return false;
    }
    return true;
}

bool same_pieces(const Pieces& a, const Pieces& b, Matters matters_alone)
{
    return covered(a, b, matters_alone) && covered(b, a, matters_alone);
}

bool same_params(const UriView& a, const UriView& b, Matters matters_alone)
{
    if (a.params.text().empty() && b.params.text().empty())
        return true;
    const Pieces left = pieces_of(a.params);
    const Pieces right = pieces_of(b.params);
    if (!left.complete || !right.complete)
        return a.params.text() == b.params.text();
    return same_pieces(left, right, matters_alone);
}

bool same_headers(const UriView& a, const UriView& b)
{
    if (a.headers.empty() || b.headers.empty())
        return a.headers.empty() && b.headers.empty();
    const Pieces left = pieces_of_headers(a.headers);
    const Pieces right = pieces_of_headers(b.headers);
    if (!left.complete || !right.complete)
        return a.headers == b.headers;
    return same_pieces(left, right, always);
}

/// RFC 3966 §4: visual separators do not count.
bool same_number(std::string_view a, std::string_view b)
{
    const auto skip_separators = [](std::string_view& text) {
        while (!text.empty() && chars::contains("-.()", text.front()))
            text.remove_prefix(1);
    };
    for (;;) {
        skip_separators(a);
        skip_separators(b);
        if (a.empty() || b.empty())
            return a.empty() && b.empty();
        Octet left = take_octet(a);
        Octet right = take_octet(b);
        if (chars::lower(left.value) != chars::lower(right.value))
            return false;
    }
}

} // namespace

bool equivalent(const UriView& a, const UriView& b) noexcept
{
    if (a.text == b.text) // also when a parameter stands in it twice, which no rule orders
        return true;
    if (a.scheme != b.scheme)
        return false;
    if (a.scheme == UriView::Scheme::tel)
        return same_number(a.user, b.user) && same_params(a, b, always);
    if (!a.is_sip())
        return false;
    return same_text(a.user, b.user, Case::sensitive) && same_text(a.password, b.password, Case::sensitive) &&
           a.port == b.port && same_host(a, b) && same_params(a, b, counts_alone) && same_headers(a, b);
}

bool next_uri_header(std::string_view& rest, Params::Param& out) noexcept
{
    if (rest.empty())
        return false;
    const std::size_t end = rest.find('&');
    const std::string_view header = rest.substr(0, end);
    const std::size_t equals = header.find('=');
    out = {header.substr(0, equals), {}, equals != std::string_view::npos};
    if (out.has_value)
        out.value = header.substr(equals + 1);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return true;
}

std::string unescape(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty())
        out += take_octet(text).value;
    return out;
}

namespace {

/// Every octet that is no letter, no digit and not in `also_plain` turned into %HH.
std::string escape(std::string_view text, std::string_view also_plain)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool alnum = chars::is(c, chars::digit) || (chars::lower(c) >= 'a' && chars::lower(c) <= 'z');
        if (alnum || (c != '\0' && chars::contains(also_plain, c)))
            out += c;
        else
            out.append({'%', digits[octet >> 4], digits[octet & 15]});
    }
    return out;
}

} // namespace

// RFC 3261 §25.1: mark, and user-unreserved or hnv-unreserved
std::string escape_user(std::string_view text) { return escape(text, "-_.!~*'()&=+$,;?/"); }
std::string escape_uri_header(std::string_view text) { return escape(text, "-_.!~*'()[]/?:+$"); }

} // namespace sip
