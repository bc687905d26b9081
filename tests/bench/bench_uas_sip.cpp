// The answering side on the bare stack, without Global Call: 180, 200 with SDP, 200 to BYE.
//
//     bench_uas_sip udp|tcp|tls PORT [CERT KEY]
//
// BENCH_THREAD=1: 180 and 200 are given by a thread of the program, one after the other, as a program of Global Call
// does; else from inside the loop, which sends both at once.

#include "net/loop.hpp"
#include "net/system_random.hpp"
#include "net/tcp_transport.hpp"
#include "net/udp_transport.hpp"
#include "tls/tls_context.hpp"
#include "tls/tls_transport.hpp"

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include <signal.h>

namespace {

class Answering : public sip::net::NotificationSink {
public:
    virtual ~Answering() = default;
    void attach(sip::net::Loop& loop) { loop_ = &loop; }

    void notify(const sip::Notification& notification) override
    {
        if (std::holds_alternative<sip::Incoming>(notification.event))
            take(notification.call);
    }

protected:
    virtual void take(sip::CallHandle call) = 0;

    // Inside the loop's monitor
    void ring(sip::CallHandle call)
    {
        static_cast<void>(loop_->endpoint().command(call, sip::SendProvisional{180, {}, {}}, loop_->now()));
    }
    void answer(sip::CallHandle call)
    {
        static_cast<void>(loop_->endpoint().command(call, sip::Answer{{}, media_}, loop_->now()));
    }

    sip::net::Loop* loop_ = nullptr;

private:
    static sip::sdp::LocalMedia media()
    {
        sip::sdp::LocalMedia media;
        media.address = sip::IpAddress::v4(0x7f000001);
        media.port = 40000;
        media.codecs = {{8, "PCMA", 8000, 1, {}}, {101, "telephone-event", 8000, 1, "0-15"}};
        return media;
    }

    sip::sdp::LocalMedia media_ = media();
};

class AnsweringInTheLoop final : public Answering {
    void take(sip::CallHandle call) override
    {
        ring(call);
        answer(call);
    }
};

class AnsweringOnItsThread final : public Answering {
public:
    ~AnsweringOnItsThread() override
    {
        take(sip::CallHandle::none);
        left();
        thread_.join();
    }

private:
    void take(sip::CallHandle call) override
    {
        const std::lock_guard lock{mutex_};
        calls_.push_back(call);
    }
    void left() override { offered_.notify_one(); }

    sip::CallHandle next()
    {
        std::unique_lock lock{mutex_};
        offered_.wait(lock, [this] { return !calls_.empty(); });
        const sip::CallHandle call = calls_.front();
        calls_.pop_front();
        return call;
    }
    void work()
    {
        for (sip::CallHandle call = next(); call != sip::CallHandle::none; call = next()) {
            {
                const sip::Entered in{*loop_};
                ring(call);
            }
            const sip::Entered in{*loop_};
            answer(call);
        }
    }

    std::mutex mutex_;
    std::condition_variable offered_;
    std::deque<sip::CallHandle> calls_;
    std::thread thread_{[this] { work(); }};
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
    const bool own_thread = std::getenv("BENCH_THREAD") != nullptr;
    const std::unique_ptr<Answering> answering =
        own_thread ? std::unique_ptr<Answering>{std::make_unique<AnsweringOnItsThread>()}
                   : std::make_unique<AnsweringInTheLoop>();
    sip::net::Loop loop{config, random, *answering};
    answering->attach(loop);
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
