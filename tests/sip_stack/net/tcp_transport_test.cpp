#include "net/tcp_transport.hpp"

#include "sip_stack/net/net_bench.hpp"
#include "sip_stack/net/peer_socket.hpp"

#include <boost/test/unit_test.hpp>

namespace sip::net::test {

namespace {

TcpConfig small_config()
{
    TcpConfig config;
    config.connect_limit = 300ms;
    config.close_limit = 300ms;
    config.write_queue_bytes = 256 * 1024;
    config.max_connections = 2000;
    config.max_connections_per_peer = 1500;
    return config;
}

struct TcpBench : NetBench {
    TcpTransport tcp{context, *this, small_config()};
    Address local;

    TcpBench()
    {
        transports = {&tcp};
        local = listen(loopback_v4);
    }
    Address listen(const IpAddress& ip)
    {
        const Bound bound = tcp.add_listener({ip, 0});
        BOOST_REQUIRE_MESSAGE(bound, bound.reason);
        return bound.local;
    }
    /// The flow of a peer that has just connected.
    FlowId accepted(std::size_t n = 1)
    {
        const auto* opened = wait_for_event<FlowOpened>(n);
        BOOST_REQUIRE(opened);
        return opened->flow;
    }
    FlowId open(const Address& remote)
    {
        const FlowId id{TransportKind::tcp, FlowDirection::outbound, ++serial};
        const Entered in{*this};
        tcp.open(id, {TransportKind::tcp, remote, {}});
        return id;
    }
    void send(FlowId flow, std::string_view text)
    {
        const Entered in{*this};
        tcp.send(flow, {}, Bytes{text});
    }
    void close(FlowId flow)
    {
        const Entered in{*this};
        tcp.close(flow);
    }
    std::uint64_t serial = 0;
};

/// A transport of long queues and long limits, with one peer that reads when told to.
struct Patient {
    explicit Patient(TcpBench& bench, const TcpConfig& config = patient_config())
        : tcp{std::make_unique<TcpTransport>(bench.context, bench, config)}
    {
        bench.transports = {tcp.get()};
        peer = PeerSocket::connected(tcp->add_listener({loopback_v4, 0}).local);
        flow = bench.accepted();
        for (std::size_t i = 0; i != 16'000'000; ++i)
            large += static_cast<char>('a' + i % 23);
    }
    static TcpConfig patient_config()
    {
        TcpConfig config;
        config.close_limit = 20s;
        config.write_queue_bytes = 64U << 20;
        return config;
    }
    /// Reads until everything is here; false when it is not what was sent.
    [[nodiscard]] bool reads_all(NetBench& bench)
    {
        std::string got;
        return bench.wait_for([&] { return (got += peer.receive_now()).size() >= large.size(); }, 60s) && got == large;
    }

    std::unique_ptr<TcpTransport> tcp;
    PeerSocket peer{-1};
    FlowId flow;
    std::string large;
};

void both_ways(TcpBench& bench, const Address& local)
{
    PeerSocket peer = PeerSocket::connected(local);
    const auto* opened = bench.wait_for_event<FlowOpened>();
    BOOST_REQUIRE(opened);
    BOOST_TEST((opened->local == local));
    BOOST_TEST((opened->remote == peer.address()));
    BOOST_TEST((opened->flow.direction() == FlowDirection::inbound));
    const FlowId flow = opened->flow;

    peer.send("question");
    const auto* data = bench.wait_for_event<FlowData>();
    BOOST_REQUIRE(data);
    BOOST_TEST(data->bytes.view() == "question");
    BOOST_TEST(data->bytes.unique());
    bench.send(flow, "answer");
    BOOST_TEST(peer.receive() == "answer");
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(tcp_transport, TcpBench)

BOOST_AUTO_TEST_CASE(an_accepted_connection_carries_bytes_both_ways_over_ipv4) { both_ways(*this, local); }

BOOST_AUTO_TEST_CASE(an_accepted_connection_carries_bytes_both_ways_over_ipv6)
{
    both_ways(*this, listen(loopback_v6));
}

BOOST_AUTO_TEST_CASE(an_opened_connection_sends_what_was_queued_before_it_stood)
{
    PeerSocket listener = PeerSocket::listening(loopback_v4);
    const FlowId flow = open(listener.address());
    send(flow, "first, ");
    send(flow, "second");
    PeerSocket peer = listener.accept();
    const auto* opened = wait_for_event<FlowOpened>();
    BOOST_REQUIRE(opened);
    BOOST_TEST((opened->flow == flow));
    BOOST_TEST((opened->remote == listener.address()));
    BOOST_TEST((opened->local.ip == loopback_v4));
    close(flow);
    BOOST_TEST(peer.receive_all() == "first, second");
}

BOOST_AUTO_TEST_CASE(bytes_are_reported_as_they_come_whatever_they_mean)
{
    PeerSocket peer = PeerSocket::connected(local);
    const FlowId flow = accepted();
    std::string sent;
    for (int i = 0; i != 200; ++i) {
        const std::string piece(static_cast<std::size_t>(i * 37 % 5000), static_cast<char>('a' + i % 26));
        if (!piece.empty())
            peer.send(piece);
        sent += piece;
        BOOST_REQUIRE(wait_for([&] { return received(flow).size() == sent.size(); }));
    }
    BOOST_TEST((received(flow) == sent));
}

BOOST_AUTO_TEST_CASE(a_refused_connection_says_so)
{
    const Address nobody = PeerSocket::listening(loopback_v4).address(); // closed again
    const FlowId flow = open(nobody);
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->flow == flow));
    BOOST_TEST((closed->error == FlowError::refused));
    BOOST_TEST(closed->reason == "TCP " + nobody.to_string() + ": Connection refused");
    BOOST_TEST(count<FlowOpened>() == 0U);
}

BOOST_AUTO_TEST_CASE(a_connection_that_does_not_come_about_is_given_up)
{
    // A listener whose queue is full leaves the next connections unanswered.
    PeerSocket listener = PeerSocket::listening(loopback_v4, 0);
    std::vector<FlowId> flows;
    while (flows.size() != 8)
        flows.push_back(open(listener.address()));
    BOOST_REQUIRE(wait_for([&] { return count<FlowOpened>() + count<FlowClosed>() >= flows.size(); }));
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::timed_out));
    BOOST_TEST(closed->reason == "TCP " + listener.address().to_string() + ": no connection within 300 ms");
}

