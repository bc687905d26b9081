#include "streams.hpp"

using namespace test;
using sip::sdp::Direction;

/// Re-INVITEs of our own (RFC 3261 §14.1), and those that the program answers itself (§14.2).
namespace {

/// Bob is connected with the peer, whom he called.
struct Caller : PeerWorld {
    std::string ack = accepted(*this);
    sip::CallHandle call = bob.last();
    Caller() { bob.forget(); }

    /// Bob puts the call on hold; gives his re-INVITE.
    std::string held()
    {
        bob.modify(call, Direction::sendonly);
        network.run_for(50ms);
        return peer.take_one();
    }
    std::vector<std::string> after(Duration time)
    {
        network.run_for(time);
        return peer.take();
    }
    std::string ok(const std::string& invite, std::string_view attributes = "a=recvonly\r\n")
    {
        return response_to(invite, 200, {}, with_offer, sdp_text(attributes));
    }
};

/// The peer has called bob, who has answered.
struct Callee : PeerWorld {
    std::string tag;
    sip::CallHandle call{};
    Callee()
    {
        tag = to_tag(answered(invite()));
        peer.send(request("ACK", "c1", 1, {}, {}, tag), bob_udp);
        network.run_for(50ms);
        call = bob.last();
        bob.forget();
    }
};

/// The same, and bob's program answers re-INVITEs itself.
struct Asked : Callee {
    Asked() { bob.endpoint().hand_up({.reinvites = true}); }
    std::vector<std::string> reinvite(int cseq = 2, std::string_view attributes = "a=sendonly\r\n")
    {
        return ask(invite("c1", cseq, {}, tag, attributes));
    }
    std::vector<std::string> ack(int cseq, std::string_view more = {}, std::string_view body = {})
    {
        return ask(request("ACK", "c1", cseq, more, body, tag));
    }
};

std::string body_of(std::string_view message) { return std::string{message.substr(message.find("\r\n\r\n") + 4)}; }
std::string version_of(std::string_view message)
{
    const std::string origin = body_of(message).substr(body_of(message).find("o="));
    return origin.substr(0, origin.find(" IN "));
}

} // namespace

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

BOOST_AUTO_TEST_SUITE(glare) // RFC 3261 §14.1, §14.2

BOOST_AUTO_TEST_CASE(one_that_crosses_ours_is_answered_491)
{
    Caller world;
    const std::string hold = world.held();
    BOOST_TEST(world.status_for(in_dialog("INVITE", world.ack, 1, with_offer, sdp_text())) == 491);
    (void)world.ask(world.ok(hold));
    BOOST_TEST(world.bob.story() == "modify accepted");
}

/// How long after a 491 to the first re-INVITE the second one comes; 0: not at all.
template <class World>
Duration second_after_491(World& world, const std::string& first)
{
    (void)world.ask(response_to(first, 491, {}));
    const TimePoint refused = world.network.now();
    while (world.network.now() - refused < 6s) {
        for (const std::string& message : world.peer.take())
            if (start_line(message).substr(0, 6) == "INVITE")
                return world.network.now() - refused;
        world.network.run_for(10ms);
    }
    return 0s;
}

BOOST_AUTO_TEST_CASE(whoever_owns_the_call_id_tries_again_after_2_1_to_4_seconds)
{
    Caller world;
    const Duration pause = second_after_491(world, world.held());
    BOOST_TEST((pause >= 2s && pause <= 4s), pause.count());
}

BOOST_AUTO_TEST_CASE(the_other_side_after_up_to_2_seconds)
{
    Callee world;
    world.bob.modify(world.call, Direction::sendonly);
    world.network.run_for(50ms);
    const Duration pause = second_after_491(world, world.peer.take_one());
    BOOST_TEST((pause > 0s && pause <= 2s), pause.count());
}

