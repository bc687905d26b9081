#include "streams.hpp"

using namespace test;
using Code = sip::CommandError::Code;

/// The owner writes the session descriptions, and the ACKs of 2xx responses (3PCC): RFC 3261 §13.2, §14; RFC 3264; RFC
/// 6337.
namespace {

const std::string with_sdp = peer_contact + std::string{sdp_content};

sip::RawBody own(std::string text, sip::SdpRole role = sip::SdpRole::whichever)
{
    return {"application/sdp", std::move(text), role};
}
std::string body_of(std::string_view message) { return std::string{message.substr(message.find("\r\n\r\n") + 4)}; }
std::string method_of(std::string_view message) { return start_line(message).substr(0, 3); }

sip::EndpointConfig owner_describes()
{
    sip::EndpointConfig config = all_transports();
    config.owner_describes = true;
    return config;
}

/// Bob's program is one of 3PCC, and the test speaks for the peer.
struct OwnerWorld {
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2", owner_describes()};
    RawPeer peer{network, "peer", "192.0.2.9"};
    const Address bob_udp{bob.ip(), 5060};
    sip::CallHandle call{};

    OwnerWorld() { bob.rings = bob.answers = false; }

    std::vector<std::string> after(Duration time)
    {
        network.run_for(time);
        return peer.take();
    }
    std::vector<std::string> ask(const std::string& text)
    {
        peer.take();
        peer.send(text, bob_udp);
        return after(50ms);
    }
    Code command(const sip::CallCommand& command) { return bob.command(call, command).code; }
};

/// Bob calls.
struct OwnerCalls : OwnerWorld {
    std::string invite, ok;

