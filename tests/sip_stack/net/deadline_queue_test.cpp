#include "net/deadline_queue.hpp"

#include "sip_stack/net/net_bench.hpp"

#include <boost/test/unit_test.hpp>

namespace sip::net::test {

BOOST_FIXTURE_TEST_SUITE(deadline_queue, NetBench)

BOOST_AUTO_TEST_CASE(keys_expire_in_order_inside_the_monitor_and_not_too_early)
{
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::uint64_t> expired;
    DeadlineQueue queue{context, *this, 30ms, [&](std::uint64_t key) {
                            BOOST_TEST(depth == 1);
                            expired.push_back(key);
                        }};
    for (std::uint64_t key = 1; key <= 3; ++key)
        queue.add(key);
    BOOST_REQUIRE(wait_for([&] { return expired.size() == 3; }));
    BOOST_TEST((std::chrono::steady_clock::now() - start >= 30ms));
    BOOST_TEST(expired == (std::vector<std::uint64_t>{1, 2, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keys_added_while_another_expires_expire_as_well)
{
    std::vector<std::uint64_t> expired;
    DeadlineQueue* self = nullptr;
    DeadlineQueue queue{context, *this, 5ms, [&](std::uint64_t key) {
                            expired.push_back(key);
                            if (key < 5)
                                self->add(key + 1);
                        }};
    self = &queue;
    queue.add(1);
    BOOST_REQUIRE(wait_for([&] { return expired.size() == 5; }));
    queue.add(9); // after it ran empty
    BOOST_REQUIRE(wait_for([&] { return expired.size() == 6; }));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
