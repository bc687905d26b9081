#include "worlds.hpp"

using namespace test;

namespace {

const std::string contact = "Contact: <sip:peer@192.0.2.9>\r\n";
const std::string with_sdp = contact + std::string{sdp_content};

} // namespace

BOOST_AUTO_TEST_SUITE(forks) // RFC 3261 §13.2.2.4

BOOST_FIXTURE_TEST_CASE(each_early_dialog_has_its_own_early_media, PeerWorld)
{
    const std::string invite = invited();
    peer.send(response_to(invite, 183, "one", with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    BOOST_TEST_REQUIRE(bob.last_media().has_value());
    peer.send(response_to(invite, 180, "two", contact), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(!bob.last_media().has_value());
    BOOST_TEST(bob.story() == "183, 180");
}

BOOST_FIXTURE_TEST_CASE(the_second_2xx_is_acknowledged_and_its_dialog_ended, PeerWorld)
{
    const std::string invite = invited();
    peer.send(response_to(invite, 200, "one", with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()).substr(0, 3) == "ACK");
    peer.send(response_to(invite, 200, "two", with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    const auto sent = peer.take();
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(start_line(sent[0]).substr(0, 3) == "ACK");
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "BYE");
    BOOST_TEST(to_tag(sent[0]) == "two");
    BOOST_TEST(to_tag(sent[1]) == "two");
    BOOST_TEST(bob.story() == "connected");
}

BOOST_FIXTURE_TEST_CASE(a_copy_of_the_2xx_gets_a_copy_of_the_ack, PeerWorld)
{
    const std::string invite = invited();
    const std::string ok = response_to(invite, 200, "one", with_sdp, sdp_text());
    peer.send(ok, bob_udp);
    network.run_for(50ms);
    const std::string ack = peer.take_one();
    for (int copy = 0; copy < 3; ++copy) {
        network.run_for(4s);
        peer.send(ok, bob_udp);
        network.run_for(50ms);
        BOOST_TEST(peer.take_one() == ack);
    }
    BOOST_TEST(bob.story() == "connected");
}

BOOST_FIXTURE_TEST_CASE(a_fork_that_answers_after_the_call_is_over_is_ended_too, PeerWorld)
{
    const std::string invite = invited();
    peer.send(response_to(invite, 200, "one", with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    peer.send(response_to(peer.take().back(), 200, {}), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "connected, released");
    peer.send(response_to(invite, 200, "two", with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    const auto sent = peer.take();
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "BYE");
}

BOOST_FIXTURE_TEST_CASE(a_thousand_forks_are_bounded_and_the_call_still_connects, PeerWorld)
{
    const std::string invite = invited();
    for (int fork = 0; fork < 1000; ++fork)
        peer.send(response_to(invite, 183, "f" + std::to_string(fork), with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    peer.send(response_to(invite, 200, "f999", with_sdp, sdp_text()), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.count("connected") == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_bye_that_overtakes_the_2xx_ends_the_call, PeerWorld) // RFC 5407 §3.1.2
{
    const std::string invite = invited();
    peer.send(response_to(invite, 180, "one", contact), bob_udp);
    network.run_for(50ms);
    const std::string bye = "BYE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKb\r\n"
                            "Max-Forwards: 70\r\nFrom: <sip:peer@192.0.2.9>;tag=one\r\nTo: " +
                            header(invite, "From") + "\r\nCall-ID: " + header(invite, "Call-ID") +
                            "\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n";
    BOOST_TEST(status_of(ask(bye).front()) == 200);
    BOOST_TEST(bob.story() == "180, ended remote_bye 0");
    const auto sent = ask(response_to(invite, 200, "one", with_sdp, sdp_text()));
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(start_line(sent[0]).substr(0, 3) == "ACK");
    BOOST_TEST(network.run_until_quiet(200s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_AUTO_TEST_SUITE_END()
