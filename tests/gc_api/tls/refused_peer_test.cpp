#include "gc_api/support/log_file.hpp"
#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"

#include <openssl/x509v3.h>

using namespace gc::test;

namespace {

/// Board 2 demands a certificate of whoever connects, and its program wants to know who is turned away.
struct Guarded : Program {
    Guarded()
    {
        use_tls("localhost");
        engine(2).E_client_cert_required = ENUM_Enabled;
        INIT_SIP_TLS_OPTIONS(&options);
        options.refused_peers_per_minute = 2;
        engine(2).options = &options;
    }
    void begin()
    {
        start();
        device = open(":N_iptB2:P_IP");
        const std::string where = uri(open_waiting(2), ENUM_TLS);
        port = static_cast<unsigned short>(std::stoi(where.substr(where.rfind(':') + 1)));
    }
    /// Comes, is turned away, and stays until it has been told so.
    void knock(const TlsPeerSettings& as)
    {
        TlsPeer peer{as};
        TlsConnection connection = peer.connect(port);
        if (connection.up()) // TLS 1.3: a client is done before it is refused
            BOOST_TEST(connection.ends());
    }
    Seen told()
    {
        const Seen seen = expect(device, GCEV_EXTENSION);
        BOOST_TEST(seen.extension == IPEXTID_TLS);
        BOOST_TEST(seen.number(IPSET_TLS, IPPARM_TLS_CHANGE) == IP_TLS_PEER_REFUSED);
        return seen;
    }
    static std::string text(const Seen& seen, unsigned parm) { return seen.parameter(IPSET_TLS, parm); }

    SIP_TLS_OPTIONS options{};
    LINEDEV device = 0;
    unsigned short port = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_refused_peers, Guarded)

BOOST_AUTO_TEST_CASE(are_told_with_address_rule_and_certificate)
{
    begin();
    knock(peer_named("late.example", "--expired"));
    const Seen seen = told();
    BOOST_TEST(seen.number(IPSET_TLS, IPPARM_TLS_RULE) == IP_TLS_RULE_EXPIRED);
    BOOST_TEST(text(seen, IPPARM_TLS_PEER_ADDRESS).substr(0, 10) == "127.0.0.1:");
    BOOST_TEST(text(seen, IPPARM_TLS_REASON).find("expired") != std::string::npos, text(seen, IPPARM_TLS_REASON));
    BOOST_TEST(text(seen, IPPARM_TLS_SUBJECT) == "CN=late.example");
    BOOST_TEST(text(seen, IPPARM_TLS_SEEN_NAME).find("late.example") != std::string::npos);
    BOOST_TEST(!text(seen, IPPARM_TLS_SERIAL).empty());
    BOOST_TEST(seen.number(IPSET_TLS, IPPARM_TLS_NOT_TOLD) == 0);
}

BOOST_AUTO_TEST_CASE(without_a_certificate_are_told_as_such)
{
    begin();
    knock({});
    BOOST_TEST(told().number(IPSET_TLS, IPPARM_TLS_RULE) == IP_TLS_RULE_NO_CERTIFICATE);
}

BOOST_AUTO_TEST_CASE(that_have_nothing_in_common_with_us_are_told_as_a_failed_handshake)
{
    engine(2).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_3;
    begin();
    knock({{}, {}, {}, TLS1_2_VERSION, TLS1_2_VERSION});
    BOOST_TEST(told().number(IPSET_TLS, IPPARM_TLS_RULE) == IP_TLS_RULE_HANDSHAKE);
}

BOOST_AUTO_TEST_CASE(beyond_the_bound_are_left_out)
{
    begin();
    for (int i = 0; i < 5; ++i)
        knock({});
    (void)told();
    (void)told();
    BOOST_TEST(quiet(device));
}

BOOST_AUTO_TEST_CASE(are_told_by_the_log_alone_by_default)
{
    INIT_SIP_TLS_OPTIONS(&options);
    begin();
    (void)newly_logged();
    knock({});
    BOOST_TEST(quiet(device));
    const std::string log = newly_logged(); // which tells in any case
    BOOST_TEST(log.find("board 2: refused a peer: TLS 127.0.0.1:") != std::string::npos, log);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_peer_certificate, Program)

BOOST_AUTO_TEST_CASE(is_given_to_who_has_room_for_it)
{
    use_tls("localhost");
    engine(2).E_client_cert_required = ENUM_Enabled;
    start();
    const LINEDEV caller = open_line(1), callee = open_waiting(2);
    const auto [out, in] = connected(caller, callee, ENUM_TLS);
    for (const CRN call : {out, in}) {
        unsigned int size = 0;
        WORKS(gc_GetPeerCertificate(call, nullptr, &size));
        BOOST_TEST_REQUIRE(size > 100U);
        std::vector<unsigned char> der(size);
        unsigned int less = size - 1;
        check_refused(gc_GetPeerCertificate(call, der.data(), &less), EGC_INVPARM, "size: is ");
        BOOST_TEST(less == size);
        BOOST_TEST(der[0] == 0);
        WORKS(gc_GetPeerCertificate(call, der.data(), &size));
        const unsigned char* bytes = der.data();
        X509* const certificate = d2i_X509(nullptr, &bytes, static_cast<long>(size));
        BOOST_TEST_REQUIRE(certificate != nullptr);
        BOOST_TEST(X509_check_host(certificate, "localhost", 0, 0, nullptr) == 1);
        X509_free(certificate);
    }
    check_refused(gc_GetPeerCertificate(out, nullptr, nullptr), EGC_INVPARM);
    finish(caller, out, callee, in);
    check_refused(gc_GetPeerCertificate(out, nullptr, nullptr), EGC_INVPARM);
}

BOOST_AUTO_TEST_CASE(is_not_there_without_tls)
{
    start();
    const LINEDEV caller = open_line(1), callee = open_waiting(2);
    const auto [out, in] = connected(caller, callee, ENUM_UDP);
    unsigned int size = 0;
    check_refused(gc_GetPeerCertificate(out, nullptr, &size), EGC_INVSTATE, "does not run over TLS");
    finish(caller, out, callee, in);
    check_refused(gc_GetPeerCertificate(out, nullptr, &size), EGC_INVCRN);
}

BOOST_AUTO_TEST_SUITE_END()
