#include "runtime/report_limit.hpp"

#include <boost/test/unit_test.hpp>

using gc::ReportLimit;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(report_limit)

BOOST_AUTO_TEST_CASE(tells_so_many_a_minute_and_counts_the_others)
{
    const ReportLimit::Clock::time_point start{1h};
    ReportLimit limit{2};
    BOOST_TEST(limit.admits(start));
    BOOST_TEST(limit.admits(start + 30s));
    BOOST_TEST(!limit.admits(start + 31s));
    BOOST_TEST(!limit.admits(start + 59s));
    BOOST_TEST(limit.admits(start + 60s));
    BOOST_TEST(limit.take_left_out() == 2U);
    BOOST_TEST(limit.take_left_out() == 0U);
    BOOST_TEST(limit.admits(start + 119s));
    BOOST_TEST(!limit.admits(start + 119s));
}

BOOST_AUTO_TEST_CASE(of_nothing_tells_nothing)
{
    ReportLimit limit{0};
    BOOST_TEST(!limit.admits(ReportLimit::Clock::time_point{}));
    BOOST_TEST(limit.take_left_out() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
