#include "net/stream_listener.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sip::net {

namespace {

constexpr int backlog = 4096;
constexpr int accepts_per_wake_up = 64; // so that a flood of connections leaves time for those that stand
constexpr std::chrono::milliseconds pause_without_descriptors{100};

} // namespace

StreamListener::StreamListener(boost::asio::io_context& context, Monitor& monitor, TransportKind kind,
                               Accepted accepted)
    : monitor_{monitor}, kind_{kind}, accepted_{std::move(accepted)}, acceptor_{context}, pause_timer_{context}
{
}

Bound StreamListener::listen(const Address& local)
{
    const int socket = open_bound_socket(SOCK_STREAM, local);
    if (socket < 0)
        return Bound::failed(kind_, local, last_error());
    configure_stream_socket(socket);
    boost::system::error_code error;
    if (::listen(socket, backlog) != 0)
        error = last_error();
    else
        acceptor_.assign(local.ip.is_v4() ? boost::asio::ip::tcp::v4() : boost::asio::ip::tcp::v6(), socket, error);
    if (error) {
        ::close(socket);
        return Bound::failed(kind_, local, error);
    }
    local_ = local_address(socket);
    wait();
    return {{}, local_, {}, {}};
}

void StreamListener::close()
{
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_timer_.cancel();
}

void StreamListener::wait()
{
    acceptor_.async_wait(Acceptor::wait_read, [this](const boost::system::error_code& error) {
        if (error == boost::asio::error::operation_aborted)
            return;
        Entered in{monitor_};
        accept_all();
    });
}

void StreamListener::pause()
{
    pause_timer_.expires_after(pause_without_descriptors);
    pause_timer_.async_wait([this](const boost::system::error_code& error) {
        if (error == boost::asio::error::operation_aborted)
            return;
        Entered in{monitor_};
        accept_all();
    });
}

void StreamListener::accept_all()
{
    if (!acceptor_.is_open())
        return;
    auto next = Next::accept;
    for (int n = 0; n != accepts_per_wake_up && next == Next::accept && acceptor_.is_open(); ++n)
        next = accept_one();
    if (!acceptor_.is_open())
        return;
    if (next == Next::pause)
        pause();
    else
        wait();
}

StreamListener::Next StreamListener::accept_one()
{
    SocketAddress name;
    socklen_t size = SocketAddress::capacity();
    const int descriptor = ::accept4(acceptor_.native_handle(), name.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) {
        switch (errno) {
        case EAGAIN: return Next::wait;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM: return Next::pause;
        default: return Next::accept; // the peer has gone before we came: accept(2)
        }
    }
    accepted_(StreamSocket{descriptor}, name.address());
    return Next::accept;
}

} // namespace sip::net
