#include "tls_engine.hpp"
#include "tls_transport/support/loopback.hpp"
#include "tls_transport/support/raw_socket.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace tls;
using namespace tls::test;
using namespace std::chrono_literals;
using sip::FlowError;
using Clock = std::chrono::steady_clock;

/// Many connections at once: who is let in, who gives way, what the others feel of it.
namespace {

constexpr char name[] = "sip.example.com";

/// TRUNKCALL_SCALE=full tests with the numbers that a trunk sees; else with what every build has time for.
bool full_scale() { return std::getenv("TRUNKCALL_SCALE") != nullptr; }

/// How many descriptors the process may have from now on.
std::size_t raise_descriptor_limit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

std::size_t open_descriptors()
{
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, std::filesystem::directory_iterator{}));
}

template <class Condition>
bool within(std::chrono::milliseconds limit, Condition holds)
{
    for (const auto end = Clock::now() + limit; Clock::now() < end; std::this_thread::yield())
        if (holds())
            return true;
    return holds();
}

/// Callers that stop after the connection, or after their ClientHello.
std::vector<RawSocket> half_open(const sip::Address& address, const Config& config, std::size_t count)
{
    const auto context = context_of(config);
    std::vector<RawSocket> callers;
    for (std::size_t i = 0; i != count; ++i) {
        callers.push_back(RawSocket::connected_to(address));
        if (i % 2 == 0)
            continue;
        Engine engine{context, Role::client};
        engine.start();
        callers.back().send(engine.output());
    }
    return callers;
}

std::string milliseconds_of(Clock::duration time)
{
    return std::to_string(std::chrono::duration<double, std::milli>{time}.count()) + " ms";
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_admission, Sites)

BOOST_AUTO_TEST_CASE(the_oldest_unfinished_handshake_gives_way_and_a_finished_one_does_not)
{
    Config config = showing(name);
    config.max_connections = 3;
    Station callee{config};
    Station caller{trusting()};
    const sip::Address address = callee.listen();
    const sip::FlowId standing = caller.open(address, name);
    static_cast<void>(caller.wait_opened(standing));
    const sip::FlowId accepted = callee.wait_accepted().flow;
    const RawSocket oldest = RawSocket::connected_to(address);
    const RawSocket younger = RawSocket::connected_to(address);
    static_cast<void>(caller.wait_opened(caller.open(address, name)));

    const sip::FlowClosed shed = callee.wait_refused(0);
    BOOST_TEST((shed.error == FlowError::local));
    BOOST_TEST(shed.reason == "TLS " + oldest.local().to_string() +
                                  ": its handshake is not finished, and gave way to a newer connection");
    static_cast<void>(caller.wait_opened(caller.open(address, name))); // instead of the younger one
    const auto turned_away = caller.wait_closed(caller.open(address, name)).error;
    BOOST_TEST((turned_away == FlowError::handshake || turned_away == FlowError::reset));
    caller.send(standing, "still here");
    BOOST_TEST(callee.wait_data(accepted, 10) == "still here");
}

BOOST_AUTO_TEST_CASE(an_address_has_a_limit_of_its_own)
{
    Config config = showing(name);
    config.max_connections_per_peer = 1;
    Station callee{config};
    Station caller{trusting()};
    const sip::Address address = callee.listen();
    static_cast<void>(caller.wait_opened(caller.open(address, name)));
    const auto turned_away = caller.wait_closed(caller.open(address, name)).error;
    BOOST_TEST((turned_away == FlowError::handshake || turned_away == FlowError::reset));
}

BOOST_AUTO_TEST_CASE(unfinished_handshakes_have_a_limit_of_their_own)
{
    Config config = showing(name);
    config.max_handshakes = 10;
    Station callee{config};
    const sip::Address address = callee.listen();
    const auto callers = half_open(address, trusting(), 15);
    for (std::size_t i = 0; i != 5; ++i)
        BOOST_TEST((callee.wait_refused(i).error == FlowError::local));
}

BOOST_AUTO_TEST_CASE(connections_open_within_a_second_while_a_thousand_handshakes_hang)
{
    raise_descriptor_limit();
    Station callee{showing(name)};
    Station caller{trusting()};
    const sip::Address address = callee.listen();
    const auto hanging = half_open(address, trusting(), 1000);
    std::vector<Clock::duration> times;
    for (int i = 0; i != 100; ++i) {
        const auto before = Clock::now();
        static_cast<void>(caller.wait_opened(caller.open(address, name)));
        times.push_back(Clock::now() - before);
    }
    std::sort(times.begin(), times.end());
    BOOST_TEST_MESSAGE("p50 " << milliseconds_of(times[50]) << ", p99 " << milliseconds_of(times[98]));
    BOOST_TEST((times[98] < 1s));
}

BOOST_AUTO_TEST_CASE(descriptors_are_back_within_two_seconds_of_the_close)
{
    const std::size_t count = full_scale() ? 1000 : 100;
    raise_descriptor_limit();
    Station callee{showing(name)};
    Station caller{trusting()};
    const sip::Address address = callee.listen();
    static_cast<void>(caller.wait_opened(caller.open(address, name))); // what is opened once and stays
    const std::size_t before = open_descriptors();
    std::vector<sip::FlowId> flows;
    for (std::size_t i = 0; i != count; ++i) {
        flows.push_back(caller.open(address, name));
        static_cast<void>(caller.wait_opened(flows.back()));
    }
    for (const sip::FlowId flow : flows)
        caller.close(flow);
    BOOST_TEST(within(2s, [&] { return open_descriptors() == before; }));
}

BOOST_AUTO_TEST_CASE(idle_connections_are_held_and_served)
{
    const std::size_t room = raise_descriptor_limit();
    const std::size_t count = full_scale() ? std::min<std::size_t>(10'000, (room - 100) / 2) : 200;
    Config config = showing(name);
    config.max_connections = config.max_connections_per_peer = 2 * count;
    Station callee{config};
    Station caller{trusting()};
    const sip::Address address = callee.listen();
    std::vector<sip::FlowId> flows;
    for (std::size_t i = 0; i != count; ++i) {
        flows.push_back(caller.open(address, name));
        if (i % 50 == 49)
            static_cast<void>(caller.wait_opened(flows.back()));
    }
    static_cast<void>(callee.wait_accepted(count - 1));
    for (std::size_t i = 0; i < count; i += count / 20) {
        caller.send(flows[i], "OPTIONS");
        const sip::FlowId accepted = callee.wait_talker(i / (count / 20));
        callee.send(accepted, "200 OK");
        BOOST_TEST(caller.wait_data(flows[i], 6) == "200 OK");
    }
}

BOOST_AUTO_TEST_SUITE_END()
