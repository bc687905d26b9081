#include "streams.hpp"

using namespace test;

/// The loss of a connection in every state of a transaction and of a dialog: what is sent again, where, and when. One
/// test for each row of the table in sip_stack/README.md, in its order.
namespace {

struct Losing : Streams {
    Losing()
    {
        network.mutual_tls = true;
        resolve("bob.example.com", {{TransportKind::tls, 5061}});
    }

    /// The connection breaks in place of the delivery of the next such message.
    void cut_at(std::string what)
    {
        network.fate = [cut = false, what = std::move(what)](const Packet& packet) mutable {
            if (cut || packet.what() != what)
                return Fate::deliver;
            cut = true;
            return Fate::cut;
        };
    }
    void cut_now()
    {
        network.cut_streams(alice);
        network.run_for(100ms);
    }
    /// "alice INVITE bob\n" and so on, from now on.
    std::string ladder_of(Duration time)
    {
        network.take_ladder();
        network.run_for(time);
        return network.take_ladder();
    }
};

/// Everything is the same over TCP and TLS.
template <class Test>
void over_both(Test test)
{
    for (const char* to : {over_tcp, over_tls})
        BOOST_TEST_CONTEXT(to)
        {
            Losing world;
            test(world, to);
        }
}

} // namespace

BOOST_AUTO_TEST_SUITE(lost_client_transaction)

BOOST_FIXTURE_TEST_CASE(row_1_connection_does_not_open_the_next_address_is_tried, Losing)
{
    resolve("farm.example.com", {{TransportKind::tcp, 9998}, {TransportKind::tcp, 5060}});
    connect("bob@farm.example.com");
    BOOST_TEST(alice.story() == "180, connected");
}

BOOST_AUTO_TEST_CASE(row_2_no_response_on_a_new_connection_the_next_address_is_tried_and_not_the_same)
{
    over_both([](Losing& world, const char* to) {
        world.cut_at("INVITE");
        world.connect(to);
        BOOST_TEST(world.alice.story() == "failed INVITE, ended transport 503");
        BOOST_TEST(world.network.opened() == 1U);
    });
    Losing world;
    world.resolve("farm.example.com", {{TransportKind::tcp, 5060}, {TransportKind::udp, 5060}});
    world.cut_at("INVITE");
    world.connect("bob@farm.example.com");
    BOOST_TEST(world.alice.story() == "180, connected");
}

BOOST_AUTO_TEST_CASE(row_3_no_response_on_a_kept_connection_the_same_address_is_tried_once_more_at_once)
{
    over_both([](Losing& world, const char* to) {
        world.connect(to);
        world.cut_at("INVITE");
        const TimePoint before = world.network.now();
        world.network.take_ladder();
        world.alice.call(to);
        std::vector<std::string> vias;
        world.network.run_for(40ms);
        BOOST_TEST((world.network.now() - before < 50ms));
        BOOST_TEST(world.bob.count("incoming") == 2U);
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, connected, 180, connected");
        BOOST_TEST(world.network.opened() == 2U);
    });
}

BOOST_AUTO_TEST_CASE(row_3_only_once)
{
    Losing world;
    world.connect(over_tcp);
    world.network.fate = [](const Packet& packet) { return packet.what() == "INVITE" ? Fate::cut : Fate::deliver; };
    world.alice.forget();
    world.connect(over_tcp);
    BOOST_TEST(world.alice.story() == "failed INVITE, ended transport 503");
    BOOST_TEST(world.network.opened() == 2U);
}

BOOST_AUTO_TEST_CASE(row_4_ringing_nothing_is_sent_again_and_the_call_ends)
{
    over_both([](Losing& world, const char* to) {
        world.bob.answers = false;
        world.connect(to);
        world.cut_now();
        BOOST_TEST(world.alice.story() == "180, failed INVITE, ended transport 503");
        BOOST_TEST(world.ladder_of(10s) == "");
    });
}

BOOST_AUTO_TEST_CASE(row_5_the_ack_is_lost_and_goes_by_the_connection_that_brings_the_2xx_again)
{
    over_both([](Losing& world, const char* to) {
        world.cut_at("ACK");
        world.connect(to);
        BOOST_TEST(world.alice.story() == "180, connected");
        BOOST_TEST(world.bob.story() == "incoming, acknowledged");
        BOOST_TEST(world.network.opened() == 2U);
        world.alice.hang_up(world.alice.last());
        world.network.run_for(1s);
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, ended remote_bye 0");
        world.expect_nothing_left();
    });
}

