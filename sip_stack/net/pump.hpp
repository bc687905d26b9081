#pragma once

#include "net/loop.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace sip::net {

/// Carries what happened through an endpoint: events in, notifications to the sink, actions to the transports and the
/// resolver. Knows neither threads nor clocks.
class Pump {
public:
    Pump(EndpointConfig config, Random& random, NotificationSink& sink);

    void add(std::unique_ptr<Transport> transport); ///< one of each kind
    void set_resolver(std::unique_ptr<Resolver> resolver);
    [[nodiscard]] Endpoint& endpoint() { return endpoint_; }

    /// Runs until nothing is left to do or, under a flood, until enough is done for once: then it returns false and
    /// wants to be called again soon.
    [[nodiscard]] bool run(TimePoint now);

    /// Does what a command has left behind, but leaves the rest, and the writing, to a run() that comes soon.
    void hand_over();

private:
    bool gather();
    bool step(TimePoint now);
    void handle_events(TimePoint now);
    void handle_results(TimePoint now);
    void notify();
    void perform();
    void flush();

    void perform(Send& action);
    void perform(OpenFlow& action);
    void perform(CloseFlow& action);
    void perform(Resolve& action);
    void perform(CancelResolve& action);
    [[nodiscard]] Transport* transport(FlowId flow) const;

    Endpoint endpoint_;
    NotificationSink& sink_;
    std::array<std::unique_ptr<Transport>, 3> transports_; ///< by kind
    std::unique_ptr<Resolver> resolver_;
    std::vector<FlowEvent> events_;
    std::size_t next_event_ = 0; ///< those before it are handled
    std::vector<Resolved> results_;
    std::vector<Notification> notifications_;
    std::vector<OutsideNotification> outside_;
    std::vector<Action> actions_;
};

} // namespace sip::net
