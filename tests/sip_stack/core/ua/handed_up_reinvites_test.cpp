#include "reinvite_worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(handed_up_reinvites) // RFC 3261 §14.2

BOOST_FIXTURE_TEST_CASE(accepted_with_the_media_of_the_call, Asked)
{
    BOOST_TEST(reinvite().empty());
    BOOST_TEST(bob.story() == "modify requested");
    BOOST_TEST(bob.last_media().has_value());
    BOOST_TEST((bob.last_media()->direction == Direction::recvonly));
    network.run_for(200ms);
    BOOST_TEST(status_of(peer.take_one()) == 100); // §17.2.1
    BOOST_TEST(!bob.command(call, sip::AcceptModify{{"X-Yes: 1"}, sip::NoMedia{}}));
    network.run_for(20ms);
    const std::string ok = peer.take_one();
    BOOST_TEST(status_of(ok) == 200);
    BOOST_TEST(header(ok, "X-Yes") == "1");
    BOOST_TEST(header(ok, "Contact") == "<sip:bob@192.0.2.2:5060>");
    BOOST_TEST(ok.find("a=recvonly") != std::string::npos);
    BOOST_TEST(bob.story() == "modify requested");
    (void)ack(2);
    BOOST_TEST(bob.story() == "modify requested, held");
    BOOST_TEST((bob.last_media()->direction == Direction::recvonly));
}

BOOST_FIXTURE_TEST_CASE(accepted_with_other_media_and_contact, Asked)
{
    (void)reinvite();
    sip::sdp::LocalMedia media = audio(bob.ip(), 4444);
    media.direction = Direction::inactive;
    BOOST_TEST(!bob.command(call, sip::AcceptModify{{"Contact: <sip:b@x.example.com>"}, media}));
    network.run_for(20ms);
    const std::string ok = peer.take_one();
    BOOST_TEST(ok.find("m=audio 4444") != std::string::npos);
    BOOST_TEST(ok.find("a=inactive") != std::string::npos);
    BOOST_TEST(headers(ok, "Contact") == std::vector<std::string>{"<sip:b@x.example.com>"},
               boost::test_tools::per_element());
    (void)ack(2);
    bob.endpoint().hand_up({});
    const std::string next = reinvite(3).at(0); // the call has these now
    BOOST_TEST(next.find("m=audio 4444") != std::string::npos);
    BOOST_TEST(header(next, "Contact") == "<sip:b@x.example.com>");
}

BOOST_FIXTURE_TEST_CASE(media_that_does_not_fit_may_be_chosen_again, Asked)
{
    (void)reinvite();
    sip::sdp::LocalMedia media = audio(bob.ip(), 4444);
    media.codecs = {{18, "G729", 8000, 1, ""}};
    BOOST_TEST((bob.command(call, sip::AcceptModify{{}, media}).code == sip::CommandError::Code::unfit_offer));
    BOOST_TEST(!bob.command(call, sip::AcceptModify{}));
    network.run_for(20ms);
    BOOST_TEST(status_of(peer.take_one()) == 200);
}

BOOST_FIXTURE_TEST_CASE(one_without_offer_gets_ours_and_the_answer_of_the_ack_counts, Asked)
{
    (void)ask(request("INVITE", "c1", 2, {}, {}, tag));
    BOOST_TEST(!bob.last_media().has_value());
    BOOST_TEST(!bob.command(call, sip::AcceptModify{{}, audio(bob.ip(), 4446)}));
    network.run_for(20ms);
    BOOST_TEST(peer.take_one().find("m=audio 4446") != std::string::npos);
    (void)ack(2, sdp_content, sdp_text("a=sendonly\r\n"));
    BOOST_TEST(bob.story() == "modify requested, held");

    (void)ask(request("INVITE", "c1", 3, {}, {}, tag));
    BOOST_TEST(!bob.command(call, sip::AcceptModify{}));
    (void)ack(3);
    BOOST_TEST(bob.story() == "modify requested, held, modify requested, modify withdrawn 0");
    BOOST_TEST(bob.endpoint().statistics().calls == 1U);
}

