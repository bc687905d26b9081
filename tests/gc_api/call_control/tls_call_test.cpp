#include "gc_api/support/program.hpp"

#include <boost/test/unit_test.hpp>

using gc::test::check_refused;
using gc::test::Program;

namespace {

struct SecureLines : Program {
    SecureLines() { use_tls("localhost"); }
    void open_lines()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
    }
    LINEDEV caller = 0, callee = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(calls_over_tls, SecureLines)

BOOST_AUTO_TEST_CASE(both_sides_see_what_secures_the_call)
{
    open_lines();
    const auto [out, in] = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(info(out, CALLINFO_TLS_PROTOCOL) == "TLSv1.3");
    BOOST_TEST(info(in, CALLINFO_TLS_PROTOCOL) == "TLSv1.3");
    BOOST_TEST(info(out, CALLINFO_TLS_CIPHER) == info(in, CALLINFO_TLS_CIPHER));
    BOOST_TEST(info(out, CALLINFO_TLS_PEER_NAME).find("localhost") != std::string::npos);
    BOOST_TEST(!info(out, CALLINFO_TLS_PEER_SUBJECT).empty());
    BOOST_TEST(info(in, CALLINFO_TLS_PEER_SUBJECT) == ""); // the caller was not asked for a certificate
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(a_client_certificate_is_demanded_and_shown)
{
    engine(2).E_client_cert_required = ENUM_Enabled;
    open_lines();
    const auto [out, in] = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(!info(in, CALLINFO_TLS_PEER_SUBJECT).empty());
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(tls_1_2_alone_can_be_demanded)
{
    engine(2).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_2;
    open_lines();
    const auto [out, in] = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(info(out, CALLINFO_TLS_PROTOCOL) == "TLSv1.2");
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_of_our_own_is_not_even_started_with)
{
    identify(2, "expired.example", "--expired");
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "board 2: sip_tls_engine.local_rsa_cert_filename");
    check_refused(try_start(), EGC_CCLIBSPECIFIC, "expired");
}

BOOST_AUTO_TEST_CASE(a_failure_leaves_other_calls_alone_and_the_line_usable)
{
    open_lines();
    const LINEDEV second = open_line(1, 2);
    const auto good = connected(caller, callee, ENUM_TLS);
    const std::string port = uri(callee, ENUM_TLS);
    const CRN bad = make_call(second, uri(callee, ENUM_TLS, "127.0.0.1")); // not in the certificate
    expect(second, GCEV_EXTENSION);
    BOOST_TEST(expect(second, GCEV_DISCONNECTED).cause == IPEC_InternalReasonPeerIdentity);
    drop_and_release(second, bad);
    BOOST_TEST(state(good.caller) == GCST_CONNECTED);
    finish(caller, good.caller, callee, good.callee);
    const auto again = connected(second, callee, ENUM_TLS);
    finish(second, again.caller, callee, again.callee);
}

BOOST_AUTO_TEST_CASE(a_blocked_port_neither_listens_nor_is_used)
{
    for (const unsigned number : {1U, 2U}) {
        engine(number).E_block_udp_port = ENUM_Enabled;
        engine(number).E_block_tcp_port = ENUM_Enabled;
    }
    open_lines();
    char address[64];
    check_refused(gc_GetListenAddress(callee, ENUM_UDP, address, sizeof address), EGC_NOT_ENABLED);
    check_refused(gc_GetListenAddress(callee, ENUM_TCP, address, sizeof address), EGC_NOT_ENABLED);
    const auto [out, in] = connected(caller, callee, ENUM_TLS);
    finish(callee, in, caller, out);
}

BOOST_AUTO_TEST_SUITE_END()
