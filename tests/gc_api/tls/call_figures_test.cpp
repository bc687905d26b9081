#include "gc_api/support/ladder.hpp"
#include "gc_api/support/program.hpp"
#include "gc_api/support/tls_peer.hpp"
#include "sip_stack/net/name_server.hpp"
#include "support/sip_text.hpp"

#include <arpa/inet.h>

#include <thread>

using namespace gc::test;
using ::test::header;

// The figures 51 to 56 of the IP Technology Guide, and its rules for connections: each over real sockets, told as the
// board's own trace saw it.

namespace {

/// A make-call block with an origination.
struct From {
    explicit From(const std::string& origination)
    {
        origination.copy(gclib.origination.address, sizeof gclib.origination.address - 1);
        gclib.destination.address[0] = static_cast<char>(GCMKCALLBLK_DEFAULT);
    }
    GCLIB_MAKECALL_BLK gclib{};
    GC_MAKECALL_BLK block{&gclib, nullptr};
};

/// A name server that the boards ask in place of the system's.
class Names {
public:
    Names() { ::setenv("TRUNKCALL_NAME_SERVERS", server_.servers().c_str(), 1); }
    ~Names()
    {
        ::unsetenv("TRUNKCALL_NAME_SERVERS");
        bench_.context.stop();
        if (thread_.joinable())
            thread_.join();
    }
    /// Calls to `domain` by TLS go to a port of this host; by no other transport.
    void serve(const std::string& domain, unsigned short port)
    {
        server_.srv("_sips._tcp." + domain, {1, 1, port, "sip1." + domain});
        server_.address("sip1." + domain, "127.0.0.1");
        thread_ = std::thread{[this] { bench_.context.run(); }};
    }

private:
    sip::net::test::NetBench bench_;
    sip::net::test::NameServer server_{bench_};
    std::thread thread_;
};

struct Figures : Program {
    Figures() { use_tls("localhost"); }

    void open_lines()
    {
        start();
        caller = open_line(1);
        callee = open_waiting(2);
    }
    /// Board 1 sends everything to a peer, by TLS; what it is told of the peer is up to the test.
    void use_proxy(const TlsPeer& proxy)
    {
        board(1).outbound_proxy_port = proxy.port();
        board(1).E_SIP_OutboundProxyTransport = ENUM_TLS;
    }
    void proxy_address() { board(1).outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr("127.0.0.1"); }
    void proxy_name(const char* name) { board(1).outbound_proxy_hostname = const_cast<char*>(name); }

    /// The proxy answers for whoever is called.
    static void answer(TlsConnection& connection, const std::string& request)
    {
        connection.write(::test::response_to(request, 200, "callee",
                                             "Contact: <sip:bob@127.0.0.1:9>\r\n" + std::string{::test::sdp_content},
                                             ::test::sdp_text()));
    }
    CRN dial(const std::string& destination, const std::string& origination)
    {
        From from{origination};
        return make_call(caller, destination, &from.block);
    }
    /// Both boards talk; the given side hangs up; gives the caller's ladder from the INVITE to the end.
    std::string talk(const std::string& destination, const std::string& origination, bool caller_ends = true)
    {
        const CRN out = dial(destination, origination);
        const Seen seen = expect(callee, GCEV_OFFERED);
        callee_sees_contact = seen.parameter(IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI);
        if (!callee_contact.empty())
            set_contact(seen.crn);
        WORKS(gc_AnswerCall(seen.crn, 0, EV_ASYNC));
        expect(caller, GCEV_CONNECTED);
        expect(callee, GCEV_ANSWERED);
        if (caller_ends)
            finish(caller, out, callee, seen.crn);
        else
            finish(callee, seen.crn, caller, out);
        return ladder.of(1, " close"); // the connections of a call end with it
    }
    /// The answer names another Contact than the board would.
    void set_contact(CRN crn)
    {
        GC_PARM_BLKP block = nullptr;
        const std::string line = "Contact: <" + callee_contact + ">";
        WORKS(gc_util_insert_parm_ref(&block, IPSET_SIP_MSGINFO, IPPARM_SIP_HDR,
                                      static_cast<unsigned char>(line.size() + 1), const_cast<char*>(line.c_str())));
        WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, crn, block, GC_SINGLECALL));
        gc_util_delete_parm_blk(block);
    }

    Ladder ladder;
    LINEDEV caller = 0, callee = 0;
    std::string callee_sees_contact, callee_contact;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls_figures, Figures)

