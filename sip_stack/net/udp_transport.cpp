#include "net/udp_transport.hpp"

#include "net/datagram_queue.hpp"

#include <boost/asio/basic_datagram_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <unistd.h>

#include <array>
#include <iterator>
#include <utility>

namespace sip::net {

namespace {

using AsioSocket = boost::asio::basic_datagram_socket<boost::asio::ip::udp, boost::asio::io_context::executor_type>;

constexpr std::size_t batch = 32;
constexpr std::size_t longest_datagram = 64 * 1024;

void ask_for_buffers(int socket, int bytes)
{
    set_option(socket, SOL_SOCKET, SO_RCVBUF, bytes);
    set_option(socket, SOL_SOCKET, SO_SNDBUF, bytes);
    set_option(socket, SOL_SOCKET, SO_RCVBUFFORCE, bytes); // above the system's limit, where we may
    set_option(socket, SOL_SOCKET, SO_SNDBUFFORCE, bytes);
}

} // namespace

/// Room for one batch, shared by all sockets. Pages that no datagram has reached are never touched.
class UdpTransport::Scratch {
public:
    Scratch() : bytes_{std::make_unique_for_overwrite<char[]>(batch * longest_datagram)}
    {
        for (std::size_t i = 0; i != batch; ++i) {
            parts_[i] = {bytes_.get() + i * longest_datagram, longest_datagram};
            headers_[i].msg_hdr.msg_iov = &parts_[i];
            headers_[i].msg_hdr.msg_iovlen = 1;
            headers_[i].msg_hdr.msg_name = sources_[i].data();
        }
    }

    /// How many datagrams were there; 0 also for an error, which belongs to something sent earlier.
    std::size_t receive(int socket)
    {
        for (auto& header : headers_)
            header.msg_hdr.msg_namelen = SocketAddress::capacity();
        const int n = ::recvmmsg(socket, headers_.data(), batch, MSG_DONTWAIT, nullptr);
        return n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    [[nodiscard]] Bytes bytes(std::size_t i) const
    {
        return Bytes{std::string_view{static_cast<const char*>(parts_[i].iov_base), headers_[i].msg_len}};
    }
    [[nodiscard]] Address source(std::size_t i) const { return sources_[i].address(); }

private:
    std::unique_ptr<char[]> bytes_;
    std::array<iovec, batch> parts_{};
    std::array<SocketAddress, batch> sources_{};
    std::array<mmsghdr, batch> headers_{};
};

class UdpTransport::Socket {
public:
    Socket(boost::asio::io_context& context, FlowId flow) : id{flow}, asio{context} {}

    const FlowId id;
    AsioSocket asio;
    int family = AF_UNSPEC;
    DatagramQueue queue;
    bool waits_for_room = false;
};

UdpTransport::UdpTransport(boost::asio::io_context& context, Monitor& monitor, const UdpConfig& config)
    : context_{context}, monitor_{monitor}, config_{config}, scratch_{std::make_unique<Scratch>()}
{
}

UdpTransport::~UdpTransport() = default;

Bound UdpTransport::bind(const Address& local)
{
    const int descriptor = open_bound_socket(SOCK_DGRAM, local);
    if (descriptor < 0)
        return Bound::failed(kind(), local, last_error());
    ask_for_buffers(descriptor, config_.socket_buffer);

    const FlowId id{TransportKind::udp, FlowDirection::inbound, ++serial_};
    auto socket = std::make_unique<Socket>(context_, id);
    socket->family = local.ip.is_v4() ? AF_INET : AF_INET6;
    boost::system::error_code error;
    socket->asio.assign(local.ip.is_v4() ? boost::asio::ip::udp::v4() : boost::asio::ip::udp::v6(), descriptor, error);
    if (error) {
        ::close(descriptor);
        return Bound::failed(kind(), local, error);
    }
    const Address bound = local_address(descriptor);
    events_.push_back(FlowOpened{id, bound, {}, {}});
    wait_readable(*socket);
    sockets_.push_back(std::move(socket));
    return {{}, bound, id, {}};
}

void UdpTransport::open(FlowId flow, const Target&)
{
    events_.push_back(FlowClosed{flow, FlowError::local, "UDP: flows are bound, not opened", {}});
}

void UdpTransport::send(FlowId flow, const Address& remote, Bytes bytes)
{
    Socket* socket = find(flow);
    if (!socket || socket->queue.size() >= config_.waiting_datagrams)
        return;
    const SocketAddress to{remote};
    if (to.family() == socket->family)
        socket->queue.push(to, std::move(bytes));
}

void UdpTransport::flush()
{
    for (const auto& socket : sockets_) {
        if (!socket->waits_for_room && !socket->queue.empty())
            write(*socket);
    }
}

void UdpTransport::close(FlowId flow)
{
    Socket* socket = find(flow);
    if (!socket)
        return;
    static_cast<void>(socket->queue.write_to(socket->asio.native_handle()));
    boost::system::error_code ignored;
    socket->asio.close(ignored);
    socket->queue = {};
    events_.push_back(FlowClosed{flow, FlowError::none, {}, {}});
}

void UdpTransport::take_events(std::vector<FlowEvent>& events)
{
    events.insert(events.end(), std::move_iterator{events_.begin()}, std::move_iterator{events_.end()});
    events_.clear();
}

void UdpTransport::wait_readable(Socket& socket)
{
    socket.asio.async_wait(AsioSocket::wait_read, [this, &socket](const boost::system::error_code& error) {
        if (error == boost::asio::error::operation_aborted)
            return;
        Entered in{monitor_};
        if (!socket.asio.is_open())
            return;
        receive(socket);
        wait_readable(socket);
    });
}

void UdpTransport::wait_writable(Socket& socket)
{
    socket.waits_for_room = true;
    socket.asio.async_wait(AsioSocket::wait_write, [this, &socket](const boost::system::error_code& error) {
        if (error == boost::asio::error::operation_aborted)
            return;
        Entered in{monitor_};
        socket.waits_for_room = false;
        if (socket.asio.is_open())
            write(socket);
    });
}

void UdpTransport::receive(Socket& socket)
{
    const std::size_t count = scratch_->receive(socket.asio.native_handle());
    for (std::size_t i = 0; i != count; ++i)
        events_.push_back(FlowData{socket.id, scratch_->source(i), scratch_->bytes(i)});
}

void UdpTransport::write(Socket& socket)
{
    if (!socket.queue.write_to(socket.asio.native_handle()))
        wait_writable(socket);
}

UdpTransport::Socket* UdpTransport::find(FlowId flow) const
{
    for (const auto& socket : sockets_) {
        if (socket->id == flow)
            return socket->asio.is_open() ? socket.get() : nullptr;
    }
    return nullptr;
}

} // namespace sip::net
