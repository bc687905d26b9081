#include "gc_api/support/program.hpp"
#include "gc_api/support/udp_peer.hpp"
#include "support/sip_text.hpp"

#include <cstring>

using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;
using test::header;
using test::response_to;

namespace {

/// A block of gc_Extension, let go at the end.
struct Message {
    GC_PARM_BLK* block = nullptr;
    GC_PARM_BLK* part = nullptr;
    std::string body;

    explicit Message(int type) { number(IPSET_MSG_SIP, IPPARM_MSGTYPE, type); }
    ~Message()
    {
        gc_util_delete_parm_blk(block);
        gc_util_delete_parm_blk(part);
    }
    Message(const Message&) = delete;
    Message& operator=(const Message&) = delete;

    Message& number(unsigned short set, unsigned short parm, int value)
    {
        WORKS(gc_util_insert_parm_ref(&block, set, parm, sizeof value, &value));
        return *this;
    }
    Message& code(int status) { return number(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE, status); }
    Message& line(const std::string& text, unsigned short parm = IPPARM_SIP_HDR)
    {
        WORKS(gc_util_insert_parm_ref_ex(&block, IPSET_SIP_MSGINFO, parm, text.size() + 1,
                                         const_cast<char*>(text.c_str())));
        return *this;
    }
    Message& text(const char* type, const std::string& content)
    {
        body = content;
        const char* at = body.data();
        auto size = static_cast<unsigned>(body.size());
        WORKS(gc_util_insert_parm_ref(&part, IPSET_MIME, IPPARM_MIME_PART_TYPE,
                                      static_cast<unsigned char>(std::char_traits<char>::length(type) + 1),
                                      const_cast<char*>(type)));
        WORKS(gc_util_insert_parm_ref(&part, IPSET_MIME, IPPARM_MIME_PART_BODY, sizeof at, &at));
        WORKS(gc_util_insert_parm_ref(&part, IPSET_MIME, IPPARM_MIME_PART_BODY_SIZE, sizeof size, &size));
        WORKS(gc_util_insert_parm_ref(&block, IPSET_MIME, IPPARM_MIME_PART, sizeof part, &part));
        return *this;
    }
};

struct Messages : Program {
    Messages() : Program{1}
    {
        IP_VIRTBOARD& settings = Program::board(1);
        settings.sip_msginfo_mask = IP_SIP_MSGINFO_ENABLE | IP_SIP_MIME_ENABLE;
        settings.E_SIP_OPTIONS_Access = ENUM_Enabled;
        settings.E_SIP_MESSAGE_Access = ENUM_Enabled;
        start();
        line = open_waiting(1);
        board = open(":N_iptB1:P_IP", this);
        target = uri(line);
    }
    int send(const Message& message, int target_type = GCTGT_GCLIB_CHAN)
    {
        return gc_Extension(target_type, board, IPEXTID_SENDMSG, message.block, nullptr, EV_ASYNC);
    }
    std::string sent(Message& message)
    {
        WORKS(send(message.line("To: <sip:peer@" + peer.address() + ">")));
        const Seen done = expect(board, GCEV_EXTENSIONCMPLT);
        BOOST_TEST(done.line == board);
        return peer.receive();
    }
    void respond(const std::string& request, int status, std::string_view lines = {}, std::string_view body = {})
    {
        peer.send(target, response_to(request, status, "t", lines, body));
    }
    Seen answer()
    {
        Seen seen = expect(board, GCEV_EXTENSION);
        BOOST_TEST(static_cast<int>(seen.extension) == IPEXTID_RECEIVEMSG);
        BOOST_TEST(seen.user_attribute == this);
        return seen;
    }
    static int type(const Seen& seen) { return seen.number(IPSET_MSG_SIP, IPPARM_MSGTYPE); }
    static int status(const Seen& seen) { return seen.number(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE); }

