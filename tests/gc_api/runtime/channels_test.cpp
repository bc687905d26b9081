#include "gc_api/support/two_lines.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using gc::test::check_refused;
using gc::test::TwoLines;

namespace {

int service(LINEDEV line)
{
    int value = -1;
    WORKS(gc_GetLinedevState(line, GCGLS_BCHANNEL, &value));
    return value;
}

/// A file that is gone with its scope.
struct File {
    File()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "trunkcall-trace-XXXXXX";
        BOOST_REQUIRE(::mkdtemp(pattern.data()));
        directory = pattern;
        name = pattern + "/ladder";
    }
    ~File() { std::filesystem::remove_all(directory); }
    [[nodiscard]] std::vector<std::string> lines() const
    {
        std::ifstream file{name};
        std::vector<std::string> all;
        for (std::string line; std::getline(file, line);)
            all.push_back(line.substr(line.find("  ") + 2));
        return all;
    }
    std::string directory, name;
};

std::string method(const std::string& title) { return title.substr(0, title.find(' ')); }

} // namespace

BOOST_FIXTURE_TEST_SUITE(channels, TwoLines)

BOOST_AUTO_TEST_CASE(a_line_out_of_service_takes_and_makes_no_calls_until_it_is_back)
{
    WORKS(gc_SetChanState(callee, GCLS_OUT_OF_SERVICE, EV_ASYNC));
    expect(callee, GCEV_SETCHANSTATE);
    BOOST_TEST(service(callee) == GCLS_OUT_OF_SERVICE);
    const CRN refused = make_call(caller, uri(callee));
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus486BusyHere);
    drop_and_release(caller, refused);
    CRN crn = 0;
    check_refused(gc_MakeCall(callee, &crn, "sip:x@127.0.0.1", nullptr, 0, EV_ASYNC), EGC_NOT_INSERVICE,
                  "gc_SetChanState");

    WORKS(gc_SetChanState(callee, GCLS_INSERVICE, EV_SYNC)); // and gc_WaitCall still holds
    BOOST_TEST(service(callee) == GCLS_INSERVICE);
    const auto [out, in] = connected(caller, callee);
    WORKS(gc_SetChanState(callee, GCLS_MAINTENANCE, EV_SYNC));
    BOOST_TEST(state(in) == GCST_CONNECTED);
    finish(caller, out, callee, in);
    const CRN late = make_call(caller, uri(callee));
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus486BusyHere);
    drop_and_release(caller, late);

    check_refused(gc_SetChanState(callee, 7, EV_SYNC), EGC_INVPARM, "chanstate");
    check_refused(gc_SetChanState(4711, 0, EV_SYNC), EGC_INVLINEDEV);
    int value = 0;
    check_refused(gc_GetLinedevState(callee, GCGLS_DCHANNEL, &value), EGC_UNSUPPORTED);
    check_refused(gc_GetLinedevState(4711, GCGLS_BCHANNEL, nullptr), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(the_calling_number_is_shown_unless_the_call_names_another)
{
    const auto origin = [this](GC_MAKECALL_BLK* block = nullptr) {
        const CRN out = make_call(caller, uri(callee), block);
        const CRN in = expect(callee, GCEV_OFFERED).crn;
        const std::string address = info(in, ORIGINATION_ADDRESS);
        WORKS(gc_ResetLineDev(callee, EV_SYNC));
        WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
        expect(caller, GCEV_DISCONNECTED);
        drop_and_release(caller, out);
        return address;
    };
    WORKS(gc_SetCallingNum(caller, "4711"));
    BOOST_TEST(origin() == "4711@127.0.0.1");
    BOOST_TEST(origin() == "4711@127.0.0.1"); // for all calls
    WORKS(gc_SetCallingNum(caller, "carol@example.com"));
    BOOST_TEST(origin() == "carol@example.com");
    GCLIB_MAKECALL_BLK gclib{};
    std::string{"alice@example.com"}.copy(gclib.origination.address, sizeof gclib.origination.address - 1);
    GC_MAKECALL_BLK block = {&gclib, nullptr};
    BOOST_TEST(origin(&block) == "alice@example.com");

    GC_PARM value;
    WORKS(gc_GetParm(caller, GCPR_CALLINGPARTY, &value));
    BOOST_TEST(std::string{value.paddress} == "carol@example.com");
    char number[] = "12";
    value.paddress = number;
    WORKS(gc_SetParm(caller, GCPR_CALLINGPARTY, value));
    BOOST_TEST(origin() == "12@127.0.0.1");
    WORKS(gc_SetCallingNum(caller, ""));
    BOOST_TEST(origin().find("12@") == std::string::npos);

    check_refused(gc_SetCallingNum(caller, "a b"), EGC_INVPARM, "a b");
    check_refused(gc_SetCallingNum(caller, "a>\r\nX: 1"), EGC_INVPARM, "calling_num");
    check_refused(gc_SetCallingNum(caller, std::string(500, '1').c_str()), EGC_INVPARM, "128 characters");
    check_refused(gc_SetCallingNum(caller, nullptr), EGC_INVPARM, "calling_num");
    check_refused(gc_SetCallingNum(4711, "1"), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(settings_of_other_technologies_are_off_and_stay_so)
{
    GC_PARM value;
    value.intvalue = GCPV_DISABLE;
    WORKS(gc_SetParm(caller, GCPR_MEDIADETECT, value));
    value.intvalue = GCPV_ENABLE;
    check_refused(gc_SetParm(caller, GCPR_MEDIADETECT, value), EGC_UNSUPPORTED, "parm_id");
    WORKS(gc_GetParm(caller, GCPR_CALLPROGRESS, &value));
    BOOST_TEST(value.intvalue == GCPV_DISABLE);
    check_refused(gc_SetParm(caller, GCPR_LOADTONES, value), EGC_UNSUPPORTED);
    check_refused(gc_GetParm(caller, 4711, &value), EGC_UNSUPPORTED, "4711");
    check_refused(gc_GetParm(caller, GCPR_CALLINGPARTY, nullptr), EGC_INVPARM, "valuep");
    check_refused(gc_GetParm(4711, GCPR_CALLINGPARTY, &value), EGC_INVLINEDEV);
    check_refused(gc_SetParm(4711, GCPR_CALLINGPARTY, value), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(functions_of_other_technologies_look_at_their_handle_first)
{
    int number = 0;
    char text[GC_ADDRSIZE];
    check_refused(gc_GetNetCRV(4711, &number), EGC_INVCRN);
    check_refused(gc_GetBilling(4711, text), EGC_INVCRN);
    check_refused(gc_SndFrame(4711, nullptr), EGC_INVLINEDEV);
    check_refused(gc_GetInfoElem(4711, nullptr), EGC_INVLINEDEV);
    const auto [out, in] = offered(caller, callee);
    check_refused(gc_GetNetCRV(in, &number), EGC_UNSUPPORTED, "gc_GetNetCRV");
    check_refused(gc_GetBilling(in, text), EGC_UNSUPPORTED);
    check_refused(gc_ReqANI(in, text, 0, EV_ASYNC), EGC_UNSUPPORTED);
    check_refused(gc_SetBilling(in, GCR_CHARGE, nullptr, EV_ASYNC), EGC_UNSUPPORTED);
    check_refused(gc_SndMsg(caller, out, 0, nullptr), EGC_UNSUPPORTED);
    check_refused(gc_GetSigInfo(caller, text, 0, nullptr), EGC_UNSUPPORTED);
}

BOOST_AUTO_TEST_CASE(the_ladder_of_a_lines_calls_goes_into_a_file)
{
    const File out_file, in_file, board_file;
    const LINEDEV other = open_line(1, 2);
    const LINEDEV board = open(":N_iptB1:P_IP");
    WORKS(gc_StartTrace(caller, out_file.name.c_str()));
    WORKS(gc_StartTrace(callee, in_file.name.c_str()));
    WORKS(gc_StartTrace(board, board_file.name.c_str()));

    const CRN untold = make_call(other, "sip:nobody@127.0.0.1:9"); // of another line
    const auto [out, in] = connected(caller, callee);
    finish(caller, out, callee, in);
    for (const File* file : {&out_file, &in_file}) {
        const auto lines = file->lines();
        BOOST_TEST_REQUIRE(lines.size() >= 5U);
        BOOST_TEST(method(lines[0]) == "INVITE"); // though the call was not known when it came
        BOOST_TEST(lines.back() == "200 OK (BYE)");
        for (const std::string& line : lines)
            BOOST_TEST(line.find("nobody") == std::string::npos, line);
    }
    const auto all = board_file.lines();
    BOOST_TEST(std::count_if(all.begin(), all.end(),
                             [](const std::string& line) { return line == "INVITE sip:nobody@127.0.0.1:9"; }) >= 1);

    const std::size_t before = out_file.lines().size();
    WORKS(gc_StopTrace(caller));
    check_refused(gc_StopTrace(caller), EGC_INVSTATE, "not traced");
    const auto again = connected(caller, callee);
    finish(caller, again.caller, callee, again.callee);
    BOOST_TEST(out_file.lines().size() == before);
    WORKS(gc_StopTrace(board));
    WORKS(gc_ResetLineDev(other, EV_SYNC));
    BOOST_TEST(untold > 0);

    check_refused(gc_StartTrace(caller, "/no/such/directory/file"), EGC_FILE, "/no/such/directory/file");
    check_refused(gc_StartTrace(caller, nullptr), EGC_INVPARM, "tracefilename");
    check_refused(gc_StartTrace(4711, out_file.name.c_str()), EGC_INVLINEDEV);
    check_refused(gc_StopTrace(4711), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_SUITE_END()
