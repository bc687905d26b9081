#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/sip_phone.hpp"

#include <boost/test/unit_test.hpp>

using gc::test::Block;
using gc::test::Program;
using gc::test::Seen;
using gc::test::SipPhone;

/// IPPARM_CONTACT_URI counts in every message that has a Contact of the program's, and in no other.
namespace {

struct Contacts : Program {
    Contacts()
    {
        for (unsigned number : {1U, 2U}) {
            board(number).sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE;
            board(number).sup_serv_mask = IP_SUP_SERV_CALL_XFER;
        }
        start();
        caller = open_line(1);
        callee = open_waiting(2);
        for (const char* name : {":N_iptB1:P_IP", ":N_iptB2:P_IP"}) {
            const LINEDEV device = open(name);
            for (const char* header : {"Contact", "CSeq"})
                configure(device, std::move(Block{}.text(IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, header)));
            configure(device,
                      std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, IP_T38_MANUAL_MODIFY_MODE, 4)));
        }
    }
    static void configure(LINEDEV device, GC_PARM_BLKP block)
    {
        WORKS(gc_SetConfigData(GCTGT_CCLIB_NETIF, device, block, 0, GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    }
    [[nodiscard]] Block contact(const std::string& user, LINEDEV line)
    {
        const std::string own = uri(line);
        return std::move(
            Block{}.text(IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI, "sip:" + user + own.substr(own.find('@'))));
    }
    void preset(CRN crn, GC_PARM_BLKP block) { WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, crn, block, GC_SINGLECALL)); }
    /// The users in the Contacts that came.
    static std::string named(const Seen& seen)
    {
        std::string users;
        for (const auto& [key, value] : seen.parameters)
            if (key == (static_cast<unsigned long>(IPSET_SIP_MSGINFO) << 16 | IPPARM_SIP_HDR) &&
                value.rfind("Contact: <sip:", 0) == 0)
                users += value.substr(14, value.find('@') - 14) + ' ';
        return users;
    }
    LINEDEV caller = 0, callee = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(contact_uri, Contacts)

BOOST_AUTO_TEST_CASE(it_stands_in_the_responses_and_changes_of_a_call)
{
    const auto [out, in] = offered(caller, callee);
    preset(in, contact("ringing", callee));
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    BOOST_TEST(named(await(caller, GCEV_ALERTING)) == "ringing ");
    preset(in, contact("answer", callee));
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(named(expect(caller, GCEV_CONNECTED)) == "answer ");
    expect(callee, GCEV_ANSWERED);

    WORKS(gc_ReqModifyCall(out, contact("change", caller), EV_ASYNC));
    BOOST_TEST(named(expect(callee, GCEV_REQ_MODIFY_CALL)) == "change ");
    WORKS(gc_AcceptModifyCall(in, contact("accepts", callee), EV_ASYNC));
    BOOST_TEST(named(expect(caller, GCEV_MODIFY_CALL_ACK)) == "accepts ");
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    WORKS(gc_ReqModifyCall(in, nullptr, EV_ASYNC)); // and stays that of the call
    BOOST_TEST(named(expect(caller, GCEV_REQ_MODIFY_CALL)) == "accepts ");
    WORKS(gc_RejectModifyCall(out, IPEC_SIPReasonStatus488NotAcceptableHere, EV_ASYNC));
    BOOST_TEST(named(expect(callee, GCEV_MODIFY_CALL_REJ)) == "");
    expect(caller, GCEV_REJECT_MODIFY_CALL);

    preset(out, contact("bye", caller)); // a BYE has no Contact
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(named(expect(callee, GCEV_DISCONNECTED)) == "");
    expect(caller, GCEV_DROPCALL);
    drop_and_release(callee, in);
}

BOOST_AUTO_TEST_CASE(it_stands_in_what_asks_for_a_transfer)
{
    SipPhone phone{uri(callee)};
    phone.invite();
    const CRN crn = expect(callee, GCEV_OFFERED).crn;
    WORKS(gc_AnswerCall(crn, 0, EV_ASYNC));
    phone.settle();
    phone.acknowledge();
    expect(callee, GCEV_ANSWERED);
    preset(crn, contact("refers", callee));
    WORKS(gc_InvokeXfer(crn, 0, "sip:carol@127.0.0.1", nullptr, 0, EV_ASYNC));
    phone.settle();
    BOOST_TEST(phone.asked().rfind("REFER ", 0) == 0);
    BOOST_TEST(phone.asked().find("\r\nContact: <sip:refers@127.0.0.1:") != std::string::npos, phone.asked());
    phone.respond_to_request(603);
    expect(callee, GCEV_INVOKE_XFER_REJ);
    phone.bye();
    expect(callee, GCEV_DISCONNECTED);
    drop_and_release(callee, crn);
}

BOOST_AUTO_TEST_CASE(it_says_where_to_in_a_redirection_and_not_in_other_refusals)
{
    for (const auto& [cause, users] : {std::pair{IPEC_SIPReasonStatus302MovedTemporarily, "elsewhere "},
                                       std::pair{IPEC_SIPReasonStatus603Decline, ""}}) {
        const auto [out, in] = offered(caller, callee);
        preset(in, contact("elsewhere", callee));
        WORKS(gc_DropCall(in, cause, EV_ASYNC));
        const Seen end = expect(caller, GCEV_DISCONNECTED); // with the headers of the refusal
        BOOST_TEST(end.cause == cause);
        BOOST_TEST(named(end) == users);
        expect(callee, GCEV_DROPCALL);
        WORKS(gc_ReleaseCallEx(in, EV_ASYNC));
        expect(callee, GCEV_RELEASECALL);
        drop_and_release(caller, out);
    }
}

BOOST_AUTO_TEST_SUITE_END()
