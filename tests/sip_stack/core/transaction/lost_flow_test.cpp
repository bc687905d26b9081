#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

constexpr sip::FlowId other{sip::TransportKind::tls, sip::FlowDirection::outbound, 2};

std::string answer(int status, std::string_view method)
{
    Fields fields;
    fields.to_tag = "bob";
    return response(status, method, fields);
}

} // namespace

BOOST_AUTO_TEST_SUITE(lost_flow) // RFC 3261 §17.1.4, §17.2.4, §18.2.2

BOOST_AUTO_TEST_CASE(a_calling_invite_fails)
{
    TransactionScript script{invite_over(tls)};
    script.at(0ms).expect_send(invite());
    script.at(10ms).lose_flow().expect_transport_failed().expect_terminated();
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(a_proceeding_invite_fails)
{
    TransactionScript script{invite_over(tls)};
    script.at(0ms).expect_send(invite());
    script.at(10ms).receive(answer(180, "INVITE")).expect_deliver(180);
    script.at(20ms).lose_flow().expect_transport_failed().expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_completed_invite_can_send_its_ack_no_more)
{
    TransactionScript script{invite_over(udp)};
    script.at(0ms).expect_send(invite());
    Fields tagged;
    tagged.to_tag = "bob";
    script.at(10ms).receive(answer(486, "INVITE")).expect_send(ack(tagged)).expect_deliver(486);
    script.at(20ms).lose_flow().expect_transport_failed().expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_accepted_invite_still_takes_2xx_that_come_by_another_flow)
{
    TransactionScript script{invite_over(tls)};
    script.at(0ms).expect_send(invite());
    script.at(10ms).receive(answer(200, "INVITE")).expect_deliver(200);
    script.at(20ms).lose_flow().expect_nothing();
    script.at(30ms).receive_by(other, answer(200, "INVITE")).expect_deliver(200);
    script.at(10ms + 64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_request_without_final_response_fails)
{
    TransactionScript trying{options_over(tcp)};
    trying.at(0ms).expect_send(options());
    trying.at(10ms).lose_flow().expect_transport_failed().expect_terminated();

    TransactionScript proceeding{options_over(tcp)};
    proceeding.at(0ms).expect_send(options());
    proceeding.at(10ms).receive(answer(100, "OPTIONS")).expect_deliver(100);
    proceeding.at(20ms).lose_flow().expect_transport_failed().expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_completed_request_ends_quietly)
{
    TransactionScript script{options_over(udp)};
    script.at(0ms).expect_send(options());
    script.at(10ms).receive(answer(200, "OPTIONS")).expect_deliver(200);
    script.at(20ms).lose_flow().expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_response_waits_for_a_new_flow)
{
    TransactionScript script{invite_from(tls)};
    script.at(10ms).lose_flow().expect_nothing();
    BOOST_TEST(!script.layer().response_route(script.server()).flow);
    script.at(20ms).respond(180).expect_response_waits();
    script.at(30ms).respond(200).expect_nothing();
    script.at(40ms).reroute(other).expect_send_by(other, answer(200, "INVITE"));
    script.at(50ms).repeat_response().expect_send_by(other, answer(200, "INVITE"));
    script.at(30ms + 64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_new_flow_found_in_time_takes_the_response)
{
    TransactionScript script{invite_from(tls)};
    script.at(10ms).lose_flow().reroute(other).expect_nothing();
    script.at(20ms).respond(486).expect_send_by(other, answer(486, "INVITE"));
    Fields tagged;
    tagged.to_tag = "bob";
    script.at(30ms).receive_by(other, ack(tagged)).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_client_that_comes_back_by_another_flow_gets_its_response_there)
{
    TransactionScript script{options_from(udp)};
    script.at(10ms).lose_flow().respond(200).expect_response_waits();
    const sip::FlowId back{sip::TransportKind::udp, sip::FlowDirection::inbound, 9};
    script.at(500ms).receive_by(back, options()).expect_send_by(back, answer(200, "OPTIONS"));
    script.at(10ms + 64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_final_response_without_flow_waits_as_over_an_unreliable_transport)
{
    TransactionScript script{options_from(tls)};
    script.at(10ms).lose_flow().respond(200).expect_response_waits();
    script.at(900ms).reroute(other).expect_send_by(other, answer(200, "OPTIONS"));
    script.at(10ms + 64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(only_the_transactions_of_the_lost_flow_are_touched)
{
    Fields second;
    second.branch = "z9hG4bK-two";
    TransactionScript script{invite_over(tls)};
    script.at(0ms).expect_send(invite()).send(options(second)).expect_send(options(second));
    script.layer().flow_lost(other, sip::FlowError::reset, "other", {});
    BOOST_TEST(script.layer().size() == 2);
    script.at(10ms).lose_flow().expect_transport_failed().expect_transport_failed();
    script.expect_terminated().expect_terminated();
}

BOOST_AUTO_TEST_SUITE_END()
