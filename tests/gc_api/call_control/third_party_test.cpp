#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/udp_peer.hpp"
#include "support/sip_text.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

using gc::test::Block;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;

/// 3PCC: the programs write every session description, and the library looks into none.
namespace {

/// Longer than a parameter of the old kind may be, and no description that a library of media would take.
std::string sdp(const std::string& name)
{
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=" + name + "\r\nm=image 9 udptl t38\r\na=x-" + std::string(600, 'x') +
           "\r\n";
}
Block offer(const std::string& name) { return std::move(Block{}.text(IPSET_SDP, IPPARM_SDP_OFFER, sdp(name))); }
Block answer(const std::string& name) { return std::move(Block{}.text(IPSET_SDP, IPPARM_SDP_ANSWER, sdp(name))); }
void preset(CRN crn, const Block& block) { WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, crn, block, GC_NEXT_OUTBOUND_MSG)); }

/// "offer a", "answer b": what the event brings of IPSET_SDP; "nothing".
std::string described(const Seen& seen)
{
    const auto named = [&](const char* role, int parm) {
        const std::string text = seen.parameter(IPSET_SDP, parm);
        const std::size_t at = text.find("\r\ns=");
        if (at == std::string::npos)
            return std::string{};
        const std::string name = text.substr(at + 4, text.find("\r\n", at + 4) - at - 4);
        return text == sdp(name) ? role + (' ' + name) : "a torn " + std::string{role};
    };
    const std::string all = named("offer", IPPARM_SDP_OFFER) + named("answer", IPPARM_SDP_ANSWER) +
                            named("option offer", IPPARM_SDP_OPTION_OFFER) +
                            named("option answer", IPPARM_SDP_OPTION_ANSWER);
    return all.empty() ? "nothing" : all;
}

/// Two boards in 3PCC, a line without media on each.
struct ThirdParty : Program {
    explicit ThirdParty(bool tls = false)
    {
        media_mode = MEDIA_OPERATIONAL_MODE_3PCC;
        if (tls)
            use_tls("localhost");
        board(2).E_SIP_OPTIONS_Access = ENUM_Enabled;
        board(1).sup_serv_mask = IP_SUP_SERV_CALL_XFER;
        start();
        caller = open(":P_SIP:N_iptB1T1");
        callee = open(":P_SIP:N_iptB2T1");
        WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
    }
    void change_by_hand()
    {
        for (const char* const name : {":N_iptB1:P_IP", ":N_iptB2:P_IP"})
            WORKS(gc_SetConfigData(
                GCTGT_CCLIB_NETIF, open(name),
                std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, IP_T38_MANUAL_MODIFY_MODE, 4)), 0,
                GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    }
    static void ask_for(LINEDEV line, unsigned long mask)
    {
        WORKS(gc_SetConfigData(GCTGT_GCLIB_CHAN, line,
                               std::move(Block{}.number(GCSET_CALLEVENT_MSK, GCACT_ADDMSK, mask, 4)), 0,
                               GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    }
    void place(GC_PARM_BLKP block, const std::string& destination)
    {
        GCLIB_MAKECALL_BLK gclib{};
        gclib.ext_datap = block;
        GC_MAKECALL_BLK call = {&gclib, nullptr};
        out = make_call(caller, destination, &call);
    }
    /// The call is offered; gives GCEV_OFFERED.
    Seen place(GC_PARM_BLKP block)
    {
        place(block, uri(callee));
        Seen seen = expect(callee, GCEV_OFFERED);
        in = seen.crn;
        return seen;
    }
    void connect()
    {
        (void)place(offer("first"));
        preset(in, answer("second"));
        WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
        BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "answer second");
        BOOST_TEST(described(expect(callee, GCEV_ANSWERED)) == "nothing");
    }
    void end() { finish(caller, out, callee, in); }

    LINEDEV caller = 0, callee = 0;
    CRN out = 0, in = 0;
};

} // namespace

BOOST_AUTO_TEST_SUITE(third_party)

