#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>

using namespace tls;
using namespace tls::test;
using sip::TrustRule;
using State = Engine::State;

namespace {

constexpr char name[] = "sip.example.com";

struct Fixture : EnginePair {
    Issued host = make_host(sites.authority, name);

    void serve(const std::string& response)
    {
        server_config.identities = {sites.identity_of(host, "stapling")};
        if (!response.empty())
            server_config.identities[0].ocsp_response = Material::from_memory(response);
    }
    void must_staple()
    {
        host = issue({.common_name = name, .names = {"DNS:sip.example.com"}, .must_staple = true}, &sites.authority);
    }
    [[nodiscard]] std::string by_authority(const OcspSpec& spec = {}) const
    {
        return make_ocsp_response(host, sites.authority, sites.authority, spec);
    }
    /// The rule that was broken with what is served, the same with both versions; empty when none was.
    std::string broken()
    {
        std::string rule;
        for (const Version version : {Version::tls1_2, Version::tls1_3}) {
            client_config.maximum = version;
            attempt();
            const sip::Security security = client->security();
            const std::string now = security.refusal ? std::string{to_string(security.refusal->rule)} : std::string{};
            BOOST_TEST(security.peer_verified == now.empty());
            BOOST_TEST((client->state() == State::established) == now.empty());
            if (version == Version::tls1_3)
                BOOST_TEST(now == rule);
            rule = now;
        }
        return rule;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_staple, Fixture) // RFC 6960, RFC 6066 §8

BOOST_AUTO_TEST_CASE(a_good_response_is_accepted)
{
    serve(by_authority());
    BOOST_TEST(broken() == "");
    client_config.stapling = Stapling::require;
    BOOST_TEST(broken() == "");
}

BOOST_AUTO_TEST_CASE(a_revoked_certificate_is_refused_and_the_server_hears_of_it)
{
    serve(by_authority({.status = OcspSpec::Status::revoked}));
    BOOST_TEST(broken() == "revoked");
    BOOST_TEST((client->failure().error == sip::FlowError::certificate));
    BOOST_TEST(client->failure().reason.find("certificate is revoked, says its stapled OCSP response: serial ") == 0U);
    BOOST_TEST((server->state() == State::failed));
}

BOOST_AUTO_TEST_CASE(a_status_that_the_responder_does_not_know)
{
    serve(by_authority({.status = OcspSpec::Status::unknown}));
    BOOST_TEST(broken() == "revocation_unknown");
}

BOOST_AUTO_TEST_CASE(a_response_out_of_date)
{
    serve(by_authority({.made_days_ago = 9, .valid_to_days = -2}));
    BOOST_TEST(broken() == "revocation_stale");
    client_config.clock_skew = std::chrono::hours{24 * 3};
    BOOST_TEST(broken() == "");
}

BOOST_AUTO_TEST_CASE(a_response_of_the_future)
{
    serve(by_authority({.made_days_ago = -1}));
    BOOST_TEST(broken() == "revocation_stale");
}

BOOST_AUTO_TEST_CASE(a_response_without_an_end_is_good_for_a_day)
{
    serve(by_authority({.made_days_ago = 0, .valid_to_days = 0}));
    BOOST_TEST(broken() == "");
    serve(by_authority({.made_days_ago = 2, .valid_to_days = 0}));
    BOOST_TEST(broken() == "revocation_stale");
}

BOOST_AUTO_TEST_CASE(a_responder_that_the_authority_entrusted)
{
    const Issued responder = issue({.common_name = "Responder", .usages = "OCSPSigning"}, &sites.authority);
    serve(make_ocsp_response(host, sites.authority, responder));
    BOOST_TEST(broken() == "");
}

BOOST_AUTO_TEST_CASE(a_responder_without_that_right)
{
    const Issued host_of_same_authority = make_host(sites.authority, "evil.example");
    serve(make_ocsp_response(host, sites.authority, host_of_same_authority));
    BOOST_TEST(broken() == "staple_invalid");

    const Issued other = make_authority("Other");
    serve(make_ocsp_response(host, sites.authority, other));
    BOOST_TEST(broken() == "staple_invalid");

    client_config.ca_files.push_back(Material::from_memory(other.pem())); // trusted, but not for this certificate
    BOOST_TEST(broken() == "staple_invalid");
}

BOOST_AUTO_TEST_CASE(a_response_about_another_certificate)
{
    serve(make_ocsp_response(make_host(sites.authority, name), sites.authority, sites.authority));
    BOOST_TEST(broken() == "staple_invalid");
}

BOOST_AUTO_TEST_CASE(no_response_is_accepted_unless_one_is_required)
{
    serve({});
    BOOST_TEST(broken() == "");
    client_config.stapling = Stapling::require;
    BOOST_TEST(broken() == "staple_missing");
}

BOOST_AUTO_TEST_CASE(a_certificate_that_must_staple_does)
{
    must_staple();
    serve({});
    BOOST_TEST(broken() == "staple_missing");
    serve(by_authority());
    BOOST_TEST(broken() == "");
    serve({});
    client_config.stapling = Stapling::off;
    BOOST_TEST(broken() == "");
}

BOOST_AUTO_TEST_CASE(switched_off_verification_reports_it)
{
    serve(by_authority({.status = OcspSpec::Status::revoked}));
    client_config.verify_server = false;
    connect();
    BOOST_REQUIRE(client->security().refusal);
    BOOST_TEST((client->security().refusal->rule == TrustRule::revoked));
    BOOST_TEST(!client->security().peer_verified);
}

BOOST_AUTO_TEST_CASE(a_response_to_staple_must_be_one)
{
    serve("nonsense");
    BOOST_TEST(std::get<ConfigError>(make_context(server_config)).to_string() ==
               "local_rsa_ocsp_response: memory: OCSP response is damaged");
    serve(by_authority({.response_status = 3}));
    BOOST_TEST(std::get<ConfigError>(make_context(server_config)).to_string() ==
               "local_rsa_ocsp_response: memory: OCSP response says trylater");
}

BOOST_AUTO_TEST_SUITE_END()
