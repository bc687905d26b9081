#include "hw/host/registry.hpp"
#include "null_driver.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

using namespace hw;

namespace {

/// The null driver, loaded as a module or linked in.
struct NullDriver {
    std::string channels;
    std::vector<std::string> warnings;
    Host host{{.log =
                   [this](std::uint32_t level, std::string_view, std::string_view text) {
                       if (level <= HW_LOG_WARNING)
                           warnings.emplace_back(text);
                   },
               .config = [this](std::string_view key) -> std::optional<std::string> {
                   return key == "null.channels" && !channels.empty() ? std::optional{channels} : std::nullopt;
               }}};
    Registry registry{host};
    Board board;

    void open(bool built_in)
    {
        BOOST_TEST_REQUIRE(
            (built_in ? registry.add_built_in("null", hw_null_driver_entry) : registry.add_module(HW_NULL_MODULE)));
        BOOST_TEST_REQUIRE(registry.open_board("null:0", 1, board).ok());
    }
};

const auto both_ways = boost::unit_test::data::make({true, false});

} // namespace

BOOST_AUTO_TEST_SUITE(null_driver)

BOOST_DATA_TEST_CASE(it_is_one_board_with_channels, both_ways, built_in)
{
    NullDriver null;
    null.open(built_in);
    BOOST_TEST(null.registry.drivers().at(0)->name() == "null");
    BOOST_TEST(null.board.caps().channels == 4u);
    BOOST_TEST(null.board.can(HW_CAP_AUDIO));
    Channel channel;
    hw_channel_info info;
    BOOST_TEST_REQUIRE(null.board.open_channel(3, channel).ok());
    BOOST_TEST(channel.info(info).ok());
    BOOST_TEST(info.timeslot == 4u);
    Channel none;
    BOOST_TEST(null.board.open_channel(4, none).code == HW_ENODEV);
    BOOST_TEST(null.board.open_channel(3, none).code == HW_EBUSY);
    Board again;
    BOOST_TEST(null.registry.open_board("null:0", 2, again).code == HW_EBUSY);
}

BOOST_DATA_TEST_CASE(its_channels_are_configured, both_ways, built_in)
{
    NullDriver null;
    null.channels = "1024";
    null.open(built_in);
    BOOST_TEST(null.board.caps().channels == 1024u);
    BOOST_TEST(null.warnings.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_configuration_is_named)
{
    for (const char* wrong : {"0", "1025", "four", "-1", "4x"}) {
        NullDriver null;
        null.channels = wrong;
        null.open(true);
        BOOST_TEST(null.board.caps().channels == 4u);
        BOOST_TEST_REQUIRE(null.warnings.size() == 1u);
        BOOST_TEST(null.warnings[0] == "null.channels is not a number from 1 to 1024; using 4");
    }
}

BOOST_DATA_TEST_CASE(it_gives_silence_and_time, both_ways, built_in)
{
    struct {
        std::uint32_t format;
        unsigned char silence;
        std::size_t bytes;
    } const formats[]{{HW_FORMAT_S16, 0, 320}, {HW_FORMAT_ULAW, 0xff, 160}, {HW_FORMAT_ALAW, 0xd5, 160}};

    NullDriver null;
    null.open(built_in);
    std::array<Channel, 2> channels;
    BOOST_TEST_REQUIRE(null.board.open_channel(0, channels[0]).ok());
    BOOST_TEST_REQUIRE(null.board.open_channel(1, channels[1]).ok());
    std::uint64_t samples = 0;
    for (const auto& format : formats) {
        std::array<unsigned char, 400> heard;
        heard.fill(0x77);
        std::array<hw_io_channel, 2> entries{
            {{channels[0].handle(), nullptr, nullptr}, {channels[1].handle(), nullptr, heard.data()}}};
        hw_io io{};
        io.size = sizeof io;
        io.format = format.format;
        io.samples = 160;
        io.count = 2;
        io.stride = sizeof(hw_io_channel);
        io.channels = entries.data();
        BOOST_TEST(null.board.io(io).ok());
        BOOST_TEST(std::all_of(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(format.bytes),
                               [&](unsigned char c) { return c == format.silence; }));
        BOOST_TEST(heard[format.bytes] == 0x77);
        BOOST_TEST(io.clock_samples == (samples += 160));
        BOOST_TEST(io.clock_time_ns > 0u);
    }
}

BOOST_AUTO_TEST_CASE(it_refuses_a_host_of_another_major_version)
{
    std::array<char, 64> why{};
    BOOST_TEST(hw_null_driver_entry(HW_ABI_VERSION(HW_ABI_MAJOR + 1, 0), why.data(), why.size()) == nullptr);
    BOOST_TEST(std::string{why.data()} == "needs a host of ABI 1");
}

BOOST_AUTO_TEST_SUITE_END()
