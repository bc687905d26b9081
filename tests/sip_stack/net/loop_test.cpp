#include "net/loop.hpp"
#include "net/name_resolver.hpp"
#include "net/system_random.hpp"
#include "net/tcp_transport.hpp"
#include "net/udp_transport.hpp"

#include "sip_stack/net/peer_socket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace sip::net::test {

namespace {

using namespace std::chrono_literals;

const IpAddress here = IpAddress::v4(0x7F000001);

EndpointConfig quick_config()
{
    EndpointConfig config;
    config.timers.t1 = 20ms;
    config.timers.t2 = 80ms;
    config.timers.t4 = 100ms;
    config.timers.cancel = 200ms;
    config.tcp = true;
    return config;
}

/// Remembers what it is told and lets a thread wait for it. Answers calls when asked to.
class Recorder final : public NotificationSink {
public:
    void notify(const Notification& notification) override
    {
        if (std::holds_alternative<Incoming>(notification.event) && answering)
            answer(notification.call);
        if (std::holds_alternative<Acknowledged>(notification.event) && answering)
            static_cast<void>(answering->endpoint().command(notification.call, HangUp{}, answering->now()));
        const std::lock_guard lock{mutex_};
        ++counts_[notification.event.index()];
        if (throws)
            throw std::runtime_error{"the sink broke"};
        changed_.notify_all();
    }
    void failed(std::string_view reason) override
    {
        const std::lock_guard lock{mutex_};
        failures_.emplace_back(reason);
        changed_.notify_all();
    }
    template <class Event>
    bool wait_for(std::size_t n = 1)
    {
        const std::size_t index = CallEvent{Event{}}.index();
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, 20s, [&] { return counts_[index] >= n; });
    }
    bool wait_for_failure(std::string_view reason)
    {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, 20s, [&] { return !failures_.empty() && failures_.back() == reason; });
    }

    Loop* answering = nullptr;
    bool throws = false;

private:
    void answer(CallHandle call)
    {
        static_cast<void>(answering->endpoint().command(call, SendProvisional{}, answering->now()));
        static_cast<void>(answering->endpoint().command(
            call,
            Answer{{},
                   RawBody{"application/sdp", "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
                                              "t=0 0\r\nm=audio 9 RTP/AVP 0\r\n"}},
            answering->now()));
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::array<std::size_t, std::variant_size_v<CallEvent>> counts_{};
    std::vector<std::string> failures_;
};

sdp::LocalMedia audio() { return {here, 9, {{0, "PCMU", 8000, 1, {}}}, sdp::Direction::sendrecv, {}}; }

/// An endpoint with UDP, TCP and a resolver on loopback.
struct Party {
    SystemRandom random;
    Recorder recorder;
    Loop loop{quick_config(), random, recorder};
    Address udp, tcp;

    Party()
    {
        auto datagrams = std::make_unique<UdpTransport>(loop.context(), loop);
        const Bound bound = datagrams->bind({here, 0});
        udp = bound.local;
        loop.endpoint().add_listener(TransportKind::udp, udp, bound.flow);
        loop.add(std::move(datagrams));
        auto streams = std::make_unique<TcpTransport>(loop.context(), loop);
        tcp = streams->add_listener({here, 0}).local;
        loop.endpoint().add_listener(TransportKind::tcp, tcp);
        loop.add(std::move(streams));
        loop.set_resolver(std::make_unique<NameResolver>(loop.context(), loop, random));
    }
    CommandError call(const Address& callee, const std::string& parameters = {})
    {
        const Entered in{loop};
        return call_inside(callee, parameters);
    }
    CommandError call_inside(const Address& callee, const std::string& parameters = {})
    {
        MakeCall command;
        command.to = "sip:bob@" + callee.to_string() + parameters;
        command.from = "sip:alice@" + udp.to_string();
        command.late_media = audio();
        CallHandle handle{};
        return loop.endpoint().make_call(command, loop.now(), handle);
    }
};

std::string options(const Address& from, int serial)
{
    const std::string number = std::to_string(serial);
    return "OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP " + from.to_string() + ";branch=z9hG4bK" + number +
           "\r\nMax-Forwards: 70\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: " + number +
           "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
}

