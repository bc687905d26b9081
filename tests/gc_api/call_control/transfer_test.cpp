#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/udp_peer.hpp"

#include <boost/test/unit_test.hpp>

using gc::test::Block;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;

/// Party A on board 1 sends party B, on board 2, to party C on board 3.
namespace {

struct Parties : Program {
    Parties() : Program{3}
    {
        for (const unsigned number : {1U, 2U, 3U})
            board(number).sup_serv_mask = IP_SUP_SERV_CALL_XFER;
    }
    void run()
    {
        start();
        a = open_waiting(1);
        a2 = open_line(1, 2);
        b = open_waiting(2);
        b2 = open_line(2, 2);
        c = open_waiting(3);
        primary = connected(a, b);
    }
    /// B makes the call that GCEV_REQ_XFER asked for.
    CRN call_target(const Seen& request)
    {
        GCLIB_MAKECALL_BLK gclib{};
        const Block block = std::move(
            Block{}.number(GCSET_SUPP_XFER, GCPARM_PRIMARYCALL_CRN, static_cast<unsigned long>(request.crn), 8));
        gclib.ext_datap = block;
        request.target.copy(gclib.destination.address, sizeof gclib.destination.address - 1);
        GC_MAKECALL_BLK call = {&gclib, nullptr};
        return make_call(b2, {}, &call);
    }
    Seen accepted_request()
    {
        Seen request = expect(b, GCEV_REQ_XFER);
        WORKS(gc_AcceptXfer(request.crn, nullptr, EV_ASYNC));
        expect(b, GCEV_ACCEPT_XFER);
        return request;
    }
    int invoke(const std::string& to) { return gc_InvokeXfer(primary.caller, 0, to.c_str(), nullptr, 0, EV_ASYNC); }

    LINEDEV a = 0, a2 = 0, b = 0, b2 = 0, c = 0;
    Pair primary{};
};

struct Ready : Parties {
    Ready() { run(); }
};

} // namespace

BOOST_AUTO_TEST_SUITE(call_transfer)

BOOST_FIXTURE_TEST_CASE(unattended, Ready)
{
    long request = 0;
    const Block mask =
        std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_ADDMSK, GCMSK_INVOKEXFER_ACCEPTED, sizeof(long)));
    WORKS(gc_SetConfigData(GCTGT_GCLIB_CHAN, a, mask, 0, GCUPDATE_IMMEDIATE, &request, EV_SYNC));

    WORKS(invoke(uri(c)));
    const Seen asked = accepted_request();
    BOOST_TEST(asked.crn == primary.callee);
    BOOST_TEST(asked.target == uri(c));
    expect(a, GCEV_INVOKE_XFER_ACCEPTED);
    const CRN leg = call_target(asked);
    const Seen offered = expect(c, GCEV_OFFERED);
    BOOST_TEST(!offered.has(GCSET_SUPP_XFER, GCPARM_SECONDARYCALL_CRN));
    WORKS(gc_AnswerCall(offered.crn, 0, EV_ASYNC));
    expect(c, GCEV_ANSWERED);
    await(b2, GCEV_CONNECTED);
    BOOST_TEST(expect(b, GCEV_XFER_CMPLT).crn == primary.callee);
    BOOST_TEST(expect(a, GCEV_INVOKE_XFER).crn == primary.caller);
    BOOST_TEST(state(primary.caller) == GCST_CONNECTED); // the program's to drop
    finish(a, primary.caller, b, primary.callee);
    finish(b2, leg, c, offered.crn);
}

