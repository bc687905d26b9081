#pragma once

#include "sip/endpoint.hpp"
#include "sip/transport.hpp"

#include <functional>
#include <string_view>

namespace sip::net {

/// Takes what an endpoint has to say. Called inside its monitor, from whichever thread is in it; must not block.
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

/// An endpoint as those above it see it: inside its monitor, at its time. The Loop gives it sockets, a thread and the
/// clock of the system; a test, a network of its own in virtual time.
class EndpointMonitor : public Monitor {
public:
    // Inside the monitor only
    [[nodiscard]] virtual Endpoint& endpoint() = 0;
    [[nodiscard]] virtual TimePoint now() const = 0; ///< read once at enter()

    /// Has `work` done after that time, inside the monitor, never before run_after() has returned. Not at all when the
    /// loop ends before.
    virtual void run_after(Duration delay, std::function<void()> work) = 0;

protected:
    ~EndpointMonitor() = default;
};

} // namespace sip::net
