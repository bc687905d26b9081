#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

std::string answered(int status)
{
    Fields fields;
    fields.to_tag = "bob";
    return response(status, "OPTIONS", fields);
}

std::string trying()
{
    std::string text = response(100, "OPTIONS");
    return text.replace(text.find("Some Reason"), 11, "Trying");
}

} // namespace

BOOST_AUTO_TEST_SUITE(non_invite_server) // RFC 3261 §17.2.2, RFC 4320

BOOST_AUTO_TEST_CASE(copies_are_absorbed_while_the_user_thinks)
{
    TransactionScript script{options_from(udp)};
    script.at(500ms).receive(options()).expect_nothing();
    script.at(1500ms).receive(options()).expect_nothing();
    script.at(2s).respond(200).expect_send(answered(200));
    script.at(2s + 64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(copies_get_the_final_response_again_for_timer_j)
{
    TransactionScript script{options_from(udp)};
    script.at(100ms).respond(200).expect_send(answered(200));
    script.at(500ms).receive(options()).expect_send(answered(200));
    script.at(600ms).respond_in_vain(404).expect_nothing();
    script.at(1500ms).receive(options()).expect_send(answered(200));
    script.at(100ms + 64 * T1).expect_terminated();
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(over_a_reliable_transport_the_final_response_is_the_end)
{
    TransactionScript script{options_from(tls)};
    script.at(100ms).respond(200).expect_send(answered(200)).expect_terminated();
    BOOST_TEST(script.layer().size() == 0);
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(a_100_is_sent_when_the_clients_timer_e_has_reached_t2_and_not_before) // RFC 4320 §4.1
{
    for (const auto transport : {udp, tcp}) {
        TransactionScript script{options_from(transport)};
        script.until(3499ms).expect_nothing();
        script.at(3500ms).expect_send(trying());
        script.at(7500ms).receive(options()).expect_send(trying());
    }
}

BOOST_AUTO_TEST_CASE(no_provisional_of_the_user_goes_out_over_udp) // RFC 4320 §4.1
{
    TransactionScript script{options_from(udp)};
    script.at(100ms).respond(100).respond(183).expect_nothing();
    script.at(3500ms).expect_send(trying());
    script.at(3600ms).respond(100).expect_nothing();
}

BOOST_AUTO_TEST_CASE(over_a_reliable_transport_the_user_may_send_a_100_at_any_time) // RFC 4320 §4.1
{
    TransactionScript script{options_from(tcp)};
    script.at(100ms).respond(183).expect_nothing();
    script.at(200ms).respond(100).expect_send(answered(100));
    script.until(30s).expect_nothing();
}

BOOST_AUTO_TEST_CASE(a_408_is_never_sent) // RFC 4320 §4.2
{
    TransactionScript script{options_from(udp)};
    script.at(10s - 6500ms).expect_send(trying());
    script.at(10s).respond(408).expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_answer_that_would_come_after_timer_f_is_not_waited_for) // RFC 4320 §4.2
{
    TransactionScript script{options_from(udp)};
    script.at(3500ms).expect_send(trying());
    script.at(64 * T1).expect_terminated();
    script.respond_in_vain(200).expect_nothing();
}

BOOST_AUTO_TEST_SUITE_END()
