#pragma once

#include "net/stream_socket.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <sys/epoll.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace sip::net {

/// Waits for all sockets of a stream transport.
///
/// Asio arms a socket anew for each wait, with a system call. Here a socket is entered once, in an epoll set of its
/// own, for which Asio waits; a busy connection then costs what it reads and writes.
///
/// Thread rule: the constructor and set() inside the monitor or before the loop starts; `ready` is called inside the
/// monitor. Must live until its io_context no longer runs.
class SocketWatch {
public:
    /// Takes what a socket is ready for, of that for which it is watched. The socket may have gone since: no key is
    /// given out twice.
    using Ready = std::function<void(std::uint64_t key, Readiness readiness)>;

    /// Throws boost::system::system_error when the process has no descriptor left.
    SocketWatch(boost::asio::io_context& context, Monitor& monitor, Ready ready);
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    /// Watches the socket for this from now on. Error: it is watched as before.
    [[nodiscard]] boost::system::error_code set(StreamSocket& socket, std::uint64_t key, Readiness wanted);

    /// Before the socket is closed: one that a child process has inherited would stay in the set.
    void forget(StreamSocket& socket);

private:
    using Descriptor = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;
    static constexpr std::size_t at_once = 64;

    void wait();
    void come_back();
    void tell();
    void gather();

    Monitor& monitor_;
    const Ready ready_;
    Descriptor set_;
    std::array<epoll_event, at_once> events_;
    std::size_t count_ = 0;
    std::size_t next_ = 0; ///< those before it are told
};

} // namespace sip::net
