#include "streams.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(connection_reuse)

BOOST_FIXTURE_TEST_CASE(calls_to_one_peer_share_a_connection_until_the_last_has_ended, Streams)
{
    const auto first = connect("bob@192.0.2.2;transport=tcp");
    const auto second = connect("bob@192.0.2.2;transport=tcp");
    BOOST_TEST(network.connections() == 1U);
    alice.hang_up(first);
    network.run_for(60s);
    BOOST_TEST(network.connections() == 1U);
    alice.hang_up(second);
    network.run_for(1s);
    BOOST_TEST(network.connections() == 0U);
}

BOOST_FIXTURE_TEST_CASE(tls_is_not_shared_between_names_of_one_address, Streams) // CVE-2020-15260
{
    bob.names = {"a.example.com", "b.example.com"};
    resolve("a.example.com", {{TransportKind::tls, 5061}});
    resolve("b.example.com", {{TransportKind::tls, 5061}});
    resolve("c.example.com", {{TransportKind::tls, 5061}});
    connect("sips:bob@a.example.com");
    connect("sips:bob@b.example.com");
    BOOST_TEST(network.connections() == 2U);
    alice.forget();
    connect("sips:bob@c.example.com");
    BOOST_TEST(alice.story() == "failed INVITE, ended transport 503");
    BOOST_TEST(alice.last_reason() == "the certificate names somebody else");
}

BOOST_FIXTURE_TEST_CASE(an_inbound_connection_serves_its_dialogs_and_nothing_else, Streams)
{
    connect("bob@192.0.2.2;transport=tcp");
    bob.hang_up(bob.last());
    network.run_for(5ms);
    BOOST_TEST(network.connections() == 1U);
    bob.answers = alice.answers = false;
    connect("bob@192.0.2.2;transport=tcp");
    bob.call("alice@192.0.2.1;transport=tcp");
    network.run_for(1s);
    BOOST_TEST(network.connections() == 2U);
}

