#pragma once

#include "sip/endpoint.hpp"
#include "sip/resolver.hpp"
#include "sip/transport.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string_view>

namespace sip::net {

/// Takes what an endpoint has to say. Called inside the loop's monitor, from whichever thread is in it; must not block.
class NotificationSink {
public:
    virtual void notify(const Notification& notification) = 0;
    virtual void outside(const OutsideNotification& notification) { static_cast<void>(notification); }

    /// The monitor has been left: the place for what would keep others waiting inside, such as waking threads. Called
    /// outside it, by the thread that left, each time.
    virtual void left() {}

    /// Something broke inside the loop that should not have: an exception ended at its top frame. The loop goes on.
    virtual void failed(std::string_view reason) { static_cast<void>(reason); }

protected:
    ~NotificationSink() = default;
};

/// One endpoint at work: its lock, its transports, its resolver, its one timer and the thread that waits for sockets.
///
/// Whoever has something to do enters the monitor, touches the endpoint or a transport, and leaves; leaving carries
/// events into the endpoint, notifications to the sink, actions to the transports, and sets the timer. So a command
/// from a program's thread is on the wire before the call returns, without waking the loop thread.
class Loop final : public Monitor {
public:
    Loop(EndpointConfig config, Random& random, NotificationSink& sink);
    ~Loop(); ///< stop()s
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    [[nodiscard]] boost::asio::io_context& context();

    // Before start()
    void add(std::unique_ptr<Transport> transport);
    void set_resolver(std::unique_ptr<Resolver> resolver);

    void start(); ///< starts the thread
    void stop();  ///< closes the flows, runs what is queued for at most a second, ends and joins the thread. Any thread
                  ///< but the loop's.

    void enter() override;
    void leave() override;

    /// Inside the monitor only.
    [[nodiscard]] Endpoint& endpoint();
    [[nodiscard]] TimePoint now() const; ///< read once at enter()

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sip::net