    /// Gives what came back for the 2xx. Its description is the answer, or with NoMedia the offer.
    std::vector<std::string> connect(sip::MediaChoice media, bool own_ack = true)
    {
        place(std::move(media), own_ack);
        ok = response_to(invite, 200, "t", with_sdp, sdp_text());
        return ask(ok);
    }
    void place(sip::MediaChoice media, bool own_ack = true)
    {
        sip::MakeCall command;
        command.to = "sip:peer@192.0.2.9";
        command.media = std::move(media);
        command.own_ack = own_ack;
        BOOST_TEST(!bob.make(command, call));
        invite = after(50ms).at(0);
    }
    /// The same, and acknowledged.
    void be_connected()
    {
        (void)connect(own("v=0 offer"));
        BOOST_TEST((command(sip::Acknowledge{}) == Code::ok));
        (void)after(50ms);
        bob.forget();
    }
    std::string reinvite(const sip::Modify& change)
    {
        BOOST_TEST((command(change) == Code::ok));
        return after(50ms).at(0);
    }
    std::vector<std::string> accept(const std::string& reinvite)
    {
        return ask(response_to(reinvite, 200, {}, with_sdp, sdp_text("a=recvonly\r\n")));
    }
};

/// The peer calls.
struct OwnerAnswers : OwnerWorld {
    std::vector<std::string> offered(const std::string& text)
    {
        auto answers = ask(text);
        call = bob.last();
        return answers;
    }
    std::vector<std::string> said(const sip::CallCommand& what)
    {
        BOOST_TEST((command(what) == Code::ok));
        return after(20ms);
    }
    std::string tag;
    void be_connected()
    {
        (void)offered(invite());
        tag = to_tag(said(sip::Answer{{}, own("v=0 answer")}).at(0));
        (void)ask(request("ACK", "c1", 1, {}, {}, tag));
        bob.forget();
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(owner_acknowledges, OwnerCalls)

BOOST_AUTO_TEST_CASE(the_2xx_and_its_copies_wait_for_the_ack_and_later_copies_get_the_same)
{
    BOOST_TEST(connect(own("v=0 offer")).empty());
    BOOST_TEST(body_of(invite) == "v=0 offer");
    BOOST_TEST(header(invite, "Content-Type") == "application/sdp");
    BOOST_TEST(body_of(bob.last_text()) == sdp_text());
    BOOST_TEST(ask(ok).empty());
    BOOST_TEST((command(sip::Acknowledge{{"X-Why: because"}, {}}) == Code::ok));
    const std::string ack = after(50ms).at(0);
    BOOST_TEST(start_line(ack) == "ACK sip:peer@192.0.2.9:5070 SIP/2.0");
    BOOST_TEST(header(ack, "CSeq") == "1 ACK");
    BOOST_TEST(header(ack, "X-Why") == "because");
    BOOST_TEST(body_of(ack) == "");
    BOOST_TEST(ask(ok).at(0) == ack);
    BOOST_TEST(bob.story() == "connected, ack wanted, ack sent");
    BOOST_TEST((command(sip::Acknowledge{}) == Code::wrong_state));
}

BOOST_AUTO_TEST_CASE(without_the_wish_the_ack_goes_by_itself)
{
    BOOST_TEST(method_of(connect(own("v=0 offer"), false).at(0)) == "ACK");
    BOOST_TEST(bob.story() == "connected");
    BOOST_TEST((command(sip::Acknowledge{}) == Code::wrong_state));
}

BOOST_AUTO_TEST_CASE(the_offer_of_a_2xx_is_answered_in_the_ack_once) // RFC 3261 §13.2.1
{
    BOOST_TEST(connect(sip::NoMedia{}).empty());
    BOOST_TEST(header(invite, "Content-Length") == "0");
    BOOST_TEST((command(sip::Acknowledge{}) == Code::bad_argument));
    BOOST_TEST((command(sip::Acknowledge{{}, own("v=0", sip::SdpRole::offer)}) == Code::wrong_state));
    BOOST_TEST((command(sip::Acknowledge{{}, {"a\r\nb", "v=0"}}) == Code::bad_argument));
    BOOST_TEST((command(sip::Acknowledge{{"Via: x"}, own("v=0")}) == Code::bad_argument));
    BOOST_TEST(after(50ms).empty());
    BOOST_TEST((command(sip::Acknowledge{{}, own("v=0 answer", sip::SdpRole::answer)}) == Code::ok));
    const std::string ack = after(50ms).at(0);
    BOOST_TEST(body_of(ack) == "v=0 answer");
    BOOST_TEST(header(ack, "Content-Type") == "application/sdp");
    BOOST_TEST(ask(ok).at(0) == ack);
}

BOOST_AUTO_TEST_CASE(an_ack_has_nothing_to_say_where_the_exchange_is_complete)
{
    (void)connect(own("v=0 offer"));
    BOOST_TEST((command(sip::Acknowledge{{}, own("v=0 more")}) == Code::wrong_state));
    BOOST_TEST(after(50ms).empty());
    BOOST_TEST((command(sip::Acknowledge{}) == Code::ok));
    BOOST_TEST(after(50ms).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_owner_may_acknowledge_what_the_stack_has_offered_too)
{
    (void)connect(audio(bob.ip(), 4000));
    BOOST_TEST(bob.last_media().has_value());
    BOOST_TEST((command(sip::Acknowledge{{}, own("v=0 more")}) == Code::wrong_state));
    BOOST_TEST((command(sip::Acknowledge{}) == Code::ok));
    BOOST_TEST(body_of(after(50ms).at(0)) == "");
    const std::string hold = reinvite({{}, audio(bob.ip(), 4002), {}, true});
    BOOST_TEST(ask(response_to(hold, 200, {}, with_sdp, sdp_text())).empty());
    BOOST_TEST((command(sip::Acknowledge{}) == Code::ok));
    BOOST_TEST(header(after(50ms).at(0), "CSeq") == "2 ACK");
    BOOST_TEST(bob.story() == "connected, ack wanted, ack sent, modify accepted, ack wanted, ack sent");
}

BOOST_AUTO_TEST_CASE(an_ack_that_never_comes_ends_the_call_and_refuses_the_offer) // RFC 3261 §13.2.2.4
{
    (void)connect(sip::NoMedia{});
    BOOST_TEST(after(31s).empty());
    const auto sent = after(2s);
    BOOST_TEST_REQUIRE(sent.size() == 3U); // the BYE twice: the peer is silent
    BOOST_TEST(method_of(sent[0]) == "ACK");
    BOOST_TEST(body_of(sent[0]).find("m=audio 0 ") != std::string::npos, sent[0]);
    BOOST_TEST(method_of(sent[1]) == "BYE");
    BOOST_TEST(bob.story() == "connected, ack wanted, ended not_acknowledged 0");
    BOOST_TEST((command(sip::Acknowledge{}) == Code::no_such_call));
}

BOOST_AUTO_TEST_CASE(hanging_up_before_acknowledges_first)
{
    (void)connect(own("v=0 offer"));
    bob.hang_up(call);
    const auto sent = after(50ms);
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(method_of(sent[0]) == "ACK");
    BOOST_TEST(body_of(sent[0]) == "");
    BOOST_TEST(method_of(sent[1]) == "BYE");
    (void)ask(response_to(sent[1], 200, {}));
    BOOST_TEST(bob.story() == "connected, ack wanted, released");
}

BOOST_AUTO_TEST_CASE(hanging_up_before_refuses_what_the_2xx_offers)
{
    (void)connect(sip::NoMedia{});
    bob.hang_up(call);
    const auto sent = after(50ms);
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(body_of(sent[0]).find("m=audio 0 ") != std::string::npos, sent[0]);
    BOOST_TEST(method_of(sent[1]) == "BYE");
}

BOOST_AUTO_TEST_CASE(an_offer_that_nobody_can_read_is_acknowledged_plainly_at_the_end)
{
    place(sip::NoMedia{});
    (void)ask(response_to(invite, 200, "t", with_sdp, "no description"));
    BOOST_TEST(bob.story() == "connected, ack wanted"); // it is the owner's to judge
    bob.hang_up(call);
    BOOST_TEST(body_of(after(50ms).at(0)) == "");
}

BOOST_AUTO_TEST_CASE(the_peers_bye_ends_the_wait)
{
    (void)connect(own("v=0 offer"));
    const auto answers = ask(in_dialog("BYE", response_to(invite, 200, "t"), 1));
    BOOST_TEST(status_of(answers.at(0)) == 200);
    BOOST_TEST(answers.size() == 1U);
    BOOST_TEST(bob.story() == "connected, ack wanted, ended remote_bye 0");
    network.run_for(60s);
    BOOST_TEST(bob.endpoint().statistics().calls == 0U);
}

BOOST_AUTO_TEST_CASE(another_fork_that_is_answered_meanwhile_is_declined_and_the_first_waits_on)
{
    (void)connect(own("v=0 offer"));
    const auto sent = ask(response_to(invite, 200, "other", with_sdp, sdp_text()));
    BOOST_TEST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(to_tag(sent[0]) == "other");
    BOOST_TEST(method_of(sent[1]) == "BYE");
    BOOST_TEST((command(sip::Acknowledge{}) == Code::ok));
    BOOST_TEST(to_tag(after(50ms).at(0)) == "t");
}

BOOST_AUTO_TEST_CASE(a_2xx_that_crosses_the_cancel_is_not_handed_up)
{
    place(sip::NoMedia{});
    (void)ask(response_to(invite, 180, "t", peer_contact));
    bob.hang_up(call);
    const auto sent = ask(response_to(invite, 200, "t", with_sdp, sdp_text()));
    BOOST_TEST_REQUIRE(sent.size() == 3U);
    BOOST_TEST(method_of(sent[0]) == "CAN");
    BOOST_TEST(method_of(sent[1]) == "ACK");
    BOOST_TEST(body_of(sent[1]).find("m=audio 0 ") != std::string::npos, sent[1]);
    BOOST_TEST(method_of(sent[2]) == "BYE");
    (void)ask(response_to(sent[2], 200, {}));
    BOOST_TEST(bob.story() == "180, released");
}

BOOST_AUTO_TEST_CASE(a_2xx_without_the_description_that_is_due_ends_the_call)
{
    for (const bool offered : {true, false}) {
        OwnerCalls world;
        world.place(offered ? sip::MediaChoice{own("v=0 offer")} : sip::MediaChoice{sip::NoMedia{}});
        const auto sent = world.ask(response_to(world.invite, 200, "t", peer_contact));
        BOOST_TEST_REQUIRE(sent.size() == 2U);
        BOOST_TEST(method_of(sent[0]) == "ACK");
        BOOST_TEST(method_of(sent[1]) == "BYE");
        BOOST_TEST(world.bob.story() == "ended protocol 200");
    }
}

BOOST_AUTO_TEST_CASE(an_answer_in_a_provisional_response_counts_for_its_own_fork)
{
    place(own("v=0 offer"));
    (void)ask(response_to(invite, 183, "t", with_sdp, sdp_text()));
    BOOST_TEST(body_of(bob.last_text()) == sdp_text());
    (void)ask(response_to(invite, 200, "t", peer_contact));
    BOOST_TEST(bob.story() == "183, connected, ack wanted");

    OwnerCalls other;
    other.place(own("v=0 offer"));
    (void)other.ask(response_to(other.invite, 183, "t", with_sdp, sdp_text()));
    (void)other.ask(response_to(other.invite, 200, "u", peer_contact));
    BOOST_TEST(other.bob.story() == "183, ended protocol 200");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_refused_before_the_call_begins)
{
    const auto refused = [&](sip::MediaChoice media, bool own_ack, bool late) {
        sip::MakeCall command;
        command.to = "sip:peer@192.0.2.9";
        command.media = std::move(media);
        command.own_ack = own_ack;
        if (late)
            command.late_media = audio(bob.ip(), 4000);
        sip::CallHandle none{};
        return bob.make(command, none).code;
    };
    BOOST_TEST((refused(sip::NoMedia{}, true, true) == Code::bad_argument));
    BOOST_TEST((refused(sip::NoMedia{}, false, false) == Code::bad_argument));
    BOOST_TEST((refused(own(""), true, false) == Code::bad_argument));
    BOOST_TEST((refused(sip::RawBody{"", "v=0"}, true, false) == Code::bad_argument));
    BOOST_TEST((refused(sip::RawBody{"a/b\r\nX: y", "v=0"}, true, false) == Code::bad_argument));
    BOOST_TEST((refused(own("v=0", sip::SdpRole::answer), true, false) == Code::wrong_state));
    BOOST_TEST(after(50ms).empty());
}

BOOST_AUTO_TEST_CASE(a_reinvite_of_the_owners_is_acknowledged_by_him_too)
{
    be_connected();
    const std::string hold = reinvite({{}, own("v=0 hold"), {}, true});
    BOOST_TEST(body_of(hold) == "v=0 hold");
    BOOST_TEST(accept(hold).empty());
    BOOST_TEST(bob.story() == "modify accepted, ack wanted");
    BOOST_TEST((command(sip::Modify{{}, own("v=0 again"), {}, true}) == Code::wrong_state));
    BOOST_TEST(status_of(ask(in_dialog("INVITE", response_to(invite, 200, "t"), 1, with_sdp, sdp_text())).at(0)) ==
               491); // RFC 3261 §14.2
    (void)ask(in_dialog("ACK", response_to(invite, 200, "t"), 1));
    BOOST_TEST(ask(ok).empty()); // a copy of the first 2xx is not that of the second
    BOOST_TEST((command(sip::Acknowledge{{}, own("v=0 more")}) == Code::wrong_state));
    BOOST_TEST((command(sip::Acknowledge{}) == Code::ok));
    const std::string ack = after(50ms).at(0);
    BOOST_TEST(header(ack, "CSeq") == "2 ACK");
    BOOST_TEST(accept(hold).at(0) == ack);
    BOOST_TEST(bob.story() == "modify accepted, ack wanted, ack sent");
    (void)reinvite({{}, own("v=0 again"), {}, true});
}

BOOST_AUTO_TEST_CASE(a_reinvite_without_offer_is_answered_in_the_ack_by_the_owner)
{
    be_connected();
    BOOST_TEST(accept(reinvite({{}, sip::NoMedia{}, {}, true})).empty());
    BOOST_TEST((command(sip::Acknowledge{}) == Code::bad_argument));
    BOOST_TEST((command(sip::Acknowledge{{}, own("v=0 answer")}) == Code::ok));
    BOOST_TEST(body_of(after(50ms).at(0)) == "v=0 answer");
}

BOOST_AUTO_TEST_CASE(an_ack_of_a_reinvite_that_never_comes_ends_the_call)
{
    be_connected();
    (void)accept(reinvite({{}, own("v=0 hold"), {}, true}));
    const auto sent = after(33s);
    BOOST_TEST_REQUIRE(sent.size() >= 2U);
    BOOST_TEST(header(sent[0], "CSeq") == "2 ACK");
    BOOST_TEST(method_of(sent[1]) == "BYE");
    BOOST_TEST(bob.story() == "modify accepted, ack wanted, ended not_acknowledged 0");
}

BOOST_AUTO_TEST_CASE(a_2xx_to_a_reinvite_without_description_fails_it_and_the_call_stays)
{
    be_connected();
    for (const bool offered : {true, false}) {
        const std::string change =
            reinvite({{}, offered ? sip::MediaChoice{own("v=0 hold")} : sip::MediaChoice{sip::NoMedia{}}, {}, true});
        BOOST_TEST(method_of(ask(response_to(change, 200, {}, peer_contact)).at(0)) == "ACK");
    }
    BOOST_TEST(bob.story() == "modify failed 200, modify failed 200");
    (void)reinvite({{}, own("v=0 again"), {}, true});
}

BOOST_AUTO_TEST_CASE(a_call_that_is_hung_up_during_a_reinvite_acknowledges_its_2xx)
{
    be_connected();
    const std::string change = reinvite({{}, sip::NoMedia{}, {}, true});
    bob.hang_up(call);
    (void)after(20ms);
    const auto sent = accept(change);
    BOOST_TEST(method_of(sent.at(0)) == "ACK");
    BOOST_TEST(body_of(sent.at(0)).find("m=audio 0 ") != std::string::npos, sent.at(0));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(owner_answers, OwnerAnswers)

BOOST_AUTO_TEST_CASE(an_offer_comes_up_as_it_is)
{
    (void)offered(request("INVITE", "c1", 1, sdp_content, "o=odd\r\n"));
    BOOST_TEST(bob.story() == "incoming");
    BOOST_TEST(body_of(bob.last_text()) == "o=odd\r\n");
}

BOOST_AUTO_TEST_CASE(an_answer_is_said_once_and_repeated_in_every_later_response) // RFC 3261 §13.2.1
{
    (void)offered(invite());
    BOOST_TEST(body_of(said(sip::SendProvisional{180, {}, sip::NoMedia{}}).at(0)) == "");
    BOOST_TEST(body_of(said(sip::SendProvisional{183, {}, own("v=0 early")}).at(0)) == "v=0 early");
    BOOST_TEST((command(sip::SendProvisional{183, {}, own("v=0 other")}) == Code::wrong_state));
    BOOST_TEST((command(sip::Answer{{}, own("v=0 early")}) == Code::wrong_state));
    BOOST_TEST(after(20ms).empty());
    BOOST_TEST(body_of(said(sip::SendProvisional{180, {}, sip::NoMedia{}}).at(0)) == "v=0 early");
    const std::string ok = said(sip::Answer{}).at(0);
    BOOST_TEST(body_of(ok) == "v=0 early");
    (void)ask(request("ACK", "c1", 1, {}, {}, to_tag(ok)));
    BOOST_TEST(bob.story() == "incoming, acknowledged");
}

BOOST_AUTO_TEST_CASE(a_100_may_carry_it_and_then_the_200_does_too)
{
    (void)offered(invite());
    const std::string trying = said(sip::SendTrying{{"X-Why: early"}, own("v=0 soon")}).at(0);
    BOOST_TEST(status_of(trying) == 100);
    BOOST_TEST(body_of(trying) == "v=0 soon");
    BOOST_TEST(header(trying, "X-Why") == "early");
    BOOST_TEST(body_of(said(sip::Answer{}).at(0)) == "v=0 soon");
}

BOOST_AUTO_TEST_CASE(a_2xx_needs_a_description_and_the_right_one)
{
    (void)offered(invite());
    BOOST_TEST((command(sip::Answer{}) == Code::bad_argument));
    BOOST_TEST((command(sip::Answer{{}, own("v=0", sip::SdpRole::offer)}) == Code::wrong_state));
    BOOST_TEST(status_of(said(sip::Answer{{}, own("v=0", sip::SdpRole::answer)}).at(0)) == 200);
}

BOOST_AUTO_TEST_CASE(the_offer_of_our_2xx_is_answered_in_the_ack_which_comes_up)
{
    (void)offered(request("INVITE", "c1", 1));
    BOOST_TEST((command(sip::Answer{{}, own("v=0", sip::SdpRole::answer)}) == Code::wrong_state));
    const std::string ok = said(sip::Answer{{}, own("v=0 offer", sip::SdpRole::offer)}).at(0);
    BOOST_TEST(body_of(ok) == "v=0 offer");
    (void)ask(request("ACK", "c1", 1, sdp_content, "v=0 answer", to_tag(ok)));
    BOOST_TEST(bob.story() == "incoming, acknowledged");
    BOOST_TEST(body_of(bob.last_text()) == "v=0 answer");
}

BOOST_AUTO_TEST_CASE(an_ack_that_owes_the_answer_and_has_none_ends_the_call)
{
    (void)offered(request("INVITE", "c1", 1));
    const std::string tag_now = to_tag(said(sip::Answer{{}, own("v=0 offer")}).at(0));
    const auto sent = ask(request("ACK", "c1", 1, {}, {}, tag_now));
    BOOST_TEST(method_of(sent.at(0)) == "BYE");
    BOOST_TEST(bob.story() == "incoming, ended protocol 0");
}

BOOST_AUTO_TEST_CASE(a_reinvite_that_is_not_handed_up_is_refused_and_changes_nothing)
{
    be_connected();
    BOOST_TEST(status_of(ask(invite("c1", 2, {}, tag)).at(0)) == 488);
    BOOST_TEST(bob.story() == "");
}

BOOST_AUTO_TEST_CASE(a_reinvite_is_answered_once_and_its_ack_comes_up)
{
    be_connected();
    bob.endpoint().hand_up({.reinvites = true});
    BOOST_TEST(ask(request("INVITE", "c1", 2, sdp_content, "o=odd\r\n", tag)).empty());
    BOOST_TEST(body_of(bob.last_text()) == "o=odd\r\n");
    BOOST_TEST((command(sip::AcceptModify{}) == Code::bad_argument));
    BOOST_TEST((command(sip::AcceptModify{{}, own("v=0", sip::SdpRole::offer)}) == Code::wrong_state));
    BOOST_TEST(body_of(said(sip::AcceptModify{{}, own("v=0 held", sip::SdpRole::answer)}).at(0)) == "v=0 held");
    (void)ask(request("ACK", "c1", 2, {}, {}, tag));
    BOOST_TEST(bob.story() == "modify requested, modified");
}

BOOST_AUTO_TEST_CASE(a_reinvite_without_offer_gets_the_owners_and_its_ack_the_answer)
{
    be_connected();
    bob.endpoint().hand_up({.reinvites = true});
    (void)ask(request("INVITE", "c1", 2, {}, {}, tag));
    BOOST_TEST((command(sip::AcceptModify{{}, own("v=0", sip::SdpRole::answer)}) == Code::wrong_state));
    (void)said(sip::AcceptModify{{}, own("v=0 offer")});
    (void)ask(request("ACK", "c1", 2, sdp_content, "v=0 answer", tag));
    BOOST_TEST(body_of(bob.last_text()) == "v=0 answer");
    (void)ask(request("INVITE", "c1", 3, {}, {}, tag));
    (void)said(sip::AcceptModify{{}, own("v=0 offer")});
    (void)ask(request("ACK", "c1", 3, {}, {}, tag));
    BOOST_TEST(bob.story() == "modify requested, modified, modify requested, modify withdrawn 0");
}

BOOST_AUTO_TEST_CASE(a_refusal_may_say_what_would_be_accepted) // RFC 3261 §21.4.26
{
    be_connected();
    bob.endpoint().hand_up({.reinvites = true});
    (void)ask(invite("c1", 2, {}, tag));
    BOOST_TEST((command(sip::RejectModify{488, {}, {}, {"a\nb", "v=0"}}) == Code::bad_argument));
    const std::string refusal = said(sip::RejectModify{488, {}, {}, own("v=0 could")}).at(0);
    BOOST_TEST(status_of(refusal) == 488);
    BOOST_TEST(body_of(refusal) == "v=0 could");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(owner_over_streams)

namespace {

struct OwnerPair {
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", owner_describes()};
    UserAgentHost bob{network, "bob", "192.0.2.2", owner_describes()};
    sip::CallHandle call{};

    explicit OwnerPair(const char* to)
    {
        network.name("bob.example.com", {{{TransportKind::tls, {bob.ip(), 5061}, {}}, alice.ip()}});
        bob.answers = false;
        sip::MakeCall command;
        command.to = to;
        command.own_ack = true;
        BOOST_TEST(!alice.make(command, call));
        network.run_for(1s);
        BOOST_TEST(!bob.command(bob.last(), sip::Answer{{}, own("v=0 offer")}));
        network.run_for(1s);
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(slow_start_over_tcp_and_tls)
{
    for (const char* const way : {over_tcp, over_tls}) {
        OwnerPair pair{way};
        BOOST_TEST(body_of(pair.alice.last_text()) == "v=0 offer");
        BOOST_TEST(!pair.alice.command(pair.call, sip::Acknowledge{{}, own("v=0 answer")}));
        pair.network.run_for(1s);
        BOOST_TEST(body_of(pair.bob.last_text()) == "v=0 answer");
        BOOST_TEST(pair.alice.story() == "180, connected, ack wanted, ack sent");
        BOOST_TEST(pair.bob.story() == "incoming, acknowledged");
    }
}

BOOST_AUTO_TEST_CASE(an_ack_that_cannot_be_delivered_ends_the_call)
{
    OwnerCalls world;
    world.place(own("v=0 offer"));
    const std::string nowhere = "Contact: <sip:peer@192.0.2.77;transport=tcp>\r\n" + std::string{sdp_content};
    (void)world.ask(response_to(world.invite, 200, "t", nowhere, sdp_text()));
    BOOST_TEST((world.command(sip::Acknowledge{}) == Code::ok));
    world.network.run_for(200s);
    BOOST_TEST(world.bob.story() == "connected, ack wanted, failed ACK, ended transport 0");
    BOOST_TEST(world.bob.endpoint().statistics().calls == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
