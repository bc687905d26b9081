#pragma once

#include "sip/endpoint.hpp"
#include "sip/message/message.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A network without sockets, in virtual time: datagrams and streams between hosts, with delay, loss, copies and cuts.
namespace test {

using namespace std::chrono_literals;
using sip::Address;
using sip::Duration;
using sip::FlowId;
using sip::TimePoint;
using sip::TransportKind;

/// One message (or chunk of a stream) on its way.
struct Packet {
    std::string from, to; ///< names of hosts
    TransportKind kind;
    sip::Bytes bytes;
    std::size_t number; ///< how many were sent before it, in all

    [[nodiscard]] std::string what() const; ///< "INVITE", "180", "200 BYE"; "-" for a keep-alive
};

enum class Fate { deliver, lose, duplicate, cut }; ///< cut: the stream is reset in place of the delivery

/// Whoever stands at an address.
class Host {
public:
    Host(std::string name, sip::IpAddress ip) : name_{std::move(name)}, ip_{ip} {}
    virtual ~Host() = default;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const sip::IpAddress& ip() const { return ip_; }

    [[nodiscard]] virtual bool listens(TransportKind kind, std::uint16_t port) const = 0;
    /// The DNS names that the certificate of this host holds.
    [[nodiscard]] virtual std::vector<std::string> certificate_names() const { return {name_ + ".example.com"}; }
    virtual void handle(sip::FlowEvent event, TimePoint now) = 0;
    virtual void handle(const sip::Resolved&, TimePoint) {}
    virtual void expire(TimePoint) {}
    [[nodiscard]] virtual TimePoint next_expiry() const { return TimePoint::max(); }
    /// What it wants done, in order.
    virtual std::vector<sip::Action> take_actions() = 0;
    [[nodiscard]] virtual FlowId datagram_flow() const { return {TransportKind::udp, sip::FlowDirection::inbound, 1}; }

private:
    std::string name_;
    sip::IpAddress ip_;
};

class VirtualNetwork {
public:
    VirtualNetwork();

    void attach(Host& host);
    void name(const std::string& dns_name, std::vector<sip::Candidate> candidates)
    {
        names_[dns_name] = std::move(candidates);
    }

    Duration delay = 10ms;
    bool mutual_tls = false;                 ///< callers show their certificates as well
    bool against_the_rules = false;          ///< these do not hold, but the program accepts them
    std::function<Fate(const Packet&)> fate; ///< none: everything is delivered

    [[nodiscard]] TimePoint now() const { return now_; }
    [[nodiscard]] std::size_t sent() const { return sent_; }
    [[nodiscard]] std::size_t connections() const { return streams_.size(); }

    /// Carries what the hosts have to say, then lets time pass.
    void run_for(Duration time);
    /// Until nothing is on its way and no timer waits, at most for `limit`. False when something is still going on.
    bool run_until_quiet(Duration limit);
    void collect(); ///< takes the actions of every host

    /// Resets every stream of that host.
    void cut_streams(const Host& host);
    /// How many streams were opened so far.
    [[nodiscard]] std::uint64_t opened() const { return next_stream_ - 1; }

    /// "alice INVITE bob", one line for each packet that was sent; lost ones end in " (lost)". Clears it.
    std::string take_ladder();

private:
    struct Event {
        std::function<void()> happen;
    };
    struct Stream {
        Host* client;
        Host* server;
        FlowId client_flow, server_flow;
        Address client_address, server_address;
        TransportKind kind;
        bool up = false;
    };

    void at(TimePoint time, std::function<void()> happen);
    void carry(Host& host, const sip::Action& action);
    void carry_send(Host& host, const sip::Send& send);
    void open(Host& host, const sip::OpenFlow& open);
    [[nodiscard]] static std::shared_ptr<sip::Security> security_of(const Host& peer, const std::string& expected);
    void close(Host& host, FlowId flow);
    void end(std::shared_ptr<Stream> stream, sip::FlowError error);
    void resolve(Host& host, const sip::Resolve& resolve);
    [[nodiscard]] Host* host_at(const sip::IpAddress& ip) const;
    [[nodiscard]] std::shared_ptr<Stream> stream_of(const Host& host, FlowId flow) const;
    [[nodiscard]] TimePoint next_event() const;
    void step(TimePoint time);

    TimePoint now_;
    std::vector<Host*> hosts_;
    std::map<std::string, std::vector<sip::Candidate>> names_;
    std::multimap<TimePoint, Event> events_;
    std::vector<std::shared_ptr<Stream>> streams_;
    std::uint64_t next_stream_ = 1;
    std::uint16_t next_port_ = 40000;
    std::size_t sent_ = 0;
    std::string ladder_;
};

} // namespace test
