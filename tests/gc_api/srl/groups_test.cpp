#include "gc_api/support/program.hpp"
#include "srllib.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using gc::test::Program;

namespace {

constexpr long types = 0x7000;
constexpr long last_type = 0x6fff;

std::vector<long> members()
{
    int count = 0;
    if (sr_GetThreadDeviceGroup(nullptr, &count) == 0)
        return {};
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_INSUFBUF);
    std::vector<long> list(static_cast<std::size_t>(count));
    BOOST_TEST(sr_GetThreadDeviceGroup(list.data(), &count) == 0);
    return list;
}

/// A program with open lines; the group of the test's thread is gone afterwards.
struct Lines : Program {
    Lines()
    {
        board(1).total_max_calls = board(1).sip_max_calls = 16;
        start();
        for (unsigned channel = 1; channel <= 3; ++channel)
            lines.push_back(open(":P_SIP:N_iptB1T" + std::to_string(channel)));
    }
    ~Lines() { sr_DeleteThreadDeviceGroup(); }

    std::vector<long> lines;
};

void check_error(long result, long code)
{
    BOOST_TEST(result == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == code, ATDV_ERRMSGP(SRL_DEVICE));
}

const auto each = boost::test_tools::per_element();

} // namespace

BOOST_FIXTURE_TEST_SUITE(device_groups, Lines)

BOOST_AUTO_TEST_CASE(members_are_added_and_removed_all_or_none)
{
    BOOST_TEST(sr_CreateThreadDeviceGroup(lines.data(), 2) == 0);
    BOOST_TEST(members() == (std::vector<long>{lines[0], lines[1]}), each);
    long more[] = {lines[2], lines[0], SRL_DEVICE, lines[2] | 1L << 40};
    BOOST_TEST(sr_AddToThreadDeviceGroup(more, 4) == 0);
    BOOST_TEST(members() == (std::vector<long>{SRL_DEVICE, lines[0], lines[1], lines[2]}), each);
    BOOST_TEST(sr_RemoveFromThreadDeviceGroup(&lines[1], 1) == 0);

    long bad[] = {lines[1], 4711};
    check_error(sr_AddToThreadDeviceGroup(bad, 2), ESR_BADDEV);
    long half[] = {lines[0], lines[1]};
    check_error(sr_RemoveFromThreadDeviceGroup(half, 2), ESR_BADDEV);
    BOOST_TEST(members() == (std::vector<long>{SRL_DEVICE, lines[0], lines[2]}), each);
    BOOST_TEST(sr_DeleteThreadDeviceGroup() == 0);
}

BOOST_AUTO_TEST_CASE(there_is_one_for_each_thread)
{
    check_error(sr_DeleteThreadDeviceGroup(), ESR_BADPARM);
    check_error(sr_WaitThreadDeviceGroup(0), ESR_BADPARM);
    check_error(sr_AddToThreadDeviceGroup(lines.data(), 1), ESR_BADPARM);
    check_error(sr_RemoveFromThreadDeviceGroup(lines.data(), 1), ESR_BADPARM);
    int count = 0;
    check_error(sr_GetThreadDeviceGroup(lines.data(), &count), ESR_BADPARM);
    check_error(sr_GetThreadDeviceGroup(lines.data(), nullptr), ESR_BADPARM);
    check_error(sr_CreateThreadDeviceGroup(nullptr, 1), ESR_BADPARM);
    check_error(sr_CreateThreadDeviceGroup(lines.data(), -1), ESR_BADPARM);
    long bad = 4711;
    check_error(sr_CreateThreadDeviceGroup(&bad, 1), ESR_BADDEV);

    BOOST_TEST(sr_CreateThreadDeviceGroup(nullptr, 0) == 0);
    check_error(sr_CreateThreadDeviceGroup(lines.data(), 1), ESR_BADPARM);
    check_error(sr_WaitThreadDeviceGroup(-1), ESR_BADDEV);
    std::thread{[this] {
        BOOST_TEST(sr_CreateThreadDeviceGroup(lines.data(), 3) == 0);
        BOOST_TEST(members().size() == 3U);
    }}.join();
    BOOST_TEST(members().empty());
}