BOOST_FIXTURE_TEST_CASE(the_fifth_491_is_told, Caller)
{
    std::string invite = held();
    for (int i = 1; i <= 5; ++i) {
        BOOST_TEST(header(invite, "CSeq") == std::to_string(i + 1) + " INVITE");
        BOOST_TEST(bob.story() == "");
        (void)ask(response_to(invite, 491, {}));
        invite = i < 5 ? after(4s).at(0) : std::string{};
    }
    BOOST_TEST(bob.story() == "modify rejected 491");
    BOOST_TEST(after(20s).empty());
}

BOOST_FIXTURE_TEST_CASE(a_change_of_the_peers_comes_first_in_the_pause, Caller)
{
    (void)ask(response_to(held(), 491, {}));
    BOOST_TEST(status_for(in_dialog("INVITE", ack, 1, with_offer, sdp_text())) == 200);
    BOOST_TEST(bob.story() == "modified");
    network.run_for(5s); // its ACK is late: ours waits
    for (const std::string& message : peer.take())
        BOOST_TEST(status_of(message) == 200);
    peer.send(in_dialog("ACK", ack, 1), bob_udp);
    (void)ask(ok(after(50ms).at(0)));
    BOOST_TEST(bob.story() == "modified, modify accepted");
}

BOOST_FIXTURE_TEST_CASE(cancelled_in_the_pause_it_is_over_at_once, Caller)
{
    (void)ask(response_to(held(), 491, {}));
    BOOST_TEST(!bob.command(call, sip::CancelModify{}));
    BOOST_TEST(bob.story() == "modify cancelled");
    BOOST_TEST(after(10s).empty());
}

BOOST_FIXTURE_TEST_CASE(cancelled_and_refused_by_glare_it_is_over, Caller)
{
    const std::string hold = held();
    BOOST_TEST(!bob.command(call, sip::CancelModify{}));
    (void)ask(response_to(hold, 491, {}));
    BOOST_TEST(bob.story() == "modify cancelled");
    BOOST_TEST(after(10s).empty());
}

BOOST_FIXTURE_TEST_CASE(a_500_with_retry_after_says_when_to_try_again, Caller) // §14.2: our first ACK was late there
{
    (void)ask(response_to(held(), 500, {}, "Retry-After: 3\r\n"));
    BOOST_TEST(after(2900ms).empty());
    (void)ask(ok(after(100ms).at(0)));
    BOOST_TEST(bob.story() == "modify accepted");
}

BOOST_FIXTURE_TEST_CASE(hanging_up_in_the_pause_forgets_it, Caller)
{
    (void)ask(response_to(held(), 491, {}));
    bob.hang_up(call);
    const auto sent = after(10s);
    BOOST_TEST(start_line(sent.at(0)).substr(0, 3) == "BYE");
    for (const std::string& message : sent)
        BOOST_TEST(message == sent.at(0));
}

BOOST_AUTO_TEST_CASE(two_programs_that_change_at_once_both_have_their_way)
{
    for (const char* to : {"bob@192.0.2.2", over_tcp}) {
        Streams world;
        const auto call = world.connect(to);
        const auto other = world.bob.last();
        world.alice.forget();
        world.bob.forget();
        world.alice.modify(call, Direction::sendonly);
        world.bob.modify(other, Direction::sendrecv);
        world.network.run_for(10s);
        BOOST_TEST(world.alice.count("modify accepted") == 1U, world.alice.story());
        BOOST_TEST(world.alice.count("modified") == 1U, world.alice.story());
        BOOST_TEST(world.bob.count("modify accepted") == 1U, world.bob.story());
        BOOST_TEST(world.bob.count("held") == 1U, world.bob.story());
        world.alice.hang_up(call);
        world.expect_nothing_left();
    }
}

BOOST_AUTO_TEST_SUITE_END()

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
    bob.endpoint().hand_up({});
    BOOST_TEST(reinvite(3).at(0).find("a=recvonly") != std::string::npos);
    BOOST_TEST(bob.story() == "modify requested, held");
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
    BOOST_TEST(bob.story() == "modify requested, ended not_acknowledged 0");
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
