#include "worlds.hpp"

using namespace test;

/// REFER and Replaces (RFC 3515, 3891, 5589): we transfer, are transferred, are the target.
namespace {

sip::EndpointConfig with_transfers()
{
    sip::EndpointConfig config = all_transports();
    config.transfers = true;
    return config;
}

/// Alice, whom bob has called, wants him to talk to carol.
struct Trio {
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", with_transfers()};
    UserAgentHost bob{network, "bob", "192.0.2.2", with_transfers()};
    UserAgentHost carol{network, "carol", "192.0.2.3", with_transfers()};
    sip::CallHandle at_alice{}, at_bob{};

    Trio()
    {
        at_bob = bob.call("sip:alice@192.0.2.1");
        network.run_for(50ms);
        at_alice = alice.last();
        forget();
    }
    void forget()
    {
        for (UserAgentHost* host : {&alice, &bob, &carol})
            host->forget();
    }
    void run() { network.run_for(50ms); }
    /// Bob does what he was asked for.
    sip::CallHandle call_target()
    {
        sip::MakeCall command;
        command.to = bob.last_target();
        command.from = "sip:bob@192.0.2.2";
        command.headers = bob.last_lines();
        command.media = audio(bob.ip(), 4002);
        sip::CallHandle call{};
        const sip::CommandError refused = bob.make(command, call);
        BOOST_TEST(!refused, refused.text);
        return call;
    }
    /// Alice calls carol; gives her call.
    sip::CallHandle consulted()
    {
        const sip::CallHandle call = alice.call("sip:carol@192.0.2.3");
        run();
        forget();
        return call;
    }
};

/// Bob is connected with the peer, whom he called.
struct Transferor : PeerWorld {
    UserAgentHost transferor{network, "dave", "192.0.2.4", with_transfers()};
    const Address dave_udp{transferor.ip(), 5060};
    std::string ack;
    sip::CallHandle call{};
    Transferor()
    {
        call = transferor.call("sip:peer@192.0.2.9");
        network.run_for(50ms);
        const std::string invite = peer.take_one();
        ack = say(response_to(invite, 200, "t", std::string{sdp_content} + peer_contact, sdp_text())).at(0);
        transferor.forget();
    }
    std::vector<std::string> say(const std::string& text)
    {
        peer.take();
        peer.send(text, dave_udp);
        network.run_for(50ms);
        return peer.take();
    }
    std::string refer(sip::Refer command = {"sip:carol@192.0.2.3", {}, {}})
    {
        BOOST_TEST(!transferor.command(call, command));
        network.run_for(50ms);
        return peer.take_one();
    }
    std::vector<std::string> notify(int cseq, std::string_view state, std::string_view fragment,
                                    std::string_view event = "refer")
    {
        return say(in_dialog("NOTIFY", ack, cseq,
                             "Event: " + std::string{event} + "\r\nSubscription-State: " + std::string{state} +
                                 "\r\nContent-Type: message/sipfrag\r\n",
                             fragment));
    }
};

/// The peer has called dave.
struct Transferee : PeerWorld {
    UserAgentHost dave{network, "dave", "192.0.2.4", with_transfers()};
    const Address dave_udp{dave.ip(), 5060};
    std::string tag;
    sip::CallHandle call{};
    Transferee()
    {
        tag = to_tag(say(invite()).back());
        (void)say(request("ACK", "c1", 1, {}, {}, tag));
        call = dave.last();
        dave.forget();
    }
    std::vector<std::string> say(const std::string& text)
    {
        peer.take();
        peer.send(text, dave_udp);
        network.run_for(50ms);
        return peer.take();
    }
    std::vector<std::string> refer(int cseq, std::string_view lines = "Refer-To: <sip:carol@192.0.2.3>\r\n")
    {
        return say(request("REFER", "c1", cseq, std::string{lines} + "Contact: <sip:peer@192.0.2.9>\r\n", {}, tag));
    }
    std::vector<std::string> after(Duration time)
    {
        network.run_for(time);
        return peer.take();
    }
    std::vector<std::string> report(int status)
    {
        BOOST_TEST(!dave.command(call, sip::ReportRefer{status, {}}));
        return after(50ms);
    }
    void confirm(const std::string& notify) { (void)say(response_to(notify, 200, {})); }
};

std::string body_of(std::string_view message) { return std::string{message.substr(message.find("\r\n\r\n") + 4)}; }

} // namespace