BOOST_FIXTURE_TEST_CASE(rejected_the_session_stays, Asked)
{
    (void)reinvite();
    BOOST_TEST((bob.command(call, sip::RejectModify{200, {}, {}}).code == sip::CommandError::Code::bad_argument));
    BOOST_TEST(!bob.command(call, sip::RejectModify{603, "No way", {"Warning: 399 x \"y\""}}));
    network.run_for(20ms);
    const std::string no = peer.take_one();
    BOOST_TEST(start_line(no) == "SIP/2.0 603 No way");
    BOOST_TEST(header(no, "Warning") == "399 x \"y\"");
    BOOST_TEST((bob.command(call, sip::AcceptModify{}).code == sip::CommandError::Code::wrong_state));
    (void)ack(2);
    BOOST_TEST(bob.story() == "modify requested"); // that was for nothing of ours
    acknowledge_refusal(2);
    BOOST_TEST(bob.story() == "modify requested, refusal acknowledged");
    acknowledge_refusal(2);
    bob.endpoint().hand_up({});
    BOOST_TEST(reinvite(3).at(0).find("a=recvonly") != std::string::npos);
    BOOST_TEST(bob.story() == "modify requested, refusal acknowledged, held");
}

BOOST_FIXTURE_TEST_CASE(a_refusal_without_ack_is_told_as_such_and_the_call_goes_on, Asked) // §17.2.1, Timer H
{
    (void)reinvite();
    BOOST_TEST(!bob.command(call, sip::RejectModify{488, {}, {}}));
    network.run_for(31s);
    BOOST_TEST(bob.story() == "modify requested");
    network.run_for(2s);
    BOOST_TEST(bob.story() == "modify requested, refusal not acknowledged");
    (void)reinvite(3);
    BOOST_TEST(!bob.command(call, sip::RejectModify{488, {}, {}}));
    (void)reinvite(4); // its client has given up the one before
    BOOST_TEST(!bob.command(call, sip::RejectModify{488, {}, {}}));
    acknowledge_refusal(4);
    BOOST_TEST(bob.story() == "modify requested, refusal not acknowledged, modify requested, modify requested, "
                              "refusal not acknowledged, refusal acknowledged");
    (void)reinvite(5);
    BOOST_TEST(!bob.command(call, sip::RejectModify{488, {}, {}}));
    bob.forget();
    bob.hang_up(call); // and then it is of no interest
    acknowledge_refusal(5);
    network.run_for(100s);
    BOOST_TEST(bob.story() == "failed BYE, released");
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(an_offer_that_cannot_be_read_is_refused_without_asking, Asked)
{
    BOOST_TEST(status_for(request("INVITE", "c1", 2, sdp_content, "v=1\r\n", tag)) == 488);
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(what_the_call_cannot_do_is_asked_without_media, Asked)
{
    std::string other = sdp_text();
    other.replace(other.find("RTP/AVP 8 101"), 13, "RTP/AVP 18   ");
    (void)ask(request("INVITE", "c1", 2, sdp_content, other, tag));
    BOOST_TEST(bob.story() == "modify requested");
    BOOST_TEST(!bob.last_media().has_value());
}

BOOST_FIXTURE_TEST_CASE(the_peer_cancels, Asked) // §9.2
{
    (void)reinvite();
    const auto answers = ask(request("CANCEL", "c1", 2, {}, {}, tag));
    BOOST_TEST_REQUIRE(answers.size() == 2U);
    BOOST_TEST(status_of(answers[0]) == 200);
    BOOST_TEST(status_of(answers[1]) == 487);
    BOOST_TEST(bob.story() == "modify requested, modify withdrawn 487");
    (void)ack(2);
    BOOST_TEST(reinvite(3).empty());
    BOOST_TEST(bob.story() == "modify requested, modify withdrawn 487, modify requested");
}

BOOST_FIXTURE_TEST_CASE(a_program_that_never_answers_is_answered_for, Asked)
{
    (void)reinvite();
    network.run_for(59s);
    BOOST_TEST(bob.story() == "modify requested");
    (void)peer.take();
    network.run_for(2s);
    BOOST_TEST(status_of(peer.take_one()) == 500);
    BOOST_TEST(bob.story() == "modify requested, modify withdrawn 500");
    (void)ack(2);
    bob.hang_up(call);
    network.run_for(100s);
    BOOST_TEST(bob.endpoint().statistics().calls == 0U);
}

BOOST_FIXTURE_TEST_CASE(a_second_one_meanwhile_is_told_to_wait, Asked)
{
    (void)reinvite();
    const std::string busy = reinvite(3).at(0);
    BOOST_TEST(status_of(busy) == 500);
    BOOST_TEST(!header(busy, "Retry-After").empty());
    BOOST_TEST(bob.story() == "modify requested");
}

BOOST_FIXTURE_TEST_CASE(ours_waits_until_the_peers_is_over, Asked)
{
    (void)reinvite();
    bob.modify(call, Direction::inactive);
    network.run_for(150ms);
    BOOST_TEST(peer.take().empty());
    BOOST_TEST(!bob.command(call, sip::AcceptModify{}));
    network.run_for(20ms);
    BOOST_TEST(status_of(peer.take_one()) == 200);
    const auto sent = ack(2);
    BOOST_TEST(start_line(sent.at(0)).substr(0, 6) == "INVITE");
    BOOST_TEST(sent.at(0).find("a=inactive") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(it_is_answered_487_when_either_side_hangs_up, Asked) // §15.1.2
{
    (void)reinvite();
    const auto answers = ask(request("BYE", "c1", 3, {}, {}, tag));
    BOOST_TEST(answers.size() == 2U);
    BOOST_TEST(status_of(answers.at(0)) == 200);
    BOOST_TEST(status_of(answers.at(1)) == 487);
    BOOST_TEST(bob.story() == "modify requested, ended remote_bye 0");

    Asked other;
    (void)other.reinvite();
    other.bob.hang_up(other.call);
    other.network.run_for(20ms);
    const auto sent = other.peer.take();
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(status_of(sent[0]) == 487);
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "BYE");
}

BOOST_FIXTURE_TEST_CASE(without_an_ack_the_call_ends, Asked) // §14.2
{
    (void)reinvite();
    BOOST_TEST(!bob.command(call, sip::AcceptModify{}));
    network.run_for(33s);
    BOOST_TEST(bob.story() == "modify requested, modify withdrawn 0, ended not_acknowledged 0");
}

BOOST_AUTO_TEST_CASE(a_call_whose_program_writes_the_descriptions_needs_one_from_it)
{
    PeerWorld world;
    world.bob.answers = false;
    world.bob.endpoint().hand_up({.reinvites = true});
    (void)world.ask(invite());
    const auto call = world.bob.last();
    const sip::RawBody raw{"application/sdp", sdp_text()};
    BOOST_TEST(!world.bob.command(call, sip::Answer{{}, raw}));
    world.network.run_for(20ms);
    const std::string tag = to_tag(world.peer.take().back());
    (void)world.ask(request("ACK", "c1", 1, {}, {}, tag));
    BOOST_TEST(world.ask(request("INVITE", "c1", 2, sdp_content, "o=odd\r\n", tag)).empty());
    BOOST_TEST(world.bob.story() == "incoming, acknowledged, modify requested");
    BOOST_TEST((world.bob.command(call, sip::AcceptModify{}).code == sip::CommandError::Code::bad_argument));
    BOOST_TEST(!world.bob.command(call, sip::AcceptModify{{}, raw}));
    world.network.run_for(20ms);
    BOOST_TEST(body_of(world.peer.take_one()) == raw.text);
    (void)world.ask(request("ACK", "c1", 2, {}, {}, tag));
    BOOST_TEST(world.bob.count("modified") == 1U, world.bob.story());
}

BOOST_AUTO_TEST_SUITE_END()
