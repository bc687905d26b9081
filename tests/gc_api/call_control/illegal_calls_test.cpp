#include "gc_api/support/two_lines.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <set>

using gc::test::check_refused;
using gc::test::Program;
using gc::test::TwoLines;

namespace {

struct Operation {
    const char* name;
    std::function<int(LINEDEV, CRN)> run;
};

int call_out(LINEDEV line)
{
    CRN crn = 0;
    char number[] = "sip:bob@127.0.0.1:9";
    return gc_MakeCall(line, &crn, number, nullptr, 0, EV_ASYNC);
}

const Operation operations[] = {
    {"gc_MakeCall", [](LINEDEV line, CRN) { return call_out(line); }},
    {"gc_CallAck", [](LINEDEV, CRN crn) { return gc_CallAck(crn, nullptr, EV_ASYNC); }},
    {"gc_AcceptCall", [](LINEDEV, CRN crn) { return gc_AcceptCall(crn, 0, EV_ASYNC); }},
    {"gc_AnswerCall", [](LINEDEV, CRN crn) { return gc_AnswerCall(crn, 0, EV_ASYNC); }},
    {"gc_DropCall", [](LINEDEV, CRN crn) { return gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC); }},
    {"gc_ReleaseCallEx", [](LINEDEV, CRN crn) { return gc_ReleaseCallEx(crn, EV_ASYNC); }},
};

