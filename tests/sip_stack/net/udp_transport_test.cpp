#include "net/udp_transport.hpp"

#include "sip_stack/net/net_bench.hpp"
#include "sip_stack/net/peer_socket.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

namespace sip::net::test {

namespace {

struct UdpBench : NetBench {
    UdpTransport udp{context, *this};

    UdpBench() { transports = {&udp}; }
    Bound bind(const IpAddress& ip)
    {
        Bound bound = udp.bind({ip, 0});
        BOOST_REQUIRE_MESSAGE(bound, bound.reason);
        return bound;
    }
    void send(FlowId flow, const Address& to, std::string_view text)
    {
        const Entered in{*this};
        udp.send(flow, to, Bytes{text});
    }
};

void both_ways(UdpBench& bench, const IpAddress& ip)
{
    const Bound bound = bench.bind(ip);
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, ip);

    peer.send_to(bound.local, "question");
    const auto* data = bench.wait_for_event<FlowData>();
    BOOST_REQUIRE(data);
    BOOST_TEST(data->bytes.view() == "question");
    BOOST_TEST((data->flow == bound.flow));
    BOOST_TEST((data->remote == peer.address()));
    BOOST_TEST(data->bytes.unique());

    bench.send(bound.flow, peer.address(), "answer");
    BOOST_TEST(peer.receive() == "answer");
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(udp_transport, UdpBench)

BOOST_AUTO_TEST_CASE(a_bound_socket_is_an_open_flow_with_the_port_that_the_kernel_chose)
{
    const Bound bound = bind(loopback_v4);
    {
        const Entered in{*this};
    }
    const auto* opened = wait_for_event<FlowOpened>();
    BOOST_REQUIRE(opened);
    BOOST_TEST((opened->flow == bound.flow));
    BOOST_TEST((opened->local == bound.local));
    BOOST_TEST(opened->local.port != 0);
    BOOST_TEST(opened->remote.ip.empty());
}

BOOST_AUTO_TEST_CASE(datagrams_go_both_ways_over_ipv4) { both_ways(*this, loopback_v4); }

BOOST_AUTO_TEST_CASE(datagrams_go_both_ways_over_ipv6) { both_ways(*this, loopback_v6); }

BOOST_AUTO_TEST_CASE(ipv4_and_ipv6_wildcards_share_a_port)
{
    const Bound v4 = bind(IpAddress::v4(0));
    const Bound v6 = udp.bind({IpAddress::v6({}), v4.local.port});
    BOOST_TEST(v6.reason == "");
    BOOST_TEST((v4.flow != v6.flow));
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_named_in_the_error)
{
    const PeerSocket other = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    const Bound bound = udp.bind(other.address());
    BOOST_TEST(!bound);
    BOOST_TEST(bound.error.value() == EADDRINUSE);
    BOOST_TEST(bound.reason == "UDP " + other.address().to_string() + ": Address already in use");
}

BOOST_AUTO_TEST_CASE(a_thousand_datagrams_arrive_whole_and_in_order)
{
    const Bound bound = bind(loopback_v4);
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    std::size_t sent = 0;
    while (sent != 1000) { // not more on the way than fits any receive buffer
        for (int i = 0; i != 100; ++i)
            peer.send_to(bound.local, "datagram " + std::to_string(sent++));
        BOOST_REQUIRE(wait_for([&] { return count<FlowData>() == sent; }));
    }
    const auto data = all<FlowData>();
    for (std::size_t i = 0; i != data.size(); ++i)
        BOOST_REQUIRE(data[i]->bytes.view() == "datagram " + std::to_string(i));
}

BOOST_AUTO_TEST_CASE(what_is_sent_in_one_batch_goes_to_many_peers_in_order)
{
    const Bound bound = bind(loopback_v4);
    std::vector<PeerSocket> peers;
    for (int i = 0; i != 3; ++i)
        peers.push_back(PeerSocket::bound(SOCK_DGRAM, loopback_v4));
    {
        const Entered in{*this};
        for (std::size_t i = 0; i != 150; ++i)
            udp.send(bound.flow, peers[i % 3].address(), Bytes{std::to_string(i)});
    }
    for (std::size_t i = 0; i != 150; ++i)
        BOOST_REQUIRE(peers[i % 3].receive() == std::to_string(i));
}

BOOST_AUTO_TEST_CASE(the_largest_datagram_passes_in_both_directions)
{
    const std::string large(65507, 'x');
    const Bound bound = bind(loopback_v4);
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    peer.send_to(bound.local, large);
    const auto* data = wait_for_event<FlowData>();
    BOOST_REQUIRE(data);
    BOOST_TEST((data->bytes.view() == large));
    send(bound.flow, peer.address(), large);
    BOOST_TEST((peer.receive() == large));
}

BOOST_AUTO_TEST_CASE(an_empty_datagram_is_data_without_bytes)
{
    const Bound bound = bind(loopback_v4);
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    peer.send_to(bound.local, "");
    const auto* data = wait_for_event<FlowData>();
    BOOST_REQUIRE(data);
    BOOST_TEST(data->bytes.empty());
}

BOOST_AUTO_TEST_CASE(a_datagram_that_cannot_be_sent_does_not_hold_up_the_others)
{
    const Bound bound = bind(loopback_v4);
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    {
        const Entered in{*this};
        udp.send(bound.flow, peer.address(), Bytes{std::string(70'000, 'x')}); // longer than UDP allows
        udp.send(bound.flow, {loopback_v6, 5060}, Bytes{"the wrong family"});
        udp.send(FlowId{TransportKind::udp, FlowDirection::inbound, 99}, peer.address(), Bytes{"no such flow"});
        udp.send(bound.flow, {IpAddress::v4(0xFFFFFFFF), 9}, Bytes{"not permitted"});
        udp.send(bound.flow, peer.address(), Bytes{"good"});
    }
    BOOST_TEST(peer.receive() == "good");
}

BOOST_AUTO_TEST_CASE(a_peer_that_is_gone_does_not_stop_the_socket)
{
    const Bound bound = bind(loopback_v4);
    const Address nobody = PeerSocket::bound(SOCK_DGRAM, loopback_v4).address(); // closed again
    for (int i = 0; i != 10; ++i)
        send(bound.flow, nobody, "hello?"); // ICMP port unreachable comes back
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    peer.send_to(bound.local, "still there?");
    BOOST_REQUIRE(wait_for_event<FlowData>());
    send(bound.flow, peer.address(), "yes");
    BOOST_TEST(peer.receive() == "yes");
}

BOOST_AUTO_TEST_CASE(a_closed_flow_is_reported_once_and_its_descriptor_given_back)
{
    static_cast<void>(bind(loopback_v4)); // opens what the reactor itself needs
    const std::size_t before = open_descriptors();
    const Bound bound = bind(loopback_v4);
    {
        const Entered in{*this};
        udp.close(bound.flow);
        udp.close(bound.flow);
    }
    BOOST_TEST(count<FlowClosed>() == 1U);
    BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_CASE(a_flood_beyond_the_bound_is_dropped)
{
    UdpConfig small;
    small.waiting_datagrams = 10;
    UdpTransport narrow{context, *this, small};
    const Bound bound = narrow.bind({loopback_v4, 0});
    PeerSocket peer = PeerSocket::bound(SOCK_DGRAM, loopback_v4);
    for (int i = 0; i != 100; ++i)
        narrow.send(bound.flow, peer.address(), Bytes{std::to_string(i)});
    narrow.flush();
    for (int i = 0; i != 10; ++i)
        BOOST_REQUIRE(peer.receive() == std::to_string(i));
    narrow.send(bound.flow, peer.address(), Bytes{"after"});
    narrow.flush();
    BOOST_TEST(peer.receive() == "after");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
