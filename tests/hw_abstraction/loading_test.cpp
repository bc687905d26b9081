#include "hw/host/registry.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace hw;

namespace {

std::string module_path(const std::string& name) { return HW_TEST_MODULES "/" + name + ".so"; }

/// Why the module is not loaded; empty when it is.
std::string refusal_of(const std::string& path)
{
    Host host{{}};
    Registry registry{host};
    if (registry.add_module(path))
        return {};
    return registry.refusals().at(0).reason;
}

} // namespace

BOOST_AUTO_TEST_SUITE(loading)

BOOST_AUTO_TEST_CASE(a_minimal_driver_is_loaded)
{
    Host host{{}};
    Registry registry{host};
    BOOST_TEST(registry.add_module(module_path("minimal")));
    BOOST_TEST_REQUIRE(registry.drivers().size() == 1u);
    BOOST_TEST(registry.drivers()[0]->name() == "minimal");
    BOOST_TEST(registry.drivers()[0]->vendor() == "");
    BOOST_TEST(registry.boards().at(0).id == "test:1");
}

BOOST_AUTO_TEST_CASE(a_driver_with_shorter_tables_works_without_what_it_does_not_know)
{
    Host host{{}};
    Registry registry{host};
    BOOST_TEST_REQUIRE(registry.add_module(module_path("old")));
    BOOST_TEST(registry.drivers()[0]->rescan().not_supported());
    Board board;
    BOOST_TEST_REQUIRE(registry.open_board("test:1", 1, board).ok());
    hw_clock clock;
    hw_io io{};
    BOOST_TEST(board.clock(clock).not_supported());
    BOOST_TEST(board.io(io).not_supported());
    Channel channel;
    hw_channel_info info;
    BOOST_TEST_REQUIRE(board.open_channel(0, channel).ok());
    BOOST_TEST(channel.info(info).not_supported());
}

BOOST_AUTO_TEST_CASE(a_driver_with_longer_structs_works_without_its_tail)
{
    Host host{{}};
    Registry registry{host};
    BOOST_TEST_REQUIRE(registry.add_module(module_path("newer")));
    BOOST_TEST(registry.drivers()[0]->abi() == HW_ABI_VERSION(HW_ABI_MAJOR, HW_ABI_MINOR + 9));
    const auto boards = registry.boards();
    BOOST_TEST_REQUIRE(boards.size() == 1u);
    BOOST_TEST(boards[0].id == "test:1");
    BOOST_TEST(boards[0].size == sizeof(hw_board_info));
    Board board;
    BOOST_TEST(registry.open_board("test:1", 1, board).ok());
}

BOOST_AUTO_TEST_CASE(each_refusal_says_why)
{
    BOOST_TEST(refusal_of(module_path("other_major")) == "driver is built for ABI 2.3, the host has 1.0");
    BOOST_TEST(refusal_of(module_path("refuses")).substr(0, 44) == "driver refuses: no licence for this machine.");
    BOOST_TEST(refusal_of(module_path("no_entry")) == "exports no hw_driver_entry");
    BOOST_TEST(refusal_of(module_path("text")).find("text.so") != std::string::npos);
    BOOST_TEST(refusal_of(module_path("missing")).find("No such file") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_directory_gives_its_good_drivers_and_the_reasons_of_the_bad_ones)
{
    Host host{{}};
    Registry registry{host};
    BOOST_TEST(registry.add_directory(HW_TEST_MODULES));
    std::vector<std::string> names;
    for (const auto& driver : registry.drivers())
        names.push_back(driver->name());
    BOOST_TEST((names == std::vector<std::string>{"minimal", "newer", "old"}));
    BOOST_TEST(registry.refusals().size() == 4u);
    BOOST_TEST(std::all_of(registry.refusals().begin(), registry.refusals().end(),
                           [](const auto& refusal) { return !refusal.source.empty() && !refusal.reason.empty(); }));
}

BOOST_AUTO_TEST_CASE(a_directory_that_is_not_there_is_a_refusal)
{
    Host host{{}};
    Registry registry{host};
    BOOST_TEST(!registry.add_directory(HW_TEST_MODULES "/none"));
    BOOST_TEST(registry.refusals().at(0).reason == "No such file or directory");
}

BOOST_AUTO_TEST_CASE(a_driver_can_be_loaded_again_and_again)
{
    Host host{{}};
    for (int i = 0; i < 200; ++i) {
        Registry registry{host};
        BOOST_TEST_REQUIRE(registry.add_module(module_path("minimal")));
        Board board;
        BOOST_TEST_REQUIRE(registry.open_board("test:1", 1, board).ok());
        Channel channel;
        BOOST_TEST_REQUIRE(board.open_channel(1, channel).ok());
    }
}

BOOST_AUTO_TEST_SUITE_END()
