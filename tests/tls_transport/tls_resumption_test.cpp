#include "tls_transport/support/engine_over_socket.hpp"
#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

using namespace tls;
using namespace tls::test;

namespace {

struct Fixture : EnginePair {
    std::shared_ptr<const Context> client_context;
    std::shared_ptr<const Context> server_context;

    Fixture()
    {
        server_config.session_id_context = "cache";
        client_config.resume_sessions = true;
    }
    /// Connects to `peer` and is told what is needed to resume; true when this connection was resumed.
    bool resumed(const std::string& peer)
    {
        if (!client_context)
            client_context = context_of(client_config);
        if (!server_context)
            server_context = context_of(server_config);
        client = std::make_unique<Engine>(client_context, Role::client, "sip.example.com", peer);
        server = std::make_unique<Engine>(server_context, Role::server);
        client->start();
        exchange(*client, *server);
        BOOST_REQUIRE((client->state() == Engine::State::established));
        server->write("x"); // with TLS 1.3 the tickets are before it
        BOOST_TEST(feed(*client, take(*server)) == "x");
        client->close();
        exchange(*client, *server);
        BOOST_TEST(client->security().resumed == server->security().resumed);
        return client->security().resumed;
    }
    void new_contexts()
    {
        client_context.reset();
        server_context.reset();
    }
};

constexpr char here[] = "192.0.2.1:5061 sip.example.com";

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_resumption, Fixture)

BOOST_AUTO_TEST_CASE(the_second_connection_to_a_peer_is_resumed_and_again_the_next)
{
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        client_config.maximum = version;
        new_contexts();
        BOOST_TEST(!resumed(here));
        BOOST_TEST(resumed(here));
        BOOST_TEST(resumed(here));
        BOOST_TEST(client->security().peer_verified);
        BOOST_TEST(client->security().subject == "CN=sip.example.com");
        sip::Security security = client->security();
        BOOST_TEST(client->assert_identity("sip.example.com", "192.0.2.1", security));
        BOOST_TEST(!client->assert_identity("other.example", "192.0.2.1", security));
    }
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default)
{
    client_config.resume_sessions = Config{}.resume_sessions;
    BOOST_TEST(!resumed(here));
    BOOST_TEST(!resumed(here));
}

BOOST_AUTO_TEST_CASE(another_name_at_the_same_address_is_another_peer)
{
    BOOST_TEST(!resumed(here));
    BOOST_TEST(!resumed("192.0.2.1:5061 other.example.com"));
    BOOST_TEST(!resumed("192.0.2.2:5061 sip.example.com"));
    BOOST_TEST(resumed(here));
}

BOOST_AUTO_TEST_CASE(a_site_chosen_by_name_resumes_as_well)
{
    server_config.identities.insert(server_config.identities.begin(),
                                    sites.identity_of(make_host(sites.authority, "first.example"), "first"));
    BOOST_TEST(!resumed(here));
    BOOST_TEST(client->security().subject == "CN=sip.example.com");
    BOOST_TEST(resumed(here));
}

BOOST_AUTO_TEST_CASE(a_new_context_resumes_nothing_of_the_old_one)
{
    BOOST_TEST(!resumed(here));
    client_context.reset();
    BOOST_TEST(!resumed(here));
    server_context.reset();
    BOOST_TEST(!resumed(here));
}

BOOST_AUTO_TEST_CASE(a_peer_that_did_not_hold_is_not_resumed)
{
    client_config.verify_server = false;
    client_config.ca_files.clear();
    BOOST_TEST(!resumed(here));
    BOOST_TEST(!resumed(here));
    BOOST_TEST(!client->security().peer_verified);
}

BOOST_AUTO_TEST_CASE(a_program_that_judges_peers_judges_each_connection)
{
    int asked = 0;
    client_config.verify_callback = [&](const sip::Security&) { return ++asked > 0; };
    BOOST_TEST(!resumed(here));
    BOOST_TEST(!resumed(here));
    BOOST_TEST(asked == 2);
}