BOOST_FIXTURE_TEST_CASE(after_a_reload_new_calls_open_new_connections_and_old_calls_keep_theirs, Streams)
{
    resolve("bob.example.com", {{TransportKind::tls, 5061}});
    const auto old_call = connect(over_tls);
    alice.handle(sip::ProfileChanged{TransportKind::tls}, network.now());
    BOOST_TEST(network.connections() == 1U);
    const auto new_call = connect(over_tls);
    BOOST_TEST(network.connections() == 2U);
    (void)connect(over_tls);
    BOOST_TEST(network.connections() == 2U);
    alice.hang_up(old_call);
    network.run_for(1s);
    BOOST_TEST(network.opened() == 2U); // its BYE went by its own
    BOOST_TEST(network.connections() == 1U);
    alice.hang_up(new_call);
    network.run_for(1s);
    BOOST_TEST(alice.count("released") == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_reload_of_tls_leaves_tcp_connections_in_use, Streams)
{
    connect(over_tcp);
    alice.handle(sip::ProfileChanged{TransportKind::tls}, network.now());
    connect(over_tcp);
    BOOST_TEST(network.opened() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(aliases) // RFC 5923

namespace {

/// Alice calls bob by TLS, and then bob calls whom he knows at alice's address.
struct Callbacks : Streams {
    Callbacks()
    {
        resolve("bob.example.com", {{TransportKind::tls, 5061}});
        for (const char* name : {"alice.example.com", "other.example.com"})
            network.name(name, {{{TransportKind::tls, {alice.ip(), 5061}, {}}, bob.ip()}});
    }
    std::uint64_t opened_by_calling_back(const char* to)
    {
        connect(over_tls);
        const std::uint64_t before = network.opened();
        bob.call(to);
        network.run_for(1s);
        return network.opened() - before;
    }
};

} // namespace

BOOST_FIXTURE_TEST_CASE(a_connection_of_a_peer_that_proved_itself_takes_new_requests, Callbacks)
{
    network.mutual_tls = true;
    BOOST_TEST(opened_by_calling_back("sips:alice@alice.example.com") == 0U);
    BOOST_TEST(bob.count("connected") == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_connection_of_a_peer_without_certificate_takes_none, Callbacks)
{
    BOOST_TEST(opened_by_calling_back("sips:alice@alice.example.com") == 1U);
    BOOST_TEST(bob.count("connected") == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_connection_of_a_peer_that_only_the_program_accepted_takes_none, Callbacks)
{
    network.mutual_tls = network.against_the_rules = true;
    BOOST_TEST(opened_by_calling_back("sips:alice@alice.example.com") == 1U);
    BOOST_TEST(bob.count("connected") == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_connection_takes_no_request_for_a_name_that_its_certificate_lacks, Callbacks)
{
    network.mutual_tls = true;
    (void)opened_by_calling_back("sips:alice@other.example.com");
    BOOST_TEST(bob.count("failed INVITE") == 1U); // the new connection's certificate is alice's as well
}

BOOST_FIXTURE_TEST_CASE(after_a_reload_connections_of_peers_take_no_new_requests, Callbacks)
{
    network.mutual_tls = true;
    connect(over_tls);
    bob.handle(sip::ProfileChanged{TransportKind::tls}, network.now());
    bob.call("sips:alice@alice.example.com");
    network.run_for(1s);
    BOOST_TEST(network.opened() == 2U);
}

BOOST_FIXTURE_TEST_CASE(without_the_peers_offer_its_connection_takes_none, PeerWorld)
{
    network.mutual_tls = true;
    network.name("peer.example.com", {{{TransportKind::tls, {peer.ip(), 5061}, {}}, bob.ip()}});
    const auto ask_by_tls = [&](std::string_view via_params, const char* id) {
        std::string text = request("OPTIONS", id, 1);
        const std::string udp = "SIP/2.0/UDP 192.0.2.9:5060";
        text.replace(text.find(udp), udp.size(), "SIP/2.0/TLS 192.0.2.9:5061" + std::string{via_params});
        const FlowId flow = peer.connect(TransportKind::tls, {bob.ip(), 5061});
        peer.write(flow, text);
        network.run_for(1s);
        return flow;
    };
    const FlowId silent = ask_by_tls("", "o1");
    const FlowId offered = ask_by_tls(";alias", "o2");
    (void)peer.take();
    bob.call("sips:someone@peer.example.com");
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()) == "INVITE sips:someone@peer.example.com SIP/2.0");
    BOOST_TEST((peer.last_flow() == offered));
    BOOST_TEST((peer.last_flow() != silent));
}

BOOST_FIXTURE_TEST_CASE(requests_on_our_tls_connections_offer_them, PeerWorld)
{
    network.name("peer.example.com", {{{TransportKind::tls, {peer.ip(), 5061}, {}}, bob.ip()}});
    BOOST_TEST(header(invited("sips:a@peer.example.com"), "Via").find(";alias") != std::string::npos);
    BOOST_TEST(header(invited("sip:a@192.0.2.9;transport=tcp"), "Via").find(";alias") == std::string::npos);
    BOOST_TEST(header(invited("sip:a@192.0.2.9"), "Via").find(";alias") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(persistence) // E_SIP_Persistence

namespace {

struct Mode {
    sip::Persistence persistence;
    std::size_t while_up;        ///< connections during a call
    std::uint64_t for_one_call;  ///< connections opened from INVITE to BYE
    std::uint64_t for_two_calls; ///< opened when two INVITEs go out at once
};

constexpr Mode modes[] = {
    {sip::Persistence::none, 0, 2, 2},
    {sip::Persistence::transaction, 0, 2, 1},
    {sip::Persistence::transaction_user, 1, 1, 1},
};

} // namespace

BOOST_AUTO_TEST_CASE(a_call_opens_as_many_connections_as_its_mode_says_over_tcp_and_tls)
{
    for (const Mode& mode : modes)
        for (const char* to : {over_tcp, over_tls})
            BOOST_TEST_CONTEXT("mode " << static_cast<int>(mode.persistence) << ' ' << to)
            {
                ConfiguredWorld world{[&](sip::EndpointConfig& config) { config.persistence = mode.persistence; }};
                const auto call = world.alice.call(to);
                world.network.run_for(1s);
                BOOST_TEST(world.alice.story() == "180, connected");
                BOOST_TEST(world.network.connections() == mode.while_up);
                world.alice.hang_up(call);
                world.network.run_for(1s);
                BOOST_TEST(world.alice.story() == "180, connected, released");
                BOOST_TEST(world.bob.story() == "incoming, acknowledged, ended remote_bye 0");
                BOOST_TEST(world.network.connections() == 0U);
                BOOST_TEST(world.network.opened() == mode.for_one_call);
            }
}

BOOST_AUTO_TEST_CASE(two_calls_share_a_connection_unless_the_mode_is_none)
{
    for (const Mode& mode : modes)
        for (const char* to : {over_tcp, over_tls})
            BOOST_TEST_CONTEXT("mode " << static_cast<int>(mode.persistence) << ' ' << to)
            {
                ConfiguredWorld world{[&](sip::EndpointConfig& config) { config.persistence = mode.persistence; }};
                world.bob.answers = false;
                world.alice.call(to);
                world.alice.call(to);
                world.network.run_for(1s);
                BOOST_TEST(world.network.opened() == mode.for_two_calls);
                BOOST_TEST(world.bob.count("incoming") == 2U);
            }
}

BOOST_AUTO_TEST_SUITE_END()
