#include "events/event_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <future>
#include <map>

using gc::EventQueue;
using namespace std::chrono_literals;

namespace {

constexpr long posters = 8;
constexpr long takers_of_all = 8;
constexpr long events_each = 1000;
constexpr long stop = 1L << 30;

std::atomic<long> handled{0};

long counting_handler(void*)
{
    ++handled;
    return 1;
}

/// Every poster is a device and numbers its events. Returns the number of events that came, -1 when one overtook
/// another.
long take_until_stop(EventQueue& queue, std::span<const long> devices)
{
    std::map<long, long> last;
    long count = 0;
    while (queue.wait(30s, devices)) {
        const gc::Event& event = *EventQueue::current();
        if (event.type == stop)
            return count;
        const auto [place, first] = last.try_emplace(event.device, -1);
        if (event.type <= place->second)
            return -1;
        place->second = event.type;
        ++count;
    }
    return -1;
}

void post_from_all(EventQueue& queue)
{
    std::vector<std::thread> threads;
    for (long device = 1; device <= posters; ++device)
        threads.emplace_back([&queue, device] {
            for (long i = 0; i < events_each; ++i)
                queue.post({.device = device, .type = i, .data = gc::EventMemory::copy_of("data")});
        });
    for (std::thread& thread : threads)
        thread.join();
}

} // namespace

BOOST_AUTO_TEST_SUITE(event_queue_with_threads)

BOOST_AUTO_TEST_CASE(many_posters_and_many_takers_lose_and_reorder_nothing)
{
    EventQueue queue;
    std::vector<std::future<long>> takers;
    for (long i = 0; i < takers_of_all; ++i)
        takers.push_back(std::async(std::launch::async, [&] { return take_until_stop(queue, {}); }));
    post_from_all(queue);
    for (std::size_t i = 0; i < takers.size(); ++i)
        queue.post({.device = 1, .type = stop});
    long total = 0;
    for (auto& taker : takers) {
        const long count = taker.get();
        BOOST_TEST(count >= 0);
        total += count;
    }
    BOOST_TEST(total == posters * events_each);
}

BOOST_AUTO_TEST_CASE(a_thread_for_each_pair_of_devices_gets_these_and_no_others)
{
    EventQueue queue;
    const std::array<std::array<long, 2>, 4> sets{{{1, 2}, {3, 4}, {5, 6}, {7, 8}}};
    std::vector<std::future<long>> takers;
    for (const auto& set : sets)
        takers.push_back(std::async(std::launch::async, [&queue, set] { return take_until_stop(queue, set); }));
    post_from_all(queue);
    for (const auto& set : sets)
        queue.post({.device = set.front(), .type = stop});
    for (auto& taker : takers)
        BOOST_TEST(taker.get() == 2 * events_each);
}

BOOST_AUTO_TEST_CASE(handlers_on_their_own_thread_see_every_event_once)
{
    handled = 0;
    EventQueue queue;
    queue.set_model(SR_MTASYNC);
    queue.enable_handler(EV_ANYDEV, EV_ANYEVT, counting_handler);
    auto taker = std::async(std::launch::async, [&] { return take_until_stop(queue, {}); });
    post_from_all(queue);
    queue.post({.device = 1, .type = stop});
    BOOST_TEST(taker.get() == posters * events_each);
    BOOST_TEST(handled == posters * events_each + 1);
}

BOOST_AUTO_TEST_CASE(a_sleeping_thread_is_woken_by_its_device_only)
{
    EventQueue queue;
    const std::array<long, 1> mine{7};
    auto taker =
        std::async(std::launch::async, [&] { return queue.wait(30s, mine) ? EventQueue::current()->type : -1; });
    queue.post({.device = 8, .type = 80});
    BOOST_TEST((taker.wait_for(20ms) == std::future_status::timeout));
    queue.post({.device = 7, .type = 70});
    BOOST_TEST(taker.get() == 70);
    BOOST_TEST(queue.wait(0ms));
    BOOST_TEST(EventQueue::current()->type == 80);
}

BOOST_AUTO_TEST_SUITE_END()
