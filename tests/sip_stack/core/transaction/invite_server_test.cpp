#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

std::string answered(int status)
{
    Fields fields;
    fields.to_tag = "bob";
    return response(status, "INVITE", fields);
}

std::string acked()
{
    Fields fields;
    fields.to_tag = "bob";
    return ack(fields);
}

/// As the machine builds it: no To tag, the phrase of the RFC.
std::string trying()
{
    std::string text = response(100, "INVITE");
    return text.replace(text.find("Some Reason"), 11, "Trying");
}

} // namespace

BOOST_AUTO_TEST_SUITE(invite_server) // RFC 3261 §17.2.1, RFC 6026 §7.1

BOOST_AUTO_TEST_CASE(a_silent_user_is_covered_by_a_100_after_200_ms)
{
    TransactionScript script{invite_from(udp)};
    script.until(199ms).receive(invite()).expect_nothing();
    script.at(200ms).expect_send(trying());
    script.at(500ms).receive(invite()).expect_send(trying());
    script.until(1000s).expect_nothing();
}

BOOST_AUTO_TEST_CASE(a_100_carries_received_rport_timestamp_and_every_via)
{
    Fields fields;
    fields.sent_by = "client.example:5062;rport";
    fields.extra = "Via: SIP/2.0/UDP 192.0.2.30;branch=z9hG4bKbelow\r\nTimestamp: 54\r\n";
    TransactionScript script{{Beginning::Side::server, udp, invite(fields)}};
    const std::string expected =
        "SIP/2.0 100 Trying\r\n"
        "Via: SIP/2.0/UDP client.example:5062;branch=z9hG4bK-one;received=192.0.2.1;rport=5060\r\n"
        "Via: SIP/2.0/UDP 192.0.2.30;branch=z9hG4bKbelow\r\n"
        "From: <sip:alice@192.0.2.1>;tag=alice\r\n"
        "To: <sip:bob@192.0.2.2>\r\n"
        "Call-ID: call@192.0.2.1\r\n"
        "CSeq: 1 INVITE\r\n"
        "Timestamp: 54\r\n"
        "Content-Length: 0\r\n\r\n";
    script.at(200ms).expect_send(expected);
}

BOOST_AUTO_TEST_CASE(a_user_that_answers_in_time_makes_the_100_needless)
{
    TransactionScript script{invite_from(udp)};
    script.at(150ms).respond(180).expect_send(answered(180));
    script.until(1000s).expect_nothing();
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_invite_gets_the_newest_provisional)
{
    TransactionScript script{invite_from(udp)};
    script.at(10ms).respond(180).expect_send(answered(180));
    script.at(20ms).respond(183).expect_send(answered(183));
    script.at(500ms).receive(invite()).expect_send(answered(183));
    script.repeat_response().expect_send(answered(183));
}

BOOST_AUTO_TEST_CASE(timer_g_repeats_a_failure_up_to_every_t2_until_timer_h)
{
    TransactionScript script{invite_from(udp)};
    script.at(0ms).respond(486).expect_send(answered(486));
    script.at(500ms).expect_send(answered(486));
    script.at(1500ms).expect_send(answered(486));
    script.at(3500ms).expect_send(answered(486));
    for (auto instant = 7500ms; instant < 64 * T1; instant += T2)
        script.at(instant).expect_send(answered(486));
    script.at(64 * T1).expect_ack_missing().expect_terminated();
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_invite_gets_the_failure_again)
{
    TransactionScript script{invite_from(udp)};
    script.at(0ms).respond(486).expect_send(answered(486));
    script.at(400ms).receive(invite()).expect_send(answered(486));
    script.at(450ms).receive(acked()).expect_nothing();
    script.at(450ms + T4).expect_terminated();
}

BOOST_AUTO_TEST_CASE(the_ack_ends_the_repeats_and_its_copies_are_absorbed_for_timer_i)
{
    TransactionScript script{invite_from(udp)};
    script.at(0ms).respond(486).expect_send(answered(486));
    script.at(100ms).receive(acked()).expect_nothing();
    script.at(200ms).receive(acked()).expect_nothing();
    script.at(300ms).receive(invite()).expect_nothing();
    script.at(400ms).respond_in_vain(200).expect_nothing();
    script.at(100ms + T4).expect_terminated();
}

BOOST_AUTO_TEST_CASE(over_a_reliable_transport_nothing_is_repeated_and_the_ack_is_the_end)
{
    TransactionScript script{invite_from(tcp)};
    script.at(0ms).respond(486).expect_send(answered(486));
    script.at(20s).receive(acked()).expect_terminated();
    BOOST_TEST(script.layer().size() == 0);
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(timer_h_runs_over_a_reliable_transport_too)
{
    TransactionScript script{invite_from(tls)};
    script.at(0ms).respond(486).expect_send(answered(486));
    script.at(64 * T1).expect_ack_missing().expect_terminated();
}

BOOST_AUTO_TEST_CASE(after_a_2xx_copies_are_absorbed_and_acks_go_to_the_user_until_timer_l)
{
    for (const auto transport : {udp, tls}) {
        TransactionScript script{invite_from(transport)};
        script.at(100ms).respond(200).expect_send(answered(200));
        script.at(500ms).receive(invite()).expect_nothing();
        script.at(600ms).repeat_response().expect_send(answered(200));
        script.at(700ms).receive(acked()).expect_ack_for_2xx();
        script.at(800ms).receive(acked()).expect_ack_for_2xx();
        script.at(900ms).respond_in_vain(486).expect_nothing();
        script.at(100ms + 64 * T1).expect_terminated();
        BOOST_TEST(script.timers().size() == 0);
    }
}

BOOST_AUTO_TEST_CASE(an_ack_before_any_answer_means_nothing)
{
    TransactionScript script{invite_from(udp)};
    script.at(10ms).receive(acked()).expect_nothing();
    script.at(20ms).respond(180).expect_send(answered(180));
}

BOOST_AUTO_TEST_CASE(a_dead_transaction_cannot_be_answered)
{
    TransactionScript script{invite_from(tcp)};
    script.at(0ms).respond(486).expect_send(answered(486)).receive(acked()).expect_terminated();
    script.respond_in_vain(200).repeat_response().expect_nothing();
    BOOST_TEST(!script.layer().response_route(script.server()).flow);
}

BOOST_AUTO_TEST_SUITE_END()
