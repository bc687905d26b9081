#include "events/event_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

using gc::EventQueue;
using namespace std::chrono_literals;

// What events cost is counted in calls of functions, inlined ones included: the sources of the queue are compiled into
// this program with -finstrument-functions. So a loop over the waiting events cannot hide, and no clock is asked.
namespace {

unsigned long calls = 0;

void post(EventQueue& queue, long device) { queue.post({.device = device, .type = 1}); }

/// Calls that one more event costs, posted and taken again, while so many are waiting.
unsigned long cost_with(long waiting, bool by_device)
{
    EventQueue queue;
    for (long i = 0; i < waiting; ++i)
        post(queue, i % 100);
    const std::array<long, 2> devices{42, 43};
    post(queue, 42); // what grows with the first event of a device has grown
    const unsigned long before = calls;
    post(queue, 42);
    const bool came = by_device ? queue.wait(0ms, devices) : queue.wait(0ms);
    BOOST_TEST_REQUIRE(came);
    return calls - before;
}

} // namespace

extern "C" {
__attribute__((no_instrument_function)) void __cyg_profile_func_enter(void*, void*) { ++calls; }
__attribute__((no_instrument_function)) void __cyg_profile_func_exit(void*, void*) {}
}

BOOST_AUTO_TEST_SUITE(event_cost)

BOOST_AUTO_TEST_CASE(ten_thousand_events_waiting_cost_no_more_each_than_ten)
{
    for (const bool by_device : {false, true}) {
        const unsigned long few = cost_with(1000, by_device);
        BOOST_TEST(few > 20U); // the counting works
        BOOST_TEST(cost_with(10'000, by_device) <= few + few / 10);
        BOOST_TEST(cost_with(10, by_device) + few / 2 >= few);
    }
}

BOOST_AUTO_TEST_SUITE_END()
