#include "transaction/keyed_hash.hpp"

#include <boost/test/unit_test.hpp>

using sip::Fingerprint;
using sip::HashSeed;
using sip::KeyedHash;

namespace {

/// The key 00 01 02 ... 0f of SipHash's published vectors.
constexpr HashSeed reference{0x0706050403020100, 0x0f0e0d0c0b0a0908};

} // namespace

BOOST_AUTO_TEST_SUITE(keyed_hash)

BOOST_AUTO_TEST_CASE(is_siphash_2_4_with_128_bits)
{
    const Fingerprint empty = KeyedHash{reference}.finish();
    BOOST_TEST(empty.low == 0xe6a825ba047f81a3U);
    BOOST_TEST(empty.high == 0x930255c71472f66dU);

    const Fingerprint eight = KeyedHash{reference}.add(std::uint64_t{0x0706050403020100}).finish();
    BOOST_TEST(eight.low == 0x61f55862baa9623bU);
    BOOST_TEST(eight.high == 0xb49714f364e2830fU);
}

BOOST_AUTO_TEST_CASE(tells_where_one_text_ends_and_the_next_begins)
{
    const auto hash = [](std::string_view a, std::string_view b) {
        return KeyedHash{reference}.add(a).add(b).finish();
    };
    BOOST_TEST((hash("ab", "c") != hash("a", "bc")));
    BOOST_TEST((hash("abcdefgh", "") != hash("", "abcdefgh")));
    BOOST_TEST((hash("a", "") != hash(std::string_view{"a\0", 2}, "")));
}

BOOST_AUTO_TEST_CASE(folds_case_only_where_asked)
{
    const auto folded = [](std::string_view text) { return KeyedHash{reference}.add_folded(text).finish(); };
    const auto exact = [](std::string_view text) { return KeyedHash{reference}.add(text).finish(); };
    BOOST_TEST((folded("Proxy.Example.COM") == folded("pROXY.eXAMPLE.com")));
    BOOST_TEST((folded("[") != folded("{"))); // neighbours of the letters
    BOOST_TEST((folded("@") != folded("`")));
    BOOST_TEST((exact("A") != exact("a")));
}

BOOST_AUTO_TEST_CASE(depends_on_the_seed)
{
    BOOST_TEST((KeyedHash{HashSeed{1, 2}}.add("x").finish() != KeyedHash{HashSeed{1, 3}}.add("x").finish()));
    BOOST_TEST((KeyedHash{HashSeed{1, 2}}.add("x").finish() != KeyedHash{HashSeed{2, 2}}.add("x").finish()));
}

BOOST_AUTO_TEST_SUITE_END()
