#include "peer_identity.hpp"

#include "certificate_text.hpp"
#include "openssl_ptr.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace tls {

namespace {

constexpr std::size_t longest_host = 253; // RFC 1035 §2.3.4
constexpr std::size_t longest_label = 63;
constexpr std::size_t names_in_reason = 8;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_label(std::string_view label)
{
    const auto allowed = [](char c) {
        const char l = lower(c);
        return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !label.empty() && label.size() <= longest_label && std::all_of(label.begin(), label.end(), allowed);
}

/// An address as its 4 or 16 bytes.
std::optional<std::string> address_bytes(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    std::array<char, 16> bytes{};
    if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    std::memcpy(terminated.data(), text.data(), text.size());
    if (inet_pton(AF_INET, terminated.data(), bytes.data()) == 1)
        return std::string{bytes.data(), 4};
    if (inet_pton(AF_INET6, terminated.data(), bytes.data()) == 1)
        return std::string{bytes.data(), 16};
    return std::nullopt;
}

/// \param text without trailing dot or brackets
bool is_bare_host_name(std::string_view text)
{
    if (text.size() > longest_host || address_bytes(text))
        return false;
    for (;;) {
        const std::size_t dot = text.find('.');
        if (!is_label(text.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

/// RFC 5922 §7.1: the host of a `sip` URI without user part; neither `sips` nor any other scheme identifies a domain.
std::optional<std::string_view> domain_of_uri(std::string_view uri)
{
    if (uri.size() < 4 || !same_name(uri.substr(0, 4), "sip:"))
        return std::nullopt;
    uri.remove_prefix(4);
    if (uri.find('@') != std::string_view::npos)
        return std::nullopt;
    return uri.substr(0, uri.find_first_of(":;?"));
}

/// Compares host names as the policy has it and remembers whether only the policy stood in the way.
class HostMatcher {
public:
    HostMatcher(std::string_view expected, IdentityPolicy policy) : expected_{expected}, policy_{policy} {}

    [[nodiscard]] bool matches(std::string_view presented) const
    {
        return is_host_name(presented) && same_name(bare_host(presented), expected_);
    }

    [[nodiscard]] bool matches_wildcard(std::string_view presented)
    {
        const bool fits = wildcard_fits(bare_host(presented));
        wildcard_forbidden_ |= fits && !policy_.wildcards;
        return fits && policy_.wildcards;
    }

    [[nodiscard]] bool wildcard_forbidden() const { return wildcard_forbidden_; }

private:
    /// RFC 6125 §6.4.3: the whole left-most label and nothing else; never directly below a top-level domain.
    [[nodiscard]] bool wildcard_fits(std::string_view presented) const
    {
        if (presented.substr(0, 2) != "*.")
            return false;
        const std::string_view parent = presented.substr(2);
        const std::size_t dot = expected_.find('.');
        return dot != std::string_view::npos && is_bare_host_name(parent) &&
               parent.find('.') != std::string_view::npos && same_name(expected_.substr(dot + 1), parent);
    }

    std::string_view expected_;
    IdentityPolicy policy_;
    bool wildcard_forbidden_ = false;
};

bool name_matches(const GENERAL_NAME& name, HostMatcher& host)
{
    if (name.type == GEN_DNS) {
        const std::string_view presented = view_of(name.d.dNSName);
        return host.matches(presented) || host.matches_wildcard(presented);
    }
    if (name.type == GEN_URI) {
        const auto domain = domain_of_uri(view_of(name.d.uniformResourceIdentifier));
        return domain && host.matches(*domain);
    }
    return false;
}

/// The most specific common name, in UTF-8.
std::optional<std::string> common_name(const X509* certificate)
{
    const X509_NAME* subject = X509_get_subject_name(certificate);
    int last = -1;
    for (int i = -1; (i = X509_NAME_get_index_by_NID(subject, NID_commonName, i)) >= 0;)
        last = i;
    if (last < 0)
        return std::nullopt;
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, last)));
    if (size < 0)
        return std::nullopt;
    std::string text{reinterpret_cast<char*>(utf8), static_cast<std::size_t>(size)};
    OPENSSL_free(utf8);
    return text;
}

void check_alternative_names(Identity& result, const GENERAL_NAMES* names, HostMatcher& host)
{
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const GENERAL_NAME& name = *sk_GENERAL_NAME_value(names, i);
        result.names.push_back(general_name_text(name));
        if (!result.holds() && name_matches(name, host)) {
            result.rule = IdentityRule::matched;
            result.matched = result.names.back();
        }
    }
}

void check_addresses(Identity& result, const GENERAL_NAMES* names, const std::string& expected)
{
    result.rule = IdentityRule::no_address;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const GENERAL_NAME& name = *sk_GENERAL_NAME_value(names, i);
        result.names.push_back(general_name_text(name));
        if (name.type == GEN_IPADD && view_of(name.d.iPAddress) == expected) {
            result.rule = IdentityRule::matched;
            result.matched = result.names.back();
        }
    }
}

void check_common_name(Identity& result, const X509* certificate, HostMatcher& host)
{
    const auto name = common_name(certificate);
    if (!name) {
        result.rule = IdentityRule::no_names;
        return;
    }
    result.names.push_back("CN:" + printable(*name));
    if (host.matches(*name) || host.matches_wildcard(*name)) {
        result.rule = IdentityRule::matched;
        result.matched = result.names.back();
    }
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), names_in_reason); ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > names_in_reason)
        text += " and " + std::to_string(names.size() - names_in_reason) + " more";
    return text;
}

} // namespace

