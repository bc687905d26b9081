#pragma once

#include "net/socket_address.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace sip::net {

/// Datagrams that wait to be sent from one socket.
class DatagramQueue {
public:
    void push(const SocketAddress& to, Bytes bytes) { queue_.push_back({to, std::move(bytes)}); }
    [[nodiscard]] std::size_t size() const { return queue_.size() - first_; }
    [[nodiscard]] bool empty() const { return size() == 0; }

    /// Gives the kernel all that it takes, many in one call, and skips what it refuses to send. False: the rest waits
    /// for the socket to become writable.
    [[nodiscard]] bool write_to(int socket);

private:
    struct Datagram {
        SocketAddress to;
        Bytes bytes;
    };

    [[nodiscard]] int write_batch(int socket);

    std::vector<Datagram> queue_;
    std::size_t first_ = 0; ///< those before it are sent
};

} // namespace sip::net
