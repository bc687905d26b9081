#pragma once

#include "sip/transport.hpp"

#include <openssl/x509.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The third phase of a secure connection: does the certificate, valid as it is, belong to the host we meant?
/// RFC 5922 §7 for SIP domains, RFC 6125 §6 for the comparison.
namespace tls {

struct IdentityPolicy {
    bool common_name = true; ///< counts where there is no subjectAltName at all
    bool wildcards = false;  ///< "*.example.com" stands for one label; RFC 5922 §7.2 forbids it, some trunks need it
};

/// Which rule decided.
enum class IdentityRule : std::uint8_t {
    matched,
    nothing_expected,   ///< no name was given to compare with
    not_a_host,         ///< the expected name is neither a host name in ASCII nor an IP address
    other_names,        ///< the certificate is for other names
    no_address,         ///< an IP address was expected and there is no such iPAddress entry
    wildcard_forbidden, ///< only a wildcard would match, and the policy has them off
    no_names,           ///< the certificate names no host at all
};

struct Identity {
    IdentityRule rule = IdentityRule::other_names;
    std::string expected;
    std::string matched;            ///< the entry that matched: "DNS:sip.example.com"
    std::vector<std::string> names; ///< what the certificate says it is for

    [[nodiscard]] bool holds() const { return rule == IdentityRule::matched; }
    /// "is for DNS:other.example, not for sip.example.com"; to be put after "certificate of …".
    [[nodiscard]] std::string reason() const;
};

/// Compares the names of a certificate with the one expected: a SIP domain or host name as the user gave it, before any
/// DNS look-up, or an IP address in text form (IPv6 with or without brackets).
///
/// \param certificate may be null: nothing holds then
///
/// - URI entries count when their scheme is `sip` and they name no user (RFC 5922 §7.1); DNS entries count.
/// - An IP address is compared with iPAddress entries only.
/// - The subject's common name counts only where there is no subjectAltName at all, and by policy.
/// - Letters compare without case, one trailing dot is ignored; a name with a NUL or any other byte that no host name
/// can
///   hold never matches. Internationalised names are compared in their A-label form (xn--).
[[nodiscard]] Identity check_identity(const X509* certificate, std::string_view expected, IdentityPolicy policy);

/// The host names that a certificate can be asked for by, in lower case, wildcards as they are written.
[[nodiscard]] std::vector<std::string> served_hosts(const X509* certificate);

/// The rule that `identity` broke.
[[nodiscard]] sip::TrustRule trust_rule(IdentityRule rule);

/// True for an IPv4 or IPv6 address in text form.
[[nodiscard]] bool is_ip_literal(std::string_view text);

/// True for a name that SNI may carry and a certificate may hold: ASCII labels, no address.
[[nodiscard]] bool is_host_name(std::string_view text);

/// The name without a trailing dot, or the address without brackets.
[[nodiscard]] std::string_view bare_host(std::string_view text);

} // namespace tls
