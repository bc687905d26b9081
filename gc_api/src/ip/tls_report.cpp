#include "ip/tls_report.hpp"

#include "gcip.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace gc {
namespace {

constexpr std::size_t most_names = 16;

int broken_rule(const DeliveryFailure& failure)
{
    if (failure.peer && failure.peer->refusal)
        return rule_of(failure.peer->refusal->rule);
    switch (failure.error) {
    case sip::FlowError::handshake: return IP_TLS_RULE_HANDSHAKE;
    case sip::FlowError::certificate: return IP_TLS_RULE_CERTIFICATE;
    case sip::FlowError::identity: return IP_TLS_RULE_OTHER_NAME;
    default: return IP_TLS_RULE_NONE;
    }
}

/// ISO 8601, as the facts of peers are.
std::string time_text(std::chrono::system_clock::time_point when)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

/// A text that is known; cut to what programs have room for, its NUL counted.
void put(ParmBuilder& block, unsigned short parm, std::string_view text, std::size_t longest)
{
    if (!text.empty())
        block.text(IPSET_TLS, parm, text.substr(0, longest - 1));
}

void put(const sip::CertificateFacts& facts, std::size_t longest, ParmBuilder& block)
{
    put(block, IPPARM_TLS_SUBJECT, facts.subject, longest);
    put(block, IPPARM_TLS_ISSUER, facts.issuer, longest);
    put(block, IPPARM_TLS_SERIAL, facts.serial, longest);
    put(block, IPPARM_TLS_NOT_BEFORE, facts.not_before, longest);
    put(block, IPPARM_TLS_NOT_AFTER, facts.not_after, longest);
}

} // namespace

int rule_of(sip::TrustRule rule)
{
    switch (rule) {
    case sip::TrustRule::no_certificate: return IP_TLS_RULE_NO_CERTIFICATE;
    case sip::TrustRule::unknown_authority: return IP_TLS_RULE_UNKNOWN_AUTHORITY;
    case sip::TrustRule::self_signed: return IP_TLS_RULE_SELF_SIGNED;
    case sip::TrustRule::expired: return IP_TLS_RULE_EXPIRED;
    case sip::TrustRule::not_yet_valid: return IP_TLS_RULE_NOT_YET_VALID;
    case sip::TrustRule::revoked: return IP_TLS_RULE_REVOKED;
    case sip::TrustRule::revocation_unknown: return IP_TLS_RULE_REVOCATION_UNKNOWN;
    case sip::TrustRule::revocation_stale: return IP_TLS_RULE_REVOCATION_STALE;
    case sip::TrustRule::staple_missing: return IP_TLS_RULE_STAPLE_MISSING;
    case sip::TrustRule::staple_invalid: return IP_TLS_RULE_STAPLE_INVALID;
    case sip::TrustRule::usage: return IP_TLS_RULE_USAGE;
    case sip::TrustRule::weak: return IP_TLS_RULE_WEAK;
    case sip::TrustRule::signature: return IP_TLS_RULE_SIGNATURE;
    case sip::TrustRule::path: return IP_TLS_RULE_PATH;
    case sip::TrustRule::other_name: return IP_TLS_RULE_OTHER_NAME;
    case sip::TrustRule::no_address: return IP_TLS_RULE_NO_ADDRESS;
    case sip::TrustRule::wildcard: return IP_TLS_RULE_WILDCARD;
    case sip::TrustRule::no_names: return IP_TLS_RULE_NO_NAMES;
    case sip::TrustRule::unusable_name: return IP_TLS_RULE_UNUSABLE_NAME;
    case sip::TrustRule::program: return IP_TLS_RULE_PROGRAM;
    case sip::TrustRule::other: break;
    }
    return IP_TLS_RULE_CERTIFICATE;
}

void write_tls_failure(const DeliveryFailure& failure, std::size_t longest, ParmBuilder& block)
{
    const int rule = broken_rule(failure);
    if (rule == IP_TLS_RULE_NONE)
        return;
    block.value(IPSET_TLS, IPPARM_TLS_RULE, rule);
    put(block, IPPARM_TLS_REASON, failure.text, longest);
    const sip::Security* const peer = failure.peer.get();
    if (!peer)
        return;
    put(block, IPPARM_TLS_EXPECTED, peer->expected_name, longest);
    for (std::size_t i = 0; i < std::min(peer->names.size(), most_names); ++i)
        put(block, IPPARM_TLS_SEEN_NAME, peer->names[i], longest);
    if (peer->refusal && peer->refusal->depth > 0) // an authority's certificate is at fault, not the peer's own
        return put(peer->refusal->certificate, longest, block);
    put({peer->subject, peer->issuer, peer->serial, peer->not_before, peer->not_after, {}}, longest, block);
}

void write_certificate(const tls::LocalCertificate& certificate, ParmBuilder& block)
{
    constexpr std::size_t longest = 255; // what every program has room for
    put({certificate.subject,
         certificate.issuer,
         certificate.serial,
         time_text(certificate.not_before),
         time_text(certificate.not_after),
         {}},
        longest, block);
}

} // namespace gc
