#include "tls_engine.hpp"
#include "tls_transport/support/loopback.hpp"
#include "tls_transport/support/raw_socket.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>

using namespace tls;
using namespace tls::test;
using sip::FlowError;

namespace {

constexpr char name[] = "sip.example.com";

/// A callee and a caller that differ from good ones by what a test changes, and how the attempt ends.
struct Attempt : Sites {
    Config callee_config = showing(name);
    Config caller_config = trusting();
    sip::FlowClosed caller_closed{};
    sip::FlowClosed callee_closed{};

    void show(const CertificateSpec& spec) { callee_config = showing(issue(spec, &authority), "shown"); }

    /// Opens, and waits until both sides have given up.
    void fail()
    {
        Station callee{callee_config};
        Station caller{caller_config};
        caller_closed = caller.wait_closed(caller.open(callee.listen(), name));
        callee_closed = callee.wait_refused();
    }
    void succeed(bool verified = true)
    {
        Station callee{callee_config};
        Station caller{caller_config};
        const auto opened = caller.wait_opened(caller.open(callee.listen(), name));
        BOOST_TEST(opened.security->peer_verified == verified);
        refusal = opened.security->refusal ? opened.security->refusal->text : std::string{};
    }
    std::string refusal;
};

/// A reason without the "TLS address: " before it.
std::string bare(const std::string& reason)
{
    const std::size_t address = reason.find("127.0.0.1:");
    const std::size_t end = reason.find(": ", address);
    return end == std::string::npos ? reason : reason.substr(end + 2);
}

std::string without_dates(std::string text)
{
    for (std::size_t at; (at = text.find("20")) != std::string::npos;)
        text.replace(at, 10, "DATE");
    return text;
}

CertificateSpec host() { return {.common_name = name, .names = {"DNS:sip.example.com"}}; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_refusal, Attempt)

BOOST_AUTO_TEST_CASE(another_name)
{
    show({.names = {"DNS:other.example"}});
    fail();
    BOOST_TEST((caller_closed.error == FlowError::identity));
    BOOST_TEST(caller_closed.reason.find("certificate of 127.0.0.1:") == 0U);
    BOOST_TEST(caller_closed.reason.find(" is for DNS:other.example, not for sip.example.com") != std::string::npos);
    BOOST_REQUIRE(caller_closed.security);
    BOOST_TEST(!caller_closed.security->peer_verified);
    BOOST_REQUIRE(caller_closed.security->refusal);
    const sip::TrustRefusal& why = *caller_closed.security->refusal;
    BOOST_TEST((why.rule == sip::TrustRule::other_name));
    BOOST_TEST(why.expected_name == name);
    BOOST_TEST((why.certificate.names == std::vector<std::string>{"DNS:other.example"}));
    BOOST_TEST(why.text == caller_closed.reason);
    BOOST_TEST((callee_closed.error == FlowError::none)); // to the callee it looks like a change of mind
}

BOOST_AUTO_TEST_CASE(an_expired_certificate)
{
    // A context refuses to show one, so it expires by its authority.
    const Issued old = issue({.common_name = "Old", .authority = true, .valid_from_days = -9, .valid_to_days = -2});
    callee_config = showing(issue(host(), &old), "shown");
    caller_config.ca_files = {files.write("old.pem", old.pem())};
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
    BOOST_TEST(without_dates(bare(caller_closed.reason)) == "certificate of its authority CN=Old expired DATE");
    BOOST_TEST((callee_closed.error == FlowError::handshake));
    BOOST_TEST(bare(callee_closed.reason) == "refused by the peer: certificate expired");
}

BOOST_AUTO_TEST_CASE(an_unknown_authority)
{
    const Issued other = make_authority("Other Authority");
    caller_config.ca_files = {files.write("other.pem", other.pem())};
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
    BOOST_TEST(bare(caller_closed.reason) ==
               "unable to get local issuer certificate: CN=Test Authority, which signed CN=sip.example.com; is its CA "
               "in ca_cert_filename?");
    BOOST_REQUIRE(caller_closed.security);
    BOOST_TEST(caller_closed.security->subject == "CN=sip.example.com");
    BOOST_TEST(bare(callee_closed.reason) ==
               "refused by the peer: unknown CA: it does not trust the authority that signed our certificate");
}

BOOST_AUTO_TEST_CASE(no_authority_configured)
{
    caller_config.ca_files.clear();
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
}

BOOST_AUTO_TEST_CASE(a_self_signed_certificate)
{
    callee_config = showing(issue(host()), "self");
    fail();
    BOOST_TEST(bare(caller_closed.reason) == "certificate is self-signed and not itself trusted: CN=sip.example.com");
}

BOOST_AUTO_TEST_CASE(a_self_signed_certificate_that_is_trusted_itself)
{
    callee_config = showing(issue(host()), "self");
    caller_config.ca_files = {callee_config.identities[0].certificate};
    succeed();
}

BOOST_AUTO_TEST_CASE(a_revoked_certificate)
{
    const Issued revoked = make_host(authority, name);
    callee_config = showing(revoked, "revoked");
    caller_config.crl_files = {files.write("list.crl", make_crl_pem(authority, {.revoked = {&revoked}}))};
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
    BOOST_TEST(bare(caller_closed.reason).find("certificate is revoked: serial ") == 0U);
    BOOST_TEST(bare(callee_closed.reason) == "refused by the peer: certificate revoked");
}

BOOST_AUTO_TEST_CASE(a_revocation_list_that_does_not_name_it)
{
    caller_config.crl_files = {files.write("list.crl", make_crl_pem(authority, {}))};
    succeed();
}

BOOST_AUTO_TEST_CASE(a_revocation_list_out_of_date)
{
    caller_config.crl_files = {files.write("list.crl", make_crl_pem(authority, {.valid_to_days = -1}))};
    fail();
    BOOST_TEST(bare(caller_closed.reason) == "revocation list of CN=Test Authority is out of date");
}

BOOST_AUTO_TEST_CASE(no_revocation_list_of_this_authority)
{
    const Issued other = make_authority("Other Authority");
    caller_config.crl_files = {files.write("list.crl", make_crl_pem(other, {}))};
    fail();
    BOOST_TEST(bare(caller_closed.reason) == "no revocation list of CN=Test Authority, which signed "
                                             "CN=sip.example.com; is it in crl_filename?");
}

BOOST_AUTO_TEST_CASE(a_chain_through_an_intermediate)
{
    const Issued middle = make_authority("Middle", &authority);
    callee_config = showing(make_host(middle, name), "below");
    callee_config.identities[0].chain = {files.write("middle.pem", middle.pem())};
    succeed();
    callee_config.identities[0].chain.clear();
    fail();
    BOOST_TEST(bare(caller_closed.reason).find("unable to get local issuer certificate: CN=Middle") == 0U);
}

BOOST_AUTO_TEST_CASE(an_intermediate_beyond_the_path_length)
{
    const Issued root = issue({.common_name = "Short Root", .authority = true, .path_length = 0});
    const Issued middle = make_authority("Middle", &root);
    callee_config = showing(make_host(middle, name), "below");
    callee_config.identities[0].chain = {files.write("middle.pem", middle.pem())};
    caller_config.ca_files = {files.write("root.pem", root.pem())};
    fail();
    BOOST_TEST(bare(caller_closed.reason).find("path length constraint exceeded") == 0U);
}

BOOST_AUTO_TEST_CASE(a_host_that_plays_the_authority)
{
    const Issued impostor = make_host(authority, "impostor.example");
    callee_config = showing(make_host(impostor, name), "below");
    callee_config.identities[0].chain = {files.write("impostor.pem", impostor.pem())};
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
    BOOST_TEST(bare(caller_closed.reason) == "invalid CA certificate: CN=impostor.example");
}

BOOST_AUTO_TEST_CASE(usages_of_tls_and_of_sip_are_accepted)
{
    for (const char* usages : {"serverAuth", "clientAuth", "1.3.6.1.5.5.7.3.20", "emailProtection,serverAuth"}) {
        BOOST_TEST_INFO(usages);
        CertificateSpec spec = host();
        spec.usages = usages;
        show(spec);
        succeed();
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_for_something_else)
{
    CertificateSpec spec = host();
    spec.usages = "emailProtection,codeSigning";
    show(spec);
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
    BOOST_TEST(bare(caller_closed.reason) ==
               "certificate is not meant for TLS or SIP by its key usage: CN=sip.example.com");
    BOOST_TEST(bare(callee_closed.reason) == "refused by the peer: unsupported certificate");
}

BOOST_AUTO_TEST_CASE(a_key_that_may_not_sign)
{
    CertificateSpec spec = host();
    spec.key_usages = "cRLSign";
    show(spec);
    fail();
    BOOST_TEST((caller_closed.error == FlowError::certificate));
}

BOOST_AUTO_TEST_CASE(verification_switched_off_reports_what_did_not_hold)
{
    caller_config.verify_server = false;
    succeed();
    BOOST_TEST(refusal.empty());

    show({.names = {"DNS:other.example"}});
    succeed(false);
    BOOST_TEST(refusal.find("is for DNS:other.example, not for sip.example.com") != std::string::npos);

    callee_config = showing(issue(host()), "self");
    succeed(false);
    BOOST_TEST(refusal == "certificate is self-signed and not itself trusted: CN=sip.example.com");
}

BOOST_AUTO_TEST_CASE(a_caller_without_the_certificate_that_is_required)
{
    callee_config.require_client_certificate = true;
    fail();
    BOOST_TEST((callee_closed.error == FlowError::certificate));
    BOOST_TEST(bare(callee_closed.reason) == "the peer sent no certificate, but one is required");
    BOOST_TEST((caller_closed.error == FlowError::handshake));
    BOOST_TEST(bare(caller_closed.reason) ==
               "refused by the peer: certificate required; local_rsa_cert_filename names none");

    callee_config.maximum = Version::tls1_2;
    fail();
    BOOST_TEST((caller_closed.error == FlowError::handshake));
    BOOST_TEST(bare(caller_closed.reason).find("refused by the peer: handshake failure") == 0U);
}

BOOST_AUTO_TEST_CASE(a_caller_whose_authority_is_unknown_to_the_callee)
{
    callee_config.require_client_certificate = true;
    const Issued other = make_authority("Other Authority");
    caller_config.identities = {identity_of(make_host(other, "caller.example"), "caller")};
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        caller_config.maximum = version;
        fail();
        BOOST_TEST((callee_closed.error == FlowError::certificate));
        BOOST_TEST(bare(callee_closed.reason).find("unable to get local issuer certificate: CN=Other Authority") == 0U);
        BOOST_TEST((caller_closed.error == FlowError::handshake));
        BOOST_TEST(bare(caller_closed.reason).find("refused by the peer: unknown CA") == 0U);
    }
}

BOOST_AUTO_TEST_CASE(nobody_listens)
{
    Station caller{caller_config};
    sip::Address nobody;
    {
        const RawSocket gone = RawSocket::listening();
        nobody = gone.local();
    }
    const sip::FlowClosed closed = caller.wait_closed(caller.open(nobody, name));
    BOOST_TEST((closed.error == FlowError::refused));
    BOOST_TEST(closed.reason == "TLS " + nobody.to_string() + ": Connection refused");
}

BOOST_AUTO_TEST_CASE(a_callee_that_says_nothing)
{
    caller_config.handshake_limit = std::chrono::milliseconds{100};
    Station caller{caller_config};
    const RawSocket silent = RawSocket::listening();
    const sip::FlowClosed closed = caller.wait_closed(caller.open(silent.local(), name));
    BOOST_TEST((closed.error == FlowError::timed_out));
    BOOST_TEST(bare(closed.reason) == "handshake not finished within 100 ms");
}

BOOST_AUTO_TEST_CASE(a_caller_that_says_nothing_or_half_of_something)
{
    callee_config.client_hello_limit = std::chrono::milliseconds{100};
    Station callee{callee_config};
    const sip::Address address = callee.listen();
    const RawSocket silent = RawSocket::connected_to(address);
    const RawSocket halting = RawSocket::connected_to(address);
    halting.send("\x16\x03\x01\x02");
    for (const std::size_t number : {0, 1}) {
        const sip::FlowClosed closed = callee.wait_refused(number);
        BOOST_TEST((closed.error == FlowError::timed_out));
        BOOST_TEST(bare(closed.reason) == "no ClientHello within 100 ms");
    }
    BOOST_TEST(silent.receive().empty());
}

BOOST_AUTO_TEST_CASE(a_caller_that_says_no_more_after_its_first_flight)
{
    callee_config.client_hello_limit = std::chrono::milliseconds{50};
    callee_config.handshake_limit = std::chrono::milliseconds{200};
    Station callee{callee_config};
    const RawSocket caller = RawSocket::connected_to(callee.listen());
    Engine engine{context_of(caller_config), Role::client};
    engine.start();
    caller.send(engine.output());
    const sip::FlowClosed closed = callee.wait_refused();
    BOOST_TEST((closed.error == FlowError::timed_out));
    BOOST_TEST(bare(closed.reason) == "handshake not finished within 200 ms");
}

BOOST_AUTO_TEST_CASE(a_callee_that_hangs_up_during_the_handshake)
{
    Station caller{caller_config};
    const RawSocket listener = RawSocket::listening();
    const sip::FlowId flow = caller.open(listener.local(), name);
    {
        const RawSocket accepted = listener.accept();
        static_cast<void>(accepted.receive());
    }
    const sip::FlowClosed closed = caller.wait_closed(flow);
    BOOST_TEST((closed.error == FlowError::handshake));
    BOOST_TEST(bare(closed.reason) == "connection closed by the peer during the handshake");
}

BOOST_AUTO_TEST_CASE(garbage_for_a_handshake)
{
    Station callee{callee_config};
    const RawSocket stranger = RawSocket::connected_to(callee.listen());
    stranger.send(std::string(100'000, '\xa5'));
    const sip::FlowClosed closed = callee.wait_refused();
    BOOST_TEST((closed.error == FlowError::handshake));
    BOOST_TEST(bare(closed.reason) == "what the peer sent is not TLS (plain SIP at a TLS port?)");
}

BOOST_AUTO_TEST_SUITE_END()
