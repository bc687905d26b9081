#include "reinvite_worlds.hpp"

using namespace test;

BOOST_AUTO_TEST_SUITE(own_reinvites)

BOOST_FIXTURE_TEST_CASE(hold_and_retrieve, Caller) // RFC 3264 §8.4
{
    const std::string hold = held();
    BOOST_TEST(start_line(hold) == "INVITE sip:peer@192.0.2.9:5070 SIP/2.0");
    BOOST_TEST(header(hold, "CSeq") == "2 INVITE");
    BOOST_TEST(to_tag(hold) == "t");
    BOOST_TEST(header(hold, "Contact") == "<sip:bob@192.0.2.2:5060>");
    BOOST_TEST(hold.find("a=sendonly") != std::string::npos);
    const auto sent = ask(ok(hold));
    BOOST_TEST(start_line(sent.at(0)) == "ACK sip:peer@192.0.2.9:5070 SIP/2.0");
    BOOST_TEST(header(sent.at(0), "CSeq") == "2 ACK");
    BOOST_TEST(bob.story() == "modify accepted");
    BOOST_TEST((bob.last_media()->direction == Direction::sendonly));

    bob.modify(call, Direction::sendrecv);
    const auto again = after(50ms);
    BOOST_TEST(header(again.at(0), "CSeq") == "3 INVITE");
    BOOST_TEST(version_of(again.at(0)) != version_of(hold)); // §8: one more
    (void)ask(ok(again.at(0), "a=sendrecv\r\n"));
    BOOST_TEST(bob.story() == "modify accepted, modify accepted");
    BOOST_TEST((bob.last_media()->direction == Direction::sendrecv));
}

BOOST_FIXTURE_TEST_CASE(a_new_port_codec_and_contact_are_offered_and_stay, Caller)
{
    sip::sdp::LocalMedia media = audio(bob.ip(), 4800);
    media.codecs = {{0, "PCMU", 8000, 1, ""}};
    const std::string contact = "<sip:bob@nat.example.com:7070>";
    BOOST_TEST(!bob.command(call, sip::Modify{{"Contact: " + contact, "X-Why: moved"}, media, {}}));
    const std::string moved = after(50ms).at(0);
    BOOST_TEST(moved.find("m=audio 4800 RTP/AVP 0\r\n") != std::string::npos, moved);
    BOOST_TEST(headers(moved, "Contact") == std::vector<std::string>{contact}, boost::test_tools::per_element());
    BOOST_TEST(header(moved, "X-Why") == "moved");
    std::string answer = ok(moved, "a=sendrecv\r\n");
    answer.replace(answer.find("RTP/AVP 8 101"), 13, "RTP/AVP 0    ");
    (void)ask(answer);
    BOOST_TEST(bob.story() == "modify accepted");
    // what the call has now is what the next one starts from, whoever sends it
    BOOST_TEST(!bob.command(call, sip::Modify{{}, sip::NoMedia{}, {}}));
    BOOST_TEST(header(after(50ms).at(0), "Contact") == contact);
}

BOOST_FIXTURE_TEST_CASE(the_2xx_moves_the_remote_target_and_its_copies_are_acknowledged, Caller) // §12.2.1.2
{
    const std::string hold = held();
    const std::string moved = response_to(
        hold, 200, {}, "Contact: <sip:peer@192.0.2.9:5099>\r\n" + std::string{sdp_content}, sdp_text("a=recvonly\r\n"));
    const auto first = ask(moved);
    BOOST_TEST(start_line(first.at(0)) == "ACK sip:peer@192.0.2.9:5099 SIP/2.0");
    BOOST_TEST(ask(moved) == first, boost::test_tools::per_element());
    BOOST_TEST(bob.story() == "modify accepted");
}

