#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

std::string answer(int status, const std::string& to_tag = "bob")
{
    Fields fields;
    fields.to_tag = to_tag;
    return response(status, "INVITE", fields);
}

std::string ack_to(const std::string& to_tag = "bob")
{
    Fields fields;
    fields.to_tag = to_tag;
    return ack(fields);
}

} // namespace

BOOST_AUTO_TEST_SUITE(invite_client) // RFC 3261 §17.1.1, RFC 6026 §7.2

BOOST_AUTO_TEST_CASE(timer_a_doubles_until_timer_b_ends_the_wait)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(T1).expect_send(invite());
    script.at(3 * T1).expect_send(invite());
    script.at(7 * T1).expect_send(invite());
    script.at(15 * T1).expect_send(invite());
    script.at(31 * T1).expect_send(invite());
    script.at(63 * T1).expect_send(invite());
    script.at(64 * T1).expect_timed_out().expect_terminated();
    BOOST_TEST(script.timers().size() == 0);
    BOOST_TEST(script.layer().retransmitted() == 6);
}

BOOST_AUTO_TEST_CASE(timer_a_stops_when_a_provisional_arrives)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(500ms).expect_send(invite());
    script.at(1500ms).expect_send(invite());
    script.at(1600ms).receive(answer(180)).expect_deliver(180);
    script.until(1000 * T1).expect_nothing();
    BOOST_TEST(script.layer().size() == 1);
}

BOOST_AUTO_TEST_CASE(timers_follow_the_configured_t1)
{
    Settings settings;
    settings.timers.t1 = 100ms;
    TransactionScript script{invite_over(udp), settings};
    script.at(0ms).expect_send(invite());
    script.at(100ms).expect_send(invite());
    script.at(300ms).expect_send(invite());
    script.at(400ms).receive(answer(200)).expect_deliver(200);
    script.at(400ms + 6400ms).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_reliable_transport_repeats_nothing)
{
    TransactionScript script{invite_over(tcp)};
    script.at(0ms).expect_send(invite());
    script.at(64 * T1).expect_timed_out().expect_terminated();
}

BOOST_AUTO_TEST_CASE(every_provisional_is_delivered)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(10ms).receive(answer(100, "")).expect_deliver(100);
    script.at(20ms).receive(answer(180)).expect_deliver(180);
    script.at(30ms).receive(answer(180)).expect_deliver(180);
    script.at(40ms).receive(answer(183, "fork")).expect_deliver(183);
}

BOOST_AUTO_TEST_CASE(a_failure_is_delivered_once_and_acked_each_time)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(100ms).receive(answer(486)).expect_send(ack_to()).expect_deliver(486);
    script.at(600ms).receive(answer(486)).expect_send(ack_to());
    script.at(1600ms).receive(answer(486)).expect_send(ack_to());
    script.at(1700ms).receive(answer(180)).expect_nothing();
    script.at(32s + 100ms).expect_terminated(); // Timer D
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(over_a_reliable_transport_a_failure_is_the_end)
{
    TransactionScript script{invite_over(tls)};
    script.at(0ms).expect_send(invite());
    script.at(100ms).receive(answer(302)).expect_send(ack_to()).expect_deliver(302).expect_terminated();
    BOOST_TEST(script.layer().size() == 0);
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(the_ack_has_the_routes_and_the_top_via_of_the_invite_and_the_to_of_the_response)
{
    Fields sent;
    sent.extra = "Route: <sip:one@192.0.2.7;lr>, <sip:two@192.0.2.8;lr>\r\nRoute: <sip:three@192.0.2.9;lr>\r\n"
                 "Subject: none of the ACK's business\r\n";
    Fields acked;
    acked.to_tag = "the-tag";
    acked.extra = "Route: <sip:one@192.0.2.7;lr>, <sip:two@192.0.2.8;lr>\r\nRoute: <sip:three@192.0.2.9;lr>\r\n";
    TransactionScript script{{Beginning::Side::client, udp, invite(sent)}};
    script.at(0ms).expect_send(invite(sent));
    script.at(100ms).receive(answer(404, "the-tag")).expect_send(ack(acked)).expect_deliver(404);
    script.at(32s + 100ms).expect_terminated();
}

BOOST_AUTO_TEST_CASE(every_2xx_of_every_fork_is_delivered_until_timer_m)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(100ms).receive(answer(180, "one")).expect_deliver(180);
    script.at(200ms).receive(answer(200, "one")).expect_deliver(200);
    script.at(300ms).receive(answer(200, "two")).expect_deliver(200);
    script.at(700ms).receive(answer(200, "one")).expect_deliver(200); // a copy: its ACK was lost
    script.at(800ms).receive(answer(180, "three")).expect_nothing();
    script.at(900ms).receive(answer(486, "three")).expect_nothing();
    script.at(200ms + 64 * T1).expect_terminated();
    script.receive(answer(200, "two")).expect_stray_2xx();
}

BOOST_AUTO_TEST_CASE(timer_m_runs_over_reliable_transports_too)
{
    TransactionScript script{invite_over(tls)};
    script.at(0ms).expect_send(invite());
    script.at(200ms).receive(answer(200)).expect_deliver(200);
    script.at(200ms + 64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_2xx_behind_a_failure_goes_to_the_dialogs)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(100ms).receive(answer(486, "one")).expect_send(ack_to("one")).expect_deliver(486);
    script.at(150ms).receive(answer(200, "two")).expect_stray_2xx();
    script.at(32s + 100ms).expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_abandoned_invite_says_only_that_it_ended)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    script.at(100ms).abandon().expect_terminated();
    script.at(200ms).receive(answer(486)).expect_stray();
    script.at(300ms).receive(answer(200)).expect_stray_2xx();
    BOOST_TEST(script.layer().request_of(script.client()) == nullptr);
    script.abandon().expect_nothing();
}

BOOST_AUTO_TEST_CASE(the_request_can_be_read_while_the_transaction_lives)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    BOOST_REQUIRE(script.layer().request_of(script.client()));
    BOOST_TEST(script.layer().request_of(script.client())->view() == invite());
    BOOST_TEST((script.layer().route_of(script.client()).flow == script.flow()));
}

BOOST_AUTO_TEST_SUITE_END()
