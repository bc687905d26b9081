#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/udp_peer.hpp"
#include "gccfgparm.h"

#include <boost/test/unit_test.hpp>

#include <cstring>

using gc::test::audio_offer;
using gc::test::Block;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::UdpPeer;

namespace {

constexpr auto at_once = GCUPDATE_IMMEDIATE;

struct OneLine : Program {
    OneLine()
    {
        start();
        line = open_waiting(1);
        device = open(":N_iptB1:P_IP");
    }
    int set_line(GC_PARM_BLKP block)
    {
        return gc_SetConfigData(GCTGT_GCLIB_CHAN, line, block, 0, at_once, nullptr, EV_SYNC);
    }
    int set_board(GC_PARM_BLKP block)
    {
        return gc_SetConfigData(GCTGT_CCLIB_NETIF, device, block, 0, at_once, nullptr, EV_SYNC);
    }
    /// The m= line of the INVITE of a call with that block.
    std::string offer_of_a_call(GC_PARM_BLKP parameters = nullptr)
    {
        GCLIB_MAKECALL_BLK gclib{};
        gclib.ext_datap = parameters;
        GC_MAKECALL_BLK block = {&gclib, nullptr};
        const CRN crn = make_call(line, "sip:x@" + peer.address(), &block);
        std::string invite;
        while (invite.find(info(crn, IP_CALLID)) == std::string::npos) { // not one of the call before
            invite = peer.receive();
            BOOST_TEST_REQUIRE(!invite.empty());
        }
        const std::string media = media_line(invite);
        WORKS(gc_ResetLineDev(line, EV_ASYNC));
        expect(line, GCEV_RESETLINEDEV);
        return media;
    }
    static std::string media_line(const std::string& message)
    {
        const std::size_t begin = message.find("m=audio");
        if (begin == std::string::npos)
            return message;
        const std::string media = message.substr(begin, message.find('\r', begin) - begin);
        return media.substr(media.find(" RTP/AVP ") + 9);
    }
    /// The mask of the line as gc_GetConfigData reads it.
    long mask(unsigned short set = GCSET_CALLEVENT_MSK, int target = GCTGT_GCLIB_CHAN)
    {
        const Block block = std::move(Block{}.number(set, GCPARM_GET_MSK, 0, sizeof(long)));
        WORKS(gc_GetConfigData(target, target == GCTGT_GCLIB_CHAN ? line : device, block, 0, nullptr, EV_SYNC));
        long value = 0;
        std::memcpy(&value, gc_util_next_parm(block, nullptr)->value_buf, sizeof value);
        return value;
    }
    /// The GCEV_SETCONFIGDATA or the like that comes next.
    GC_RTCM_EVTDATA outcome(long type)
    {
        expect(device_of_event, type);
        METAEVENT event;
        WORKS(gc_GetMetaEvent(&event));
        BOOST_TEST(event.evtdatap == event.extevtdatap);
        GC_RTCM_EVTDATA data;
        std::memcpy(&data, event.evtdatap, sizeof data);
        return data;
    }
    UdpPeer peer;
    LINEDEV line = 0, device = 0;
    LINEDEV device_of_event = 0;
};

std::string status_line(const std::string& message) { return message.substr(0, message.find('\r')); }

} // namespace

BOOST_FIXTURE_TEST_SUITE(configuration, OneLine)

BOOST_AUTO_TEST_CASE(codecs_of_the_board_the_line_the_next_call_and_the_call_itself_win_in_that_order)
{
    BOOST_TEST(offer_of_a_call() == "0 8 101");
    WORKS(set_board(std::move(Block{}.codec(GCCAP_AUDIO_g729AnnexA).codec(GCCAP_AUDIO_g711Alaw64k, 30))));
    BOOST_TEST(offer_of_a_call() == "18 8 101");
    WORKS(set_board(std::move(Block{}.codec(GCCAP_AUDIO_gsmFullRate)))); // takes the place of the list before
    BOOST_TEST(offer_of_a_call() == "3 101");
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, line, std::move(Block{}.codec(GCCAP_AUDIO_g711Alaw64k)), GC_ALLCALLS));
    BOOST_TEST(offer_of_a_call() == "8 101");
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, line, std::move(Block{}.codec(GCCAP_AUDIO_g7231_6_3k)), GC_SINGLECALL));
    BOOST_TEST(offer_of_a_call(std::move(Block{}.codec(GCCAP_AUDIO_g711Ulaw64k))) == "0 101");
    BOOST_TEST(offer_of_a_call() == "8 101"); // the single call is over
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, line,
                         std::move(Block{}.number(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK, IP_DTMF_TYPE_INBAND_RTP, 1)),
                         GC_ALLCALLS));
    BOOST_TEST(offer_of_a_call() == "8");
}

