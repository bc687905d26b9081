#include "gc_api/support/two_lines.hpp"

#include <boost/test/unit_test.hpp>

#include <cstring>

using gc::test::answer_changes_by_hand;
using gc::test::Block;
using gc::test::check_refused;
using gc::test::configure_board;
using gc::test::Seen;
using gc::test::TwoLines;

namespace {

constexpr int both_ways = 0;

/// What an event says of the media: "260 send receive", "262 recvonly".
std::string offered_media(const Seen& seen)
{
    std::string text;
    int last = -1;
    for (const auto& [key, value] : seen.parameters) {
        if (key != (static_cast<unsigned long>(GCSET_CHAN_CAPABILITY) << 16 | IPPARM_LOCAL_CAPABILITY))
            continue;
        IP_CAPABILITY capability{};
        std::memcpy(&capability, value.data(), std::min(value.size(), sizeof capability));
        if (capability.capability != last)
            text += (text.empty() ? "" : ", ") + std::to_string(capability.capability);
        last = capability.capability;
        switch (capability.direction) {
        case IP_CAP_DIR_LCLTRANSMIT: text += " send"; break;
        case IP_CAP_DIR_LCLRECEIVE: text += " receive"; break;
        case IP_CAP_DIR_LCLSENDONLY: text += " sendonly"; break;
        case IP_CAP_DIR_LCLRECVONLY: text += " recvonly"; break;
        default: text += " inactive"; break;
        }
    }
    return text;
}

/// Two boards of which the first changes calls by hand, and a call between them.
struct ConnectedPair : TwoLines {
    ConnectedPair()
    {
        caller_board = open(":N_iptB1:P_IP");
        callee_board = open(":N_iptB2:P_IP");
        answer_changes_by_hand(caller_board);
        const Pair pair = connected(caller, callee);
        out = pair.caller;
        in = pair.callee;
    }
    void callee_answers_by_hand() { answer_changes_by_hand(callee_board); }
    /// The caller asks for the codecs that it has, or for one, and a direction.
    void change(int direction, int capability = GCCAP_dontCare)
    {
        Block block;
        if (direction == both_ways) {
            block.codec(capability);
        } else {
            IP_CAPABILITY value{};
            value.capability = capability;
            value.type = GCCAPTYPE_AUDIO;
            value.direction = direction;
            value.payload_type = IP_USE_STANDARD_PAYLOADTYPE;
            value.extra.audio = {GCCAP_dontCare, GCCAP_dontCare};
            block.structure(GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, value);
        }
        WORKS(gc_ReqModifyCall(out, block, EV_ASYNC));
    }
    static Block cancel()
    {
        return std::move(Block{}.number(IPSET_MSG_SIP, IPPARM_SIP_METHOD, IP_MSGTYPE_SIP_CANCEL, 4));
    }
    void end() { finish(caller, out, callee, in); }

