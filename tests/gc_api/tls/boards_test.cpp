#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"

using namespace gc::test;

namespace {

constexpr unsigned most_boards = 8;

std::string host_of(unsigned board) { return "board" + std::to_string(board) + ".localhost"; }

struct EightBoards : Program {
    EightBoards() : Program{most_boards}
    {
        use_tls("localhost");
        for (unsigned number = 1; number <= most_boards; ++number)
            identify(number, host_of(number));
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(tls_of_several_boards)

BOOST_FIXTURE_TEST_CASE(each_shows_its_own_certificate, EightBoards)
{
    start();
    const LINEDEV caller = open_line(1);
    for (unsigned number = 2; number <= most_boards; ++number) {
        const LINEDEV callee = open_waiting(number);
        const CRN out = make_call(caller, uri(callee, ENUM_TLS, host_of(number)));
        const CRN in = expect(callee, GCEV_OFFERED).crn;
        WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
        expect(caller, GCEV_CONNECTED);
        expect(callee, GCEV_ANSWERED);
        BOOST_TEST(info(out, CALLINFO_TLS_PEER_NAME).find(host_of(number)) != std::string::npos);
        finish(caller, out, callee, in);
    }
}

BOOST_FIXTURE_TEST_CASE(a_board_is_not_taken_for_another, EightBoards)
{
    start();
    const LINEDEV caller = open_line(1);
    const LINEDEV callee = open_waiting(2);
    const CRN crn = make_call(caller, uri(callee, ENUM_TLS, host_of(3)));
    expect(caller, GCEV_EXTENSION);
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_InternalReasonPeerIdentity);
    drop_and_release(caller, crn);
}

BOOST_FIXTURE_TEST_CASE(each_has_its_own_rules, EightBoards)
{
    engine(2).E_client_cert_required = ENUM_Enabled;
    engine(3).E_sip_tls_method = ENUM_TLS_METHOD_TLS_V1_2;
    board(4).sip_tls_engine = nullptr;
    start();
    const LINEDEV caller = open_line(1);
    const LINEDEV mutual = open_waiting(2), older = open_waiting(3), plain = open_waiting(4);
    for (const auto& [callee, name] : {std::pair{mutual, host_of(2)}, std::pair{older, host_of(3)}}) {
        const CRN out = make_call(caller, uri(callee, ENUM_TLS, name));
        const CRN in = expect(callee, GCEV_OFFERED).crn;
        BOOST_TEST(info(in, CALLINFO_TLS_PROTOCOL) == (callee == older ? "TLSv1.2" : "TLSv1.3"));
        BOOST_TEST(info(in, CALLINFO_TLS_PEER_SUBJECT).empty() == (callee == older));
        WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
        expect(caller, GCEV_CONNECTED);
        expect(callee, GCEV_ANSWERED);
        finish(caller, out, callee, in);
    }
    char address[64];
    check_refused(gc_GetListenAddress(plain, ENUM_TLS, address, sizeof address), EGC_NOT_ENABLED);
    check_refused(gc_ReloadTLS(plain, nullptr, 0), EGC_NOT_ENABLED, "board 4");
}

BOOST_FIXTURE_TEST_CASE(one_that_cannot_start_keeps_all_from_starting, EightBoards)
{
    std::string missing = "/nowhere/board7.pem";
    engine(7).local_rsa_cert_filename = missing.data();
    check_refused(try_start(), EGC_CCLIBSPECIFIC,
                  "board 7: sip_tls_engine.local_rsa_cert_filename: /nowhere/board7.pem");
    identify(7, host_of(7));
    start();
}

BOOST_AUTO_TEST_SUITE_END()
