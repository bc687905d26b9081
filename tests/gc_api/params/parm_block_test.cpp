#include "params/parm_block.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstring>
#include <random>
#include <vector>

using gc::ParmBlock;

namespace {

std::vector<std::string> values_of(const ParmBlock& block)
{
    std::vector<std::string> values;
    for (auto entry = block.entry_at(0); entry; entry = block.entry_at(entry->next))
        values.emplace_back(entry->value);
    return values;
}

} // namespace

BOOST_AUTO_TEST_SUITE(parm_block)

BOOST_AUTO_TEST_CASE(keeps_values_in_the_order_of_insertion)
{
    ParmBlock block{false};
    BOOST_TEST(block.insert(1, 2, "one"));
    BOOST_TEST(block.insert(1, 2, ""));
    BOOST_TEST(block.insert(3, 4, std::string(300, 'x')));
    const std::vector<std::string> expected{"one", "", std::string(300, 'x')};
    BOOST_TEST(values_of(block) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(shows_programs_a_packed_run)
{
    ParmBlock block{false};
    BOOST_TEST(block.insert(0x3001, 0x11, "ab"));
    const GC_PARM_BLK& shown = *block.address();
    BOOST_TEST(shown.parm_data_size == 7);
    const unsigned char expected[] = {0x01, 0x30, 0x11, 0x00, 2, 'a', 'b'};
    BOOST_TEST(std::memcmp(shown.parm_data_buf, expected, sizeof expected) == 0);
}

BOOST_AUTO_TEST_CASE(a_long_value_is_an_entry_that_walkers_can_step_over)
{
    ParmBlock block{false};
    BOOST_TEST(block.insert(1, 1, std::string(1000, 'x')));
    BOOST_TEST(block.insert(1, 2, "after"));
    const auto first = block.entry_at(0);
    BOOST_TEST(first->is_long);
    const GC_PARM_DATA* const raw = block.data_at(0);
    unsigned char size = 0;
    std::memcpy(&size, reinterpret_cast<const unsigned char*>(raw) + offsetof(GC_PARM_DATA, value_size), 1);
    BOOST_TEST(offsetof(GC_PARM_DATA, value_buf) + size == first->next);
    BOOST_TEST(block.entry_at(first->next)->value == "after");
}

BOOST_AUTO_TEST_CASE(null_data_stores_zeroes)
{
    ParmBlock block{false};
    BOOST_TEST(block.insert(1, 1, {static_cast<const char*>(nullptr), 3}));
    BOOST_TEST(block.insert(1, 1, {static_cast<const char*>(nullptr), 300}));
    BOOST_TEST(values_of(block)[0] == std::string(3, '\0'));
    BOOST_TEST(values_of(block)[1] == std::string(300, '\0'));
}

BOOST_AUTO_TEST_CASE(refuses_what_has_no_room_and_stays_as_it_was)
{
    ParmBlock block{false};
    std::size_t inserted = 0;
    while (block.insert(1, 1, std::string(255, 'x')))
        ++inserted;
    BOOST_TEST(inserted == ParmBlock::longest_run / 260);
    BOOST_TEST(values_of(block).size() == inserted);
    BOOST_TEST(!block.insert(1, 1, std::string(ParmBlock::longest_value + 1, 'x')));
    BOOST_TEST(!block.insert(0xffff, 1, "reserved"));
}

BOOST_AUTO_TEST_CASE(long_values_are_bounded_too)
{
    ParmBlock block{false};
    std::size_t inserted = 0;
    while (block.insert(1, 1, std::string(60000, 'x')))
        ++inserted;
    BOOST_TEST(inserted == ParmBlock::most_long_bytes / 60000);
}

BOOST_AUTO_TEST_CASE(pointers_from_before_a_move_go_on_being_good)
{
    ParmBlock block{false};
    BOOST_TEST(block.insert(1, 1, "first"));
    const GC_PARM_DATA* const early = block.data_at(0);
    const GC_PARM_BLK* const before = block.address();
    for (int i = 0; i < 100; ++i)
        BOOST_TEST(block.insert(1, 2, std::string(200, 'x')));
    BOOST_TEST(block.address() != before);
    BOOST_TEST(*block.offset_of(early) == 0U);
    BOOST_TEST(block.entry_at(0)->value == "first");
}

BOOST_AUTO_TEST_CASE(survives_whatever_a_program_writes_into_it)
{
    std::mt19937 random{20261123};
    for (int round = 0; round < 500; ++round) {
        ParmBlock block{false};
        for (int i = 0; i < 8; ++i)
            BOOST_REQUIRE(block.insert(1, 1, std::string(random() % 300, 'x')));
        auto* const bytes = reinterpret_cast<unsigned char*>(block.address());
        for (std::size_t i = 0; i < block.run_size() + 2; ++i)
            if (random() % 3 == 0)
                bytes[i] = static_cast<unsigned char>(random());
        std::size_t total = 0;
        for (auto entry = block.entry_at(0); entry; entry = block.entry_at(entry->next)) {
            total += static_cast<std::size_t>(std::count(entry->value.begin(), entry->value.end(), 'x'));
            BOOST_REQUIRE(entry->next > entry->offset);
        }
        BOOST_TEST(total < ParmBlock::longest_run * 8);
        (void)block.insert(1, 1, "more");
    }
}

BOOST_AUTO_TEST_SUITE_END()
