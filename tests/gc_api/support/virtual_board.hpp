#pragma once

#include "alarms/alarms.hpp"
#include "call_control/call_control.hpp"
#include "events/event_queue.hpp"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "runtime/logging.hpp"
#include "runtime/services.hpp"
#include "support/test_random.hpp"
#include "support/virtual_network.hpp"

#include <memory>
#include <vector>

namespace gc::test {

/// A board's calls without sockets, threads and clock: CallControl on an endpoint in a network in virtual time. All in
/// one thread, so that the monitor needs no lock: leaving it tells the sink what there is.
class VirtualBoard final : public ::test::Host, private sip::net::EndpointMonitor {
public:
    VirtualBoard(::test::VirtualNetwork& network, std::string name, std::string_view ip);
    ~VirtualBoard() override;

    /// Opens channel 1 and waits for calls there.
    [[nodiscard]] Line& open_line();
    [[nodiscard]] CallControl& calls() { return calls_; }
    [[nodiscard]] sip::Endpoint& endpoint() override { return endpoint_; }

    /// Runs an operation as a function of the API does: inside the monitor.
    template <class Operation>
    [[nodiscard]] Error run(Operation operation)
    {
        const sip::Entered in{*this};
        return operation(calls_);
    }
    /// The types of the events that have come since the last call.
    [[nodiscard]] std::vector<long> events();

    // Host
    [[nodiscard]] bool listens(sip::TransportKind kind, std::uint16_t port) const override;
    void handle(sip::FlowEvent event, sip::TimePoint now) override;
    void expire(sip::TimePoint now) override;
    [[nodiscard]] sip::TimePoint next_expiry() const override;
    std::vector<sip::Action> take_actions() override;

private:
    void enter() override {}
    void step_out() override {}
    void leave() override { tell(); }
    [[nodiscard]] sip::TimePoint now() const override { return network_.now(); }
    void run_after(sip::Duration delay, std::function<void()> work) override;
    void tell();

    ::test::VirtualNetwork& network_;
    ::test::TestRandom random_{1};
    BoardSettings settings_;
    HandleTable handles_;
    EventQueue queue_;
    Log log_;
    Alarms alarms_;
    sip::Endpoint endpoint_;
    CallControl calls_;
    std::shared_ptr<Line> line_;
    std::vector<std::pair<sip::TimePoint, std::function<void()>>> later_;
};

} // namespace gc::test
