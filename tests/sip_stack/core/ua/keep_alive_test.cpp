#include "streams.hpp"

#include <algorithm>

using namespace test;

namespace {

struct Pinging : ConfiguredWorld {
    Pinging() : ConfiguredWorld{[](sip::EndpointConfig& config) { config.timers.keep_alive = 100s; }} {}

    /// From now on nothing of what is sent arrives, and nobody says so.
    void fall_silent()
    {
        network.fate = [](const Packet&) { return Fate::lose; };
    }
};

sip::EndpointConfig with_proxy(TransportKind kind = TransportKind::tls)
{
    sip::EndpointConfig config = all_transports();
    config.outbound_proxy = sip::OutboundProxy{"192.0.2.2", 0, kind, "bob.example.com"};
    config.outbound_proxy->keep_connected = true;
    return config;
}

} // namespace

BOOST_AUTO_TEST_SUITE(keep_alive) // RFC 5626 §4.4.1

BOOST_FIXTURE_TEST_CASE(pings_go_out_on_connections_of_ours_and_are_answered, Pinging)
{
    alice.call(over_tcp);
    network.run_for(1s);
    network.take_ladder();
    network.run_for(235s);
    BOOST_TEST(network.take_ladder() == "alice - bob\nbob - alice\nalice - bob\nbob - alice\n");
    BOOST_TEST(network.connections() == 1U);
}

BOOST_FIXTURE_TEST_CASE(the_pauses_between_pings_differ_by_up_to_a_fifth, Pinging)
{
    alice.call(over_tcp);
    network.run_for(1s);
    std::vector<Duration> pauses;
    TimePoint last = network.now();
    network.fate = [&](const Packet& packet) {
        if (packet.from == "alice" && packet.what() == "-")
            pauses.push_back(network.now() - std::exchange(last, network.now()));
        return Fate::deliver;
    };
    network.run_for(3000s);
    BOOST_TEST(pauses.size() >= 29U);
    for (const Duration pause : pauses)
        BOOST_TEST((pause >= 79s && pause <= 101s));
    BOOST_TEST(
        (*std::max_element(pauses.begin(), pauses.end()) - *std::min_element(pauses.begin(), pauses.end()) > 5s));
}

BOOST_FIXTURE_TEST_CASE(a_connection_whose_pongs_stay_away_is_dead, Pinging)
{
    const auto call = alice.call(over_tls);
    network.run_for(101s); // one ping, one pong
    fall_silent();
    network.run_for(112s);
    BOOST_TEST(alice.noted("no answer to a keep-alive"));
    network.fate = nullptr;
    alice.hang_up(call); // goes by a new connection, at once
    network.run_for(1s);
    BOOST_TEST(alice.story() == "180, connected, released");
    BOOST_TEST(network.opened() == 2U);
}

BOOST_AUTO_TEST_CASE(a_request_that_waits_on_a_dead_connection_moves_to_a_new_one)
{
    ConfiguredWorld world{[](sip::EndpointConfig& config) { config.timers.keep_alive = 10s; }};
    world.alice.call(over_tcp);
    world.network.run_for(11s);
    world.network.fate = [](const Packet&) { return Fate::lose; };
    world.alice.call(over_tcp); // its INVITE is lost on the way
    world.network.run_for(5s);
    BOOST_TEST(world.network.opened() == 1U);
    world.network.run_for(16s);
    world.network.fate = nullptr;
    world.network.run_for(1s);
    BOOST_TEST(world.network.opened() == 2U);
    BOOST_TEST(world.alice.count("failed") == 0U);
}

