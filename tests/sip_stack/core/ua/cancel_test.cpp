#include "worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(cancel) // RFC 3261 §9

BOOST_FIXTURE_TEST_CASE(a_ringing_call_is_cancelled_by_the_caller, Pair) // RFC 3665 §3.8
{
    bob.answers = false;
    const auto call = alice.call("bob@192.0.2.2");
    network.run_for(1s);
    alice.hang_up(call);
    network.run_for(1s);
    BOOST_TEST(network.take_ladder() == "alice INVITE bob\n"
                                        "bob 180 alice\n"
                                        "alice CANCEL bob\n"
                                        "bob 200 CANCEL alice\n"
                                        "bob 487 alice\n"
                                        "alice ACK bob\n");
    BOOST_TEST(alice.story() == "180, released");
    BOOST_TEST(bob.story() == "incoming, ended remote_cancel 487");
    expect_nothing_left();
}

BOOST_FIXTURE_TEST_CASE(no_cancel_is_sent_before_a_provisional_response, PeerWorld)
{
    const std::string invite = invited();
    bob.hang_up(bob.last());
    bob.forget();
    network.run_for(200ms);
    BOOST_TEST(peer.take().empty());
    peer.send(response_to(invite, 180, "t"), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()).substr(0, 6) == "CANCEL");
    peer.send(response_to(invite, 487, "t"), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()).substr(0, 3) == "ACK");
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(the_owner_of_an_unheard_invite_is_released_at_once, PeerWorld)
{
    const auto call = bob.call("peer@192.0.2.9");
    network.run_for(50ms);
    bob.hang_up(call);
    BOOST_TEST(bob.story() == "released");
    BOOST_TEST((bob.command(call, sip::HangUp{}).code == sip::CommandError::Code::no_such_call));
    BOOST_TEST(network.run_until_quiet(120s));
    BOOST_TEST(bob.endpoint().idle());
    BOOST_TEST(bob.story() == "released");
}

BOOST_FIXTURE_TEST_CASE(a_200_that_crosses_the_cancel_is_acknowledged_and_ended_by_bye, PeerWorld)
{
    const auto call = bob.call("peer@192.0.2.9");
    network.run_for(50ms);
    const std::string invite = peer.take_one();
    peer.send(response_to(invite, 180, "t"), bob_udp);
    network.run_for(50ms);
    bob.hang_up(call);
    const std::string contact = "Contact: <sip:peer@192.0.2.9>\r\n" + std::string{sdp_content};
    peer.send(response_to(invite, 200, "t", contact, sdp_text()), bob_udp);
    network.run_for(50ms);
    const auto sent = peer.take();
    BOOST_TEST_REQUIRE(sent.size() == 3U);
    BOOST_TEST(start_line(sent[0]).substr(0, 6) == "CANCEL");
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "ACK");
    BOOST_TEST(start_line(sent[2]).substr(0, 3) == "BYE");
    BOOST_TEST(header(sent[2], "CSeq") == "2 BYE");
    BOOST_TEST(bob.story() == "180");
    peer.send(response_to(sent[2], 200, {}), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "180, released");
}

BOOST_FIXTURE_TEST_CASE(a_server_that_never_answers_the_invite_after_cancel_is_given_up, PeerWorld)
{
    const auto call = bob.call("peer@192.0.2.9");
    network.run_for(50ms);
    const std::string invite = peer.take_one();
    peer.send(response_to(invite, 180, "t"), bob_udp);
    network.run_for(50ms);
    bob.hang_up(call);
    network.run_for(50ms);
    peer.send(response_to(peer.take_one(), 200, "t"), bob_udp); // to the CANCEL
    network.run_for(31s);
    BOOST_TEST(bob.story() == "180");
    network.run_for(2s);
    BOOST_TEST(bob.story() == "180, released");
}

BOOST_FIXTURE_TEST_CASE(cancel_carries_what_matches_its_invite, PeerWorld)
{
    const auto call = bob.call("peer@192.0.2.9");
    network.run_for(50ms);
    const std::string invite = peer.take_one();
    peer.send(response_to(invite, 100, {}), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(!bob.command(call, sip::HangUp{{}, "changed \"my\" mind"}));
    network.run_for(50ms);
    const std::string cancel = peer.take_one();
    BOOST_TEST(header(cancel, "Via") == header(invite, "Via"));
    BOOST_TEST(header(cancel, "From") == header(invite, "From"));
    BOOST_TEST(header(cancel, "To") == header(invite, "To"));
    BOOST_TEST(header(cancel, "Call-ID") == header(invite, "Call-ID"));
    BOOST_TEST(header(cancel, "CSeq") == "1 CANCEL");
    BOOST_TEST(header(cancel, "Reason") == "SIP;text=\"changed \\\"my\\\" mind\"");
}

BOOST_FIXTURE_TEST_CASE(cancel_for_an_unknown_invite_is_answered_481, PeerWorld)
{
    BOOST_TEST(status_for(request("CANCEL", "nobody", 1)) == 481);
}

BOOST_FIXTURE_TEST_CASE(cancel_after_the_final_response_has_no_effect, PeerWorld)
{
    (void)answered(invite());
    BOOST_TEST(status_for(request("CANCEL", "c1", 1)) == 200);
    BOOST_TEST(bob.story() == "incoming");
}

BOOST_FIXTURE_TEST_CASE(no_final_response_in_time_cancels_the_call, PeerWorld)
{
    sip::MakeCall command;
    command.to = "peer@192.0.2.9";
    command.media = audio(bob.ip(), 4000);
    command.no_answer = 10s;
    sip::CallHandle call{};
    BOOST_TEST(!bob.make(command, call));
    network.run_for(50ms);
    const std::string invite = peer.take_one();
    peer.send(response_to(invite, 180, "t"), bob_udp);
    network.run_for(11s);
    BOOST_TEST(bob.story() == "180, ended timed_out 408");
    BOOST_TEST(start_line(peer.take_one()).substr(0, 6) == "CANCEL");
    BOOST_TEST(network.run_until_quiet(200s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_AUTO_TEST_SUITE_END()