/// A transport that has had a great many datagrams waiting.
class FloodedTransport final : public Transport {
public:
    explicit FloodedTransport(std::size_t waiting) : waiting_{waiting} {}
    [[nodiscard]] TransportKind kind() const override { return TransportKind::udp; }
    void open(FlowId, const Target&) override {}
    void send(FlowId, const Address&, Bytes) override {}
    void flush() override {}
    void close(FlowId) override {}
    void take_events(std::vector<FlowEvent>& events) override
    {
        const FlowId flow{TransportKind::udp, FlowDirection::inbound, 1};
        const Address from{here, 9};
        for (; waiting_ != 0; --waiting_)
            events.push_back(FlowData{flow, from, Bytes{options(from, static_cast<int>(waiting_))}});
    }

private:
    std::size_t waiting_;
};

std::uint64_t received(Loop& loop)
{
    const Entered in{loop};
    return loop.endpoint().statistics().received;
}

} // namespace

BOOST_AUTO_TEST_SUITE(loop)

BOOST_AUTO_TEST_CASE(a_command_is_on_the_wire_when_its_thread_has_left_the_monitor)
{
    Party party; // not started: nobody else could have sent it
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, here);
    const CommandError error = party.call(peer.address());
    BOOST_TEST(error.text == "");
    BOOST_TEST(peer.receive_now().substr(0, 11) == "INVITE sip:");
}

BOOST_AUTO_TEST_CASE(the_loop_thread_answers_what_comes)
{
    Party party;
    party.loop.start();
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, here);
    peer.send_to(party.udp, options(peer.address(), 1));
    BOOST_TEST(peer.receive().substr(0, 11) == "SIP/2.0 200");
}

BOOST_AUTO_TEST_CASE(the_timer_repeats_a_request_that_is_not_answered)
{
    Party party;
    party.loop.start();
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, here);
    static_cast<void>(party.call(peer.address()));
    const std::string first = peer.receive();
    for (int i = 0; i != 4; ++i)
        BOOST_TEST(peer.receive() == first);
}

BOOST_AUTO_TEST_CASE(a_call_is_carried_over_udp_and_over_tcp)
{
    Party alice, bob;
    bob.recorder.answering = &bob.loop;
    alice.loop.start();
    bob.loop.start();
    BOOST_TEST(alice.call(bob.udp).text == "");
    BOOST_TEST(bob.recorder.wait_for<Released>(1));
    BOOST_TEST(alice.recorder.wait_for<Ended>(1));
    BOOST_TEST(alice.call(bob.tcp, ";transport=tcp").text == "");
    BOOST_TEST(bob.recorder.wait_for<Released>(2));
    BOOST_TEST(alice.recorder.wait_for<Connected>(2));
    BOOST_TEST(alice.recorder.wait_for<Ended>(2));
}

BOOST_AUTO_TEST_CASE(many_threads_call_while_the_loop_works)
{
    constexpr std::size_t threads = 4, calls_each = 25;
    Party alice, bob;
    bob.recorder.answering = &bob.loop;
    alice.loop.start();
    bob.loop.start();
    std::vector<std::thread> programs;
    for (std::size_t i = 0; i != threads; ++i)
        programs.emplace_back([&] {
            for (std::size_t n = 0; n != calls_each; ++n)
                static_cast<void>(alice.call(n % 2 == 0 ? bob.udp : bob.tcp, n % 2 == 0 ? "" : ";transport=tcp"));
        });
    for (std::thread& program : programs)
        program.join();
    BOOST_TEST(alice.recorder.wait_for<Connected>(threads * calls_each));
    BOOST_TEST(alice.recorder.wait_for<Ended>(threads * calls_each));
    BOOST_TEST(bob.recorder.wait_for<Released>(threads * calls_each));
}

BOOST_AUTO_TEST_CASE(what_is_said_while_the_loop_thread_waits_at_the_door_goes_out)
{
    constexpr std::size_t calls = 100;
    Party alice, bob;
    bob.recorder.answering = &bob.loop;
    alice.loop.start();
    bob.loop.start();
    for (std::size_t n = 0; n != calls; ++n) {
        std::promise<void> comes;
        std::future<void> loop_thread = comes.get_future();
        const Entered in{alice.loop};
        boost::asio::post(alice.loop.context(), [&alice, comes = std::move(comes)]() mutable {
            comes.set_value();
            const Entered waits{alice.loop};
        });
        loop_thread.wait_for(5ms); // or it waits already, for another reason
        static_cast<void>(alice.call_inside(bob.udp));
    }
    BOOST_TEST(alice.recorder.wait_for<Connected>(calls));
    BOOST_TEST(alice.recorder.wait_for<Ended>(calls));
}

