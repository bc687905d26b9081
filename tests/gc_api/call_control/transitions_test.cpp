#include "gc_api/support/program.hpp"

#include <boost/test/data/test_case.hpp>

#include <ostream>

// Every row of the manual's state tables that ends a call, from every state that the row names, over the real network;
// after each the line must be as good as new. (The cells of the tables themselves: call_states_test.)

namespace data = boost::unit_test::data;
using gc::test::Program;

namespace {

/// A state of a call and how far it takes a call to get there.
struct Stage {
    int state;
    const char* name;
    friend std::ostream& operator<<(std::ostream& out, const Stage& stage) { return out << stage.name; }
};
const Stage incoming[] = {{GCST_OFFERED, "Offered"},           {GCST_CALLROUTING, "CallRouting"},
                          {GCST_ACCEPTED, "Accepted"},         {GCST_CONNECTED, "Connected"},
                          {GCST_DISCONNECTED, "Disconnected"}, {GCST_IDLE, "Idle"}};
const Stage outgoing[] = {{GCST_DIALING, "Dialing"},           {GCST_PROCEEDING, "Proceeding"},
                          {GCST_ALERTING, "Alerting"},         {GCST_CONNECTED, "Connected"},
                          {GCST_DISCONNECTED, "Disconnected"}, {GCST_IDLE, "Idle"}};

struct TwoLines : Program {
    TwoLines()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
        WORKS(gc_SetEvtMsk(caller, GCMSK_PROCEEDING, GCACT_ADDMSK));
    }
    void bring_incoming_to(int wanted)
    {
        const Pair pair = offered(caller, callee);
        out = pair.caller;
        in = pair.callee;
        if (wanted == GCST_CALLROUTING || wanted == GCST_ACCEPTED) {
            WORKS(gc_CallAck(in, nullptr, EV_ASYNC));
            expect(callee, GCEV_CALLPROC);
        }
        if (wanted == GCST_ACCEPTED) {
            WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
            expect(callee, GCEV_ACCEPT);
        }
        if (wanted == GCST_CONNECTED) {
            WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
            expect(callee, GCEV_ANSWERED);
        }
        if (wanted == GCST_DISCONNECTED) {
            await(caller, GCEV_PROCEEDING); // else no CANCEL could go out
            WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
            expect(callee, GCEV_DISCONNECTED);
        }
        if (wanted == GCST_IDLE) {
            WORKS(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC));
            expect(callee, GCEV_DROPCALL);
        }
        BOOST_TEST(state(in) == wanted);
    }
    void bring_outgoing_to(int wanted)
    {
        if (wanted == GCST_DIALING) {
            out = make_call(caller, "sip:nobody@127.0.0.1:9");
            BOOST_TEST(state(out) == wanted);
            return;
        }
        const Pair pair = offered(caller, callee);
        out = pair.caller;
        in = pair.callee;
        await(caller, GCEV_PROCEEDING);
        if (wanted == GCST_ALERTING) {
            WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
            await(caller, GCEV_ALERTING);
        }
        if (wanted == GCST_CONNECTED) {
            WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
            await(caller, GCEV_CONNECTED);
        }
        if (wanted == GCST_DISCONNECTED) {
            WORKS(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC));
            await(caller, GCEV_DISCONNECTED);
        }
        if (wanted == GCST_IDLE) {
            WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
            await(caller, GCEV_DROPCALL);
        }
        BOOST_TEST(state(out) == wanted);
    }
    /// Both lines reset, whatever they are in, and a whole call from one to the other.
    void check_that_lines_are_as_new()
    {
        for (const LINEDEV line : {caller, callee}) {
            WORKS(gc_ResetLineDev(line, EV_ASYNC));
            await(line, GCEV_RESETLINEDEV);
        }
        WORKS(gc_SetEvtMsk(caller, GCMSK_PROCEEDING, GCACT_SUBMSK));
        WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
        const Pair pair = connected(caller, callee);
        finish(caller, pair.caller, callee, pair.callee);
        BOOST_TEST(quiet(caller));
        BOOST_TEST(quiet(callee));
    }
    /// The call is released and the handle void.
    void check_released(CRN crn)
    {
        int value = 0;
        gc::test::check_refused(gc_GetCallState(crn, &value), EGC_INVCRN, "released");
    }
    LINEDEV caller = 0, callee = 0;
    CRN out = 0, in = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(transitions, TwoLines)

