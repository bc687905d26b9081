#include "net/rush_memory.hpp"

#include <boost/test/unit_test.hpp>

using sip::net::RushMemory;

BOOST_AUTO_TEST_SUITE(rush_memory)

BOOST_AUTO_TEST_CASE(a_rush_is_over_once_when_an_eighth_of_it_is_left)
{
    RushMemory memory;
    BOOST_TEST(!memory.is_over(100));
    BOOST_TEST(!memory.is_over(40'000));
    BOOST_TEST(!memory.is_over(5'001));
    BOOST_TEST(memory.is_over(5'000));
    BOOST_TEST(!memory.is_over(5'000));
}

BOOST_AUTO_TEST_CASE(what_is_left_of_a_large_rush_ends_as_a_rush_of_its_own)
{
    RushMemory memory;
    BOOST_TEST(!memory.is_over(40'000));
    BOOST_TEST(memory.is_over(4'000));
    BOOST_TEST(memory.is_over(500));
    BOOST_TEST(!memory.is_over(499));
}

BOOST_AUTO_TEST_CASE(the_end_of_the_last_of_a_rush_counts_once_more)
{
    RushMemory memory;
    BOOST_TEST(!memory.is_over(2'000));
    BOOST_TEST(memory.is_over(200));
    BOOST_TEST(memory.is_over(0));
    BOOST_TEST(!memory.is_over(0));
}

BOOST_AUTO_TEST_CASE(usual_traffic_is_no_rush)
{
    RushMemory memory;
    for (int i = 0; i < 10; ++i) {
        BOOST_TEST(!memory.is_over(1'000));
        BOOST_TEST(!memory.is_over(0));
    }
}

BOOST_AUTO_TEST_SUITE_END()
