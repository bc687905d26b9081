#pragma once

#include "sip/address.hpp"
#include "sip/bytes.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

/// THE PORT: what the SIP stack asks of a transport and what a transport tells the SIP stack.
///
/// sip_core decides which flow a message takes and when a flow is opened, reused or closed; a transport only
/// opens, sends, closes and reports. It frames nothing and reads no SIP: a stream flow reports chunks of bytes
/// as they come, a datagram flow one datagram at a time. UDP, TCP (sip_stack/net) and TLS (tls_transport)
/// implement it alike, and so can anybody else.
///
/// Thread rule: everything here is called, and every event is taken, inside the Monitor of one endpoint. A
/// transport's own completion handlers enter the monitor first (`Entered in{monitor};`) and touch its flows only then.
namespace sip {

enum class TransportKind : std::uint8_t { udp, tcp, tls };

[[nodiscard]] constexpr bool is_stream(TransportKind kind) { return kind != TransportKind::udp; }
[[nodiscard]] constexpr std::uint16_t default_port(TransportKind kind)
{
    return kind == TransportKind::tls ? 5061 : 5060;
}
/// The protocol's name in a Via header: UDP, TCP, TLS.
[[nodiscard]] std::string_view via_name(TransportKind kind);

enum class FlowDirection : std::uint8_t { inbound, outbound };

/// Names one flow of one endpoint: a TCP or TLS connection, or a bound UDP socket. Never used twice.
///
/// The endpoint makes the ids of the flows it opens, a transport those of the flows it accepts or binds; kind and
/// direction are part of the id, so the makers need not ask each other.
class FlowId {
public:
    constexpr FlowId() = default;
    constexpr FlowId(TransportKind kind, FlowDirection direction, std::uint64_t serial)
        : value_{(serial << 4) | (static_cast<std::uint64_t>(kind) << 2) |
                 (static_cast<std::uint64_t>(direction) << 1) | 1U}
    {
    }
    [[nodiscard]] constexpr TransportKind kind() const { return static_cast<TransportKind>((value_ >> 2) & 3U); }
    [[nodiscard]] constexpr FlowDirection direction() const { return static_cast<FlowDirection>((value_ >> 1) & 1U); }
    [[nodiscard]] constexpr std::uint64_t value() const { return value_; }
    [[nodiscard]] constexpr explicit operator bool() const { return value_ != 0; }
    friend constexpr auto operator<=>(const FlowId&, const FlowId&) = default;

private:
    std::uint64_t value_ = 0;
};

/// Where a flow shall lead, and whom to expect at its end.
struct Target {
    TransportKind kind = TransportKind::udp;
    Address remote;
    /// TLS: the SIP domain that the user asked for, before any DNS look-up (RFC 5922 §4); sent as SNI when it is a name
    /// and asserted against the certificate. An IP address in text form is asserted against iPAddress entries.
    std::string peer_name;