BOOST_AUTO_TEST_CASE(while_the_loop_thread_steps_out_a_program_comes_in_and_what_it_says_goes_out)
{
    Party alice, bob;
    bob.recorder.answering = &bob.loop;
    alice.loop.start();
    bob.loop.start();
    std::promise<void> out, said;
    boost::asio::post(alice.loop.context(), [&] {
        const Entered in{alice.loop};
        const SteppedOut others_may_enter{alice.loop};
        out.set_value();
        said.get_future().wait();
    });
    out.get_future().wait();
    {
        const Entered in{alice.loop};
        static_cast<void>(alice.call_inside(bob.udp));
    }
    said.set_value();
    BOOST_TEST(alice.recorder.wait_for<Connected>());
    BOOST_TEST(alice.recorder.wait_for<Ended>());
}

BOOST_AUTO_TEST_CASE(a_call_by_a_transport_that_is_missing_fails_and_does_not_hang)
{
    SystemRandom random;
    Recorder recorder;
    Loop loop{quick_config(), random, recorder};
    loop.endpoint().add_listener(TransportKind::tcp, {here, 5060}); // which nobody has plugged in
    loop.start();
    {
        const Entered in{loop};
        MakeCall command;
        command.to = "sip:bob@127.0.0.1;transport=tcp";
        command.late_media = audio();
        CallHandle handle{};
        BOOST_TEST(loop.endpoint().make_call(command, loop.now(), handle).text == "");
    }
    BOOST_TEST(recorder.wait_for<Ended>()); // neither resolver nor transport
}

BOOST_AUTO_TEST_CASE(a_flood_does_not_hold_the_thread_that_comes_by)
{
    constexpr std::size_t many = 20'000;
    SystemRandom random;
    Recorder recorder;
    Loop loop{quick_config(), random, recorder};
    loop.add(std::make_unique<FloodedTransport>(many));
    {
        const Entered in{loop};
    }
    const std::uint64_t at_once = received(loop);
    BOOST_TEST(at_once > 0U);
    BOOST_TEST(at_once < many / 2);
    loop.start();
    while (received(loop) < many) // the time limit of the suite is the deadline
        std::this_thread::yield();
    BOOST_TEST(received(loop) == many);
}

BOOST_AUTO_TEST_CASE(an_exception_ends_at_the_top_and_the_loop_goes_on)
{
    Party party;
    party.loop.start();
    boost::asio::post(party.loop.context(), [] { throw std::runtime_error{"a handler broke"}; });
    BOOST_TEST(party.recorder.wait_for_failure("a handler broke"));
    boost::asio::post(party.loop.context(), [&] {
        const Entered in{party.loop};
        throw std::runtime_error{"a handler broke inside"};
    });
    BOOST_TEST(party.recorder.wait_for_failure("a handler broke inside"));

    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, here);
    peer.send_to(party.udp, options(peer.address(), 1));
    BOOST_TEST(peer.receive().substr(0, 11) == "SIP/2.0 200");
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_does_not_stop_the_loop)
{
    Party alice, bob;
    bob.recorder.throws = true;
    bob.loop.start();
    alice.loop.start();
    static_cast<void>(alice.call(bob.udp));
    BOOST_TEST(bob.recorder.wait_for_failure("the sink broke"));
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, here);
    peer.send_to(bob.udp, options(peer.address(), 1));
    BOOST_TEST(peer.receive().substr(0, 11) == "SIP/2.0 200");
}

BOOST_AUTO_TEST_CASE(stop_hangs_up_is_bounded_and_may_be_called_by_several)
{
    Party party;
    party.loop.start();
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, here);
    static_cast<void>(party.call(peer.address())); // never answered
    const auto start = std::chrono::steady_clock::now();
    std::thread first{[&] { party.loop.stop(); }}, second{[&] { party.loop.stop(); }};
    party.loop.stop();
    first.join();
    second.join();
    BOOST_TEST((std::chrono::steady_clock::now() - start < 5s));
    party.loop.stop();
}

BOOST_AUTO_TEST_CASE(stop_of_an_idle_loop_waits_for_nothing)
{
    Party party;
    party.loop.start();
    const auto start = std::chrono::steady_clock::now();
    party.loop.stop();
    BOOST_TEST((std::chrono::steady_clock::now() - start < 900ms));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
