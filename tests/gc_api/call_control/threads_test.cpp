#include "gc_api/support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

using gc::test::Program;

namespace {

constexpr int pairs = 6;
constexpr int calls_each = 25;

/// The called side as programs write it: one thread, events of all its lines.
void serve(const std::vector<LINEDEV>& lines, const std::atomic<bool>& done)
{
    std::vector<long> devices(lines.begin(), lines.end());
    while (!done) {
        if (sr_waitevtEx(devices.data(), static_cast<int>(devices.size()), 20, nullptr) == -1)
            continue;
        METAEVENT event;
        if (gc_GetMetaEvent(&event) != GC_SUCCESS)
            continue;
        switch (event.evttype) {
        case GCEV_OFFERED: gc_AcceptCall(event.crn, 0, EV_ASYNC); break;
        case GCEV_ACCEPT: gc_AnswerCall(event.crn, 0, EV_ASYNC); break;
        case GCEV_DISCONNECTED: gc_DropCall(event.crn, GC_NORMAL_CLEARING, EV_ASYNC); break;
        case GCEV_DROPCALL: gc_ReleaseCallEx(event.crn, EV_ASYNC); break;
        default: break;
        }
    }
}

/// The calling side, one thread for each line, sync functions: the calls that were answered.
int call_and_hang_up(LINEDEV line, std::string destination, const std::atomic<bool>& done)
{
    int answered = 0;
    for (int i = 0; i < calls_each && !done; ++i) {
        CRN crn = 0;
        const int result = gc_MakeCall(line, &crn, destination.data(), nullptr, 10, EV_SYNC);
        answered += result == GC_SUCCESS;
        if (crn == 0)
            return answered; // the line is gone
        gc_DropCall(crn, GC_NORMAL_CLEARING, EV_SYNC);
        gc_ReleaseCallEx(crn, EV_SYNC);
    }
    return answered;
}

struct ManyLines : Program {
    ManyLines()
    {
        start();
        for (unsigned i = 1; i <= pairs; ++i) {
            callers.push_back(open_line(1, i));
            callees.push_back(open_waiting(2, i));
            callees.push_back(open_waiting(2, pairs + i)); // a released call's line may be a moment late
        }
        destination = uri(callees.front());
    }
    std::vector<LINEDEV> callers, callees;
    std::string destination;
    std::atomic<bool> done{false};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(threads, ManyLines)

BOOST_AUTO_TEST_CASE(threads_call_at_once_and_no_call_is_lost)
{
    std::thread serving{[this] { serve(callees, done); }};
    std::atomic<int> answered{0};
    std::vector<std::thread> calling;
    for (const LINEDEV line : callers)
        calling.emplace_back([this, line, &answered] { answered += call_and_hang_up(line, destination, done); });
    for (std::thread& thread : calling)
        thread.join();
    done = true;
    serving.join();
    BOOST_TEST(answered == pairs * calls_each);
}

BOOST_AUTO_TEST_CASE(resets_and_closes_from_other_threads_end_calls_cleanly)
{
    std::thread serving{[this] { serve(callees, done); }};
    std::vector<std::thread> calling;
    for (const LINEDEV line : callers)
        calling.emplace_back([this, line] { call_and_hang_up(line, destination, done); });
    for (int round = 0; round < 20; ++round)
        for (const LINEDEV line : callers)
            gc_ResetLineDev(line, EV_SYNC);
    for (const LINEDEV line : callers)
        BOOST_TEST(gc_Close(line) == GC_SUCCESS);
    for (std::thread& thread : calling)
        thread.join();
    done = true;
    serving.join();
}

BOOST_AUTO_TEST_CASE(gc_stop_in_the_middle_of_everything_returns_and_ends_it_all)
{
    std::thread serving{[this] { serve(callees, done); }};
    std::vector<std::thread> calling;
    std::atomic<int> begun{0};
    for (const LINEDEV line : callers)
        calling.emplace_back([this, line, &begun] {
            ++begun;
            call_and_hang_up(line, destination, done);
        });
    while (begun < pairs)
        std::this_thread::yield();
    stop();
    for (std::thread& thread : calling)
        thread.join();
    done = true;
    serving.join();
}

BOOST_AUTO_TEST_SUITE_END()
