#include "gc_api/support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;
using gc::test::Program;
using gc::test::Seen;

namespace {

/// Two boards with a line each; the second waits for calls.
struct TwoLines : Program {
    TwoLines()
    {
        use_tls("localhost");
        start();
        caller = open_line(1);
        callee = open_waiting(2);
    }
    LINEDEV caller = 0, callee = 0;
};

const int transports[] = {ENUM_UDP, ENUM_TCP, ENUM_TLS};

} // namespace

BOOST_FIXTURE_TEST_SUITE(basic_call, TwoLines)

BOOST_DATA_TEST_CASE_F(TwoLines, a_call_goes_through_all_its_states, data::make(transports), transport)
{
    const auto [out, in] = offered(caller, callee, transport);
    BOOST_TEST(state(in) == GCST_OFFERED);

    WORKS(gc_CallAck(in, nullptr, EV_ASYNC));
    expect(callee, GCEV_CALLPROC);
    BOOST_TEST(state(in) == GCST_CALLROUTING);

    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    BOOST_TEST(state(in) == GCST_ACCEPTED);
    const Seen alerting = expect(caller, GCEV_ALERTING);
    unsigned short status = 0;
    const std::string value = alerting.parameter(IPSET_SIP_RESPONSE_CODE, IPPARM_RECEIVED_RESPONSE_STATUS_CODE);
    std::memcpy(&status, value.data(), std::min(value.size(), sizeof status)); // its zero byte went as a NUL
    BOOST_TEST((status & 0xFF) == 180);
    BOOST_TEST(state(out) == GCST_ALERTING);

    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    expect(callee, GCEV_ANSWERED);
    BOOST_TEST(state(out) == GCST_CONNECTED);
    BOOST_TEST(state(in) == GCST_CONNECTED);

    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(caller, GCEV_DROPCALL);
    BOOST_TEST(state(out) == GCST_IDLE);
    const Seen gone = expect(callee, GCEV_DISCONNECTED);
    BOOST_TEST(gone.result == GCRV_NORMAL);
    BOOST_TEST(state(in) == GCST_DISCONNECTED);

    WORKS(gc_ReleaseCallEx(out, EV_ASYNC));
    expect(caller, GCEV_RELEASECALL);
    drop_and_release(callee, in);
    int value_of_state = 0;
    gc::test::check_refused(gc_GetCallState(out, &value_of_state), EGC_INVCRN, "has been released");
    BOOST_TEST(quiet(caller));
    BOOST_TEST(quiet(callee));
}

BOOST_AUTO_TEST_CASE(one_gc_waitcall_serves_all_later_calls)
{
    for (int i = 0; i < 3; ++i) {
        const auto [out, in] = connected(caller, callee);
        finish(callee, in, caller, out); // the called side hangs up
    }
}

