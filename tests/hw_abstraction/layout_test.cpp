#include "hw/hw_driver.h"

#include <boost/test/unit_test.hpp>

/// The layout of ABI 1.0 on 64-bit machines. These numbers never change; new members come behind them.
namespace {

#if UINTPTR_MAX == UINT64_MAX
static_assert(sizeof(hw_event) >= 112 && offsetof(hw_event, board_id) == 48);
static_assert(sizeof(hw_host) >= 48 && offsetof(hw_host, config_get) == 40);
static_assert(sizeof(hw_board_info) >= 144 && offsetof(hw_board_info, channels) == 140);
static_assert(sizeof(hw_system_ops) >= 56 && offsetof(hw_system_ops, service) == 48);
static_assert(sizeof(hw_board_caps) >= 28 && offsetof(hw_board_caps, channels) == 24);
static_assert(sizeof(hw_clock) >= 32 && offsetof(hw_clock, time_ns) == 24);
static_assert(sizeof(hw_param) >= 64 && offsetof(hw_param, maximum) == 56);
static_assert(sizeof(hw_board_stats) >= 40 && offsetof(hw_board_stats, hardware_errors) == 32);
static_assert(sizeof(hw_board_ops) >= 96 && offsetof(hw_board_ops, self_test) == 88);
static_assert(sizeof(hw_channel_info) >= 20 && offsetof(hw_channel_info, commands) == 16);
static_assert(sizeof(hw_command) >= 32 && offsetof(hw_command, text) == 24);
static_assert(sizeof(hw_channel_ops) >= 40 && offsetof(hw_channel_ops, command) == 32);
static_assert(sizeof(hw_io_channel) >= 24 && offsetof(hw_io_channel, from_line) == 16);
static_assert(sizeof(hw_io) >= 48 && offsetof(hw_io, clock_time_ns) == 40);
static_assert(sizeof(hw_audio_ops) >= 16 && offsetof(hw_audio_ops, io) == 8);
static_assert(sizeof(hw_switch_ops) >= 24 && offsetof(hw_switch_ops, disconnect) == 16);
static_assert(sizeof(hw_driver) >= 80 && offsetof(hw_driver, switching) == 72);
#endif

} // namespace

BOOST_AUTO_TEST_SUITE(layout)

BOOST_AUTO_TEST_CASE(a_member_is_there_when_the_size_covers_it_whole)
{
    hw_clock clock{};
    clock.size = offsetof(hw_clock, samples) + sizeof clock.samples;
    BOOST_TEST(HW_HAS(&clock, hw_clock, samples));
    BOOST_TEST(!HW_HAS(&clock, hw_clock, time_ns));
    --clock.size;
    BOOST_TEST(!HW_HAS(&clock, hw_clock, samples));
}

BOOST_AUTO_TEST_SUITE_END()
