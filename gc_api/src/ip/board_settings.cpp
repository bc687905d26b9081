#include "ip/board_settings.hpp"

#include "ip/field_check.hpp"

#include <arpa/inet.h>

#include <cstring>

namespace gc {
namespace {

constexpr unsigned most_calls = 100'000;
constexpr std::uint16_t default_port_field = 0xFFFF; ///< INIT_IP_VIRTBOARD fills with IP_CFG_DEFAULT

/// Empty when the field says default (all ones, or zero, or the untouched version byte).
sip::IpAddress address_of(const IP_ADDR& field, const char* name, FieldCheck& check)
{
    if (field.ip_ver == IPVER6) {
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), &field.u_ipaddr, bytes.size());
        return sip::IpAddress::v6(bytes);
    }
    std::uint32_t network_order = 0;
    std::memcpy(&network_order, &field.u_ipaddr, sizeof network_order);
    if (network_order == 0 || network_order == 0xFFFFFFFFU)
        return {};
    if (field.ip_ver != IPVER4)
        check.refuse(name, "ip_ver is " + std::to_string(field.ip_ver) + ", expected IPVER4 or IPVER6");
    return sip::IpAddress::v4(ntohl(network_order));
}

unsigned count_of(unsigned field, const char* name, FieldCheck& check)
{
    if (field == static_cast<unsigned>(IP_CFG_DEFAULT))
        return BoardSettings{}.max_calls;
    if (field == static_cast<unsigned>(IP_CFG_MAX_AVAILABLE_CALLS))
        return most_calls;
    if (field == static_cast<unsigned>(IP_CFG_NO_CALLS))
        return 0;
    if (field > most_calls)
        check.refuse(name, "is " + std::to_string(field) + ", expected at most " + std::to_string(most_calls));
    return field;
}

sip::TransportKind kind_of(EnumSIP_TransportProtocol protocol)
{
    switch (protocol) {
    case ENUM_TCP: return sip::TransportKind::tcp;
    case ENUM_TLS: return sip::TransportKind::tls;
    default: return sip::TransportKind::udp;
    }
}

void take_calls(const IP_VIRTBOARD& board, BoardSettings& out, FieldCheck& check)
{
    out.max_lines = count_of(board.total_max_calls, "total_max_calls", check);
    out.max_calls = count_of(board.sip_max_calls, "sip_max_calls", check);
    if (board.SIP_registrar_registrations < -1)
        check.refuse("SIP_registrar_registrations", "is negative, and not -1");
    out.endpoint.max_registrations = board.SIP_registrar_registrations == -1
                                         ? out.max_calls
                                         : static_cast<std::size_t>(board.SIP_registrar_registrations);
    out.header_access = (board.sip_msginfo_mask & IP_SIP_MSGINFO_ENABLE) != 0;
    out.mime_access = (board.sip_msginfo_mask & IP_SIP_MIME_ENABLE) != 0;
    out.endpoint.takes_bodies = out.mime_access;
    // Without the headers a program could not tell them apart.
    out.taken_up.options = check.enabled("E_SIP_OPTIONS_Access", board.E_SIP_OPTIONS_Access) && out.header_access;
    out.taken_up.message = check.enabled("E_SIP_MESSAGE_Access", board.E_SIP_MESSAGE_Access) && out.header_access;
    out.taken_up.notify = check.enabled("E_SIP_OOD_NOTIFY_Access", board.E_SIP_OOD_NOTIFY_Access) && out.header_access;
    out.taken_up.subscribe = out.header_access;
    out.endpoint.max_subscriptions = board.sip_max_subscription ? board.sip_max_subscription : out.max_calls;
    out.endpoint.transfers = (board.sup_serv_mask & IP_SUP_SERV_CALL_XFER) != 0;
    out.unregistered_headers = board.E_SIP_GetUnregisteredHdrs_Enabled == ENUM_Enabled;
}

void take_addresses(const IP_VIRTBOARD& board, BoardSettings& out, FieldCheck& check)
{
    out.local_ip = address_of(board.localIP, "localIP", check);
    if (out.local_ip.empty())
        out.local_ip = sip::IpAddress::v4(0);
    if (board.E_SIP_IPv6 == ENUM_Enabled)
        if (const auto v6 = address_of(board.localIPv6, "localIPv6", check); v6.is_v6())
            out.local_ip = v6;
    if (board.sip_signaling_port != default_port_field)
        out.sip_port = board.sip_signaling_port;
}

void take_transports(const IP_VIRTBOARD& board, BoardSettings& out, FieldCheck& check)
{
    check.one_of("E_SIP_DefaultTransport", board.E_SIP_DefaultTransport, {ENUM_UDP, ENUM_TCP, ENUM_TLS});
    check.one_of("E_SIP_OutboundProxyTransport", board.E_SIP_OutboundProxyTransport, {ENUM_UDP, ENUM_TCP, ENUM_TLS});
    check.one_of("E_SIP_Persistence", board.E_SIP_Persistence,
                 {ENUM_PERSISTENCE_NONE, ENUM_PERSISTENCE_TRANSACT, ENUM_PERSISTENCE_TRANSACT_USER});
    check.one_of("E_SIP_RequestRetry", board.E_SIP_RequestRetry,
                 {ENUM_REQUEST_RETRY_UNDEFINED, ENUM_REQUEST_RETRY_NONE, ENUM_REQUEST_RETRY_DNS,
                  ENUM_REQUEST_RETRY_FORCEDTCP, ENUM_REQUEST_RETRY_ALL});

    out.tcp_listens = check.enabled("E_SIP_tcpenabled", board.E_SIP_tcpenabled);
    out.endpoint.default_transport = kind_of(board.E_SIP_DefaultTransport);
    if (board.SIP_maxUDPmsgLen != default_port_field)
        out.endpoint.max_udp_message = board.SIP_maxUDPmsgLen;
    switch (board.E_SIP_Persistence) {
    case ENUM_PERSISTENCE_NONE: out.endpoint.persistence = sip::Persistence::none; break;
    case ENUM_PERSISTENCE_TRANSACT: out.endpoint.persistence = sip::Persistence::transaction; break;
    default: out.endpoint.persistence = sip::Persistence::transaction_user; break;
    }
}

