#include "tls_transport/support/engine_over_socket.hpp"
#include "tls_transport/support/loopback.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

using namespace tls;
using namespace tls::test;

namespace {

constexpr char name[] = "sip.example.com";
constexpr std::size_t connections = 200;

/// An engine over a raw socket, which can stop at any point.
struct Abortable {
    RawSocket socket;
    std::unique_ptr<Engine> engine;

    /// Sends what the engine has to say, or only the given part of it.
    void say(std::size_t eighths = 8) const
    {
        const std::string_view output = engine->output();
        socket.send(output.substr(0, output.size() * eighths / 8));
        engine->output_taken(output.size());
    }
    void hear() const { test::hear(*engine, socket); }
};

enum class Stage { silent, first_flight_cut, first_flight, last_flight_cut, last_flight, data, count };

/// Goes as far as `stage`, which is `eighths` of a flight where a flight is cut.
void advance(Abortable& peer, Stage stage, Stage goal, std::size_t eighths)
{
    if (goal < stage)
        return;
    const bool cut_here = goal == stage;
    switch (stage) {
    case Stage::first_flight_cut: return cut_here ? peer.say(eighths) : void();
    case Stage::first_flight: return peer.say();
    case Stage::last_flight_cut: peer.hear(); return cut_here ? peer.say(eighths) : void();
    case Stage::last_flight: return peer.say();
    case Stage::data: peer.engine->write("data"); return peer.say(eighths);
    default: return;
    }
}

/// Handshakes are done by the loop alone, or with helper threads.
constexpr unsigned helpers[] = {0, 2};

Config with(unsigned threads, Config config)
{
    config.handshake_threads = threads;
    return config;
}

std::vector<Abortable> run_to_every_stage(std::vector<Abortable> peers)
{
    for (int stage = 0; stage < static_cast<int>(Stage::count); ++stage)
        for (std::size_t i = 0; i < peers.size(); ++i)
            advance(peers[i], static_cast<Stage>(stage), static_cast<Stage>(i % static_cast<std::size_t>(Stage::count)),
                    i % 7 + 1);
    for (std::size_t i = 0; i < peers.size(); i += 2)
        peers[i].socket.reset_on_close();
    return peers;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_stress, Sites)

BOOST_AUTO_TEST_CASE(two_hundred_callers_give_up_at_every_stage_of_the_handshake)
{
    for (const unsigned threads : helpers) {
        Station callee{with(threads, showing(name))};
        Station good_caller{trusting()};
        const sip::Address address = callee.listen();
        const auto client = context_of(trusting());
        {
            std::vector<Abortable> callers;
            for (std::size_t i = 0; i < connections; ++i) {
                callers.push_back({RawSocket::connected_to(address), std::make_unique<Engine>(client, Role::client)});
                callers.back().engine->start();
            }
            callers = run_to_every_stage(std::move(callers));
        }
        callee.wait_closed_count(connections);
        BOOST_TEST(good_caller.wait_opened(good_caller.open(address, name)).security->peer_verified);
    }
}

BOOST_AUTO_TEST_CASE(two_hundred_callees_give_up_at_every_stage_of_the_handshake)
{
    for (const unsigned threads : helpers) {
        Station caller{with(threads, trusting())};
        const auto server = context_of(showing(name));
        const RawSocket listener = RawSocket::listening();
        for (std::size_t i = 0; i < connections; ++i)
            static_cast<void>(caller.open(listener.local(), name));
        {
            std::vector<Abortable> callees;
            for (std::size_t i = 0; i < connections; ++i) {
                callees.push_back({listener.accept(), std::make_unique<Engine>(server, Role::server)});
                callees.back().hear();
            }
            callees = run_to_every_stage(std::move(callees));
        }
        caller.wait_closed_count(connections);
    }
}

BOOST_AUTO_TEST_CASE(flows_are_opened_used_and_closed_by_many_threads_at_once)
{
    for (const unsigned threads_of_station : helpers) {
        Station callee{with(threads_of_station, showing(name))};
        Station caller{with(threads_of_station, trusting())};
        const sip::Address address = callee.listen();
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (std::size_t i = 0; i < connections / 4; ++i) {
                    const sip::FlowId flow = caller.open(address, name);
                    caller.send(flow, "hello");
                    if ((i + t) % 3 == 0)
                        static_cast<void>(caller.wait_opened(flow));
                    caller.close(flow);
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        caller.wait_closed_count(connections);
    }
}

BOOST_AUTO_TEST_CASE(a_station_ends_while_helper_threads_are_at_work)
{
    for (int round = 0; round < 5; ++round) {
        Station callee{with(2, showing(name))};
        Station caller{with(2, trusting())};
        const sip::Address address = callee.listen();
        for (int i = 0; i < 20; ++i)
            static_cast<void>(caller.open(address, name));
        static_cast<void>(callee.wait_accepted());
    }
}

BOOST_AUTO_TEST_CASE(many_threads_write_on_one_flow_while_it_is_closed)
{
    Station callee{showing(name)};
    Station caller{trusting()};
    const sip::FlowId flow = caller.open(callee.listen(), name);
    static_cast<void>(caller.wait_opened(flow));
    const sip::FlowId accepted = callee.wait_accepted().flow;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                caller.send(flow, std::string(300, 'w'));
        });
    static_cast<void>(callee.wait_data(accepted, 1000));
    caller.close(flow);
    for (std::thread& thread : threads)
        thread.join();
    BOOST_TEST((caller.wait_closed(flow).error == sip::FlowError::none));
    BOOST_TEST((callee.wait_closed(accepted).error == sip::FlowError::none));
    BOOST_TEST(callee.wait_data(accepted, 0).size() % 300 == 0U); // no message was cut
}

BOOST_AUTO_TEST_SUITE_END()
