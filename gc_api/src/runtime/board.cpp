#include "runtime/board.hpp"

#include "net/name_resolver.hpp"
#include "net/source_addresses.hpp"
#include "net/tcp_transport.hpp"
#include "net/udp_transport.hpp"
#include "runtime/lan_alarm.hpp"
#include "runtime/logging.hpp"
#include "tls/tls_context.hpp"
#include "tls/tls_transport.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <cstdlib>

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
    : services_{services}, settings_{std::move(settings)}, calls_{services, settings_},
      registrations_{services, settings_}, messages_{services, settings_, calls_.config().headers},
      refused_peers_{services, settings_}, loop_{settings_.endpoint, random_, splitter_}
{
    if (trace)
        tracer_.emplace(std::move(trace), settings_.number);
    registrations_.attach(loop_);
    messages_.attach(loop_);
    calls_.attach(loop_, media_address(settings_.local_ip));
}

Board::~Board() { stop(); }

StartError Board::port_error(const char* field, const sip::net::Bound& bound) const
{
    const bool in_use = bound.error == boost::system::errc::address_in_use;
    return {in_use ? IPERR_ADDRESS_IN_USE : IPERR_BAD_PARAM,
            "board " + std::to_string(settings_.number) + ": " + field + ": " + bound.reason};
}

void Board::listen(TransportKind kind, const sip::net::Bound& bound)
{
    listening_[static_cast<std::size_t>(kind)] = bound.local;
    loop_.endpoint().add_listener(kind, bound.local, bound.flow);
}

std::optional<StartError> Board::start()
{
    loop_.endpoint().set_hasher(&hasher_);
    calls_.show_all_to(tracer_ ? &*tracer_ : nullptr);
    if (auto error = open_udp_and_tcp())
        return error;
    if (auto error = open_tls())
        return error;
    add_resolver();
    watch_links();
    loop_.start();
    if (tls_)
        tls_->start();
    const sip::Entered first_turn{loop_}; // in which a proxy that is to be kept connected is called
    return std::nullopt;
}

/// TCP listens on the port number of UDP; when the kernel chooses, one is sought that is free for both.
std::optional<StartError> Board::open_udp_and_tcp()
{
    for (int attempt = 1;; ++attempt) {
        sip::Address wanted{settings_.local_ip, settings_.sip_port};
        auto udp = std::make_unique<sip::net::UdpTransport>(loop_.context(), loop_);
        auto tcp = std::make_unique<sip::net::TcpTransport>(loop_.context(), loop_);
        sip::net::Bound bound_udp;
        sip::net::Bound bound_tcp;
        if (settings_.udp_listens && !(bound_udp = udp->bind(wanted)))
            return port_error("sip_signaling_port", bound_udp);
        if (settings_.udp_listens)
            wanted.port = bound_udp.local.port;
        if (settings_.tcp_listens && !(bound_tcp = tcp->add_listener(wanted))) {
            if (settings_.sip_port == 0 && attempt < same_port_tries)
                continue;
            return port_error("sip_signaling_port", bound_tcp);
        }
        if (settings_.udp_listens) {
            listen(TransportKind::udp, bound_udp);
            loop_.add(std::move(udp));
        }
        if (settings_.tcp_listens) {
            listen(TransportKind::tcp, bound_tcp);
            loop_.add(std::move(tcp));
        }
        return std::nullopt;
    }
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
    transport->set_refused_peer(
        [this](const sip::Address& remote, const sip::FlowClosed& why) { refused_peers_.report(remote, why); });
    if (context->can_serve()) {
        const sip::net::Bound bound = transport->listen({settings_.local_ip, settings_.tls_port});
        if (!bound)
            return port_error("sip_tls_engine.sip_tls_port", bound);
        listen(TransportKind::tls, bound);
    }
    tls_ = std::make_unique<TlsKeeper>(services_, settings_, loop_, *transport, context);
    loop_.add(std::move(transport));
    return std::nullopt;
}

void Board::add_resolver()
{
    sip::net::ResolverConfig config;
    config.transports.clear();
    for (const auto& [enabled, kind] :
         {std::pair{settings_.endpoint.udp, TransportKind::udp}, std::pair{settings_.endpoint.tcp, TransportKind::tcp},
          std::pair{settings_.endpoint.tls, TransportKind::tls}})
        if (enabled)
            config.transports.push_back(kind);
    if (const char* const servers = std::getenv("TRUNKCALL_NAME_SERVERS"))
        config.dns.servers = servers;
    loop_.set_resolver(std::make_unique<sip::net::NameResolver>(loop_.context(), loop_, random_, config));
}

void Board::watch_links()
{
    std::optional<unsigned> interface;
    if (!settings_.local_ip.is_unspecified() && !(interface = interface_of(settings_.local_ip)))
        return; // an address that no interface has cannot lose one
    links_.emplace(interface);
    for (const LinkFact& fact : links_now())
        static_cast<void>(links_->take(fact));
    link_watch_.emplace(loop_.context(), [this](const LinkFact& fact) { take_link(fact); });
}

void Board::take_link(const LinkFact& fact)
{
    const sip::Entered in{loop_};
    if (!links_)
        return;
    if (const auto up = links_->take(fact)) {
        calls_.set_network(*up);
        tell_lan(services_, *this, *up);
    }
}

void Board::refuse_lines()
{
    const sip::Entered in{loop_};
    calls_.refuse_lines();
    registrations_.stop();
}

void Board::stop()
{
    if (tls_)
        tls_->stop();
    if (link_watch_)
        boost::asio::post(loop_.context(), [this] { link_watch_->close(); });
    loop_.stop();
}

} // namespace gc
