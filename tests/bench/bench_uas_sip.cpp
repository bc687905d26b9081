// The answering side on the bare stack, without Global Call: 180, 200 with SDP, 200 to BYE.
//
//     bench_uas_sip udp|tcp|tls PORT [CERT KEY]

#include "net/loop.hpp"
#include "net/system_random.hpp"
#include "net/tcp_transport.hpp"
#include "net/udp_transport.hpp"
#include "tls/tls_context.hpp"
#include "tls/tls_transport.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include <signal.h>

namespace {

/// Answers every call at once, from inside the loop.
class Answering final : public sip::net::NotificationSink {
public:
    void attach(sip::net::Loop& loop) { loop_ = &loop; }

    void notify(const sip::Notification& notification) override
    {
        if (!std::holds_alternative<sip::Incoming>(notification.event))
            return;
        auto& endpoint = loop_->endpoint();
        static_cast<void>(endpoint.command(notification.call, sip::SendProvisional{180, {}, {}}, loop_->now()));
        static_cast<void>(endpoint.command(notification.call, sip::Answer{{}, media_}, loop_->now()));
    }

private:
    static sip::sdp::LocalMedia media()
    {
        sip::sdp::LocalMedia media;
        media.address = sip::IpAddress::v4(0x7f000001);
        media.port = 40000;
        media.codecs = {{8, "PCMA", 8000, 1, {}}, {101, "telephone-event", 8000, 1, "0-15"}};
        return media;
    }

    sip::net::Loop* loop_ = nullptr;
    sip::sdp::LocalMedia media_ = media();
};

void require(const sip::net::Bound& bound)
{
    if (!bound)
        throw std::runtime_error{bound.reason};
}

void listen(sip::net::Loop& loop, std::string_view transport, const sip::Address& local, const char* certificate,
            const char* key)
{
    if (transport == "udp") {
        auto udp = std::make_unique<sip::net::UdpTransport>(loop.context(), loop);
        const auto bound = udp->bind(local);
        require(bound);
        loop.endpoint().add_listener(sip::TransportKind::udp, bound.local, bound.flow);
        return loop.add(std::move(udp));
    }
    if (transport == "tcp") {
        auto tcp = std::make_unique<sip::net::TcpTransport>(loop.context(), loop);
        require(tcp->add_listener(local));
        loop.endpoint().add_listener(sip::TransportKind::tcp, local);
        return loop.add(std::move(tcp));
    }
    tls::Config config;
    config.identities.emplace_back();
    config.identities[0].certificate = certificate;
    config.identities[0].private_key = key;
    config.session_id_context = "bench";
    auto made = tls::make_context(config);
    if (const auto* error = std::get_if<tls::ConfigError>(&made))
        throw std::runtime_error{error->to_string()};
    auto secure = std::make_unique<tls::TlsTransport>(loop.context(), loop);
    secure->set_context(std::get<0>(made));
    require(secure->listen(local));
    loop.endpoint().add_listener(sip::TransportKind::tls, local);
    loop.add(std::move(secure));
}

void serve(std::string_view transport, std::uint16_t port, const char* certificate, const char* key)
{
    sip::EndpointConfig config;
    config.tcp = transport == "tcp";
    config.tls = transport == "tls";
    sip::net::SystemRandom random;
    Answering answering;
    sip::net::Loop loop{config, random, answering};
    answering.attach(loop);
    listen(loop, transport, {sip::IpAddress::v4(0x7f000001), port}, certificate, key);

    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    loop.start();
    std::puts("ready");
    std::fflush(stdout);
    int number = 0;
    sigwait(&ends, &number);
    loop.stop();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_uas_sip udp|tcp|tls PORT [CERT KEY]\n");
        return 2;
    }
    try {
        serve(argv[1], static_cast<std::uint16_t>(std::atoi(argv[2])), argc > 4 ? argv[3] : "",
              argc > 4 ? argv[4] : "");
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_uas_sip: %s\n", error.what());
        return 1;
    }
}
