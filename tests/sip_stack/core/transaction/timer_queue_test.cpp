#include "transaction/timer_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

using namespace std::chrono_literals;
using sip::TimePoint;
using sip::TimerOwner;
using sip::TimerQueue;

namespace {

constexpr TimePoint epoch{};

TimerOwner owner(std::uint64_t id) { return {TimerOwner::Kind::call, id, 'x'}; }

std::vector<std::uint64_t> expired(TimerQueue& queue, TimePoint now)
{
    std::vector<std::uint64_t> ids;
    TimerOwner taken;
    while (queue.take_expired(now, taken))
        ids.push_back(taken.id);
    return ids;
}

} // namespace

BOOST_AUTO_TEST_SUITE(timer_queue)

BOOST_AUTO_TEST_CASE(expires_in_order_of_deadlines_and_not_before)
{
    TimerQueue queue;
    queue.start(epoch + 5s, owner(3));
    queue.start(epoch + 1ms, owner(1));
    queue.start(epoch + 500ms, owner(2));
    queue.start(epoch + 400h, owner(4));
    BOOST_TEST((queue.next() == epoch + 1ms));
    BOOST_TEST(expired(queue, epoch).empty());
    BOOST_TEST((expired(queue, epoch + 5s) == std::vector<std::uint64_t>{1, 2, 3}));
    BOOST_TEST((queue.next() == epoch + 400h));
    BOOST_TEST(expired(queue, epoch + 400h - 1ms).empty());
    BOOST_TEST((expired(queue, epoch + 400h) == std::vector<std::uint64_t>{4}));
    BOOST_TEST((queue.next() == TimePoint::max()));
}

BOOST_AUTO_TEST_CASE(gives_back_what_its_owner_gave)
{
    TimerQueue queue;
    queue.start(epoch, {TimerOwner::Kind::flow, ~0ULL, 255});
    TimerOwner taken;
    BOOST_REQUIRE(queue.take_expired(epoch, taken));
    BOOST_TEST((taken.kind == TimerOwner::Kind::flow));
    BOOST_TEST(taken.id == ~0ULL);
    BOOST_TEST(taken.letter == 255);
}

BOOST_AUTO_TEST_CASE(equal_deadlines_expire_in_order_of_their_start)
{
    TimerQueue queue;
    for (std::uint64_t id = 0; id < 100; ++id)
        queue.start(epoch + 32s, owner(id));
    const auto ids = expired(queue, epoch + 32s);
    BOOST_TEST(ids.size() == 100U);
    BOOST_TEST(std::is_sorted(ids.begin(), ids.end()));
}

BOOST_AUTO_TEST_CASE(a_deadline_counts_in_whole_milliseconds_rounded_up)
{
    TimerQueue queue;
    queue.start(epoch + 1ms + 1ns, owner(1));
    BOOST_TEST((queue.next() == epoch + 2ms));
    BOOST_TEST(expired(queue, epoch + 1999us).empty());
    BOOST_TEST(expired(queue, epoch + 2ms).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_deadline_of_the_past_expires_at_once)
{
    TimerQueue queue;
    queue.start(epoch + 10h, owner(1));
    BOOST_TEST(expired(queue, epoch + 10h).size() == 1U);
    queue.start(epoch + 1h, owner(2));
    queue.start(TimePoint::min(), owner(3));
    BOOST_TEST((queue.next() <= epoch + 10h));
    BOOST_TEST(expired(queue, epoch + 10h).size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_end_of_time_is_a_deadline_too)
{
    TimerQueue queue;
    auto ticket = queue.start(TimePoint::max(), owner(1));
    BOOST_TEST((queue.next() > epoch + 24h * 365 * 200));
    BOOST_TEST(expired(queue, epoch + 24h * 365 * 200).empty());
    queue.stop(ticket);
    BOOST_TEST(queue.size() == 0U);
}

BOOST_AUTO_TEST_CASE(a_stopped_timer_leaves_at_once)
{
    TimerQueue queue;
    auto ticket = queue.start(epoch + 5s, owner(1));
    queue.start(epoch + 6s, owner(2));
    queue.stop(ticket);
    BOOST_TEST(ticket == 0U);
    BOOST_TEST(queue.size() == 1U);
    queue.stop(ticket);
    BOOST_TEST((expired(queue, epoch + 1h) == std::vector<std::uint64_t>{2}));
}

BOOST_AUTO_TEST_CASE(a_stale_ticket_stops_nobody_elses_timer)
{
    TimerQueue queue;
    auto first = queue.start(epoch + 1s, owner(1));
    BOOST_TEST(expired(queue, epoch + 1s).size() == 1U);
    auto second = queue.start(epoch + 2s, owner(2));
    queue.stop(first);
    TimerQueue::Ticket nonsense = ~0ULL;
    queue.stop(nonsense);
    BOOST_TEST(queue.size() == 1U);
    queue.stop(second);
    BOOST_TEST(queue.size() == 0U);
}

BOOST_AUTO_TEST_CASE(next_is_exact_while_nothing_is_stopped)
{
    TimerQueue queue;
    std::minstd_rand random{7};
    TimePoint earliest = TimePoint::max();
    for (int i = 0; i < 1000; ++i) {
        const TimePoint deadline = epoch + std::chrono::milliseconds{1 + random() % 10'000'000};
        earliest = std::min(earliest, deadline);
        queue.start(deadline, owner(1));
        BOOST_REQUIRE((queue.next() == earliest));
    }
}

BOOST_AUTO_TEST_CASE(agrees_with_a_sorted_map_under_random_use)
{
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        TimerQueue queue;
        std::minstd_rand random{seed};
        std::map<std::pair<TimePoint, std::uint64_t>, TimerQueue::Ticket> map;
        TimePoint now = epoch + std::chrono::hours{random() % 10'000}; // a queue that begins long after its epoch
        std::uint64_t id = 0;
        for (int step = 0; step < 50'000; ++step) {
            switch (random() % 4) {
            case 0:
            case 1: {
                const TimePoint deadline = now + std::chrono::milliseconds{random() % (1U << (random() % 20))};
                ++id;
                map[{deadline, id}] = queue.start(deadline, owner(id));
                break;
            }
            case 2:
                if (!map.empty()) {
                    auto some = map.lower_bound({now + std::chrono::milliseconds{random() % 40'000}, 0});
                    if (some == map.end())
                        some = map.begin();
                    queue.stop(some->second);
                    map.erase(some);
                }
                break;
            default: {
                const bool to_next = random() % 2 && !map.empty();
                now =
                    to_next ? std::max(now, map.begin()->first.first) : now + std::chrono::milliseconds{random() % 50};
                std::vector<std::pair<TimePoint, std::uint64_t>> due;
                while (!map.empty() && map.begin()->first.first <= now) {
                    due.push_back(map.begin()->first);
                    map.erase(map.begin());
                }
                auto ids = expired(queue, now);
                BOOST_REQUIRE_EQUAL(ids.size(), due.size());
                for (std::size_t i = 0; i < ids.size(); ++i)
                    BOOST_REQUIRE_EQUAL(ids[i], due[i].second);
            }
            }
            BOOST_REQUIRE_EQUAL(queue.size(), map.size());
            BOOST_REQUIRE((queue.next() <= (map.empty() ? TimePoint::max() : map.begin()->first.first)));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
