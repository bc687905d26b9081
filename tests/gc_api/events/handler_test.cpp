#include "events/event_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <vector>

using gc::Event;
using gc::EventQueue;
using namespace std::chrono_literals;

namespace {

// Handlers are plain functions: what they see goes here.
std::mutex seen_mutex;
std::vector<int> seen;
std::atomic<std::thread::id> seen_on;
EventQueue* queue_of_handlers = nullptr;
std::promise<void>* entered = nullptr;
std::shared_future<void> may_leave;

void note(int what)
{
    const std::lock_guard lock{seen_mutex};
    seen.push_back(what);
    seen_on = std::this_thread::get_id();
}

std::vector<int> taken_notes()
{
    const std::lock_guard lock{seen_mutex};
    return std::exchange(seen, {});
}

template <int Number, long Result>
long handler(void*)
{
    note(Number);
    return Result;
}

long handler_that_waits(void*)
{
    const long type = EventQueue::current()->type;
    if (type == 10) {
        const bool came = queue_of_handlers->wait(5s);
        note(came ? static_cast<int>(EventQueue::current()->type) : -1);
    }
    return 1;
}

long handler_that_changes_handlers(void*)
{
    note(1);
    queue_of_handlers->disable_handler(EV_ANYDEV, 10, handler<2, 1>);
    queue_of_handlers->enable_handler(EV_ANYDEV, 10, handler<3, 0>);
    queue_of_handlers->disable_handler(1, 10, handler_that_changes_handlers);
    return 0;
}

long handler_that_holds(void*)
{
    queue_of_handlers->hold();
    note(queue_of_handlers->wait(5s) ? static_cast<int>(EventQueue::current()->type) : -1);
    queue_of_handlers->release();
    return 1;
}

long handler_that_blocks(void*)
{
    entered->set_value();
    may_leave.wait();
    note(1);
    return 0;
}

void post(EventQueue& queue, long device, long type) { queue.post({.device = device, .type = type}); }

struct Notes {
    Notes() { taken_notes(); }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(handlers_inside_wait, Notes)

BOOST_AUTO_TEST_CASE(run_the_most_specific_first)
{
    EventQueue queue;
    queue.enable_handler(EV_ANYDEV, EV_ANYEVT, handler<4, 1>);
    queue.enable_handler(EV_ANYDEV, 10, handler<3, 0>);
    queue.enable_handler(1, EV_ANYEVT, handler<2, 0>);
    queue.enable_handler(1, 10, handler<1, 0>);
    post(queue, 1, 10);
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(taken_notes() == (std::vector<int>{1, 2, 3, 4}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(consume_an_event_when_all_return_0)
{
    EventQueue queue;
    queue.enable_handler(1, 10, handler<1, 0>);
    post(queue, 1, 10);
    post(queue, 1, 11);
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(EventQueue::current()->type == 11);
    BOOST_TEST(!queue.wait(0ms));
}

BOOST_AUTO_TEST_CASE(keep_an_event_when_one_returns_1)
{
    EventQueue queue;
    queue.enable_handler(1, 10, handler<1, 0>);
    queue.enable_handler(EV_ANYDEV, 10, handler<2, 1>);
    post(queue, 1, 10);
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(EventQueue::current()->type == 10);
}

BOOST_AUTO_TEST_CASE(run_once_although_enabled_twice_and_never_when_disabled)
{
    EventQueue queue;
    queue.enable_handler(1, 10, handler<1, 1>);
    queue.enable_handler(1, 10, handler<1, 1>);
    post(queue, 1, 10);
    queue.wait(0ms);
    BOOST_TEST(taken_notes().size() == 1U);
    BOOST_TEST(queue.disable_handler(1, 10, handler<1, 1>));
    BOOST_TEST(!queue.disable_handler(1, 10, handler<1, 1>));
    BOOST_TEST(!queue.enable_handler(1, 10, nullptr));
    post(queue, 1, 10);
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(taken_notes().empty());
}

BOOST_AUTO_TEST_CASE(may_wait_for_another_event)
{
    EventQueue queue;
    queue_of_handlers = &queue;
    queue.enable_handler(EV_ANYDEV, EV_ANYEVT, handler_that_waits);
    post(queue, 1, 10);
    post(queue, 1, 11);
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(taken_notes() == std::vector<int>{11}, boost::test_tools::per_element());
    BOOST_TEST(EventQueue::current()->type == 10);
}

BOOST_AUTO_TEST_CASE(may_enable_and_disable_handlers_themselves_included)
{
    EventQueue queue;
    queue_of_handlers = &queue;
    queue.enable_handler(1, 10, handler_that_changes_handlers);
    queue.enable_handler(EV_ANYDEV, 10, handler<2, 1>);
    post(queue, 1, 10);
    BOOST_TEST(!queue.wait(0ms)); // the one that would have kept it is gone
    BOOST_TEST(taken_notes() == std::vector<int>{1}, boost::test_tools::per_element());
    post(queue, 1, 10);
    BOOST_TEST(!queue.wait(0ms));
    BOOST_TEST(taken_notes() == std::vector<int>{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(handlers_on_their_own_thread, Notes)

BOOST_AUTO_TEST_CASE(run_without_any_thread_in_wait)
{
    EventQueue queue;
    queue.set_model(SR_MTASYNC);
    std::promise<void> ran;
    entered = &ran;
    std::promise<void> leave;
    may_leave = leave.get_future().share();
    leave.set_value();
    queue.enable_handler(EV_ANYDEV, EV_ANYEVT, handler_that_blocks);
    post(queue, 1, 10);
    BOOST_TEST((ran.get_future().wait_for(5s) == std::future_status::ready));
}

BOOST_AUTO_TEST_CASE(pass_on_what_they_keep_in_order_and_on_another_thread)
{
    EventQueue queue;
    queue.set_model(SR_MTASYNC);
    queue.enable_handler(EV_ANYDEV, 10, handler<1, 1>);
    queue.enable_handler(EV_ANYDEV, 11, handler<2, 0>);
    for (const long type : {10L, 11L, 12L, 10L})
        post(queue, 1, type);
    for (const long type : {10L, 12L, 10L}) {
        BOOST_REQUIRE(queue.wait(5s));
        BOOST_TEST(EventQueue::current()->type == type);
    }
    BOOST_TEST(taken_notes() == (std::vector<int>{1, 2, 1}), boost::test_tools::per_element());
    BOOST_TEST((seen_on.load() != std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(take_over_events_that_were_waiting)
{
    EventQueue queue;
    post(queue, 1, 10);
    queue.set_model(SR_MTASYNC);
    queue.enable_handler(1, 10, handler<1, 1>);
    BOOST_REQUIRE(queue.wait(5s));
    BOOST_TEST(taken_notes().size() == 1U);
    BOOST_TEST((seen_on.load() != std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(may_wait_for_another_event)
{
    EventQueue queue;
    queue_of_handlers = &queue;
    queue.set_model(SR_MTASYNC);
    queue.enable_handler(EV_ANYDEV, EV_ANYEVT, handler_that_waits);
    post(queue, 1, 10);
    post(queue, 1, 11);
    BOOST_REQUIRE(queue.wait(5s));
    BOOST_TEST(EventQueue::current()->type == 10);
    BOOST_TEST(taken_notes() == std::vector<int>{11}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(hold_waits_for_a_running_handler_and_stops_the_next)
{
    EventQueue queue;
    queue.set_model(SR_MTASYNC);
    std::promise<void> ran;
    entered = &ran;
    std::promise<void> leave;
    may_leave = leave.get_future().share();
    queue.enable_handler(1, 10, handler_that_blocks);
    queue.enable_handler(1, 11, handler<2, 1>);
    post(queue, 1, 10);
    ran.get_future().wait();

    auto held = std::async(std::launch::async, [&] { queue.hold(); });
    BOOST_TEST((held.wait_for(20ms) == std::future_status::timeout));
    leave.set_value();
    held.get();
    post(queue, 1, 11);
    BOOST_TEST(!queue.wait(20ms));
    BOOST_TEST(taken_notes() == std::vector<int>{1}, boost::test_tools::per_element());

    BOOST_TEST(queue.release());
    BOOST_TEST(queue.wait(5s));
    BOOST_TEST(taken_notes() == std::vector<int>{2}, boost::test_tools::per_element());
    BOOST_TEST(!queue.release());
}

BOOST_AUTO_TEST_CASE(hold_keeps_them_from_being_called_inside_wait_and_loses_nothing)
{
    EventQueue queue;
    queue.enable_handler(1, 10, handler<2, 0>);
    queue.hold();
    queue.hold();
    post(queue, 2, 11); // without handler
    post(queue, 1, 10);
    post(queue, 2, 12);
    BOOST_REQUIRE(queue.wait(5s));
    BOOST_TEST(EventQueue::current()->type == 11);
    BOOST_TEST(!queue.wait(0ms)); // not even the last, which would overtake
    const long other[] = {2};
    BOOST_REQUIRE(queue.wait(5s, other)); // but for those who wait for it alone
    BOOST_TEST(EventQueue::current()->type == 12);
    post(queue, 2, 13);
    BOOST_TEST(queue.release());
    BOOST_TEST(!queue.wait(0ms));
    BOOST_TEST(taken_notes().empty());
    BOOST_TEST(queue.release());
    BOOST_REQUIRE(queue.wait(5s));
    BOOST_TEST(EventQueue::current()->type == 13);
    BOOST_TEST(taken_notes() == std::vector<int>{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(hold_waits_for_one_that_a_wait_of_another_thread_runs_and_release_wakes_the_next)
{
    EventQueue queue;
    std::promise<void> ran;
    entered = &ran;
    std::promise<void> leave;
    may_leave = leave.get_future().share();
    queue.enable_handler(1, 10, handler_that_blocks);
    queue.enable_handler(1, 11, handler<2, 1>);
    post(queue, 1, 10);
    auto waiting = std::async(std::launch::async, [&] { return queue.wait(std::chrono::milliseconds{-1}); });
    ran.get_future().wait();
    auto held = std::async(std::launch::async, [&] { queue.hold(); });
    BOOST_TEST((held.wait_for(20ms) == std::future_status::timeout));
    leave.set_value();
    held.get();
    post(queue, 1, 11);
    BOOST_TEST((waiting.wait_for(20ms) == std::future_status::timeout));
    BOOST_TEST(taken_notes() == std::vector<int>{1}, boost::test_tools::per_element());
    BOOST_TEST(queue.release());
    BOOST_TEST(waiting.get());
    BOOST_TEST(taken_notes() == std::vector<int>{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_runs_inside_one_is_not_held_and_may_hold_itself)
{
    EventQueue queue;
    queue_of_handlers = &queue;
    queue.enable_handler(1, 10, handler_that_holds);
    post(queue, 1, 10);
    post(queue, 1, 11);
    BOOST_REQUIRE(queue.wait(5s));
    BOOST_TEST(taken_notes() == std::vector<int>{11}, boost::test_tools::per_element());
    BOOST_TEST(!queue.release());
}

BOOST_AUTO_TEST_CASE(go_back_inside_wait_without_losing_events)
{
    EventQueue queue;
    queue.set_model(SR_MTASYNC);
    queue.enable_handler(1, 10, handler<1, 1>);
    for (int i = 0; i < 50; ++i)
        post(queue, 1, 10);
    queue.set_model(SR_STASYNC);
    for (int i = 0; i < 50; ++i)
        post(queue, 1, 10);
    std::uint64_t last = 0;
    for (int i = 0; i < 100; ++i) {
        BOOST_REQUIRE(queue.wait(5s));
        BOOST_TEST(EventQueue::current()->sequence > last);
        last = EventQueue::current()->sequence;
    }
    BOOST_TEST(taken_notes().size() == 100U);
}

BOOST_AUTO_TEST_SUITE_END()
