#include "tls_transport/support/engine_over_socket.hpp"
#include "tls_transport/support/loopback.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

using namespace tls;
using namespace tls::test;
using sip::FlowError;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_AUTO_TEST_SUITE(tls_transport)

BOOST_AUTO_TEST_CASE(two_stations_open_a_flow_talk_and_close_in_order)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    Station caller{sites.trusting()};
    const sip::Address address = callee.listen();
    const sip::FlowId flow = caller.open(address, "sip.example.com");

    const sip::FlowOpened opened = caller.wait_opened(flow);
    BOOST_TEST((opened.remote == address));
    BOOST_TEST(opened.local.port != 0);
    BOOST_REQUIRE(opened.security);
    BOOST_TEST(opened.security->protocol == "TLSv1.3");
    BOOST_TEST(opened.security->peer_verified);
    BOOST_TEST(opened.security->expected_name == "sip.example.com");
    BOOST_TEST(opened.security->verified_name == "DNS:sip.example.com");
    BOOST_TEST(opened.security->subject == "CN=sip.example.com");
    BOOST_TEST(opened.security->issuer == "CN=Test Authority");

    const sip::FlowOpened accepted = callee.wait_accepted();
    BOOST_TEST((accepted.remote == opened.local));
    BOOST_TEST(!accepted.security->peer_verified);
    caller.send(flow, "OPTIONS");
    BOOST_TEST(callee.wait_data(accepted.flow, 7) == "OPTIONS");
    callee.send(accepted.flow, "200 OK");
    BOOST_TEST(caller.wait_data(flow, 6) == "200 OK");

    caller.close(flow);
    BOOST_TEST((caller.wait_closed(flow).error == FlowError::none));
    BOOST_TEST((callee.wait_closed(accepted.flow).error == FlowError::none));
}

BOOST_AUTO_TEST_CASE(a_flow_may_be_opened_to_an_address_that_the_certificate_names)
{
    const Sites sites;
    Station callee{sites.showing(issue({.names = {"IP:127.0.0.1"}}, &sites.authority), "ip")};
    Station caller{sites.trusting()};
    const sip::Address address = callee.listen();
    BOOST_TEST(caller.wait_opened(caller.open(address, "127.0.0.1")).security->verified_name == "IP:127.0.0.1");
    BOOST_TEST(caller.wait_opened(caller.open(address, "")).security->verified_name == "IP:127.0.0.1");
}

BOOST_AUTO_TEST_CASE(both_show_certificates_where_the_callee_requires_it)
{
    const Sites sites;
    Config required = sites.showing("sip.example.com");
    required.require_client_certificate = true;
    for (const Version version : {Version::tls1_2, Version::tls1_3}) {
        required.maximum = version;
        Station callee{required};
        Station caller{sites.showing("caller.example")};
        static_cast<void>(caller.wait_opened(caller.open(callee.listen(), "sip.example.com")));
        const sip::FlowOpened accepted = callee.wait_accepted();
        BOOST_TEST(accepted.security->peer_verified);
        BOOST_TEST(accepted.security->subject == "CN=caller.example");
        BOOST_TEST(accepted.security->names.at(0) == "DNS:caller.example");
    }
}

BOOST_AUTO_TEST_CASE(a_context_set_later_is_for_later_flows)
{
    const Sites sites;
    Station callee{sites.showing("old.example")};
    Station caller{sites.trusting()};
    const sip::Address address = callee.listen();
    const sip::FlowId first = caller.open(address, "old.example");
    static_cast<void>(caller.wait_opened(first));
    const sip::FlowId accepted = callee.wait_accepted().flow;
    callee.use(sites.showing("new.example"));
    static_cast<void>(caller.wait_opened(caller.open(address, "new.example")));
    caller.send(first, "still here");
    BOOST_TEST(callee.wait_data(accepted, 10) == "still here");
}

BOOST_AUTO_TEST_CASE(what_was_queued_arrives_before_the_close)
{
    const Sites sites;
    Config config = sites.trusting();
    config.write_queue_bytes = 100'000'000;
    Station callee{sites.showing("sip.example.com")};
    Station caller{config};
    const sip::FlowId flow = caller.open(callee.listen(), "sip.example.com");
    static_cast<void>(caller.wait_opened(flow));
    std::string sent;
    {
        sip::Entered in{caller.monitor()};
        for (int i = 0; i < 500; ++i) {
            const std::string message = std::to_string(i) + std::string(10'000, '.'); // more than sockets hold
            sent += message;
            caller.transport().send(flow, {}, sip::Bytes{message});
        }
        caller.transport().close(flow);
    }
    const sip::FlowId accepted = callee.wait_accepted().flow;
    BOOST_TEST((callee.wait_data(accepted, sent.size()) == sent));
    BOOST_TEST((caller.wait_closed(flow).error == FlowError::none));
    BOOST_TEST((callee.wait_closed(accepted).error == FlowError::none));
}

BOOST_AUTO_TEST_CASE(bytes_sent_before_the_flow_is_open_wait_for_it)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    Station caller{sites.trusting()};
    const sip::FlowId flow = caller.open(callee.listen(), "sip.example.com");
    caller.send(flow, "patient");
    BOOST_TEST(callee.wait_data(callee.wait_accepted().flow, 7) == "patient");
}