    LINEDEV caller_board = 0, callee_board = 0;
    CRN out = 0, in = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(modification, ConnectedPair)

BOOST_AUTO_TEST_CASE(hold_and_retrieve_are_asked_for_and_accepted)
{
    callee_answers_by_hand();
    configure_board(callee_board, std::move(Block{}.text(IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, "X-Why")));
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, out,
                         std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X-Why: coffee")), GC_SINGLECALL));
    change(IP_CAP_DIR_LCLSENDONLY);
    const Seen hold = expect(callee, GCEV_REQ_MODIFY_CALL);
    BOOST_TEST(hold.crn == in);
    BOOST_TEST(offered_media(hold) == std::to_string(GCCAP_AUDIO_g711Ulaw64k) + " recvonly, " +
                                          std::to_string(GCCAP_AUDIO_g711Alaw64k) + " recvonly");
    BOOST_TEST(hold.parameter(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR) == "X-Why: coffee");
    BOOST_TEST(hold.number(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK) == IP_DTMF_TYPE_RFC_2833);
    BOOST_TEST(hold.has(IPSET_RTP_ADDRESS, IPPARM_REMOTE));
    WORKS(gc_AcceptModifyCall(in, nullptr, EV_ASYNC));
    BOOST_TEST(expect(callee, GCEV_ACCEPT_MODIFY_CALL).crn == in);
    BOOST_TEST(expect(caller, GCEV_MODIFY_CALL_ACK).crn == out);
    BOOST_TEST(state(out) == GCST_CONNECTED);
    BOOST_TEST(state(in) == GCST_CONNECTED);

    WORKS(gc_ReqModifyCall(out, nullptr, EV_ASYNC)); // what the call has: still on hold
    BOOST_TEST(offered_media(expect(callee, GCEV_REQ_MODIFY_CALL)).find("recvonly") != std::string::npos);
    WORKS(gc_AcceptModifyCall(in, nullptr, EV_ASYNC));
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    expect(caller, GCEV_MODIFY_CALL_ACK);

    change(both_ways, GCCAP_AUDIO_g711Alaw64k);
    BOOST_TEST(offered_media(expect(callee, GCEV_REQ_MODIFY_CALL)) ==
               std::to_string(GCCAP_AUDIO_g711Alaw64k) + " send receive");
    WORKS(gc_AcceptModifyCall(in, nullptr, EV_ASYNC));
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    expect(caller, GCEV_MODIFY_CALL_ACK);
    end();
}

BOOST_AUTO_TEST_CASE(the_called_side_changes_the_call_too_and_in_automatic_mode_nobody_is_asked)
{
    change(IP_CAP_DIR_LCLRTPINACTIVE);
    expect(caller, GCEV_MODIFY_CALL_ACK);
    BOOST_TEST(quiet(callee));
    callee_answers_by_hand();
    WORKS(gc_ReqModifyCall(in, nullptr, EV_ASYNC));
    BOOST_TEST(expect(caller, GCEV_REQ_MODIFY_CALL).crn == out);
    WORKS(gc_AcceptModifyCall(out, nullptr, EV_ASYNC));
    expect(caller, GCEV_ACCEPT_MODIFY_CALL);
    expect(callee, GCEV_MODIFY_CALL_ACK);
    end();
}

BOOST_AUTO_TEST_CASE(a_change_without_offer_is_answered_by_an_offer)
{
    callee_answers_by_hand();
    WORKS(gc_ReqModifyCall(
        out, std::move(Block{}.number(IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD, IP_CONNECTIONMETHOD_SLOWSTART, 1)),
        EV_ASYNC));
    BOOST_TEST(offered_media(expect(callee, GCEV_REQ_MODIFY_CALL)) == "");
    WORKS(gc_AcceptModifyCall(in, std::move(Block{}.codec(GCCAP_AUDIO_g711Alaw64k)), EV_ASYNC));
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    expect(caller, GCEV_MODIFY_CALL_ACK);
    end();
}

BOOST_AUTO_TEST_CASE(a_change_is_refused_with_the_reason_of_the_program_and_forgotten)
{
    callee_answers_by_hand();
    change(IP_CAP_DIR_LCLSENDONLY);
    expect(callee, GCEV_REQ_MODIFY_CALL);
    check_refused(gc_RejectModifyCall(in, 486, EV_ASYNC), EGC_INVPARM, "reason");
    check_refused(gc_AcceptModifyCall(in, std::move(Block{}.codec(GCCAP_AUDIO_gsmFullRate)), EV_ASYNC), EGC_INVPARM,
                  "no stream of the offer fits");
    WORKS(gc_RejectModifyCall(in, IPEC_SIPReasonStatus603Decline, EV_ASYNC));
    expect(callee, GCEV_REJECT_MODIFY_CALL);
    const Seen refused = expect(caller, GCEV_MODIFY_CALL_REJ);
    BOOST_TEST(refused.cause == IPEC_SIPReasonStatus603Decline);
    BOOST_TEST(refused.result == GCRV_REJECT);
    BOOST_TEST(refused.text == "SIP 603 Decline");
    check_refused(gc_RejectModifyCall(in, IPEC_SIPReasonStatus603Decline, EV_ASYNC), EGC_INVSTATE, "to be answered");

    WORKS(gc_ReqModifyCall(out, nullptr, EV_ASYNC));
    BOOST_TEST(offered_media(expect(callee, GCEV_REQ_MODIFY_CALL)).find("send receive") != std::string::npos);
    WORKS(gc_AcceptModifyCall(in, nullptr, EV_ASYNC));
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    expect(caller, GCEV_MODIFY_CALL_ACK);
    end();
}

BOOST_AUTO_TEST_CASE(a_change_is_cancelled_before_it_is_answered)
{
    callee_answers_by_hand();
    check_refused(gc_ReqModifyCall(out, cancel(), EV_ASYNC), EGC_INVSTATE, "nothing is there to be cancelled");
    change(IP_CAP_DIR_LCLSENDONLY);
    expect(callee, GCEV_REQ_MODIFY_CALL);
    check_refused(gc_ReqModifyCall(out, nullptr, EV_ASYNC), EGC_INVSTATE, "under way");
    WORKS(gc_ReqModifyCall(out, cancel(), EV_ASYNC));
    BOOST_TEST(expect(caller, GCEV_CANCEL_MODIFY_CALL).crn == out);
    BOOST_TEST(expect(callee, GCEV_MODIFY_CALL_CANCEL).cause == IPEC_SIPReasonStatus(487));
    check_refused(gc_AcceptModifyCall(in, nullptr, EV_ASYNC), EGC_INVSTATE, "to be answered");
    BOOST_TEST(quiet(caller));
    end();
}

BOOST_AUTO_TEST_CASE(a_cancel_that_is_too_late_fails_and_the_change_is_told)
{
    change(IP_CAP_DIR_LCLSENDONLY); // answered by 200 at once: no CANCEL may go before a response
    const int late = gc_ReqModifyCall(out, cancel(), EV_ASYNC);
    if (late == GC_SUCCESS)
        expect(caller, GCEV_CANCEL_MODIFY_CALL_FAIL);
    expect(caller, GCEV_MODIFY_CALL_ACK);
    end();
}

BOOST_AUTO_TEST_CASE(what_the_called_side_cannot_do_is_refused_for_it)
{
    callee_answers_by_hand();
    change(both_ways, GCCAP_AUDIO_gsmFullRate);
    const Seen unfit = expect(callee, GCEV_REQ_MODIFY_UNSUPPORTED);
    BOOST_TEST(unfit.cause == IPEC_SIPReasonStatus488NotAcceptableHere);
    BOOST_TEST(offered_media(unfit) == std::to_string(GCCAP_AUDIO_gsmFullRate) + " send receive");
    BOOST_TEST(expect(caller, GCEV_MODIFY_CALL_REJ).cause == IPEC_SIPReasonStatus488NotAcceptableHere);
    check_refused(gc_AcceptModifyCall(in, nullptr, EV_ASYNC), EGC_INVSTATE);
    end();
}

BOOST_AUTO_TEST_CASE(a_drop_voids_what_is_pending_on_both_sides)
{
    callee_answers_by_hand();
    change(IP_CAP_DIR_LCLSENDONLY);
    expect(callee, GCEV_REQ_MODIFY_CALL);
    end();
    BOOST_TEST(quiet(caller));
    BOOST_TEST(quiet(callee));
}

BOOST_AUTO_TEST_CASE(without_the_mode_in_another_state_and_in_sync_mode_nothing_is_changed)
{
    check_refused(gc_ReqModifyCall(in, nullptr, EV_ASYNC), EGC_INVPARM, "IP_T38_MANUAL_MODIFY_MODE");
    check_refused(gc_AcceptModifyCall(in, nullptr, EV_ASYNC), EGC_INVPARM, "IP_T38_MANUAL_MODIFY_MODE");
    check_refused(gc_RejectModifyCall(in, IPEC_SIPReasonStatus603Decline, EV_ASYNC), EGC_INVPARM,
                  "IP_T38_MANUAL_MODIFY_MODE");
    check_refused(gc_ReqModifyCall(out, nullptr, EV_SYNC), EGC_INVPARM, "mode");
    check_refused(gc_AcceptModifyCall(out, nullptr, EV_SYNC), EGC_INVPARM, "mode");
    check_refused(gc_RejectModifyCall(out, IPEC_SIPReasonStatus603Decline, EV_SYNC), EGC_INVPARM, "mode");
    check_refused(gc_AcceptModifyCall(out, nullptr, EV_ASYNC), EGC_INVSTATE, "to be answered");
    check_refused(gc_ReqModifyCall(out + 1000, nullptr, EV_ASYNC), EGC_INVCRN);
    const Block block =
        std::move(Block{}.number(IPSET_MSG_SIP, IPPARM_SIP_METHOD, IP_MSGTYPE_SIP_CANCEL, 4).codec(GCCAP_dontCare));
    check_refused(gc_ReqModifyCall(out, block, EV_ASYNC), EGC_INVPARM, "only parameter");
    check_refused(gc_ReqModifyCall(out,
                                   std::move(Block{}.number(IPSET_MSG_SIP, IPPARM_SIP_METHOD, IP_MSGTYPE_SIP_INFO, 4)),
                                   EV_ASYNC),
                  EGC_INVPARM, "IP_MSGTYPE_SIP_CANCEL");
    check_refused(
        gc_ReqModifyCall(out, std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "no header")), EV_ASYNC),
        EGC_INVPARM);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    check_refused(gc_ReqModifyCall(out, nullptr, EV_ASYNC), EGC_INVSTATE, "is not allowed");
    expect(caller, GCEV_DROPCALL);
    check_refused(gc_ReqModifyCall(out, nullptr, EV_ASYNC), EGC_INVSTATE, "state Idle");
    BOOST_TEST(expect(callee, GCEV_DISCONNECTED).crn == in);
}

BOOST_AUTO_TEST_SUITE_END()