BOOST_AUTO_TEST_CASE(row_6_a_bye_without_response_is_sent_once_more_by_a_new_connection)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.cut_at("BYE");
        world.alice.hang_up(call);
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, connected, released");
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, ended remote_bye 0");
    });
}

BOOST_AUTO_TEST_CASE(row_6_when_only_its_response_was_lost_the_peer_knows_the_call_no_more_and_that_ends_it_too)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.cut_at("200 BYE");
        world.alice.hang_up(call);
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, connected, released");
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, ended remote_bye 0");
        BOOST_TEST(world.network.take_ladder().find("bob 481 BYE alice") != std::string::npos);
    });
}

BOOST_AUTO_TEST_CASE(row_7_a_cancel_is_lost_the_call_is_released_at_once)
{
    over_both([](Losing& world, const char* to) {
        world.bob.answers = false;
        const auto call = world.connect(to);
        world.cut_at("CANCEL");
        world.alice.hang_up(call);
        world.network.run_for(100ms);
        BOOST_TEST(world.alice.count("released") == 1U);
    });
}

BOOST_AUTO_TEST_CASE(row_8_a_failure_was_received_nothing_is_left_to_lose)
{
    over_both([](Losing& world, const char* to) {
        world.bob.answers = false;
        world.connect(to);
        (void)world.bob.command(world.bob.last(), sip::Reject{});
        world.cut_at("ACK");
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, ended rejected 486");
        BOOST_TEST(world.bob.story() == "incoming, released");
    });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lost_server_transaction) // RFC 3261 §18.2.2

BOOST_AUTO_TEST_CASE(row_9_ringing_the_response_opens_a_connection_to_the_address_of_the_via_when_it_is_due)
{
    over_both([](Losing& world, const char* to) {
        world.bob.answers = false;
        world.connect(to);
        const auto incoming = world.bob.last();
        world.cut_now();
        BOOST_TEST(world.network.opened() == 1U);
        world.bob.answer(incoming);
        BOOST_TEST(world.ladder_of(50ms).find("bob 200 alice") != std::string::npos);
        BOOST_TEST(world.network.opened() == 2U);
    });
}

BOOST_AUTO_TEST_CASE(row_10_a_2xx_without_ack_is_repeated_by_a_new_connection_until_64_t1)
{
    over_both([](Losing& world, const char* to) {
        world.bob.answers = false;
        world.connect(to);
        const auto incoming = world.bob.last();
        world.cut_now(); // the caller gives up: nobody will ever send the ACK
        world.bob.answer(incoming);
        world.network.run_for(31s);
        std::size_t copies = 0;
        const std::string ladder = world.network.take_ladder();
        for (std::size_t at = 0; (at = ladder.find("bob 200 alice", at)) != std::string::npos; ++at)
            ++copies;
        BOOST_TEST(copies >= 8U); // 0, 0.5, 1.5, 3.5, 7.5 s, and then each 4 s
        world.network.run_for(2s);
        BOOST_TEST(world.bob.story() == "incoming, ended not_acknowledged 0");
        BOOST_TEST(world.network.take_ladder().find("bob BYE alice") != std::string::npos);
        world.expect_nothing_left();
    });
}

BOOST_AUTO_TEST_CASE(row_11_a_failure_response_without_ack_is_not_repeated)
{
    over_both([](Losing& world, const char* to) {
        world.bob.answers = false;
        world.connect(to);
        world.cut_at("486");
        (void)world.bob.command(world.bob.last(), sip::Reject{});
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, failed INVITE, ended transport 503");
        BOOST_TEST(world.bob.story() == "incoming, released");
        BOOST_TEST(world.network.opened() == 1U);
        world.expect_nothing_left();
    });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lost_dialog)

BOOST_AUTO_TEST_CASE(row_12_a_call_outlives_its_connection_and_the_callers_next_request_opens_one)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.cut_now();
        BOOST_TEST(world.ladder_of(10min) == "");
        BOOST_TEST(world.alice.story() == "180, connected");
        world.alice.hang_up(call); // bob's Contact is a bare address; asserted is the name that was proved
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, connected, released");
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, ended remote_bye 0");
        BOOST_TEST(world.network.opened() == 2U);
    });
}

BOOST_AUTO_TEST_CASE(row_13_and_so_does_the_callees)
{
    over_both([](Losing& world, const char* to) {
        world.connect(to);
        world.cut_now();
        world.bob.hang_up(world.bob.last()); // asserted is the name in the certificate that alice called with
        world.network.run_for(1s);
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, released");
        BOOST_TEST(world.alice.story() == "180, connected, ended remote_bye 0");
    });
}