BOOST_AUTO_TEST_CASE(codecs_set_while_a_call_is_offered_hold_for_its_answer_whatever_was_said_before)
{
    const std::string target = uri(line);
    peer.send(target, peer.request("INVITE", target, "codecs",
                                   audio_offer("0 8 18 101", "a=rtpmap:101 telephone-event/8000\r\n")));
    const CRN crn = expect(line, GCEV_OFFERED).crn;
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, crn, std::move(Block{}.codec(GCCAP_AUDIO_g729AnnexA)), GC_SINGLECALL));
    WORKS(gc_AcceptCall(crn, 0, EV_ASYNC)); // a message that has no session description
    expect(line, GCEV_ACCEPT);
    WORKS(gc_AnswerCall(crn, 0, EV_ASYNC));
    std::string answer;
    while ((answer = peer.receive()).rfind("SIP/2.0 200", 0) != 0)
        BOOST_TEST_REQUIRE(!answer.empty());
    BOOST_TEST(media_line(answer) == "18 101");
}

BOOST_AUTO_TEST_CASE(options_are_answered_with_the_codecs_of_the_board)
{
    WORKS(set_board(std::move(Block{}.codec(GCCAP_AUDIO_gsmFullRate))));
    const std::string target = uri(line);
    peer.send(target, peer.request("OPTIONS", target, "options", {}, "Accept: application/sdp\r\n"));
    const std::string answer = peer.receive();
    BOOST_TEST(status_line(answer) == "SIP/2.0 200 OK");
    BOOST_TEST(media_line(answer) == "3 101");
}

BOOST_AUTO_TEST_CASE(codecs_that_nobody_knows_are_refused_everywhere)
{
    const Block unknown = std::move(Block{}.codec(GCCAP_VIDEO_h261));
    check_refused(set_board(unknown), EGC_INVPARM, "no codec for capability");
    check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, line, unknown, GC_ALLCALLS), EGC_INVPARM, "no codec");
    GCLIB_MAKECALL_BLK gclib{};
    gclib.ext_datap = unknown;
    GC_MAKECALL_BLK block = {&gclib, nullptr};
    CRN crn = 0;
    check_refused(gc_MakeCall(line, &crn, "sip:x@127.0.0.1", &block, 0, EV_ASYNC), EGC_INVPARM, "no codec");
}

BOOST_AUTO_TEST_CASE(masks_are_set_added_to_subtracted_from_and_read)
{
    BOOST_TEST(mask() == (GCMSK_ALERTING | GCMSK_BLOCKED | GCMSK_UNBLOCKED));
    for (const unsigned char size : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{4}, std::uint8_t{8}})
        WORKS(set_line(std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_SETMSK, GCMSK_ALERTING, size))));
    BOOST_TEST(mask() == GCMSK_ALERTING);
    WORKS(set_line(std::move(Block{}
                                 .number(GCSET_CALLEVENT_MSK, GCACT_ADDMSK, GCMSK_DIALING | GCMSK_DETECTED, 4)
                                 .number(GCSET_CALLEVENT_MSK, GCACT_SUBMSK, GCMSK_ALERTING, 4))));
    BOOST_TEST(mask() == (GCMSK_DIALING | GCMSK_DETECTED));

    WORKS(set_line(std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_ADDMSK, GCMSK_BLOCKED, 8))));
    WORKS(set_line(std::move(Block{}.number(GCSET_CALLSTATE_MSK, GCACT_SETMSK, GCST_ALERTING | GCST_PROCEEDING, 4))));
    BOOST_TEST(mask() == (GCMSK_ALERTING | GCMSK_PROCEEDING | GCMSK_BLOCKED)); // no state is told by GCEV_BLOCKED
    BOOST_TEST(mask(GCSET_CALLSTATE_MSK) == (GCST_ALERTING | GCST_PROCEEDING));

    WORKS(set_board(std::move(Block{}.number(IPSET_EXTENSIONEVT_MSK, GCACT_ADDMSK, EXTENSIONEVT_STREAMING_STATUS, 4))));
    BOOST_TEST(mask(IPSET_EXTENSIONEVT_MSK, GCTGT_CCLIB_NETIF) == EXTENSIONEVT_STREAMING_STATUS);
}

