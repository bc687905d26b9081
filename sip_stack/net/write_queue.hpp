#pragma once

#include "sip/bytes.hpp"

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace sip::net {

/// Bytes that wait to be written to a stream socket, in order. Costs nothing while empty.
class WriteQueue {
public:
    void push(Bytes bytes)
    {
        size_ += bytes.size();
        queue_.push_back(std::move(bytes));
    }
    [[nodiscard]] std::size_t size() const { return size_; } ///< bytes
    [[nodiscard]] bool empty() const { return size_ == 0; }

    /// Gives the kernel as much as it takes. No error: everything is written; would_block: the rest waits for the
    /// socket to become writable.
    [[nodiscard]] boost::system::error_code write_to(int socket);

private:
    void consume(std::size_t written);
    void release();

    std::vector<Bytes> queue_;
    std::size_t first_ = 0;  ///< entries before it are written
    std::size_t offset_ = 0; ///< bytes of the first entry that are written
    std::size_t size_ = 0;
};

} // namespace sip::net