BOOST_AUTO_TEST_CASE(an_offer_in_the_invite_and_the_answer_in_the_200_go_by_udp_tcp_and_tls)
{
    for (const int transport : {ENUM_UDP, ENUM_TCP, ENUM_TLS}) {
        ThirdParty program{true};
        program.place(offer("first"), program.uri(program.callee, transport, "localhost"));
        const Seen offered = program.expect(program.callee, GCEV_OFFERED);
        BOOST_TEST(described(offered) == "offer first");
        preset(offered.crn, answer("second"));
        WORKS(gc_AnswerCall(offered.crn, 0, EV_ASYNC));
        BOOST_TEST(described(program.expect(program.caller, GCEV_CONNECTED)) == "answer second");
        BOOST_TEST(described(program.expect(program.callee, GCEV_ANSWERED)) == "nothing");
        check_refused(gc_SipAck(program.out, nullptr, EV_ASYNC), EGC_INVSTATE, "no 2xx waits");
        program.finish(program.callee, offered.crn, program.caller, program.out);
    }
}

BOOST_FIXTURE_TEST_CASE(a_call_without_offer_is_offered_in_the_200_and_answered_by_gc_SipAck, ThirdParty)
{
    BOOST_TEST(described(place(nullptr)) == "nothing");
    preset(in, offer("theirs"));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "offer theirs");
    BOOST_TEST(quiet(caller)); // GCEV_SIP_200OK was not asked for
    check_refused(gc_SipAck(out, nullptr, EV_ASYNC), EGC_INVPARM, "needs an answer");
    check_refused(gc_SipAck(out, offer("ours"), EV_ASYNC), EGC_INVSTATE, "waits for its answer");
    check_refused(gc_SipAck(out, answer("ours"), EV_SYNC), EGC_INVPARM, "mode");
    check_refused(gc_SipAck(in, answer("ours"), EV_ASYNC), EGC_INVSTATE);
    WORKS(gc_SipAck(out, answer("ours"), EV_ASYNC));
    BOOST_TEST(expect(caller, GCEV_SIP_ACK_OK).crn == out);
    BOOST_TEST(described(expect(callee, GCEV_ANSWERED)) == "answer ours");
    check_refused(gc_SipAck(out, answer("ours"), EV_ASYNC), EGC_INVSTATE, "no 2xx waits");
    end();
}

BOOST_FIXTURE_TEST_CASE(programs_that_ask_hear_of_the_200_and_of_the_ack, ThirdParty)
{
    ask_for(caller, GCMSK_SIP_200OK);
    ask_for(callee, GCMSK_SIP_ACK);
    (void)place(offer("first"));
    preset(in, answer("second"));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "answer second");
    const Seen ok = expect(caller, GCEV_SIP_200OK);
    BOOST_TEST(ok.crn == out);
    BOOST_TEST(described(ok) == "nothing"); // it was told
    BOOST_TEST(state(out) == GCST_CONNECTED);
    BOOST_TEST(quiet(callee));
    check_refused(gc_SipAck(out, answer("more"), EV_ASYNC), EGC_INVSTATE, "no offer");
    preset(out, std::move(Block{}.text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "X-Why: because")));
    WORKS(gc_SipAck(out, nullptr, EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    BOOST_TEST(described(expect(callee, GCEV_SIP_ACK)) == "nothing");
    BOOST_TEST(expect(callee, GCEV_ANSWERED).crn == in);
    end();

    WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
    (void)place(nullptr);
    preset(in, offer("theirs"));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "offer theirs");
    expect(caller, GCEV_SIP_200OK);
    preset(out, answer("ours"));
    WORKS(gc_SipAck(out, nullptr, EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    BOOST_TEST(described(expect(callee, GCEV_SIP_ACK)) == "answer ours");
    BOOST_TEST(described(expect(callee, GCEV_ANSWERED)) == "nothing");
    end();
}

BOOST_FIXTURE_TEST_CASE(an_answer_with_the_180_goes_with_the_200_again_and_is_told_once, ThirdParty)
{
    (void)place(offer("first"));
    preset(in, answer("early"));
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    BOOST_TEST(described(expect(caller, GCEV_ALERTING)) == "answer early");
    preset(in, answer("other"));
    check_refused(gc_AnswerCall(in, 0, EV_ASYNC), EGC_INVSTATE, "have been said");
    BOOST_TEST(state(in) == GCST_ACCEPTED);
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC)); // what was preset is used up
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "nothing");
    expect(callee, GCEV_ANSWERED);
    end();
}

BOOST_FIXTURE_TEST_CASE(what_came_with_a_masked_event_is_told_by_the_next, ThirdParty)
{
    WORKS(gc_SetEvtMsk(caller, GCMSK_ALERTING, GCACT_SUBMSK));
    (void)place(offer("first"));
    preset(in, answer("early"));
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "answer early");
    expect(callee, GCEV_ANSWERED);
    end();
}

