#pragma once

#include "net/srv_record.hpp"

#include "sip_stack/net/net_bench.hpp"
#include "sip_stack/net/peer_socket.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sip::net::test {

/// A small DNS server on a loopback UDP port, run by the bench's io_context. What it is not told about does not exist.
class NameServer {
public:
    /// How it treats every question.
    enum class Manner { honest, silent, garbage, truncated_header, forged_first };

    explicit NameServer(NetBench& bench);

    void srv(const std::string& name, const SrvRecord& record) { srv_[name].push_back(record); }
    void address(const std::string& name, const std::string& ip) { addresses_[name].push_back(*IpAddress::parse(ip)); }
    void behave(Manner manner) { manner_ = manner; }
    [[nodiscard]] std::string servers() const { return socket_.address().to_string(); }
    [[nodiscard]] const std::multiset<std::string>& asked() const { return asked_; } ///< "A host", "SRV _sip._udp.host"

private:
    struct Question {
        std::string name;
        unsigned type;
        std::string packet; ///< up to the end of the question
    };

    void wait();
    void serve();
    void respond(const std::string& packet, const SocketAddress& to);
    [[nodiscard]] static Question parse(const std::string& packet);
    [[nodiscard]] std::vector<std::string> records(const Question& question) const;
    [[nodiscard]] std::string answer(const Question& question) const;
    void send(const std::string& packet, const SocketAddress& to) const;

    NetBench& bench_;
    PeerSocket socket_;
    PeerSocket stranger_; ///< another address, from which forged answers come
    boost::asio::posix::stream_descriptor watch_;
    std::map<std::string, std::vector<SrvRecord>> srv_;
    std::map<std::string, std::vector<IpAddress>> addresses_;
    std::multiset<std::string> asked_;
    Manner manner_ = Manner::honest;
};

} // namespace sip::net::test
