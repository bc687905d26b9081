#pragma once

#include "net/admission.hpp"
#include "net/deadline_queue.hpp"
#include "net/socket_watch.hpp"
#include "net/stream_listener.hpp"
#include "net/write_queue.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <unordered_map>
#include <vector>

namespace sip::net {

struct TcpConfig {
    std::chrono::milliseconds connect_limit{10'000};
    std::chrono::milliseconds close_limit{1'000};  ///< for what is queued to leave, then for the peer to finish as well
    std::size_t write_queue_bytes = 1U << 20;      ///< of one flow; above it the flow is closed (FlowError::overflow)
    std::size_t max_connections = 20'000;          ///< in both directions
    std::size_t max_connections_per_peer = 10'000; ///< accepted from one IP address
    std::size_t max_silent = 2'000;                ///< accepted, and not a byte has come; the oldest gives way
};

/// TCP connections as flows of bytes.
///
/// A flow at rest costs a few hundred bytes: it has no read buffer of its own. Must live until its io_context no longer
/// runs.
class TcpTransport final : public Transport {
public:
    TcpTransport(boost::asio::io_context& context, Monitor& monitor, const TcpConfig& config = {});
    ~TcpTransport() override;

    /// Listens at one more address; an IPv6 wildcard takes no IPv4.
    [[nodiscard]] Bound add_listener(const Address& local);

    [[nodiscard]] TransportKind kind() const override { return TransportKind::tcp; }
    void open(FlowId flow, const Target& target) override;
    void send(FlowId flow, const Address& remote, Bytes bytes) override;
    void flush() override;
    void close(FlowId flow) override;
    void take_events(std::vector<FlowEvent>& events) override;

private:
    /// A flow is open until it is closed by either side; then what is queued drains, and then the peer is given time to
    /// finish, because a socket closed over unread bytes would take back what was sent (RFC 1122 §4.2.2.13).
    enum class State : std::uint8_t { connecting, open, draining, finishing };
    struct Flow {
        FlowId id;
        StreamSocket socket;
        Address remote;
        State state;
        bool waits_for_room = false;
        bool to_flush = false;
        bool peer_finished = false;
        bool silent = false; ///< accepted, and nothing has come yet
        WriteQueue queue{};
    };

    void accepted(StreamSocket socket, const Address& remote);
    void watch(Flow& flow);
    void ready(std::uint64_t key, Readiness readiness);
    void readable(Flow& flow);
    void writable(Flow& flow);
    void connected(Flow& flow);
    void write(Flow& flow);
    void peer_finished(Flow& flow);
    void finish(Flow& flow);
    void fail(Flow& flow, FlowError error, std::string reason);
    void fail(Flow& flow, const boost::system::error_code& error);
    [[nodiscard]] bool make_room(const Admission::Room& room);
    void remove(Flow& flow);
    void connect_expired(std::uint64_t key);
    void close_expired(std::uint64_t key);
    [[nodiscard]] Flow* find(std::uint64_t key);

    boost::asio::io_context& context_;
    Monitor& monitor_;
    const TcpConfig config_;
    SocketWatch watch_;
    DeadlineQueue connect_deadlines_;
    DeadlineQueue close_deadlines_;
    std::unique_ptr<char[]> scratch_; ///< what is read, until its length is known
    std::vector<std::unique_ptr<StreamListener>> listeners_;
    std::unordered_map<std::uint64_t, Flow> flows_;
    Admission admission_;
    std::vector<std::uint64_t> to_flush_;
    std::vector<FlowEvent> events_;
    std::uint64_t serial_ = 0;
};

} // namespace sip::net