BOOST_AUTO_TEST_SUITE(transfer)

BOOST_FIXTURE_TEST_CASE(blind, Trio) // RFC 5589 §6.1
{
    BOOST_TEST(!alice.command(at_alice, sip::Refer{"sip:carol@192.0.2.3", {}, {}}));
    run();
    BOOST_TEST(bob.story() == "referred");
    BOOST_TEST(bob.last_target() == "sip:carol@192.0.2.3");
    BOOST_TEST(header(bob.last_text(), "Referred-By") == "<sip:alice@192.0.2.1>");
    BOOST_TEST(!bob.command(at_bob, sip::AcceptRefer{}));
    run();
    BOOST_TEST(alice.story() == "refer accepted");

    const sip::CallHandle leg = call_target();
    run();
    BOOST_TEST(carol.heard().front() == "incoming");
    BOOST_TEST(!bob.command(at_bob, sip::ReportRefer{180, {}}));
    run();
    BOOST_TEST(!bob.command(at_bob, sip::ReportRefer{200, {}}));
    run();
    BOOST_TEST(alice.story() == "refer accepted, refer progress 180, refer ended told 200");
    alice.hang_up(at_alice);
    run();
    BOOST_TEST(bob.count("ended remote_bye") == 1U);
    bob.hang_up(leg);
    run();
    BOOST_TEST(carol.count("ended remote_bye") == 1U);
    for (UserAgentHost* host : {&alice, &bob, &carol})
        BOOST_TEST(host->all_over_once(), host->name());
}

BOOST_FIXTURE_TEST_CASE(attended, Trio) // RFC 5589 §7.1, RFC 3891
{
    const sip::CallHandle consultation = consulted();
    BOOST_TEST(!alice.command(at_alice, sip::Refer{{}, consultation, {}}));
    run();
    BOOST_TEST(bob.last_target() == "sip:carol@192.0.2.3:5060");
    BOOST_REQUIRE(bob.last_lines().size() == 2U);
    BOOST_TEST(bob.last_lines().at(0).find("Replaces: ") == 0U);
    BOOST_TEST(bob.last_lines().at(0).find(";to-tag=") != std::string::npos);
    BOOST_TEST(bob.last_lines().at(1) == "Referred-By: <sip:alice@192.0.2.1>");
    (void)bob.command(at_bob, sip::AcceptRefer{});
    (void)call_target();
    run();
    BOOST_TEST(carol.count("incoming in place of another") == 1U);
    BOOST_TEST(carol.count("ended replaced 0") == 1U); // with the 200, and alice hears a BYE
    BOOST_TEST(alice.count("ended remote_bye") == 1U);
    BOOST_TEST(!bob.command(at_bob, sip::ReportRefer{200, {}}));
    run();
    BOOST_TEST(alice.count("refer ended told 200") == 1U);
}

BOOST_FIXTURE_TEST_CASE(hanging_up_while_the_new_call_is_not_decided_tells_the_transferor, Trio)
{
    (void)alice.command(at_alice, sip::Refer{"sip:carol@192.0.2.3", {}, {}});
    run();
    (void)bob.command(at_bob, sip::AcceptRefer{});
    run();
    bob.hang_up(at_bob);
    run();
    BOOST_TEST(alice.story() == "refer accepted, refer ended told 487, ended remote_bye 0");
}

BOOST_FIXTURE_TEST_CASE(refer_is_a_request_in_the_dialog, Transferor) // RFC 3515 §2.1
{
    const std::string sent = refer({"carol@192.0.2.3;user=phone", {}, {"X-Why: busy"}});
    BOOST_TEST(start_line(sent) == "REFER sip:peer@192.0.2.9:5070 SIP/2.0");
    BOOST_TEST(header(sent, "Refer-To") == "<sip:carol@192.0.2.3;user=phone>");
    BOOST_TEST(header(sent, "Referred-By") == "<sip:dave@192.0.2.4>");
    BOOST_TEST(header(sent, "Contact") == "<sip:dave@192.0.2.4:5060>");
    BOOST_TEST(header(sent, "X-Why") == "busy");
    BOOST_TEST(header(sent, "CSeq") == "2 REFER");
    // one at a time
    BOOST_TEST((transferor.command(call, sip::Refer{"sip:eve@192.0.2.5", {}, {}}).code ==
                sip::CommandError::Code::wrong_state));
}