BOOST_AUTO_TEST_CASE(a_flow_closed_while_it_connects_is_reported_once)
{
    PeerSocket listener = PeerSocket::listening(loopback_v4);
    const FlowId flow = open(listener.address());
    close(flow);
    close(flow);
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::none));
    BOOST_TEST(count<FlowClosed>() == 1U);
    BOOST_TEST(count<FlowOpened>() == 0U);
}

BOOST_AUTO_TEST_CASE(a_peer_that_finishes_first_still_gets_the_answer)
{
    PeerSocket peer = PeerSocket::connected(local);
    const FlowId flow = accepted();
    peer.send("last question");
    BOOST_REQUIRE(wait_for([&] { return received(flow) == "last question"; }));
    send(flow, "answer");
    peer.finish();
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::none));
    BOOST_TEST(peer.receive_all() == "answer");
}

BOOST_AUTO_TEST_CASE(a_half_closed_peer_gets_all_that_was_queued)
{
    Patient patient{*this};
    {
        const Entered in{*this};
        patient.tcp->send(patient.flow, {}, Bytes{patient.large});
    }
    patient.peer.finish();
    BOOST_TEST(patient.reads_all(*this));
    BOOST_REQUIRE(wait_for_event<FlowClosed>());
    BOOST_TEST((all<FlowClosed>()[0]->error == FlowError::none));
}

BOOST_AUTO_TEST_CASE(a_reset_connection_is_lost_at_once)
{
    PeerSocket peer = PeerSocket::connected(local);
    const FlowId flow = accepted();
    peer.reset();
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->flow == flow));
    BOOST_TEST((closed->error == FlowError::reset));
    BOOST_TEST(closed->reason.find("Connection reset by peer") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_peer_that_does_not_read_is_cut_off_at_the_bound)
{
    PeerSocket peer = PeerSocket::connected(local);
    const FlowId flow = accepted();
    const std::string piece(16 * 1024, 'x');
    std::size_t sent = 0;
    while (count<FlowClosed>() == 0 && sent < (64U << 20)) {
        send(flow, piece);
        sent += piece.size();
    }
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::overflow));
    BOOST_TEST(closed->reason.find("reads too slowly") != std::string::npos);
    send(flow, piece); // harmless
    BOOST_TEST(count<FlowClosed>() == 1U);
}

BOOST_AUTO_TEST_CASE(a_slow_reader_gets_everything_in_order)
{
    Patient patient{*this};
    {
        const Entered in{*this};
        patient.tcp->send(patient.flow, {}, Bytes{patient.large});
    }
    BOOST_TEST(patient.reads_all(*this));
    BOOST_TEST(count<FlowClosed>() == 0U);
}

BOOST_AUTO_TEST_CASE(a_flow_closed_with_a_long_queue_sends_it_first)
{
    Patient patient{*this};
    {
        const Entered in{*this};
        patient.tcp->send(patient.flow, {}, Bytes{patient.large});
        patient.tcp->close(patient.flow);
    }
    BOOST_TEST(count<FlowClosed>() == 0U);
    BOOST_TEST(patient.reads_all(*this));
    BOOST_REQUIRE(wait_for_event<FlowClosed>());
    BOOST_TEST((all<FlowClosed>()[0]->error == FlowError::none));
}

BOOST_AUTO_TEST_CASE(closing_sends_what_is_queued_and_then_finishes)
{
    PeerSocket peer = PeerSocket::connected(local);
    const FlowId flow = accepted();
    peer.send("unread bytes would turn a careless close into a reset");
    {
        const Entered in{*this};
        tcp.send(flow, {}, Bytes{"good"});
        tcp.send(flow, {}, Bytes{"bye"});
        tcp.close(flow);
        tcp.send(flow, {}, Bytes{"too late"});
    }
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::none));
    BOOST_TEST(peer.receive_all() == "goodbye");
}

