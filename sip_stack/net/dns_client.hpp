#pragma once

#include "net/srv_record.hpp"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

struct ares_channeldata;
struct ares_addrinfo;

namespace sip::net {

struct DnsConfig {
    std::string servers;                         ///< "192.0.2.1:53,[2001:db8::1]:53"; empty: the system's
    std::chrono::milliseconds first_wait{1'000}; ///< for a server's answer; doubled with each further try
    int tries = 2;                               ///< for each server
};

/// Questions to the name servers, by c-ares, whose sockets and timer are Asio's: no thread of its own.
///
/// Thread rule: inside the monitor, callbacks too. A callback may come before the question returns, and comes exactly
/// once unless the client is destroyed before. Must live until its io_context no longer runs.
class DnsClient {
public:
    /// `error` is empty when there are records.
    using SrvAnswer = std::function<void(std::vector<SrvRecord> records, const std::string& error)>;
    using AddressAnswer = std::function<void(std::vector<IpAddress> addresses, const std::string& error)>;

    DnsClient(boost::asio::io_context& context, Monitor& monitor, const DnsConfig& config);
    ~DnsClient();
    DnsClient(const DnsClient&) = delete;
    DnsClient& operator=(const DnsClient&) = delete;

    void ask_srv(const std::string& name, SrvAnswer answer);
    /// A and AAAA, the hosts file first, sorted by RFC 6724.
    void ask_addresses(const std::string& host, AddressAnswer answer);
    /// True when the hosts file names it, so that no name server needs to be asked.
    [[nodiscard]] bool in_hosts_file(const std::string& host) const;
    [[nodiscard]] std::size_t in_flight() const { return in_flight_; } ///< questions without answer

private:
    using Clock = std::chrono::steady_clock;
    using Executor = boost::asio::io_context::executor_type;
    using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;
    using Descriptor = boost::asio::posix::stream_descriptor;

    /// A socket that c-ares owns and Asio watches.
    struct Socket {
        Descriptor descriptor;
        std::uint64_t serial; ///< tells it from an earlier socket with the same descriptor
        bool wants_read = false, wants_write = false;
        bool waits_read = false, waits_write = false;
    };
    template <class Answer>
    struct Question {
        DnsClient* client;
        Answer answer;
    };

    static void on_srv(void* question, int status, int timeouts, unsigned char* reply, int size) noexcept;
    static void on_addresses(void* question, int status, int timeouts, ares_addrinfo* found) noexcept;
    static void on_interest(void* client, int descriptor, int read, int write) noexcept;

    void set_interest(int descriptor, bool read, bool write);
    void wait(int descriptor, Socket& socket);
    void ready(int descriptor, std::uint64_t serial, bool write);
    void arm_timer();

    boost::asio::io_context& context_;
    Monitor& monitor_;
    Timer timer_;
    Clock::time_point armed_ = Clock::time_point::max();
    std::unordered_map<int, Socket> sockets_;
    std::uint64_t serial_ = 0;
    std::size_t in_flight_ = 0;
    ares_channeldata* channel_ = nullptr;
    std::string unusable_; ///< why there is no channel
};

} // namespace sip::net
