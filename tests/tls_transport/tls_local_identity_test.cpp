#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>

using namespace tls;
using namespace tls::test;
using State = Engine::State;

namespace {

struct Fixture : EnginePair {
    LocalIdentity identity(const std::vector<std::string>& names, KeyKind key = KeyKind::p256) const
    {
        static int number = 0;
        return sites.identity_of(issue({.common_name = "host", .names = names, .key = key}, &sites.authority),
                                 "identity" + std::to_string(++number));
    }
    /// The names that the server shows to who asks for `name`.
    std::string shown_to(const std::string& name)
    {
        attempt(name);
        BOOST_TEST((client->state() == State::established), client->failure().reason);
        std::string text;
        for (const std::string& shown : client->security().names)
            text += (text.empty() ? "" : " ") + shown;
        return text;
    }
    std::string key_shown() const { return EVP_PKEY_get0_type_name(X509_get0_pubkey(client->peer_certificate())); }
    std::string error() const
    {
        const auto made = make_context(server_config);
        const auto* refused = std::get_if<ConfigError>(&made);
        return refused != nullptr ? refused->to_string() : "no error";
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_local_identity, Fixture)

BOOST_AUTO_TEST_CASE(the_name_asked_for_chooses_the_certificate)
{
    server_config.identities = {identity({"DNS:one.example"}), identity({"DNS:two.example", "URI:sip:three.example"}),
                                identity({"DNS:*.four.example"})};
    BOOST_TEST(shown_to("one.example") == "DNS:one.example");
    BOOST_TEST(shown_to("Two.Example") == "DNS:two.example URI:sip:three.example");
    BOOST_TEST(shown_to("three.example") == "DNS:two.example URI:sip:three.example");
    BOOST_TEST(shown_to("any.four.example") == "DNS:*.four.example");
    BOOST_TEST(shown_to("a.b.four.example") == "DNS:one.example");
    BOOST_TEST(shown_to("unknown.example") == "DNS:one.example");
    BOOST_TEST(shown_to("") == "DNS:one.example");
}

BOOST_AUTO_TEST_CASE(an_exact_name_goes_before_a_wildcard)
{
    server_config.identities = {identity({"DNS:*.example.com"}), identity({"DNS:sip.example.com"})};
    BOOST_TEST(shown_to("sip.example.com") == "DNS:sip.example.com");
    BOOST_TEST(shown_to("other.example.com") == "DNS:*.example.com");
}

BOOST_AUTO_TEST_CASE(an_rsa_and_an_ecdsa_key_are_in_use_at_once)
{
    server_config.identities = {identity({"DNS:sip.example.com"}, KeyKind::rsa2048),
                                identity({"DNS:sip.example.com"}, KeyKind::p256)};
    client_config.maximum = Version::tls1_2;
    client_config.cipher_list = "ECDHE-RSA-AES128-GCM-SHA256";
    connect();
    BOOST_TEST(key_shown() == "RSA");
    client_config.cipher_list = "ECDHE-ECDSA-AES128-GCM-SHA256";
    connect();
    BOOST_TEST(key_shown() == "EC");
}

BOOST_AUTO_TEST_CASE(what_has_no_forward_secrecy_must_be_asked_for)
{
    server_config.identities = {identity({"DNS:sip.example.com"}, KeyKind::rsa2048)};
    client_config.maximum = Version::tls1_2;
    client_config.cipher_list = "AES128-GCM-SHA256";
    attempt("sip.example.com");
    BOOST_TEST(server->failure().reason == "no cipher in common with the peer");
    server_config.cipher_list = "TLS_AES_128_GCM_SHA256"; // says nothing of TLS 1.2
    attempt("sip.example.com");
    BOOST_TEST(server->failure().reason == "no cipher in common with the peer");
    server_config.cipher_list = "DEFAULT";
    connect();
    BOOST_TEST(client->security().cipher == "AES128-GCM-SHA256");
}

BOOST_AUTO_TEST_CASE(key_types_of_different_names_are_not_mixed)
{
    server_config.identities = {identity({"DNS:one.example"}, KeyKind::rsa2048),
                                identity({"DNS:two.example"}, KeyKind::p256)};
    client_config.maximum = Version::tls1_2;
    client_config.cipher_list = "ECDHE-ECDSA-AES128-GCM-SHA256";
    attempt("one.example");
    BOOST_TEST(server->failure().reason == "no cipher in common with the peer");
    BOOST_TEST(shown_to("two.example") == "DNS:two.example");
}

BOOST_AUTO_TEST_CASE(the_chosen_site_still_demands_a_client_certificate)
{
    server_config.identities = {identity({"DNS:one.example"}), identity({"DNS:two.example"})};
    server_config.require_client_certificate = true;
    attempt("two.example");
    BOOST_TEST(server->failure().reason == "the peer sent no certificate, but one is required");
    BOOST_REQUIRE(server->security().refusal);
    BOOST_TEST((server->security().refusal->rule == sip::TrustRule::no_certificate));
}

BOOST_AUTO_TEST_CASE(certificates_and_keys_from_memory)
{
    const Issued host = make_host(sites.authority, "sip.example.com");
    LocalIdentity& local = server_config.identities[0];
    local.certificate = Material::from_memory(host.pem());
    local.private_key = Material::from_memory(host.key_pem("secret"), "the key");
    local.private_key_password = "secret";
    client_config.ca_files = {Material::from_memory(sites.authority.pem())};
    connect();
    BOOST_TEST(client->security().peer_verified);
    BOOST_TEST(server->context().config().identities[0].private_key.pem.empty());

    local.private_key = Material::from_memory("nonsense", "the key");
    BOOST_TEST(error() == "local_rsa_private_key_filename: the key: no private key found");
}

BOOST_AUTO_TEST_CASE(certificates_and_keys_from_a_store)
{
    const Issued host = make_host(sites.authority, "sip.example.com");
    LocalIdentity& local = server_config.identities[0];
    local.certificate = "file:" + sites.files.write("a.pem", host.pem());
    local.private_key = "file:" + sites.files.write("a.key", host.key_pem("secret"));
    local.private_key_password = "secret";
    connect();
    BOOST_TEST(client->security().peer_verified);

    local.private_key_password = "wrong";
    BOOST_TEST(error().find("the store gives no private key") != std::string::npos);
    local.private_key = "nosuchscheme:key";
    BOOST_TEST(error().find("local_rsa_private_key_filename: nosuchscheme:key: the store gives no private key") == 0U);
}

BOOST_AUTO_TEST_CASE(a_dss_key_needs_a_cipher_of_dss)
{
    server_config.identities = {identity({"DNS:sip.example.com"}, KeyKind::dsa2048)};
    server_config.identities[0].setting = "local_dss";
    BOOST_TEST(error().find("local_dss_private_key_filename: ") == 0U);
    BOOST_TEST(error().find("a DSS key is of use only with a cipher of DSS") != std::string::npos);

    server_config.cipher_list = client_config.cipher_list = "DHE-DSS-AES256-GCM-SHA384";
    client_config.maximum = Version::tls1_2;
    connect();
    BOOST_TEST(key_shown() == "DSA");
    BOOST_TEST(client->security().peer_verified);
}

BOOST_AUTO_TEST_CASE(a_dss_key_beside_an_rsa_key)
{
    server_config.identities = {identity({"DNS:sip.example.com"}, KeyKind::rsa2048),
                                identity({"DNS:sip.example.com"}, KeyKind::dsa2048)};
    server_config.cipher_list = "ALL";
    connect();
    BOOST_TEST(key_shown() == "RSA");
}

BOOST_AUTO_TEST_CASE(a_client_shows_the_certificate_that_fits)
{
    server_config.require_client_certificate = true;
    client_config.identities = {identity({"DNS:caller.example"}, KeyKind::rsa2048),
                                identity({"DNS:caller.example"}, KeyKind::ed25519)};
    connect();
    BOOST_TEST(server->security().peer_verified);
    BOOST_TEST((server->security().names == std::vector<std::string>{"DNS:caller.example"}));
    BOOST_TEST(server->security().certificate.size() > 100U); // DER
}

BOOST_AUTO_TEST_CASE(a_context_tells_what_it_shows_and_for_how_long)
{
    server_config.identities = {identity({"DNS:a.example"}, KeyKind::rsa2048)};
    const auto context = context_of(server_config);
    BOOST_REQUIRE(context->certificates().size() == 1U);
    const LocalCertificate& shown = context->certificates()[0];
    BOOST_TEST(shown.field == "local_rsa_cert_filename");
    BOOST_TEST(shown.subject == "CN=host");
    BOOST_TEST(shown.key == "RSA 2048");
    BOOST_TEST((shown.names == std::vector<std::string>{"DNS:a.example"}));
    BOOST_TEST(shown.days_left(std::chrono::system_clock::now()) == 29);
    BOOST_TEST(shown.days_left(std::chrono::system_clock::now() + std::chrono::hours{24 * 31}) == -2);
}

BOOST_AUTO_TEST_CASE(what_is_worth_a_warning)
{
    const auto warnings = [&](const Issued& shown) {
        server_config.identities = {sites.identity_of(shown, "shown")};
        std::string text;
        const auto context = context_of(server_config);
        for (const std::string& warning : context->warnings())
            text += warning.substr(warning.find("shown.pem")) + '\n';
        return text;
    };
    const CertificateSpec host{.names = {"DNS:a.example"}, .valid_to_days = 90};
    CertificateSpec short_lived = host;
    short_lived.valid_to_days = 2;
    const Issued middle = make_authority("Middle", &sites.authority);
    BOOST_TEST(warnings(issue(host, &sites.authority)) == "");
    BOOST_TEST(warnings(issue(short_lived, &sites.authority)) ==
               "shown.pem: certificate or its chain expires in 1 day\n");
    BOOST_TEST(warnings(issue(host, &middle)) ==
               "shown.pem: peers may not find its issuer CN=Middle; is it in chain_cert_filename?\n");
}

BOOST_AUTO_TEST_SUITE_END()
