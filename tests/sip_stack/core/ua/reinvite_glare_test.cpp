#include "reinvite_worlds.hpp"

using namespace test;

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