/// Runs every operation but the legal ones; each must fail with the state in its text, and change nothing.
void only(const std::set<std::string>& legal, LINEDEV line, CRN crn, const char* state)
{
    const int before = Program::state(crn);
    for (const Operation& operation : operations) {
        if (legal.contains(operation.name))
            continue;
        BOOST_TEST_CONTEXT(operation.name << " in " << state)
        {
            check_refused(operation.run(line, crn), EGC_INVSTATE, std::string{"state "} + state);
            BOOST_TEST(Program::state(crn) == before);
        }
    }
    BOOST_TEST(Program::quiet(line));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(illegal_calls, TwoLines)

BOOST_AUTO_TEST_CASE(every_state_of_an_incoming_call_refuses_what_it_does_not_allow)
{
    const auto [out, in] = offered(caller, callee);
    only({"gc_CallAck", "gc_AcceptCall", "gc_AnswerCall", "gc_DropCall"}, callee, in, "Offered");
    WORKS(gc_CallAck(in, nullptr, EV_ASYNC));
    expect(callee, GCEV_CALLPROC);
    only({"gc_AcceptCall", "gc_AnswerCall", "gc_DropCall"}, callee, in, "CallRouting");
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    only({"gc_AnswerCall", "gc_DropCall"}, callee, in, "Accepted");
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ANSWERED);
    only({"gc_DropCall"}, callee, in, "Connected");
    expect(caller, GCEV_ALERTING);
    expect(caller, GCEV_CONNECTED);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(callee, GCEV_DISCONNECTED);
    only({"gc_DropCall"}, callee, in, "Disconnected");
    WORKS(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(callee, GCEV_DROPCALL);
    only({"gc_ReleaseCallEx"}, callee, in, "Idle");
}

BOOST_AUTO_TEST_CASE(every_state_of_an_outgoing_call_refuses_what_it_does_not_allow)
{
    const CRN lonely = make_call(caller, "sip:bob@127.0.0.1:9"); // nobody answers there
    only({"gc_DropCall"}, caller, lonely, "Dialing");
    drop_and_release(caller, lonely);

    const auto [out, in] = offered(caller, callee);
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    expect(caller, GCEV_ALERTING);
    only({"gc_DropCall"}, caller, out, "Alerting");
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    expect(callee, GCEV_ANSWERED);
    only({"gc_DropCall"}, caller, out, "Connected");
    WORKS(gc_DropCall(in, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(caller, GCEV_DISCONNECTED);
    only({"gc_DropCall"}, caller, out, "Disconnected");
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(caller, GCEV_DROPCALL);
    only({"gc_ReleaseCallEx"}, caller, out, "Idle");
}

BOOST_AUTO_TEST_CASE(handles_that_lead_nowhere_are_told_apart)
{
    CRN crn = 0;
    int value = 0;
    check_refused(gc_GetCallState(4711, &value), EGC_INVCRN, "unknown");
    check_refused(gc_GetCallState(0, &value), EGC_INVCRN);
    check_refused(gc_DropCall(-1, GC_NORMAL_CLEARING, EV_ASYNC), EGC_INVCRN);
    check_refused(gc_WaitCall(4711, nullptr, nullptr, 0, EV_ASYNC), EGC_INVLINEDEV, "never given out");
    check_refused(gc_Close(0), EGC_INVLINEDEV);
    const LINEDEV board = open(":N_iptB1:P_IP");
    check_refused(gc_MakeCall(board, &crn, nullptr, nullptr, 0, EV_ASYNC), EGC_INVLINEDEV);
    WORKS(gc_Close(board));
    check_refused(gc_Close(board), EGC_INVLINEDEV, "closed");
    int media = 0;
    WORKS(gc_GetResourceH(caller, &media, GC_MEDIADEVICE));
    BOOST_TEST(media > 0);
    check_refused(gc_Close(media), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(null_arguments_and_odd_modes_are_refused)
{
    CRN crn = 0;
    char number[] = "sip:bob@127.0.0.1:9";
    check_refused(gc_MakeCall(caller, nullptr, number, nullptr, 0, EV_ASYNC), EGC_INVPARM, "crnp is NULL");
    check_refused(gc_MakeCall(caller, &crn, number, nullptr, 0, 7), EGC_INVPARM, "mode is 7");
    BOOST_TEST(crn == 0);
    check_refused(gc_GetCallState(1, nullptr), EGC_INVPARM, "state_ptr is NULL");
    check_refused(gc_GetCallInfo(1, ORIGINATION_ADDRESS, nullptr), EGC_INVPARM, "valuep is NULL");
    check_refused(gc_CRN2LineDev(1, nullptr), EGC_INVPARM, "linedevp is NULL");
    check_refused(gc_OpenEx(nullptr, number, EV_ASYNC, nullptr), EGC_INVPARM, "linedevp is NULL");
    LINEDEV line = 0;
    check_refused(gc_OpenEx(&line, nullptr, EV_ASYNC, nullptr), EGC_INVPARM, "devicename is NULL");
    check_refused(gc_WaitCall(caller, nullptr, nullptr, 0, EV_SYNC), EGC_INVPARM, "crnp is NULL");
    check_refused(gc_GetUsrAttr(caller, nullptr), EGC_INVPARM, "usr_attrp is NULL");
    check_refused(gc_SetEvtMsk(caller, 0, 99), EGC_INVPARM, "action");
    check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, nullptr, GC_SINGLECALL), EGC_INVPARMBLK);
}

BOOST_AUTO_TEST_CASE(destinations_that_cannot_be_called_are_refused_before_anything_happens)
{
    CRN crn = 99;
    check_refused(gc_MakeCall(caller, &crn, nullptr, nullptr, 0, EV_ASYNC), EGC_INVPARM, "destination is missing");
    BOOST_TEST(crn == 0);
    for (const char* const wrong : {"5551234", "sip:bob@", "sip:bob@127.0.0.1:99999", "bob@127.0.0.1\r\nEvil: 1"}) {
        std::string number = wrong;
        BOOST_TEST_CONTEXT(number)
        {
            check_refused(gc_MakeCall(caller, &crn, number.data(), nullptr, 0, EV_ASYNC), EGC_INVPARM);
        }
    }
    const auto pair = connected(caller, callee); // and the line is as good as new
    finish(caller, pair.caller, callee, pair.callee);
}

BOOST_AUTO_TEST_CASE(a_failed_operation_disturbs_no_other_call)
{
    const auto [out, in] = connected(caller, callee);
    check_refused(call_out(caller), EGC_INVSTATE);
    check_refused(gc_AnswerCall(in, 0, EV_ASYNC), EGC_INVSTATE);
    BOOST_TEST(state(out) == GCST_CONNECTED);
    BOOST_TEST(state(in) == GCST_CONNECTED);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_SUITE_END()
