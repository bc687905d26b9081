#include "media/rtp_port.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <vector>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using gc::media::PortRange;
using gc::media::RtpPort;

namespace {

const sip::IpAddress loopback = *sip::IpAddress::parse("127.0.0.1");

std::minstd_rand& random_source()
{
    static std::minstd_rand random{std::random_device{}()};
    return random;
}

RtpPort opened(const sip::IpAddress& address = loopback, PortRange range = {})
{
    RtpPort port;
    std::string error;
    BOOST_TEST_REQUIRE(port.open(address, range, random_source(), error), error);
    return port;
}

class Socket {
public:
    Socket() : fd_{::socket(AF_INET, SOCK_DGRAM, 0)} {}
    Socket(const Socket&) = delete;
    ~Socket() { ::close(fd_); }

    bool bind(std::uint16_t port) const { return call(::bind, port); }
    bool connect(std::uint16_t port) const { return call(::connect, port); }
    /// False when an ICMP error has come back for an earlier packet.
    bool send() const { return ::send(fd_, "rtp", 3, 0) == 3; }

private:
    template <class Function>
    bool call(Function function, std::uint16_t port) const
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        return function(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    int fd_;
};

/// What the kernel says of a UDP port of 127.0.0.1.
struct Queue {
    bool bound = false;
    unsigned long waiting_bytes = 0;
    unsigned long dropped = 0;
};

/// The port's line of the kernel's table, in one passage.
Queue look_for(const std::string& address)
{
    std::ifstream table{"/proc/net/udp"};
    for (std::string line; std::getline(table, line);) {
        std::istringstream words{line};
        std::vector<std::string> fields;
        for (std::string word; words >> word;)
            fields.push_back(word);
        if (fields.size() > 12 && fields[1] == address)
            return {true, std::stoul(fields[4].substr(9), nullptr, 16), std::stoul(fields[12])};
    }
    return {};
}

/// The table is read in pieces, and whoever closes a socket meanwhile hides another one's line: so what is not there
/// is looked for again.
Queue queue_of(std::uint16_t port)
{
    std::ostringstream address;
    address << "0100007F:" << std::uppercase << std::hex << port;
    Queue found;
    for (int passage = 0; !found.bound && passage < 10; ++passage)
        found = look_for(address.str());
    return found;
}

std::uint16_t rtp(const RtpPort& port) { return port.local().port; }
std::uint16_t rtcp(const RtpPort& port) { return static_cast<std::uint16_t>(port.local().port + 1); }

} // namespace

BOOST_AUTO_TEST_SUITE(rtp_port) // RFC 3550 §11

BOOST_AUTO_TEST_CASE(rtp_is_even_and_rtcp_is_the_next_and_both_are_bound)
{
    const RtpPort port = opened();
    BOOST_TEST(rtp(port) % 2 == 0);
    BOOST_TEST(rtp(port) >= 49152);
    BOOST_TEST(port.local().ip.is_loopback());
    BOOST_TEST(!Socket{}.bind(rtp(port)));
    BOOST_TEST(!Socket{}.bind(rtcp(port)));
}

BOOST_AUTO_TEST_CASE(packets_cause_no_error_and_do_not_pile_up)
{
    const RtpPort port = opened();
    constexpr unsigned long packets = 200;
    for (const std::uint16_t target : {rtp(port), rtcp(port)}) {
        const Socket peer;
        BOOST_TEST_REQUIRE(peer.connect(target));
        for (unsigned long i = 0; i < packets; ++i)
            BOOST_TEST_REQUIRE(peer.send());
        const Queue queue = queue_of(target);
        BOOST_TEST(queue.bound);
        BOOST_TEST(queue.waiting_bytes == 0u);
        BOOST_TEST(queue.dropped == packets);
    }
}

BOOST_AUTO_TEST_CASE(a_closed_port_is_free_again_and_answers_with_icmp)
{
    const Socket peer;
    std::uint16_t number = 0;
    {
        const RtpPort port = opened();
        number = rtp(port);
        BOOST_TEST_REQUIRE(peer.connect(number));
        BOOST_TEST(peer.send());
    }
    BOOST_TEST(!queue_of(number).bound);
    BOOST_TEST(peer.send());
    BOOST_TEST(!peer.send());
    BOOST_TEST(rtp(opened(loopback, {number, number})) == number);
}

BOOST_AUTO_TEST_CASE(a_full_range_is_an_error_that_names_it)
{
    const RtpPort first = opened();
    const PortRange range{rtp(first), rtcp(first)};
    RtpPort second;
    std::string error;
    BOOST_TEST(!second.open(loopback, range, random_source(), error));
    BOOST_TEST(!second.is_open());
    BOOST_TEST(error == "RTP port on 127.0.0.1, range " + std::to_string(range.first) + " to " +
                            std::to_string(range.last) + ": no free pair of ports");
}

BOOST_AUTO_TEST_CASE(a_pair_whose_rtcp_port_is_taken_is_not_used)
{
    std::uint16_t number = rtp(opened());
    const Socket other;
    BOOST_TEST_REQUIRE(other.bind(static_cast<std::uint16_t>(number + 1)));
    RtpPort port;
    std::string error;
    BOOST_TEST(!port.open(loopback, {number, number}, random_source(), error));
    BOOST_TEST(Socket{}.bind(number), "the first of the pair is free again");
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_local_is_an_error_with_its_cause)
{
    RtpPort port;
    std::string error;
    BOOST_TEST(!port.open(*sip::IpAddress::parse("192.0.2.1"), {}, random_source(), error));
    BOOST_TEST(error == "RTP port on 192.0.2.1, range 49152 to 65534: Cannot assign requested address");
}

BOOST_AUTO_TEST_CASE(a_range_without_an_even_port_is_an_error)
{
    RtpPort port;
    std::string error;
    for (const PortRange range :
         {PortRange{50001, 50001}, PortRange{50000, 49000}, PortRange{65535, 65535}, PortRange{0, 1}}) {
        BOOST_TEST(!port.open(loopback, range, random_source(), error));
        BOOST_TEST(error.find("holds no even port") != std::string::npos, error);
    }
}

BOOST_AUTO_TEST_CASE(ipv6_works_as_ipv4)
{
    const RtpPort port = opened(*sip::IpAddress::parse("::1"));
    BOOST_TEST(port.local().to_string().substr(0, 6) == "[::1]:");
}

BOOST_AUTO_TEST_CASE(the_highest_pair_can_be_used)
{
    RtpPort port;
    std::string error;
    if (port.open(loopback, {65534, 65535}, random_source(), error))
        BOOST_TEST(rtp(port) == 65534);
    else
        BOOST_TEST(error.find("no free pair") != std::string::npos, error);
}

BOOST_AUTO_TEST_CASE(a_moved_port_has_one_owner)
{
    RtpPort first = opened();
    const std::uint16_t number = rtp(first);
    RtpPort second = std::move(first);
    BOOST_TEST(rtp(second) == number);
    second = opened();
    BOOST_TEST(!queue_of(number).bound);
}

BOOST_AUTO_TEST_CASE(many_ports_live_side_by_side)
{
    std::vector<RtpPort> ports;
    for (int i = 0; i < 250; ++i)
        ports.push_back(opened());
    for (const RtpPort& port : ports)
        BOOST_TEST(queue_of(rtp(port)).bound);
}

BOOST_AUTO_TEST_SUITE_END()
