#include "runtime/board.hpp"

#include "net/name_resolver.hpp"
#include "net/source_addresses.hpp"
#include "net/tcp_transport.hpp"
#include "net/udp_transport.hpp"
#include "runtime/logging.hpp"
#include "tls/tls_context.hpp"
#include "tls/tls_transport.hpp"

namespace gc {
namespace {

constexpr int same_port_tries = 16; ///< to find a port that is free for UDP and for TCP

using sip::TransportKind;

/// The address that session descriptions name: the board's own, or the one the host would use to leave the network.
sip::IpAddress media_address(const sip::IpAddress& local)
{
    if (!local.is_unspecified())
        return local;
    sip::net::SourceAddresses sources;
    const auto outside = sip::IpAddress::parse(local.is_v6() ? "2001:db8::1" : "192.0.2.1"); // RFC 5737, never reached
    const sip::IpAddress source = sources.toward(*outside);
    const auto loopback = sip::IpAddress::parse(local.is_v6() ? "::1" : "127.0.0.1");
    return source.empty() || source.is_unspecified() ? *loopback : source;
}

} // namespace

Board::Board(const Services& services, BoardSettings settings, std::shared_ptr<TraceOutput> trace)
    : settings_{std::move(settings)}, calls_{services, settings_}, loop_{settings_.endpoint, random_, calls_}
{
    if (trace)
        tracer_.emplace(std::move(trace), settings_.number);
    calls_.attach(loop_, media_address(settings_.local_ip));
}

Board::~Board() { loop_.stop(); }

std::optional<StartError> Board::port_error(const char* field, const std::string& reason) const
{
    return StartError{IPERR_ADDRESS_IN_USE, "board " + std::to_string(settings_.number) + ": " + field + ": " + reason};
}

std::optional<StartError> Board::start()
{
    if (tracer_)
        loop_.endpoint().set_tracer(&*tracer_);
    if (auto error = open_udp_and_tcp())
        return error;
    if (auto error = open_tls())
        return error;
    add_resolver();
    loop_.start();
    return std::nullopt;
}

/// TCP listens on the port number of UDP; when the kernel chooses, until one is free for both.
std::optional<StartError> Board::open_udp_and_tcp()
{
    std::string reason;
    for (int attempt = 0; attempt < same_port_tries; ++attempt) {
        sip::Address wanted{settings_.local_ip, settings_.sip_port};
        std::unique_ptr<sip::net::UdpTransport> udp;
        std::unique_ptr<sip::net::TcpTransport> tcp;
        sip::net::Bound bound_udp;
        sip::net::Bound bound_tcp;
        if (settings_.udp_listens) {
            udp = std::make_unique<sip::net::UdpTransport>(loop_.context(), loop_);
            bound_udp = udp->bind(wanted);
            if (!bound_udp)
                return port_error("sip_signaling_port", bound_udp.reason);
            wanted.port = bound_udp.local.port;
        }
        if (settings_.tcp_listens) {
            tcp = std::make_unique<sip::net::TcpTransport>(loop_.context(), loop_);
            bound_tcp = tcp->add_listener(wanted);
            if (!bound_tcp && settings_.sip_port == 0) {
                reason = bound_tcp.reason;
                continue;
            }
            if (!bound_tcp)
                return port_error("sip_signaling_port", bound_tcp.reason);
        }
        if (udp) {
            listening_[static_cast<std::size_t>(TransportKind::udp)] = bound_udp.local;
            loop_.endpoint().add_listener(TransportKind::udp, bound_udp.local, bound_udp.flow);
            loop_.add(std::move(udp));
        }
        if (tcp) {
            listening_[static_cast<std::size_t>(TransportKind::tcp)] = bound_tcp.local;
            loop_.endpoint().add_listener(TransportKind::tcp, bound_tcp.local);
            loop_.add(std::move(tcp));
        }
        return std::nullopt;
    }
    return port_error("sip_signaling_port", reason);
}

std::optional<StartError> Board::open_tls()
{
    if (!settings_.tls)
        return std::nullopt;
    auto made = tls::make_context(*settings_.tls);
    if (const auto* error = std::get_if<tls::ConfigError>(&made))
        return StartError{IPERR_TLS_CONFIG,
                          "board " + std::to_string(settings_.number) + ": sip_tls_engine." + error->to_string()};
    const auto context = std::get<std::shared_ptr<const tls::Context>>(std::move(made));

    auto transport = std::make_unique<tls::TlsTransport>(loop_.context(), loop_);
    transport->set_context(context);
    if (context->can_serve()) {
        const sip::net::Bound bound = transport->listen({settings_.local_ip, settings_.tls_port});
        if (!bound)
            return port_error("sip_tls_engine.sip_tls_port", bound.reason);
        listening_[static_cast<std::size_t>(TransportKind::tls)] = bound.local;
        loop_.endpoint().add_listener(TransportKind::tls, bound.local);
    }
    loop_.add(std::move(transport));
    return std::nullopt;
}

void Board::add_resolver()
{
    sip::net::ResolverConfig config;
    config.transports.clear();
    for (const auto& [enabled, kind] : {std::pair{settings_.endpoint.udp, TransportKind::udp},
                                        std::pair{settings_.endpoint.tcp, TransportKind::tcp},
                                        std::pair{settings_.endpoint.tls, TransportKind::tls}})
        if (enabled)
            config.transports.push_back(kind);
    loop_.set_resolver(std::make_unique<sip::net::NameResolver>(loop_.context(), loop_, random_, config));
}

void Board::stop() { loop_.stop(); }

} // namespace gc
