#include "net/datagram_queue.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace sip::net {

namespace {

constexpr std::size_t batch = 64;
constexpr std::size_t kept_capacity = 1024; // a burst gives its memory back

} // namespace

bool DatagramQueue::write_to(int socket)
{
    while (first_ != queue_.size()) {
        const int n = write_batch(socket);
        if (n > 0) {
            first_ += static_cast<std::size_t>(n);
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN) {
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(first_));
            first_ = 0;
            return false;
        }
        ++first_; // too long, no route, forbidden: this one only
    }
    queue_.clear();
    first_ = 0;
    if (queue_.capacity() > kept_capacity)
        queue_.shrink_to_fit();
    return true;
}

int DatagramQueue::write_batch(int socket)
{
    std::array<iovec, batch> parts;
    std::array<mmsghdr, batch> headers;
    const std::size_t count = std::min(batch, queue_.size() - first_);
    for (std::size_t i = 0; i != count; ++i) {
        Datagram& datagram = queue_[first_ + i];
        parts[i] = {const_cast<char*>(datagram.bytes.data()), datagram.bytes.size()};
        headers[i] = {};
        headers[i].msg_hdr.msg_name = datagram.to.data();
        headers[i].msg_hdr.msg_namelen = datagram.to.size();
        headers[i].msg_hdr.msg_iov = &parts[i];
        headers[i].msg_hdr.msg_iovlen = 1;
    }
    return ::sendmmsg(socket, headers.data(), static_cast<unsigned>(count), MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace sip::net
