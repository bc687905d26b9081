#include "net/write_queue.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace sip::net {

namespace {

constexpr std::size_t gathered = 64;      // entries of one system call
constexpr std::size_t kept_capacity = 16; // entries; a burst gives its memory back

} // namespace

boost::system::error_code WriteQueue::write_to(int socket)
{
    while (size_ != 0) {
        std::array<iovec, gathered> parts;
        const std::size_t count = std::min(gathered, queue_.size() - first_);
        for (std::size_t i = 0; i != count; ++i) {
            const Bytes& bytes = queue_[first_ + i];
            const std::size_t skip = i == 0 ? offset_ : 0;
            parts[i] = {const_cast<char*>(bytes.data()) + skip, bytes.size() - skip};
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t n = ::sendmsg(socket, &message, MSG_NOSIGNAL);
        if (n >= 0)
            consume(static_cast<std::size_t>(n));
        else if (errno != EINTR)
            return {errno, boost::system::system_category()};
    }
    release();
    return {};
}

void WriteQueue::consume(std::size_t written)
{
    size_ -= written;
    written += offset_;
    while (first_ != queue_.size() && written >= queue_[first_].size()) {
        written -= queue_[first_].size();
        queue_[first_++] = {};
    }
    offset_ = written;
    if (first_ > queue_.size() / 2) { // at most one move for each entry, on average
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
    }
}

void WriteQueue::release()
{
    queue_.clear();
    first_ = offset_ = 0;
    if (queue_.capacity() > kept_capacity)
        queue_.shrink_to_fit();
}

} // namespace sip::net