BOOST_DATA_TEST_CASE_F(TwoLines, an_incoming_call_is_dropped_and_released_in_every_state, data::make(incoming), stage)
{
    bring_incoming_to(stage.state);
    if (stage.state != GCST_IDLE) {
        WORKS(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC));
        BOOST_TEST(expect(callee, GCEV_DROPCALL).crn == in);
        BOOST_TEST(state(in) == GCST_IDLE);
    }
    WORKS(gc_ReleaseCallEx(in, EV_ASYNC));
    BOOST_TEST(expect(callee, GCEV_RELEASECALL).crn == in);
    check_released(in);
    await(caller, stage.state == GCST_DISCONNECTED ? GCEV_DROPCALL : GCEV_DISCONNECTED);
    check_that_lines_are_as_new();
}

BOOST_DATA_TEST_CASE_F(TwoLines, an_outgoing_call_is_dropped_and_released_in_every_state, data::make(outgoing), stage)
{
    bring_outgoing_to(stage.state);
    if (stage.state != GCST_IDLE) {
        WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
        BOOST_TEST(expect(caller, GCEV_DROPCALL).crn == out);
        BOOST_TEST(state(out) == GCST_IDLE);
    }
    WORKS(gc_ReleaseCallEx(out, EV_ASYNC));
    BOOST_TEST(expect(caller, GCEV_RELEASECALL).crn == out);
    check_released(out);
    if (in != 0)
        await(callee, stage.state == GCST_DISCONNECTED ? GCEV_DROPCALL : GCEV_DISCONNECTED);
    check_that_lines_are_as_new();
}

BOOST_DATA_TEST_CASE_F(TwoLines, a_reset_ends_an_incoming_call_in_every_state, data::make(incoming), stage)
{
    bring_incoming_to(stage.state);
    WORKS(gc_ResetLineDev(callee, EV_ASYNC));
    expect(callee, GCEV_RESETLINEDEV);
    check_released(in);
    await(caller, stage.state == GCST_DISCONNECTED ? GCEV_DROPCALL : GCEV_DISCONNECTED);
    check_that_lines_are_as_new();
}

BOOST_DATA_TEST_CASE_F(TwoLines, a_reset_ends_an_outgoing_call_in_every_state, data::make(outgoing), stage)
{
    bring_outgoing_to(stage.state);
    WORKS(gc_ResetLineDev(caller, EV_SYNC));
    BOOST_TEST(quiet(caller));
    check_released(out);
    if (in != 0)
        await(callee, stage.state == GCST_DISCONNECTED ? GCEV_DROPCALL : GCEV_DISCONNECTED);
    check_that_lines_are_as_new();
}

BOOST_DATA_TEST_CASE_F(TwoLines, a_caller_who_gives_up_is_told_in_every_state, data::make(incoming), stage)
{
    if (stage.state == GCST_DISCONNECTED || stage.state == GCST_IDLE)
        return; // nothing is left to give up
    bring_incoming_to(stage.state);
    await(caller, stage.state == GCST_CONNECTED ? GCEV_CONNECTED : GCEV_PROCEEDING);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    const auto gone = expect(callee, GCEV_DISCONNECTED);
    BOOST_TEST(gone.result == (stage.state == GCST_CONNECTED ? GCRV_NORMAL : GCRV_CALLABANDONED));
    BOOST_TEST(state(in) == GCST_DISCONNECTED);
    await(caller, GCEV_DROPCALL);
    check_that_lines_are_as_new();
}

BOOST_DATA_TEST_CASE_F(TwoLines, closing_the_line_ends_its_call_in_every_state, data::make(outgoing), stage)
{
    bring_outgoing_to(stage.state);
    WORKS(gc_Close(caller));
    check_released(out);
    if (in != 0)
        await(callee, stage.state == GCST_DISCONNECTED ? GCEV_DROPCALL : GCEV_DISCONNECTED);
    caller = open_line(1);
    check_that_lines_are_as_new();
}

BOOST_AUTO_TEST_SUITE_END()
