#include "gc_api/support/program.hpp"

#include <map>

// Two thousand lines at once: how long that takes is a matter for the benchmarks, that it works is ours.

using gc::test::Program;

namespace {

constexpr unsigned pairs = 1000;

struct ManyLines : Program {
    ManyLines()
    {
        for (const unsigned number : {1U, 2U})
            board(number).total_max_calls = board(number).sip_max_calls = pairs;
        start();
        for (unsigned channel = 1; channel <= pairs; ++channel) {
            callers.push_back(begin_to_open(1, channel));
            callees.push_back(begin_to_open(2, channel));
        }
        take_until(GCEV_UNBLOCKED, 2 * pairs);
    }
    static LINEDEV begin_to_open(unsigned board, unsigned channel)
    {
        const std::string name = ":P_SIP:N_iptB" + std::to_string(board) + "T" + std::to_string(channel);
        LINEDEV line = 0;
        WORKS(gc_OpenEx(&line, name.c_str(), EV_ASYNC, nullptr));
        return line;
    }
    /// Takes events, and does what they ask for, until that many of the type have come.
    void take_until(long type, unsigned wanted)
    {
        while (seen[type] < wanted) {
            if (sr_waitevt(60'000) == -1)
                BOOST_FAIL("of " << wanted << " " << GCEV_MSG(type) << " came " << seen[type]);
            METAEVENT event;
            WORKS(gc_GetMetaEvent(&event));
            ++seen[event.evttype];
            switch (event.evttype) {
            case GCEV_OFFERED: WORKS(gc_AcceptCall(event.crn, 0, EV_ASYNC)); break;
            case GCEV_DISCONNECTED: WORKS(gc_DropCall(event.crn, GC_NORMAL_CLEARING, EV_ASYNC)); break;
            case GCEV_DROPCALL: WORKS(gc_ReleaseCallEx(event.crn, EV_ASYNC)); break;
            default: break;
            }
        }
    }
    std::vector<LINEDEV> callers, callees;
    std::map<long, unsigned> seen; ///< events by type
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(many_lines, ManyLines)

BOOST_AUTO_TEST_CASE(two_thousand_lines_ring_and_clear_together)
{
    for (const LINEDEV line : callees)
        WORKS(gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC));
    const std::string destination = uri(callees.front());
    std::vector<CRN> calls;
    for (const LINEDEV line : callers)
        calls.push_back(make_call(line, destination));
    take_until(GCEV_ALERTING, pairs);
    BOOST_TEST(seen[GCEV_OFFERED] == pairs);
    for (const CRN crn : calls)
        BOOST_TEST_REQUIRE(state(crn) == GCST_ALERTING);

    for (const CRN crn : calls)
        WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
    take_until(GCEV_RELEASECALL, 2 * pairs);
    BOOST_TEST(seen[GCEV_DISCONNECTED] == pairs); // the called ones, all of them and no other
    BOOST_TEST(seen[GCEV_DROPCALL] == 2 * pairs);
    BOOST_TEST(sr_waitevt(0) == SR_TMOUT);
}

BOOST_AUTO_TEST_SUITE_END()