BOOST_AUTO_TEST_CASE(a_mask_that_is_read_comes_with_the_event)
{
    device_of_event = line;
    const Block block = std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCPARM_GET_MSK, 0, sizeof(long)));
    long request = 0;
    WORKS(gc_SetConfigData(GCTGT_GCLIB_CHAN, line, block, 0, at_once, &request, EV_ASYNC));
    const GC_RTCM_EVTDATA data = outcome(GCEV_SETCONFIGDATA);
    BOOST_TEST(data.request_ID == request);
    BOOST_TEST_REQUIRE(data.retrieved_parmblkp);
    GC_PARM_DATAP parm = gc_util_find_parm(data.retrieved_parmblkp, GCSET_CALLEVENT_MSK, GCPARM_GET_MSK);
    BOOST_TEST_REQUIRE(parm);
    unsigned long value = 0;
    std::memcpy(&value, parm->value_buf, std::min<std::size_t>(parm->value_size, sizeof value));
    BOOST_TEST(value == static_cast<unsigned long>(mask()));
    check_refused(set_line(block), EGC_INVPARM, "gc_GetConfigData");

    long other = 0;
    WORKS(gc_GetConfigData(GCTGT_GCLIB_CHAN, line, block, 0, &other, EV_ASYNC));
    BOOST_TEST(outcome(GCEV_GETCONFIGDATA).request_ID == other);
    BOOST_TEST(other != request);
}

BOOST_AUTO_TEST_CASE(what_is_to_change_at_null_waits_for_the_end_of_the_call)
{
    device_of_event = line;
    const Block mask_block = std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_SETMSK, GCMSK_DIALING, 4));
    const Block wrong = std::move(Block{}.number(GCSET_CALLEVENT_MSK, 0x77, 1, 4));
    const auto at_null = [this](GC_PARM_BLKP block) {
        long request = 0;
        WORKS(gc_SetConfigData(GCTGT_GCLIB_CHAN, line, block, 0, GCUPDATE_ATNULL, &request, EV_ASYNC));
        return request;
    };
    const std::string target = uri(line);
    peer.send(target, peer.request("INVITE", target, "null", audio_offer("0")));
    expect(line, GCEV_OFFERED);
    const long before = mask();
    const long first = at_null(mask_block), second = at_null(wrong);
    BOOST_TEST(quiet(line));
    WORKS(gc_ResetLineDev(line, EV_ASYNC));
    BOOST_TEST(mask() == GCMSK_DIALING);
    expect(line, GCEV_RESETLINEDEV);
    BOOST_TEST(before != GCMSK_DIALING);
    BOOST_TEST(outcome(GCEV_SETCONFIGDATA).request_ID == first);
    const GC_RTCM_EVTDATA failed = outcome(GCEV_SETCONFIGDATA_FAIL);
    BOOST_TEST(failed.request_ID == second);
    BOOST_TEST(failed.gc_result == EGC_INVPARM);
    BOOST_TEST(std::string{failed.additional_msg} == "GCSET_CALLEVENT_MSK has no parameter 119");
    BOOST_TEST(at_null(mask_block) > second); // in Null: at once
    expect(line, GCEV_SETCONFIGDATA);
    check_refused(gc_SetConfigData(GCTGT_GCLIB_CHAN, line, mask_block, 0, GCUPDATE_ATNULL, nullptr, EV_SYNC),
                  EGC_INVPARM, "EV_ASYNC only");
}

BOOST_AUTO_TEST_CASE(release_lets_it_change_after_its_own_event)
{
    const LINEDEV caller = open_line(2);
    const auto [out, in] = connected(caller, line);
    const Block block = std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_SETMSK, 0, 4));
    WORKS(gc_SetConfigData(GCTGT_GCLIB_CHAN, line, block, 0, GCUPDATE_ATNULL, nullptr, EV_ASYNC));
    finish(caller, out, line, in);
    expect(line, GCEV_SETCONFIGDATA);
    BOOST_TEST(mask() == 0);
}

