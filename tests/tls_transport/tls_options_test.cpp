#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <sys/stat.h>

#include <fstream>
#include <sstream>

using namespace tls;
using namespace tls::test;
using sip::TrustRule;
using State = Engine::State;

namespace {

constexpr char name[] = "sip.example.com";

struct Fixture : EnginePair {
    void show(const CertificateSpec& spec)
    {
        server_config.identities = {sites.identity_of(issue(spec, &sites.authority), "shown")};
    }
    sip::Security asserted(const std::string& expected = name)
    {
        sip::Security security = client->security();
        static_cast<void>(client->assert_identity(expected, "192.0.2.1:5061", security));
        return security;
    }
};

std::string content(const std::string& file)
{
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_alpn, Fixture) // RFC 7301

BOOST_AUTO_TEST_CASE(sip_2_is_agreed_on_by_default)
{
    connect();
    BOOST_TEST(client->security().alpn == "sip/2");
    BOOST_TEST(server->security().alpn == "sip/2");
}

BOOST_AUTO_TEST_CASE(a_peer_without_it_is_accepted_unless_it_is_required)
{
    client_config.alpn = Alpn::off;
    connect();
    BOOST_TEST(server->security().alpn == "");

    server_config.alpn = Alpn::require;
    attempt();
    BOOST_TEST(server->failure().reason == "the peer did not offer the protocol sip/2 (ALPN), which is required");
    BOOST_TEST(client->failure().reason == "refused by the peer: no application protocol in common");

    server_config.alpn = Alpn::off;
    client_config.alpn = Alpn::require;
    attempt();
    BOOST_TEST((client->state() == State::failed));
    BOOST_TEST(client->failure().reason == "the peer did not agree on the protocol sip/2 (ALPN), which is required");
}

BOOST_AUTO_TEST_CASE(both_require_it)
{
    client_config.alpn = server_config.alpn = Alpn::require;
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        client_config.maximum = version;
        connect();
        BOOST_TEST(client->security().alpn == "sip/2");
    }
}

BOOST_AUTO_TEST_CASE(a_browser_at_our_port_is_refused)
{
    RawPeer browser{TLS_client_method(), [](SSL_CTX* context) {
                        SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>("\x02h2"), 3);
                    }};
    Engine engine{context_of(server_config), Role::server};
    browser.handshake();
    exchange(engine, browser);
    BOOST_TEST(engine.failure().reason == "the peer speaks other protocols than sip/2 (ALPN)");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_key_log, Fixture)

BOOST_AUTO_TEST_CASE(both_ends_log_the_same_secrets_and_append)
{
    client_config.key_log_file = sites.files.path("client.keys");
    server_config.key_log_file = sites.files.path("server.keys");
    connect();
    const std::string first = content(client_config.key_log_file);
    BOOST_TEST(first.find("CLIENT_HANDSHAKE_TRAFFIC_SECRET ") != std::string::npos);
    BOOST_TEST(first.find("SERVER_TRAFFIC_SECRET_0 ") != std::string::npos);
    BOOST_TEST(first.back() == '\n');
    const std::string server_log = content(server_config.key_log_file);
    BOOST_TEST(server_log.size() == first.size());
    std::istringstream lines{first};
    for (std::string line; std::getline(lines, line);)
        BOOST_TEST(server_log.find(line) != std::string::npos);

    client_config.maximum = Version::tls1_2;
    connect();
    const std::string second = content(client_config.key_log_file);
    BOOST_TEST(second.compare(0, first.size(), first) == 0);
    BOOST_TEST(second.find("CLIENT_RANDOM ", first.size()) == first.size());
}

