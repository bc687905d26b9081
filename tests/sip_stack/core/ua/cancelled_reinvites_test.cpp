#include "reinvite_worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(cancelled_reinvites) // RFC 3261 §9.1

BOOST_FIXTURE_TEST_CASE(with_the_first_provisional_response, Caller)
{
    const std::string hold = held();
    BOOST_TEST(!bob.command(call, sip::CancelModify{{"X-Why: never mind"}}));
    BOOST_TEST((bob.command(call, sip::CancelModify{}).code == sip::CommandError::Code::wrong_state));
    BOOST_TEST(after(100ms).empty());
    const std::string cancel = ask(response_to(hold, 100, {})).at(0);
    BOOST_TEST(start_line(cancel).substr(0, 6) == "CANCEL");
    BOOST_TEST(header(cancel, "Via") == header(hold, "Via"));
    BOOST_TEST(header(cancel, "CSeq") == "2 CANCEL");
    BOOST_TEST(header(cancel, "X-Why") == "never mind");
    (void)ask(response_to(cancel, 200, {}));
    BOOST_TEST(bob.story() == "");
    BOOST_TEST(start_line(ask(response_to(hold, 487, {})).at(0)).substr(0, 3) == "ACK");
    BOOST_TEST(bob.story() == "modify cancelled");
    (void)ask(ok(held()));
    BOOST_TEST(bob.story() == "modify cancelled, modify accepted");
}

BOOST_FIXTURE_TEST_CASE(a_2xx_that_is_faster_wins, Caller)
{
    const std::string hold = held();
    (void)ask(response_to(hold, 100, {}));
    BOOST_TEST(!bob.command(call, sip::CancelModify{}));
    BOOST_TEST(start_line(ask(ok(hold)).back()).substr(0, 3) == "ACK");
    BOOST_TEST(bob.story() == "modify accepted");
}

BOOST_FIXTURE_TEST_CASE(another_failure_is_told_as_such, Caller)
{
    const std::string hold = held();
    (void)ask(response_to(hold, 100, {}));
    BOOST_TEST(!bob.command(call, sip::CancelModify{}));
    (void)ask(response_to(hold, 488, {}));
    BOOST_TEST(bob.story() == "modify rejected 488");
}

BOOST_FIXTURE_TEST_CASE(a_peer_that_never_says_487_is_given_up, Caller)
{
    const std::string hold = held();
    (void)ask(response_to(hold, 100, {}));
    BOOST_TEST(!bob.command(call, sip::CancelModify{}));
    network.run_for(33s);
    BOOST_TEST(bob.story() == "modify cancelled");
    BOOST_TEST(bob.endpoint().statistics().calls == 1U);
}

BOOST_FIXTURE_TEST_CASE(no_final_response_in_time_is_cancelled_and_the_call_stays, Caller)
{
    const std::string hold = held();
    (void)ask(response_to(hold, 100, {}));
    network.run_for(179s);
    BOOST_TEST(peer.take().empty());
    const auto sent = after(2s);
    BOOST_TEST(start_line(sent.at(0)).substr(0, 6) == "CANCEL");
    (void)ask(response_to(hold, 487, {}));
    BOOST_TEST(bob.story() == "modify failed 408");
    BOOST_TEST(bob.endpoint().statistics().calls == 1U);
}

BOOST_AUTO_TEST_CASE(one_that_waits_for_its_connection_is_never_sent)
{
    Streams world;
    const auto call = world.connect(over_tcp);
    world.network.cut_streams(world.alice);
    world.network.run_for(100ms);
    world.network.take_ladder();
    world.alice.forget();
    world.alice.modify(call, Direction::sendonly);
    BOOST_TEST(!world.alice.command(call, sip::CancelModify{}));
    BOOST_TEST(world.alice.story() == "modify cancelled");
    world.network.run_for(1s);
    BOOST_TEST(world.network.take_ladder() == "");
}

BOOST_AUTO_TEST_SUITE_END()