BOOST_FIXTURE_TEST_CASE(whom_to_call_must_be_said, Transferor)
{
    for (const char* nobody : {"", "sip:", "sip:carol@192.0.2.3\r\nX: y"})
        BOOST_TEST((transferor.command(call, sip::Refer{nobody, {}, {}}).code == sip::CommandError::Code::bad_argument),
                   nobody);
    BOOST_TEST((transferor.command(call, sip::Refer{{}, call, {}}).code == sip::CommandError::Code::bad_argument));
    BOOST_TEST(peer.take().empty());
}

BOOST_FIXTURE_TEST_CASE(a_refusal, Transferor)
{
    (void)say(response_to(refer(), 603, {}));
    BOOST_TEST(transferor.story() == "refer rejected 603");
    const std::string again = refer(); // and the call goes on
    BOOST_TEST(header(again, "CSeq") == "3 REFER");
}

BOOST_FIXTURE_TEST_CASE(a_peer_that_knows_no_dialog_ends_the_call, Transferor) // RFC 3261 §12.2.1.2
{
    (void)say(response_to(refer(), 481, {}));
    BOOST_TEST(transferor.story() == "refer rejected 481, ended rejected 481");
}

BOOST_FIXTURE_TEST_CASE(a_silent_peer, Transferor)
{
    (void)refer();
    network.run_for(19s);
    BOOST_TEST(transferor.story().empty());
    network.run_for(2s);
    BOOST_TEST(transferor.story() == "refer ended no_response 0");
    network.run_for(60s);
    BOOST_TEST(transferor.story() == "refer ended no_response 0");
}

BOOST_FIXTURE_TEST_CASE(no_notify_after_the_202, Transferor)
{
    (void)say(response_to(refer(), 202, {}));
    network.run_for(21s);
    BOOST_TEST(transferor.story() == "refer accepted, refer ended no_notify 0");
}

BOOST_FIXTURE_TEST_CASE(a_subscription_expires, Transferor)
{
    (void)say(response_to(refer(), 202, {}));
    (void)notify(10, "active;expires=30", "SIP/2.0 180 Ringing\r\n");
    network.run_for(31s);
    BOOST_TEST(transferor.story() == "refer accepted, refer progress 180, refer ended expired 180");
}

BOOST_FIXTURE_TEST_CASE(a_notify_may_overtake_the_202, Transferor) // RFC 3515 §2.4.4
{
    const std::string sent = refer();
    BOOST_TEST(status_of(notify(10, "terminated;reason=noresource", "SIP/2.0 404 Not Found\r\n").at(0)) == 200);
    (void)say(response_to(sent, 202, {}));
    BOOST_TEST(transferor.story() == "refer accepted, refer ended told 404");
}

BOOST_FIXTURE_TEST_CASE(notifies_that_are_not_ours, Transferor)
{
    BOOST_TEST(status_of(notify(10, "active", "SIP/2.0 100 Trying\r\n").at(0)) == 481);
    (void)refer();
    BOOST_TEST(status_of(notify(11, "active", "SIP/2.0 100 Trying\r\n", "presence").at(0)) == 489);
    BOOST_TEST(status_of(notify(12, "active", "SIP/2.0 100 Trying\r\n", "refer;id=77").at(0)) == 481);
    BOOST_TEST(status_of(notify(13, "active", "SIP/2.0 100 Trying\r\n", "refer;id=2").at(0)) == 200); // §2.4.6
}

