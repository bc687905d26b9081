#include "gc_api/support/ladder.hpp"
#include "gc_api/support/log_file.hpp"
#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"
#include "support/sip_text.hpp"

#include <thread>

using namespace gc::test;

namespace {

/// A call that TLS does not let through: what the program is told, by both events.
struct Failing : Program {
    Failing() { use_tls("localhost"); }
    void begin()
    {
        start();
        caller = open_line(1);
    }
    /// The report of the failure, whose words and facts stand in both events, and the end of the call.
    Seen report(CRN crn, int rule, long cause, const std::string& words)
    {
        const Seen report = expect(caller, GCEV_EXTENSION);
        BOOST_TEST(report.crn == crn);
        BOOST_TEST(report.extension == IPEXTID_RECEIVEMSG);
        const std::string value = report.parameter(IPSET_SIP_REQUEST_ERROR, IPPARM_SIP_SVC_UNAVAIL);
        REQUEST_ERROR error{};
        std::memcpy(&error, value.data(), std::min(value.size(), sizeof error));
        BOOST_TEST(error.error == IP_SIP_NETWORK_ERROR);
        BOOST_TEST(std::string{error.method} == "INVITE");
        BOOST_TEST(report.number(IPSET_TLS, IPPARM_TLS_RULE) == rule);

        const Seen end = expect(caller, GCEV_DISCONNECTED);
        BOOST_TEST(end.result == GCRV_SIGNALLING);
        BOOST_TEST(end.cause == cause);
        BOOST_TEST(end.number(IPSET_TLS, IPPARM_TLS_RULE) == rule);
        for (const Seen* seen : {&report, &end}) {
            BOOST_TEST(seen->text.find(words) != std::string::npos, seen->text);
            BOOST_TEST(seen->parameter(IPSET_TLS, IPPARM_TLS_REASON) == seen->text.substr(0, 1023));
        }
        drop_and_release(caller, crn);
        const std::string story = ladder.of(1);
        BOOST_TEST(story.find("UDP") == std::string::npos, story); // never by less (manual: no retry over UDP)
        BOOST_TEST(story.find("TCP") == std::string::npos, story);
        return report;
    }
    /// Calls a peer whose handshake we expect to fail.
    Seen refused(const TlsPeerSettings& settings, int rule, const std::string& words,
                 const std::string& host = "localhost")
    {
        const long cause =
            rule == IP_TLS_RULE_OTHER_NAME ? IPEC_InternalReasonPeerIdentity : IPEC_InternalReasonTlsFailure;
        TlsPeer peer{settings};
        begin();
        const CRN crn = make_call(caller, peer.uri("sips", host));
        const TlsConnection connection = peer.accept();
        Seen seen = report(crn, rule, cause, words);
        BOOST_TEST(peer.idle());
        return seen;
    }
    static std::string text(const Seen& seen, unsigned parm) { return seen.parameter(IPSET_TLS, parm); }

    Ladder ladder;
    LINEDEV caller = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_failures, Failing)

BOOST_AUTO_TEST_CASE(nobody_there)
{
    unsigned short port = 0;
    {
        TlsPeer gone{{}};
        port = gone.port();
    }
    begin();
    const CRN crn = make_call(caller, "sips:bob@127.0.0.1:" + std::to_string(port));
    const Seen seen = expect(caller, GCEV_EXTENSION);
    BOOST_TEST(seen.has(IPSET_SIP_REQUEST_ERROR, IPPARM_SIP_SVC_UNAVAIL));
    BOOST_TEST(!seen.has(IPSET_TLS, IPPARM_TLS_RULE)); // TLS is not why
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_InternalReasonTransportFailure);
    drop_and_release(caller, crn);
}

BOOST_AUTO_TEST_CASE(no_tls_there)
{
    PlainPeer peer;
    begin();
    const CRN crn = make_call(caller, "sips:bob@localhost:" + std::to_string(peer.port()));
    peer.accept_and_answer("SIP/2.0 400 What is this?\r\n\r\n");
    report(crn, IP_TLS_RULE_HANDSHAKE, IPEC_InternalReasonTlsFailure, "not TLS");
}