BOOST_AUTO_TEST_CASE(a_mutually_authenticated_peer_stays_known_to_the_server)
{
    client_config.identities = {sites.identity_of(make_host(sites.authority, "caller.example"), "caller")};
    server_config.require_client_certificate = true;
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        client_config.maximum = version;
        new_contexts();
        BOOST_TEST(!resumed(here));
        BOOST_TEST(resumed(here));
        BOOST_TEST(server->security().peer_verified);
        BOOST_TEST(server->security().subject == "CN=caller.example");
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_cut_off_is_resumed)
{
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        client_config.maximum = version;
        client_context = context_of(client_config);
        server_context = context_of(server_config);
        for (const bool expected : {false, true, true}) {
            Engine caller{client_context, Role::client, "sip.example.com", here};
            Engine callee{server_context, Role::server};
            caller.start();
            exchange(caller, callee);
            BOOST_TEST(caller.security().resumed == expected);
            callee.give_ticket();
            feed(caller, take(callee));
            caller.end_of_input();
            callee.end_of_input();
        }
    }
}

BOOST_AUTO_TEST_CASE(a_ticket_waits_to_leave_with_what_follows_it)
{
    constexpr std::size_t ticket_bytes = 150; // it holds a session
    connect();
    BOOST_TEST(server->owes_ticket());
    BOOST_TEST(server->output().empty());
    server->write("first");
    BOOST_TEST(!server->owes_ticket());
    const std::string with_ticket = take(*server);
    BOOST_TEST(feed(*client, with_ticket) == "first");
    server->write("other");
    BOOST_TEST(take(*server).size() + ticket_bytes < with_ticket.size());

    connect();
    server->give_ticket();
    BOOST_TEST(take(*server).size() > ticket_bytes);
    server->give_ticket(); // once
    BOOST_TEST(server->output().empty());

    connect();
    server->close();
    BOOST_TEST(server->output().size() > ticket_bytes);
    feed(*client, take(*server));
    BOOST_TEST((client->state() == Engine::State::ended));
}

BOOST_AUTO_TEST_CASE(no_ticket_is_owed_where_none_is_offered)
{
    client_config.maximum = Version::tls1_2; // its ticket is part of the handshake
    connect();
    BOOST_TEST(!server->owes_ticket());
    client_config.maximum = Version::tls1_3;
    server_config.session_id_context.clear();
    connect();
    BOOST_TEST(!server->owes_ticket());
    server->give_ticket();
    BOOST_TEST(server->output().empty());
}

BOOST_AUTO_TEST_CASE(a_client_that_is_told_nothing_gets_its_ticket_all_the_same)
{
    Station station{server_config};
    const sip::Address address = station.listen();
    client_context = context_of(client_config);
    for (const bool expected : {false, true}) {
        const RawSocket socket = RawSocket::connected_to(address);
        Engine caller{client_context, Role::client, "sip.example.com", here};
        shake_hands(caller, socket);
        BOOST_TEST(caller.security().resumed == expected);
        hear(caller, socket);
    }
}

BOOST_AUTO_TEST_CASE(threads_may_share_contexts_and_what_they_resume)
{
    client_context = context_of(client_config);
    server_context = context_of(server_config);
    std::atomic<int> resumptions{0};
    std::atomic<int> connections{0};
    const auto connect_often = [&](const std::string& peer) {
        for (int i = 0; i < 25; ++i) {
            Engine caller{client_context, Role::client, "sip.example.com", peer};
            Engine callee{server_context, Role::server};
            caller.start();
            exchange(caller, callee);
            connections += caller.state() == Engine::State::established ? 1 : 0;
            resumptions += caller.security().resumed ? 1 : 0;
            callee.give_ticket();
            feed(caller, take(callee));
        }
    };
    std::vector<std::thread> threads;
    for (const char* peer : {here, here, "192.0.2.2:5061 sip.example.com", "192.0.2.3:5061 sip.example.com"})
        threads.emplace_back(connect_often, std::string{peer});
    for (std::thread& thread : threads)
        thread.join();
    BOOST_TEST(connections == 100);
    BOOST_TEST(resumptions >= 50);
}

BOOST_AUTO_TEST_SUITE_END()
