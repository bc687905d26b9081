#include "hw/host/registry.hpp"
#include "modules/one_board.h"

#include <boost/test/unit_test.hpp>

using namespace hw;

namespace {

/// A driver that is linked in and that a test can spoil; one at a time.
struct Spoiled {
    hw_system_ops system{};
    hw_board_ops board{};
    hw_channel_ops channel{};
    hw_audio_ops audio{};
    hw_switch_ops switching{};
    hw_driver driver{};

    Spoiled()
    {
        system.size = sizeof system;
        system.init = one_init;
        system.fini = one_fini;
        system.enumerate = one_enumerate;
        board.size = sizeof board;
        board.open = one_open;
        board.close = one_close;
        board.caps = one_caps;
        channel.size = sizeof channel;
        channel.open = one_channel_open;
        channel.close = one_channel_close;
        audio.size = sizeof audio;
        switching.size = sizeof switching;
        driver.size = sizeof driver;
        driver.abi = HW_ABI;
        driver.name = "spoiled";
        driver.system = &system;
        driver.board = &board;
        driver.channel = &channel;
        current = &driver;
    }

    static inline const hw_driver* current = nullptr;
    static const hw_driver* entry(std::uint32_t, char*, std::uint32_t) { return current; }

    /// Why the host refuses it; empty: it does not.
    static std::string refusal()
    {
        Host host{{}};
        std::string error;
        const auto driver = Driver::built_in(entry, host, error);
        BOOST_TEST((driver == nullptr) == !error.empty());
        return error;
    }
};

template <class Table, class Operation>
void refuses_without(const char* name, Table Spoiled::*table, Operation Table::*operation)
{
    Spoiled spoiled;
    spoiled.*table.*operation = nullptr;
    BOOST_TEST(Spoiled::refusal() == "required operation " + std::string{name} + " is missing");
}

template <class Member>
void refuses_size(const char* name, Member Spoiled::*table, std::uint32_t size)
{
    Spoiled spoiled;
    spoiled.driver.audio = &spoiled.audio;
    spoiled.driver.switching = &spoiled.switching;
    (spoiled.*table).size = size;
    BOOST_TEST(Spoiled::refusal() == "table " + std::string{name} + " has the size " + std::to_string(size));
}

} // namespace

BOOST_AUTO_TEST_SUITE(driver)

BOOST_AUTO_TEST_CASE(the_unspoiled_one_is_accepted)
{
    const Spoiled unspoiled;
    BOOST_TEST(Spoiled::refusal() == "");
}

BOOST_AUTO_TEST_CASE(each_required_operation_is_required)
{
    refuses_without("system.init", &Spoiled::system, &hw_system_ops::init);
    refuses_without("system.fini", &Spoiled::system, &hw_system_ops::fini);
    refuses_without("system.enumerate", &Spoiled::system, &hw_system_ops::enumerate);
    refuses_without("board.open", &Spoiled::board, &hw_board_ops::open);
    refuses_without("board.close", &Spoiled::board, &hw_board_ops::close);
    refuses_without("board.caps", &Spoiled::board, &hw_board_ops::caps);
    refuses_without("channel.open", &Spoiled::channel, &hw_channel_ops::open);
    refuses_without("channel.close", &Spoiled::channel, &hw_channel_ops::close);
}

BOOST_AUTO_TEST_CASE(a_required_table_is_required)
{
    Spoiled spoiled;
    spoiled.driver.board = nullptr;
    BOOST_TEST(Spoiled::refusal() == "required operation board.open is missing");
}

BOOST_AUTO_TEST_CASE(impossible_sizes_are_refused)
{
    for (const std::uint32_t size : {0u, 7u, 1u << 20}) {
        refuses_size("system", &Spoiled::system, size);
        refuses_size("board", &Spoiled::board, size);
        refuses_size("channel", &Spoiled::channel, size);
        refuses_size("audio", &Spoiled::audio, size);
        refuses_size("switching", &Spoiled::switching, size);
    }
    Spoiled spoiled;
    spoiled.driver.size = 12;
    BOOST_TEST(Spoiled::refusal().find("driver description has the size 12, expected at least ") == 0u);
}

