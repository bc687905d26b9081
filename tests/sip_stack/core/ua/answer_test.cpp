#include "worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(answering) // RFC 3261 §13.3.1

BOOST_FIXTURE_TEST_CASE(the_2xx_is_repeated_from_t1_doubling_to_t2_and_then_bye_ends_the_call, PeerWorld) // §13.3.1.4
{
    peer.send(invite(), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(peer.take().size() == 2U); // 180 and 200
    std::string when;
    for (int tenth = 0; tenth < 340; ++tenth) {
        network.run_for(100ms);
        for (const std::string& text : peer.take())
            when += std::to_string((tenth + 1) / 10) + (status_of(text) == 200 ? " " : "BYE ");
    }
    BOOST_TEST(when.substr(0, when.find("BYE")) == "0 1 3 7 11 15 19 23 27 31 32");
    BOOST_TEST(bob.story() == "incoming, ended not_acknowledged 0");
    network.run_for(100s);
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(the_ack_stops_the_2xx, PeerWorld)
{
    const std::string ok = answered(invite());
    peer.send(request("ACK", "c1", 1, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(60s);
    BOOST_TEST(peer.take().empty());
    BOOST_TEST(bob.story() == "incoming, acknowledged");
}

BOOST_FIXTURE_TEST_CASE(an_ack_with_another_cseq_is_not_for_our_2xx, PeerWorld)
{
    const std::string ok = answered(invite("c1", 7));
    peer.send(request("ACK", "c1", 6, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "incoming");
}

BOOST_FIXTURE_TEST_CASE(a_peer_without_offer_gets_ours_in_the_2xx_and_answers_in_the_ack, PeerWorld)
{
    bob.rings = false;
    const std::string ok = answered(request("INVITE", "c1", 1));
    BOOST_TEST(ok.find("m=audio 5000 RTP/AVP 8 0 101") != std::string::npos);
    peer.send(request("ACK", "c1", 1, sdp_content, sdp_text(), to_tag(ok)), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "incoming, acknowledged");
    BOOST_TEST_REQUIRE(bob.last_media().has_value());
    BOOST_TEST(bob.last_media()->remote.to_string() == "192.0.2.9:6000");
}

BOOST_FIXTURE_TEST_CASE(an_ack_that_owes_us_an_answer_and_has_none_ends_the_call, PeerWorld)
{
    const std::string ok = answered(request("INVITE", "c1", 1));
    peer.take();
    peer.send(request("ACK", "c1", 1, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "incoming, ended protocol 0");
    BOOST_TEST(start_line(peer.take_one()).substr(0, 3) == "BYE");
}

BOOST_FIXTURE_TEST_CASE(early_media_and_the_2xx_say_the_same, PeerWorld)
{
    bob.answers = false;
    bob.rings = false;
    peer.send(invite(), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(!bob.command(bob.last(), sip::SendProvisional{183, {}, audio(bob.ip(), 5000)}));
    BOOST_TEST(!bob.command(bob.last(), sip::Answer{{}, audio(bob.ip(), 7777)}));
    network.run_for(50ms);
    const auto answers = peer.take();
    BOOST_TEST_REQUIRE(answers.size() == 2U);
    const std::string early = answers[0].substr(answers[0].find("\r\n\r\n"));
    BOOST_TEST(early.find("m=audio 5000") != std::string::npos);
    BOOST_TEST(answers[1].substr(answers[1].find("\r\n\r\n")) == early);
}

BOOST_FIXTURE_TEST_CASE(hanging_up_before_the_ack_waits_for_it, PeerWorld) // §15
{
    const std::string ok = answered(invite());
    bob.hang_up(bob.last());
    network.run_for(200ms);
    BOOST_TEST(peer.take().empty());
    peer.send(request("ACK", "c1", 1, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(50ms);
    const std::string bye = peer.take_one();
    BOOST_TEST(start_line(bye).substr(0, 3) == "BYE");
    peer.send(response_to(bye, 200, {}), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "incoming, released");
}

BOOST_FIXTURE_TEST_CASE(a_rejected_call_is_released_and_its_failure_repeated_until_the_ack, PeerWorld)
{
    bob.answers = bob.rings = false;
    peer.send(invite(), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(!bob.command(bob.last(), sip::Reject{486, "On another line", {"Retry-After: 20"}}));
    BOOST_TEST(bob.story() == "incoming, released");
    network.run_for(600ms);
    const auto answers = peer.take();
    BOOST_TEST(answers.size() == 2U);
    BOOST_TEST(start_line(answers.at(0)) == "SIP/2.0 486 On another line");
    BOOST_TEST(header(answers.at(0), "Retry-After") == "20");
}

BOOST_FIXTURE_TEST_CASE(a_ringing_call_is_hung_up_with_603, PeerWorld)
{
    bob.answers = false;
    peer.send(invite(), bob_udp);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take().back()) == "SIP/2.0 603 Decline");
    BOOST_TEST(bob.story() == "incoming, released");
}

BOOST_FIXTURE_TEST_CASE(a_program_that_is_slow_lets_the_stack_say_100_and_the_last_provisional_each_minute, PeerWorld)
{
    bob.answers = bob.rings = false;
    peer.send(invite(), bob_udp);
    network.run_for(300ms);
    BOOST_TEST(start_line(peer.take_one()) == "SIP/2.0 100 Trying");
    bob.ring(bob.last());
    network.run_for(59s);
    BOOST_TEST(peer.take().size() == 1U);
    network.run_for(2s);
    BOOST_TEST(start_line(peer.take_one()) == "SIP/2.0 180 Ringing");
}

BOOST_FIXTURE_TEST_CASE(an_offer_without_a_stream_for_us_can_still_be_rejected, PeerWorld)
{
    bob.answers = bob.rings = false;
    const std::string video =
        "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=video 6000 RTP/AVP 31\r\n";
    peer.send(request("INVITE", "c1", 1, sdp_content, video), bob_udp);
    network.run_for(50ms);
    const auto error = bob.command(bob.last(), sip::Answer{{}, audio(bob.ip(), 5000)});
    BOOST_TEST((error.code == sip::CommandError::Code::unfit_offer));
    BOOST_TEST(error.text == "media: no stream of the offer fits the local media");
    BOOST_TEST(!bob.command(bob.last(), sip::Reject{488, {}, {}}));
    network.run_for(50ms);
    BOOST_TEST(status_of(peer.take().back()) == 488);
}

BOOST_FIXTURE_TEST_CASE(an_unreadable_offer_is_refused_with_the_fault_in_the_phrase, PeerWorld)
{
    const auto answers = ask(request("INVITE", "c1", 1, sdp_content, "v=0\r\nm=audio\r\n"));
    BOOST_TEST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(start_line(answers[0]).find("SIP/2.0 488 Not Acceptable Here: SDP line") == 0U);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(commands_in_the_wrong_state_change_nothing, PeerWorld)
{
    const std::string ok = answered(invite());
    const auto call = bob.last();
    using Code = sip::CommandError::Code;
    BOOST_TEST((bob.command(call, sip::Answer{{}, audio(bob.ip(), 5000)}).code == Code::wrong_state));
    BOOST_TEST((bob.command(call, sip::SendTrying{}).code == Code::wrong_state));
    BOOST_TEST((bob.command(call, sip::SendProvisional{}).code == Code::wrong_state));
    BOOST_TEST((bob.command(call, sip::Reject{}).code == Code::wrong_state));
    BOOST_TEST((bob.command(sip::CallHandle{12345}, sip::HangUp{}).code == Code::no_such_call));
}

BOOST_AUTO_TEST_SUITE_END()
