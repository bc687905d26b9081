#include "net/socket_watch.hpp"

#include <boost/asio/post.hpp>

#include <chrono>
#include <utility>

namespace sip::net {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds longest_telling{2}; // then others have their turn

std::uint32_t events_for(Readiness wanted)
{
    return (wanted.read ? std::uint32_t{EPOLLIN} : 0U) | (wanted.write ? std::uint32_t{EPOLLOUT} : 0U);
}

/// An error or a hang-up is found by whoever reads or writes next.
Readiness readiness_of(std::uint32_t events)
{
    const bool ended = (events & (EPOLLERR | EPOLLHUP)) != 0;
    return {ended || (events & EPOLLIN) != 0, ended || (events & EPOLLOUT) != 0};
}

int open_set()
{
    const int set = ::epoll_create1(EPOLL_CLOEXEC);
    if (set < 0)
        throw boost::system::system_error{last_error(), "epoll_create1"};
    return set;
}

} // namespace

SocketWatch::SocketWatch(boost::asio::io_context& context, Monitor& monitor, Ready ready)
    : monitor_{monitor}, ready_{std::move(ready)}, set_{context, open_set()}
{
    wait();
}

boost::system::error_code SocketWatch::set(StreamSocket& socket, std::uint64_t key, Readiness wanted)
{
    if (socket.watched_ == wanted)
        return {};
    const int operation = socket.watched_ == Readiness{} ? EPOLL_CTL_ADD
                          : wanted == Readiness{}        ? EPOLL_CTL_DEL
                                                         : EPOLL_CTL_MOD;
    epoll_event event{};
    event.events = events_for(wanted);
    event.data.u64 = key;
    if (::epoll_ctl(set_.native_handle(), operation, socket.native_handle(), &event) != 0)
        return last_error();
    socket.watched_ = wanted;
    return {};
}

void SocketWatch::forget(StreamSocket& socket) { static_cast<void>(set(socket, 0, {})); }

void SocketWatch::wait()
{
    set_.async_wait(Descriptor::wait_read, [this](const boost::system::error_code& error) {
        if (error != boost::asio::error::operation_aborted)
            tell();
    });
}

void SocketWatch::come_back()
{
    boost::asio::post(set_.get_executor(), [this] { tell(); });
}

void SocketWatch::tell()
{
    const Entered in{monitor_};
    const auto until = Clock::now() + longest_telling;
    if (next_ == count_)
        gather();
    while (next_ != count_) {
        const epoll_event& event = events_[next_++];
        try {
            ready_(event.data.u64, readiness_of(event.events));
        } catch (...) { // ends at the loop's top frame; the others are told all the same
            come_back();
            throw;
        }
        if (Clock::now() >= until)
            return come_back();
    }
    wait();
}

void SocketWatch::gather()
{
    const int count = ::epoll_wait(set_.native_handle(), events_.data(), static_cast<int>(at_once), 0);
    count_ = count > 0 ? static_cast<std::size_t>(count) : 0;
    next_ = 0;
}

} // namespace sip::net
