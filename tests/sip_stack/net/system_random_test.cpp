#include "net/system_random.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <vector>

namespace sip::net::test {

BOOST_AUTO_TEST_SUITE(system_random)

BOOST_AUTO_TEST_CASE(no_sixteen_bytes_come_twice_across_refills)
{
    SystemRandom random;
    std::set<std::array<std::byte, 16>> seen;
    for (int i = 0; i != 1000; ++i) {
        std::array<std::byte, 16> bytes{};
        random.fill(bytes);
        BOOST_REQUIRE(seen.insert(bytes).second);
    }
}

BOOST_AUTO_TEST_CASE(every_size_is_filled_to_the_last_byte)
{
    SystemRandom random;
    for (const std::size_t size : {0U, 1U, 7U, 511U, 512U, 513U, 5000U}) {
        std::set<std::byte> last;
        std::vector<std::byte> bytes(size);
        for (int i = 0; i != 50 && size != 0; ++i) {
            random.fill(bytes);
            last.insert(bytes.back());
        }
        BOOST_TEST((size == 0 || last.size() > 10U));
    }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