BOOST_FIXTURE_TEST_CASE(without_an_offer_the_one_of_the_2xx_is_answered_in_the_ack, Caller) // §14.1
{
    sip::sdp::LocalMedia late = audio(bob.ip(), 4802);
    BOOST_TEST(!bob.command(call, sip::Modify{{}, sip::NoMedia{}, late}));
    const std::string empty = after(50ms).at(0);
    BOOST_TEST(header(empty, "Content-Length") == "0");
    const auto sent = ask(ok(empty, "a=sendonly\r\n"));
    BOOST_TEST(sent.at(0).find("m=audio 4802") != std::string::npos);
    BOOST_TEST(sent.at(0).find("a=recvonly") != std::string::npos);
    BOOST_TEST(bob.story() == "modify accepted held");
}

BOOST_FIXTURE_TEST_CASE(an_offer_of_the_2xx_that_does_not_fit_is_refused_in_the_ack_and_ends_the_call,
                        Caller) // §13.2.2.4
{
    sip::sdp::LocalMedia late = audio(bob.ip(), 4802);
    late.codecs = {{18, "G729", 8000, 1, ""}};
    BOOST_TEST(!bob.command(call, sip::Modify{{}, sip::NoMedia{}, late}));
    const auto sent = ask(ok(after(50ms).at(0)));
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(sent[0].find("m=audio 0 ") != std::string::npos);
    BOOST_TEST(start_line(sent[1]).substr(0, 3) == "BYE");
    BOOST_TEST(bob.story() == "modify failed 200, ended protocol 200");
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_does_not_fit_is_acknowledged_and_the_session_stays, Caller)
{
    for (const bool has_answer : {false, true}) {
        const std::string hold = held();
        std::string answer = has_answer ? ok(hold) : response_to(hold, 200, {}, peer_contact);
        if (has_answer)
            answer.replace(answer.find("RTP/AVP 8 101"), 13, "RTP/AVP 18 19");
        const auto sent = ask(answer);
        BOOST_TEST_REQUIRE(sent.size() == 1U);
        BOOST_TEST(start_line(sent[0]).substr(0, 3) == "ACK");
    }
    BOOST_TEST(bob.story() == "modify failed 200, modify failed 200");
    (void)ask(ok(held()));
    BOOST_TEST(bob.story() == "modify failed 200, modify failed 200, modify accepted");
}