BOOST_FIXTURE_TEST_CASE(fragments_that_nobody_can_read_decide_nothing, Transferor)
{
    (void)say(response_to(refer(), 202, {}));
    int cseq = 10;
    for (const char* fragment : {"", "SIP/2.0", "SIP/2.0 99 x", "SIP/2.0 7000", "HTTP/1.1 200 OK", "SIP/2.0 abc"})
        BOOST_TEST(status_of(notify(cseq++, "active;expires=60", fragment).at(0)) == 200, fragment);
    BOOST_TEST(transferor.story() == "refer accepted");
    (void)notify(cseq, "terminated", "");
    BOOST_TEST(transferor.story() == "refer accepted, refer ended undecided 0");
}

BOOST_FIXTURE_TEST_CASE(the_peer_hangs_up_without_a_last_word, Transferor)
{
    (void)say(response_to(refer(), 202, {}));
    (void)notify(10, "active;expires=60", "SIP/2.0 180 Ringing\r\n");
    (void)say(in_dialog("BYE", ack, 11));
    BOOST_TEST(transferor.story() ==
               "refer accepted, refer progress 180, refer ended call_ended 180, ended remote_bye 0");
}

BOOST_FIXTURE_TEST_CASE(what_is_asked_for_is_checked, Transferee) // RFC 3515 §2.4.2
{
    BOOST_TEST(status_of(refer(2, "").at(0)) == 400);
    BOOST_TEST(status_of(refer(3, "Refer-To: <sip:a@b>\r\nRefer-To: <sip:c@d>\r\n").at(0)) == 400);
    BOOST_TEST(status_of(refer(4, "Refer-To: <sip:a@@b\r\n").at(0)) == 400);
    BOOST_TEST(status_of(refer(5, "Refer-To: <http://example.com>\r\n").at(0)) == 416);
    BOOST_TEST(status_of(refer(6, "Refer-To: <sip:a@b;method=BYE>\r\n").at(0)) == 501);
    BOOST_TEST(status_of(refer(7, "Refer-To: <sip:a@b?Replaces=x>\r\n").at(0)) == 400);
    BOOST_TEST(dave.story().empty());
    BOOST_TEST(refer(8, "r: \"C\" <sip:carol@192.0.2.3?Subject=evil&Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2>\r\n")
                   .empty()); // the program's to answer
    BOOST_TEST(dave.story() == "referred");
    BOOST_TEST(dave.last_lines() == sip::HeaderLines{"Replaces: a@b;to-tag=1;from-tag=2"},
               boost::test_tools::per_element());
    BOOST_TEST(status_of(refer(9).at(0)) == 491);
}

