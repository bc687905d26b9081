#include "net/srv_record.hpp"
#include "net/system_random.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace sip::net::test {

namespace {

std::string targets(const std::vector<SrvRecord>& records)
{
    std::string all;
    for (const SrvRecord& record : records)
        all += record.target;
    return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(srv_record) // RFC 2782

BOOST_AUTO_TEST_CASE(lower_priority_numbers_come_first_whatever_their_weight)
{
    SystemRandom random;
    for (int i = 0; i != 50; ++i) {
        std::vector<SrvRecord> records{{30, 60000, 1, "c"}, {10, 0, 1, "a"}, {20, 5, 1, "b"}};
        order(records, random);
        BOOST_REQUIRE_EQUAL(targets(records), "abc");
    }
}

BOOST_AUTO_TEST_CASE(the_first_place_is_shared_in_proportion_to_the_weights)
{
    SystemRandom random;
    std::map<std::string, int> first;
    for (int i = 0; i != 4000; ++i) {
        std::vector<SrvRecord> records{{1, 1, 1, "small"}, {1, 3, 1, "large"}};
        order(records, random);
        ++first[records[0].target];
    }
    // The number is drawn from 0 to 4: 0 and 1 for the small one. Twenty standard deviations to each side.
    BOOST_TEST(first["small"] > 1000);
    BOOST_TEST(first["small"] < 2200);
}

BOOST_AUTO_TEST_CASE(records_of_weight_zero_are_kept_and_may_come_first)
{
    SystemRandom random;
    std::map<std::string, int> first;
    for (int i = 0; i != 4000; ++i) {
        std::vector<SrvRecord> records{{1, 9, 1, "heavy"}, {1, 0, 1, "zero"}};
        order(records, random);
        BOOST_REQUIRE_EQUAL(records.size(), 2U);
        ++first[records[0].target];
    }
    BOOST_TEST(first["zero"] > 100);
    BOOST_TEST(first["zero"] < 1000);
}

BOOST_AUTO_TEST_CASE(nothing_and_one_record_are_no_special_cases)
{
    SystemRandom random;
    std::vector<SrvRecord> none, one{{1, 0, 5060, "a"}};
    order(none, random);
    order(one, random);
    BOOST_TEST(none.empty());
    BOOST_TEST(targets(one) == "a");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