BOOST_AUTO_TEST_CASE(nothing_in_common)
{
    engine(1).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_3;
    TlsPeerSettings older = peer_named("localhost");
    older.maximum = TLS1_2_VERSION;
    refused(older, IP_TLS_RULE_HANDSHAKE, "version");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_host)
{
    const Seen seen = refused(peer_named("elsewhere.example"), IP_TLS_RULE_OTHER_NAME, "not for localhost");
    BOOST_TEST(text(seen, IPPARM_TLS_EXPECTED) == "localhost");
    BOOST_TEST(text(seen, IPPARM_TLS_SEEN_NAME) == "DNS:elsewhere.example");
    BOOST_TEST(text(seen, IPPARM_TLS_SUBJECT) == "CN=elsewhere.example");
    BOOST_TEST(text(seen, IPPARM_TLS_ISSUER) == "CN=Trunkcall test authority");
    BOOST_TEST(!text(seen, IPPARM_TLS_SERIAL).empty());
    BOOST_TEST(text(seen, IPPARM_TLS_NOT_AFTER).back() == 'Z');
    std::size_t names = 0;
    for (const auto& [key, value] : seen.parameters)
        names += key == (IPSET_TLS << 16 | IPPARM_TLS_SEEN_NAME) ? 1 : 0;
    BOOST_TEST(names == 2U); // DNS and URI
}

BOOST_AUTO_TEST_CASE(is_one_line_in_the_log)
{
    (void)newly_logged();
    const Seen seen = refused(peer_named("elsewhere.localhost"), IP_TLS_RULE_OTHER_NAME, "elsewhere.localhost");
    const std::string log = newly_logged();
    const std::size_t line = log.find(":P_SIP:N_iptB1T1:M_ipmB1C1: " + seen.text + '\n');
    BOOST_REQUIRE_MESSAGE(line != std::string::npos, log);
    BOOST_TEST(log.find('\n', line) + 1 == log.size(), log); // and nothing after it
}

BOOST_AUTO_TEST_CASE(an_expired_certificate)
{
    const Seen seen =
        refused(peer_named("old.localhost", "--expired"), IP_TLS_RULE_EXPIRED, "expired 2020-01-31", "old.localhost");
    BOOST_TEST(text(seen, IPPARM_TLS_NOT_BEFORE).substr(0, 10) == "2020-01-01");
    BOOST_TEST(text(seen, IPPARM_TLS_NOT_AFTER).substr(0, 10) == "2020-01-31");
}

BOOST_AUTO_TEST_CASE(a_revoked_certificate)
{
    const TlsPeerSettings revoked = peer_named("stolen.localhost", "--revoked");
    std::string list = certificates_for("localhost") + "/crl.pem";
    char* lists[] = {list.data()};
    engine(1).crl_number = 1;
    engine(1).crl_filename = lists;
    const Seen seen = refused(revoked, IP_TLS_RULE_REVOKED, "revoked", "stolen.localhost");
    BOOST_TEST(text(seen, IPPARM_TLS_SUBJECT) == "CN=stolen.localhost");
}

BOOST_AUTO_TEST_CASE(an_authority_that_is_not_trusted)
{
    engine(1).ca_cert_number = 0;
    refused(peer_named("localhost"), IP_TLS_RULE_UNKNOWN_AUTHORITY, "ca_cert_filename");
}

BOOST_AUTO_TEST_CASE(an_intermediate_that_is_missing)
{
    refused(peer_named("lonely.localhost", "--intermediate"), IP_TLS_RULE_UNKNOWN_AUTHORITY, "issuer",
            "lonely.localhost");
}

BOOST_AUTO_TEST_CASE(a_peer_that_wants_to_know_us_too)
{
    engine(1).local_rsa_cert_filename = nullptr;
    engine(1).local_rsa_private_key_filename = nullptr;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) { // the refusal comes early, or after the INVITE
        TlsPeerSettings mutual = peer_named("localhost");
        mutual.authority = certificates_for("localhost") + "/ca.pem";
        mutual.minimum = mutual.maximum = version;
        refused(mutual, IP_TLS_RULE_HANDSHAKE, "refused by the peer");
        stop();
    }
}

BOOST_AUTO_TEST_CASE(a_peer_that_does_not_trust_our_authority)
{
    TlsPeerSettings mutual = peer_named("localhost");
    mutual.authority = mutual.certificate; // a certificate, but no authority of ours
    refused(mutual, IP_TLS_RULE_HANDSHAKE, "refused by the peer");
}