void take_tls(const IP_VIRTBOARD& board, BoardSettings& out, FieldCheck& check)
{
    if (!board.sip_tls_engine)
        return;
    const SIP_TLS_ENGINE& engine = *board.sip_tls_engine;
    if (board.E_SIP_tcpenabled != ENUM_Enabled)
        check.refuse("sip_tls_engine", "TLS runs over TCP: E_SIP_tcpenabled must be ENUM_Enabled");
    const std::string field = "sip_tls_engine.";
    check.one_of(field + "E_client_cert_required", engine.E_client_cert_required, {ENUM_Disabled, ENUM_Enabled});
    out.tls.emplace();
    out.tls_port = engine.sip_tls_port;
    out.udp_blocked = check.enabled(field + "E_block_udp_port", engine.E_block_udp_port);
    out.tcp_blocked = check.enabled(field + "E_block_tcp_port", engine.E_block_tcp_port);
    if (out.udp_blocked)
        out.udp_listens = false;
    if (out.tcp_blocked)
        out.tcp_listens = false;
    check.adopt(translate_tls_engine(engine, check.prefix() + field, *out.tls, out.tls_upkeep));
}

void take_proxy(const IP_VIRTBOARD& board, BoardSettings& out, FieldCheck& check)
{
    const sip::IpAddress address = address_of(board.outbound_proxy_IP, "outbound_proxy_IP", check);
    const std::string name = board.outbound_proxy_hostname ? board.outbound_proxy_hostname : "";
    const sip::TransportKind kind = kind_of(board.E_SIP_OutboundProxyTransport);
    if (address.empty() && name.empty()) {
        if (kind != sip::TransportKind::udp)
            check.refuse("E_SIP_OutboundProxyTransport", "no outbound proxy is configured");
        return;
    }
    sip::OutboundProxy proxy;
    proxy.host = address.empty() ? name : address.to_string();
    proxy.port = board.outbound_proxy_port == default_port_field ? 0 : board.outbound_proxy_port;
    proxy.transport = kind;
    proxy.peer_name = name.empty() ? proxy.host : name;
    // Connected from the start: with TLS only when it is known whose certificate to expect there.
    proxy.keep_connected = !address.empty() && (kind != sip::TransportKind::tls || !name.empty()) &&
                           board.E_SIP_Persistence == ENUM_PERSISTENCE_TRANSACT_USER;
    out.endpoint.outbound_proxy = std::move(proxy);
}

/// sip-and-tls start-up errors: what is chosen must be enabled.
void check_choices(const IP_VIRTBOARD& board, const BoardSettings& out, FieldCheck& check)
{
    const bool tcp = board.E_SIP_tcpenabled == ENUM_Enabled;
    const auto need = [&](const char* field, EnumSIP_TransportProtocol chosen) {
        if (chosen == ENUM_TCP && !tcp)
            check.refuse(field, "ENUM_TCP needs E_SIP_tcpenabled");
        if (chosen == ENUM_TLS && !(tcp && out.tls))
            check.refuse(field, "ENUM_TLS needs E_SIP_tcpenabled and sip_tls_engine");
        if (chosen == ENUM_TCP && tcp && !out.tcp_listens)
            check.refuse(field, "ENUM_TCP is blocked by sip_tls_engine.E_block_tcp_port");
    };
    need("E_SIP_DefaultTransport", board.E_SIP_DefaultTransport);
    need("E_SIP_OutboundProxyTransport", board.E_SIP_OutboundProxyTransport);
    if (out.endpoint.outbound_proxy && board.E_SIP_OutboundProxyTransport == ENUM_UDP && !out.udp_listens)
        check.refuse("E_SIP_OutboundProxyTransport", "ENUM_UDP is blocked by sip_tls_engine.E_block_udp_port");
}

void warn_of_missing_features(const IP_VIRTBOARD& board, const FieldCheck& check, std::string& warnings)
{
    if (board.E_SIP_PrackEnabled == ENUM_Enabled)
        warnings += check.prefix() + "E_SIP_PrackEnabled: reliable provisional responses are not available yet\n";
    if (board.E_SIP_SessionTimer_Enabled == ENUM_Enabled)
        warnings += check.prefix() + "E_SIP_SessionTimer_Enabled: session timers are not available yet\n";
}

} // namespace

std::optional<StartError> translate_board(const IP_VIRTBOARD& board, unsigned number, BoardSettings& out,
                                          std::string& warnings)
{
    FieldCheck check{"board " + std::to_string(number) + ": "};
    out.number = number;
    take_calls(board, out, check);
    take_addresses(board, out, check);
    take_transports(board, out, check);
    take_tls(board, out, check);
    take_proxy(board, out, check);
    check_choices(board, out, check);
    warn_of_missing_features(board, check, warnings);

    out.endpoint.udp = out.udp_listens;
    out.endpoint.tcp = out.tcp_listens;
    out.endpoint.tls = out.tls.has_value();
    // With UDP blocked nothing may fall back to it, whatever the default says.
    if (!out.udp_listens && out.endpoint.default_transport == sip::TransportKind::udp && out.tls)
        out.endpoint.default_transport = sip::TransportKind::tls;
    return std::move(check).error();
}

} // namespace gc