BOOST_AUTO_TEST_CASE(a_call_may_be_answered_without_being_accepted_first)
{
    const auto [out, in] = connected(caller, callee);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(both_sides_may_hang_up_at_once)
{
    const auto [out, in] = connected(caller, callee);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    if (gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC) == GC_SUCCESS) {
        long devices[] = {callee};
        BOOST_TEST_REQUIRE(sr_waitevtEx(devices, 1, 10'000, nullptr) == 0);
        if (sr_getevttype() == GCEV_DISCONNECTED)
            expect(callee, GCEV_DROPCALL);
        else
            BOOST_TEST(sr_getevttype() == GCEV_DROPCALL);
    }
    expect(caller, GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(out, EV_ASYNC));
    WORKS(gc_ReleaseCallEx(in, EV_ASYNC));
    expect(caller, GCEV_RELEASECALL);
    expect(callee, GCEV_RELEASECALL);
}

BOOST_AUTO_TEST_CASE(the_caller_may_give_up_while_it_rings)
{
    const auto [out, in] = offered(caller, callee);
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    expect(caller, GCEV_ALERTING);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    const Seen abandoned = expect(callee, GCEV_DISCONNECTED);
    BOOST_TEST(abandoned.result == GCRV_CALLABANDONED);
    BOOST_TEST(abandoned.cause == IPEC_SIPReasonStatus487RequestTerminated);
    expect(caller, GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(out, EV_ASYNC));
    expect(caller, GCEV_RELEASECALL);
    drop_and_release(callee, in);
}

struct Refusal {
    int cause, result;
    long reason;
};
const Refusal refusals[] = {
    {GC_USER_BUSY, GCRV_BUSY, 5486},
    {GC_CALL_REJECTED, GCRV_REJECT, 5603},
    {GC_UNASSIGNED_NUMBER, GCRV_UNALLOCATED, 5404},
    {GC_NETWORK_CONGESTION, GCRV_CONGESTION, 5503},
    {IPEC_SIPReasonStatus480TemporarilyUnavailable, GCRV_NOANSWER, 5480},
    {IPEC_SIPReasonStatus486BusyHere, GCRV_BUSY, 5486},
};

BOOST_DATA_TEST_CASE_F(TwoLines, a_refusal_carries_its_cause_to_the_caller, data::xrange(std::size(refusals)), row)
{
    const auto& [cause, result, reason] = refusals[row];
    const auto [out, in] = offered(caller, callee);
    WORKS(gc_DropCall(in, cause, EV_ASYNC));
    const Seen refused = expect(caller, GCEV_DISCONNECTED);
    BOOST_TEST(refused.result == result);
    BOOST_TEST(refused.cause == reason);
    expect(callee, GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(in, EV_ASYNC));
    expect(callee, GCEV_RELEASECALL);
    drop_and_release(caller, out);
}

BOOST_AUTO_TEST_CASE(a_caller_is_told_busy_when_no_line_waits)
{
    const LINEDEV second = open_line(1, 2);
    const auto [out, in] = offered(caller, callee);
    const CRN late = make_call(second, uri(callee));
    const Seen busy = expect(second, GCEV_DISCONNECTED);
    BOOST_TEST(busy.result == GCRV_BUSY);
    BOOST_TEST(busy.cause == IPEC_SIPReasonStatus486BusyHere);
    BOOST_TEST(quiet(callee));
    drop_and_release(second, late);

    // A dropped call that is not released still occupies its line.
    WORKS(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(callee, GCEV_DROPCALL);
    expect(caller, GCEV_DISCONNECTED);
    const CRN too_early = make_call(second, uri(callee));
    expect(second, GCEV_DISCONNECTED);
    drop_and_release(second, too_early);
    WORKS(gc_ReleaseCallEx(in, EV_ASYNC));
    expect(callee, GCEV_RELEASECALL);
    const auto again = connected(second, callee);
    finish(second, again.caller, callee, again.callee);
    drop_and_release(caller, out);
}

BOOST_AUTO_TEST_CASE(the_boards_limit_of_calls_holds_in_both_directions)
{
    stop();
    board(1).sip_max_calls = 2;
    board(2).sip_max_calls = 1;
    start();
    caller = open_line(1);
    callee = open_waiting(2);
    const LINEDEV second = open_line(1, 2);
    const LINEDEV third = open_line(1, 3);
    const LINEDEV other = open_waiting(2, 2);

    const auto [out, in] = connected(caller, callee);
    const CRN refused = make_call(second, uri(callee)); // a line waits, but its board has all it may have
    BOOST_TEST(expect(second, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus486BusyHere);
    CRN crn = 0;
    std::string number = uri(callee);
    gc::test::check_refused(gc_MakeCall(third, &crn, number.data(), nullptr, 0, EV_ASYNC), EGC_CCLIBSPECIFIC,
                            "sip_max_calls");
    drop_and_release(second, refused);
    finish(caller, out, callee, in);
    const auto again = connected(second, other);
    finish(second, again.caller, other, again.callee);
}

BOOST_AUTO_TEST_CASE(the_line_that_has_waited_longest_gets_the_next_call)
{
    const LINEDEV other = open_waiting(2, 2);
    const auto first = connected(caller, callee);
    finish(caller, first.caller, callee, first.callee);
    const auto second = connected(caller, other); // callee has been busy in the meantime
    finish(caller, second.caller, other, second.callee);
    const auto third = connected(caller, callee);
    finish(caller, third.caller, callee, third.callee);
}

BOOST_AUTO_TEST_CASE(a_line_can_call_and_be_called_in_turns)
{
    const auto in = connected(caller, callee);
    finish(caller, in.caller, callee, in.callee);
    WORKS(gc_WaitCall(caller, nullptr, nullptr, 0, EV_ASYNC));
    const auto back = connected(callee, caller);
    finish(callee, back.caller, caller, back.callee);
}

BOOST_AUTO_TEST_CASE(a_reset_drops_the_call_and_disarms_the_line)
{
    const auto [out, in] = connected(caller, callee);
    WORKS(gc_ResetLineDev(callee, EV_ASYNC));
    expect(callee, GCEV_RESETLINEDEV);
    int value = 0;
    gc::test::check_refused(gc_GetCallState(in, &value), EGC_INVCRN, "released");
    expect(caller, GCEV_DISCONNECTED);
    drop_and_release(caller, out);

    const CRN unanswered = make_call(caller, uri(callee));
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus486BusyHere);
    drop_and_release(caller, unanswered);
    WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
    const auto again = connected(caller, callee);
    finish(caller, again.caller, callee, again.callee);
}

BOOST_AUTO_TEST_CASE(closing_a_line_hangs_up_its_call)
{
    const auto [out, in] = connected(caller, callee);
    WORKS(gc_Close(callee));
    expect(caller, GCEV_DISCONNECTED);
    gc::test::check_refused(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC), EGC_INVCRN, "released");
    drop_and_release(caller, out);
    callee = open_waiting(2);
    const auto again = connected(caller, callee);
    finish(caller, again.caller, callee, again.callee);
}

BOOST_AUTO_TEST_CASE(nobody_there_is_a_timeout_or_a_lost_connection)
{
    const CRN tcp = make_call(caller, "sip:bob@127.0.0.1:1;transport=tcp");
    BOOST_TEST(expect(caller, GCEV_EXTENSION).extension == IPEXTID_RECEIVEMSG);
    const Seen lost = expect(caller, GCEV_DISCONNECTED);
    BOOST_TEST(lost.result == GCRV_SIGNALLING);
    BOOST_TEST(lost.cause == IPEC_InternalReasonTransportFailure);
    drop_and_release(caller, tcp);

    const CRN udp = make_call(caller, "sip:bob@127.0.0.1:9", nullptr, 1);
    const Seen late = expect(caller, GCEV_DISCONNECTED);
    BOOST_TEST(late.result == GCRV_TIMEOUT);
    BOOST_TEST(late.cause == IPEC_SIPReasonStatus408RequestTimeout);
    drop_and_release(caller, udp);
}

BOOST_AUTO_TEST_SUITE_END()
