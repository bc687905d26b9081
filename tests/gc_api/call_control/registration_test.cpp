#include "gc_api/support/program.hpp"
#include "gc_api/support/udp_peer.hpp"
#include "support/sip_text.hpp"

#include <cstring>
#include <future>

using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;
using test::header;
using test::headers;
using test::response_to;

namespace {

/// A block of gc_ReqService, let go at the end.
struct Request {
    GC_PARM_BLK* block = nullptr;

    explicit Request(unsigned char operation, unsigned short kind = IPPARM_OPERATION_REGISTER)
    {
        number(GCSET_SERVREQ, PARM_REQTYPE, IP_REQTYPE_REGISTRATION, 1); // as programs insert it
        number(GCSET_SERVREQ, PARM_ACK, GC_ACK, 2);
        number(IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, IP_PROTOCOL_SIP, 1);
        number(IPSET_REG_INFO, kind, operation, 1);
    }
    explicit Request(GC_PARM_BLK* given) : block{given} {}
    ~Request() { gc_util_delete_parm_blk(block); }
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    Request& number(unsigned short set, unsigned short parm, unsigned long value, unsigned char size)
    {
        WORKS(gc_util_insert_parm_val(&block, set, parm, size, value));
        return *this;
    }
    Request& at(const std::string& server, const std::string& client = "bob@example.com", int seconds = 0)
    {
        IP_REGISTER_ADDRESS address;
        std::memset(&address, 0, sizeof address);
        server.copy(address.reg_server, sizeof address.reg_server - 1);
        client.copy(address.reg_client, sizeof address.reg_client - 1);
        address.time_to_live = seconds;
        WORKS(gc_util_insert_parm_ref(&block, IPSET_REG_INFO, IPPARM_REG_ADDRESS, sizeof address, &address));
        return *this;
    }
    Request& alias(const std::string& text, unsigned short kind = IPPARM_ADDRESS_TRANSPARENT)
    {
        WORKS(gc_util_insert_parm_ref_ex(&block, IPSET_LOCAL_ALIAS, kind, text.size() + 1,
                                         const_cast<char*>(text.c_str())));
        return *this;
    }
};

struct Registrar : Program {
    Registrar()
    {
        start();
        board = open(":N_iptB1:P_IP", this);
        line = open_line(1);
        server = peer.address();
    }
    unsigned long ask(const Request& request)
    {
        unsigned long service = 0;
        WORKS(gc_ReqService(GCTGT_CCLIB_NETIF, board, &service, request.block, nullptr, EV_ASYNC));
        BOOST_TEST(service != 0U);
        return service;
    }
    void refused(const Request& request, std::string_view words)
    {
        unsigned long service = 0;
        check_refused(gc_ReqService(GCTGT_CCLIB_NETIF, board, &service, request.block, nullptr, EV_ASYNC), EGC_INVPARM,
                      words);
    }
    void respond(const std::string& request, int status, std::string_view lines = {})
    {
        peer.send(uri(line), response_to(request, status, "t", lines));
    }
    Seen answer() { return expect(board, GCEV_SERVICERESP); }
    static unsigned long service_of(const Seen& seen, unsigned short set = GCSET_SERVREQ,
                                    unsigned short parm = PARM_SERVICEID)
    {
        return static_cast<unsigned long>(seen.number(set, parm));
    }
    LINEDEV board = 0;
    LINEDEV line = 0;
    UdpPeer peer;
    std::string server;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(registration, Registrar)

BOOST_AUTO_TEST_CASE(a_board_is_registered_and_told_so)
{
    const unsigned long service = ask(Request{IP_REG_SET_INFO}.at(server).alias("sip:bob@127.0.0.1:5070"));
    const std::string request = peer.receive();
    BOOST_TEST(request.find("REGISTER sip:" + server + " SIP/2.0\r\n") == 0U, request);
    BOOST_TEST(header(request, "To") == "<sip:bob@example.com>");
    BOOST_TEST(header(request, "From").find("<sip:bob@example.com>;tag=") == 0U);
    BOOST_TEST(header(request, "Contact") == "<sip:bob@127.0.0.1:5070>");
    BOOST_TEST(header(request, "Expires") == "3600");
    respond(request, 200, "Contact: <sip:bob@127.0.0.1:5070>;expires=3600\r\n");
    const Seen seen = answer();
    BOOST_TEST(seen.line == board);
    BOOST_TEST(seen.crn == 0);
    BOOST_TEST(seen.user_attribute == this);
    BOOST_TEST(seen.cause == IPERR_OK);
    BOOST_TEST(service_of(seen) == service);
    BOOST_TEST(service_of(seen, IPSET_REG_INFO, IPPARM_REG_SERVICEID) == service);
    BOOST_TEST(seen.number(IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK) == IP_PROTOCOL_SIP);
    BOOST_TEST(seen.number(IPSET_REG_INFO, IPPARM_REG_STATUS) == IP_REG_CONFIRMED);
    BOOST_TEST(!seen.has(IPSET_LOCAL_ALIAS, IPPARM_ADDRESS_TRANSPARENT));
}

BOOST_AUTO_TEST_CASE(without_an_alias_it_is_the_boards_own_address_and_the_time_is_as_asked)
{
    ask(Request{IP_REG_ADD_INFO}
            .at(server, "bob", 77)
            .number(IPSET_REG_INFO, IPPARM_REG_AUTOREFRESH, IP_REG_AUTOREFRESH_DISABLE, 1));
    const std::string request = peer.receive();
    BOOST_TEST(header(request, "To") == "<sip:bob@127.0.0.1>"); // a bare user is the registrar's
    BOOST_TEST(header(request, "Contact").find("<sip:bob@127.0.0.1:") == 0U);
    BOOST_TEST(header(request, "Expires") == "77");
    respond(request, 200, "Expires: 3\r\n");
    BOOST_TEST(answer().cause == IPERR_OK); // nobody wants to refresh it
}

BOOST_AUTO_TEST_CASE(a_refusal_and_a_time_that_is_too_short_are_told)
{
    ask(Request{IP_REG_SET_INFO}.at(server));
    respond(peer.receive(), 403);
    const Seen seen = answer();
    BOOST_TEST(seen.cause == IPEC_SIPReasonStatus(403));
    BOOST_TEST(seen.result == GCRV_REJECT);
    BOOST_TEST(seen.text == "SIP 403 Test");
    BOOST_TEST(seen.number(IPSET_REG_INFO, IPPARM_REG_STATUS) == IP_REG_REJECTED);
    BOOST_TEST(seen.has(IPSET_REG_INFO, IPPARM_REG_STATUS));

    ask(Request{IP_REG_SET_INFO}.at(server));
    respond(peer.receive(), 200, "Expires: 5\r\n");
    BOOST_TEST(answer().cause == IPEC_REG_FAIL_invalidExpires);
}

BOOST_AUTO_TEST_CASE(a_challenge_is_answered_and_one_that_cannot_be_is_told)
{
    constexpr std::string_view asked = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n";
    ask(Request{IP_REG_SET_INFO}.at(server));
    respond(peer.receive(), 401, asked);
    BOOST_TEST(answer().cause == IPEC_SIPReasonStatus401Unauthorized);

    IP_AUTHENTICATION known;
    INIT_IP_AUTHENTICATION(&known);
    known.realm = const_cast<char*>("r");
    known.identity = const_cast<char*>("sip:bob@example.com");
    known.username = const_cast<char*>("bob");
    known.password = const_cast<char*>("secret");
    Request credentials{nullptr};
    WORKS(gc_util_insert_parm_ref(&credentials.block, IPSET_CONFIG, IPPARM_AUTHENTICATION_CONFIGURE, sizeof known,
                                  &known));
    WORKS(gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, board, credentials.block));
    ask(Request{IP_REG_SET_INFO}.at(server));
    respond(peer.receive(), 401, asked);
    const std::string again = peer.receive();
    BOOST_TEST(header(again, "Authorization").find("Digest username=\"bob\"") == 0U, again);
    respond(again, 200);
    BOOST_TEST(answer().cause == IPERR_OK);
}

BOOST_AUTO_TEST_CASE(a_query_tells_what_this_board_has_registered_or_everybody)
{
    ask(Request{IP_REG_SET_INFO}
            .at(server)
            .alias("bob@127.0.0.1:5070", IPPARM_ADDRESS_EMAIL)
            .alias("127.0.0.1", IPPARM_ADDRESS_DOT_NOTATION));
    const std::string first = peer.receive();
    BOOST_TEST(headers(first, "Contact").back() == "<sip:127.0.0.1>");
    respond(first, 200);
    answer();

    constexpr std::string_view bound =
        "Contact: <sip:bob@192.0.2.77>;expires=5, <sip:bob@127.0.0.1:5070>;expires=9\r\n";
    ask(Request{IP_REG_QUERY_INFO}); // the last registrar and address
    const std::string query = peer.receive();
    BOOST_TEST(header(query, "To") == "<sip:bob@example.com>");
    BOOST_TEST(headers(query, "Contact").empty());
    respond(query, 200, bound);
    Seen seen = answer();
    BOOST_TEST(seen.parameter(IPSET_LOCAL_ALIAS, IPPARM_ADDRESS_TRANSPARENT) == "sip:bob@127.0.0.1:5070");
    ask(Request{IP_REG_QUERY_INFO}.alias("*"));
    respond(peer.receive(), 200, bound);
    seen = answer();
    BOOST_TEST(seen.parameter(IPSET_LOCAL_ALIAS, IPPARM_ADDRESS_TRANSPARENT) == "sip:bob@192.0.2.77");
}

BOOST_AUTO_TEST_CASE(aliases_are_deleted_all_or_one_and_those_that_are_maintained_come_back)
{
    ask(Request{IP_REG_SET_INFO}.at(server).alias("sip:a@127.0.0.1").alias("sip:b@127.0.0.1"));
    respond(peer.receive(), 200);
    answer();
    ask(Request{IP_REG_DELETE_BY_VALUE}.alias("sip:a@127.0.0.1"));
    std::string request = peer.receive();
    BOOST_TEST(headers(request, "Contact") == std::vector<std::string>{"<sip:a@127.0.0.1>"},
               boost::test_tools::per_element());
    BOOST_TEST(header(request, "Expires") == "0");
    respond(request, 200);
    answer();
    ask(Request{IP_REG_MAINTAIN_LOCAL_INFO, IPPARM_OPERATION_DEREGISTER});
    request = peer.receive();
    BOOST_TEST(headers(request, "Contact") == std::vector<std::string>{"<sip:b@127.0.0.1>"},
               boost::test_tools::per_element());
    respond(request, 200);
    answer();
    ask(Request{IP_REG_ADD_INFO}.at(server));
    request = peer.receive();
    BOOST_TEST(header(request, "Contact") == "<sip:b@127.0.0.1>");
    BOOST_TEST(header(request, "Expires") == "3600");
    respond(request, 200);
    answer();
    ask(Request{IP_REG_DELETE_ALL, IPPARM_OPERATION_DEREGISTER}.alias("*"));
    request = peer.receive();
    BOOST_TEST(header(request, "Contact") == "*");
    respond(request, 200);
    BOOST_TEST(answer().cause == IPERR_OK);
}

BOOST_AUTO_TEST_CASE(who_wants_no_answer_gets_none)
{
    Request request{nullptr};
    request.number(GCSET_SERVREQ, PARM_REQTYPE, IP_REQTYPE_REGISTRATION, 4)
        .number(GCSET_SERVREQ, PARM_ACK, GC_NACK, 4)
        .number(IPSET_REG_INFO, IPPARM_OPERATION_REGISTER, IP_REG_SET_INFO, 4)
        .at(server);
    ask(request);
    respond(peer.receive(), 200);
    ask(Request{IP_REG_QUERY_INFO}); // answered after it
    respond(peer.receive(), 404);
    BOOST_TEST(answer().cause == IPEC_SIPReasonStatus(404));
    BOOST_TEST(quiet(board));
}

BOOST_AUTO_TEST_CASE(the_answer_may_be_waited_for)
{
    const auto wait = [&](const std::string& at) {
        Request request{IP_REG_SET_INFO};
        unsigned long service = 0;
        return gc_ReqService(GCTGT_CCLIB_NETIF, board, &service, request.at(at).block, nullptr, EV_SYNC);
    };
    auto waiting = std::async(std::launch::async, wait, server);
    respond(peer.receive(), 200);
    BOOST_TEST(waiting.get() == GC_SUCCESS);
    check_refused(wait(server + ";transport=tcp"), GCRV_SIGNALLING); // nobody listens there
    BOOST_TEST(quiet(board));
}

BOOST_AUTO_TEST_CASE(gc_stop_ends_the_wait_for_a_registrar_that_says_nothing)
{
    auto waiting = std::async(std::launch::async, [&] {
        Request request{IP_REG_SET_INFO};
        unsigned long service = 0;
        const int result =
            gc_ReqService(GCTGT_CCLIB_NETIF, board, &service, request.at(server).block, nullptr, EV_SYNC);
        return result == GC_SUCCESS ? EGC_NOERR : gc::test::last_failure().gc;
    });
    BOOST_TEST(!peer.receive().empty());
    stop();
    BOOST_TEST(waiting.get() == EGC_TASKABORTED);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named)
{
    unsigned long service = 0;
    const auto ask_with = [&](GC_PARM_BLK* block, int target, LINEDEV device, unsigned long* id, unsigned long mode) {
        return gc_ReqService(target, device, id, block, nullptr, mode);
    };
    Request good{IP_REG_SET_INFO};
    good.at(server);
    check_refused(ask_with(good.block, GCTGT_GCLIB_CHAN, line, &service, EV_ASYNC), EGC_INVTARGET);
    check_refused(ask_with(good.block, GCTGT_CCLIB_NETIF, line, &service, EV_ASYNC), EGC_INVTARGET);
    check_refused(ask_with(good.block, GCTGT_GCLIB_NETIF, board, nullptr, EV_ASYNC), EGC_INVPARM, "pserviceID is NULL");
    check_refused(ask_with(good.block, GCTGT_GCLIB_NETIF, board, &service, 77), EGC_INVPARM, "mode");
    check_refused(ask_with(nullptr, GCTGT_GCLIB_NETIF, board, &service, EV_ASYNC), EGC_INVPARMBLK);
    GC_PARM_BLK* answer_block = nullptr;
    check_refused(gc_ReqService(GCTGT_GCLIB_NETIF, board, &service, good.block, &answer_block, EV_ASYNC), EGC_INVPARM,
                  "respdatapp");

    refused(Request{IP_REG_SET_INFO}, "reg_client is empty");
    refused(Request{99}, "IPPARM_OPERATION_REGISTER: no such operation: 99");
    refused(Request{IP_REG_SET_INFO, IPPARM_OPERATION_DEREGISTER}, "IPPARM_OPERATION_DEREGISTER: no such operation");
    refused(Request{IP_REG_DELETE_BY_VALUE}.at(server), "IPSET_LOCAL_ALIAS");
    refused(Request{IP_REG_SET_INFO}.at(server).number(IPSET_REG_INFO, IPPARM_OPERATION_REGISTER, IP_REG_ADD_INFO, 1),
            "expected one operation, got 2");
    refused(Request{IP_REG_SET_INFO}.at(server).alias("<"), "contact \"<\"");
    refused(Request{IP_REG_SET_INFO}.at(server).alias(""), "IPSET_LOCAL_ALIAS: is empty");
    refused(Request{IP_REG_SET_INFO}.at(server, "bob@x", -1), "time_to_live is -1");
    refused(Request{IP_REG_SET_INFO}.at(server).number(IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, IP_PROTOCOL_H323, 1),
            "IPPARM_PROTOCOL_BITMASK");
    Request no_ack{nullptr};
    no_ack.number(GCSET_SERVREQ, PARM_REQTYPE, IP_REQTYPE_REGISTRATION, 1)
        .number(IPSET_REG_INFO, IPPARM_OPERATION_REGISTER, IP_REG_SET_INFO, 1);
    refused(no_ack, "PARM_ACK: is missing");
    no_ack.number(GCSET_SERVREQ, PARM_ACK, 9, 1);
    refused(no_ack, "PARM_ACK: expected GC_ACK or GC_NACK, got 9");
}

BOOST_AUTO_TEST_SUITE_END()
