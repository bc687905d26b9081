#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

std::string answer(int status) { return response(status, "OPTIONS"); }

} // namespace

BOOST_AUTO_TEST_SUITE(non_invite_client) // RFC 3261 §17.1.2

BOOST_AUTO_TEST_CASE(timer_e_doubles_up_to_t2_until_timer_f)
{
    TransactionScript script{options_over(udp)};
    script.at(0ms).expect_send(options());
    script.at(500ms).expect_send(options());
    script.at(1500ms).expect_send(options());
    script.at(3500ms).expect_send(options());
    for (auto instant = 7500ms; instant < 64 * T1; instant += T2)
        script.at(instant).expect_send(options());
    script.at(64 * T1).expect_timed_out().expect_terminated();
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(in_proceeding_timer_e_is_t2_and_timer_f_runs_on)
{
    TransactionScript script{options_over(udp)};
    script.at(0ms).expect_send(options());
    script.at(100ms).receive(answer(100)).expect_deliver(100);
    script.at(500ms).expect_send(options());
    for (auto instant = 4500ms; instant < 64 * T1; instant += T2)
        script.at(instant).expect_send(options());
    script.at(64 * T1).expect_timed_out().expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_reliable_transport_repeats_nothing)
{
    TransactionScript script{options_over(tcp)};
    script.at(0ms).expect_send(options());
    script.at(64 * T1).expect_timed_out().expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_final_response_is_delivered_once_and_copies_are_absorbed_for_timer_k)
{
    TransactionScript script{options_over(udp)};
    script.at(0ms).expect_send(options());
    script.at(100ms).receive(answer(200)).expect_deliver(200);
    script.at(200ms).receive(answer(200)).expect_nothing();
    script.at(300ms).receive(answer(404)).expect_nothing();
    script.at(400ms).receive(answer(100)).expect_nothing();
    script.at(100ms + T4).expect_terminated();
    script.receive(answer(200)).expect_stray();
}

BOOST_AUTO_TEST_CASE(over_a_reliable_transport_a_final_response_is_the_end)
{
    TransactionScript script{options_over(tls)};
    script.at(0ms).expect_send(options());
    script.at(100ms).receive(answer(481)).expect_deliver(481).expect_terminated();
    BOOST_TEST(script.layer().size() == 0);
    BOOST_TEST(script.timers().size() == 0);
}

BOOST_AUTO_TEST_CASE(a_final_response_ends_proceeding)
{
    TransactionScript script{options_over(udp)};
    script.at(0ms).expect_send(options());
    script.at(100ms).receive(answer(100)).expect_deliver(100);
    script.at(150ms).receive(answer(603)).expect_deliver(603);
    script.at(150ms + T4).expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_abandoned_request_says_only_that_it_ended)
{
    TransactionScript script{options_over(udp)};
    script.at(0ms).expect_send(options());
    script.at(100ms).abandon().expect_terminated();
    script.until(100 * T1).expect_nothing();
}

BOOST_AUTO_TEST_SUITE_END()