BOOST_FIXTURE_TEST_CASE(a_100_of_gc_CallAck_carries_a_description_too, ThirdParty)
{
    ask_for(caller, GCMSK_PROCEEDING);
    (void)place(offer("first"));
    preset(in, answer("soon"));
    WORKS(gc_CallAck(in, nullptr, EV_ASYNC));
    expect(callee, GCEV_CALLPROC);
    BOOST_TEST(described(expect(caller, GCEV_PROCEEDING)) == "answer soon");
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "nothing");
    expect(callee, GCEV_ANSWERED);
    end();
}

BOOST_FIXTURE_TEST_CASE(an_offer_with_the_180_of_a_call_without_one_is_the_200s, ThirdParty)
{
    (void)place(nullptr);
    preset(in, offer("early"));
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    BOOST_TEST(described(expect(caller, GCEV_ALERTING)) == "offer early");
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    WORKS(gc_SipAck(out, answer("ours"), EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    BOOST_TEST(described(expect(callee, GCEV_ANSWERED)) == "answer ours");
    end();
}

BOOST_FIXTURE_TEST_CASE(descriptions_that_are_not_due_are_refused_and_nothing_is_sent, ThirdParty)
{
    GCLIB_MAKECALL_BLK gclib{};
    const Block wrong = answer("none");
    gclib.ext_datap = wrong;
    GC_MAKECALL_BLK call = {&gclib, nullptr};
    CRN none = 0;
    check_refused(gc_MakeCall(caller, &none, uri(callee).c_str(), &call, 0, EV_ASYNC), EGC_INVSTATE, "no offer");
    const Block two =
        std::move(Block{}.text(IPSET_SDP, IPPARM_SDP_OFFER, "v=0").text(IPSET_SDP, IPPARM_SDP_ANSWER, "v=0"));
    const auto refused = [&](const Block& block, int duration, const char* words) {
        check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, block, duration), EGC_INVPARM, words);
    };
    refused(two, GC_NEXT_OUTBOUND_MSG, "one description");
    refused(std::move(Block{}.text(IPSET_SDP, IPPARM_SDP_OFFER, "")), GC_NEXT_OUTBOUND_MSG,
            "IPPARM_SDP_OFFER: is empty");
    refused(std::move(Block{}.text(IPSET_SDP, IPPARM_SDP_OPTION_OFFER, "v=0")), GC_NEXT_OUTBOUND_MSG, "gc_Extension");
    refused(std::move(Block{}.text(IPSET_SDP, 0x77, "v=0")), GC_NEXT_OUTBOUND_MSG, "no parameter 119");
    refused(offer("always"), GC_ALLCALLS, "GC_NEXT_OUTBOUND_MSG");

    (void)place(offer("first"));
    check_refused(gc_AnswerCall(in, 0, EV_ASYNC), EGC_INVPARM, "needs a session description");
    preset(in, offer("second"));
    check_refused(gc_AcceptCall(in, 0, EV_ASYNC), EGC_INVSTATE, "waits for its answer");
    BOOST_TEST(quiet(caller));
    BOOST_TEST(state(in) == GCST_OFFERED);
    WORKS(gc_DropCall(in, GC_USER_BUSY, EV_ASYNC));
    expect(callee, GCEV_DROPCALL);
    expect(caller, GCEV_DISCONNECTED);
}

BOOST_FIXTURE_TEST_CASE(both_sides_change_the_call_by_descriptions_of_their_own, ThirdParty)
{
    change_by_hand();
    connect();
    WORKS(gc_ReqModifyCall(out, offer("hold"), EV_ASYNC));
    BOOST_TEST(described(expect(callee, GCEV_REQ_MODIFY_CALL)) == "offer hold");
    check_refused(gc_AcceptModifyCall(in, nullptr, EV_ASYNC), EGC_INVPARM, "session description");
    check_refused(gc_AcceptModifyCall(in, offer("mine"), EV_ASYNC), EGC_INVSTATE, "waits for its answer");
    WORKS(gc_AcceptModifyCall(in, answer("held"), EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_MODIFY_CALL_ACK)) == "answer held");
    BOOST_TEST(described(expect(callee, GCEV_ACCEPT_MODIFY_CALL)) == "nothing");

    preset(in, offer("hold")); // the same once more, the other way, and preset
    WORKS(gc_ReqModifyCall(in, nullptr, EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_REQ_MODIFY_CALL)) == "offer hold");
    preset(out, answer("held"));
    WORKS(gc_AcceptModifyCall(out, nullptr, EV_ASYNC));
    BOOST_TEST(described(expect(callee, GCEV_MODIFY_CALL_ACK)) == "answer held");
    expect(caller, GCEV_ACCEPT_MODIFY_CALL);
    end();
}

