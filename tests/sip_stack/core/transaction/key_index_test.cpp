#include "transaction/key_index.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <unordered_map>

using sip::Fingerprint;
using sip::KeyIndex;

namespace {

constexpr sip::HashSeed seed{0x1234, 0x5678};

Fingerprint key_of(std::uint64_t number) { return sip::KeyedHash{seed}.add(number).finish(); }

} // namespace

BOOST_AUTO_TEST_SUITE(key_index)

BOOST_AUTO_TEST_CASE(agrees_with_a_map_under_random_inserts_and_erases)
{
    KeyIndex index;
    std::unordered_map<std::uint64_t, std::uint32_t> map;
    std::minstd_rand random{1};
    for (std::uint32_t step = 0; step < 200'000; ++step) {
        const std::uint64_t number = random() % 3000;
        if (random() % 2) {
            BOOST_REQUIRE_EQUAL(index.insert(key_of(number), step), map.try_emplace(number, step).second);
        } else {
            index.erase(key_of(number));
            map.erase(number);
        }
        const std::uint64_t other = random() % 3000;
        const auto found = map.find(other);
        BOOST_REQUIRE_EQUAL(index.find(key_of(other)), found == map.end() ? KeyIndex::none : found->second);
    }
    BOOST_TEST(index.size() == map.size());
}

BOOST_AUTO_TEST_CASE(keeps_searches_whole_when_a_run_wraps_round_the_end)
{
    KeyIndex index; // 16 entries
    const auto at = [](std::uint64_t home, std::uint64_t other) { return Fingerprint{home, other}; };
    for (std::uint32_t i = 0; i < 5; ++i)
        index.insert(at(14, i), i);
    index.insert(at(1, 9), 9);
    index.erase(at(14, 0));
    index.erase(at(14, 3));
    for (const std::uint32_t i : {1U, 2U, 4U})
        BOOST_TEST(index.find(at(14, i)) == i);
    BOOST_TEST(index.find(at(1, 9)) == 9U);
    BOOST_TEST(index.find(at(14, 0)) == KeyIndex::none);
}

BOOST_AUTO_TEST_CASE(gives_its_memory_back)
{
    KeyIndex index;
    for (std::uint64_t i = 0; i < 100'000; ++i)
        index.insert(key_of(i), static_cast<std::uint32_t>(i));
    BOOST_TEST(index.capacity() <= 262'144U);
    for (std::uint64_t i = 0; i < 100'000; ++i)
        index.erase(key_of(i));
    BOOST_TEST(index.size() == 0U);
    BOOST_TEST(index.capacity() == 16U);
}

BOOST_AUTO_TEST_SUITE_END()