BOOST_AUTO_TEST_CASE(a_peer_that_never_answers_pings_is_left_alone)
{
    VirtualNetwork network;
    sip::EndpointConfig config = all_transports();
    config.timers.keep_alive = 100s;
    UserAgentHost bob{network, "bob", "192.0.2.2", config};
    RawPeer peer{network, "peer", "192.0.2.9"};
    bob.call("peer@192.0.2.9;transport=tcp");
    network.run_for(50ms);
    peer.write(peer.last_flow(),
               response_to(peer.take_one(), 200, "t",
                           "Contact: <sip:peer@192.0.2.9;transport=tcp>\r\n" + std::string{sdp_content}, sdp_text()));
    network.run_for(1000s);
    BOOST_TEST(bob.story() == "connected");
    BOOST_TEST(network.connections() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_ping_is_answered_with_a_pong, PeerWorld)
{
    const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
    peer.write(flow, "\r\n\r\n");
    network.run_for(1s);
    BOOST_TEST(peer.take_one() == "\r\n");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(proxy_connection) // RFC 5626 §4.5

BOOST_AUTO_TEST_CASE(it_is_open_before_the_first_call_and_all_calls_use_it)
{
    for (const TransportKind kind : {TransportKind::tcp, TransportKind::tls}) {
        VirtualNetwork network;
        UserAgentHost alice{network, "alice", "192.0.2.1", with_proxy(kind)};
        UserAgentHost bob{network, "bob", "192.0.2.2"};
        network.run_for(20s);
        BOOST_TEST(network.connections() == 1U);
        const auto call = alice.call("someone@somewhere.example.com");
        network.run_for(1s);
        alice.hang_up(call);
        network.run_for(1h);
        BOOST_TEST(alice.story() == "180, connected, released");
        BOOST_TEST(network.opened() == 1U);
        BOOST_TEST(network.connections() == 1U); // also when nobody uses it
    }
}

BOOST_AUTO_TEST_CASE(none_is_kept_unless_it_is_wanted)
{
    VirtualNetwork network;
    sip::EndpointConfig config = with_proxy();
    config.outbound_proxy->keep_connected = false;
    UserAgentHost alice{network, "alice", "192.0.2.1", config};
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    network.run_for(20s);
    BOOST_TEST(network.opened() == 0U);
}

BOOST_AUTO_TEST_CASE(a_lost_one_comes_back_within_two_seconds)
{
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", with_proxy()};
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    network.run_for(1s);
    network.cut_streams(alice);
    network.run_for(900ms);
    BOOST_TEST(network.connections() == 0U);
    network.run_for(1200ms);
    BOOST_TEST(network.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(attempts_become_rare_while_the_proxy_is_away_and_go_on)
{
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", with_proxy()};
    network.run_for(60s);
    const auto attempts = [&] {
        return std::count_if(alice.notes().begin(), alice.notes().end(),
                             [](const std::string& line) { return line.find("does not open") != std::string::npos; });
    };
    const auto early = attempts();
    BOOST_TEST((early >= 5 && early <= 7)); // 0, then pauses of 2, 4, 8, 16, 32 s, each 50 to 100 %
    network.run_for(1h);
    BOOST_TEST((attempts() - early >= 30 && attempts() - early <= 61)); // each 60 to 120 s
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    network.run_for(121s);
    BOOST_TEST(network.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(two_clients_come_back_at_different_times)
{
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", with_proxy()};
    UserAgentHost carol{network, "carol", "192.0.2.3", with_proxy()};
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    network.run_for(1s);
    BOOST_TEST(network.connections() == 2U);
    network.cut_streams(bob);
    std::size_t alone = 0;
    for (int i = 0; i < 200; ++i) {
        network.run_for(10ms);
        alone += network.connections() == 1U;
    }
    BOOST_TEST(alone > 0U);
    network.run_for(1s);
    BOOST_TEST(network.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(after_a_reload_it_is_opened_anew_and_the_old_one_serves_its_calls)
{
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", with_proxy()};
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    network.run_for(1s);
    const auto call = alice.call("someone@somewhere.example.com");
    network.run_for(1s);
    alice.handle(sip::ProfileChanged{TransportKind::tls}, network.now());
    network.run_for(1s);
    BOOST_TEST(network.connections() == 2U);
    alice.hang_up(call);
    network.run_for(1s);
    BOOST_TEST(network.connections() == 1U);
    BOOST_TEST(network.opened() == 2U);
}

BOOST_AUTO_TEST_CASE(it_ends_with_the_endpoint)
{
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", with_proxy()};
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    network.run_for(1s);
    alice.endpoint().shut_down(network.now());
    network.run_for(1h);
    BOOST_TEST(network.connections() == 0U);
    BOOST_TEST(network.opened() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