BOOST_AUTO_TEST_CASE(a_sync_call_fails_with_the_same_words)
{
    TlsPeer peer{peer_named("elsewhere.example")};
    begin();
    std::string number = peer.uri("sips");
    std::thread other{[&] { static_cast<void>(peer.accept()); }};
    CRN crn = 0;
    const int result = gc_MakeCall(caller, &crn, number.data(), nullptr, 0, EV_SYNC);
    const Failure failure = last_failure();
    other.join();
    BOOST_TEST(result == GC_ERROR);
    BOOST_TEST(failure.gc == GCRV_SIGNALLING);
    BOOST_TEST(failure.cc == IPEC_InternalReasonPeerIdentity);
    BOOST_TEST(failure.text.find("not for localhost") != std::string::npos, failure.text);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_peer_name_of_a_call, Failing)

namespace {
/// A make-call block with the name to find in the certificate.
struct Named {
    explicit Named(const std::string& name)
    {
        gclib.ext_datap = nullptr;
        BOOST_REQUIRE(gc_util_insert_parm_ref(&gclib.ext_datap, IPSET_TLS, IPPARM_TLS_PEER_NAME,
                                              static_cast<unsigned char>(name.size() + 1),
                                              const_cast<char*>(name.c_str())) == GC_SUCCESS);
        std::memset(gclib.destination.address, 0xff, 1);
        std::memset(gclib.origination.address, 0xff, 1);
    }
    ~Named() { gc_util_delete_parm_blk(gclib.ext_datap); }
    GCLIB_MAKECALL_BLK gclib{};
    GC_MAKECALL_BLK block{&gclib, nullptr};
};
} // namespace

BOOST_AUTO_TEST_CASE(is_verified_in_place_of_the_address)
{
    TlsPeer peer{peer_named("trunk.example")};
    begin();
    Named named{"trunk.example"};
    const CRN crn = make_call(caller, peer.uri("sips", "127.0.0.1"), &named.block);
    TlsConnection connection = peer.accept();
    const std::string invite = connection.read();
    BOOST_TEST(connection.server_name() == "trunk.example");
    connection.write(::test::response_to(invite, 200, "tag",
                                         std::string{"Contact: <sips:bob@127.0.0.1:"} + std::to_string(peer.port()) +
                                             ">\r\n" + std::string{::test::sdp_content},
                                         ::test::sdp_text()));
    expect(caller, GCEV_CONNECTED);
    BOOST_TEST(info(crn, CALLINFO_TLS_EXPECTED_NAME) == "trunk.example");
    BOOST_TEST(info(crn, CALLINFO_TLS_PEER_NAME) == "DNS:trunk.example");
    BOOST_TEST(info(crn, CALLINFO_TLS_RESUMED) == "0");
    BOOST_TEST(info(crn, CALLINFO_TLS_PEER_SERIAL) != "");
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(connection.read().substr(0, 4) == "ACK ");
    connection.write(::test::response_to(connection.read(), 200, "tag"));
    expect(caller, GCEV_DROPCALL);
}

BOOST_AUTO_TEST_CASE(that_the_certificate_does_not_have_ends_the_call)
{
    TlsPeer peer{peer_named("localhost")};
    begin();
    Named named{"trunk.example"};
    const CRN crn = make_call(caller, peer.uri("sips"), &named.block);
    const TlsConnection connection = peer.accept();
    const Seen seen = report(crn, IP_TLS_RULE_OTHER_NAME, IPEC_InternalReasonPeerIdentity, "not for trunk.example");
    BOOST_TEST(text(seen, IPPARM_TLS_EXPECTED) == "trunk.example");
}

BOOST_AUTO_TEST_CASE(must_be_a_domain_or_an_address)
{
    begin();
    for (const std::string bad : {"", "two words", "a@b", "sip:host", "*.example.com"}) {
        Named named{bad};
        CRN crn = 0;
        std::string number = "sips:bob@127.0.0.1:5061";
        check_refused(gc_MakeCall(caller, &crn, number.data(), &named.block, 0, EV_ASYNC), EGC_INVPARM,
                      "IPPARM_TLS_PEER_NAME");
    }
}

BOOST_AUTO_TEST_SUITE_END()
