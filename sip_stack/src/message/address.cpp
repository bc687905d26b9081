#include "sip/address.hpp"

#include "message/chars.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sip {
namespace {

using Groups = std::array<std::uint16_t, 8>;

bool parse_v4(std::string_view text, std::uint32_t& out)
{
    std::uint32_t value = 0;
    for (int part = 0; part < 4; ++part) {
        unsigned number = 0;
        const char* const end = text.data() + text.size();
        const auto [next, error] = std::from_chars(text.data(), end, number);
        if (error != std::errc{} || number > 255 || next - text.data() > 3)
            return false;
        value = value << 8 | number;
        text.remove_prefix(static_cast<std::size_t>(next - text.data()));
        if (part == 3)
            break;
        if (text.empty() || text.front() != '.')
            return false;
        text.remove_prefix(1);
    }
    out = value;
    return text.empty();
}

/// Groups of a run without "::"; a dotted IPv4 address may be the last. -1 when malformed or more than eight.
int parse_groups(std::string_view text, Groups& out)
{
    int count = 0;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view group = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && group.find('.') != std::string_view::npos) {
            std::uint32_t v4 = 0;
            if (count > 6 || !parse_v4(group, v4))
                return -1;
            out[static_cast<std::size_t>(count++)] = static_cast<std::uint16_t>(v4 >> 16);
            out[static_cast<std::size_t>(count++)] = static_cast<std::uint16_t>(v4);
            return count;
        }
        unsigned number = 0;
        const char* const end = group.data() + group.size();
        const auto [next, error] = std::from_chars(group.data(), end, number, 16);
        if (count == 8 || group.empty() || group.size() > 4 || error != std::errc{} || next != end)
            return -1;
        out[static_cast<std::size_t>(count++)] = static_cast<std::uint16_t>(number);
        if (last)
            return count;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return -1;
    }
    return count;
}

bool parse_v6(std::string_view text, Groups& out)
{
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return parse_groups(text, out) == 8;
    Groups head{};
    Groups tail{};
    const int before = parse_groups(text.substr(0, gap), head);
    const int after = parse_groups(text.substr(gap + 2), tail);
    if (before < 0 || after < 0 || before + after > 7)
        return false;
    if (text.substr(0, gap).find('.') != std::string_view::npos)
        return false;
    out = {};
    std::copy_n(head.begin(), before, out.begin());
    std::copy_n(tail.begin(), after, out.end() - after);
    return true;
}

Groups groups_of(const std::array<std::uint8_t, 16>& bytes)
{
    Groups groups{};
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<std::uint16_t>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    return groups;
}

/// The first longest run of two or more zero groups (RFC 5952 §4.2): its begin and length, 0 when there is none.
std::pair<std::size_t, std::size_t> longest_zero_run(const Groups& groups)
{
    std::size_t best_begin = 0;
    std::size_t best_length = 0;
    for (std::size_t i = 0; i < groups.size();) {
        std::size_t end = i;
        while (end < groups.size() && groups[end] == 0)
            ++end;
        if (end - i > best_length && end - i >= 2) {
            best_begin = i;
            best_length = end - i;
        }
        i = end + 1;
    }
    return {best_begin, best_length};
}

std::string v4_text(const std::uint8_t* bytes)
{
    std::string text;
    for (int i = 0; i < 4; ++i) {
        if (i > 0)
            text += '.';
        text += std::to_string(bytes[i]);
    }
    return text;
}

std::string v6_text(const std::array<std::uint8_t, 16>& bytes)
{
    const Groups groups = groups_of(bytes);
    const bool mapped =
        std::all_of(groups.begin(), groups.begin() + 5, [](auto g) { return g == 0; }) && groups[5] == 0xffff;
    if (mapped)
        return "::ffff:" + v4_text(bytes.data() + 12);
    const auto [gap, length] = longest_zero_run(groups);
    std::string text;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (length != 0 && i == gap) {
            text += "::";
            i += length - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':')
            text += ':';
        char digits[4];
        const auto end = std::to_chars(digits, digits + sizeof digits, groups[i], 16).ptr;
        text.append(digits, end);
    }
    return text;
}

} // namespace

IpAddress IpAddress::v4(std::uint32_t host_order)
{
    IpAddress address;
    address.family_ = Family::v4;
    for (std::size_t i = 0; i < 4; ++i)
        address.bytes_[i] = static_cast<std::uint8_t>(host_order >> (24 - 8 * i));
    return address;
}

IpAddress IpAddress::v6(const std::array<std::uint8_t, 16>& bytes)
{
    IpAddress address;
    address.family_ = Family::v6;
    address.bytes_ = bytes;
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, text.size() - 2);
        if (text.find(':') == std::string_view::npos)
            return std::nullopt;
    }
    if (text.find(':') == std::string_view::npos) {
        std::uint32_t value = 0;
        return parse_v4(text, value) ? std::optional{v4(value)} : std::nullopt;
    }
    Groups groups{};
    if (!parse_v6(text, groups))
        return std::nullopt;
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        bytes[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
        bytes[2 * i + 1] = static_cast<std::uint8_t>(groups[i]);
    }
    return v6(bytes);
}

bool IpAddress::is_unspecified() const
{
    return !empty() && std::all_of(bytes_.begin(), bytes_.end(), [](auto b) { return b == 0; });
}

bool IpAddress::is_loopback() const
{
    if (is_v4())
        return bytes_[0] == 127;
    return is_v6() && bytes_[15] == 1 && std::all_of(bytes_.begin(), bytes_.end() - 1, [](auto b) { return b == 0; });
}

bool IpAddress::is_broadcast_or_multicast() const
{
    if (is_v4())
        return (bytes_[0] & 0xf0) == 0xe0 || v4_host_order() == 0xffffffff;
    return is_v6() && bytes_[0] == 0xff;
}

std::uint32_t IpAddress::v4_host_order() const
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | bytes_[i];
    return value;
}

std::string IpAddress::to_string() const
{
    if (empty())
        return {};
    return is_v4() ? v4_text(bytes_.data()) : v6_text(bytes_);
}

std::string IpAddress::uri_host() const { return is_v6() ? '[' + to_string() + ']' : to_string(); }

std::string Address::to_string() const { return ip.uri_host() + ':' + std::to_string(port); }

} // namespace sip

std::size_t std::hash<sip::Address>::operator()(const sip::Address& address) const noexcept
{
    const auto& bytes = address.ip.bytes();
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    const auto ends = static_cast<std::size_t>(address.port) << 2 | static_cast<std::size_t>(address.ip.family());
    return std::hash<std::string_view>{}(text) ^ ends * 0x9e3779b97f4a7c15U;
}
