#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/udp_peer.hpp"
#include "support/sip_text.hpp"

#include <boost/test/unit_test.hpp>

using gc::test::audio_offer;
using gc::test::Block;
using gc::test::Program;
using gc::test::UdpPeer;
using test::header;

/// Requests of peers that belong to no call of ours, or to one that they do not keep to.
namespace {

struct Stranger : Program {
    Stranger() : Program{1} {}
    void start_with(unsigned mask)
    {
        Program::board(1).sip_msginfo_mask = mask;
        Program::board(1).sup_serv_mask = IP_SUP_SERV_CALL_XFER;
        Program::board(1).E_SIP_MESSAGE_Access = ENUM_Enabled;
        start();
        line = open_waiting(1);
        target = uri(line);
    }
    /// The first final response to a request.
    std::string ask(std::string_view method, const std::string& id, std::string_view tag = {},
                    std::string_view more = {})
    {
        std::string text = peer.request(method, target, id, {}, more);
        if (!tag.empty())
            text.insert(text.find("\r\n", text.find("\r\nTo:") + 2), ";tag=" + std::string{tag});
        peer.send(target, text);
        return final_response();
    }
    std::string final_response()
    {
        std::string answer = peer.receive();
        while (answer.rfind("SIP/2.0 1", 0) == 0)
            answer = peer.receive();
        return answer;
    }
    static std::string status(const std::string& answer) { return answer.substr(0, answer.find("\r\n")); }

    UdpPeer peer;
    LINEDEV line = 0;
    std::string target;
};

/// A call that the peer has begun and leads on by hand.
struct LedCall : Stranger {
    LedCall()
    {
        start_with(IP_SIP_MSGINFO_ENABLE);
        const LINEDEV device = open(":N_iptB1:P_IP");
        WORKS(gc_SetConfigData(
            GCTGT_CCLIB_NETIF, device,
            std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, IP_T38_MANUAL_MODIFY_MODE, 4)), 0,
            GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
        peer.send(target, peer.request("INVITE", target, "led", audio_offer("0")));
        crn = expect(line, GCEV_OFFERED).crn;
        WORKS(gc_AnswerCall(crn, 0, EV_ASYNC));
        to = header(final_response(), "To");
        acknowledge(1);
        expect(line, GCEV_ANSWERED);
    }
    void say(const std::string& method, int cseq, std::string_view body, const std::string& branch)
    {
        std::string text = peer.request(method, target, "led" + std::to_string(cseq), body);
        const auto replace = [&](const std::string& from, const std::string& with) {
            text.replace(text.find(from), from.size(), with);
        };
        replace("branch=z9hG4bKled" + std::to_string(cseq) + method, "branch=" + branch);
        replace("To: <" + target + ">", "To: " + to);
        replace("Call-ID: led" + std::to_string(cseq), "Call-ID: led");
        replace("CSeq: 1 ", "CSeq: " + std::to_string(cseq) + " ");
        peer.send(target, text);
    }
    void change(int cseq) { say("INVITE", cseq, audio_offer("0"), "z9hG4bKchange" + std::to_string(cseq)); }
    void acknowledge(int cseq) { say("ACK", cseq, {}, "z9hG4bKack" + std::to_string(cseq)); }
    void acknowledge_refusal(int cseq) { say("ACK", cseq, {}, "z9hG4bKchange" + std::to_string(cseq)); }

    CRN crn = 0;
    std::string to;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(strangers, Stranger)

BOOST_AUTO_TEST_CASE(who_speaks_of_a_dialog_that_is_not_here_gets_481)
{
    start_with(0);
    for (const char* method : {"BYE", "NOTIFY", "INFO", "REFER", "UPDATE", "MESSAGE", "OPTIONS"})
        BOOST_TEST(status(ask(method, std::string{"d"} + method, "0123456789abc")) ==
                   "SIP/2.0 481 Call/Transaction Does Not Exist");
    BOOST_TEST(quiet(line));
}

BOOST_AUTO_TEST_CASE(a_refer_outside_of_calls_is_refused)
{
    start_with(IP_SIP_MSGINFO_ENABLE);
    BOOST_TEST(status(ask("REFER", "r", {}, "Refer-To: <sip:c@127.0.0.1>\r\n")).substr(0, 11) == "SIP/2.0 403");
    BOOST_TEST(quiet(line));
}

BOOST_AUTO_TEST_CASE(allow_lists_what_is_taken_up_while_somebody_has_the_board_open)
{
    start_with(IP_SIP_MSGINFO_ENABLE);
    const std::string inside = "INVITE, ACK, CANCEL, OPTIONS, BYE, INFO, REFER, NOTIFY, MESSAGE";
    const std::string outside = "INVITE, ACK, CANCEL, OPTIONS, BYE, INFO, REFER, SUBSCRIBE, NOTIFY, MESSAGE";
    BOOST_TEST(header(ask("OPTIONS", "o1"), "Allow") == inside);
    const std::string refusal = ask("SUBSCRIBE", "s1", {}, "Event: x\r\n");
    BOOST_TEST(status(refusal) == "SIP/2.0 405 Method Not Allowed");
    BOOST_TEST(header(refusal, "Allow") == inside);
    LINEDEV board = open(":N_iptB1:P_IP");
    BOOST_TEST(header(ask("OPTIONS", "o2"), "Allow") == outside);
    peer.send(target, peer.request("SUBSCRIBE", target, "s2", {}, "Event: x\r\n"));
    expect(board, GCEV_EXTENSION);
    WORKS(gc_Close(board));
    BOOST_TEST(header(ask("OPTIONS", "o3"), "Allow") == inside);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(refused_changes, LedCall)

BOOST_AUTO_TEST_CASE(a_refusal_is_done_when_it_was_acknowledged_and_has_failed_when_it_never_was)
{
    change(2);
    expect(line, GCEV_REQ_MODIFY_CALL);
    WORKS(gc_RejectModifyCall(crn, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC));
    BOOST_TEST(status(final_response()).substr(0, 11) == "SIP/2.0 488");
    BOOST_TEST(quiet(line)); // not before the ACK
    acknowledge_refusal(2);
    BOOST_TEST(expect(line, GCEV_REJECT_MODIFY_CALL).crn == crn);

    change(3);
    expect(line, GCEV_REQ_MODIFY_CALL);
    WORKS(gc_RejectModifyCall(crn, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC));
    (void)final_response();
    change(4); // and never an ACK to the one before
    expect(line, GCEV_REQ_MODIFY_CALL);
    WORKS(gc_RejectModifyCall(crn, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC));
    const auto failed = expect(line, GCEV_REJECT_MODIFY_CALL_FAIL);
    BOOST_TEST(failed.text == "no ACK came");
    acknowledge_refusal(4);
    expect(line, GCEV_REJECT_MODIFY_CALL);
    BOOST_TEST(state(crn) == GCST_CONNECTED);
}

BOOST_AUTO_TEST_SUITE_END()