bool is_ip_literal(std::string_view text) { return address_bytes(bare_host(text)).has_value(); }

bool is_host_name(std::string_view text) { return is_bare_host_name(bare_host(text)); }

std::string_view bare_host(std::string_view text)
{
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
        return text.substr(1, text.size() - 2);
    if (text.size() > 1 && text.back() == '.')
        text.remove_suffix(1);
    return text;
}

Identity check_identity(const X509* certificate, std::string_view expected, IdentityPolicy policy)
{
    Identity result;
    result.expected = printable(expected);
    if (certificate == nullptr) {
        result.rule = IdentityRule::no_names;
        return result;
    }
    int critical = 0; // -1 afterwards: there is no such extension; other negative values: there is, but unreadable
    const NamesPtr names{
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, &critical, nullptr))};
    const bool has_alternative_names = critical != -1;

    const std::string_view wanted = bare_host(expected);
    if (const auto address = address_bytes(wanted)) {
        check_addresses(result, names.get(), *address);
        return result;
    }
    HostMatcher host{wanted, policy};
    if (has_alternative_names)
        check_alternative_names(result, names.get(), host);
    else if (policy.common_name)
        check_common_name(result, certificate, host); // RFC 5922 §7.1: only where the extension is absent

    if (wanted.empty())
        result.rule = IdentityRule::nothing_expected;
    else if (!is_bare_host_name(wanted))
        result.rule = IdentityRule::not_a_host;
    else if (!result.holds() && host.wildcard_forbidden())
        result.rule = IdentityRule::wildcard_forbidden;
    else if (result.names.empty())
        result.rule = IdentityRule::no_names;
    return result;
}

std::vector<std::string> served_hosts(const X509* certificate)
{
    std::vector<std::string> hosts;
    const auto add = [&hosts](std::string_view name) {
        const std::string_view host = bare_host(name);
        if (!is_bare_host_name(host.substr(0, 2) == "*." ? host.substr(2) : host))
            return;
        hosts.emplace_back(host);
        std::transform(host.begin(), host.end(), hosts.back().begin(), lower);
    };
    int critical = 0;
    const NamesPtr names{
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, &critical, nullptr))};
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME& name = *sk_GENERAL_NAME_value(names.get(), i);
        if (name.type == GEN_DNS)
            add(view_of(name.d.dNSName));
        else if (name.type == GEN_URI)
            add(domain_of_uri(view_of(name.d.uniformResourceIdentifier)).value_or(""));
    }
    if (critical == -1)
        add(common_name(certificate).value_or(""));
    return hosts;
}

sip::TrustRule trust_rule(IdentityRule rule)
{
    switch (rule) {
    case IdentityRule::no_address: return sip::TrustRule::no_address;
    case IdentityRule::wildcard_forbidden: return sip::TrustRule::wildcard;
    case IdentityRule::no_names: return sip::TrustRule::no_names;
    case IdentityRule::nothing_expected:
    case IdentityRule::not_a_host: return sip::TrustRule::unusable_name;
    case IdentityRule::other_names:
    case IdentityRule::matched: break;
    }
    return sip::TrustRule::other_name;
}

std::string Identity::reason() const
{
    switch (rule) {
    case IdentityRule::matched: return "is for " + matched;
    case IdentityRule::nothing_expected: return "cannot be compared: no peer name was given";
    case IdentityRule::not_a_host:
        return "cannot be compared: \"" + expected +
               "\" is neither a host name nor an address (internationalised names: give the xn-- form)";
    case IdentityRule::no_names: return "names no host at all, expected " + expected;
    case IdentityRule::wildcard_forbidden:
        return "is for " + listed(names) + ", which covers " + expected +
               " by a wildcard only, and wildcards are not accepted";
    case IdentityRule::no_address:
        return (names.empty() ? "names no address" : "is for " + listed(names)) + ", not for the address " + expected;
    case IdentityRule::other_names: break;
    }
    return "is for " + listed(names) + ", not for " + expected;
}

} // namespace tls
