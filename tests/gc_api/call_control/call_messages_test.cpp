#include "gc_api/support/parm_block.hpp"

#include <boost/test/unit_test.hpp>

#include <cstring>

using gc::test::Block;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;

namespace {

/// A message for gc_Extension, with a body of one part.
struct Message : Block {
    explicit Message(int type) { number(IPSET_MSG_SIP, IPPARM_MSGTYPE, static_cast<unsigned long>(type), 4); }
    Message& code(int status)
    {
        number(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE, static_cast<unsigned long>(status), 4);
        return *this;
    }
    Message& line(const std::string& text)
    {
        Block::text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, text);
        return *this;
    }
    Message& body(const char* type, const std::string& content)
    {
        octets = content;
        part.text(IPSET_MIME, IPPARM_MIME_PART_TYPE, type);
        part.structure(IPSET_MIME, IPPARM_MIME_PART_BODY, octets.data());
        part.number(IPSET_MIME, IPPARM_MIME_PART_BODY_SIZE, octets.size(), 4);
        structure(IPSET_MIME, IPPARM_MIME_PART, static_cast<GC_PARM_BLKP>(part));
        return *this;
    }
    std::string octets;
    Block part;
};

/// "text/plain: hello" of the body that came with the event of this thread.
std::string body_of(const Seen& seen)
{
    const std::string address = seen.parameter(IPSET_MIME, IPPARM_MIME_PART);
    GC_PARM_BLK* block = nullptr;
    std::memcpy(&block, address.data(), std::min(address.size(), sizeof block));
    if (!block)
        return {};
    const auto* const type = gc_util_find_parm(block, IPSET_MIME, IPPARM_MIME_PART_TYPE);
    const auto* const body = gc_util_find_parm(block, IPSET_MIME, IPPARM_MIME_PART_BODY);
    const auto* const size = gc_util_find_parm(block, IPSET_MIME, IPPARM_MIME_PART_BODY_SIZE);
    const char* at = nullptr;
    unsigned length = 0;
    std::memcpy(&at, body->value_buf, sizeof at);
    std::memcpy(&length, size->value_buf, sizeof length);
    return std::string{reinterpret_cast<const char*>(type->value_buf)} + ": " + std::string{at, length};
}

int type(const Seen& seen) { return seen.number(IPSET_MSG_SIP, IPPARM_MSGTYPE); }
int status(const Seen& seen) { return seen.number(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE); }

