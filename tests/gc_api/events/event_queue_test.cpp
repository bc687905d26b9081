#include "events/event_queue.hpp"
#include "events/meta_event.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

using gc::Event;
using gc::EventMemory;
using gc::EventQueue;
using namespace std::chrono_literals;

namespace {

Event event(long device, long type) { return {.device = device, .type = type}; }

long next_type(EventQueue& queue, std::span<const long> devices = {})
{
    return queue.wait(0ms, devices) ? EventQueue::current()->type : -1;
}

} // namespace

BOOST_AUTO_TEST_SUITE(event_queue)

BOOST_AUTO_TEST_CASE(gives_the_oldest_event_of_all_devices)
{
    EventQueue queue;
    queue.post(event(1, 10));
    queue.post(event(2, 20));
    queue.post(event(1, 11));
    BOOST_TEST(next_type(queue) == 10);
    BOOST_TEST(next_type(queue) == 20);
    BOOST_TEST(next_type(queue) == 11);
    BOOST_TEST(next_type(queue) == -1);
}

BOOST_AUTO_TEST_CASE(gives_the_oldest_event_of_some_devices_and_leaves_the_others)
{
    EventQueue queue;
    for (const long device : {1L, 2L, 3L, 2L, 1L})
        queue.post(event(device, device * 10));
    const std::array<long, 2> wanted{3, 2};
    BOOST_TEST(next_type(queue, wanted) == 20);
    BOOST_TEST(next_type(queue, wanted) == 30);
    BOOST_TEST(next_type(queue, wanted) == 20);
    BOOST_TEST(next_type(queue, wanted) == -1);
    BOOST_TEST(next_type(queue) == 10);
    BOOST_TEST(next_type(queue) == 10);
}

BOOST_AUTO_TEST_CASE(keeps_the_current_event_when_the_time_is_over)
{
    EventQueue queue;
    queue.post(event(1, 10));
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(!queue.wait(1ms));
    BOOST_TEST(EventQueue::current()->type == 10);
}

BOOST_AUTO_TEST_CASE(names_events_by_numbers_that_differ)
{
    EventQueue queue;
    queue.post(event(1, 10));
    queue.post(event(1, 11));
    queue.wait(0ms);
    const long first = EventQueue::current()->handle();
    queue.wait(0ms);
    BOOST_TEST(first > 0);
    BOOST_TEST(EventQueue::current()->handle() != first);
}

BOOST_AUTO_TEST_CASE(drops_nothing_and_reorders_nothing_with_ten_thousand_waiting)
{
    EventQueue queue;
    for (long i = 0; i < 10000; ++i)
        queue.post(event(i % 100, i));
    const std::array<long, 1> one{42};
    for (long i = 42; i < 10000; i += 100)
        BOOST_REQUIRE(next_type(queue, one) == i);
    for (long i = 0; i < 10000; ++i) {
        if (i % 100 != 42)
            BOOST_REQUIRE(next_type(queue) == i);
    }
    BOOST_TEST(next_type(queue) == -1);
}

BOOST_AUTO_TEST_CASE(keeps_the_data_of_a_device_until_two_younger_ones_came)
{
    EventQueue queue;
    std::weak_ptr<void> oldest;
    for (const char* text : {"first", "second", "third"}) {
        Event with_data = event(1, 10);
        with_data.data = EventMemory::copy_of(text);
        if (oldest.expired() && std::string_view{text} == "first")
            oldest = with_data.data.owner;
        queue.post(std::move(with_data));
    }
    queue.post(event(1, 11));
    queue.post(event(2, 12));
    queue.wait(0ms);
    queue.wait(0ms);
    BOOST_TEST(!oldest.expired());
    queue.wait(0ms);
    BOOST_TEST(oldest.expired());
}

BOOST_AUTO_TEST_CASE(events_without_data_do_not_displace_data)
{
    EventQueue queue;
    Event with_data = event(1, 10);
    with_data.data = EventMemory::copy_of("kept");
    const std::weak_ptr<void> data = with_data.data.owner;
    queue.post(std::move(with_data));
    for (int i = 0; i < 10; ++i)
        queue.post(event(1, 11));
    while (queue.wait(0ms)) {
    }
    BOOST_TEST(!data.expired());
}

BOOST_AUTO_TEST_CASE(purge_forgets_one_device)
{
    EventQueue queue;
    queue.post(event(1, 10));
    queue.post(event(2, 20));
    queue.purge(1);
    BOOST_TEST(next_type(queue) == 20);
    BOOST_TEST(next_type(queue) == -1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(meta_event)

BOOST_AUTO_TEST_CASE(of_global_call_shows_its_call_and_line)
{
    Event offered = event(4, GCEV_OFFERED);
    int attribute = 0;
    offered.gc = gc::GcPart{.line = 4, .crn = 99, .user_attribute = &attribute};
    const METAEVENT shown = gc::meta_event_of(offered);
    BOOST_TEST((shown.flags & GCME_GC_EVENT) != 0U);
    BOOST_TEST(shown.evtdev == 4);
    BOOST_TEST(shown.evttype == GCEV_OFFERED);
    BOOST_TEST(shown.linedev == 4);
    BOOST_TEST(shown.crn == 99);
    BOOST_TEST(shown.usrattr == &attribute);
    BOOST_TEST(shown.cclibid == GC_H3R_LIB_ID);
}

BOOST_AUTO_TEST_CASE(of_others_is_good_but_has_no_global_call_flag)
{
    const METAEVENT shown = gc::meta_event_of(event(7, 0x81));
    BOOST_TEST(shown.flags == 0U);
    BOOST_TEST(shown.evttype == 0x81);
    BOOST_TEST(shown.cclibid == GC_UNKNOWN_LIB_ID);
}

BOOST_AUTO_TEST_CASE(tells_its_numbers_when_the_event_is_gone)
{
    EventQueue queue;
    Event ended = event(4, GCEV_DISCONNECTED);
    ended.result = {.gc = GCRV_BUSY, .cc = IPEC_SIPReasonStatus486BusyHere, .text = "486 Busy Here"};
    queue.post(std::move(ended));
    queue.post(event(5, 1));
    queue.wait(0ms);
    const METAEVENT copy = gc::meta_event_of(*EventQueue::current());
    BOOST_TEST(gc::current_event_of(copy)->result.text == "486 Busy Here");
    queue.wait(0ms);
    BOOST_TEST(gc::current_event_of(copy) == nullptr);
    BOOST_TEST(gc::numbers_in(copy).gc == GCRV_BUSY);
    BOOST_TEST(gc::numbers_in(copy).cc == IPEC_SIPReasonStatus486BusyHere);
}

BOOST_AUTO_TEST_SUITE_END()
