#include "hw/host/registry.hpp"
#include "null_driver.h"

#include <boost/test/unit_test.hpp>

using namespace hw;

BOOST_AUTO_TEST_SUITE(registry)

BOOST_AUTO_TEST_CASE(boards_of_several_drivers_stand_side_by_side)
{
    Host host{{}};
    Registry drivers{host};
    BOOST_TEST(drivers.add_built_in("null", hw_null_driver_entry));
    BOOST_TEST(drivers.add_module(HW_TEST_MODULES "/minimal.so"));
    const auto boards = drivers.boards();
    BOOST_TEST_REQUIRE(boards.size() == 2u);
    BOOST_TEST(boards[0].id == "null:0");
    BOOST_TEST(boards[1].id == "test:1");
    Board board;
    BOOST_TEST(drivers.open_board("test:1", 1, board).ok());
    BOOST_TEST(board.caps().channels == 2u);
}

BOOST_AUTO_TEST_CASE(a_driver_is_there_once)
{
    Host host{{}};
    Registry drivers{host};
    BOOST_TEST(drivers.add_built_in("null", hw_null_driver_entry));
    BOOST_TEST(!drivers.add_module(HW_NULL_MODULE));
    BOOST_TEST(drivers.drivers().size() == 1u);
    BOOST_TEST(drivers.refusals().at(0).source == HW_NULL_MODULE);
    BOOST_TEST(drivers.refusals().at(0).reason == "a driver named null is there already");
}

BOOST_AUTO_TEST_CASE(refusals_are_logged_with_their_source)
{
    std::string logged;
    Services services;
    services.log = [&](std::uint32_t level, std::string_view, std::string_view text) {
        if (level == HW_LOG_ERROR)
            logged = text;
    };
    Host host{services};
    Registry drivers{host};
    BOOST_TEST(!drivers.add_module(HW_TEST_MODULES "/no_entry.so"));
    BOOST_TEST(logged == HW_TEST_MODULES "/no_entry.so: exports no hw_driver_entry");
}

BOOST_AUTO_TEST_SUITE_END()