BOOST_FIXTURE_TEST_CASE(attended, Ready)
{
    const Pair consultation = connected(a2, c);
    WORKS(gc_InitXfer(consultation.caller, nullptr, nullptr, EV_ASYNC));
    BOOST_TEST(expect(a2, GCEV_INIT_XFER).crn == consultation.caller);
    const LINEDEV c2 = open_waiting(3, 2);
    WORKS(gc_InvokeXfer(primary.caller, consultation.caller, nullptr, nullptr, 0, EV_ASYNC));
    const CRN leg = call_target(accepted_request());
    const Seen offered = expect(c2, GCEV_OFFERED);
    BOOST_TEST(offered.number(GCSET_SUPP_XFER, GCPARM_SECONDARYCALL_CRN) == consultation.callee);
    BOOST_TEST(offered.parameter(GCSET_SUPP_XFER, GCPARM_TRANSFERRING_ADDR).find("sip:") == 0U);
    WORKS(gc_AnswerCall(offered.crn, 0, EV_ASYNC));
    expect(c2, GCEV_ANSWERED);
    BOOST_TEST(expect(c, GCEV_DISCONNECTED).result == GCRV_NORMAL); // its place has been taken
    expect(a2, GCEV_DISCONNECTED);
    await(b2, GCEV_CONNECTED);
    expect(b, GCEV_XFER_CMPLT);
    expect(a, GCEV_INVOKE_XFER);
    drop_and_release(c, consultation.callee);
    drop_and_release(a2, consultation.caller);
    finish(a, primary.caller, b, primary.callee);
    finish(b2, leg, c2, offered.crn);
}

BOOST_FIXTURE_TEST_CASE(the_target_refuses, Ready)
{
    WORKS(invoke(uri(c)));
    const CRN leg = call_target(accepted_request());
    const Seen offered = expect(c, GCEV_OFFERED);
    WORKS(gc_DropCall(offered.crn, GC_USER_BUSY, EV_ASYNC));
    expect(c, GCEV_DROPCALL);
    await(b2, GCEV_DISCONNECTED);
    for (const Seen& told : {expect(b, GCEV_XFER_FAIL), expect(a, GCEV_INVOKE_XFER_FAIL)}) {
        BOOST_TEST(told.result == GCRV_BUSY, told.text);
        BOOST_TEST(told.cause == IPEC_SIPReasonStatus486BusyHere);
    }
    drop_and_release(b2, leg);
    BOOST_TEST(state(primary.callee) == GCST_CONNECTED);
    WORKS(invoke(uri(c))); // and again
    expect(b, GCEV_REQ_XFER);
}