BOOST_AUTO_TEST_CASE(the_library_sends_100_by_itself_when_it_is_told_to)
{
    const std::string target = uri(line);
    const auto first_response = [&](const std::string& call_id) {
        peer.send(target, peer.request("INVITE", target, call_id, audio_offer("0")));
        const CRN crn = expect(line, GCEV_OFFERED).crn;
        BOOST_TEST(state(crn) == GCST_OFFERED);
        return status_line(peer.receive());
    };
    WORKS(set_line(std::move(Block{}.number(GCSET_CALL_CONFIG, GCPARM_CALLPROC, GCCONTROL_TCCL, 4))));
    BOOST_TEST(first_response("tccl") == "SIP/2.0 100 Trying");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_set_is_named_and_what_came_before_stays)
{
    check_refused(set_board(std::move(Block{}.number(0x0123, 1, 1, 1))), EGC_INVPARM, "set 0x0123");
    check_refused(set_board(std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, 3, 8))), EGC_INVPARM,
                  "IPPARM_OPERATING_MODE");
    check_refused(set_line(std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, 1, 8))), EGC_INVPARM,
                  "cannot be set on a line device");
    check_refused(set_line(std::move(Block{}
                                         .number(GCSET_CALLEVENT_MSK, GCACT_SETMSK, GCMSK_DIALING, 4)
                                         .number(GCSET_CALLEVENT_MSK, GCACT_SETMSK, 0, 4)
                                         .text(IPSET_CONFIG, 99, "x")
                                         .number(GCSET_CALLEVENT_MSK, GCACT_SETMSK, GCMSK_ALERTING, 4))),
                  EGC_INVPARM, "IPSET_CONFIG has no parameter 99");
    BOOST_TEST(mask() == 0);
    WORKS(set_board(std::move(Block{}
                                  .number(IPSET_CONFIG, IPPARM_OPERATING_MODE, IP_T38_MANUAL_MODIFY_MODE, 8)
                                  .number(IPSET_FOIP, 1, 1, 1)
                                  .text(IPSET_VENDORINFO, 1, "H.323"))));
    const Block mode = std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, 0, 1));
    WORKS(gc_GetConfigData(GCTGT_GCLIB_NETIF, device, mode, 0, nullptr, EV_SYNC));
    BOOST_TEST(gc_util_next_parm(mode, nullptr)->value_buf[0] == IP_T38_MANUAL_MODIFY_MODE);
    const Block header = std::move(Block{}.text(IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, "X"));
    check_refused(gc_GetConfigData(GCTGT_GCLIB_NETIF, device, header, 0, nullptr, EV_SYNC), EGC_UNSUPPORTED,
                  "no value to read");
    check_refused(gc_SetConfigData(GCTGT_GCLIB_CRN, 1, mode, 0, at_once, nullptr, EV_SYNC), EGC_INVTARGET);
    check_refused(gc_SetConfigData(GCTGT_GCLIB_CHAN, device, mode, 0, at_once, nullptr, EV_SYNC), EGC_INVLINEDEV);
    check_refused(gc_SetConfigData(GCTGT_GCLIB_CHAN, line, nullptr, 0, at_once, nullptr, EV_SYNC), EGC_INVPARMBLK);
    check_refused(gc_SetConfigData(GCTGT_GCLIB_CHAN, line, mode, 5, at_once, nullptr, EV_SYNC), EGC_INVPARM,
                  "time_out");
}

BOOST_AUTO_TEST_CASE(names_are_turned_into_what_they_stand_for)
{
    const auto ask = [](std::string name, long query) {
        GC_PARM source, response;
        source.paddress = name.data();
        WORKS(gc_QueryConfigData(GCTGT_GCLIB_SYSTEM, GCGV_LIB, &source, query, &response));
        return response.longvalue;
    };
    BOOST_TEST(ask(":N_iptB1:P_IP", GCQUERY_LD_NAME_TO_ID) == device);
    BOOST_TEST(ask("iptB2", GCQUERY_BOARD_NAME_TO_STATUS) == GCLS_INSERVICE);
    BOOST_TEST(ask("SIP", GCQUERY_PROTOCOL_NAME_TO_ID) == CALLPROTOCOL_SIP);
    BOOST_TEST(ask("IPPARM_OPERATING_MODE", GCQUERY_PARM_NAME_TO_ID) == (IPSET_CONFIG << 16 | IPPARM_OPERATING_MODE));

    GC_PARM source, response;
    char nowhere[] = "iptB9";
    source.paddress = nowhere;
    const auto refused = [&](long query, int error, const char* words) {
        check_refused(gc_QueryConfigData(GCTGT_GCLIB_SYSTEM, GCGV_LIB, &source, query, &response), error, words);
    };
    refused(GCQUERY_LD_NAME_TO_ID, EGC_INVDEVNAME, "iptB9");
    refused(GCQUERY_BOARD_NAME_TO_STATUS, EGC_INVDEVNAME, "iptB9");
    refused(GCQUERY_PROTOCOL_NAME_TO_ID, EGC_INVPROTOCOL, "iptB9");
    refused(GCQUERY_PARM_NAME_TO_ID, EGC_INVPARM, "iptB9");
    refused(99, EGC_INVPARM, "query_id");
    check_refused(gc_QueryConfigData(GCTGT_GCLIB_CHAN, 4711, &source, 1, &response), EGC_INVLINEDEV);
    check_refused(gc_QueryConfigData(GCTGT_GCLIB_SYSTEM, 0, nullptr, 1, &response), EGC_INVPARM, "source_datap");
    check_refused(gc_GetUserInfo(GCTGT_GCLIB_CHAN, 4711, nullptr), EGC_INVLINEDEV);
    check_refused(gc_GetUserInfo(GCTGT_GCLIB_CRN, 4711, nullptr), EGC_INVCRN);
    check_refused(gc_GetUserInfo(GCTGT_GCLIB_CHAN, line, nullptr), EGC_UNSUPPORTED, "not for IP");
}

BOOST_AUTO_TEST_SUITE_END()