BOOST_FIXTURE_TEST_CASE(a_body_of_the_programs_goes_as_it_is, Caller)
{
    BOOST_TEST(!bob.command(call, sip::Modify{{}, sip::RawBody{"application/sdp", "v=0\r\nraw"}, {}}));
    const std::string raw = after(50ms).at(0);
    BOOST_TEST(body_of(raw) == "v=0\r\nraw");
    (void)ask(ok(raw));
    BOOST_TEST(bob.story() == "modify accepted");
    BOOST_TEST(body_of(bob.last_text()).find("a=recvonly") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_refusal_leaves_the_session_as_it_was, Caller) // RFC 6141 §3.1
{
    const std::string hold = held();
    const auto sent = ask(response_to(hold, 488, {}));
    BOOST_TEST(start_line(sent.at(0)).substr(0, 3) == "ACK");
    BOOST_TEST(bob.story() == "modify rejected 488");
    const std::string again = held();
    BOOST_TEST(header(again, "CSeq") == "3 INVITE");
    BOOST_TEST(version_of(again) != version_of(hold)); // a number never names two texts
    // the peer offers what there was: the answer says what there was
    (void)ask(response_to(again, 488, {}));
    const std::string back = ask(in_dialog("INVITE", ack, 1, with_offer, sdp_text())).at(0);
    BOOST_TEST(status_of(back) == 200);
    BOOST_TEST(back.find("a=sendrecv") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_503_and_a_challenge_are_told_and_the_call_stays, Caller)
{
    for (const int status : {302, 401, 407, 415, 500, 503, 603})
        (void)ask(response_to(held(), status, {}));
    BOOST_TEST(bob.story() ==
               "modify rejected 302, modify rejected 401, modify rejected 407, modify rejected 415, modify "
               "rejected 500, modify rejected 503, modify rejected 603");
    BOOST_TEST(bob.endpoint().statistics().calls == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_peer_that_does_not_know_the_call_ends_it, Caller) // §12.2.1.2
{
    const auto sent = ask(response_to(held(), 481, {}));
    BOOST_TEST(start_line(sent.at(1)).substr(0, 3) == "BYE");
    BOOST_TEST(bob.story() == "modify rejected 481, ended rejected 481");
}

BOOST_FIXTURE_TEST_CASE(a_408_ends_the_call, Caller) // §12.2.1.2
{
    const auto sent = ask(response_to(held(), 408, {}));
    BOOST_TEST(start_line(sent.at(1)).substr(0, 3) == "BYE");
    BOOST_TEST(bob.story() == "modify rejected 408, ended timed_out 408");
}

BOOST_FIXTURE_TEST_CASE(silence_ends_the_call_after_64_t1, Caller) // §14.1
{
    (void)held();
    network.run_for(31s);
    BOOST_TEST(bob.story() == "");
    network.run_for(2s);
    BOOST_TEST(bob.story() == "failed INVITE, modify failed 408, ended timed_out 408");
    network.run_for(100s);
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_sent_is_refused_and_nothing_happens, Caller)
{
    using Code = sip::CommandError::Code;
    const auto refused = [&](const sip::Modify& command) { return bob.command(call, command); };
    sip::sdp::LocalMedia mute = audio(bob.ip(), 4000);
    mute.codecs.clear();
    BOOST_TEST((refused({{}, mute, {}}).code == Code::bad_argument));
    BOOST_TEST((refused({{"From: <sip:me@x>"}, audio(bob.ip(), 4000), {}}).code == Code::bad_argument));
    BOOST_TEST((refused({{}, sip::RawBody{"application/sdp", ""}, {}}).code == Code::bad_argument));
    BOOST_TEST((bob.command(call, sip::CancelModify{}).code == Code::wrong_state));
    BOOST_TEST((bob.command(call, sip::AcceptModify{}).code == Code::wrong_state));
    BOOST_TEST((bob.command(call, sip::RejectModify{}).code == Code::wrong_state));
    BOOST_TEST(after(1s).empty());
    (void)held();
    BOOST_TEST((refused({{}, audio(bob.ip(), 4000), {}}).code == Code::wrong_state));
    BOOST_TEST(bob.story() == "");
}

BOOST_AUTO_TEST_CASE(only_a_connected_call_is_modified)
{
    PeerWorld world;
    (void)world.invited();
    const auto refused = world.bob.command(world.bob.last(), sip::Modify{{}, audio(world.bob.ip(), 4000), {}});
    BOOST_TEST(refused.text == "only a connected call can be modified");
}

BOOST_FIXTURE_TEST_CASE(hanging_up_in_between_ends_the_call_and_a_2xx_still_gets_its_ack, Caller) // §13.2.2.4, §15
{
    const std::string hold = held();
    bob.hang_up(call);
    const std::string bye = after(50ms).at(0);
    BOOST_TEST(start_line(bye).substr(0, 3) == "BYE");
    BOOST_TEST(start_line(ask(ok(hold)).at(0)).substr(0, 3) == "ACK");
    (void)ask(response_to(bye, 200, {}));
    BOOST_TEST(bob.story() == "released");
    network.run_for(200s);
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_never_comes_after_the_call_is_given_up, Caller)
{
    const std::string hold = held();
    (void)ask(response_to(hold, 100, {}));
    bob.hang_up(call);
    (void)ask(response_to(after(50ms).at(0), 200, {}));
    BOOST_TEST(bob.story() == "released");
    network.run_for(33s);
    BOOST_TEST(bob.endpoint().idle());
}

BOOST_AUTO_TEST_SUITE_END()
