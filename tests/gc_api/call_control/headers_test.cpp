#include "gc_api/support/parm_block.hpp"

#include <boost/test/unit_test.hpp>

using gc::test::Block;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;

namespace {

struct TwoLines : Program {
    TwoLines() { start_with_lines(); }
    void start_with_lines()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
        caller_board = open(":N_iptB1:P_IP");
        callee_board = open(":N_iptB2:P_IP");
    }
    void wants_header(LINEDEV target, const std::string& name)
    {
        long request = 0;
        const Block block = std::move(Block{}.text(IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, name));
        WORKS(gc_SetConfigData(GCTGT_CCLIB_NETIF, target, block, 0, GCUPDATE_IMMEDIATE, &request, EV_ASYNC));
        expect(target, GCEV_SETCONFIGDATA);
        BOOST_TEST(request > 0);
    }
    /// Makes a call with a block and ends it; what the called side was offered.
    Seen call_with(GC_PARM_BLKP parameters)
    {
        GCLIB_MAKECALL_BLK gclib{};
        gclib.ext_datap = parameters;
        GC_MAKECALL_BLK block = {&gclib, nullptr};
        const CRN out = make_call(caller, uri(callee), &block);
        Seen seen = expect(callee, GCEV_OFFERED);
        origin = info(seen.crn, ORIGINATION_ADDRESS);
        WORKS(gc_DropCall(seen.crn, GC_USER_BUSY, EV_ASYNC));
        expect(callee, GCEV_DROPCALL);
        WORKS(gc_ReleaseCallEx(seen.crn, EV_ASYNC));
        expect(callee, GCEV_RELEASECALL);
        expect(caller, GCEV_DISCONNECTED);
        drop_and_release(caller, out);
        return seen;
    }
    LINEDEV caller = 0, callee = 0, caller_board = 0, callee_board = 0;
    std::string origin;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(sip_headers, TwoLines)

BOOST_AUTO_TEST_CASE(registered_headers_arrive_and_others_do_not)
{
    wants_header(callee_board, "X-Account");
    wants_header(callee_board, "User-Agent");
    const Block block = std::move(Block{}
                                      .text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X-Account: 4711")
                                      .text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X-Secret: no")
                                      .text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "User-Agent: Test/1"));
    const Seen offer = call_with(block);
    std::vector<std::string> headers;
    for (const auto& [key, value] : offer.parameters)
        if (key == (static_cast<unsigned long>(IPSET_SIP_MSGINFO) << 16 | IPPARM_SIP_HDR))
            headers.push_back(value);
    BOOST_TEST(std::count(headers.begin(), headers.end(), "X-Account: 4711") == 1);
    BOOST_TEST(std::count(headers.begin(), headers.end(), "User-Agent: Test/1") == 1);
    BOOST_TEST(headers.size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_older_parameters_come_with_an_offered_call)
{
    const Block block = std::move(Block{}
                                      .text(IPSET_SIP_MSGINFO, IPPARM_FROM, "sip:alice@example.com")
                                      .text(IPSET_SIP_MSGINFO, IPPARM_FROM_DISPLAY, "Alice \"the \\\" A.")
                                      .text(IPSET_SIP_MSGINFO, IPPARM_DIVERSION_URI, "<sip:carol@example.com>"));
    const Seen offer = call_with(block);
    BOOST_TEST(offer.parameter(IPSET_SIP_MSGINFO, IPPARM_FROM) == "sip:alice@example.com");
    BOOST_TEST(offer.parameter(IPSET_SIP_MSGINFO, IPPARM_FROM_DISPLAY) == "Alice \"the \\\" A.");
    BOOST_TEST(offer.parameter(IPSET_SIP_MSGINFO, IPPARM_DIVERSION_URI) == "<sip:carol@example.com>");
    BOOST_TEST(offer.has(IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI));
    BOOST_TEST(!offer.parameter(IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR).empty());
    BOOST_TEST(origin == "alice@example.com");
}

BOOST_AUTO_TEST_CASE(the_make_call_block_wins_over_the_next_call_and_that_over_all_calls)
{
    wants_header(callee_board, "X-Level");
    wants_header(callee_board, "X-Other");
    const auto set = [this](const char* line, int duration) {
        const Block block = std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, line));
        WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, block, duration));
    };
    const auto level = [](const Seen& seen) { return seen.parameter(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR); };
    set("X-Level: all", GC_ALLCALLS);
    set("X-Level: single", GC_SINGLECALL);
    const Block block = std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X-Level: block"));
    BOOST_TEST(level(call_with(block)) == "X-Level: block");
    BOOST_TEST(level(call_with(nullptr)) == "X-Level: all"); // the single one went with the first call
    set("X-Level: single", GC_SINGLECALL);
    BOOST_TEST(level(call_with(nullptr)) == "X-Level: single");
    BOOST_TEST(level(call_with(nullptr)) == "X-Level: all");
}

