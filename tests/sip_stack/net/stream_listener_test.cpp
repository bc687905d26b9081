#include "net/stream_listener.hpp"

#include "sip_stack/net/net_bench.hpp"
#include "sip_stack/net/peer_socket.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/resource.h>

#include <ctime>

namespace sip::net::test {

namespace {

/// Leaves this process no more descriptors than it has open, for a scope.
class NoMoreDescriptors {
public:
    NoMoreDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlimit none = before_;
        const int lowest_free = ::dup(0);
        ::close(lowest_free);
        none.rlim_cur = static_cast<rlim_t>(lowest_free);
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoMoreDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

int option(int socket, int level, int name)
{
    int value = 0;
    socklen_t size = sizeof value;
    ::getsockopt(socket, level, name, &value, &size);
    return value;
}

struct ListenerBench : NetBench {
    std::vector<StreamSocket> sockets;
    StreamListener listener{context, *this, TransportKind::tcp, [this](StreamSocket socket, const Address&) {
                                BOOST_TEST(depth == 1); // inside the monitor
                                sockets.push_back(std::move(socket));
                            }};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(stream_listener, ListenerBench)

BOOST_AUTO_TEST_CASE(accepted_sockets_are_ready_for_use)
{
    const Bound bound = listener.listen({loopback_v4, 0});
    BOOST_REQUIRE(bound);
    PeerSocket peer = PeerSocket::connected(bound.local);
    BOOST_REQUIRE(wait_for([&] { return sockets.size() == 1; }));
    const int accepted = sockets[0].native_handle();
    BOOST_TEST(option(accepted, IPPROTO_TCP, TCP_NODELAY) == 1);
    BOOST_TEST(option(accepted, SOL_SOCKET, SO_KEEPALIVE) == 1);
    BOOST_TEST((::fcntl(accepted, F_GETFL) & O_NONBLOCK) != 0);
    BOOST_TEST((::fcntl(accepted, F_GETFD) & FD_CLOEXEC) != 0);
}

BOOST_AUTO_TEST_CASE(without_descriptors_peers_wait_and_the_listener_does_not_spin)
{
    const Bound bound = listener.listen({loopback_v4, 0});
    std::vector<PeerSocket> peers;
    peers.push_back(PeerSocket::connected(bound.local));
    BOOST_REQUIRE(wait_for([&] { return sockets.size() == 1; }));
    for (int i = 0; i != 5; ++i)
        peers.push_back(PeerSocket::connected(bound.local));
    {
        const NoMoreDescriptors scarce;
        const std::clock_t start = std::clock();
        BOOST_TEST(!wait_for([&] { return sockets.size() > 1; }, 500ms));
        BOOST_TEST(std::clock() - start < CLOCKS_PER_SEC / 4); // a spinning one would have taken all of it
    }
    BOOST_TEST(wait_for([&] { return sockets.size() == 6; }));
}

BOOST_AUTO_TEST_CASE(a_closed_listener_takes_nobody)
{
    const Bound bound = listener.listen({loopback_v4, 0});
    PeerSocket early = PeerSocket::connected(bound.local);
    listener.close();
    context.poll();
    BOOST_TEST(sockets.empty());
    BOOST_TEST(early.receive_all() == "");
}

BOOST_AUTO_TEST_CASE(an_address_of_another_host_is_refused_in_words)
{
    const Bound bound = listener.listen({IpAddress::v4(0xC0000201), 5060});
    BOOST_TEST(!bound);
    BOOST_TEST(bound.reason == "TCP 192.0.2.1:5060: Cannot assign requested address");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