BOOST_AUTO_TEST_CASE(closing_towards_a_peer_that_reads_nothing_ends_within_the_limit)
{
    const std::size_t before = open_descriptors();
    TcpConfig config = small_config();
    config.write_queue_bytes = 64U << 20;
    Patient patient{*this, config};
    {
        const Entered in{*this};
        patient.tcp->send(patient.flow, {}, Bytes{patient.large});
        patient.tcp->close(patient.flow);
    }
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::timed_out));
    BOOST_TEST(closed->reason.find("bytes unsent") != std::string::npos);
    BOOST_TEST(open_descriptors() == before + 3); // the set, the listener and the peer
}

BOOST_AUTO_TEST_CASE(a_peer_that_never_finishes_does_not_keep_the_descriptor)
{
    const std::size_t before = open_descriptors();
    PeerSocket peer = PeerSocket::connected(local);
    close(accepted());
    BOOST_REQUIRE(wait_for_event<FlowClosed>());
    BOOST_TEST(wait_for([&] { return open_descriptors() == before + 1; })); // the peer's own
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_named_in_the_error)
{
    const Bound bound = tcp.add_listener(local);
    BOOST_TEST(!bound);
    BOOST_TEST(bound.reason == "TCP " + local.to_string() + ": Address already in use");
}

BOOST_AUTO_TEST_CASE(a_thousand_connections_come_and_go_and_their_descriptors_return)
{
    constexpr std::size_t many = 1000;
    const std::size_t before = open_descriptors();
    {
        std::vector<PeerSocket> peers;
        for (std::size_t i = 0; i != many; ++i) {
            peers.push_back(PeerSocket::connected(local));
            peers.back().send("x");
        }
        BOOST_REQUIRE(wait_for([&] { return count<FlowData>() == many; }));
        BOOST_TEST(count<FlowOpened>() == many);
    }
    BOOST_REQUIRE(wait_for([&] { return count<FlowClosed>() == many; }));
    BOOST_TEST(open_descriptors() == before);
}

BOOST_AUTO_TEST_CASE(connections_above_the_limit_of_one_peer_are_reset)
{
    TcpConfig config = small_config();
    config.max_connections_per_peer = 2;
    TcpTransport guarded{context, *this, config};
    transports = {&guarded};
    const Address at = guarded.add_listener({loopback_v4, 0}).local;
    PeerSocket first = PeerSocket::connected(at), second = PeerSocket::connected(at);
    first.send("x");
    second.send("x");
    BOOST_REQUIRE(wait_for([&] { return count<FlowData>() == 2; }));
    PeerSocket third = PeerSocket::connected(at);
    BOOST_TEST(third.receive_all() == "");
    first.close();
    BOOST_REQUIRE(wait_for_event<FlowClosed>());
    PeerSocket fourth = PeerSocket::connected(at); // the place of the first
    BOOST_TEST(wait_for([&] { return count<FlowOpened>() == 3; }));
}

BOOST_AUTO_TEST_CASE(a_silent_connection_gives_way_to_a_newer_one_and_a_talking_one_does_not)
{
    TcpConfig config = small_config();
    config.max_connections = 2;
    TcpTransport guarded{context, *this, config};
    transports = {&guarded};
    const Address at = guarded.add_listener({loopback_v4, 0}).local;
    PeerSocket talking = PeerSocket::connected(at);
    talking.send("x");
    BOOST_REQUIRE(wait_for_event<FlowData>());
    PeerSocket silent = PeerSocket::connected(at);
    BOOST_REQUIRE(wait_for([&] { return count<FlowOpened>() == 2; }));
    PeerSocket newer = PeerSocket::connected(at);
    newer.send("y");
    BOOST_REQUIRE(wait_for([&] { return count<FlowData>() == 2; }));
    BOOST_TEST(count<FlowClosed>() == 1U);
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_TEST(closed->reason ==
               "TCP " + silent.address().to_string() + ": silent, and gave way to a newer connection");
    PeerSocket one_too_many = PeerSocket::connected(at); // both of them talk
    BOOST_TEST(one_too_many.receive_all() == "");
}

BOOST_AUTO_TEST_CASE(connections_above_the_limit_in_total_are_refused_in_both_directions)
{
    TcpConfig config = small_config();
    config.max_connections = 1;
    TcpTransport guarded{context, *this, config};
    transports = {&guarded};
    const Address at = guarded.add_listener({loopback_v4, 0}).local;
    PeerSocket first = PeerSocket::connected(at);
    first.send("x");
    BOOST_REQUIRE(wait_for_event<FlowData>());
    PeerSocket second = PeerSocket::connected(at);
    BOOST_TEST(wait_for([&] { return ::recv(second.descriptor(), &serial, 1, MSG_DONTWAIT) < 0 && errno != EAGAIN; }));
    {
        const Entered in{*this};
        guarded.open(FlowId{TransportKind::tcp, FlowDirection::outbound, 7}, {TransportKind::tcp, at, {}});
    }
    const auto* closed = wait_for_event<FlowClosed>();
    BOOST_REQUIRE(closed);
    BOOST_TEST((closed->error == FlowError::local));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