BOOST_AUTO_TEST_CASE(headers_of_an_answer_reach_the_caller)
{
    wants_header(caller_board, "X-Answer");
    const auto [out, in] = offered(caller, callee);
    const Block block = std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X-Answer: 42"));
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, in, block, GC_SINGLECALL));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(expect(caller, GCEV_CONNECTED).parameter(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR) == "X-Answer: 42");
    expect(callee, GCEV_ANSWERED);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(the_request_uri_and_the_call_id_can_be_chosen)
{
    const std::string destination = uri(callee);
    const Block block = std::move(Block{}
                                      .text(IPSET_SIP_MSGINFO, IPPARM_REQUEST_URI, destination + ";x=1")
                                      .text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "Call-ID: chosen-by-the-test"));
    const Seen offer = call_with(block);
    BOOST_TEST(offer.parameter(IPSET_SIP_MSGINFO, IPPARM_REQUEST_URI) == destination + ";x=1");
    BOOST_TEST(offer.parameter(IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR) == "chosen-by-the-test");
}

BOOST_AUTO_TEST_CASE(an_invite_without_offer_is_answered_with_one)
{
    const Block block =
        std::move(Block{}.number(IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD, IP_CONNECTIONMETHOD_SLOWSTART, sizeof(char)));
    GCLIB_MAKECALL_BLK gclib{};
    gclib.ext_datap = block;
    GC_MAKECALL_BLK call_block = {&gclib, nullptr};
    const CRN out = make_call(caller, uri(callee), &call_block);
    const CRN in = expect(callee, GCEV_OFFERED).crn;
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    expect(callee, GCEV_ANSWERED);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(both_sides_know_who_called_whom)
{
    GCLIB_MAKECALL_BLK gclib{};
    const std::string destination = uri(callee);
    destination.copy(gclib.destination.address, sizeof gclib.destination.address - 1);
    std::string{"alice@example.com"}.copy(gclib.origination.address, sizeof gclib.origination.address - 1);
    GC_MAKECALL_BLK block = {&gclib, nullptr};
    const CRN out = make_call(caller, "", &block);
    const std::string call_id = info(out, IP_CALLID); // before any response
    BOOST_TEST(!call_id.empty());
    const CRN in = expect(callee, GCEV_OFFERED).crn;
    BOOST_TEST(info(in, ORIGINATION_ADDRESS) == "alice@example.com");
    BOOST_TEST(info(in, DESTINATION_ADDRESS) == "bob@127.0.0.1");
    BOOST_TEST(info(in, ORIGINATION_URI) == "sip:alice@example.com");
    BOOST_TEST(info(in, DESTINATION_URI) == destination);
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    expect(callee, GCEV_ANSWERED);
    BOOST_TEST(info(out, ORIGINATION_ADDRESS) == "alice@example.com");
    BOOST_TEST(info(in, IP_CALLID) == call_id);
    BOOST_TEST(info(out, IP_CALLID) == call_id);
    int protocol = 0;
    WORKS(gc_GetCallInfo(in, CALLPROTOCOL, reinterpret_cast<char*>(&protocol)));
    BOOST_TEST(protocol == CALLPROTOCOL_SIP);
    char value[GC_ADDRSIZE];
    check_refused(gc_GetCallInfo(in, CALLINFO_TLS_CIPHER, value), EGC_INVSTATE, "does not run over TLS");
    for (const int id : {CATEGORY_DIGIT, CALLTIME, CALLINFOTYPE, PRESENT_RESTRICT, U_IES, 4711})
        check_refused(gc_GetCallInfo(in, id, value), EGC_UNSUPPORTED, std::to_string(id));
    WORKS(gc_GetCallInfo(in, CONNECT_TYPE, value));
    BOOST_TEST(value[0] == GCCT_NA);
    BOOST_TEST(info(in, CALLNAME) == ""); // no display name was given
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(masked_events_are_not_sent_but_states_change)
{
    WORKS(gc_SetEvtMsk(caller, GCMSK_ALERTING, GCACT_SUBMSK));
    long mask = GCMSK_DIALING | GCMSK_PROCEEDING;
    const Block block =
        std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_ADDMSK, static_cast<unsigned long>(mask), sizeof(long)));
    WORKS(gc_SetConfigData(GCTGT_GCLIB_CHAN, caller, block, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    WORKS(gc_SetEvtMsk(callee, GCMSK_DETECTED, GCACT_ADDMSK));

    const CRN out = make_call(caller, uri(callee));
    expect(caller, GCEV_DIALING);
    const CRN in = expect(callee, GCEV_DETECTED).crn;
    BOOST_TEST(expect(callee, GCEV_OFFERED).crn == in);
    WORKS(gc_CallAck(in, nullptr, EV_ASYNC));
    expect(caller, GCEV_PROCEEDING);
    BOOST_TEST(state(out) == GCST_PROCEEDING);
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED); // no GCEV_ALERTING before it
    for (const long type : {GCEV_CALLPROC, GCEV_ACCEPT, GCEV_ANSWERED})
        expect(callee, type);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(the_board_chooses_its_response_codes)
{
    const Block block = std::move(Block{}
                                      .number(IPSET_SIP_RESPONSE_CODE, IPPARM_ACCEPT_RESP_CODE, 183, 2)
                                      .number(IPSET_SIP_RESPONSE_CODE, IPPARM_BUSY_REASON, 5600, 4));
    WORKS(gc_SetConfigData(GCTGT_GCLIB_NETIF, callee_board, block, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    const auto [out, in] = offered(caller, callee);
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    const std::string status =
        expect(caller, GCEV_ALERTING).parameter(IPSET_SIP_RESPONSE_CODE, IPPARM_RECEIVED_RESPONSE_STATUS_CODE);
    BOOST_TEST(static_cast<unsigned char>(status.at(0)) == 183);

    const LINEDEV second = open_line(1, 2);
    const CRN late = make_call(second, uri(callee));
    BOOST_TEST(expect(second, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus600BusyEverywhere);
    drop_and_release(second, late);

    const Block wrong = std::move(Block{}.number(IPSET_SIP_RESPONSE_CODE, IPPARM_ACCEPT_RESP_CODE, 100, 2));
    check_refused(gc_SetConfigData(GCTGT_GCLIB_NETIF, callee_board, wrong, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC),
                  EGC_INVPARM, "expected 101 to 199");
    WORKS(gc_SetConfigData(GCTGT_GCLIB_NETIF, callee_board, wrong, 0, GCUPDATE_IMMEDIATE, nullptr, EV_ASYNC));
    expect(callee_board, GCEV_SETCONFIGDATA_FAIL);
}

BOOST_AUTO_TEST_CASE(wrong_headers_and_targets_are_refused)
{
    const auto set = [this](const char* line, int target = GCTGT_GCLIB_CHAN) {
        const Block block = std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, line));
        return gc_SetUserInfo(target, caller, block, GC_SINGLECALL);
    };
    check_refused(set("no colon"), EGC_INVPARM, "Name: value");
    check_refused(set("X: 1\r\nEvil: 2"), EGC_INVPARM, "control");
    check_refused(set("X: 1", GCTGT_GCLIB_NETIF), EGC_INVTARGET);
    check_refused(set("Via: SIP/2.0/UDP evil"), EGC_INVPARM, "written by the stack");
    check_refused(set("l: 4"), EGC_INVPARM, "written by the stack");
    check_refused(set("From: <sip:a@b>;tag=1"), EGC_INVPARM, "tags are written by the stack");
    const auto pair = connected(caller, callee);
    finish(caller, pair.caller, callee, pair.callee);
}

BOOST_AUTO_TEST_CASE(a_from_for_all_calls_is_left_out_where_the_call_decides)
{
    const Block block = std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "f: <sip:carol@example.com>"));
    for (const LINEDEV line : {caller, callee})
        WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, line, block, GC_ALLCALLS));
    const auto pair = connected(caller, callee);
    BOOST_TEST(info(pair.callee, ORIGINATION_ADDRESS) == "carol@example.com");
    finish(callee, pair.callee, caller, pair.caller);
}

BOOST_AUTO_TEST_CASE(headers_need_to_be_enabled_at_start)
{
    stop();
    board(1).sip_msginfo_mask = 0;
    start_with_lines();
    const Block block = std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X: 1"));
    check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, block, GC_SINGLECALL), EGC_NOT_ENABLED,
                  "IP_SIP_MSGINFO_ENABLE");
    const Block name = std::move(Block{}.text(IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, "X"));
    check_refused(gc_SetConfigData(GCTGT_CCLIB_NETIF, caller_board, name, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC),
                  EGC_INVPARM, "IP_SIP_MSGINFO_ENABLE");
}

BOOST_AUTO_TEST_SUITE_END()