BOOST_AUTO_TEST_CASE(a_driver_has_a_name)
{
    Spoiled spoiled;
    spoiled.driver.name = nullptr;
    BOOST_TEST(Spoiled::refusal() == "driver has no name");
    spoiled.driver.name = "";
    BOOST_TEST(Spoiled::refusal() == "driver has no name");
}

BOOST_AUTO_TEST_CASE(a_refusal_without_words_is_one_too)
{
    Spoiled::current = nullptr;
    BOOST_TEST(Spoiled::refusal() == "driver refuses: no reason given");
}

BOOST_AUTO_TEST_CASE(init_may_fail)
{
    Spoiled spoiled;
    spoiled.system.init = [](const hw_host*, hw_system**) -> std::int32_t { return HW_EIO; };
    BOOST_TEST(Spoiled::refusal() == "system.init failed: hardware failure");
    spoiled.system.init = [](const hw_host*, hw_system**) -> std::int32_t { return HW_OK; };
    BOOST_TEST(Spoiled::refusal() == "system.init gave no system");
}

BOOST_AUTO_TEST_CASE(a_flood_of_boards_is_cut_off)
{
    Spoiled spoiled;
    spoiled.system.enumerate = [](hw_system*, hw_board_found found, void* context) -> std::int32_t {
        hw_board_info info{};
        info.size = sizeof info;
        std::int32_t result = HW_OK;
        for (long i = 0; i < 1'000'000 && result == HW_OK; ++i)
            result = found(context, &info);
        return result;
    };
    Host host{{}};
    std::string error;
    const auto driver = Driver::built_in(Spoiled::entry, host, error);
    std::vector<hw_board_info> boards;
    BOOST_TEST(driver->enumerate(boards).code == HW_ENOSPC);
    BOOST_TEST(boards.size() == 1024u);
}

BOOST_AUTO_TEST_CASE(board_info_that_is_too_short_or_unterminated_does_no_harm)
{
    Spoiled spoiled;
    spoiled.system.enumerate = [](hw_system*, hw_board_found found, void* context) -> std::int32_t {
        hw_board_info info;
        std::memset(&info, 'x', sizeof info);
        info.size = 8;
        if (found(context, &info) != HW_EINVAL || found(context, nullptr) != HW_EINVAL)
            return HW_EIO;
        info.size = sizeof info;
        return found(context, &info);
    };
    Host host{{}};
    std::string error;
    const auto driver = Driver::built_in(Spoiled::entry, host, error);
    std::vector<hw_board_info> boards;
    BOOST_TEST(driver->enumerate(boards).ok());
    BOOST_TEST_REQUIRE(boards.size() == 1u);
    BOOST_TEST(std::string{boards[0].id} == std::string(HW_ID_SIZE - 1, 'x'));
}

BOOST_AUTO_TEST_CASE(a_board_that_claims_what_its_driver_cannot_do_is_refused)
{
    static std::uint32_t claimed = 0;
    Spoiled spoiled;
    spoiled.board.caps = [](hw_board*, hw_board_caps* caps) -> std::int32_t {
        caps->capabilities = claimed;
        return HW_OK;
    };
    Host host{{}};
    std::string error;
    const auto driver = Driver::built_in(Spoiled::entry, host, error);
    for (claimed = 1; claimed <= HW_CAP_SELF_TEST; claimed <<= 1) {
        Board board;
        BOOST_TEST(board.open(*driver, "test:1", 1).code == HW_EINVAL, "capability " << claimed);
        BOOST_TEST(!board.is_open());
    }
    claimed = 0;
    Board board;
    BOOST_TEST(board.open(*driver, "test:1", 1).ok());
}

BOOST_AUTO_TEST_SUITE_END()