    LINEDEV line = 0;
    LINEDEV board = 0;
    UdpPeer peer;
    std::string target;
};

template <class Value>
void value_of(GC_PARM_BLK* block, unsigned short parm, Value& out)
{
    const GC_PARM_DATA* const found = gc_util_find_parm(block, IPSET_MIME, parm);
    BOOST_TEST_REQUIRE(found);
    BOOST_TEST_REQUIRE(found->value_size == sizeof out);
    std::memcpy(&out, found->value_buf, sizeof out);
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(messages, Messages)

BOOST_AUTO_TEST_CASE(each_kind_of_message_is_sent_and_its_answer_comes_to_the_board)
{
    const struct {
        int request, ok, failed;
        const char* method;
    } rows[] = {
        {IP_MSGTYPE_SIP_OPTIONS, IP_MSGTYPE_SIP_OPTIONS_OK, IP_MSGTYPE_SIP_OPTIONS_FAILED, "OPTIONS"},
        {IP_MSGTYPE_SIP_MESSAGE, IP_MSGTYPE_SIP_MESSAGE_OK, IP_MSGTYPE_SIP_MESSAGE_FAILED, "MESSAGE"},
        {IP_MSGTYPE_SIP_INFO, IP_MSGTYPE_SIP_INFO_OK, IP_MSGTYPE_SIP_INFO_FAILED, "INFO"},
        {IP_MSGTYPE_SIP_NOTIFY, IP_MSGTYPE_SIP_NOTIFY_ACCEPT, IP_MSGTYPE_SIP_NOTIFY_REJECT, "NOTIFY"},
        {IP_MSGTYPE_SIP_SUBSCRIBE, IP_MSGTYPE_SIP_SUBSCRIBE_ACCEPT, IP_MSGTYPE_SIP_SUBSCRIBE_REJECT, "SUBSCRIBE"},
    };
    for (const auto& row : rows)
        for (const int code : {200, 404}) {
            Message message{row.request};
            message.line("From: <sip:me@example.com>").line("Event: x");
            const std::string request = sent(message);
            BOOST_TEST(request.find(std::string{row.method} + " sip:peer@" + peer.address() + " SIP/2.0\r\n") == 0U,
                       request);
            BOOST_TEST(header(request, "From").find("<sip:me@example.com>;tag=") == 0U);
            respond(request, code);
            const Seen seen = answer();
            BOOST_TEST(type(seen) == (code == 200 ? row.ok : row.failed), row.method);
            BOOST_TEST(status(seen) == code);
            BOOST_TEST(seen.parameter(IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR) == header(request, "Call-ID"));
        }
}

BOOST_AUTO_TEST_CASE(bodies_go_and_come_as_mime_parts)
{
    Message message{IP_MSGTYPE_SIP_MESSAGE};
    const std::string request = sent(message.text("text/plain", "hello"));
    BOOST_TEST(header(request, "Content-Type") == "text/plain");
    BOOST_TEST(request.find("\r\n\r\nhello") != std::string::npos, request);
    respond(request, 200, "Content-Type: text/html\r\n", "<p>");
    METAEVENT event;
    long devices[] = {board};
    BOOST_TEST_REQUIRE(sr_waitevtEx(devices, 1, 10'000, nullptr) != -1);
    WORKS(gc_GetMetaEvent(&event));
    BOOST_TEST_REQUIRE(event.evttype == GCEV_EXTENSION);
    auto* const extension = static_cast<EXTENSIONEVTBLK*>(event.extevtdatap);
    GC_PARM_BLK* inside = nullptr;
    value_of(&extension->parmblk, IPPARM_MIME_PART, inside);
    const char* body = nullptr;
    unsigned size = 0;
    value_of(inside, IPPARM_MIME_PART_BODY, body);
    value_of(inside, IPPARM_MIME_PART_BODY_SIZE, size);
    BOOST_TEST(std::string(body, size) == "<p>");
    const GC_PARM_DATA* const kind = gc_util_find_parm(inside, IPSET_MIME, IPPARM_MIME_PART_TYPE);
    BOOST_TEST_REQUIRE(kind);
    BOOST_TEST(std::string(reinterpret_cast<const char*>(kind->value_buf)) == "text/html");
}

BOOST_AUTO_TEST_CASE(messages_of_peers_come_to_the_board_and_are_answered)
{
    const struct {
        const char* method;
        int request, ok, failed;
    } rows[] = {{"OPTIONS", IP_MSGTYPE_SIP_OPTIONS, IP_MSGTYPE_SIP_OPTIONS_OK, IP_MSGTYPE_SIP_OPTIONS_FAILED},
                {"MESSAGE", IP_MSGTYPE_SIP_MESSAGE, IP_MSGTYPE_SIP_MESSAGE_OK, IP_MSGTYPE_SIP_MESSAGE_FAILED},
                {"NOTIFY", IP_MSGTYPE_SIP_NOTIFY, IP_MSGTYPE_SIP_NOTIFY_ACCEPT, IP_MSGTYPE_SIP_NOTIFY_REJECT}};
    int number = 0;
    for (const auto& row : rows) {
        const std::string call_id = "m" + std::to_string(++number);
        peer.send(target, peer.request(row.method, target, call_id, {}, "Event: x\r\n"));
        Seen seen = answer();
        BOOST_TEST(type(seen) == row.request);
        BOOST_TEST(seen.parameter(IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR) == call_id);
        BOOST_TEST(seen.parameter(IPSET_SIP_MSGINFO, IPPARM_EVENT_HDR) == "x");
        WORKS(send(Message{row.ok}.line("X-Own: 1")));
        expect(board, GCEV_EXTENSIONCMPLT);
        const std::string response = peer.receive();
        BOOST_TEST(response.find("SIP/2.0 200 ") == 0U, response);
        BOOST_TEST(header(response, "X-Own") == "1");

        peer.send(target, peer.request(row.method, target, call_id + "b"));
        answer();
        WORKS(send(Message{row.failed}));
        expect(board, GCEV_EXTENSIONCMPLT);
        BOOST_TEST(peer.final_status() == 501); // unless IPPARM_MSG_SIP_RESPONSE_CODE says another
    }
    check_refused(send(Message{IP_MSGTYPE_SIP_MESSAGE_OK}), EGC_INVSTATE, "no MESSAGE waits");
}

BOOST_AUTO_TEST_CASE(the_call_id_says_which_of_several_is_answered)
{
    peer.send(target, peer.request("MESSAGE", target, "first"));
    answer();
    peer.send(target, peer.request("MESSAGE", target, "second"));
    answer();
    WORKS(send(Message{IP_MSGTYPE_SIP_MESSAGE_FAILED}.code(403).line("second", IPPARM_CALLID_HDR)));
    std::string response = peer.receive();
    BOOST_TEST(header(response, "Call-ID") == "second");
    BOOST_TEST(response.find("SIP/2.0 403 ") == 0U);
    WORKS(send(Message{IP_MSGTYPE_SIP_MESSAGE_OK}.code(202)));
    response = peer.receive();
    BOOST_TEST(header(response, "Call-ID") == "first");
    BOOST_TEST(response.find("SIP/2.0 202 ") == 0U);
}

BOOST_AUTO_TEST_CASE(a_peer_subscribes_and_is_notified_until_it_expires)
{
    peer.send(target, peer.request("SUBSCRIBE", target, "s", {}, "Event: presence\r\nExpires: 1\r\n"));
    BOOST_TEST(type(answer()) == IP_MSGTYPE_SIP_SUBSCRIBE);
    WORKS(send(Message{IP_MSGTYPE_SIP_SUBSCRIBE_ACCEPT}.line("s", IPPARM_CALLID_HDR)));
    expect(board, GCEV_EXTENSIONCMPLT);
    const std::string ok = peer.receive();
    BOOST_TEST(header(ok, "Expires") == "1");
    WORKS(send(Message{IP_MSGTYPE_SIP_NOTIFY}
                   .line("s", IPPARM_CALLID_HDR)
                   .line("Event: presence")
                   .line("Subscription-State: active")));
    expect(board, GCEV_EXTENSIONCMPLT);
    const std::string notify = peer.receive();
    BOOST_TEST(notify.find("NOTIFY sip:peer@" + peer.address()) == 0U, notify);
    BOOST_TEST(header(notify, "From") == header(ok, "To"));
    respond(notify, 200);
    BOOST_TEST(type(answer()) == IP_MSGTYPE_SIP_NOTIFY_ACCEPT);
    const Seen over = answer();
    BOOST_TEST(type(over) == IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE);
    BOOST_TEST(over.parameter(IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR) == "s");
}

BOOST_AUTO_TEST_CASE(options_are_answered_by_the_library_while_no_line_waits)
{
    WORKS(gc_ResetLineDev(line, EV_ASYNC));
    expect(line, GCEV_RESETLINEDEV);
    peer.send(target, peer.request("OPTIONS", target, "busy"));
    BOOST_TEST(peer.final_status() == 486);
    BOOST_TEST(quiet(board));
}

BOOST_AUTO_TEST_CASE(without_an_open_board_messages_are_answered_by_the_library)
{
    WORKS(gc_Close(board));
    peer.send(target, peer.request("MESSAGE", target, "m"));
    BOOST_TEST(peer.final_status() == 405);
    peer.send(target, peer.request("OPTIONS", target, "o"));
    BOOST_TEST(peer.final_status() == 200);
}

BOOST_AUTO_TEST_CASE(a_message_that_cannot_be_delivered_is_told_with_the_reason)
{
    Message message{IP_MSGTYPE_SIP_OPTIONS};
    WORKS(send(message.line("To: <sip:nobody@" + peer.address() + ">")
                   .line("Request-URI: sip:nobody@" + peer.address() + ";transport=tcp")));
    expect(board, GCEV_EXTENSIONCMPLT);
    const Seen seen = answer();
    BOOST_TEST(type(seen) == IP_MSGTYPE_SIP_OPTIONS_FAILED);
    BOOST_TEST(status(seen) == 503);
    BOOST_TEST(seen.has(IPSET_SIP_REQUEST_ERROR, IPPARM_SIP_SVC_UNAVAIL));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named)
{
    check_refused(send(Message{IP_MSGTYPE_SIP_OPTIONS}), EGC_INVPARM, "neither To nor Request-URI");
    check_refused(send(Message{99}), EGC_INVPARM, "IPPARM_MSGTYPE");
    check_refused(send(Message{IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE}), EGC_INVPARM, "SUBSCRIBE_EXPIRE cannot be sent");
    check_refused(send(Message{IP_MSGTYPE_SIP_UPDATE}), EGC_INVPARM, "outside of a call");
    check_refused(send(Message{IP_MSGTYPE_SIP_OPTIONS_OK}.code(404)), EGC_INVPARM, "404 is not 200 to 299");
    check_refused(send(Message{IP_MSGTYPE_SIP_OPTIONS_FAILED}.code(200)), EGC_INVPARM, "200 is not 300 to 699");
    check_refused(send(Message{IP_MSGTYPE_SIP_OPTIONS}.line("To: <")), EGC_INVPARM);
    check_refused(send(Message{IP_MSGTYPE_SIP_OPTIONS}.line("To: <sip:a@b>").line("CSeq: 1 X")), EGC_INVPARM, "CSeq");
    check_refused(send(Message{IP_MSGTYPE_SIP_OPTIONS}.line("To: <sip:a@b>").text("plain", "x")), EGC_INVPARM,
                  "IPPARM_MIME_PART_TYPE");
    BOOST_TEST(quiet(board));
}

BOOST_AUTO_TEST_SUITE_END()
