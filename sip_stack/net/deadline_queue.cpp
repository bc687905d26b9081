#include "net/deadline_queue.hpp"

#include <utility>

namespace sip::net {

DeadlineQueue::DeadlineQueue(boost::asio::io_context& context, Monitor& monitor, std::chrono::milliseconds limit,
                             Expired expired)
    : monitor_{monitor}, limit_{limit}, expired_{std::move(expired)}, timer_{context}
{
}

void DeadlineQueue::add(std::uint64_t key)
{
    entries_.push_back({Clock::now() + limit_, key});
    if (entries_.size() == 1)
        arm();
}

void DeadlineQueue::arm()
{
    timer_.expires_at(entries_.front().deadline + limit_ / 8);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error)
            return;
        Entered in{monitor_};
        const auto now = Clock::now();
        // The entry that armed the timer leaves last, so that add() from within expired_ does not arm it as well.
        while (entries_.front().deadline <= now) {
            expired_(entries_.front().key);
            if (entries_.size() == 1)
                return entries_.clear();
            entries_.pop_front();
        }
        arm();
    });
}

} // namespace sip::net
