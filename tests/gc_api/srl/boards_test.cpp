#include "devmgmt.h"
#include "gc_api/support/program.hpp"
#include "srllib.h"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using gc::test::Program;

namespace {

constexpr unsigned lines = 3;

int boards_of(const char* name)
{
    int count = -1;
    BOOST_TEST(sr_getboardcnt(name, &count) == 0, name);
    return count;
}

/// The names that a function of the device mapper lists, asked for as programs do it: twice.
template <class Ask>
std::vector<std::string> names_of(Ask ask)
{
    int count = 0;
    const long first = ask(&count, nullptr);
    if (count == 0) {
        BOOST_TEST(first == ESR_NOERR);
        return {};
    }
    BOOST_TEST(first == ESR_INSUFBUF);
    std::vector<SRLDEVICEINFO> list(static_cast<std::size_t>(count));
    int room = count - 1;
    BOOST_TEST(ask(&room, list.data()) == ESR_INSUFBUF);
    BOOST_TEST(room == count);
    BOOST_TEST(ask(&room, list.data()) == ESR_NOERR);
    std::vector<std::string> names;
    for (const SRLDEVICEINFO& one : list)
        names.emplace_back(one.szDevName);
    return names;
}

std::vector<std::string> virtual_boards(AUID physical)
{
    return names_of(
        [&](int* count, SRLDEVICEINFO* list) { return SRLGetVirtualBoardsOnPhysicalBoard(physical, count, list); });
}

std::vector<std::string> devices_of(const char* board)
{
    return names_of(
        [&](int* count, SRLDEVICEINFO* list) { return SRLGetSubDevicesOnVirtualBoard(board, count, list); });
}

AUID physical_board()
{
    int count = 0;
    BOOST_TEST(SRLGetAllPhysicalBoards(&count, nullptr) == ESR_INSUFBUF);
    BOOST_TEST_REQUIRE(count == 1);
    AUID board = 0;
    BOOST_TEST(SRLGetAllPhysicalBoards(&count, &board) == ESR_NOERR);
    return board;
}

int licensed_lines()
{
    LIC_FEATURE_BLK features;
    INIT_LICENSED_FEATURES_VERSION(&features);
    BOOST_TEST(dev_GetLicFeatureData(&features) == 0);
    for (int i = 0; i < features.NumFeatures; ++i)
        if (std::string{FeatureNameTable[features.lic_data_buf[i].FeatureEnum]} == LM_FEATURE_NAME_IPCC)
            return features.lic_data_buf[i].FeatureCount;
    return 0;
}

struct ThreeLines : Program {
    ThreeLines()
    {
        board(1).total_max_calls = board(1).sip_max_calls = lines;
        board(2).total_max_calls = board(2).sip_max_calls = lines + 1;
        start();
    }
};

const auto each = boost::test_tools::per_element();
using Names = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(inventory)

BOOST_AUTO_TEST_CASE(before_the_start_is_what_the_start_without_data_would_give)
{
    BOOST_TEST(boards_of("ipt") == 1);
    BOOST_TEST(virtual_boards(physical_board()) == (Names{"iptB1", "ipmB1"}), each);
    const std::size_t channels = devices_of("iptB1").size();
    BOOST_TEST(static_cast<std::size_t>(licensed_lines()) == channels);
    BOOST_TEST(channels == 120U);
}

BOOST_FIXTURE_TEST_CASE(boards_are_counted_by_class_in_any_case_of_letters, ThreeLines)
{
    for (const char* name : {DEV_CLASS_IPT, "ipt", DEV_CLASS_IPM, "ipm", "iPm"})
        BOOST_TEST(boards_of(name) == 2, name);
    for (const char* name : {DEV_CLASS_VOICE, "voice", DEV_CLASS_DTI, DEV_CLASS_MSI, DEV_CLASS_DCB, "dcb",
                             DEV_CLASS_SCX, DEV_CLASS_AUDIO_IN})
        BOOST_TEST(boards_of(name) == 0, name);
    int count = 5;
    for (const char* name : {"", "ipts", "ip", "a"}) {
        BOOST_TEST(sr_getboardcnt(name, &count) == -1, name);
        BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADPARM);
        BOOST_TEST(count == 0);
    }
    BOOST_TEST(sr_getboardcnt(nullptr, &count) == -1);
    BOOST_TEST(sr_getboardcnt("ipt", nullptr) == -1);
}

