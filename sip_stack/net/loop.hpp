#pragma once

#include "net/endpoint_monitor.hpp"
#include "net/io_context.hpp"
#include "sip/endpoint.hpp"
#include "sip/resolver.hpp"
#include "sip/transport.hpp"

#include <memory>

namespace sip::net {

/// One endpoint at work: its lock, its transports, its resolver, its one timer and the thread that waits for sockets.
///
/// Whoever has something to do enters the monitor, touches the endpoint or a transport, and leaves; leaving carries
/// events into the endpoint, notifications to the sink, actions to the transports, and sets the timer. So a command
/// from a program's thread is on the wire before the call returns, without waking the loop thread; or, where the loop
/// thread is waiting to enter at that moment, with what that has to send.
class Loop final : public EndpointMonitor {
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
    void step_out() override;

    [[nodiscard]] Endpoint& endpoint() override;
    [[nodiscard]] TimePoint now() const override;
    void run_after(Duration delay, std::function<void()> work) override;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sip::net
