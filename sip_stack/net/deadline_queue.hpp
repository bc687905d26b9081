#pragma once

#include "sip/transport.hpp"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>

namespace sip::net {

/// One time limit, the same for many: each key added expires `limit` later, in the order of adding. One timer for all
/// of them, late by an eighth of the limit at most, so that one wake-up serves many.
///
/// Keys cannot be taken out: whoever has ended in the meantime is not found by `expired`, which is called inside the
/// monitor. Must live until its io_context no longer runs.
class DeadlineQueue {
public:
    using Expired = std::function<void(std::uint64_t key)>;

    DeadlineQueue(boost::asio::io_context& context, Monitor& monitor, std::chrono::milliseconds limit, Expired expired);
    void add(std::uint64_t key);

private:
    using Clock = std::chrono::steady_clock;
    using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>,
                                                    boost::asio::io_context::executor_type>;
    struct Entry {
        Clock::time_point deadline;
        std::uint64_t key;
    };

    void arm();

    Monitor& monitor_;
    const std::chrono::milliseconds limit_;
    const Expired expired_;
    Timer timer_;
    std::deque<Entry> entries_;
};

} // namespace sip::net