struct Talking : Program {
    Talking()
    {
        for (unsigned number : {1U, 2U})
            board(number).sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE | IP_SIP_MIME_ENABLE;
        board(2).E_SIP_MESSAGE_Access = ENUM_Enabled;
        start();
        caller = open_line(1);
        callee = open_waiting(2);
        for (const LINEDEV device : {open(":N_iptB1:P_IP"), open(":N_iptB2:P_IP")})
            WORKS(gc_SetConfigData(GCTGT_CCLIB_NETIF, device,
                                   std::move(Block{}.text(IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, "X-Note")), 0,
                                   GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
        const Pair pair = connected(caller, callee);
        out = pair.caller;
        in = pair.callee;
    }
    static int send(CRN crn, const Message& message)
    {
        return gc_Extension(GCTGT_GCLIB_CRN, crn, IPEXTID_SENDMSG, message, nullptr, EV_ASYNC);
    }
    void sent(LINEDEV line, CRN crn, const Message& message)
    {
        WORKS(send(crn, message));
        const Seen done = expect(line, GCEV_EXTENSIONCMPLT);
        BOOST_TEST(done.crn == crn);
        BOOST_TEST(int{done.extension} == IPEXTID_SENDMSG);
    }
    Seen received(LINEDEV line)
    {
        Seen seen = expect(line, GCEV_EXTENSION);
        BOOST_TEST(int{seen.extension} == IPEXTID_RECEIVEMSG);
        return seen;
    }
    LINEDEV caller = 0, callee = 0;
    CRN out = 0, in = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(call_messages, Talking)

BOOST_AUTO_TEST_CASE(info_goes_both_ways_with_headers_and_body)
{
    sent(caller, out, Message{IP_MSGTYPE_SIP_INFO}.line("X-Note: one").body("text/plain", "hello"));
    const Seen info = expect(callee, GCEV_CALLINFO);
    BOOST_TEST(info.crn == in);
    BOOST_TEST(type(info) == IP_MSGTYPE_SIP_INFO);
    BOOST_TEST(info.parameter(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR) == "X-Note: one");
    BOOST_TEST(body_of(info) == "text/plain: hello");

    sent(callee, in, Message{IP_MSGTYPE_SIP_INFO_OK}.line("X-Note: two").body("text/plain", std::string(3000, 'x')));
    const Seen answer = received(caller);
    BOOST_TEST(answer.crn == out);
    BOOST_TEST(type(answer) == IP_MSGTYPE_SIP_INFO_OK);
    BOOST_TEST(status(answer) == 200);
    BOOST_TEST(answer.parameter(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR) == "X-Note: two");
    BOOST_TEST(body_of(answer) == "text/plain: " + std::string(3000, 'x'));

    sent(callee, in, Message{IP_MSGTYPE_SIP_INFO}.body("application/dtmf-relay", "Signal=1\r\n"));
    BOOST_TEST(body_of(expect(caller, GCEV_CALLINFO)) == "application/dtmf-relay: Signal=1\r\n");
    sent(caller, out, Message{IP_MSGTYPE_SIP_INFO_FAILED});
    const Seen refused = received(callee);
    BOOST_TEST(type(refused) == IP_MSGTYPE_SIP_INFO_FAILED);
    BOOST_TEST(status(refused) == 501);
    BOOST_TEST(state(in) == GCST_CONNECTED);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(notify_and_message_come_as_extensions)
{
    sent(caller, out, Message{IP_MSGTYPE_SIP_NOTIFY}.line("Event: x").line("Subscription-State: active"));
    BOOST_TEST(type(received(callee)) == IP_MSGTYPE_SIP_NOTIFY);
    sent(caller, out, Message{IP_MSGTYPE_SIP_MESSAGE}.body("text/plain", "hi"));
    const Seen message = received(callee);
    BOOST_TEST(type(message) == IP_MSGTYPE_SIP_MESSAGE);
    BOOST_TEST(body_of(message) == "text/plain: hi");
    sent(callee, in, Message{IP_MSGTYPE_SIP_MESSAGE_FAILED}.code(415));
    BOOST_TEST(status(received(caller)) == 415);
    sent(callee, in, Message{IP_MSGTYPE_SIP_NOTIFY_ACCEPT}.code(202));
    const Seen accepted = received(caller);
    BOOST_TEST(type(accepted) == IP_MSGTYPE_SIP_NOTIFY_ACCEPT);
    BOOST_TEST(status(accepted) == 202);
    finish(callee, in, caller, out);
}

BOOST_AUTO_TEST_CASE(what_a_board_did_not_ask_for_is_answered_for_it)
{
    sent(caller, out, Message{IP_MSGTYPE_SIP_OPTIONS}); // the access is off
    const Seen options = received(caller);
    BOOST_TEST(type(options) == IP_MSGTYPE_SIP_OPTIONS_OK);
    BOOST_TEST(body_of(options).find("application/sdp: v=0") == 0U);
    sent(callee, in, Message{IP_MSGTYPE_SIP_MESSAGE}.body("text/plain", "hi"));
    const Seen refused = received(callee);
    BOOST_TEST(type(refused) == IP_MSGTYPE_SIP_MESSAGE_FAILED);
    BOOST_TEST(status(refused) == 405);
    BOOST_TEST(quiet(caller));
    BOOST_TEST(state(out) == GCST_CONNECTED);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(a_call_that_ends_ends_its_requests)
{
    sent(caller, out, Message{IP_MSGTYPE_SIP_INFO});
    expect(callee, GCEV_CALLINFO);
    finish(caller, out, callee, in);
    BOOST_TEST(quiet(caller));
    check_refused(send(in, Message{IP_MSGTYPE_SIP_INFO_OK}), EGC_INVCRN);
}

BOOST_AUTO_TEST_CASE(what_makes_no_message_is_refused)
{
    check_refused(send(out, Message{IP_MSGTYPE_SIP_INFO_OK}), EGC_INVSTATE, "no INFO waits");
    check_refused(send(out, Message{4711}), EGC_INVPARM, "IPPARM_MSGTYPE");
    check_refused(send(out, Message{IP_MSGTYPE_SIP_SUBSCRIBE}), EGC_INVPARM, "SUBSCRIBE");
    check_refused(send(out, Message{IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE}), EGC_INVPARM, "IPPARM_MSGTYPE");
    check_refused(send(out, Message{IP_MSGTYPE_SIP_INFO}.line("Via: x")), EGC_INVPARM, "Via");
    check_refused(send(out, Message{IP_MSGTYPE_SIP_INFO}.body("nonsense", "x")), EGC_INVPARM, "IPPARM_MIME_PART_TYPE");
    sent(caller, out, Message{IP_MSGTYPE_SIP_INFO});
    expect(callee, GCEV_CALLINFO);
    check_refused(send(in, Message{IP_MSGTYPE_SIP_INFO_OK}.code(500)), EGC_INVPARM, "500 is not 200 to 299");
    sent(callee, in, Message{IP_MSGTYPE_SIP_INFO_OK});
    BOOST_TEST(status(received(caller)) == 200);
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    expect(caller, GCEV_DROPCALL);
    check_refused(send(out, Message{IP_MSGTYPE_SIP_INFO}), EGC_INVSTATE);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_board_without_access_to_headers_hears_of_no_info)
{
    Program program;
    program.board(2).sip_msginfo_mask = 0;
    program.start();
    const LINEDEV caller = program.open_line(1);
    const LINEDEV callee = program.open_waiting(2);
    const Program::Pair pair = program.connected(caller, callee);
    WORKS(Talking::send(pair.caller, Message{IP_MSGTYPE_SIP_INFO}));
    program.expect(caller, GCEV_EXTENSIONCMPLT);
    BOOST_TEST(status(program.expect(caller, GCEV_EXTENSION)) == 405);
    BOOST_TEST(Program::quiet(callee));
}
