#include "streams.hpp"

using namespace test;

namespace {

constexpr std::string_view sips_bob = "sips:bob@192.0.2.2:5061";

/// An INVITE of the peer's to bob's sips URI, over whatever the test sends it.
std::string sips_invite(std::string_view id, std::string_view transport, std::string_view more = {})
{
    std::string text = request("INVITE", id, 1, std::string{more} + std::string{sdp_content}, sdp_text(), {}, sips_bob);
    text.replace(text.find("SIP/2.0/UDP"), 11, "SIP/2.0/" + std::string{transport});
    return text;
}

struct Sips : PeerWorld {
    Sips() { network.name("peer.example.com", {{{TransportKind::tls, {peer.ip(), 5061}, {}}, bob.ip()}}); }

    /// Bob calls the peer's sips URI, who answers with that Contact.
    void answered_with(std::string_view contact)
    {
        const std::string invite = invited("sips:peer@peer.example.com");
        peer.write(peer.last_flow(),
                   response_to(invite, 200, "t", "Contact: " + std::string{contact} + "\r\n" + std::string{sdp_content},
                               sdp_text()));
        network.run_for(50ms);
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(sips) // RFC 3261 §8.1.1.8, §12.1.1, §26.2.2; RFC 5630

BOOST_FIXTURE_TEST_CASE(a_request_to_a_sips_uri_has_a_sips_contact_and_goes_by_tls, Sips)
{
    const std::string invite = invited("sips:peer@peer.example.com");
    BOOST_TEST(header(invite, "Contact") == "<sips:bob@192.0.2.2:5061>");
    BOOST_TEST((peer.last_flow().kind() == TransportKind::tls));
}

BOOST_FIXTURE_TEST_CASE(a_sips_route_asks_for_tls_and_for_a_sips_contact, Sips)
{
    sip::MakeCall command;
    command.media = audio(bob.ip(), 4000);
    command.to = "sip:someone@nowhere.example.com";
    command.headers = {"Route: <sips:peer.example.com;lr>"};
    sip::CallHandle call{};
    BOOST_TEST(!bob.make(command, call));
    network.run_for(50ms);
    BOOST_TEST(header(peer.take_one(), "Contact") == "<sips:192.0.2.2:5061>");
    BOOST_TEST((peer.last_flow().kind() == TransportKind::tls));
}

BOOST_FIXTURE_TEST_CASE(a_sips_uri_goes_by_tls_whatever_its_route_says, Sips)
{
    sip::MakeCall command;
    command.media = audio(bob.ip(), 4000);
    command.to = "sips:someone@nowhere.example.com";
    command.headers = {"Route: <sip:peer.example.com;lr;transport=udp>"};
    sip::CallHandle call{};
    BOOST_TEST(!bob.make(command, call));
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()) == "INVITE sips:someone@nowhere.example.com SIP/2.0");
    BOOST_TEST((peer.last_flow().kind() == TransportKind::tls));
}

BOOST_AUTO_TEST_CASE(a_sips_uri_goes_by_tls_to_a_proxy_that_is_configured_for_less)
{
    ConfiguredWorld world{[](sip::EndpointConfig& config) {
        config.outbound_proxy = sip::OutboundProxy{"192.0.2.2", 5060, TransportKind::udp, "bob.example.com"};
    }};
    world.alice.call("sips:someone@somewhere.example.com");
    world.network.run_for(1s);
    BOOST_TEST(world.alice.story() == "180, connected");
    BOOST_TEST(world.bob.security_seen());
    world.alice.call("sip:someone@somewhere.example.com");
    world.network.run_for(1s);
    BOOST_TEST(!world.bob.security_seen());
}

BOOST_FIXTURE_TEST_CASE(a_contact_that_is_less_than_sips_gets_nothing_by_less_than_tls, Sips)
{
    answered_with("<sip:peer@192.0.2.9>");
    const std::string ack = peer.take_one(); // by the dialog's connection
    BOOST_TEST(start_line(ack) == "ACK sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST((peer.last_flow().kind() == TransportKind::tls));
    network.cut_streams(peer);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()) == "BYE sip:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST((peer.last_flow().kind() == TransportKind::tls));
}

BOOST_FIXTURE_TEST_CASE(a_record_route_that_is_less_than_sips_gets_nothing_by_less_than_tls, Sips)
{
    answered_with("<sips:peer@192.0.2.9>\r\nRecord-Route: <sip:peer.example.com;lr;transport=tcp>");
    (void)peer.take();
    network.cut_streams(peer);
    network.run_for(50ms);
    bob.hang_up(bob.last());
    network.run_for(50ms);
    BOOST_TEST(start_line(peer.take_one()) == "BYE sips:peer@192.0.2.9 SIP/2.0");
    BOOST_TEST((peer.last_flow().kind() == TransportKind::tls));
}

BOOST_FIXTURE_TEST_CASE(a_reinvite_that_would_move_a_sips_dialog_to_less_is_refused_and_the_call_stands, Sips)
{
    answered_with("<sips:peer@192.0.2.9>");
    const std::string ack = peer.take_one();
    const auto reinvite = [&](int cseq, std::string_view contact) {
        std::string text =
            "INVITE sips:bob@192.0.2.2:5061 SIP/2.0\r\nVia: SIP/2.0/TLS 192.0.2.9:5061;branch=z9hG4bKre" +
            std::to_string(cseq) + "\r\nMax-Forwards: 70\r\nFrom: " + header(ack, "To") +
            "\r\nTo: " + header(ack, "From") + "\r\nCall-ID: " + header(ack, "Call-ID") +
            "\r\nCSeq: " + std::to_string(cseq) + " INVITE\r\nContact: " + std::string{contact} + "\r\n" +
            std::string{sdp_content};
        const std::string body = sdp_text();
        peer.write(peer.last_flow(), text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        network.run_for(50ms);
        return peer.take().back();
    };
    const std::string refusal = reinvite(1, "<sip:peer@192.0.2.9>");
    BOOST_TEST(status_of(refusal) == 480);
    BOOST_TEST(header(refusal, "Warning") == "381 trunkcall \"SIPS Required\"");
    BOOST_TEST(bob.story() == "connected");
    BOOST_TEST(status_of(reinvite(2, "<sip:peer@192.0.2.9;transport=tls>")) == 200);
}

BOOST_FIXTURE_TEST_CASE(an_invite_to_a_sips_uri_that_came_by_less_is_answered_480, Sips)
{
    const std::string refusal = answered(sips_invite("s1", "UDP"));
    BOOST_TEST(status_of(refusal) == 480);
    BOOST_TEST(header(refusal, "Warning") == "381 trunkcall \"SIPS Required\"");
    const FlowId flow = peer.connect(TransportKind::tls, {bob.ip(), 5061});
    peer.write(flow, sips_invite("s2", "TLS"));
    network.run_for(50ms);
    BOOST_TEST(status_of(peer.take().back()) == 200);
}

BOOST_AUTO_TEST_CASE(without_tls_a_sips_uri_is_a_scheme_that_we_do_not_know)
{
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2", sip::EndpointConfig{}};
    RawPeer peer{network, "peer", "192.0.2.9"};
    peer.send(sips_invite("s", "UDP"), {bob.ip(), 5060});
    network.run_for(50ms);
    BOOST_TEST(status_of(peer.take().back()) == 416);
}

BOOST_FIXTURE_TEST_CASE(after_416_a_sips_uri_is_not_tried_as_sip, Sips) // RFC 3261 §8.1.3.5
{
    const std::string invite = invited("sips:peer@peer.example.com");
    peer.write(peer.last_flow(), response_to(invite, 416, "t"));
    network.run_for(1s);
    BOOST_TEST(bob.story() == "ended rejected 416");
    BOOST_TEST(peer.take().size() == 1U); // the ACK
}

BOOST_AUTO_TEST_SUITE_END()