    friend auto operator<=>(const Target&, const Target&) = default;
};

/// Which rule a peer's certificate broke.
enum class TrustRule : std::uint8_t {
    no_certificate,      ///< one is required and none came
    unknown_authority,   ///< nobody trusted signed it, or an intermediate is missing
    self_signed,         ///< it signed itself and is not itself trusted
    expired,
    not_yet_valid,
    revoked,             ///< by a revocation list or a stapled response
    revocation_unknown,  ///< no revocation list of its issuer, or its status is unknown to the responder
    revocation_stale,    ///< the list or the stapled response is out of date
    staple_missing,      ///< a stapled response is due (must-staple, or by configuration) and none came
    staple_invalid,      ///< the stapled response is damaged, or signed by somebody without that right
    usage,               ///< its key usages are not those of TLS or SIP
    weak,                ///< key or digest below 112 bits of strength
    signature,           ///< a signature in the chain is wrong
    path,                ///< an issuer that is no authority, path length, name constraints, too long a chain
    other_name,          ///< valid, but for other names
    no_address,          ///< an address was expected and there is no such iPAddress entry
    wildcard,            ///< only a wildcard would match, and they are switched off
    no_names,            ///< it names no host at all
    unusable_name,       ///< the expected name is neither a host name in ASCII nor an address
    program,             ///< the program's callback refused it
    other,
};
[[nodiscard]] std::string_view to_string(TrustRule rule); ///< "unknown_authority"

/// What a certificate says of itself; every text is printable.
struct CertificateFacts {
    std::string subject;
    std::string issuer;
    std::string serial;             ///< hexadecimal
    std::string not_before;         ///< ISO 8601, UTC
    std::string not_after;
    std::vector<std::string> names; ///< subjectAltName entries as "DNS:host", "URI:sip:host", "IP:192.0.2.1"
};

/// Why a peer's certificate does not hold.
struct TrustRefusal {
    TrustRule rule = TrustRule::other;
    int depth = 0;                ///< which certificate of the chain: 0 the peer's own, 1 its issuer, ...
    CertificateFacts certificate; ///< that certificate
    std::string expected_name;    ///< the identity that was asserted; empty before that phase
    std::string text;             ///< one line for a log
};

/// What a TLS handshake established; shared, immutable. Every text is printable.
struct Security {
    std::string protocol;      ///< "TLSv1.3"
    std::string cipher;        ///< "TLS_AES_256_GCM_SHA384"
    std::string alpn;          ///< "sip/2"; empty: none agreed
    std::string expected_name; ///< the identity that was asserted; empty when accepted from a peer
    std::string verified_name; ///< the certificate's name that matched it; empty when none was demanded
    std::string subject;       ///< subject of the peer's certificate; empty when it sent none
    std::string issuer;
    std::string serial;        ///< hexadecimal
    std::string not_before;    ///< ISO 8601, UTC
    std::string not_after;
    std::vector<std::string> names; ///< subjectAltName entries as "DNS:host", "URI:sip:host", "IP:192.0.2.1"
    std::string certificate;        ///< the peer's, in DER
    bool peer_verified = false; ///< the chain ended at a trusted authority and every rule held
    bool accepted_by_program = false; ///< a rule did not hold, and the program's callback accepted the peer all the same
    bool resumed = false;
    std::shared_ptr<const TrustRefusal> refusal; ///< the first rule that did not hold, also where verification is switched
                                            ///< off; null when every rule held or there was nothing to verify
};

/// A flow is ready for sending: an outbound one after connect (and handshake), an inbound one after accept (and handshake),
/// a UDP socket after bind.
struct FlowOpened {
    FlowId flow;
    Address local;
    Address remote; ///< unset for a UDP socket
    std::shared_ptr<const Security> security; ///< TLS only
};

/// Why a flow could not be opened or was lost.
enum class FlowError : std::uint8_t {
    none,          ///< closed in order, by either side
    refused,       ///< connection refused, host or network unreachable
    timed_out,     ///< no connection or no handshake within its time limit
    reset,         ///< connection lost
    overflow,      ///< the peer reads too slowly; the write queue reached its bound
    handshake,     ///< TLS negotiation failed
    certificate,   ///< the peer's certificate was refused (chain, dates, usage, revocation)
    identity,      ///< the certificate is valid but belongs to somebody else
    local,         ///< no such transport, out of descriptors, local configuration
};
[[nodiscard]] std::string_view to_string(FlowError error);

/// The flow is gone and its id with it. Sent once for each flow, whether or not it was ever opened.
struct FlowClosed {
    FlowId flow;
    FlowError error = FlowError::none;
    std::string reason; ///< one line for a person: what was expected and what was seen
    std::shared_ptr<const Security> security; ///< what is known of a peer that was refused; may be null
};

/// Bytes arrived. The bytes are uniquely held by the event: the stack may unfold headers in place.
struct FlowData {
    FlowId flow;
    Address remote; ///< the datagram's source; unset on streams
    Bytes bytes;
};

/// Flows that open from now on have another identity, trust or rules than those that exist (a TLS context was reloaded).
struct ProfileChanged {
    TransportKind kind = TransportKind::tls;
};

using FlowEvent = std::variant<FlowOpened, FlowClosed, FlowData, ProfileChanged>;

/// A kind of transport, with all of its flows.
class Transport {
public:
    virtual ~Transport() = default;
    [[nodiscard]] virtual TransportKind kind() const = 0;

    /// Starts to open an outbound stream flow; FlowOpened or FlowClosed follows, never from within the call's caller
    /// but by take_events(). Not called for UDP, whose sockets are bound at start.
    virtual void open(FlowId flow, const Target& target) = 0;

    /// Queues bytes. Order is kept within a flow. `remote` is used by datagram flows only. Bytes for an unknown flow are
    /// dropped; a write queue above its bound closes the flow with FlowError::overflow.
    virtual void send(FlowId flow, const Address& remote, Bytes bytes) = 0;

    /// Hands what send() queued to the kernel, in as few system calls as it takes. Called after each batch.
    virtual void flush() = 0;

    /// Closes in order (what is queued goes out, TLS says close_notify). FlowClosed follows.
    virtual void close(FlowId flow) = 0;

    /// Moves all events since the last call to the end of `events`, in order of occurrence in each flow.
    virtual void take_events(std::vector<FlowEvent>& events) = 0;
};

/// The critical section of one endpoint and its transports.
///
/// leave() carries what happened inside through the endpoint: events in, actions out, timer set.
class Monitor {
public:
    virtual void enter() = 0;
    virtual void leave() = 0;

    /// Lets others in for a while and carries nothing; enter() goes back inside. What was known of the inside may no
    /// longer hold then.
    virtual void step_out() = 0;

protected:
    ~Monitor() = default;
};

/// Stays inside a monitor for a scope.
class [[nodiscard]] Entered {
public:
    explicit Entered(Monitor& monitor) : monitor_{monitor} { monitor_.enter(); }
    ~Entered() { monitor_.leave(); }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

private:
    Monitor& monitor_;
};

/// Lets others into a monitor for a scope, which is long work that touches nothing inside.
class [[nodiscard]] SteppedOut {
public:
    explicit SteppedOut(Monitor& monitor) : monitor_{monitor} { monitor_.step_out(); }
    ~SteppedOut() { monitor_.enter(); }
    SteppedOut(const SteppedOut&) = delete;
    SteppedOut& operator=(const SteppedOut&) = delete;

private:
    Monitor& monitor_;
};

} // namespace sip
