#include "worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(basic_call) // RFC 3665 §3

BOOST_FIXTURE_TEST_CASE(a_call_over_udp_is_set_up_and_ended_by_the_caller, Pair)
{
    const sip::CallHandle call = alice.call("bob@192.0.2.2");
    network.run_for(1s);
    alice.hang_up(call);
    BOOST_TEST(network.run_until_quiet(60s));
    BOOST_TEST(network.take_ladder() == "alice INVITE bob\n"
                                        "bob 180 alice\n"
                                        "bob 200 alice\n"
                                        "alice ACK bob\n"
                                        "alice BYE bob\n"
                                        "bob 200 BYE alice\n");
    BOOST_TEST(alice.story() == "180, connected, released");
    BOOST_TEST(bob.story() == "incoming, acknowledged, ended remote_bye 0");
    BOOST_TEST(alice.endpoint().idle());
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(a_call_over_tcp_is_set_up_and_ended_by_the_callee, Pair)
{
    alice.call("bob@192.0.2.2;transport=tcp");
    network.run_for(1s);
    bob.hang_up(bob.last());
    network.run_for(1s);
    BOOST_TEST(network.take_ladder() == "alice INVITE bob\n"
                                        "bob 180 alice\n"
                                        "bob 200 alice\n"
                                        "alice ACK bob\n"
                                        "bob BYE alice\n"
                                        "alice 200 BYE bob\n");
    BOOST_TEST(alice.story() == "180, connected, ended remote_bye 0");
    BOOST_TEST(bob.story() == "incoming, acknowledged, released");
    BOOST_TEST(network.run_until_quiet(60s));
    BOOST_TEST(network.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