BOOST_FIXTURE_TEST_CASE(the_program_gives_the_new_call_up, Ready)
{
    WORKS(invoke(uri(c)));
    const CRN leg = call_target(accepted_request());
    expect(c, GCEV_OFFERED);
    WORKS(gc_DropCall(leg, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(expect(b, GCEV_XFER_FAIL).cause == IPEC_SIPReasonStatus487RequestTerminated);
    BOOST_TEST(expect(a, GCEV_INVOKE_XFER_FAIL).cause == IPEC_SIPReasonStatus487RequestTerminated);
}

BOOST_FIXTURE_TEST_CASE(dropped_before_it_is_decided, Ready) // the manual's "B drops early"
{
    WORKS(invoke(uri(c)));
    accepted_request();
    WORKS(gc_DropCall(primary.callee, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(expect(a, GCEV_INVOKE_XFER_FAIL).cause == IPEC_SIPReasonStatus487RequestTerminated);
    expect(a, GCEV_DISCONNECTED);
}

BOOST_FIXTURE_TEST_CASE(the_transferor_leaves_at_once, Ready) // no event for it; the new call goes on
{
    WORKS(invoke(uri(c)));
    const Seen asked = accepted_request();
    WORKS(gc_DropCall(primary.caller, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(a, GCEV_DROPCALL);
    expect(b, GCEV_DISCONNECTED);
    check_refused(gc_AcceptXfer(asked.crn, nullptr, EV_ASYNC), EGC_INVSTATE);
}

BOOST_FIXTURE_TEST_CASE(rejected, Ready)
{
    WORKS(invoke(uri(c)));
    const Seen asked = expect(b, GCEV_REQ_XFER);
    check_refused(gc_RejectXfer(asked.crn, IPEC_SIPReasonStatus(200), nullptr, EV_ASYNC), EGC_INVPARM, "reason");
    WORKS(gc_RejectXfer(asked.crn, IPEC_SIPReasonStatus603Decline, nullptr, EV_ASYNC));
    expect(b, GCEV_REJ_XFER);
    const Seen told = expect(a, GCEV_INVOKE_XFER_REJ);
    BOOST_TEST(told.cause == IPEC_SIPReasonStatus603Decline);
    BOOST_TEST(told.result == GCRV_REJECT);
    check_refused(gc_RejectXfer(asked.crn, IPEC_SIPReasonStatus603Decline, nullptr, EV_ASYNC), EGC_INVSTATE,
                  "GCEV_REQ_XFER");
    finish(a, primary.caller, b, primary.callee);
}

BOOST_FIXTURE_TEST_CASE(what_is_asked_for_is_checked, Ready)
{
    check_refused(gc_InvokeXfer(primary.caller, 0, uri(c).c_str(), nullptr, 0, EV_SYNC), EGC_INVPARM, "EV_ASYNC");
    check_refused(gc_InvokeXfer(primary.caller, 0, nullptr, nullptr, 0, EV_ASYNC), EGC_INVPARM, "whom");
    check_refused(gc_InvokeXfer(primary.caller, 0, "a b@@", nullptr, 0, EV_ASYNC), EGC_INVPARM);
    check_refused(gc_InvokeXfer(primary.caller, primary.caller, nullptr, nullptr, 0, EV_ASYNC), EGC_INVCRN, "extracrn");
    check_refused(gc_InvokeXfer(primary.caller, 77'777, nullptr, nullptr, 0, EV_ASYNC), EGC_INVCRN, "77777");
    check_refused(gc_AcceptXfer(primary.caller, nullptr, EV_ASYNC), EGC_INVSTATE, "GCEV_REQ_XFER");
    GC_PARM_BLK block{};
    check_refused(gc_InitXfer(primary.caller, &block, nullptr, EV_ASYNC), EGC_INVPARM, "parmblkp");

    GCLIB_MAKECALL_BLK gclib{};
    const std::string address = uri(c);
    address.copy(gclib.destination.address, sizeof gclib.destination.address - 1);
    GC_MAKECALL_BLK both = {&gclib, nullptr};
    check_refused(gc_InvokeXfer(primary.caller, 0, address.c_str(), &both, 0, EV_ASYNC), EGC_INVPARM, "not both");
    const Block other = std::move(Block{}.number(GCSET_SUPP_XFER, GCPARM_PRIMARYCALL_CRN, 4711, 4));
    gclib.ext_datap = other;
    CRN crn = 0;
    check_refused(gc_MakeCall(a2, &crn, nullptr, &both, 0, EV_ASYNC), EGC_INVPARM, "4711");
    BOOST_TEST(crn == 0);

    WORKS(gc_InvokeXfer(primary.caller, 0, address.c_str(), nullptr, 0, EV_ASYNC));
    check_refused(gc_InvokeXfer(primary.caller, 0, address.c_str(), nullptr, 0, EV_ASYNC), EGC_INVSTATE, "under way");
}

BOOST_FIXTURE_TEST_CASE(a_board_without_the_service, Parties)
{
    board(1).sup_serv_mask = IP_SUP_SERV_DISABLED;
    run();
    check_refused(invoke(uri(c)), EGC_NOT_ENABLED, "IP_SUP_SERV_CALL_XFER");
    BOOST_TEST(gc::test::last_failure().cc == IPERR_SUP_SERV_DISABLED);
    check_refused(gc_InitXfer(primary.caller, nullptr, nullptr, EV_ASYNC), EGC_NOT_ENABLED);
    // and a peer without it refuses
    WORKS(gc_InvokeXfer(primary.callee, 0, uri(c).c_str(), nullptr, 0, EV_ASYNC));
    BOOST_TEST(expect(b, GCEV_INVOKE_XFER_REJ).cause == IPEC_SIPReasonStatus(405));
}

BOOST_AUTO_TEST_SUITE_END()