BOOST_FIXTURE_TEST_CASE(accepted_and_told, Transferee)
{
    (void)refer(2);
    BOOST_TEST(!dave.command(call, sip::AcceptRefer{}));
    const auto sent = after(50ms);
    BOOST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(status_of(sent[0]) == 202);
    BOOST_TEST(header(sent[0], "Contact") == "<sip:bob@192.0.2.4:5060>");
    BOOST_TEST(start_line(sent[1]) == "NOTIFY sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST(header(sent[1], "Event") == "refer");
    BOOST_TEST(header(sent[1], "Subscription-State") == "active;expires=300");
    BOOST_TEST(header(sent[1], "Content-Type") == "message/sipfrag;version=2.0");
    BOOST_TEST(body_of(sent[1]) == "SIP/2.0 100 Trying\r\n");
    confirm(sent[1]);
    network.run_for(10s);
    const auto ringing = report(180);
    BOOST_TEST(header(ringing.at(0), "Subscription-State").find("active;expires=2") == 0U);
    confirm(ringing.at(0));
    const auto last = report(486);
    BOOST_TEST(header(last.at(0), "Subscription-State") == "terminated;reason=noresource");
    BOOST_TEST(body_of(last.at(0)) == "SIP/2.0 486 Busy Here\r\n");
    confirm(last.at(0));
    BOOST_TEST((dave.command(call, sip::ReportRefer{200, {}}).code == sip::CommandError::Code::wrong_state));
    // the next one of the dialog has its number with it (§2.4.6)
    (void)refer(3);
    (void)dave.command(call, sip::AcceptRefer{});
    BOOST_TEST(header(after(50ms).at(1), "Event") == "refer;id=3");
}

BOOST_FIXTURE_TEST_CASE(rejected_by_the_program, Transferee)
{
    (void)refer(2);
    BOOST_TEST((dave.command(call, sip::RejectRefer{200, {}, {}}).code == sip::CommandError::Code::bad_argument));
    BOOST_TEST(!dave.command(call, sip::RejectRefer{486, {}, {}}));
    BOOST_TEST(status_of(after(50ms).at(0)) == 486);
    BOOST_TEST((dave.command(call, sip::RejectRefer{}).code == sip::CommandError::Code::wrong_state));
}

BOOST_FIXTURE_TEST_CASE(a_program_that_says_nothing, Transferee)
{
    (void)refer(2);
    const auto sent = after(21s);
    BOOST_TEST(status_of(sent.back()) == 603);
    BOOST_TEST(dave.story() == "referred, refer withdrawn");
}

BOOST_FIXTURE_TEST_CASE(a_subscription_that_nobody_ends, Transferee)
{
    (void)refer(2);
    (void)dave.command(call, sip::AcceptRefer{});
    confirm(after(50ms).at(1));
    network.run_for(std::chrono::minutes{6});
    const auto sent = peer.take();
    BOOST_TEST(header(sent.at(0), "Subscription-State") == "terminated;reason=timeout");
    BOOST_TEST(dave.story() == "referred, refer expired");
}

BOOST_FIXTURE_TEST_CASE(a_transferor_that_has_forgotten, Transferee)
{
    (void)refer(2);
    (void)dave.command(call, sip::AcceptRefer{});
    (void)say(response_to(after(50ms).at(1), 481, {}));
    BOOST_TEST(dave.story() == "referred, refer expired");
}

BOOST_FIXTURE_TEST_CASE(a_bye_ends_what_is_open, Transferee) // RFC 3261 §15.1.2
{
    (void)refer(2);
    const auto sent = say(request("BYE", "c1", 3, {}, {}, tag));
    BOOST_REQUIRE(sent.size() == 2U);
    BOOST_TEST(status_of(sent[0]) + status_of(sent[1]) == 200 + 487);
    BOOST_TEST(dave.story() == "referred, ended remote_bye 0");
}

BOOST_FIXTURE_TEST_CASE(whose_place_may_be_taken, Transferee) // RFC 3891 §3
{
    const auto in_place = [&](const std::string& id, const std::string& replaces) {
        const auto answers = say(invite(id, 1, "Replaces: " + replaces + "\r\n"));
        return status_of(answers.back());
    };
    dave.answers = false;
    BOOST_TEST(in_place("c2", "c1;to-tag=" + tag + ";from-tag=other") == 481);
    BOOST_TEST(in_place("c3", "other;to-tag=" + tag + ";from-tag=pc1") == 481);
    BOOST_TEST(in_place("c4", "c1;from-tag=pc1") == 400);
    BOOST_TEST(in_place("c5", "c1;to-tag=" + tag + ";from-tag=pc1;early-only") == 486);
    BOOST_TEST(in_place("c6", "c1;to-tag=" + tag + ";from-tag=pc1\r\nReplaces: c1;to-tag=1;from-tag=2") == 400);
    BOOST_TEST(dave.story().empty());
    BOOST_TEST(in_place("c7", "c1;from-tag=pc1;to-tag=" + tag) == 180);
    BOOST_TEST(dave.story() == "incoming in place of another");
    dave.hang_up(call);
    network.run_for(50ms);
    BOOST_TEST(in_place("c8", "c1;from-tag=pc1;to-tag=" + tag) == 603); // it is being ended
}

BOOST_FIXTURE_TEST_CASE(without_the_service, PeerWorld)
{
    const std::string tag = to_tag(answered(invite()));
    (void)ask(request("ACK", "c1", 1, {}, {}, tag));
    const auto refused = ask(request("REFER", "c1", 2, "Refer-To: <sip:a@b>\r\n", {}, tag));
    BOOST_TEST(status_of(refused.at(0)) == 405);
    BOOST_TEST(header(refused.at(0), "Allow").find("REFER") == std::string::npos);
    BOOST_TEST(status_for(invite("c2", 1, "Require: replaces\r\n")) == 420);
}

BOOST_AUTO_TEST_SUITE_END()