BOOST_AUTO_TEST_CASE(figure_51_a_proxy_known_by_address_and_name_is_connected_from_the_start)
{
    TlsPeer proxy{peer_named("proxy.example")};
    use_proxy(proxy);
    proxy_address();
    proxy_name("proxy.example");
    start();
    TlsConnection connection = proxy.accept(); // before there is any call
    BOOST_TEST(connection.server_name() == "proxy.example");
    caller = open_line(1);
    std::string story = "TLS open";
    for (const std::string scheme : {"sip", "sips"}) {
        const CRN crn = dial(scheme + ":bob@callee.example", scheme + ":alice@caller.example");
        const std::string invite = connection.read();
        BOOST_TEST(invite.find("INVITE " + scheme + ":bob@callee.example SIP/2.0") == 0U, invite);
        BOOST_TEST(header(invite, "Contact").find('<' + scheme + ":alice@") == 0U, invite);
        answer(connection, invite);
        expect(caller, GCEV_CONNECTED);
        BOOST_TEST(connection.read().find("ACK ") == 0U);
        WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
        connection.write(::test::response_to(connection.read(), 200, "callee"));
        expect(caller, GCEV_DROPCALL);
        WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
        expect(caller, GCEV_RELEASECALL);
        story += ", TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS > BYE, TLS < 200 (BYE)";
    }
    BOOST_TEST(ladder.of(1) == story); // and the connection stays
    BOOST_TEST(proxy.idle());
}

BOOST_AUTO_TEST_CASE(figure_51_a_proxy_that_is_away_at_the_start_fails_no_start)
{
    unsigned short port = 0;
    {
        TlsPeer away{peer_named("proxy.example")};
        port = away.port();
        use_proxy(away);
    }
    proxy_address();
    proxy_name("proxy.example");
    start();
    caller = open_line(1);
    const CRN crn = dial("sip:bob@callee.example", "sip:alice@caller.example");
    BOOST_TEST(expect(caller, GCEV_EXTENSION).text.find(std::to_string(port)) != std::string::npos);
    expect(caller, GCEV_DISCONNECTED);
    drop_and_release(caller, crn);
}

BOOST_AUTO_TEST_CASE(figure_52_a_proxy_known_by_name_alone_is_called_for_each_call)
{
    TlsPeer proxy{peer_named("localhost")};
    use_proxy(proxy);
    proxy_name("localhost");
    start();
    caller = open_line(1);
    BOOST_TEST(ladder.of(1) == ""); // no connection before it is needed
    for (int i = 0; i < 2; ++i) {
        const CRN crn = dial("sip:bob@callee.example", "sip:alice@caller.example");
        TlsConnection connection = proxy.accept();
        const std::string invite = connection.read();
        BOOST_TEST(header(invite, "Contact").find("<sip:alice@") == 0U);
        answer(connection, invite);
        expect(caller, GCEV_CONNECTED);
        BOOST_TEST(connection.read().find("ACK sip:bob@127.0.0.1:9 SIP/2.0") == 0U);
        WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
        connection.write(::test::response_to(connection.read(), 200, "callee"));
        expect(caller, GCEV_DROPCALL);
        WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
        expect(caller, GCEV_RELEASECALL);
        BOOST_TEST(connection.ends());
    }
    const std::string call =
        "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS > BYE, TLS < 200 (BYE), TLS close";
    BOOST_TEST(ladder.of(1, "TLS close") == call + ", " + call);
}

BOOST_AUTO_TEST_CASE(figure_52_a_proxy_known_by_address_alone_must_have_it_in_its_certificate)
{
    TlsPeer proxy{peer_named("127.0.0.1")};
    use_proxy(proxy);
    proxy_address();
    start();
    caller = open_line(1);
    dial("sip:bob@callee.example", "sip:alice@caller.example");
    TlsConnection connection = proxy.accept();
    BOOST_TEST(connection.read().find("INVITE sip:bob@callee.example SIP/2.0") == 0U);
    BOOST_TEST(connection.server_name() == ""); // an address is no server name (RFC 6066 §3)
    BOOST_TEST(ladder.of(1) == "TLS open, TLS > INVITE");
}

BOOST_AUTO_TEST_CASE(figure_53_the_name_service_decides_for_tls_where_the_default_leaves_it_open)
{
    Names names;
    identify(2, "figure53.example"); // the domain, not the host that serves it (RFC 5922)
    open_lines();
    const std::string by_tls = uri(callee, ENUM_TLS, "127.0.0.1");
    names.serve("figure53.example", static_cast<unsigned short>(std::stoi(by_tls.substr(by_tls.rfind(':') + 1))));
    callee_contact = by_tls;
    BOOST_TEST(talk("sip:bob@figure53.example", "sip:alice@127.0.0.1") ==
               "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS > BYE, TLS < 200 (BYE), TLS close");
    BOOST_TEST(callee_sees_contact.find("sip:alice@127.0.0.1:") == 0U); // sip, although it went by TLS
}

BOOST_AUTO_TEST_CASE(figure_54_a_sips_destination_goes_by_tls_and_is_answered_to_sips)
{
    open_lines();
    BOOST_TEST(talk(uri(callee, ENUM_TLS, "localhost"), "sip:alice@caller.example") ==
               "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS > BYE, TLS < 200 (BYE), TLS close");
    BOOST_TEST(callee_sees_contact.find("sips:alice@127.0.0.1:") == 0U); // RFC 3261 §8.1.1.8, unlike the manual
}

