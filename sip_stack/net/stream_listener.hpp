#pragma once

#include "net/stream_socket.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <functional>

namespace sip::net {

/// A listening TCP socket. Accepts what waits at each wake-up, and survives running out of descriptors: it then pauses,
/// and peers wait in the kernel's queue.
///
/// Thread rule: the constructor, listen() and close() inside the monitor or before the loop starts; `accepted` is
/// called inside the monitor. The listener must live until its io_context no longer runs.
class StreamListener {
public:
    /// Takes a connected, non-blocking, configured socket.
    using Accepted = std::function<void(StreamSocket socket, const Address& remote)>;

    StreamListener(boost::asio::io_context& context, Monitor& monitor, TransportKind kind, Accepted accepted);
    StreamListener(const StreamListener&) = delete;
    StreamListener& operator=(const StreamListener&) = delete;

    /// Binds, listens, and starts to accept. Port 0: the kernel chooses.
    [[nodiscard]] Bound listen(const Address& local);
    void close();
    [[nodiscard]] const Address& local() const { return local_; }

private:
    using Executor = boost::asio::io_context::executor_type;
    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
    using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                    boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
    enum class Next { accept, wait, pause };

    void wait();
    void pause();
    void accept_all();
    Next accept_one();

    Monitor& monitor_;
    const TransportKind kind_;
    const Accepted accepted_;
    Acceptor acceptor_;
    Timer pause_timer_;
    Address local_;
};

} // namespace sip::net
