#include "tls_transport/support/engine_pair.hpp"
#include "tls_transport/support/loopback.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>

using namespace tls;
using namespace tls::test;
using namespace std::string_literals;
using sip::TrustRule;

/// {verify on, off} x {what can be wrong with a certificate} x {we are client, we are server}: GHSA-x2fv-6j6c-pxmx was
/// a verification that one mode skipped silently.
namespace {

constexpr char name[] = "sip.example.com";

/// A peer with one thing wrong, shown by OpenSSL's own machine, since a context of ours refuses to show most of these.
struct Fixture {
    Issued root = make_authority("Root");
    Issued middle = make_authority("Middle", &root);
    Issued stranger = make_authority("Stranger");
    Issued good = issue(host(), &middle);
    Issued revoked = issue(host(), &middle);
    Config ours = trusting_with_identity();

    static CertificateSpec host() { return {.common_name = name, .names = {"DNS:sip.example.com"}}; }

    [[nodiscard]] Config trusting_with_identity() const
    {
        Config config;
        LocalIdentity& identity = config.identities.emplace_back();
        identity.certificate = Material::from_memory(good.pem());
        identity.private_key = Material::from_memory(good.key_pem());
        identity.chain = {Material::from_memory(middle.pem())};
        config.ca_files = {Material::from_memory(root.pem())};
        config.crl_files = {Material::from_memory(make_crl_pem(root, {})),
                            Material::from_memory(make_crl_pem(middle, {.revoked = {&revoked}}))};
        return config;
    }
};

struct Outcome {
    std::optional<TrustRule> rule; ///< that was broken; none: every rule held
    const char* reason = "";       ///< begins like this, dates aside
};

struct Row {
    const char* fault;
    std::function<Issued(const Fixture&)> peer;
    bool sends_intermediate;
    Outcome as_client; ///< we are, the peer is a server
    Outcome as_server; ///< we are; whoever calls need not be at home where a name points to
};

Issued changed(const Fixture& f, const std::function<void(CertificateSpec&)>& change)
{
    CertificateSpec spec = Fixture::host();
    change(spec);
    return issue(spec, &f.middle);
}

Issued copy(const Issued& issued)
{
    EVP_PKEY_up_ref(issued.key.get());
    return {shared(issued.certificate.get()), KeyPtr{issued.key.get()}};
}

const std::vector<Row> rows{
    {"nothing", [](const Fixture& f) { return copy(f.good); }, true, {}, {}},
    {"another name",
     [](const Fixture& f) { return changed(f, [](CertificateSpec& spec) { spec.names = {"DNS:other.example"}; }); },
     true,
     {TrustRule::other_name, "certificate of 192.0.2.1 is for DNS:other.example, not for sip.example.com"},
     {}},
    {"expired",
     [](const Fixture& f) {
         return changed(f, [](CertificateSpec& spec) { spec.valid_from_days = -9, spec.valid_to_days = -2; });
     },
     true,
     {TrustRule::expired, "certificate expired "},
     {TrustRule::expired, "certificate expired "}},
    {"not yet valid",
     [](const Fixture& f) { return changed(f, [](CertificateSpec& spec) { spec.valid_from_days = 2; }); },
     true,
     {TrustRule::not_yet_valid, "certificate is not valid before "},
     {TrustRule::not_yet_valid, "certificate is not valid before "}},
    {"self-signed",
     [](const Fixture&) { return issue(Fixture::host()); },
     false,
     {TrustRule::self_signed, "certificate is self-signed and not itself trusted: CN=sip.example.com"},
     {TrustRule::self_signed, "certificate is self-signed and not itself trusted: CN=sip.example.com"}},
    {"unknown authority",
     [](const Fixture& f) { return issue(Fixture::host(), &f.stranger); },
     false,
     {TrustRule::unknown_authority, "unable to get local issuer certificate: CN=Stranger"},
     {TrustRule::unknown_authority, "unable to get local issuer certificate: CN=Stranger"}},
    {"revoked",
     [](const Fixture& f) { return copy(f.revoked); },
     true,
     {TrustRule::revoked, "certificate is revoked: serial "},
     {TrustRule::revoked, "certificate is revoked: serial "}},
    {"missing intermediate",
     [](const Fixture& f) { return copy(f.good); },
     false,
     {TrustRule::unknown_authority, "unable to get local issuer certificate: CN=Middle"},
     {TrustRule::unknown_authority, "unable to get local issuer certificate: CN=Middle"}},
    {"wrong usage",
     [](const Fixture& f) { return changed(f, [](CertificateSpec& spec) { spec.usages = "codeSigning"; }); },
     true,
     {TrustRule::usage, "certificate is not meant for TLS or SIP by its key usage"},
     {TrustRule::usage, "certificate is not meant for TLS or SIP by its key usage"}},
    {"weak key",
     [](const Fixture& f) { return changed(f, [](CertificateSpec& spec) { spec.key = KeyKind::rsa1024; }); },
     true,
     {TrustRule::weak, "EE certificate key too weak"},
     {TrustRule::weak, "EE certificate key too weak"}},
    {"weak digest",
     [](const Fixture& f) { return changed(f, [](CertificateSpec& spec) { spec.digest = EVP_sha1(); }); },
     true,
     {TrustRule::weak, "CA signature digest algorithm too weak"},
     {TrustRule::weak, "CA signature digest algorithm too weak"}},
    {"NUL in the name",
     [](const Fixture& f) {
         return changed(f, [](CertificateSpec& spec) { spec.names = {"DNS:sip.example.com\0.evil.test"s}; });
     },
     true,
     {TrustRule::other_name, "certificate of 192.0.2.1 is for DNS:sip.example.com\\x00.evil.test, not for "},
     {}},
};

RawPeer peer_of(const Fixture& f, const Row& row, const SSL_METHOD* method, int version)
{
    const Issued shown = row.peer(f);
    return {method, [&](SSL_CTX* context) {
                SSL_CTX_set_security_level(context, 0);
                SSL_CTX_set_max_proto_version(context, version);
                BOOST_REQUIRE(SSL_CTX_use_certificate(context, shown.certificate.get()) == 1);
                BOOST_REQUIRE(SSL_CTX_use_PrivateKey(context, shown.key.get()) == 1);
                if (row.sends_intermediate)
                    SSL_CTX_add1_chain_cert(context, f.middle.certificate.get());
            }};
}

/// The cell's promise: the rule and the reason are told whether or not they stop the connection.
void check(const sip::Security& security, const Outcome& expected)
{
    BOOST_TEST(security.peer_verified == !expected.rule);
    BOOST_REQUIRE((security.refusal != nullptr) == expected.rule.has_value());
    if (!expected.rule)
        return;
    BOOST_TEST(to_string(security.refusal->rule) == to_string(*expected.rule));
    BOOST_TEST(security.refusal->text.find(expected.reason) == 0U, security.refusal->text);
    BOOST_TEST(security.refusal->certificate.subject == "CN=sip.example.com");
    BOOST_TEST(security.refusal->depth == 0);
}

bool is_of_phase_3(const Outcome& outcome) { return outcome.rule == TrustRule::other_name; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_matrix, Fixture)

BOOST_AUTO_TEST_CASE(we_are_client)
{
    for (const Row& row : rows)
        for (const bool verify : {true, false})
            for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
                BOOST_TEST_CONTEXT(row.fault << ", verify " << verify << ", version " << version)
                {
                    ours.verify_server = verify;
                    RawPeer server = peer_of(*this, row, TLS_server_method(), version);
                    Engine client{context_of(ours), Role::client, name};
                    client.start();
                    exchange(client, server);

                    const bool refused = verify && row.as_client.rule && !is_of_phase_3(row.as_client);
                    BOOST_TEST((client.state() == Engine::State::failed) == refused);
                    sip::Security security = client.security();
                    if (refused)
                        BOOST_TEST((client.failure().error == sip::FlowError::certificate));
                    else
                        BOOST_TEST(client.assert_identity(name, "192.0.2.1", security) ==
                                   !(verify && row.as_client.rule));
                    check(security, row.as_client);
                }
            }
}

BOOST_AUTO_TEST_CASE(we_are_server_and_demand_a_certificate)
{
    ours.require_client_certificate = true;
    for (const Row& row : rows)
        for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
            BOOST_TEST_CONTEXT(row.fault << ", version " << version)
            {
                RawPeer client = peer_of(*this, row, TLS_client_method(), version);
                Engine server{context_of(ours), Role::server};
                client.handshake();
                exchange(server, client);
                BOOST_TEST((server.state() == Engine::State::failed) == row.as_server.rule.has_value());
                if (row.as_server.rule)
                    BOOST_TEST((server.failure().error == sip::FlowError::certificate));
                check(server.security(), row.as_server);
            }
        }
}

BOOST_AUTO_TEST_CASE(we_are_server_and_demand_none)
{
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.fault)
        {
            RawPeer client = peer_of(*this, row, TLS_client_method(), TLS1_3_VERSION);
            Engine server{context_of(ours), Role::server};
            client.handshake();
            exchange(server, client);
            BOOST_TEST((server.state() == Engine::State::established));
            BOOST_TEST(server.security().subject == ""); // what was not asked for is not sent, nor called verified
            BOOST_TEST(!server.security().peer_verified);
            BOOST_TEST(!server.security().refusal);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
