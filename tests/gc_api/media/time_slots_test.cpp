#include "media/time_slots.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using gc::media::TimeSlots;

BOOST_AUTO_TEST_SUITE(time_slots)

BOOST_AUTO_TEST_CASE(many_listen_to_one_and_one_to_one)
{
    TimeSlots slots;
    const long a = slots.open(), b = slots.open(), c = slots.open();
    BOOST_TEST(slots.listen(a, c));
    BOOST_TEST(slots.listen(b, c));
    const auto both = slots.listeners_of(c);
    BOOST_TEST(both == (std::vector<long>{a, b}), boost::test_tools::per_element());
    BOOST_TEST(slots.listen(a, b));
    BOOST_TEST(slots.listened_to_by(a) == b);
    slots.unlisten(b);
    BOOST_TEST(slots.listeners_of(c).empty());
}

BOOST_AUTO_TEST_CASE(a_device_that_is_gone_is_listened_to_by_nobody)
{
    TimeSlots slots;
    const long a = slots.open(), b = slots.open();
    BOOST_TEST(slots.listen(a, b));
    slots.close(b);
    BOOST_TEST(slots.listened_to_by(a) == TimeSlots::none);
    BOOST_TEST(!slots.listen(a, b));
    BOOST_TEST(!slots.listen(b, a));
    for (const long nothing : {-1L, 0L, 4711L, 1L << 40}) {
        BOOST_TEST(!slots.listen(a, nothing));
        slots.close(nothing);
        slots.unlisten(nothing);
    }
    BOOST_TEST(slots.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_closed_slot_does_not_come_again_soon_and_the_space_does_not_grow_for_ever)
{
    TimeSlots slots;
    std::set<long> recent;
    long largest = 0;
    for (int i = 0; i < 10'000; ++i) {
        const long slot = slots.open();
        if (i < 1000)
            BOOST_TEST(recent.insert(slot).second);
        largest = std::max(largest, slot);
        slots.close(slot);
    }
    BOOST_TEST(largest < 2000);
}

BOOST_AUTO_TEST_SUITE_END()
