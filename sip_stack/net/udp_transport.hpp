#pragma once

#include "net/io_context.hpp"
#include "net/socket_address.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace sip::net {

struct UdpConfig {
    int socket_buffer = 4 << 20;          ///< bytes asked of the kernel for each direction; it may grant less
    std::size_t waiting_datagrams = 8192; ///< per socket, while the kernel takes no more; those above it are lost
};

/// UDP sockets, read and written many datagrams at a time.
///
/// A datagram that cannot be sent is lost, as on the wire: the transaction that sent it repeats it or gives up.
/// Must live until its io_context no longer runs.
class UdpTransport final : public Transport {
public:
    UdpTransport(boost::asio::io_context& context, Monitor& monitor, const UdpConfig& config = {});
    ~UdpTransport() override;

    /// Binds one more socket, which is the flow of the result; an IPv6 wildcard takes no IPv4. FlowOpened follows.
    [[nodiscard]] Bound bind(const Address& local);

    [[nodiscard]] TransportKind kind() const override { return TransportKind::udp; }
    void open(FlowId flow, const Target& target) override; ///< always fails: UDP needs no connection
    void send(FlowId flow, const Address& remote, Bytes bytes) override;
    void flush() override;
    void close(FlowId flow) override;
    void take_events(std::vector<FlowEvent>& events) override;

private:
    class Socket;
    class Scratch;

    void wait_readable(Socket& socket);
    void wait_writable(Socket& socket);
    void receive(Socket& socket);
    void write(Socket& socket);
    [[nodiscard]] Socket* find(FlowId flow) const;

    boost::asio::io_context& context_;
    Monitor& monitor_;
    const UdpConfig config_;
    std::unique_ptr<Scratch> scratch_;
    std::vector<std::unique_ptr<Socket>> sockets_; ///< closed ones stay: a handler may still be on its way to them
    std::vector<FlowEvent> events_;
    std::uint64_t serial_ = 0;
};

} // namespace sip::net
