#include "tls_engine.hpp"

#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>
#include <openssl/err.h>

using namespace tls;
using namespace tls::test;
using State = Engine::State;

BOOST_FIXTURE_TEST_SUITE(tls_engine, EnginePair)

BOOST_AUTO_TEST_CASE(a_handshake_and_data_survive_any_cut)
{
    for (const Version version : {Version::tls1_2, Version::tls1_3})
        for (const std::size_t piece : {1, 2, 3, 5, 7, 64, 1000}) {
            client_config.maximum = version;
            connect(piece);
            const std::string text(40'000, 'x');
            BOOST_TEST(client->write(text));
            BOOST_TEST((feed_in_pieces(*server, take(*client), piece) == text));
            BOOST_TEST(server->write("answer"));
            BOOST_TEST(feed_in_pieces(*client, take(*server), piece) == "answer");
        }
}

BOOST_AUTO_TEST_CASE(a_flight_cut_in_two_at_every_byte_is_read_whole)
{
    make();
    const std::string hello = take(*client);
    const auto server_context = context_of(server_config);
    for (std::size_t cut = 0; cut <= hello.size(); ++cut) {
        Engine fresh{server_context, Role::server};
        feed(fresh, std::string_view{hello}.substr(0, cut));
        BOOST_TEST(fresh.output().empty() == (cut < hello.size()));
        feed(fresh, std::string_view{hello}.substr(cut));
        BOOST_TEST((fresh.state() == State::handshaking));
        BOOST_TEST(!fresh.output().empty());
    }
}

BOOST_AUTO_TEST_CASE(data_that_comes_with_the_last_flight_is_not_lost)
{
    make();
    feed(*server, take(*client));
    feed(*client, take(*server));
    BOOST_REQUIRE((client->state() == State::established));
    client->write("early bird");
    BOOST_TEST(feed(*server, take(*client)) == "early bird");
}

BOOST_AUTO_TEST_CASE(close_notify_ends_in_order_and_is_said_once)
{
    connect();
    client->write("last words");
    client->close();
    client->close();
    BOOST_TEST(feed(*server, take(*client)) == "last words");
    BOOST_TEST((server->state() == State::ended));
    server->close();
    feed(*client, take(*server));
    BOOST_TEST((client->state() == State::ended));
    client->end_of_input();
    BOOST_TEST((client->state() == State::ended));
    BOOST_TEST(!client->write("more"));
}

BOOST_AUTO_TEST_CASE(a_cut_connection_is_a_truncation)
{
    connect();
    client->end_of_input();
    BOOST_TEST((client->state() == State::failed));
    BOOST_TEST((client->failure().error == sip::FlowError::reset));
    BOOST_TEST(client->failure().reason == "connection cut off by the peer without close_notify");
}

BOOST_AUTO_TEST_CASE(a_connection_cut_during_the_handshake_says_so)
{
    make();
    feed(*server, take(*client));
    server->end_of_input();
    BOOST_TEST(server->failure().reason == "connection closed by the peer during the handshake");
}

BOOST_AUTO_TEST_CASE(plain_sip_is_not_tls)
{
    make();
    feed(*server, "OPTIONS sip:a@b SIP/2.0\r\n\r\n");
    BOOST_TEST((server->state() == State::failed));
    BOOST_TEST(server->failure().reason == "what the peer sent is not TLS (plain SIP at a TLS port?)");
}

BOOST_AUTO_TEST_CASE(every_damaged_byte_of_a_server_flight_is_refused)
{
    const auto client_context = context_of(client_config);
    const auto server_context = context_of(server_config);
    std::size_t length = 1;
    for (std::size_t at = 0; at < length; ++at) {
        Engine fresh_client{client_context, Role::client};
        Engine fresh_server{server_context, Role::server};
        fresh_client.start();
        feed(fresh_server, take(fresh_client));
        std::string flight = take(fresh_server);
        length = flight.size(); // an ECDSA signature has a byte more or less each time
        if (at >= length)
            break;
        flight[at] = static_cast<char>(flight[at] ^ 0x20);
        feed(fresh_client, flight);
        // The record version's low byte and change cipher spec of TLS 1.3 carry no meaning; nothing else may pass.
        if (fresh_client.state() == State::established) {
            feed(fresh_server, take(fresh_client));
            BOOST_TEST_INFO("byte " << at);
            BOOST_TEST((fresh_server.state() == State::established));
        }
        BOOST_TEST(ERR_peek_error() == 0U);
    }
    BOOST_TEST(length > 500);
}

BOOST_AUTO_TEST_CASE(damaged_records_after_the_handshake_end_it)
{
    connect();
    client->write("secret");
    std::string record = take(*client);
    record.back() = static_cast<char>(record.back() ^ 1);
    BOOST_TEST(feed(*server, record).empty());
    BOOST_TEST((server->state() == State::failed));
    BOOST_TEST((server->failure().error == sip::FlowError::reset));
    BOOST_TEST(!server->output().empty()); // an alert
    feed(*client, take(*server));
    BOOST_TEST(client->failure().reason == "refused by the peer: bad record");
}

BOOST_AUTO_TEST_CASE(an_error_left_by_others_harms_no_healthy_connection)
{
    connect();
    ERR_raise(ERR_LIB_SSL, SSL_R_BAD_PACKET);
    client->write("fine");
    ERR_raise(ERR_LIB_SSL, SSL_R_BAD_PACKET);
    BOOST_TEST(feed(*server, take(*client)) == "fine");
    BOOST_TEST((server->state() == State::established));
}

BOOST_AUTO_TEST_CASE(a_tls_1_1_client_is_refused_with_the_allowed_versions)
{
    RawPeer old{TLS_client_method(), [](SSL_CTX* context) {
                    SSL_CTX_set_security_level(context, 0);
                    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
                    SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
                }};
    Engine server_engine{context_of(server_config), Role::server};
    old.handshake();
    exchange(server_engine, old);
    BOOST_TEST((server_engine.failure().error == sip::FlowError::handshake));
    BOOST_TEST(server_engine.failure().reason == "the peer offers no allowed version: allowed are TLS 1.2 to TLS 1.3");
}

BOOST_AUTO_TEST_CASE(tls_1_1_works_where_it_is_asked_for)
{
    server_config.minimum = client_config.minimum = Version::tls1_0;
    client_config.maximum = Version::tls1_1;
    connect();
    BOOST_TEST(client->security().protocol == "TLSv1.1");
}

BOOST_AUTO_TEST_CASE(without_a_cipher_list_the_server_prefers_aes_128_and_takes_what_else_is_sound)
{
    const auto agreed = [&](Version version, const char* offered) {
        client_config.maximum = version;
        client_config.cipher_list = offered;
        connect();
        return client->security().cipher;
    };
    BOOST_TEST(agreed(Version::tls1_3, "") == "TLS_AES_128_GCM_SHA256");
    BOOST_TEST(agreed(Version::tls1_3, "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256") == "TLS_AES_128_GCM_SHA256");
    for (const char* only : {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
        BOOST_TEST(agreed(Version::tls1_3, only) == only);
    BOOST_TEST(agreed(Version::tls1_2, "") == "ECDHE-ECDSA-AES128-GCM-SHA256");
    BOOST_TEST(agreed(Version::tls1_2, "HIGH") == "ECDHE-ECDSA-AES128-GCM-SHA256");
    for (const char* only : {"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA256"})
        BOOST_TEST(agreed(Version::tls1_2, only) == only);
}

BOOST_AUTO_TEST_CASE(no_common_cipher_is_named_on_both_sides)
{
    client_config.maximum = Version::tls1_2;
    client_config.cipher_list = "ECDHE-ECDSA-AES128-GCM-SHA256";
    server_config.cipher_list = "ECDHE-ECDSA-AES256-GCM-SHA384";
    make();
    exchange(*client, *server);
    BOOST_TEST(server->failure().reason == "no cipher in common with the peer");
    BOOST_TEST(client->failure().reason ==
               "refused by the peer: handshake failure: no cipher, version or certificate in common");
}

BOOST_AUTO_TEST_CASE(a_weak_key_of_the_server_is_refused)
{
    const Issued weak =
        issue({.common_name = "sip.example.com", .names = {"DNS:sip.example.com"}, .key = KeyKind::rsa1024},
              &sites.authority);
    RawPeer peer{TLS_server_method(), [&](SSL_CTX* context) {
                     SSL_CTX_set_security_level(context, 0);
                     SSL_CTX_use_certificate(context, weak.certificate.get());
                     SSL_CTX_use_PrivateKey(context, weak.key.get());
                 }};
    make();
    exchange(*client, peer);
    BOOST_TEST((client->failure().error == sip::FlowError::certificate));
    BOOST_TEST(client->failure().reason == "EE certificate key too weak: CN=sip.example.com");
}

BOOST_AUTO_TEST_CASE(the_name_is_sent_as_sni)
{
    const Issued host = make_host(sites.authority, "sip.example.com");
    RawPeer peer{TLS_server_method(), [&](SSL_CTX* context) {
                     SSL_CTX_use_certificate(context, host.certificate.get());
                     SSL_CTX_use_PrivateKey(context, host.key.get());
                 }};
    make();
    exchange(*client, peer);
    BOOST_TEST((client->state() == State::established));
    const char* name = SSL_get_servername(peer.ssl(), TLSEXT_NAMETYPE_host_name);
    BOOST_REQUIRE(name);
    BOOST_TEST(std::string{name} == "sip.example.com");
}

BOOST_AUTO_TEST_CASE(renegotiation_is_refused_and_the_connection_stays)
{
    RawPeer peer{TLS_client_method(), [](SSL_CTX* context) { SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION); }};
    Engine server_engine{context_of(server_config), Role::server};
    peer.handshake();
    exchange(server_engine, peer);
    BOOST_REQUIRE((server_engine.state() == State::established));
    SSL_renegotiate(peer.ssl());
    peer.handshake();
    feed(server_engine, peer.take_output());
    BOOST_TEST(server_engine.output().size() < 100); // an alert, and no server hello with its certificate
    BOOST_TEST((server_engine.state() == State::established));
}

BOOST_AUTO_TEST_CASE(a_server_that_wants_to_renegotiate_is_refused)
{
    const Issued host = make_host(sites.authority, "sip.example.com");
    RawPeer peer{TLS_server_method(), [&](SSL_CTX* context) {
                     SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
                     SSL_CTX_use_certificate(context, host.certificate.get());
                     SSL_CTX_use_PrivateKey(context, host.key.get());
                 }};
    make();
    exchange(*client, peer);
    BOOST_REQUIRE((client->state() == State::established));
    SSL_renegotiate(peer.ssl());
    peer.handshake();
    feed(*client, peer.take_output());
    BOOST_TEST(client->output().size() < 100); // an alert, and no client hello
    BOOST_TEST((client->state() == State::established));
}

BOOST_AUTO_TEST_CASE(a_record_cut_in_two_by_the_end_of_input_is_a_truncation)
{
    connect();
    client->write("half of this is lost");
    const std::string record = take(*client);
    BOOST_TEST(feed(*server, std::string_view{record}.substr(0, record.size() / 2)) == "");
    server->end_of_input();
    BOOST_TEST((server->failure().error == sip::FlowError::reset));
    BOOST_TEST(server->failure().reason == "connection cut off by the peer without close_notify");
}

BOOST_AUTO_TEST_CASE(keys_are_updated_when_the_peer_asks)
{
    RawPeer peer{TLS_client_method(), [](SSL_CTX*) {}};
    Engine server_engine{context_of(server_config), Role::server};
    peer.handshake();
    exchange(server_engine, peer);
    SSL_key_update(peer.ssl(), SSL_KEY_UPDATE_REQUESTED);
    SSL_write(peer.ssl(), "after", 5);
    BOOST_TEST(feed(server_engine, peer.take_output()) == "after");
    server_engine.write("answer");
    peer.feed(take(server_engine));
    BOOST_TEST(peer.read() == "answer");
}

struct Resumption {
    static constexpr int versions[]{TLS1_2_VERSION, TLS1_3_VERSION};

    /// Connects twice, the second time with the first time's session; true when the server took it.
    static bool second_is_resumed(const std::shared_ptr<const Context>& context, int version)
    {
        SSL_SESSION* session = nullptr;
        bool resumed = false;
        for (int turn = 0; turn < 2; ++turn) {
            RawPeer peer{TLS_client_method(),
                         [&](SSL_CTX* settings) { SSL_CTX_set_max_proto_version(settings, version); }};
            if (session != nullptr)
                SSL_set_session(peer.ssl(), session);
            Engine engine{context, Role::server};
            peer.handshake();
            exchange(engine, peer);
            engine.give_ticket();
            peer.feed(take(engine));
            static_cast<void>(peer.read());
            resumed = engine.security().resumed;
            SSL_SESSION_free(session);
            session = SSL_get1_session(peer.ssl());
            SSL_shutdown(peer.ssl());
        }
        SSL_SESSION_free(session);
        return resumed;
    }
};

BOOST_AUTO_TEST_CASE(sessions_are_resumed_only_where_a_session_id_is_configured)
{
    for (const int version : Resumption::versions) {
        server_config.session_id_context.clear();
        BOOST_TEST(!Resumption::second_is_resumed(context_of(server_config), version));
        server_config.session_id_context = "a name that is longer than the thirty-two bytes OpenSSL takes";
        BOOST_TEST(Resumption::second_is_resumed(context_of(server_config), version));
    }
}

BOOST_AUTO_TEST_CASE(every_kind_of_key_makes_a_handshake)
{
    for (const KeyKind kind : {KeyKind::p256, KeyKind::p384, KeyKind::rsa2048, KeyKind::ed25519})
        for (const Version version : {Version::tls1_2, Version::tls1_3}) {
            server_config = sites.showing(
                issue({.common_name = "k", .names = {"DNS:sip.example.com"}, .key = kind}, &sites.authority), "k");
            client_config.maximum = version;
            connect();
            BOOST_TEST(client->security().peer_verified);
        }
}

BOOST_AUTO_TEST_SUITE_END()