BOOST_AUTO_TEST_CASE(only_events_of_members_come_and_the_oldest_first)
{
    BOOST_TEST(sr_CreateThreadDeviceGroup(&lines[1], 2) == 0);
    for (const long line : {lines[0], lines[2], lines[1], lines[2]})
        sr_putevt(line, 555, 0, nullptr, 0);
    for (const long line : {lines[2], lines[1], lines[2]}) {
        BOOST_TEST(sr_WaitThreadDeviceGroup(1000) == 0);
        BOOST_TEST(sr_getevtdev() == line);
    }
    check_error(sr_WaitThreadDeviceGroup(0), ESR_TMOUT);
    BOOST_TEST(sr_waitevt(0) == 0);
    BOOST_TEST(sr_getevtdev() == lines[0]);
}

BOOST_AUTO_TEST_CASE(a_closed_device_leaves_and_the_next_with_its_handle_does_not_come)
{
    BOOST_TEST(sr_CreateThreadDeviceGroup(lines.data(), 3) == 0);
    WORKS(gc_Close(lines[1]));
    BOOST_TEST(members() == (std::vector<long>{lines[0], lines[2]}), each);
    long reused = 0; // handles come again when all small ones have been given out
    for (int i = 0; i < 3000 && reused != lines[2]; ++i) {
        if (i == 0)
            WORKS(gc_Close(lines[2]));
        reused = open(":P_SIP:N_iptB1T3");
        if (reused != lines[2])
            WORKS(gc_Close(reused));
    }
    BOOST_TEST_REQUIRE(reused == lines[2]);
    BOOST_TEST(members() == std::vector<long>{lines[0]}, each);
    long list[] = {4711, lines[1]};
    check_error(sr_waitevtEx(list, 2, -1, nullptr), ESR_BADDEV);
}

// Eight threads each serve their line, eight others post to all lines: each device's events come all, in order, and
// to the thread that has it.
BOOST_AUTO_TEST_CASE(eight_threads_lose_and_reorder_nothing)
{
    constexpr unsigned threads = 8;
    constexpr long events = 500;
    while (lines.size() < threads)
        lines.push_back(open(":P_SIP:N_iptB1T" + std::to_string(lines.size() + 1)));
    std::atomic<long> wrong{0}, taken{0};
    std::vector<std::thread> takers, posters;
    for (unsigned i = 0; i < threads; ++i)
        takers.emplace_back([&, i] {
            if (sr_CreateThreadDeviceGroup(&lines[i], 1) != 0)
                ++wrong;
            std::vector<long> next(threads, 0); // by poster
            while (sr_WaitThreadDeviceGroup(30'000) == 0 && sr_getevttype() != last_type) {
                const auto poster = static_cast<std::size_t>(sr_getevttype() - types);
                if (sr_getevtdev() != lines[i] || *static_cast<long*>(sr_getevtdatap()) != next[poster]++)
                    ++wrong;
                ++taken;
            }
        });
    for (unsigned poster = 0; poster < threads; ++poster)
        posters.emplace_back([&, poster] {
            for (long number = 0; number < events; ++number)
                for (const long line : lines)
                    if (sr_putevt(line, static_cast<unsigned long>(types) + poster, sizeof number, &number, 0) != 0)
                        ++wrong;
        });
    for (std::thread& one : posters)
        one.join();
    for (const long line : lines)
        sr_putevt(line, last_type, 0, nullptr, 0);
    for (std::thread& one : takers)
        one.join();
    BOOST_TEST(wrong == 0);
    BOOST_TEST(taken == static_cast<long>(threads * threads) * events);
}

BOOST_AUTO_TEST_SUITE_END()
