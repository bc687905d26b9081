#include "endpoint/peer_identity.hpp"

#include "sip/message/grammar.hpp"

#include <array>

namespace sip {
namespace {

constexpr std::array<std::string_view, 2> domain_prefixes{"DNS:", "URI:sip:"};
constexpr std::string_view address_prefix = "IP:";

bool begins(std::string_view text, std::string_view prefix) { return iequals(text.substr(0, prefix.size()), prefix); }

/// The domain in an entry of Security::names; empty when it is none.
std::string_view domain_of(std::string_view entry)
{
    for (const std::string_view prefix : domain_prefixes)
        if (begins(entry, prefix))
            return entry.substr(prefix.size());
    return {};
}

std::string_view without_dot(std::string_view domain)
{
    return !domain.empty() && domain.back() == '.' ? domain.substr(0, domain.size() - 1) : domain;
}

bool same_address(std::string_view entry, const IpAddress& address)
{
    return begins(entry, address_prefix) && IpAddress::parse(entry.substr(address_prefix.size())) == address;
}

} // namespace

bool proves(const Security& security, std::string_view domain)
{
    if (!security.peer_verified || domain.empty())
        return false;
    const auto address = IpAddress::parse(domain);
    for (const std::string& entry : security.names)
        if (address ? same_address(entry, *address) : iequals(without_dot(domain_of(entry)), without_dot(domain)))
            return true;
    return false;
}

std::string proved_name(const Security& security)
{
    if (!security.verified_name.empty())
        return security.expected_name;
    if (!security.peer_verified)
        return {};
    for (const std::string& entry : security.names)
        if (const std::string_view domain = domain_of(entry); !domain.empty() && domain.front() != '*')
            return std::string{domain};
    return {};
}

} // namespace sip
