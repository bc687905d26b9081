#pragma once

#include "sip/transport.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace sip {

using Clock = std::chrono::steady_clock; ///< the type only: sip_core never asks what time it is
using TimePoint = Clock::time_point;
using Duration = Clock::duration;

/// Unpredictable bytes for tags, branches and Call-IDs; an argument, so that tests are exact.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> out) = 0;
};

/// RFC 3261 table 4 and the limits that keep every wait bounded. All in the units of their type.
struct Timers {
    Duration t1 = std::chrono::milliseconds{500};
    Duration t2 = std::chrono::seconds{4};
    Duration t4 = std::chrono::seconds{5};
    Duration d = std::chrono::seconds{32};                ///< Timer D over UDP
    Duration invite_final = std::chrono::seconds{180};    ///< outgoing INVITE: provisional to final response, then CANCEL
    Duration cancel = std::chrono::seconds{32};           ///< after CANCEL: wait for the final response to the INVITE
    Duration modify_answer = std::chrono::seconds{60};    ///< the owner's answer to a re-INVITE that was handed up
    Duration request_answer = std::chrono::seconds{20};   ///< the owner's answer to a request inside a dialog
    Duration refer_answer = std::chrono::seconds{20};     ///< any answer to a REFER: the peer's, and the owner's to one of the peer's
    Duration refer_notify = std::chrono::seconds{20};     ///< the first NOTIFY after the 2xx to our REFER
    Duration refer_expires = std::chrono::minutes{5};     ///< how long the subscription of a REFER lives (RFC 3515 §2.4.4)
    Duration connect = std::chrono::seconds{10};          ///< a flow that does not open
    Duration stream_message = std::chrono::seconds{20};   ///< first byte to last byte of a message on a stream
    Duration stream_first_byte = std::chrono::seconds{15}; ///< accept (and handshake) to the first byte
    Duration stream_first = std::chrono::seconds{30};     ///< accept (and handshake) to the first complete message
    Duration stream_idle = std::chrono::minutes{10};      ///< no traffic and no user
    Duration keep_alive = std::chrono::seconds{0};        ///< longest pause between CRLF pings on outbound stream flows
                                                          ///< (RFC 5626 §4.4.1); each is 80 to 100 % of it; 0: off
    Duration proxy_keep_alive = std::chrono::seconds{90}; ///< the same on a kept connection to the outbound proxy
    Duration pong = std::chrono::seconds{10};             ///< from ping to any answer, of a peer that has answered before
    Duration reconnect = std::chrono::seconds{2};         ///< pause before a lost connection to the outbound proxy is
    Duration reconnect_most = std::chrono::minutes{2};    ///< opened again; doubles up to here; 50 to 100 % of it
};

/// The life of a stream flow that we opened (the manual's E_SIP_Persistence).
enum class Persistence : std::uint8_t {
    none,             ///< closed after each request's transaction
    transaction,      ///< closed when no transaction uses it
    transaction_user, ///< closed when no call, registration or transaction uses it
};

struct OutboundProxy {
    std::string host;                ///< name or literal
    std::uint16_t port = 0;
    TransportKind transport = TransportKind::udp;
    std::string peer_name;           ///< TLS: name asserted against its certificate
    bool keep_connected = false;     ///< TCP and TLS, host a literal: opened at start, and again whenever it is lost
};

struct EndpointConfig {
    Timers timers;
    std::size_t message_bytes = 64 * 1024;
    std::size_t header_fields = 256;
    std::size_t max_calls = 100'000;
    std::size_t max_subscriptions = 10'000;
    std::size_t max_registrations = 10'000; ///< addresses of record, each at one registrar
    std::size_t max_transactions = 400'000; ///< above it new requests are answered 503
    std::size_t max_flows = 20'000;         ///< stream flows; above it accepted ones are closed
    std::uint16_t max_udp_message = 1300;   ///< larger requests go by TCP when it is enabled (RFC 3261 §18.1.1); 0: no check
    bool udp = true;                        ///< which kinds may be used for sending
    bool tcp = false;
    bool tls = false;
    TransportKind default_transport = TransportKind::udp;
    Persistence persistence = Persistence::transaction_user;
    std::optional<OutboundProxy> outbound_proxy;
    bool rport = true;                      ///< put rport into our Via over UDP (RFC 3581)
    bool owner_describes = false;           ///< he reads and writes every session description (3PCC): offers come up unread
    bool transfers = false;                 ///< REFER and Replaces are for the owner (RFC 3515, 3891); else refused, ignored
    bool takes_bodies = false;              ///< the owner takes body parts of any type; else those that must be understood and are
                                            ///< no session description are refused 415 (RFC 5621 §8.3)
    std::string user_agent = "Trunkcall";
    std::string public_host;                ///< host for Via and Contact when it differs from the local address
};

} // namespace sip