BOOST_FIXTURE_TEST_CASE(a_change_is_acknowledged_by_the_program_that_asks_for_it, ThirdParty)
{
    change_by_hand();
    connect();
    ask_for(caller, GCMSK_SIP_200OK);
    ask_for(callee, GCMSK_SIP_ACK);
    WORKS(gc_ReqModifyCall(out, offer("hold"), EV_ASYNC));
    expect(callee, GCEV_REQ_MODIFY_CALL);
    WORKS(gc_AcceptModifyCall(in, answer("held"), EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_MODIFY_CALL_ACK)) == "answer held");
    BOOST_TEST(expect(caller, GCEV_SIP_200OK).crn == out);
    check_refused(gc_ReqModifyCall(out, offer("again"), EV_ASYNC), EGC_INVSTATE, "waits for its ACK");
    BOOST_TEST(quiet(callee));
    WORKS(gc_SipAck(out, nullptr, EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    expect(callee, GCEV_SIP_ACK);
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    end();
}

BOOST_FIXTURE_TEST_CASE(a_change_without_offer_is_offered_in_the_200, ThirdParty)
{
    change_by_hand();
    connect();
    WORKS(gc_ReqModifyCall(out, nullptr, EV_ASYNC));
    BOOST_TEST(described(expect(callee, GCEV_REQ_MODIFY_CALL)) == "nothing");
    check_refused(gc_AcceptModifyCall(in, answer("none"), EV_ASYNC), EGC_INVSTATE, "no offer");
    WORKS(gc_AcceptModifyCall(in, offer("theirs"), EV_ASYNC));
    BOOST_TEST(described(expect(caller, GCEV_MODIFY_CALL_ACK)) == "offer theirs");
    WORKS(gc_SipAck(out, answer("ours"), EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    BOOST_TEST(described(expect(callee, GCEV_ACCEPT_MODIFY_CALL)) == "answer ours"); // GCEV_SIP_ACK is masked
    end();
}

BOOST_FIXTURE_TEST_CASE(a_refusal_says_what_would_be_accepted, ThirdParty)
{
    change_by_hand();
    connect();
    WORKS(gc_ReqModifyCall(out, offer("video"), EV_ASYNC));
    expect(callee, GCEV_REQ_MODIFY_CALL);
    preset(in, answer("audio"));
    WORKS(gc_RejectModifyCall(in, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC));
    expect(callee, GCEV_REJECT_MODIFY_CALL);
    const Seen refusal = expect(caller, GCEV_MODIFY_CALL_REJ);
    BOOST_TEST(refusal.cause == IPEC_SIPReasonStatus488NotAcceptableHere);
    BOOST_TEST(described(refusal) == "answer audio");
    end();
}

BOOST_FIXTURE_TEST_CASE(changes_need_the_manual_mode_here_too, ThirdParty)
{
    connect();
    check_refused(gc_ReqModifyCall(out, offer("hold"), EV_ASYNC), EGC_INVPARM, "IP_T38_MANUAL_MODIFY_MODE");
    end();
}

BOOST_FIXTURE_TEST_CASE(hanging_up_before_the_ack_acknowledges_and_ends_the_call, ThirdParty)
{
    ask_for(caller, GCMSK_SIP_200OK);
    (void)place(offer("first"));
    preset(in, answer("second"));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    expect(caller, GCEV_SIP_200OK);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(caller, GCEV_DROPCALL);
    expect(callee, GCEV_ANSWERED);
    expect(callee, GCEV_DISCONNECTED);
}

BOOST_FIXTURE_TEST_CASE(a_thread_in_gc_MakeCall_finds_the_description_with_the_200, ThirdParty)
{
    ask_for(caller, GCMSK_SIP_200OK);
    const std::string to = uri(callee);
    const Block block = offer("first");
    auto calling = std::async(std::launch::async, [&] {
        GCLIB_MAKECALL_BLK gclib{};
        gclib.ext_datap = block;
        GC_MAKECALL_BLK call = {&gclib, nullptr};
        return gc_MakeCall(caller, &out, to.c_str(), &call, 0, EV_SYNC);
    });
    in = expect(callee, GCEV_OFFERED).crn;
    preset(in, answer("second"));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(calling.get() == GC_SUCCESS);
    BOOST_TEST(described(expect(caller, GCEV_SIP_200OK)) == "answer second");
    WORKS(gc_SipAck(out, nullptr, EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    expect(callee, GCEV_ANSWERED);
    end();
}

BOOST_FIXTURE_TEST_CASE(a_thread_in_gc_AnswerCall_finds_the_answer_with_the_ack, ThirdParty)
{
    ask_for(callee, GCMSK_SIP_ACK);
    (void)place(nullptr);
    preset(in, offer("theirs"));
    auto answering = std::async(std::launch::async, [&] { return gc_AnswerCall(in, 0, EV_SYNC); });
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "offer theirs");
    WORKS(gc_SipAck(out, answer("ours"), EV_ASYNC));
    expect(caller, GCEV_SIP_ACK_OK);
    BOOST_TEST(answering.get() == GC_SUCCESS);
    BOOST_TEST(described(expect(callee, GCEV_SIP_ACK)) == "answer ours");
    end();
}

BOOST_FIXTURE_TEST_CASE(an_ack_that_cannot_be_delivered_fails_and_ends_the_call, ThirdParty)
{
    UdpPeer peer;
    ask_for(caller, GCMSK_SIP_200OK);
    place(offer("first"), "sip:peer@" + peer.address());
    const std::string nowhere = "Contact: <sip:peer@127.0.0.1:1;transport=tcp>\r\nContent-Type: application/sdp\r\n";
    peer.send(uri(caller), ::test::response_to(peer.receive(), 200, "t", nowhere, sdp("second")));
    expect(caller, GCEV_CONNECTED);
    expect(caller, GCEV_SIP_200OK);
    WORKS(gc_SipAck(out, nullptr, EV_ASYNC));
    expect(caller, GCEV_EXTENSION);
    const Seen failed = expect(caller, GCEV_SIP_ACK_FAILED);
    BOOST_TEST(failed.crn == out);
    BOOST_TEST(failed.result == GCRV_SIGNALLING);
    BOOST_TEST(expect(caller, GCEV_DISCONNECTED).cause == IPEC_InternalReasonTransportFailure);
}

BOOST_FIXTURE_TEST_CASE(another_18x_with_another_description_is_another_event, ThirdParty)
{
    UdpPeer peer;
    place(offer("first"), "sip:peer@" + peer.address());
    const std::string invite = peer.receive();
    const std::string with_sdp = "Contact: <sip:peer@" + peer.address() + ">\r\nContent-Type: application/sdp\r\n";
    for (const char* const fork : {"one", "two", "two"})
        peer.send(uri(caller), ::test::response_to(invite, 183, fork, with_sdp, sdp(fork)));
    BOOST_TEST(described(expect(caller, GCEV_ALERTING)) == "answer one");
    BOOST_TEST(described(expect(caller, GCEV_ALERTING)) == "answer two");
    peer.send(uri(caller), ::test::response_to(invite, 200, "one", with_sdp, sdp("one")));
    BOOST_TEST(described(expect(caller, GCEV_CONNECTED)) == "answer one");
    BOOST_TEST(peer.receive().substr(0, 3) == "ACK");
}

BOOST_FIXTURE_TEST_CASE(options_carry_descriptions_in_calls_and_outside, ThirdParty)
{
    const auto message = [](int type, unsigned short parm, const char* name) {
        return std::move(Block{}
                             .number(IPSET_MSG_SIP, IPPARM_MSGTYPE, static_cast<unsigned long>(type), 4)
                             .text(IPSET_SDP, parm, sdp(name)));
    };
    const auto send = [&](int target, long id, const Block& block) {
        WORKS(gc_Extension(target, id, IPEXTID_SENDMSG, block, nullptr, EV_ASYNC));
    };
    connect();
    check_refused(gc_Extension(GCTGT_GCLIB_CRN, out, IPEXTID_SENDMSG,
                               message(IP_MSGTYPE_SIP_INFO, IPPARM_SDP_OPTION_OFFER, "x"), nullptr, EV_ASYNC),
                  EGC_INVPARM, "IPPARM_SDP_OPTION_OFFER with IP_MSGTYPE_SIP_OPTIONS");
    send(GCTGT_GCLIB_CRN, out, message(IP_MSGTYPE_SIP_OPTIONS, IPPARM_SDP_OPTION_OFFER, "can"));
    expect(caller, GCEV_EXTENSIONCMPLT);
    BOOST_TEST(described(expect(callee, GCEV_EXTENSION)) == "option offer can");
    send(GCTGT_GCLIB_CRN, in, message(IP_MSGTYPE_SIP_OPTIONS_OK, IPPARM_SDP_OPTION_ANSWER, "too"));
    expect(callee, GCEV_EXTENSIONCMPLT);
    BOOST_TEST(described(expect(caller, GCEV_EXTENSION)) == "option answer too");
    end();

    WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
    const LINEDEV asking = open(":N_iptB1:P_IP"), asked = open(":N_iptB2:P_IP");
    Block options = message(IP_MSGTYPE_SIP_OPTIONS, IPPARM_SDP_OPTION_OFFER, "can");
    options.text(IPSET_SIP_MSGINFO, IPPARM_TO, uri(callee));
    send(GCTGT_GCLIB_CHAN, asking, options);
    expect(asking, GCEV_EXTENSIONCMPLT);
    BOOST_TEST(described(expect(asked, GCEV_EXTENSION)) == "option offer can");
    send(GCTGT_GCLIB_CHAN, asked, message(IP_MSGTYPE_SIP_OPTIONS_OK, IPPARM_SDP_OPTION_ANSWER, "too"));
    expect(asked, GCEV_EXTENSIONCMPLT);
    BOOST_TEST(described(expect(asking, GCEV_EXTENSION)) == "option answer too");
}

BOOST_FIXTURE_TEST_CASE(a_transfer_carries_no_description, ThirdParty)
{
    connect();
    const Block block = offer("theirs");
    GCLIB_MAKECALL_BLK gclib{};
    gclib.ext_datap = block;
    GC_MAKECALL_BLK call = {&gclib, nullptr};
    check_refused(gc_InvokeXfer(out, 0, "sip:other@127.0.0.1:9", &call, 0, EV_ASYNC), EGC_INVPARM,
                  "REFER has no description");
    end();
}

BOOST_FIXTURE_TEST_CASE(no_media_are_the_librarys, ThirdParty)
{
    const LINEDEV with_media = open(":P_SIP:N_iptB1T2:M_ipmB1C2");
    WORKS(gc_Close(with_media));
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, std::move(Block{}.codec(GCCAP_AUDIO_g729AnnexA)), GC_ALLCALLS));
    connect();
    GC_PARM_BLK* nothing = nullptr;
    check_refused(gc_Extension(GCTGT_GCLIB_CRN, out, IPEXTID_LOCAL_MEDIA_ADDRESS, nullptr, &nothing, EV_SYNC),
                  EGC_INVSTATE, "no media");
    end();
}

BOOST_AUTO_TEST_CASE(with_1pcc_the_program_has_no_say_in_descriptions)
{
    Program program;
    program.start();
    const LINEDEV caller = program.open_line(1);
    const LINEDEV callee = program.open_waiting(2);
    check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, offer("x"), GC_NEXT_OUTBOUND_MSG), EGC_INVPARM, "3PCC");
    const Block block = offer("x");
    GCLIB_MAKECALL_BLK gclib{};
    gclib.ext_datap = block;
    GC_MAKECALL_BLK call = {&gclib, nullptr};
    CRN none = 0;
    check_refused(gc_MakeCall(caller, &none, program.uri(callee).c_str(), &call, 0, EV_ASYNC), EGC_INVPARM, "3PCC");
    WORKS(gc_SetEvtMsk(caller, GCMSK_SIP_200OK, GCACT_ADDMSK));
    WORKS(gc_SetEvtMsk(callee, GCMSK_SIP_ACK, GCACT_ADDMSK));
    const Program::Pair pair = program.connected(caller, callee);
    check_refused(gc_SipAck(pair.caller, nullptr, EV_ASYNC), EGC_UNSUPPORTED, "3PCC");
    check_refused(gc_Extension(GCTGT_GCLIB_CRN, pair.caller, IPEXTID_SENDMSG,
                               std::move(Block{}
                                             .number(IPSET_MSG_SIP, IPPARM_MSGTYPE, IP_MSGTYPE_SIP_OPTIONS, 4)
                                             .text(IPSET_SDP, IPPARM_SDP_OPTION_OFFER, "v=0")),
                               nullptr, EV_ASYNC),
                  EGC_INVPARM, "3PCC");
    program.finish(caller, pair.caller, callee, pair.callee);
}

BOOST_AUTO_TEST_SUITE_END()
