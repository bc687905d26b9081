#include "handles/handle_table.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <set>
#include <thread>

using gc::Device;
using gc::DeviceKind;
using gc::HandleFault;
using gc::HandleTable;

namespace {

struct Line : Device {
    explicit Line(std::string name = ":P_SIP:N_iptB1T1") : Device{DeviceKind::line, std::move(name)} {}
};

std::shared_ptr<Device> device(DeviceKind kind) { return std::make_shared<Device>(kind, "device"); }

} // namespace

BOOST_AUTO_TEST_SUITE(handles)

BOOST_AUTO_TEST_CASE(start_at_1_and_count_up_over_all_kinds)
{
    HandleTable table;
    BOOST_TEST(table.open(std::make_shared<Line>()) == 1);
    BOOST_TEST(table.open(device(DeviceKind::board)) == 2);
    BOOST_TEST(table.open(device(DeviceKind::media)) == 3);
}

BOOST_AUTO_TEST_CASE(a_device_is_found_by_handle_and_kind)
{
    HandleTable table;
    const auto line = std::make_shared<Line>("A");
    const long handle = table.open(line);
    BOOST_TEST(line->handle() == handle);
    BOOST_TEST((table.find_as<Line>(DeviceKind::line, handle).device == line));
}

BOOST_AUTO_TEST_CASE(wrong_kind_closed_and_unknown_are_told_apart)
{
    HandleTable table;
    const long line = table.open(std::make_shared<Line>());
    const long gone = table.open(std::make_shared<Line>());
    BOOST_TEST((table.close(gone) != nullptr));

    BOOST_TEST((table.find_as<Device>(DeviceKind::board, line).fault == HandleFault::wrong_kind));
    BOOST_TEST((table.find(gone).fault == HandleFault::closed));
    for (const long wild : {0L, -1L, 3L, 1L << 40})
        BOOST_TEST((table.find(wild).fault == HandleFault::unknown));
}

BOOST_AUTO_TEST_CASE(closing_twice_closes_once)
{
    HandleTable table;
    const long handle = table.open(std::make_shared<Line>());
    BOOST_TEST((table.close(handle) != nullptr));
    BOOST_TEST((table.close(handle) == nullptr));
    BOOST_TEST((table.close(0) == nullptr));
}

BOOST_AUTO_TEST_CASE(a_closed_number_comes_again_only_after_all_others)
{
    HandleTable table;
    const long first = table.open(std::make_shared<Line>());
    table.close(first);
    std::set<long> given;
    for (int i = 0; i < 1022; ++i) {
        const long handle = table.open(std::make_shared<Line>());
        BOOST_TEST(handle != first);
        given.insert(handle);
        table.close(handle);
    }
    BOOST_TEST(given.size() == 1022U);
    BOOST_TEST(table.open(std::make_shared<Line>()) == first);
}

BOOST_AUTO_TEST_CASE(numbers_stay_below_1024_while_fewer_devices_are_open)
{
    HandleTable table;
    std::vector<long> open;
    for (int i = 0; i < 1000; ++i)
        open.push_back(table.open(std::make_shared<Line>()));
    long highest = 0;
    for (int i = 0; i < 5000; ++i) {
        const std::size_t victim = static_cast<std::size_t>(i * 7919) % open.size();
        table.close(open[victim]);
        open[victim] = table.open(std::make_shared<Line>());
        highest = std::max(highest, open[victim]);
    }
    BOOST_TEST(highest == 1023);
}

BOOST_AUTO_TEST_CASE(more_than_1023_devices_can_be_open)
{
    HandleTable table;
    std::set<long> handles;
    for (int i = 0; i < 5000; ++i)
        handles.insert(table.open(std::make_shared<Line>()));
    BOOST_TEST(handles.size() == 5000U);
    BOOST_TEST(*handles.rbegin() == 5000);
    BOOST_TEST(table.devices().size() == 5000U);
}

BOOST_AUTO_TEST_CASE(an_object_lives_as_long_as_somebody_uses_it)
{
    HandleTable table;
    const long handle = table.open(std::make_shared<Line>("kept"));
    const auto found = table.find(handle);
    table.close(handle);
    BOOST_TEST(found->name() == "kept");
}

BOOST_AUTO_TEST_CASE(threads_may_open_find_and_close_at_once)
{
    HandleTable table;
    std::atomic<int> wrong{0};
    const auto work = [&] {
        for (int i = 0; i < 2000; ++i) {
            const auto line = std::make_shared<Line>();
            const long handle = table.open(line);
            if (table.find(handle).device != line)
                ++wrong;
            if (table.close(handle) != line)
                ++wrong;
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back(work);
    for (std::thread& thread : threads)
        thread.join();
    BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(call_references)

BOOST_AUTO_TEST_CASE(lead_to_the_line_until_they_are_closed)
{
    HandleTable table;
    const auto line = std::make_shared<Line>();
    table.open(line);
    const CRN crn = table.open_call(*line);
    BOOST_TEST((table.line_of(crn).device == line));
    table.close_call(crn);
    BOOST_TEST((table.line_of(crn).fault == HandleFault::closed));
}

BOOST_AUTO_TEST_CASE(are_never_0_fit_31_bits_and_do_not_come_again)
{
    HandleTable table;
    Line line;
    std::set<CRN> given;
    for (int i = 0; i < 10000; ++i) {
        const CRN crn = table.open_call(line);
        BOOST_REQUIRE((crn > 0 && crn <= 0x7fffffff));
        BOOST_REQUIRE(given.insert(crn).second);
        table.close_call(crn);
    }
}

BOOST_AUTO_TEST_CASE(a_reference_that_was_never_given_out_is_unknown)
{
    HandleTable table;
    Line line;
    const CRN crn = table.open_call(line);
    for (const CRN wild : {0L, -1L, 1L, crn + 1, 1L << 40})
        BOOST_TEST((table.line_of(wild).fault == HandleFault::unknown));
}

BOOST_AUTO_TEST_CASE(a_call_of_a_closed_line_leads_nowhere)
{
    HandleTable table;
    const auto line = std::make_shared<Line>();
    const long handle = table.open(line);
    const CRN crn = table.open_call(*line);
    table.close(handle);
    BOOST_TEST((table.line_of(crn).fault == HandleFault::closed));
}

BOOST_AUTO_TEST_SUITE_END()
