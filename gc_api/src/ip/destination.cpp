#include "ip/destination.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

namespace gc {
namespace {

constexpr std::size_t longest_uri = 4096;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool starts_without_case(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && ::strncasecmp(text.data(), prefix.data(), prefix.size()) == 0;
}

bool is_h323_alternative(std::string_view part)
{
    constexpr std::array<std::string_view, 3> prefixes{"TA:", "TEL:", "NAME:"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return starts_without_case(part, prefix); });
}

/// A comma may stand in a SIP user part, so a list is only a list when one of its parts is marked as H.323's.
std::string_view sip_alternative(std::string_view list, char delimiter)
{
    std::string_view sip_part;
    bool marked = false;
    for (std::string_view rest = list; !rest.empty();) {
        const std::size_t end = std::min(rest.find(delimiter), rest.size());
        const std::string_view part = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (is_h323_alternative(part))
            marked = true;
        else if (sip_part.empty())
            sip_part = part;
    }
    return marked ? sip_part : list;
}

bool is_telephone_number(std::string_view text)
{
    if (text.empty())
        return false;
    const std::string_view digits = text.front() == '+' ? text.substr(1) : text;
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) || c == '*' || c == '#' || c == '-';
    });
}

bool has_scheme(std::string_view text)
{
    return starts_without_case(text, "sip:") || starts_without_case(text, "sips:");
}

std::string check_bytes(std::string_view text)
{
    if (text.size() > longest_uri)
        return "destination is longer than " + std::to_string(longest_uri) + " characters";
    for (std::size_t i = 0; i < text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) < 0x20 || text[i] == 0x7f)
            return "destination has a control character at position " + std::to_string(i + 1);
    return {};
}

} // namespace

std::string_view bounded(const char* field, std::size_t size) { return {field, ::strnlen(field, size)}; }

SipAddress join_destination(const DestinationParts& parts, std::string_view default_host)
{
    const std::string_view phone = trimmed(parts.phone_list);
    const std::string_view address = trimmed(parts.address);
    const std::string_view number = trimmed(sip_alternative(parts.number, parts.delimiter));

    std::string joined{phone};
    for (const auto& [separator, part] : {std::pair{'@', address}, std::pair{';', number}}) {
        if (part.empty())
            continue;
        if (!joined.empty())
            joined += separator;
        joined += part;
    }
    if (joined.empty())
        return {{}, "destination is missing: neither numberstr nor the makecall block gives one"};
    if (std::string error = check_bytes(joined); !error.empty())
        return {{}, std::move(error)};

    const std::string_view user = std::string_view{joined}.substr(0, joined.find(';'));
    if (!has_scheme(joined) && is_telephone_number(user)) {
        if (default_host.empty())
            return {{}, "destination \"" + joined + "\" is a number without a host, and there is no outbound proxy"};
        joined.insert(user.size(), std::string{'@'}.append(default_host));
    }
    return {std::move(joined), {}};
}

} // namespace gc
