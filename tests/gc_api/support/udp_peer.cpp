#include "gc_api/support/udp_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace gc::test {
namespace {

constexpr timeval patience{10, 0};

sockaddr_in loopback(unsigned short port)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    name.sin_port = htons(port);
    return name;
}

} // namespace

UdpPeer::UdpPeer() : socket_{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)}
{
    const sockaddr_in name = loopback(0);
    BOOST_TEST_REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0);
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

UdpPeer::~UdpPeer() { ::close(socket_); }

std::string UdpPeer::address() const
{
    sockaddr_in name{};
    socklen_t size = sizeof name;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&name), &size);
    return "127.0.0.1:" + std::to_string(ntohs(name.sin_port));
}

std::string UdpPeer::request(std::string_view method, const std::string& uri, const std::string& call_id,
                             std::string_view body, std::string_view more) const
{
    const std::string name{method};
    const std::string of_branch = name == "CANCEL" ? "INVITE" : name; // RFC 3261 §9.1
    std::string text = name + ' ' + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address() + ";branch=z9hG4bK" + call_id +
                       of_branch + "\r\nMax-Forwards: 70\r\nFrom: <sip:peer@" + address() + ">;tag=p\r\nTo: <" + uri +
                       ">\r\nCall-ID: " + call_id + "\r\nCSeq: 1 " + name + "\r\nContact: <sip:peer@" + address() +
                       ">\r\n";
    text += more;
    if (!body.empty())
        text += "Content-Type: application/sdp\r\n";
    return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

void UdpPeer::send(const std::string& uri, std::string_view message)
{
    const auto port = static_cast<unsigned short>(std::atoi(uri.c_str() + uri.rfind(':') + 1));
    const sockaddr_in name = loopback(port);
    ::sendto(socket_, message.data(), message.size(), 0, reinterpret_cast<const sockaddr*>(&name), sizeof name);
}

std::string UdpPeer::receive()
{
    std::array<char, 65536> buffer;
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    return size <= 0 ? std::string{} : std::string{buffer.data(), static_cast<std::size_t>(size)};
}

int UdpPeer::final_status()
{
    for (std::string message = receive(); !message.empty(); message = receive())
        if (const int status = message.starts_with("SIP/2.0 ") ? std::atoi(message.c_str() + 8) : 0; status >= 200)
            return status;
    return 0;
}

std::string audio_offer(std::string_view formats, std::string_view attributes)
{
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP " +
           std::string{formats} + "\r\n" + std::string{attributes};
}

} // namespace gc::test
