#pragma once

#include "endpoint/flow_table.hpp"

#include <optional>

namespace sip {

/// Keeps a connection to the outbound proxy open, so that no call waits for one, and opens it again when it is lost:
/// after a pause that doubles with each failure and is never the same for two clients, so that a proxy that comes back
/// is not met by all of them at once (RFC 5626 §4.5).
class ProxyConnection {
public:
    ProxyConnection(Context& context, FlowTable& flows);

    void handle_expiry(); ///< it is time to open it
    void flow_opened(Flow& flow);
    void flow_closed(const Flow& flow);
    /// The proxy is to know us by our new profile; calls keep the old connection.
    void profile_changed(TransportKind kind);
    void stop();

private:
    [[nodiscard]] Duration pause();
    void start_timer(TimePoint when);

    Context& context_;
    FlowTable& flows_;
    std::optional<Target> target_; ///< none: nothing to keep
    FlowId flow_;
    FlowUse use_;
    unsigned failures_ = 0; ///< in a row
    TimerQueue::Ticket timer_ = 0;
};

} // namespace sip
