#include "gc_api/support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

using gc::test::check_refused;
using gc::test::Program;

namespace {

struct Started : Program {
    Started()
    {
        board(1).total_max_calls = 2000;
        start();
    }
};

int open_sync(const std::string& name, LINEDEV& line)
{
    std::string text = name;
    return gc_OpenEx(&line, text.data(), EV_SYNC, nullptr);
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(lines, Started)

BOOST_AUTO_TEST_CASE(the_attribute_of_a_line_comes_with_its_events_and_zero_is_a_value)
{
    int mark = 0;
    const LINEDEV line = open(":P_SIP:N_iptB1T1", &mark);
    void* attribute = nullptr;
    WORKS(gc_GetUsrAttr(line, &attribute));
    BOOST_TEST(attribute == &mark);
    WORKS(gc_SetUsrAttr(line, nullptr));
    WORKS(gc_ResetLineDev(line, EV_ASYNC));
    BOOST_TEST(expect(line, GCEV_RESETLINEDEV).user_attribute == nullptr);
}

BOOST_AUTO_TEST_CASE(whatever_gc_openex_opens_has_an_attribute)
{
    for (const char* const name : {":N_iptB1:P_IP", ":M_ipmB1", ":P_SIP:N_iptB1T1"}) {
        int mark = 0, other = 0;
        void* attribute = nullptr;
        const LINEDEV device = open(name, &mark);
        WORKS(gc_GetUsrAttr(device, &attribute));
        BOOST_TEST(attribute == &mark, name);
        WORKS(gc_SetUsrAttr(device, &other));
        WORKS(gc_GetUsrAttr(device, &attribute));
        BOOST_TEST(attribute == &other, name);
    }
    void* attribute = nullptr;
    check_refused(gc_GetUsrAttr(4711, &attribute), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(a_line_is_usable_before_its_open_event_is_taken)
{
    LINEDEV line = 0;
    char name[] = ":P_SIP:N_iptB1T1:M_ipmB1C1:V_dxxxB1C1";
    WORKS(gc_OpenEx(&line, name, EV_ASYNC, nullptr));
    WORKS(gc_SetEvtMsk(line, GCMSK_DIALING, GCACT_ADDMSK));
    WORKS(gc_WaitCall(line, nullptr, nullptr, 0, EV_ASYNC));
    int media = 0, voice = 0;
    WORKS(gc_GetResourceH(line, &media, GC_MEDIADEVICE));
    WORKS(gc_GetResourceH(line, &voice, GC_VOICEDEVICE));
    BOOST_TEST(media != voice);
    BOOST_TEST(std::string{ATDV_NAMEP(media)} == "ipmB1C1");
    BOOST_TEST(std::string{ATDV_NAMEP(voice)} == "dxxxB1C1");
    expect(line, GCEV_OPENEX);
    expect(line, GCEV_UNBLOCKED);
    int state = -1;
    WORKS(gc_GetLinedevState(line, GCGLS_BCHANNEL, &state));
    BOOST_TEST(state == GCLS_INSERVICE);
}

BOOST_AUTO_TEST_CASE(boards_and_media_boards_open_by_name)
{
    const LINEDEV board = open(":N_iptB1:P_IP");
    BOOST_TEST(ATDV_SUBDEVS(static_cast<int>(board)) == 2000);
    const LINEDEV media = open(":M_ipmB1");
    BOOST_TEST(media != board);
    WORKS(gc_Close(media));
    WORKS(gc_Close(board));
}

BOOST_AUTO_TEST_CASE(names_that_name_nothing_are_refused_and_the_handle_is_left_alone)
{
    LINEDEV line = 4711;
    const auto refused = [&](const char* name, int error, const char* words) {
        check_refused(open_sync(name, line), error, words);
        BOOST_TEST(line == 4711);
    };
    refused(":P_SIP:N_dtiB1T1", EGC_INVDEVNAME, "character 10");
    refused(":P_H323:N_iptB1T1", EGC_INVPROTOCOL, "H323");
    refused(":P_SIP:N_iptB3T1", EGC_INVDEVNAME, "board 3 does not exist: gc_Start started 2");
    refused(":P_SIP:N_iptB1T2001", EGC_INVDEVNAME, "started with 2000 lines");
    refused("", EGC_INVDEVNAME, "empty");
    const LINEDEV first = open_line(1);
    refused(":P_IP:N_iptB1T1", EGC_INVDEVNAME, "iptB1T1 is open already");
    WORKS(gc_Close(first));
    WORKS(open_sync(":P_IP:N_iptB1T1", line));
}

BOOST_AUTO_TEST_CASE(closing_takes_the_events_of_the_line_along)
{
    LINEDEV line = 0;
    char name[] = ":P_SIP:N_iptB1T1";
    WORKS(gc_OpenEx(&line, name, EV_ASYNC, nullptr));
    WORKS(gc_Close(line));
    BOOST_TEST(quiet(line));
    void* attribute = nullptr;
    check_refused(gc_GetUsrAttr(line, &attribute), EGC_INVLINEDEV, "closed");
}

BOOST_AUTO_TEST_CASE(events_lead_to_their_line_and_call)
{
    const LINEDEV caller = open_line(1);
    const LINEDEV callee = open_waiting(2);
    const auto [out, in] = offered(caller, callee);
    METAEVENT event;
    WORKS(gc_GetMetaEvent(&event)); // still the GCEV_OFFERED
    LINEDEV line = 0;
    CRN crn = 0;
    WORKS(gc_GetLineDev(&line, &event));
    WORKS(gc_GetCRN(&crn, &event));
    BOOST_TEST(line == callee);
    BOOST_TEST(crn == in);
    WORKS(gc_CRN2LineDev(out, &line));
    BOOST_TEST(line == caller);
    BOOST_TEST(event.cclibid == GC_H3R_LIB_ID);
}

BOOST_AUTO_TEST_CASE(two_thousand_lines_open_quickly)
{
    const auto begin = std::chrono::steady_clock::now();
    LINEDEV line = 0;
    for (int i = 1; i <= 2000; ++i)
        WORKS(open_sync(":P_SIP:N_iptB1T" + std::to_string(i) + ":M_ipmB1C" + std::to_string(i), line));
    const auto took = std::chrono::steady_clock::now() - begin;
    BOOST_TEST_MESSAGE("2,000 lines in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
                                         << " ms");
    BOOST_TEST((took < std::chrono::seconds{5})); // a quadratic step would take minutes
}

BOOST_AUTO_TEST_SUITE_END()
