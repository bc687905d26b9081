#include "net/loop.hpp"

#include "net/pump.hpp"
#include "net/rush_memory.hpp"
#include "net/signals_blocked.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <pthread.h>

#include <atomic>
#include <cassert>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace sip::net {

namespace {

constexpr std::chrono::seconds stop_limit{1};
constexpr std::chrono::milliseconds longest_stay{1};

std::string_view reason_of(const std::exception_ptr& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& exception) {
        return exception.what(); // lives as long as `failure`
    } catch (...) {
        return "unknown exception";
    }
}

} // namespace

class Loop::Impl {
public:
    Impl(Monitor& self, EndpointConfig config, Random& random, NotificationSink& sink)
        : self_{self}, sink_{sink}, timer_{context_}, pump_{std::move(config), random, sink}
    {
    }

    void start();
    void stop();
    void enter();
    void leave() noexcept;

    boost::asio::io_context& context() { return context_; }
    Pump& pump() { return pump_; }
    [[nodiscard]] TimePoint now() const { return now_; }
    void run_after(Duration delay, std::function<void()> work);

private:
    void work();
    [[nodiscard]] bool stay();
    void arm_timer();
    void come_back();
    [[nodiscard]] bool nothing_to_wait_for();

    Monitor& self_;
    NotificationSink& sink_;
    boost::asio::io_context context_{1}; // one thread runs it; others post
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stays_{context_.get_executor()};
    boost::asio::steady_timer timer_;
    TimePoint armed_ = TimePoint::max(); ///< when the timer will expire
    Pump pump_;
    RushMemory rush_;

    std::mutex mutex_;
    std::atomic<std::thread::id> owner_; ///< who is inside
    TimePoint now_;
    bool staying_ = false;    ///< the loop thread runs handlers from inside, which enter a second time
    bool comes_back_ = false; ///< the loop thread will enter for what was left undone

    std::mutex stop_mutex_; ///< held by the one who stops
    std::condition_variable quiet_changed_;
    bool stopping_ = false;
    bool quiet_ = false; ///< stopping, and nothing is left to wait for
    std::thread thread_;
};

void Loop::Impl::start()
{
    const SignalsBlocked blocked;
    thread_ = std::thread{[this] { work(); }};
    pthread_setname_np(thread_.native_handle(), "sip-loop");
}

void Loop::Impl::work()
{
    for (;;) {
        try {
            {
                const Entered in{self_};
            } // the transports have events since they were bound
            while (context_.run_one() != 0)
                if (stay())
                    RushMemory::give_back();
            return;
        } catch (...) {
            const Entered in{self_};
            sink_.failed(reason_of(std::current_exception()));
        }
    }
}

// What is ready already is taken in the same stay: the endpoint, the sockets and the program are turned to once for all
// of it, and the threads that want in stand in each other's way less often. True when a rush of calls is over.
bool Loop::Impl::stay()
{
    struct Staying {
        explicit Staying(bool& now) : flag{now} { flag = true; }
        ~Staying() { flag = false; }
        bool& flag;
    };
    const Entered in{self_};
    const Staying staying{staying_};
    const TimePoint until = now_ + longest_stay;
    while (context_.poll_one() != 0 && Clock::now() < until) {
    }
    return rush_.is_over(pump_.endpoint().statistics().transactions);
}

void Loop::Impl::stop()
{
    const std::lock_guard only_one{stop_mutex_};
    if (!thread_.joinable())
        return;
    assert(thread_.get_id() != std::this_thread::get_id());
    {
        const Entered in{self_};
        stopping_ = true;
        pump_.endpoint().shut_down(now_);
    }
    {
        std::unique_lock lock{mutex_};
        quiet_changed_.wait_for(lock, stop_limit, [this] { return quiet_; });
    }
    context_.stop();
    thread_.join();
}

void Loop::Impl::enter()
{
    if (owner_.load(std::memory_order_relaxed) == std::this_thread::get_id()) {
        assert(staying_);
    } else {
        mutex_.lock();
        owner_.store(std::this_thread::get_id(), std::memory_order_relaxed);
    }
    now_ = Clock::now();
}

void Loop::Impl::leave() noexcept
{
    if (staying_)
        return;
    try {
        if (!pump_.run(now_))
            come_back();
        arm_timer();
    } catch (...) {
        sink_.failed(reason_of(std::current_exception()));
    }
    if (stopping_ && nothing_to_wait_for()) {
        quiet_ = true;
        quiet_changed_.notify_all();
    }
    owner_.store({}, std::memory_order_relaxed);
    mutex_.unlock();
    sink_.left();
}

// Transactions that only absorb the peer's repetitions keep nobody waiting.
bool Loop::Impl::nothing_to_wait_for()
{
    const auto statistics = pump_.endpoint().statistics();
    return statistics.calls == 0 && statistics.flows == 0;
}

// A wake-up that comes too early is cheaper than moving the timer each time that something ends before its time.
void Loop::Impl::arm_timer()
{
    if (armed_ <= now_)
        armed_ = TimePoint::max();
    const TimePoint next = pump_.endpoint().next_expiry();
    if (next >= armed_)
        return;
    armed_ = next;
    timer_.expires_at(next);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error)
            const Entered in{self_};
    });
}

void Loop::Impl::come_back()
{
    if (std::exchange(comes_back_, true))
        return;
    boost::asio::post(context_, [this] {
        const Entered in{self_};
        comes_back_ = false;
    });
}

void Loop::Impl::run_after(Duration delay, std::function<void()> work)
{
    if (delay <= Duration::zero())
        return boost::asio::post(context_, [this, work = std::move(work)] {
            const Entered in{self_};
            work();
        });
    const auto timer = std::make_shared<boost::asio::steady_timer>(context_, delay);
    timer->async_wait([this, timer, work = std::move(work)](const boost::system::error_code& error) {
        if (error)
            return;
        const Entered in{self_};
        work();
    });
}

Loop::Loop(EndpointConfig config, Random& random, NotificationSink& sink)
    : impl_{std::make_unique<Impl>(*this, std::move(config), random, sink)}
{
}

Loop::~Loop() { stop(); }

boost::asio::io_context& Loop::context() { return impl_->context(); }

void Loop::add(std::unique_ptr<Transport> transport) { impl_->pump().add(std::move(transport)); }

void Loop::set_resolver(std::unique_ptr<Resolver> resolver) { impl_->pump().set_resolver(std::move(resolver)); }

void Loop::start() { impl_->start(); }

void Loop::stop() { impl_->stop(); }

void Loop::enter() { impl_->enter(); }

void Loop::leave() { impl_->leave(); }

Endpoint& Loop::endpoint() { return impl_->pump().endpoint(); }

TimePoint Loop::now() const { return impl_->now(); }

void Loop::run_after(Duration delay, std::function<void()> work) { impl_->run_after(delay, std::move(work)); }

} // namespace sip::net
