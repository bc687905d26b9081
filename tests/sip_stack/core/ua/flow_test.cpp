#include "streams.hpp"

using namespace test;

namespace {

std::string stream_invite(std::string_view kind)
{
    std::string text = invite();
    text.replace(text.find("SIP/2.0/UDP"), 11, "SIP/2.0/" + std::string{kind});
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(ways) // RFC 3261 §18.1.1, RFC 3263 §4

BOOST_FIXTURE_TEST_CASE(a_large_request_goes_by_tcp, Streams)
{
    sip::MakeCall command;
    command.to = "bob@192.0.2.2";
    command.media = audio(alice.ip(), 4000);
    command.headers = {"Subject: " + std::string(1400, 'x')};
    sip::CallHandle call{};
    BOOST_TEST(!alice.make(command, call));
    network.run_for(1s);
    BOOST_TEST(alice.story() == "180, connected");
    BOOST_TEST(network.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_large_request_goes_by_udp_after_all_when_tcp_is_refused)
{
    VirtualNetwork network;
    UserAgentHost alice{network, "alice", "192.0.2.1"};
    UserAgentHost bob{network, "bob", "192.0.2.2", sip::EndpointConfig{}};
    sip::MakeCall command;
    command.to = "bob@192.0.2.2";
    command.media = audio(alice.ip(), 4000);
    command.headers = {"Subject: " + std::string(1400, 'x')};
    sip::CallHandle call{};
    BOOST_TEST(!alice.make(command, call));
    network.run_for(1s);
    BOOST_TEST(alice.story() == "180, connected");
    BOOST_TEST(network.connections() == 0U);
}

BOOST_FIXTURE_TEST_CASE(tls_that_fails_is_not_retried_by_anything_less, Streams)
{
    resolve("bob.example.com", {{TransportKind::tls, 9999}, {TransportKind::tcp, 5060}, {TransportKind::udp, 5060}});
    connect("sips:bob@bob.example.com");
    BOOST_TEST(alice.story() == "failed INVITE, ended transport 503");
    BOOST_TEST(network.take_ladder() == "");
}

BOOST_FIXTURE_TEST_CASE(a_wrong_certificate_is_told_although_the_next_address_fails_otherwise, Streams)
{
    resolve("farm.example.com", {{TransportKind::tls, 5061}, {TransportKind::tls, 9999}});
    connect("sips:bob@farm.example.com");
    BOOST_TEST(alice.story() == "failed INVITE, ended transport 503");
    BOOST_TEST(alice.last_reason() == "the certificate names somebody else");
}

BOOST_FIXTURE_TEST_CASE(the_next_address_is_tried_after_a_refusal, Streams)
{
    resolve("farm.example.com", {{TransportKind::tcp, 9998}, {TransportKind::tcp, 9999}, {TransportKind::tcp, 5060}});
    connect("bob@farm.example.com");
    BOOST_TEST(alice.story() == "180, connected");
}

BOOST_FIXTURE_TEST_CASE(the_next_address_is_tried_after_503_with_a_new_branch, PeerWorld)
{
    RawPeer other{network, "other", "192.0.2.10"};
    network.name("farm.example.com", {{{TransportKind::udp, {peer.ip(), 5060}, {}}, bob.ip()},
                                      {{TransportKind::udp, {other.ip(), 5060}, {}}, bob.ip()}});
    const std::string first = invited("farm.example.com");
    peer.send(response_to(first, 503, "t"), bob_udp);
    network.run_for(50ms);
    const std::string second = other.take_one();
    BOOST_TEST(start_line(second) == start_line(first));
    BOOST_TEST(header(second, "Call-ID") == header(first, "Call-ID"));
    BOOST_TEST(header(second, "Via") != header(first, "Via"));
    BOOST_TEST(bob.story() == "");
    other.send(response_to(second, 503, "t"), bob_udp);
    network.run_for(50ms);
    BOOST_TEST(bob.story() == "ended rejected 503");
}

BOOST_FIXTURE_TEST_CASE(the_next_address_is_tried_after_a_silent_one, PeerWorld)
{
    RawPeer other{network, "other", "192.0.2.10"};
    network.name("farm.example.com", {{{TransportKind::udp, {peer.ip(), 5060}, {}}, bob.ip()},
                                      {{TransportKind::udp, {other.ip(), 5060}, {}}, bob.ip()}});
    (void)invited("farm.example.com");
    network.run_for(33s);
    const std::string second = other.take_one();
    BOOST_TEST(start_line(second).substr(0, 6) == "INVITE");
    other.send(response_to(second, 486, "t"), bob_udp);
    network.run_for(1s);
    BOOST_TEST(bob.story() == "ended rejected 486");
}

BOOST_FIXTURE_TEST_CASE(no_other_address_is_tried_after_a_provisional_response, PeerWorld)
{
    RawPeer other{network, "other", "192.0.2.10"};
    network.name("farm.example.com", {{{TransportKind::udp, {peer.ip(), 5060}, {}}, bob.ip()},
                                      {{TransportKind::udp, {other.ip(), 5060}, {}}, bob.ip()}});
    const std::string invite = invited("farm.example.com");
    peer.send(response_to(invite, 180, "t"), bob_udp);
    peer.send(response_to(invite, 503, "t"), bob_udp);
    network.run_for(40s);
    BOOST_TEST(other.take().empty());
    BOOST_TEST(bob.story() == "180, ended rejected 503");
}

BOOST_FIXTURE_TEST_CASE(a_name_that_does_not_exist_ends_the_call_in_words, Pair)
{
    alice.call("bob@nowhere.example.com");
    network.run_for(1s);
    BOOST_TEST(alice.story() == "failed INVITE, ended transport 503");
    BOOST_TEST(alice.last_reason() == "no such name: nowhere.example.com");
}

BOOST_FIXTURE_TEST_CASE(a_call_that_waits_for_its_connection_is_withdrawn_without_a_word, Streams)
{
    const auto call = alice.call("bob@192.0.2.2;transport=tcp");
    alice.hang_up(call);
    network.run_for(1s);
    BOOST_TEST(network.take_ladder() == "");
    BOOST_TEST(alice.story() == "released");
    BOOST_TEST(network.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(an_outbound_proxy_takes_every_first_request)
{
    VirtualNetwork network;
    sip::EndpointConfig config = all_transports();
    config.outbound_proxy = sip::OutboundProxy{"192.0.2.2", 0, TransportKind::tls, "bob.example.com"};
    UserAgentHost alice{network, "alice", "192.0.2.1", config};
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    alice.call("somebody@somewhere.example.com");
    network.run_for(1s);
    BOOST_TEST(alice.story() == "180, connected");
    BOOST_TEST(alice.security_seen());
    BOOST_TEST(start_line(bob.last_text()).find("ACK sip:") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(stream_limits)

BOOST_FIXTURE_TEST_CASE(a_silent_connection_is_closed, PeerWorld)
{
    const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
    network.run_for(14s);
    BOOST_TEST(peer.open(flow));
    network.run_for(2s);
    BOOST_TEST(!peer.open(flow));
}

BOOST_FIXTURE_TEST_CASE(a_connection_without_a_complete_message_is_closed, PeerWorld)
{
    const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
    for (int i = 0; i < 29; ++i) {
        peer.write(flow, "O");
        network.run_for(1s);
    }
    BOOST_TEST(peer.open(flow));
    network.run_for(2s);
    BOOST_TEST(!peer.open(flow));
}

BOOST_AUTO_TEST_CASE(a_silent_connection_gives_way_to_a_newer_one_at_the_limit)
{
    VirtualNetwork network;
    sip::EndpointConfig config = all_transports();
    config.max_flows = 2;
    UserAgentHost bob{network, "bob", "192.0.2.2", config};
    RawPeer peer{network, "peer", "192.0.2.9"};
    const FlowId talking = peer.connect(TransportKind::tcp, {bob.ip(), 5060});
    peer.write(talking, request("OPTIONS", "o", 1));
    const FlowId silent = peer.connect(TransportKind::tcp, {bob.ip(), 5060});
    network.run_for(1s);
    const FlowId newer = peer.connect(TransportKind::tcp, {bob.ip(), 5060});
    network.run_for(1s);
    BOOST_TEST(peer.open(talking));
    BOOST_TEST(!peer.open(silent));
    BOOST_TEST(peer.open(newer));
}

BOOST_FIXTURE_TEST_CASE(a_message_that_drips_is_cut_off, PeerWorld)
{
    const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
    peer.write(flow, request("OPTIONS", "o", 1));
    network.run_for(1s);
    const std::string text = stream_invite("TCP");
    for (std::size_t at = 0; at < 21; ++at) {
        peer.write(flow, text.substr(at, 1));
        network.run_for(1s);
    }
    BOOST_TEST(!peer.open(flow));
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_drips_is_cut_off, PeerWorld)
{
    bob.call("peer@192.0.2.9;transport=tcp");
    network.run_for(1s);
    const FlowId flow = peer.last_flow();
    const std::string_view text = "SIP/2.0 100 Trying, and trying, and trying";
    for (std::size_t at = 0; at < 19; ++at) {
        peer.write(flow, text.substr(at, 1));
        network.run_for(1s);
    }
    BOOST_TEST(peer.open(flow));
    peer.write(flow, text.substr(19, 1));
    network.run_for(2s);
    BOOST_TEST(!peer.open(flow));
}

BOOST_FIXTURE_TEST_CASE(an_idle_connection_without_a_user_is_closed_and_one_with_a_call_is_not, PeerWorld)
{
    const FlowId idle = peer.connect(TransportKind::tcp, bob_udp);
    peer.write(idle, request("OPTIONS", "o", 1));
    network.run_for(1s);
    const FlowId used = peer.connect(TransportKind::tcp, bob_udp);
    peer.write(used, stream_invite("TCP"));
    network.run_for(1s);
    const std::string ok = peer.take().back();
    std::string ack = request("ACK", "c1", 1, {}, {}, to_tag(ok));
    peer.write(used, ack);
    network.run_for(std::chrono::minutes{20});
    BOOST_TEST(!peer.open(idle));
    BOOST_TEST(peer.open(used));
}

BOOST_FIXTURE_TEST_CASE(a_ping_is_answered_with_a_pong, PeerWorld) // RFC 5626 §4.4.1
{
    const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
    peer.write(flow, "\r\n\r\n");
    network.run_for(1s);
    BOOST_TEST(peer.take_one() == "\r\n");
}

BOOST_FIXTURE_TEST_CASE(a_stream_that_cannot_be_framed_is_answered_and_closed, PeerWorld)
{
    const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
    std::string text = stream_invite("TCP");
    const std::size_t at = text.find("Content-Length: ");
    text.replace(at, text.find("\r\n", at) - at, "Content-Length: -7");
    peer.write(flow, text);
    network.run_for(1s);
    BOOST_TEST(status_of(peer.take_one()) == 400);
    BOOST_TEST(!peer.open(flow));
    BOOST_TEST(bob.story() == "");
}

BOOST_FIXTURE_TEST_CASE(a_message_cut_at_any_byte_is_put_together_again, PeerWorld)
{
    bob.answers = false;
    const std::string text = stream_invite("TCP");
    for (std::size_t cut = 1; cut < text.size(); cut += 7) {
        std::string one = text;
        const std::string id = std::to_string(1000 + cut);
        for (const char* name : {"z9hG4bKc1", "=pc1", "Call-ID: c1"}) {
            const std::size_t end = one.find(name) + std::string_view{name}.size();
            one.insert(end, id);
        }
        const FlowId flow = peer.connect(TransportKind::tcp, bob_udp);
        peer.write(flow, one.substr(0, cut));
        network.run_for(100ms);
        peer.write(flow, one.substr(cut));
        network.run_for(100ms);
    }
    BOOST_TEST(bob.count("incoming") == (text.size() + 5) / 7);
}

BOOST_AUTO_TEST_CASE(connections_above_the_limit_are_closed)
{
    VirtualNetwork network;
    sip::EndpointConfig config = all_transports();
    config.max_flows = 3;
    UserAgentHost bob{network, "bob", "192.0.2.2", config};
    RawPeer peer{network, "peer", "192.0.2.9"};
    std::vector<FlowId> flows;
    for (int i = 0; i < 5; ++i) {
        flows.push_back(peer.connect(TransportKind::tcp, {bob.ip(), 5060}));
        peer.write(flows.back(), "\r\n\r\n");
        network.run_for(100ms);
    }
    std::size_t open = 0;
    for (const FlowId flow : flows)
        open += peer.open(flow);
    BOOST_TEST(open == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
