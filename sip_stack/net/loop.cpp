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

/// What says who is inside; the order of all else is the lock's.
template <class T>
class Relaxed {
public:
    void store(T value) { value_.store(value, std::memory_order_relaxed); }
    [[nodiscard]] T load() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<T> value_{};
};

constexpr std::chrono::seconds stop_limit{1};
constexpr std::chrono::milliseconds longest_turn{2};

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
    void step_out();

    boost::asio::io_context& context() { return context_; }
    Pump& pump() { return pump_; }
    [[nodiscard]] TimePoint now() const { return now_; }
    void run_after(Duration delay, std::function<void()> work);

private:
    class Turn;

    void work();
    [[nodiscard]] bool take_turn();
    void finish() noexcept;
    void arm_timer();
    void come_back();
    [[nodiscard]] bool nothing_to_wait_for();
    [[nodiscard]] bool is_loop_thread() const { return loop_thread_.load() == std::this_thread::get_id(); }
    [[nodiscard]] bool is_inside() const { return owner_.load() == std::this_thread::get_id(); }

    Monitor& self_;
    NotificationSink& sink_;
    boost::asio::io_context context_{1}; // one thread runs it; others post
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stays_{context_.get_executor()};
    boost::asio::steady_timer timer_;
    TimePoint armed_ = TimePoint::max(); ///< when the timer will expire
    Pump pump_;
    RushMemory rush_;
    bool rush_is_over_ = false;

    std::mutex mutex_;
    Relaxed<std::thread::id> loop_thread_;
    Relaxed<std::thread::id> owner_; ///< who is inside
    Relaxed<bool> loop_comes_;       ///< the loop thread will enter, now or after a step that it does outside
    TimePoint now_;
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

/// What is ready together is handled together: the loop thread stays inside from the first handler that enters to the
/// end of its turn, so that the endpoint, the sockets and the program are turned to once for all of it.
class Loop::Impl::Turn {
public:
    explicit Turn(Impl& loop) : loop_{loop} {}
    ~Turn()
    {
        if (loop_.is_inside())
            loop_.finish();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    Impl& loop_;
};

void Loop::Impl::work()
{
    loop_thread_.store(std::this_thread::get_id());
    {
        const Turn turn{*this};
        const Entered in{self_};
    } // the transports have events since they were bound
    for (;;) {
        try {
            while (take_turn())
                if (std::exchange(rush_is_over_, false))
                    RushMemory::give_back();
            break;
        } catch (...) {
            const Turn turn{*this};
            const Entered in{self_};
            sink_.failed(reason_of(std::current_exception()));
        }
    }
    loop_thread_.store({}); // another thread may get its number
}

/// False when the loop has ended.
bool Loop::Impl::take_turn()
{
    const Turn turn{*this};
    if (context_.run_one() == 0)
        return false;
    const TimePoint until = (is_inside() ? now_ : Clock::now()) + longest_turn;
    const Entered in{self_};
    while (Clock::now() < until && context_.poll_one() != 0) {
    }
    rush_is_over_ = rush_.is_over(pump_.endpoint().statistics().transactions);
    return true;
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
    if (!is_inside()) {
        const bool is_loop = is_loop_thread();
        if (is_loop)
            loop_comes_.store(true);
        mutex_.lock();
        owner_.store(std::this_thread::get_id());
        if (is_loop)
            loop_comes_.store(false);
    } else {
        assert(is_loop_thread());
    }
    now_ = Clock::now();
}

void Loop::Impl::leave() noexcept
{
    if (!is_loop_thread())
        finish();
}

void Loop::Impl::step_out()
{
    assert(is_inside());
    if (is_loop_thread())
        loop_comes_.store(true);
    owner_.store({});
    mutex_.unlock();
}

// Where the loop thread is about to enter, it sends what a program's thread has to say together with its own: fewer
// system calls, and a program that goes on with the same call in the meantime has both messages in one write.
void Loop::Impl::finish() noexcept
{
    try {
        if (loop_comes_.load()) {
            pump_.hand_over();
        } else {
            if (!pump_.run(now_))
                come_back();
            arm_timer();
        }
    } catch (...) {
        sink_.failed(reason_of(std::current_exception()));
    }
    if (stopping_ && nothing_to_wait_for()) {
        quiet_ = true;
        quiet_changed_.notify_all();
    }
    owner_.store({});
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

void Loop::step_out() { impl_->step_out(); }

Endpoint& Loop::endpoint() { return impl_->pump().endpoint(); }

TimePoint Loop::now() const { return impl_->now(); }

void Loop::run_after(Duration delay, std::function<void()> work) { impl_->run_after(delay, std::move(work)); }

} // namespace sip::net
