#include "hw/host/registry.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace hw;

namespace {

/// A board whose driver has the required operations only.
struct MinimalBoard {
    Host host{{}};
    Registry registry{host};
    Board board;

    MinimalBoard()
    {
        BOOST_TEST_REQUIRE(registry.add_module(HW_TEST_MODULES "/minimal.so"));
        BOOST_TEST_REQUIRE(registry.open_board("test:1", 7, board).ok());
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(board_view, MinimalBoard)

BOOST_AUTO_TEST_CASE(every_optional_operation_of_the_system_answers_not_supported)
{
    const Driver& driver = *registry.drivers().at(0);
    BOOST_TEST(driver.rescan().not_supported());
    BOOST_TEST(driver.service().not_supported());
    BOOST_TEST(driver.poll_fd() < 0);
}

BOOST_AUTO_TEST_CASE(every_optional_operation_of_a_board_answers_not_supported)
{
    hw_clock clock;
    hw_param parameter;
    hw_board_stats stats;
    hw_io io{};
    std::string value = "kept";
    BOOST_TEST(board.clock(clock).not_supported());
    BOOST_TEST(board.set_clock(HW_CLOCK_MASTER, 0).not_supported());
    BOOST_TEST(board.describe_parameter(0, parameter).not_supported());
    BOOST_TEST(board.parameter("gain", value).not_supported());
    BOOST_TEST(value == "kept");
    BOOST_TEST(board.set_parameter("gain", "1").not_supported());
    BOOST_TEST(board.stats(stats).not_supported());
    BOOST_TEST(board.load_firmware("/none", 1).not_supported());
    BOOST_TEST(board.self_test(1).not_supported());
    BOOST_TEST(board.io(io).not_supported());
    BOOST_TEST(!board.can(HW_CAP_AUDIO));
}

BOOST_AUTO_TEST_CASE(every_optional_operation_of_a_channel_answers_not_supported)
{
    Channel first, second;
    BOOST_TEST_REQUIRE(board.open_channel(0, first).ok());
    BOOST_TEST_REQUIRE(board.open_channel(1, second).ok());
    hw_channel_info info;
    hw_command command{};
    command.size = sizeof command;
    BOOST_TEST(first.info(info).not_supported());
    BOOST_TEST(first.command(command).not_supported());
    BOOST_TEST(first.listen_to(second).not_supported());
    BOOST_TEST(first.unlisten().not_supported());
}

BOOST_AUTO_TEST_CASE(a_channel_is_closed_with_its_owner)
{
    Channel first;
    BOOST_TEST(board.open_channel(0, first).ok());
    Channel again;
    BOOST_TEST(board.open_channel(0, again).code == HW_EBUSY);
    first = Channel{};
    BOOST_TEST(board.open_channel(0, again).ok());
    BOOST_TEST(again.is_open());
}

BOOST_AUTO_TEST_CASE(unknown_boards_and_channels_are_no_device)
{
    Board other;
    Channel channel;
    BOOST_TEST(registry.open_board("test:2", 1, other).code == HW_ENODEV);
    BOOST_TEST(!other.is_open());
    BOOST_TEST(board.open_channel(2, channel).code == HW_ENODEV);
    BOOST_TEST(!channel.is_open());
}

BOOST_AUTO_TEST_CASE(every_result_has_words_of_its_own)
{
    std::vector<std::string_view> seen;
    for (std::int32_t code = HW_PENDING; code >= HW_ENOENT; --code) {
        const std::string_view text = Result{code}.text();
        BOOST_TEST((std::find(seen.begin(), seen.end(), text) == seen.end()), text);
        seen.push_back(text);
    }
    BOOST_TEST(Result{-999}.text() == "unknown result code");
}

BOOST_AUTO_TEST_SUITE_END()