BOOST_AUTO_TEST_CASE(figure_55_a_sips_caller_is_called_back_by_tls)
{
    identify(1, "127.0.0.1"); // as the Contacts name them
    identify(2, "127.0.0.1");
    open_lines();
    const std::string story = talk(uri(callee, ENUM_UDP), "sips:alice@127.0.0.1", false);
    BOOST_TEST(story.find("UDP > INVITE, ") == 0U, story);
    BOOST_TEST(story.find("TLS accept, TLS < BYE, TLS > 200 (BYE)") != std::string::npos, story);
    BOOST_TEST(callee_sees_contact.find("sips:alice@127.0.0.1:") == 0U);
}

BOOST_AUTO_TEST_CASE(figure_56_from_sips_to_sips_all_goes_by_one_tls_connection)
{
    open_lines();
    BOOST_TEST(talk(uri(callee, ENUM_TLS, "localhost"), "sips:alice@caller.example", false) ==
               "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS < BYE, TLS > 200 (BYE), TLS close");
    BOOST_TEST(callee_sees_contact.find("sips:alice@127.0.0.1:") == 0U);
}

BOOST_AUTO_TEST_CASE(a_sips_contact_in_the_answer_moves_ack_and_bye_to_tls)
{
    open_lines();
    callee_contact = uri(callee, ENUM_TLS, "localhost");
    const std::string story = talk(uri(callee, ENUM_UDP), "sip:alice@127.0.0.1");
    BOOST_TEST(story == "UDP > INVITE, UDP < 200 (INVITE), TLS open, TLS > ACK, TLS > BYE, TLS < 200 (BYE), TLS close");
    BOOST_TEST(story.find("UDP > ", 6) == std::string::npos, story);
    BOOST_TEST(callee_sees_contact.find("sip:alice@127.0.0.1:") == 0U);
}

BOOST_AUTO_TEST_CASE(with_tcp_as_the_default_a_sip_destination_goes_by_tcp)
{
    board(1).E_SIP_DefaultTransport = ENUM_TCP;
    open_lines();
    BOOST_TEST(talk(uri(callee, ENUM_UDP, "localhost"), "sip:alice@127.0.0.1").find("TCP open, TCP > INVITE") == 0U);
}

BOOST_AUTO_TEST_CASE(with_tls_as_the_default_a_sip_destination_goes_by_tls_and_keeps_its_scheme)
{
    board(1).E_SIP_DefaultTransport = ENUM_TLS;
    open_lines();
    const std::string by_tls = uri(callee, ENUM_TLS, "localhost");
    const std::string sip = "sip" + by_tls.substr(by_tls.find(':'));
    BOOST_TEST(talk(sip, "sip:alice@127.0.0.1").find("TLS open, TLS > INVITE") == 0U);
    BOOST_TEST(callee_sees_contact.find("sip:alice@127.0.0.1:") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(tls_persistence, Figures)

BOOST_AUTO_TEST_CASE(by_default_a_connection_serves_all_calls_to_one_place_and_ends_with_the_last)
{
    open_lines();
    const LINEDEV second = open_line(1, 2), other_callee = open_waiting(2, 2);
    const auto first_call = connected(caller, callee, ENUM_TLS);
    const auto second_call = connected(second, other_callee, ENUM_TLS);
    finish(caller, first_call.caller, callee, first_call.callee);
    finish(second, second_call.caller, other_callee, second_call.callee);
    const std::string story = ladder.of(1, "TLS close");
    BOOST_TEST(story == "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS > INVITE, TLS < 200 (INVITE), "
                        "TLS > ACK, TLS > BYE, TLS < 200 (BYE), TLS > BYE, TLS < 200 (BYE), TLS close");
}

BOOST_AUTO_TEST_CASE(with_transact_a_connection_ends_with_its_transactions)
{
    board(1).E_SIP_Persistence = ENUM_PERSISTENCE_TRANSACT;
    open_lines();
    const auto call = connected(caller, callee, ENUM_TLS);
    BOOST_TEST(ladder.of(1, "TLS close") == "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS close");
    finish(caller, call.caller, callee, call.callee);
    const std::string story = ladder.of(1, "TLS close");
    BOOST_TEST(story.find("TLS close, TLS open, TLS > BYE, TLS < 200 (BYE), TLS close") != std::string::npos, story);
}

BOOST_AUTO_TEST_CASE(with_none_every_request_has_its_own)
{
    board(1).E_SIP_Persistence = ENUM_PERSISTENCE_NONE;
    open_lines();
    const LINEDEV second = open_line(1, 2), other_callee = open_waiting(2, 2);
    const auto first_call = offered(caller, callee, ENUM_TLS);
    const auto second_call = offered(second, other_callee, ENUM_TLS); // while the first INVITE still waits
    BOOST_TEST(ladder.of(1) == "TLS open, TLS > INVITE, TLS open, TLS > INVITE");
    for (const auto& [line, crn, other] :
         {std::tuple{caller, first_call.callee, callee}, std::tuple{second, second_call.callee, other_callee}}) {
        WORKS(gc_AnswerCall(crn, 0, EV_ASYNC));
        expect(line, GCEV_CONNECTED);
        expect(other, GCEV_ANSWERED);
    }
    finish(caller, first_call.caller, callee, first_call.callee);
    finish(second, second_call.caller, other_callee, second_call.callee);
}

BOOST_AUTO_TEST_SUITE_END()
