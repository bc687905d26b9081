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

} // namespace sip
