#include "worlds.hpp"

#include "sip/message/message.hpp"

using namespace test;

/// Bodies of the program beside the description, both ways (RFC 2046, RFC 5621).
namespace {

const sip::BodyPart isup{
    "application/isup;version=x", {"Content-Disposition: signal;handling=optional"}, std::string{"\0\1\r\n\xff", 5}};
const sip::BodyPart text{"text/plain", {}, "hello"};

sip::EndpointConfig takes_bodies()
{
    sip::EndpointConfig config = all_transports();
    config.takes_bodies = true;
    return config;
}

/// "type=size" of each part of a message.
std::string parts_of(std::string_view message)
{
    sip::Message read;
    BOOST_TEST_REQUIRE(!read.parse(sip::Bytes{message}));
    std::string out;
    for (const sip::ReceivedPart& part : read.body_parts())
        out.append(out.empty() ? "" : " ").append(part.type.substr(0, part.type.find(';'))).append("=") +=
            part.media_type.is("application", "sdp") ? "sdp" : std::to_string(part.content.size());
    return out;
}

/// Alice and bob, who does nothing by himself.
struct Bodies {
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1", takes_bodies()};
    UserAgentHost bob{network, "bob", "192.0.2.2", takes_bodies()};
    sip::CallHandle call{};

    Bodies() { bob.rings = bob.answers = false; }
    void dial(const sip::MediaChoice& media)
    {
        sip::MakeCall command;
        command.to = "sip:bob@192.0.2.2";
        command.media = media;
        if (std::holds_alternative<sip::NoMedia>(media))
            command.late_media = audio(alice.ip(), 4000);
        command.parts = {isup, text};
        BOOST_TEST_REQUIRE(!alice.make(command, call));
        network.run_for(50ms);
    }
    void connect()
    {
        dial(audio(alice.ip(), 4000));
        bob.answer(bob.last());
        network.run_for(50ms);
    }
};

std::string multipart(std::string_view sdp, std::string_view other)
{
    return "--b\r\n" + std::string{other} + "\r\n--b\r\nContent-Type: application/sdp\r\n\r\n" + std::string{sdp} +
           "\r\n--b--\r\n";
}
const std::string multipart_type = "Content-Type: multipart/mixed;boundary=b\r\n";

} // namespace

BOOST_AUTO_TEST_SUITE(bodies_of_the_program)

