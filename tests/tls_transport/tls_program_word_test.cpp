#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace tls;
using namespace tls::test;
using sip::TrustRule;
using State = Engine::State;

namespace {

constexpr char name[] = "sip.example.com";

struct Fixture : EnginePair {
    sip::Security seen; ///< what the program was asked about

    Judge says(bool word)
    {
        return [this, word](const sip::Security& peer) {
            seen = peer;
            return word;
        };
    }
    void show_unknown_authority() { client_config.ca_files = {Material::from_memory(make_authority("Other").pem())}; }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_program_word, Fixture) // verify_cert_CB and post_connect_CB

BOOST_AUTO_TEST_CASE(the_program_sees_the_certificate_and_that_the_rules_held)
{
    client_config.verify_callback = says(true);
    connect();
    BOOST_TEST(seen.subject == "CN=sip.example.com");
    BOOST_TEST(seen.issuer == "CN=Test Authority");
    BOOST_TEST((seen.names == std::vector<std::string>{"DNS:sip.example.com"}));
    BOOST_TEST(!seen.not_before.empty());
    BOOST_TEST(!seen.refusal);
    BOOST_TEST(seen.peer_verified);
    BOOST_TEST(client->security().peer_verified);
    BOOST_TEST(!client->security().accepted_by_program);
}

BOOST_AUTO_TEST_CASE(what_the_program_accepts_against_the_rules_shows)
{
    show_unknown_authority();
    client_config.verify_callback = says(true);
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        client_config.maximum = version;
        connect();
        BOOST_REQUIRE(seen.refusal);
        BOOST_TEST((seen.refusal->rule == TrustRule::unknown_authority));
        BOOST_TEST(!client->security().peer_verified);
        BOOST_TEST(client->security().accepted_by_program);
        BOOST_REQUIRE(client->security().refusal);
        BOOST_TEST((client->security().refusal->rule == TrustRule::unknown_authority));
    }
}

BOOST_AUTO_TEST_CASE(what_the_program_refuses_is_refused_although_the_rules_held)
{
    client_config.verify_callback = says(false);
    attempt();
    BOOST_TEST((client->failure().error == sip::FlowError::certificate));
    BOOST_TEST(client->failure().reason == "the program does not accept the certificate of CN=sip.example.com");
    BOOST_TEST((client->security().refusal->rule == TrustRule::program));
    BOOST_TEST(!client->security().peer_verified);
    BOOST_TEST((server->state() == State::failed));
}

BOOST_AUTO_TEST_CASE(a_refusal_by_the_program_keeps_the_rule_that_was_broken)
{
    show_unknown_authority();
    client_config.verify_callback = says(false);
    attempt();
    BOOST_TEST((client->security().refusal->rule == TrustRule::unknown_authority));
}

BOOST_AUTO_TEST_CASE(the_programs_word_counts_where_verification_is_off)
{
    client_config.verify_server = false;
    client_config.verify_callback = says(false);
    attempt();
    BOOST_TEST((client->failure().error == sip::FlowError::certificate));
}

BOOST_AUTO_TEST_CASE(a_program_that_throws_accepts_nobody)
{
    client_config.verify_callback = [](const sip::Security&) -> bool { throw std::runtime_error{"no idea"}; };
    attempt();
    BOOST_TEST((client->failure().error == sip::FlowError::certificate));
}

BOOST_AUTO_TEST_CASE(a_server_asks_its_program_about_clients)
{
    server_config.require_client_certificate = true;
    client_config.identities = {sites.identity_of(make_host(make_authority("Other"), "caller.example"), "caller")};
    server_config.verify_callback = says(true);
    connect();
    BOOST_TEST(seen.subject == "CN=caller.example");
    BOOST_TEST(server->security().accepted_by_program);
    BOOST_TEST(!server->security().peer_verified);

    server_config.verify_callback = says(false);
    attempt();
    BOOST_TEST((server->failure().error == sip::FlowError::certificate));
}

BOOST_AUTO_TEST_CASE(after_connecting_the_program_may_accept_another_name)
{
    client_config.post_connect_callback = says(true);
    connect();
    sip::Security security = client->security();
    BOOST_TEST(client->assert_identity("other.example", "192.0.2.1", security));
    BOOST_TEST(seen.expected_name == "other.example");
    BOOST_TEST((seen.names == std::vector<std::string>{"DNS:sip.example.com"}));
    BOOST_REQUIRE(seen.refusal);
    BOOST_TEST((seen.refusal->rule == TrustRule::other_name));
    BOOST_TEST(security.accepted_by_program);
    BOOST_TEST(!security.peer_verified);
    BOOST_TEST(security.verified_name.empty());
}

BOOST_AUTO_TEST_CASE(after_connecting_the_program_may_refuse_the_right_name)
{
    client_config.post_connect_callback = says(false);
    connect();
    sip::Security security = client->security();
    BOOST_TEST(!client->assert_identity(name, "192.0.2.1", security));
    BOOST_TEST(seen.verified_name == "DNS:sip.example.com");
    BOOST_TEST((security.refusal->rule == TrustRule::program));
    BOOST_TEST(security.refusal->expected_name == name);
    BOOST_TEST(!security.peer_verified);
}

BOOST_AUTO_TEST_CASE(over_a_connection_the_words_count_as_well)
{
    client_config.post_connect_callback = says(true);
    Station callee{server_config};
    Station caller{client_config};
    const auto opened = caller.wait_opened(caller.open(callee.listen(), "other.example"));
    BOOST_TEST(opened.security->accepted_by_program);

    client_config.post_connect_callback = says(false);
    Station strict{client_config};
    const auto closed = strict.wait_closed(strict.open(callee.listen(), name));
    BOOST_TEST((closed.error == sip::FlowError::identity));
    BOOST_TEST((closed.security->refusal->rule == TrustRule::program));
}

BOOST_AUTO_TEST_SUITE_END()