BOOST_AUTO_TEST_CASE(the_file_is_for_its_owner_alone_and_worth_a_warning)
{
    client_config.key_log_file = sites.files.path("client.keys");
    const auto context = context_of(client_config);
    struct stat status {};
    BOOST_REQUIRE(::stat(client_config.key_log_file.c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 0777) == 0600U);
    BOOST_REQUIRE(context->warnings().size() == 1U);
    BOOST_TEST(context->warnings()[0].find("secrets of all connections are written there") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_an_error)
{
    client_config.key_log_file = sites.files.path("nowhere/client.keys");
    for (const auto& made : {make_context(client_config), validate(client_config)}) {
        const auto* error = std::get_if<ConfigError>(&made);
        BOOST_REQUIRE(error != nullptr);
        BOOST_TEST(error->field == "key_log_file");
        BOOST_TEST(error->reason == "No such file or directory");
    }
}

BOOST_AUTO_TEST_CASE(a_dry_run_writes_nothing)
{
    client_config.key_log_file = sites.files.path("client.keys");
    BOOST_TEST(validate(client_config).index() == 0U);
    BOOST_TEST(!std::filesystem::exists(client_config.key_log_file));
    server_config.identities[0].private_key_password = "unused";
    BOOST_TEST(validate(server_config).index() == 0U);
    server_config.ca_files = {sites.files.path("missing.pem")};
    BOOST_TEST(std::get<ConfigError>(validate(server_config)).field == "ca_cert_filename[0]");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_dates, Fixture)

BOOST_AUTO_TEST_CASE(clocks_that_differ_are_tolerated_by_switch)
{
    // A context refuses to show a certificate out of date, so it is its authority that is.
    const Issued old = issue({.common_name = "Old", .authority = true, .valid_from_days = -9, .valid_to_days = -2});
    const Issued young = issue({.common_name = "Young", .authority = true, .valid_from_days = 2});
    struct Row {
        const Issued* authority;
        int days;
        bool holds;
        TrustRule rule;
    };
    for (const Row& row : {Row{&old, 0, false, TrustRule::expired}, Row{&old, 1, false, TrustRule::expired},
                           Row{&old, 3, true, {}}, Row{&young, 0, false, TrustRule::not_yet_valid},
                           Row{&young, 1, false, TrustRule::not_yet_valid}, Row{&young, 3, true, {}}}) {
        server_config.identities = {sites.identity_of(make_host(*row.authority, name), "shown")};
        client_config.ca_files = {Material::from_memory(row.authority->pem())};
        client_config.clock_skew = std::chrono::hours{24 * row.days};
        attempt();
        const sip::Security security = client->security();
        BOOST_TEST_INFO(row.days << " days");
        BOOST_TEST(security.peer_verified == row.holds);
        BOOST_TEST(!security.refusal == row.holds);
        if (security.refusal) {
            BOOST_TEST((security.refusal->rule == row.rule));
            BOOST_TEST(security.refusal->depth == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(tolerance_counts_for_revocation_lists_too)
{
    client_config.crl_files = {Material::from_memory(make_crl_pem(sites.authority, {.valid_to_days = -1}))};
    attempt();
    BOOST_REQUIRE(client->security().refusal);
    BOOST_TEST((client->security().refusal->rule == TrustRule::revocation_stale));
    client_config.clock_skew = std::chrono::hours{48};
    connect();
    BOOST_TEST(client->security().peer_verified);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_names, Fixture)

BOOST_AUTO_TEST_CASE(the_common_name_counts_by_switch)
{
    show({.common_name = name});
    connect();
    BOOST_TEST(asserted().verified_name == "CN:sip.example.com");
    client_config.common_name = false;
    connect();
    BOOST_REQUIRE(asserted().refusal);
    BOOST_TEST((asserted().refusal->rule == TrustRule::no_names));
    BOOST_TEST(!asserted().peer_verified);
}

BOOST_AUTO_TEST_CASE(wildcards_count_by_switch)
{
    show({.names = {"DNS:*.example.com"}});
    connect();
    BOOST_REQUIRE(asserted().refusal);
    BOOST_TEST((asserted().refusal->rule == TrustRule::wildcard));
    client_config.wildcards = true;
    connect();
    BOOST_TEST(asserted().verified_name == "DNS:*.example.com");
}

BOOST_AUTO_TEST_CASE(a_chain_may_be_as_long_as_the_switch_says)
{
    const Issued outer = make_authority("Outer", &sites.authority);
    const Issued inner = make_authority("Inner", &outer);
    server_config.identities = {sites.identity_of(make_host(inner, name), "deep")};
    server_config.identities[0].chain = {Material::from_memory(inner.pem() + outer.pem())};
    for (const int depth : {1, 2}) {
        client_config.chain_depth = depth;
        attempt();
        BOOST_TEST(client->security().peer_verified == (depth == 2));
        if (depth == 1) {
            BOOST_REQUIRE(client->security().refusal);
            BOOST_TEST((client->security().refusal->rule == TrustRule::path));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

std::string parameters_pem(const EVP_PKEY* key)
{
    const BioPtr memory{BIO_new(BIO_s_mem())};
    PEM_write_bio_Parameters(memory.get(), key);
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string dh_parameters(const char* group)
{
    const OpensslPtr<EVP_PKEY_CTX, EVP_PKEY_CTX_free> work{EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr)};
    EVP_PKEY* made = nullptr;
    EVP_PKEY_keygen_init(work.get());
    EVP_PKEY_CTX_set_group_name(work.get(), group);
    EVP_PKEY_generate(work.get(), &made);
    return parameters_pem(KeyPtr{made}.get());
}

/// 2048 bits whose product is no prime.
std::string composite_dh_parameters()
{
    std::vector<unsigned char> modulus(256, 0xff);
    unsigned char generator = 2;
    OSSL_PARAM values[]{OSSL_PARAM_BN(OSSL_PKEY_PARAM_FFC_P, modulus.data(), modulus.size()),
                        OSSL_PARAM_BN(OSSL_PKEY_PARAM_FFC_G, &generator, 1), OSSL_PARAM_END};
    const OpensslPtr<EVP_PKEY_CTX, EVP_PKEY_CTX_free> work{EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr)};
    EVP_PKEY* made = nullptr;
    EVP_PKEY_fromdata_init(work.get());
    BOOST_REQUIRE(EVP_PKEY_fromdata(work.get(), &made, EVP_PKEY_KEY_PARAMETERS, values) == 1);
    return parameters_pem(KeyPtr{made}.get());
}

/// OpenSSL knows no named group that is weak: one of 512 bits, made for this test.
constexpr char weak_parameters[] = "-----BEGIN DH PARAMETERS-----\n"
                                   "MEYCQQCC96/kKdzP7SYktlyw7q+AgWP8r3He5mnW2fU83yQfrG+uTX6NwEIOKqr2\n"
                                   "ML83lXDJmLRlKgczMGjZBwz5rH3vAgEC\n"
                                   "-----END DH PARAMETERS-----\n";

struct DhFixture : Fixture {
    DhFixture()
    {
        server_config.identities = {sites.identity_of(
            issue({.names = {"DNS:sip.example.com"}, .valid_to_days = 90, .key = KeyKind::rsa2048}, &sites.authority),
            "rsa")};
    }
    /// The group that the server takes with a client that knows no elliptic curve.
    [[nodiscard]] int group_bits() const
    {
        RawPeer peer{TLS_client_method(), [](SSL_CTX* context) {
                         SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
                         SSL_CTX_set_cipher_list(context, "DHE-RSA-AES128-GCM-SHA256");
                     }};
        Engine engine{context_of(server_config), Role::server};
        peer.handshake();
        exchange(engine, peer);
        EVP_PKEY* key = nullptr;
        SSL_get_peer_tmp_key(peer.ssl(), &key);
        const KeyPtr owner{key};
        return key != nullptr ? EVP_PKEY_get_bits(key) : 0;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_dh_parameters, DhFixture)

BOOST_AUTO_TEST_CASE(strong_ones_are_used)
{
    server_config.dh_param_1024 = sites.files.write("dh.pem", dh_parameters("ffdhe4096"));
    BOOST_TEST(group_bits() == 4096);
    BOOST_TEST(context_of(server_config)->warnings().empty());
}

BOOST_AUTO_TEST_CASE(weak_ones_earn_a_warning_and_a_built_in_group_is_used)
{
    server_config.dh_param_512 = sites.files.write("weak.pem", weak_parameters);
    BOOST_TEST(group_bits() >= 2048);
    BOOST_REQUIRE(context_of(server_config)->warnings().size() == 1U);
    BOOST_TEST(context_of(server_config)->warnings()[0].find("dh_param_512_filename: ") == 0U);
    BOOST_TEST(context_of(server_config)->warnings()[0].find("512 bits are too weak") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_modulus_that_is_no_prime_is_weak_at_any_length)
{
    server_config.dh_param_1024 = sites.files.write("composite.pem", composite_dh_parameters());
    BOOST_TEST(group_bits() >= 2048);
    const auto context = context_of(server_config);
    BOOST_REQUIRE(context->warnings().size() == 1U);
    BOOST_TEST(context->warnings()[0].find("the modulus is no safe prime") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_without_parameters_is_an_error)
{
    server_config.dh_param_1024 = sites.authority_file;
    BOOST_TEST(std::get<ConfigError>(make_context(server_config)).to_string() ==
               "dh_param_1024_filename: " + sites.authority_file + ": no Diffie-Hellman parameters found");
}

BOOST_AUTO_TEST_SUITE_END()