BOOST_FIXTURE_TEST_CASE(they_go_beside_the_descriptions_of_a_whole_call, Bodies)
{
    dial(audio(alice.ip(), 4000));
    BOOST_TEST(parts_of(bob.last_text()) == "application/sdp=sdp application/isup=5 text/plain=5");
    const auto answering = bob.last();
    BOOST_TEST(!bob.command(answering, sip::SendProvisional{183, {}, audio(bob.ip(), 5000), {isup}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "application/sdp=sdp application/isup=5");
    BOOST_TEST(alice.last_media().has_value());
    BOOST_TEST(!bob.command(answering, sip::Answer{{}, audio(bob.ip(), 5000), {text}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "application/sdp=sdp text/plain=5");
    BOOST_TEST(alice.last_media().has_value());
    BOOST_TEST(bob.last_media().has_value());

    BOOST_TEST(!bob.command(answering, sip::PrepareByeAnswer{{text, isup}}));
    BOOST_TEST(!alice.command(call, sip::HangUp{{}, {}, {isup}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(bob.last_text()) == "application/isup=5");
    BOOST_TEST(bob.heard().back() == "ended remote_bye 0");
    BOOST_TEST(parts_of(alice.last_text()) == "text/plain=5 application/isup=5"); // with the last word
    BOOST_TEST(alice.heard().back() == "released");
}

BOOST_FIXTURE_TEST_CASE(an_invite_without_offer_has_them_alone, Bodies)
{
    dial(sip::NoMedia{});
    BOOST_TEST(parts_of(bob.last_text()) == "application/isup=5 text/plain=5");
    bob.answer(bob.last());
    network.run_for(50ms);
    BOOST_TEST(bob.heard().back() == "acknowledged");
}

BOOST_FIXTURE_TEST_CASE(refusals_have_them, Bodies)
{
    dial(audio(alice.ip(), 4000));
    BOOST_TEST(!bob.command(bob.last(), sip::Reject{500, {}, {}, {text}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "text/plain=5");
    BOOST_TEST(alice.heard().back() == "ended rejected 500");

    dial(audio(alice.ip(), 4000));
    BOOST_TEST(!bob.command(bob.last(), sip::HangUp{{}, {}, {isup}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "application/isup=5");
}

BOOST_FIXTURE_TEST_CASE(changes_of_the_session_have_them, Bodies)
{
    connect();
    bob.endpoint().hand_up({.reinvites = true});
    BOOST_TEST(!alice.command(call, sip::Modify{{}, audio(alice.ip(), 4000), {}, false, {text}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(bob.last_text()) == "application/sdp=sdp text/plain=5");
    BOOST_TEST(!bob.command(bob.last(), sip::AcceptModify{{}, sip::NoMedia{}, {isup}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "application/sdp=sdp application/isup=5");
    BOOST_TEST(alice.heard().back() == "modify accepted");
    BOOST_TEST(!alice.command(call, sip::Modify{{}, audio(alice.ip(), 4000), {}}));
    network.run_for(50ms);
    BOOST_TEST(!bob.command(bob.last(), sip::RejectModify{488, {}, {}, {}, {text}}));
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "text/plain=5");
}

BOOST_FIXTURE_TEST_CASE(a_bye_that_waited_for_the_ack_or_crossed_a_cancel_has_its_own, Bodies)
{
    dial(audio(alice.ip(), 4000));
    const auto answering = bob.last();
    network.run_for(50ms);
    bob.answer(answering);
    BOOST_TEST(!bob.command(answering, sip::HangUp{{}, {}, {text}})); // before the ACK
    network.run_for(50ms);
    BOOST_TEST(parts_of(alice.last_text()) == "text/plain=5");
    BOOST_TEST(alice.heard().back() == "ended remote_bye 0");

    dial(audio(alice.ip(), 4000));
    bob.ring(bob.last());
    network.run_for(50ms);
    bob.answer(bob.last());
    BOOST_TEST(!alice.command(call, sip::HangUp{{}, {}, {isup}})); // the 200 is on its way
    network.run_for(200ms);
    BOOST_TEST(bob.heard().back() == "ended remote_bye 0");
    BOOST_TEST(parts_of(bob.last_text()) == "application/isup=5");
}

BOOST_FIXTURE_TEST_CASE(parts_that_are_none_are_refused_and_nothing_is_sent, Bodies)
{
    using Code = sip::CommandError::Code;
    const sip::BodyParts bad{{"nonsense", {}, "x"}};
    sip::MakeCall command;
    command.to = "sip:bob@192.0.2.2";
    command.media = audio(alice.ip(), 4000);
    command.parts = bad;
    BOOST_TEST((alice.make(command, call).code == Code::bad_argument));
    dial(audio(alice.ip(), 4000));
    const auto offered = bob.last();
    for (const sip::CallCommand& one : {sip::CallCommand{sip::SendProvisional{180, {}, sip::NoMedia{}, bad}},
                                        {sip::Answer{{}, audio(bob.ip(), 1), bad}},
                                        {sip::Reject{486, {}, {}, bad}},
                                        {sip::HangUp{{}, {}, bad}},
                                        {sip::PrepareByeAnswer{bad}}})
        BOOST_TEST((bob.command(offered, one).code == Code::bad_argument));
    network.run_for(50ms);
    BOOST_TEST(alice.story() == "");
    bob.answer(offered);
    network.run_for(50ms);
    BOOST_TEST(
        (alice.command(call, sip::Modify{{}, audio(alice.ip(), 4000), {}, false, bad}).code == Code::bad_argument));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(bodies_of_the_peer)

BOOST_FIXTURE_TEST_CASE(the_description_is_found_among_other_parts_that_may_be_ignored, PeerWorld)
{
    const std::string optional =
        "Content-Type: application/isup\r\nContent-Disposition: signal;handling=optional\r\n\r\nx";
    const auto answers = ask(request("INVITE", "m", 1, multipart_type, multipart(sdp_text(), optional)));
    BOOST_TEST(status_of(answers.back()) == 200);
    BOOST_TEST(bob.last_text().find("application/isup") != std::string::npos);
    BOOST_TEST(answers.back().find("m=audio 5000") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_part_that_must_be_understood_and_is_not_gets_415, PeerWorld) // RFC 5621 §8.3
{
    int number = 0;
    const auto status = [&](std::string_view other) {
        const std::string id = "m" + std::to_string(++number);
        return status_for(request("INVITE", id, 1, multipart_type, multipart(sdp_text(), other)));
    };
    BOOST_TEST(status("Content-Type: application/isup\r\n\r\nx") == 415);
    BOOST_TEST(status("Content-Disposition: signal;handling=required\r\n\r\nx") == 415);
    BOOST_TEST(status("Content-Type: application/sdp\r\nContent-Encoding: gzip\r\n\r\nx") == 415);
    BOOST_TEST(status("Content-Type: a/b\r\nContent-Encoding: gzip\r\nContent-Disposition: x;handling=optional\r\n"
                      "\r\nx") == 200);
    BOOST_TEST(status("Content-Type: multipart/alternative;boundary=c\r\n\r\n--c\r\n\r\n1\r\n--c\r\n"
                      "Content-Type: application/sdp\r\n\r\n" +
                      sdp_text() + "\r\n--c--") == 200);
    BOOST_TEST(status("Content-Type: multipart/alternative;boundary=c\r\n\r\n--c\r\n\r\n1\r\n--c--") == 415);
    const auto answers = ask(request("INVITE", "e", 1, multipart_type,
                                     multipart(sdp_text(), "Content-Type: a/b\r\nContent-Encoding: gzip\r\n\r\nx")));
    BOOST_TEST(header(answers.back(), "Accept-Encoding") == "identity");
}

BOOST_AUTO_TEST_CASE(a_program_that_takes_bodies_gets_every_part_but_what_is_encoded)
{
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2", takes_bodies()};
    RawPeer peer{network, "peer", "192.0.2.9"};
    const auto ask = [&](const std::string& text) {
        peer.send(text, {bob.ip(), 5060});
        network.run_for(50ms);
        const auto answers = peer.take();
        return status_of(answers.back());
    };
    BOOST_TEST(ask(request("INVITE", "1", 1, multipart_type,
                           multipart(sdp_text(), "Content-Type: application/isup\r\n\r\nx"))) == 200);
    BOOST_TEST(ask(request("INVITE", "2", 1, "Content-Type: text/plain\r\n", "x")) == 200); // no offer then
    BOOST_TEST(ask(request("INVITE", "3", 1, multipart_type, "--b\r\nnothing that could be read")) == 200);
    BOOST_TEST(ask(request("INVITE", "4", 1, "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", "x")) == 415);
    BOOST_TEST(bob.count("incoming") == 3U);
}

BOOST_FIXTURE_TEST_CASE(answers_and_offers_in_multiparts_are_answers_and_offers, PeerWorld)
{
    const std::string other = "Content-Type: a/b\r\n\r\nx";
    const std::string invite = invited();
    peer.send(response_to(invite, 200, "t", multipart_type + peer_contact, multipart(sdp_text(), other)), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "connected");
    BOOST_TEST(bob.last_media().has_value());
    const std::string ack = peer.take_one();
    BOOST_TEST(status_of(ask(in_dialog("INVITE", ack, 1, with_offer + "X: y\r\n", sdp_text())).at(0)) == 200);
}

BOOST_AUTO_TEST_SUITE_END()