BOOST_AUTO_TEST_CASE(a_peer_that_does_not_read_is_cut_off_at_the_bound)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    Config config = sites.trusting();
    config.write_queue_bytes = 200'000;
    Station caller{config};
    const sip::FlowId flow = caller.open(callee.listen(), "sip.example.com");
    static_cast<void>(caller.wait_opened(flow));
    static_cast<void>(callee.wait_accepted());
    sip::Entered nobody_reads{callee.monitor()};
    for (int i = 0; i < 1000; ++i)
        caller.send(flow, std::string(50'000, 'x'));
    const sip::FlowClosed closed = caller.wait_closed(flow);
    BOOST_TEST((closed.error == FlowError::overflow));
    BOOST_TEST(contains(closed.reason, "the peer reads too slowly"));
}

BOOST_AUTO_TEST_CASE(a_peer_that_goes_without_close_notify_is_a_loss_and_one_that_says_it_is_not)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    const sip::Address address = callee.listen();
    const auto client = context_of(sites.trusting());
    for (const bool says_so : {false, true}) {
        const RawSocket socket = RawSocket::connected_to(address);
        Engine engine{client, Role::client};
        shake_hands(engine, socket);
        const sip::FlowId accepted = callee.wait_accepted(says_so).flow;
        if (says_so)
            engine.close();
        speak(engine, socket);
        socket.finish();
        const sip::FlowClosed closed = callee.wait_closed(accepted);
        BOOST_TEST((closed.error == (says_so ? FlowError::none : FlowError::reset)));
        BOOST_TEST(
            contains(closed.reason, says_so ? "closed by the peer" : "cut off by the peer without close_notify"));
    }
}

BOOST_AUTO_TEST_CASE(close_notify_is_sent_and_the_peers_is_awaited_but_not_for_long)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    const RawSocket socket = RawSocket::connected_to(callee.listen());
    Engine engine{context_of(sites.trusting()), Role::client};
    shake_hands(engine, socket);
    const sip::FlowId accepted = callee.wait_accepted().flow;
    callee.close(accepted);
    while (engine.state() == Engine::State::established)
        hear(engine, socket);
    BOOST_TEST((engine.state() == Engine::State::ended)); // by close_notify, before the end of the stream
    BOOST_TEST((callee.wait_closed(accepted).error == FlowError::none)); // the peer says nothing, and is not waited for
}

BOOST_AUTO_TEST_CASE(others_come_in_while_a_handshake_is_at_work_and_may_close_its_flow)
{
    const Sites sites;
    Station callee{sites.showing("sip.example.com")};
    const sip::Address address = callee.listen();
    for (const unsigned helpers : {0, 1})
        BOOST_TEST_CONTEXT(helpers << " helper threads")
        {
            std::promise<void> judging, closed;
            Config config = sites.trusting();
            config.handshake_threads = helpers;
            config.verify_callback = [&](const sip::Security&) {
                judging.set_value();
                closed.get_future().wait();
                return true;
            };
            Station caller{config};
            const sip::FlowId flow = caller.open(address, "sip.example.com");
            judging.get_future().wait();
            caller.send(flow, "never sent");
            caller.close(flow);
            BOOST_TEST((caller.wait_closed(flow).error == FlowError::none));
            closed.set_value();
            caller.use(sites.trusting());
            static_cast<void>(caller.wait_opened(caller.open(address, "sip.example.com")));
        }
}

BOOST_AUTO_TEST_CASE(connections_above_the_limit_are_turned_away)
{
    const Sites sites;
    Config config = sites.showing("sip.example.com");
    config.max_connections = 2;
    Station callee{config};
    Station caller{sites.trusting()};
    const sip::Address address = callee.listen();
    for (int i = 0; i < 2; ++i)
        static_cast<void>(caller.wait_opened(caller.open(address, "sip.example.com")));
    const FlowError error = caller.wait_closed(caller.open(address, "sip.example.com")).error;
    BOOST_TEST((error == FlowError::handshake || error == FlowError::reset)); // before or after connect() was over
}

BOOST_AUTO_TEST_CASE(nothing_listens_without_a_certificate)
{
    const Sites sites;
    Station caller{sites.trusting()};
    BOOST_CHECK_EXCEPTION(static_cast<void>(caller.listen()), std::runtime_error, [](const std::runtime_error& error) {
        return std::string{error.what()} == "TLS 127.0.0.1:0: Permission denied";
    });
}

BOOST_AUTO_TEST_SUITE_END()