BOOST_FIXTURE_TEST_CASE(the_device_mapper_lists_what_runs, ThreeLines)
{
    const AUID physical = physical_board();
    BOOST_TEST(virtual_boards(physical) == (Names{"iptB1", "iptB2", "ipmB1", "ipmB2"}), each);
    BOOST_TEST(devices_of("iptB1") == (Names{"iptB1T1", "iptB1T2", "iptB1T3"}), each);
    BOOST_TEST(devices_of("ipmB1") == (Names{"ipmB1C1", "ipmB1C2", "ipmB1C3"}), each);
    BOOST_TEST(devices_of("iptB2").size() == lines + 1);
    BOOST_TEST(licensed_lines() == static_cast<int>(2 * lines + 1));

    int length = 0;
    BOOST_TEST(SRLGetPhysicalBoardName(physical, &length, nullptr) == ESR_INSUFBUF);
    std::string name(static_cast<std::size_t>(length), '?');
    BOOST_TEST(SRLGetPhysicalBoardName(physical, &length, name.data()) == ESR_NOERR);
    BOOST_TEST(std::string{name.c_str()}.size() + 1 == name.size());

    for (const char* device : {"iptB1", "/dev/iptB2T4", "ipmB1C3"}) {
        int jack = 9;
        BOOST_TEST(SRLGetJackForR4Device(device, &jack) == ESR_NOERR, device);
        BOOST_TEST(jack == 0);
    }
}

BOOST_FIXTURE_TEST_CASE(the_device_mapper_refuses_what_there_is_not, ThreeLines)
{
    int count = 7;
    BOOST_TEST(SRLGetVirtualBoardsOnPhysicalBoard(99, &count, nullptr) == ESR_BADDEV);
    BOOST_TEST(SRLGetPhysicalBoardName(0, &count, nullptr) == ESR_BADDEV);
    for (const char* board : {"iptB3", "iptB1T1", "dxxxB1", ""})
        BOOST_TEST(SRLGetSubDevicesOnVirtualBoard(board, &count, nullptr) == ESR_BADDEV, board);
    for (const char* device : {"iptB1T4", "iptB1T0", "ipmB1T1", "dxxxB1C1", "/dev/"})
        BOOST_TEST(SRLGetJackForR4Device(device, &count) == ESR_BADDEV, device);
    BOOST_TEST(count == 7);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADDEV);

    BOOST_TEST(SRLGetAllPhysicalBoards(nullptr, nullptr) == ESR_BADPARM);
    BOOST_TEST(SRLGetPhysicalBoardName(physical_board(), nullptr, nullptr) == ESR_BADPARM);
    BOOST_TEST(SRLGetVirtualBoardsOnPhysicalBoard(physical_board(), nullptr, nullptr) == ESR_BADPARM);
    BOOST_TEST(SRLGetSubDevicesOnVirtualBoard(nullptr, &count, nullptr) == ESR_BADPARM);
    BOOST_TEST(SRLGetSubDevicesOnVirtualBoard("iptB1", nullptr, nullptr) == ESR_BADPARM);
    BOOST_TEST(SRLGetJackForR4Device(nullptr, &count) == ESR_BADPARM);
    BOOST_TEST(SRLGetJackForR4Device("iptB1", nullptr) == ESR_BADPARM);
}

BOOST_AUTO_TEST_CASE(features_are_for_a_structure_of_a_known_version)
{
    BOOST_TEST(dev_GetLicFeatureData(nullptr) == -1);
    LIC_FEATURE_BLK features{};
    BOOST_TEST(dev_GetLicFeatureData(&features) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADPARM);
    BOOST_TEST(std::string{ATDV_ERRMSGP(SRL_DEVICE)}.find("version is 0") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_device_has_a_state_and_no_hardware, ThreeLines)
{
    const LINEDEV caller = open_line(1);
    const LINEDEV callee = open_waiting(2);
    const int line = static_cast<int>(caller);
    BOOST_TEST(ATDV_STATE(line) == CS_IDLE);
    const Pair call = connected(caller, callee);
    BOOST_TEST(ATDV_STATE(line) == CS_CALL);
    finish(caller, call.caller, callee, call.callee);
    BOOST_TEST(ATDV_STATE(line) == CS_IDLE);
    BOOST_TEST(ATDV_IOPORT(line) == 0);
    BOOST_TEST(ATDV_IRQNUM(line) == 0);
    for (const int bad : {0, -1, 4711}) {
        BOOST_TEST(ATDV_STATE(bad) == AT_FAILURE);
        BOOST_TEST(ATDV_IOPORT(bad) == AT_FAILURE);
        BOOST_TEST(ATDV_IRQNUM(bad) == AT_FAILURE);
    }
}

BOOST_AUTO_TEST_SUITE_END()
