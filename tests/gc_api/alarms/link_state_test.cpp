#include "ip/link_state.hpp"

#include <boost/test/unit_test.hpp>

using gc::LinkFact;
using gc::LinkState;

namespace {

constexpr LinkFact running(unsigned index, bool loopback = false) { return {index, true, loopback}; }
constexpr LinkFact down(unsigned index) { return {index, false, false}; }

} // namespace

BOOST_AUTO_TEST_SUITE(link_state)

BOOST_AUTO_TEST_CASE(a_board_with_an_address_has_the_network_of_its_interface)
{
    LinkState state{2U};
    BOOST_TEST(!state.take(running(2)).has_value()); // as it was taken to be
    BOOST_TEST(!state.take(down(3)).has_value());
    BOOST_TEST((state.take(down(2)) == std::optional{false}));
    BOOST_TEST(!state.take(running(3)).has_value());
    BOOST_TEST(!state.take(down(2)).has_value());
    BOOST_TEST(!state.up());
    BOOST_TEST((state.take(running(2)) == std::optional{true}));
}

BOOST_AUTO_TEST_CASE(a_board_with_all_addresses_has_one_while_any_but_the_loopback_is_there)
{
    LinkState state{std::nullopt};
    for (const LinkFact& fact : {running(1, true), running(2), running(3), down(2)})
        BOOST_TEST(!state.take(fact).has_value());
    BOOST_TEST((state.take(down(3)) == std::optional{false}));
    BOOST_TEST(!state.take(running(1, true)).has_value());
    BOOST_TEST((state.take(running(7)) == std::optional{true}));
}

BOOST_AUTO_TEST_CASE(who_never_had_a_network_has_lost_none)
{
    LinkState state{std::nullopt};
    BOOST_TEST(!state.take(running(1, true)).has_value());
    BOOST_TEST(!state.take(down(2)).has_value());
    BOOST_TEST(state.up());
    BOOST_TEST(!state.take(running(2)).has_value());
    BOOST_TEST((state.take(down(2)) == std::optional{false}));
}

BOOST_AUTO_TEST_SUITE_END()
