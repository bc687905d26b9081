#include "sip/transport.hpp"

namespace sip {

std::string_view via_name(TransportKind kind)
{
    switch (kind) {
    case TransportKind::udp: return "UDP";
    case TransportKind::tcp: return "TCP";
    case TransportKind::tls: return "TLS";
    }
    return "?";
}

std::string_view to_string(FlowError error)
{
    switch (error) {
    case FlowError::none: return "closed";
    case FlowError::refused: return "refused or unreachable";
    case FlowError::timed_out: return "timed out";
    case FlowError::reset: return "connection lost";
    case FlowError::overflow: return "the peer reads too slowly";
    case FlowError::handshake: return "TLS negotiation failed";
    case FlowError::certificate: return "the peer's certificate was refused";
    case FlowError::identity: return "the certificate belongs to somebody else";
    case FlowError::local: return "local configuration or resources";
    }
    return "?";
}

std::string_view to_string(TrustRule rule)
{
    switch (rule) {
    case TrustRule::no_certificate: return "no_certificate";
    case TrustRule::unknown_authority: return "unknown_authority";
    case TrustRule::self_signed: return "self_signed";
    case TrustRule::expired: return "expired";
    case TrustRule::not_yet_valid: return "not_yet_valid";
    case TrustRule::revoked: return "revoked";
    case TrustRule::revocation_unknown: return "revocation_unknown";
    case TrustRule::revocation_stale: return "revocation_stale";
    case TrustRule::staple_missing: return "staple_missing";
    case TrustRule::staple_invalid: return "staple_invalid";
    case TrustRule::usage: return "usage";
    case TrustRule::weak: return "weak";
    case TrustRule::signature: return "signature";
    case TrustRule::path: return "path";
    case TrustRule::other_name: return "other_name";
    case TrustRule::no_address: return "no_address";
    case TrustRule::wildcard: return "wildcard";
    case TrustRule::no_names: return "no_names";
    case TrustRule::unusable_name: return "unusable_name";
    case TrustRule::program: return "program";
    case TrustRule::other: return "other";
    }
    return "?";
}

} // namespace sip
