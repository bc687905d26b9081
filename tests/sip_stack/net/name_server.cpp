#include "sip_stack/net/name_server.hpp"

#include <unistd.h>

namespace sip::net::test {

namespace {

constexpr unsigned type_a = 1;
constexpr unsigned type_aaaa = 28;
constexpr unsigned type_srv = 33;
constexpr std::size_t header_size = 12;

std::string u16(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }

std::string encoded_name(const std::string& name)
{
    std::string wire;
    for (std::size_t start = 0; start < name.size() && name != ".";) {
        const std::size_t dot = std::min(name.find('.', start), name.size());
        wire += static_cast<char>(dot - start);
        wire += name.substr(start, dot - start);
        start = dot + 1;
    }
    return wire + '\0';
}

std::string record(unsigned type, const std::string& data)
{
    const std::string pointer_to_question = u16(0xC000 | header_size);
    return pointer_to_question + u16(type) + u16(1) + u16(0) + u16(60) + u16(static_cast<unsigned>(data.size())) + data;
}

} // namespace

NameServer::NameServer(NetBench& bench)
    : bench_{bench}, socket_{PeerSocket::bound(SOCK_DGRAM, loopback_v4)},
      stranger_{PeerSocket::bound(SOCK_DGRAM, loopback_v4)}, watch_{bench.context, ::dup(socket_.descriptor())}
{
    wait();
}

void NameServer::wait()
{
    watch_.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this](const boost::system::error_code& error) {
        if (error)
            return;
        serve();
        wait();
    });
}

void NameServer::serve()
{
    std::string packet(4096, '\0');
    SocketAddress from;
    socklen_t size = SocketAddress::capacity();
    const ssize_t n = ::recvfrom(socket_.descriptor(), packet.data(), packet.size(), MSG_DONTWAIT, from.data(), &size);
    if (n < static_cast<ssize_t>(header_size))
        return;
    packet.resize(static_cast<std::size_t>(n));
    respond(packet, from);
}

void NameServer::respond(const std::string& packet, const SocketAddress& to)
{
    const Question question = parse(packet);
    asked_.insert((question.type == type_srv ? "SRV " : question.type == type_a ? "A " : "AAAA ") + question.name);
    switch (manner_) {
    case Manner::silent: return;
    case Manner::garbage: return send(answer(question).substr(0, question.packet.size()) + std::string(40, '\xFF'), to);
    case Manner::truncated_header: return send(packet.substr(0, 5), to);
    case Manner::honest: return send(answer(question), to);
    case Manner::forged_first: break;
    }
    // RFC 5452: an answer counts only with the right number and from the server that was asked.
    NameServer liar{bench_};
    liar.address(question.name, "192.0.2.66");
    std::string forged = liar.answer(question);
    ::sendto(stranger_.descriptor(), forged.data(), forged.size(), 0, to.data(), to.size());
    forged[0] = static_cast<char>(forged[0] ^ 1);
    send(forged, to);
    send(answer(question), to);
}

NameServer::Question NameServer::parse(const std::string& packet)
{
    Question question{{}, 0, {}};
    std::size_t at = header_size;
    while (at < packet.size() && packet[at] != '\0') {
        const auto length = static_cast<std::size_t>(packet[at]);
        if (!question.name.empty())
            question.name += '.';
        question.name += packet.substr(at + 1, length);
        at += length + 1;
    }
    question.type = static_cast<unsigned>(static_cast<unsigned char>(packet.at(at + 2)));
    question.packet = packet.substr(0, at + 5);
    return question;
}

std::vector<std::string> NameServer::records(const Question& question) const
{
    std::vector<std::string> found;
    if (question.type == type_srv) {
        if (const auto at = srv_.find(question.name); at != srv_.end()) {
            for (const SrvRecord& srv : at->second)
                found.push_back(
                    record(type_srv, u16(srv.priority) + u16(srv.weight) + u16(srv.port) + encoded_name(srv.target)));
        }
        return found;
    }
    if (const auto at = addresses_.find(question.name); at != addresses_.end()) {
        for (const IpAddress& ip : at->second) {
            if (ip.is_v4() == (question.type == type_a))
                found.push_back(record(question.type, {reinterpret_cast<const char*>(ip.bytes().data()),
                                                       ip.is_v4() ? std::size_t{4} : std::size_t{16}}));
        }
    }
    return found;
}

std::string NameServer::answer(const Question& question) const
{
    const bool known = srv_.count(question.name) + addresses_.count(question.name) != 0;
    const auto found = records(question);
    constexpr unsigned response = 0x8580, no_such_name = 3;
    std::string packet = question.packet.substr(0, 2) + u16(response | (known ? 0 : no_such_name)) + u16(1) +
                         u16(static_cast<unsigned>(found.size())) + u16(0) + u16(0) +
                         question.packet.substr(header_size);
    for (const std::string& one : found)
        packet += one;
    return packet;
}

void NameServer::send(const std::string& packet, const SocketAddress& to) const
{
    ::sendto(socket_.descriptor(), packet.data(), packet.size(), 0, to.data(), to.size());
}

} // namespace sip::net::test
