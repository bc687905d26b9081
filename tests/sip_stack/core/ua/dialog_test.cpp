#include "worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(dialogs) // RFC 3261 §12

BOOST_FIXTURE_TEST_CASE(requests_go_to_the_remote_target_through_loose_routers_in_reverse_order,
                        PeerWorld) // §12.1.2, §12.2.1.1
{
    const std::string ack = accepted(
        *this, peer_contact +
                   "Record-Route: <sip:192.0.2.9;lr>, <sip:192.0.2.8;lr>\r\nRecord-Route: <sip:192.0.2.9;lr;n=3>\r\n");
    BOOST_TEST(start_line(ack) == "ACK sip:peer@192.0.2.9:5070 SIP/2.0");
    const std::vector<std::string> expected{"<sip:192.0.2.9;lr;n=3>", "<sip:192.0.2.8;lr>", "<sip:192.0.2.9;lr>"};
    BOOST_TEST(headers(ack, "Route") == expected, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_strict_router_becomes_the_request_uri, PeerWorld)
{
    const std::string ack =
        accepted(*this, peer_contact + "Record-Route: <sip:far.example.com;lr>, <sip:192.0.2.9:5080>\r\n");
    BOOST_TEST(start_line(ack) == "ACK sip:192.0.2.9:5080 SIP/2.0");
    const std::vector<std::string> expected{"<sip:far.example.com;lr>", "<sip:peer@192.0.2.9:5070>"};
    BOOST_TEST(headers(ack, "Route") == expected, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(the_callee_takes_the_route_set_in_order, PeerWorld) // §12.1.1
{
    const std::string ok =
        answered(invite("c1", 1, "Record-Route: <sip:192.0.2.9;lr;n=1>, <sip:192.0.2.9;lr;n=2>\r\n"));
    BOOST_TEST(header(ok, "Record-Route") == "<sip:192.0.2.9;lr;n=1>, <sip:192.0.2.9;lr;n=2>");
    peer.send(request("ACK", "c1", 1, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    const std::vector<std::string> expected{"<sip:192.0.2.9;lr;n=1>", "<sip:192.0.2.9;lr;n=2>"};
    BOOST_TEST(headers(peer.take_one(), "Route") == expected, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_lower_cseq_is_answered_500_and_does_nothing, PeerWorld) // §12.2.2
{
    const std::string ack = accepted(*this, peer_contact);
    BOOST_TEST(status_of(ask(in_dialog("INVITE", ack, 10, with_offer, sdp_text())).at(0)) == 200);
    peer.send(in_dialog("ACK", ack, 10), bob_udp);
    BOOST_TEST(status_of(ask(in_dialog("BYE", ack, 9)).at(0)) == 500);
    BOOST_TEST(bob.story() == "connected, modified");
    BOOST_TEST(status_of(ask(in_dialog("BYE", ack, 11)).at(0)) == 200);
}

BOOST_FIXTURE_TEST_CASE(another_call_id_or_tag_is_another_dialog, PeerWorld)
{
    const std::string ok = answered(invite());
    peer.send(request("ACK", "c1", 1, {}, {}, to_tag(ok)), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(status_for(request("BYE", "c2", 2, {}, {}, to_tag(ok))) == 481);
    BOOST_TEST(status_for(request("BYE", "c1", 2, {}, {}, "0000000000000")) == 481);
    BOOST_TEST(status_for(request("BYE", "c1", 3, {}, {}, to_tag(ok))) == 200);
    BOOST_TEST(bob.story() == "incoming, acknowledged, ended remote_bye 0");
}

BOOST_FIXTURE_TEST_CASE(options_in_the_dialog_is_answered_and_keeps_the_count, PeerWorld)
{
    const std::string ack = accepted(*this, peer_contact);
    BOOST_TEST(status_of(ask(in_dialog("OPTIONS", ack, 5)).at(0)) == 200);
    BOOST_TEST(status_of(ask(in_dialog("OPTIONS", ack, 4)).at(0)) == 500);
    BOOST_TEST(status_of(ask(in_dialog("INFO", ack, 6)).at(0)) == 405);
}

BOOST_FIXTURE_TEST_CASE(a_peer_without_tags_is_a_peer_all_the_same, PeerWorld) // RFC 2543; §12.1.2
{
    const std::string invite = invited();
    const std::string ok = response_to(invite, 200, {}, with_offer, sdp_text());
    const std::string ack = ask(ok).at(0);
    BOOST_TEST(start_line(ack).substr(0, 3) == "ACK");
    BOOST_TEST(to_tag(ack) == "");
    BOOST_TEST(start_line(ask(ok).at(0)).substr(0, 3) == "ACK"); // of a copy too
    std::string bye = in_dialog("BYE", ack, 1);
    BOOST_TEST(status_of(ask(bye).at(0)) == 200);
    BOOST_TEST(bob.story() == "connected, ended remote_bye 0");
}

BOOST_FIXTURE_TEST_CASE(a_peer_without_contact_is_reached_at_its_address, PeerWorld)
{
    const std::string ok = answered(request("INVITE", "c1", 1, "Contact: *\r\n"));
    if (status_of(ok) != 200)
        return; // refused by the parser: as good
    peer.send(request("ACK", "c1", 1, sdp_content, sdp_text(), to_tag(ok)), bob_udp);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()) == "BYE sip:peer@192.0.2.9 SIP/2.0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reinvites) // RFC 3261 §14.2

BOOST_FIXTURE_TEST_CASE(hold_is_answered_recvonly_and_told, PeerWorld)
{
    const std::string ack = accepted(*this, peer_contact);
    const std::string hold = sdp_text("a=sendonly\r\n");
    const auto answers = ask(in_dialog("INVITE", ack, 1, with_offer, hold));
    BOOST_TEST(status_of(answers.at(0)) == 200);
    BOOST_TEST(answers.at(0).find("a=recvonly") != std::string::npos);
    BOOST_TEST(header(answers.at(0), "Contact") == "<sip:bob@192.0.2.2:5060>");
    BOOST_TEST(bob.story() == "connected, held");
    peer.send(in_dialog("ACK", ack, 1), bob_udp);
    network.run_for(40s);
    BOOST_TEST(peer.take().empty());
}

BOOST_FIXTURE_TEST_CASE(an_offer_that_does_not_fit_is_refused_and_the_session_stays, PeerWorld)
{
    const std::string ack = accepted(*this, peer_contact);
    std::string other = sdp_text();
    other.replace(other.find("m=audio 6000 RTP/AVP 8 101"), 26, "m=video 6000 RTP/AVP 31   ");
    BOOST_TEST(status_of(ask(in_dialog("INVITE", ack, 1, with_offer, other)).at(0)) == 488);
    BOOST_TEST(bob.story() == "connected");
    peer.send(in_dialog("ACK", ack, 1), bob_udp);
    BOOST_TEST(status_of(ask(in_dialog("INVITE", ack, 2, with_offer, sdp_text())).at(0)) == 200);
}

BOOST_FIXTURE_TEST_CASE(a_second_one_before_the_ack_is_answered_500_with_retry_after, PeerWorld)
{
    const std::string ack = accepted(*this, peer_contact);
    (void)ask(in_dialog("INVITE", ack, 1, with_offer, sdp_text()));
    const std::string answer = ask(in_dialog("INVITE", ack, 2, with_offer, sdp_text())).at(0);
    BOOST_TEST(status_of(answer) == 500);
    BOOST_TEST(std::stoi(header(answer, "Retry-After")) <= 10);
}

BOOST_FIXTURE_TEST_CASE(one_without_offer_gets_ours_and_glare_is_answered_491, PeerWorld)
{
    const std::string ack = accepted(*this, peer_contact);
    const std::string ok = ask(in_dialog("INVITE", ack, 1, peer_contact)).at(0);
    BOOST_TEST(ok.find("m=audio 4000") != std::string::npos);
    BOOST_TEST(status_of(ask(in_dialog("INVITE", ack, 2, with_offer, sdp_text())).at(0)) == 491);
    BOOST_TEST(bob.story() == "connected");
    peer.send(in_dialog("ACK", ack, 1, sdp_content, sdp_text("a=inactive\r\n")), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "connected, held");
}

BOOST_FIXTURE_TEST_CASE(one_that_is_never_acknowledged_ends_the_call, PeerWorld)
{
    const std::string ack = accepted(*this, peer_contact);
    (void)ask(in_dialog("INVITE", ack, 1, with_offer, sdp_text()));
    network.run_for(33s);
    BOOST_TEST(bob.story() == "connected, modified, ended not_acknowledged 0");
}

BOOST_FIXTURE_TEST_CASE(it_moves_the_remote_target, PeerWorld) // §12.2.2
{
    const std::string ack = accepted(*this, peer_contact);
    (void)ask(in_dialog("INVITE", ack, 1,
                        "Contact: <sip:p?eer@192.0.2.9:5099?Subject=x>\r\n" + std::string{sdp_content}, sdp_text()));
    peer.send(in_dialog("ACK", ack, 1), bob_udp);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()) == "BYE sip:p?eer@192.0.2.9:5099 SIP/2.0");
}

BOOST_FIXTURE_TEST_CASE(a_bye_between_it_and_its_ack_ends_the_call, PeerWorld) // RFC 5407 §3.2
{
    const std::string ack = accepted(*this, peer_contact);
    (void)ask(in_dialog("INVITE", ack, 1, with_offer, sdp_text()));
    BOOST_TEST(status_of(ask(in_dialog("BYE", ack, 2)).at(0)) == 200);
    BOOST_TEST(network.run_until_quiet(200s));
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(offers) // RFC 3264 as the caller sees it

BOOST_FIXTURE_TEST_CASE(an_invite_without_offer_answers_the_offer_of_the_2xx_in_the_ack, PeerWorld)
{
    sip::MakeCall command;
    command.to = "peer@192.0.2.9";
    command.late_media = audio(bob.ip(), 4000);
    sip::CallHandle call{};
    BOOST_TEST(!bob.make(command, call));
    network.run_for(50ms);
    const std::string invite = peer.take_one();
    BOOST_TEST(header(invite, "Content-Length") == "0");
    const std::string ack = ask(response_to(invite, 200, "t", with_offer, sdp_text())).at(0);
    BOOST_TEST(ack.find("m=audio 4000 RTP/AVP 8 101") != std::string::npos);
    BOOST_TEST(header(ack, "Content-Type") == "application/sdp");
    BOOST_TEST(bob.story() == "connected");
}

BOOST_FIXTURE_TEST_CASE(an_offer_of_the_2xx_that_does_not_fit_is_refused_in_the_ack_and_ended, PeerWorld) // §13.2.2.4
{
    sip::MakeCall command;
    command.to = "peer@192.0.2.9";
    sip::CallHandle call{};
    BOOST_TEST(bob.make(command, call).text.find("late_media: is needed") == 0U);
    command.late_media = audio(bob.ip(), 4000);
    command.late_media->codecs = {{18, "G729", 8000, 1, ""}};
    BOOST_TEST(!bob.make(command, call));
    network.run_for(50ms);
    const auto sent = ask(response_to(peer.take_one(), 200, "t", with_offer, sdp_text()));
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(start_line(sent[0]).substr(0, 3) == "ACK");
    BOOST_TEST(sent[0].find("m=audio 0 RTP/AVP") != std::string::npos, sent[0]);
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "BYE");
    BOOST_TEST(bob.story() == "ended protocol 200");
}

BOOST_FIXTURE_TEST_CASE(a_2xx_without_answer_is_acknowledged_and_ended, PeerWorld)
{
    const auto sent = ask(response_to(invited(), 200, "t", peer_contact));
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(start_line(sent[0]).substr(0, 3) == "ACK");
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "BYE");
    BOOST_TEST(bob.story() == "ended protocol 200");
    BOOST_TEST(bob.last_reason() == "the 2xx has no acceptable answer to our offer");
}

BOOST_FIXTURE_TEST_CASE(a_failure_is_told_with_its_status, PeerWorld)
{
    const auto sent = ask(response_to(invited(), 486, "t"));
    BOOST_TEST(start_line(sent.at(0)).substr(0, 3) == "ACK");
    BOOST_TEST(bob.story() == "ended rejected 486");
    BOOST_TEST(bob.last_reason() == "Test");
}

BOOST_FIXTURE_TEST_CASE(no_response_at_all_ends_after_64_t1, PeerWorld)
{
    (void)invited();
    network.run_for(31s);
    BOOST_TEST(bob.story() == "");
    network.run_for(2s);
    BOOST_TEST(bob.story() == "failed INVITE, ended timed_out 408");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(secure_contacts) // RFC 3261 §12.1.1

BOOST_FIXTURE_TEST_CASE(a_caller_who_wants_tls_gets_a_sips_contact, PeerWorld)
{
    const std::string sips = "Contact: <sips:peer@192.0.2.9>\r\n";
    BOOST_TEST(header(answered(invite("s1", 1)), "Contact") == "<sip:bob@192.0.2.2:5060>");
    const std::string contact_asks = request("INVITE", "s2", 1, sips + std::string{sdp_content}, sdp_text());
    BOOST_TEST(header(answered(contact_asks), "Contact") == "<sips:bob@192.0.2.2:5061>");
    BOOST_TEST(header(answered(invite("s3", 1, "Record-Route: <sips:p1;lr>, <sip:p2;lr>\r\n")), "Contact") ==
               "<sips:bob@192.0.2.2:5061>");
    BOOST_TEST(header(answered(request("INVITE", "s4", 1,
                                       sips + "Record-Route: <sip:p1;lr>\r\n" + std::string{sdp_content}, sdp_text())),
                      "Contact") == "<sip:bob@192.0.2.2:5060>");
}

BOOST_AUTO_TEST_CASE(without_tls_no_sips_contact_is_promised)
{
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2", sip::EndpointConfig{}};
    RawPeer peer{network, "peer", "192.0.2.9"};
    peer.send(request("INVITE", "s", 1, "Contact: <sips:peer@192.0.2.9>\r\n" + std::string{sdp_content}, sdp_text()),
              {bob.ip(), 5060});
    network.run_for(50ms);
    BOOST_TEST(header(peer.take().back(), "Contact") == "<sip:bob@192.0.2.2:5060>");
}

BOOST_AUTO_TEST_SUITE_END()
