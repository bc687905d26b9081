#include "gc_api/support/two_lines.hpp"

#include <boost/test/unit_test.hpp>

#include <future>
#include <thread>

using gc::test::check_refused;

namespace {

struct Lines : gc::test::IdleLines {
    std::string destination = uri(callee);
};

/// What the other party does in a thread of its own, with sync functions alone: the result of the first that failed.
std::future<int> answer_one_call(LINEDEV line)
{
    return std::async(std::launch::async, [line] {
        CRN crn = 0;
        if (gc_WaitCall(line, &crn, nullptr, 10, EV_SYNC) != GC_SUCCESS || crn == 0)
            return 1;
        if (gc_CallAck(crn, nullptr, EV_SYNC) != GC_SUCCESS)
            return 2;
        if (gc_AcceptCall(crn, 0, EV_SYNC) != GC_SUCCESS)
            return 3;
        if (gc_AnswerCall(crn, 0, EV_SYNC) != GC_SUCCESS)
            return 4;
        if (gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC) != GC_SUCCESS)
            return 5;
        return gc_ReleaseCallEx(crn, EV_SYNC) == GC_SUCCESS ? 0 : 6;
    });
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(sync_functions, Lines)

BOOST_AUTO_TEST_CASE(a_whole_call_needs_no_event_pump)
{
    auto other = answer_one_call(callee);
    CRN crn = 0;
    int result = GC_ERROR;
    // The other side may not wait yet: then it is busy, and the call is made again.
    for (int attempt = 0; attempt < 1000 && result != GC_SUCCESS; ++attempt) {
        result = gc_MakeCall(caller, &crn, destination.data(), nullptr, 10, EV_SYNC);
        if (result == GC_SUCCESS)
            break;
        BOOST_TEST(gc::test::last_failure().cc == IPEC_SIPReasonStatus486BusyHere);
        WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC));
        WORKS(gc_ReleaseCall(crn));
    }
    BOOST_TEST_REQUIRE(result == GC_SUCCESS);
    BOOST_TEST((state(crn) & (GCST_CONNECTED | GCST_DISCONNECTED)) != 0);
    BOOST_TEST(other.get() == 0);
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC));
    WORKS(gc_ReleaseCallEx(crn, EV_SYNC));
    BOOST_TEST(quiet(callee));
}

BOOST_AUTO_TEST_CASE(a_refused_sync_call_says_why_and_must_be_dropped)
{
    CRN crn = 0;
    const int result = gc_MakeCall(caller, &crn, destination.data(), nullptr, 10, EV_SYNC);
    check_refused(result, GCRV_BUSY, "486");
    BOOST_TEST(gc::test::last_failure().cc == IPEC_SIPReasonStatus486BusyHere);
    BOOST_TEST_REQUIRE(crn != 0);
    BOOST_TEST(state(crn) == GCST_DISCONNECTED);
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC));
    WORKS(gc_ReleaseCall(crn));
    BOOST_TEST(quiet(caller));
}

BOOST_AUTO_TEST_CASE(waiting_for_a_call_ends_when_its_time_is_over)
{
    CRN crn = 99;
    check_refused(gc_WaitCall(callee, &crn, nullptr, 1, EV_SYNC), EGC_TIMEOUT);
    BOOST_TEST(crn == 0);
    const CRN late = make_call(caller, destination); // and the line no longer waits
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus486BusyHere);
    drop_and_release(caller, late);
}

BOOST_AUTO_TEST_CASE(a_reset_ends_a_sync_wait_of_another_thread)
{
    auto waiting = std::async(std::launch::async, [this] {
        CRN crn = 0;
        const int result = gc_WaitCall(callee, &crn, nullptr, 30, EV_SYNC);
        return result == GC_SUCCESS ? EGC_NOERR : gc::test::last_failure().gc;
    });
    // Reset until it takes effect: the other thread may not have begun to wait.
    while (waiting.wait_for(std::chrono::milliseconds{5}) != std::future_status::ready)
        WORKS(gc_ResetLineDev(callee, EV_SYNC));
    BOOST_TEST(waiting.get() == EGC_TASKABORTED);
}

BOOST_AUTO_TEST_CASE(sync_open_gives_no_open_event_but_tells_that_the_line_is_unblocked)
{
    LINEDEV line = 0;
    char name[] = ":P_SIP:N_iptB1T9";
    int mark = 0;
    WORKS(gc_OpenEx(&line, name, EV_SYNC, &mark));
    BOOST_TEST(expect(line, GCEV_UNBLOCKED).user_attribute == &mark);
    BOOST_TEST(quiet(line));
}

BOOST_AUTO_TEST_SUITE_END()