BOOST_AUTO_TEST_CASE(row_13_a_caller_who_has_proved_nothing_is_asserted_by_his_contact_alone)
{
    Losing world;
    world.network.mutual_tls = false;
    world.connect(over_tls);
    world.cut_now();
    world.bob.hang_up(world.bob.last()); // alice's certificate does not name the bare address in her Contact
    world.network.run_for(1s);
    BOOST_TEST(world.bob.story() == "incoming, acknowledged, failed BYE, released");
    BOOST_TEST(world.bob.last_reason() == "the certificate names somebody else");
}

BOOST_AUTO_TEST_CASE(row_14_behind_a_proxy_requests_in_the_dialog_go_to_the_proxy_and_assert_its_name)
{
    ConfiguredWorld world{[](sip::EndpointConfig& config) {
        config.outbound_proxy = sip::OutboundProxy{"192.0.2.2", 0, TransportKind::tls, "bob.example.com"};
    }};
    const auto call = world.alice.call("sips:someone@198.51.100.7");
    world.network.run_for(1s);
    world.network.cut_streams(world.alice);
    world.network.run_for(1s);
    world.alice.hang_up(call);
    world.network.run_for(1s);
    BOOST_TEST(world.alice.story() == "180, connected, released");
    BOOST_TEST(world.bob.story() == "incoming, acknowledged, ended remote_bye 0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lost_reinvite)

BOOST_AUTO_TEST_CASE(row_15_a_reinvite_without_response_is_sent_once_more_by_a_new_connection)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.cut_at("INVITE");
        world.alice.modify(call, sip::sdp::Direction::sendonly);
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, connected, modify accepted");
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, held");
        BOOST_TEST(world.network.opened() == 2U);
    });
}

BOOST_AUTO_TEST_CASE(row_15_when_that_fails_too_the_call_stays_as_it_was)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.network.fate = [](const Packet& packet) { return packet.what() == "INVITE" ? Fate::cut : Fate::deliver; };
        world.alice.modify(call, sip::sdp::Direction::sendonly);
        world.network.run_for(1s);
        BOOST_TEST(world.alice.story() == "180, connected, failed INVITE, modify failed 503");
        world.network.fate = {};
        world.alice.modify(call, sip::sdp::Direction::inactive);
        world.network.run_for(1s);
        BOOST_TEST(world.alice.count("modify accepted") == 1U);
    });
}

BOOST_AUTO_TEST_CASE(row_16_one_with_a_provisional_response_is_not_sent_again)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.bob.endpoint().hand_up({.reinvites = true});
        world.alice.modify(call, sip::sdp::Direction::sendonly);
        world.network.run_for(1s); // bob's 100 has come
        world.cut_now();
        BOOST_TEST(world.alice.story() == "180, connected, failed INVITE, modify failed 503");
        BOOST_TEST(world.ladder_of(10s) == "");
        (void)world.bob.command(world.bob.last(), sip::AcceptModify{}); // nobody will acknowledge that
        world.network.run_for(40s);
        BOOST_TEST(world.bob.story() ==
                   "incoming, acknowledged, modify requested, modify withdrawn 0, ended not_acknowledged 0");
        BOOST_TEST(world.alice.story() == "180, connected, failed INVITE, modify failed 503, ended remote_bye 0");
    });
}

BOOST_AUTO_TEST_CASE(row_17_the_ack_of_its_2xx_is_lost_and_goes_by_the_connection_that_brings_the_2xx_again)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.cut_at("ACK");
        world.alice.modify(call, sip::sdp::Direction::sendonly);
        world.network.run_for(40s);
        BOOST_TEST(world.alice.story() == "180, connected, modify accepted");
        BOOST_TEST(world.bob.story() == "incoming, acknowledged, held");
    });
}

BOOST_AUTO_TEST_CASE(row_18_the_answer_to_a_received_reinvite_opens_a_connection)
{
    over_both([](Losing& world, const char* to) {
        const auto call = world.connect(to);
        world.bob.endpoint().hand_up({.reinvites = true});
        world.alice.modify(call, sip::sdp::Direction::sendonly);
        world.network.run_for(1s);
        const auto asked = world.bob.last();
        world.cut_now();
        BOOST_TEST(!world.bob.command(asked, sip::RejectModify{}));
        BOOST_TEST(world.ladder_of(50ms).find("bob 488 alice") != std::string::npos);
        BOOST_TEST(world.bob.endpoint().statistics().calls == 1U);
    });
}

BOOST_AUTO_TEST_SUITE_END()
