// Two boards behind Kamailio call each other, and Kamailio's own list tells over how many connections.

#include "gc_api/support/program.hpp"
#include "support/kamailio.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>

#include <sstream>

using gc::test::Program;
using interop::Certificates;
using interop::Kamailio;

namespace {

/// One connection as tls.list shows it.
struct Connection {
    unsigned short from = 0, to = 0; ///< ports: who connected, who was connected to
    std::string cipher, state;
};

std::vector<Connection> connections(const Kamailio& proxy)
{
    std::vector<Connection> all;
    std::istringstream text{proxy.ask("tls.list")};
    for (std::string line; std::getline(text, line);) {
        std::istringstream words{line};
        std::string key, value;
        words >> key;
        std::getline(words >> std::ws, value);
        if (key == "id:")
            all.emplace_back();
        else if (key == "src_port:")
            all.back().from = static_cast<unsigned short>(std::stoi(value));
        else if (key == "dst_port:")
            all.back().to = static_cast<unsigned short>(std::stoi(value));
        else if (key == "cipher:")
            all.back().cipher = value;
        else if (key == "state:")
            all.back().state = value;
    }
    return all;
}

/// Two boards with one line each, whose requests all go by the proxy.
struct Boards : Program {
    Boards()
    {
        use_tls(name);
        for (unsigned number : {1U, 2U}) {
            board(number).outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr("127.0.0.1");
            board(number).outbound_proxy_port = proxy.port();
            board(number).outbound_proxy_hostname = name.data();
            board(number).E_SIP_OutboundProxyTransport = ENUM_TLS;
        }
        BOOST_REQUIRE_MESSAGE(proxy.ready(), proxy.process().output());
        start();
        for (unsigned number : {1U, 2U})
            lines.push_back(open_waiting(number));
    }
    ~Boards() { stop(); }

    /// Both have said something: the proxy has learnt from their Via where they listen (RFC 5923).
    void introduce_themselves()
    {
        for (const LINEDEV line : lines) {
            const CRN crn = make_call(line, "sips:nobody@127.0.0.1");
            const auto end = expect(line, GCEV_DISCONNECTED);
            BOOST_TEST(end.cause == IPEC_SIPReasonStatus404NotFound, end.text);
            drop_and_release(line, crn);
        }
    }
    /// A call that is answered; either side ends it.
    void call(LINEDEV caller, LINEDEV callee, bool caller_hangs_up)
    {
        const CRN out = make_call(caller, uri(callee, ENUM_TLS, "127.0.0.1"));
        const CRN in = await(callee, GCEV_OFFERED).crn;
        WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
        await(caller, GCEV_CONNECTED);
        expect(callee, GCEV_ANSWERED);
        BOOST_TEST(info(out, CALLINFO_TLS_PEER_VERIFIED) == "1");
        BOOST_TEST(connections(proxy).size() == 2U, proxy.ask("tls.list"));
        if (caller_hangs_up)
            finish(caller, out, callee, in);
        else
            finish(callee, in, caller, out);
    }

    std::string name = "localhost";
    Kamailio proxy{gc::test::certificates_for(name), name,
                   "if ($rU == \"nobody\") { sl_send_reply(\"404\", \"Nobody\"); exit; }"};
    std::vector<LINEDEV> lines;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(kamailio_lists, Boards)

BOOST_AUTO_TEST_CASE(one_connection_for_each_board_whoever_calls_and_whoever_hangs_up)
{
    introduce_themselves();
    const auto before = connections(proxy);
    BOOST_TEST_REQUIRE(before.size() == 2U, proxy.ask("tls.list"));
    for (const bool caller_hangs_up : {true, false})
        for (int round = 0; round < 5; ++round) {
            call(lines[0], lines[1], caller_hangs_up);
            call(lines[1], lines[0], caller_hangs_up);
        }
    const auto after = connections(proxy);
    BOOST_TEST_REQUIRE(after.size() == 2U, proxy.ask("tls.list"));
    for (const Connection& connection : after) { // opened by the boards, and the same as at first
        BOOST_TEST(connection.to == proxy.port());
        BOOST_TEST((connection.from == before[0].from || connection.from == before[1].from));
        BOOST_TEST(connection.state == "established", connection.state);
        BOOST_TEST(connection.cipher.find("TLS") != std::string::npos, connection.cipher);
    }
    BOOST_TEST(after[0].from != after[1].from);
    const std::string summary = proxy.ask("tls.info");
    BOOST_TEST(summary.find("opened_connections: 2") != std::string::npos, summary);
}

BOOST_AUTO_TEST_SUITE_END()
