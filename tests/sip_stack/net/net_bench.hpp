#pragma once

#include "sip/transport.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace sip::net::test {

using namespace std::chrono_literals;

inline const IpAddress loopback_v4 = IpAddress::v4(0x7F000001);
inline const IpAddress loopback_v6 = *IpAddress::parse("::1");

/// A monitor without an endpoint: it collects what the transports report and flushes what the test has sent.
/// One thread, the test's own, runs everything.
class NetBench : public Monitor {
public:
    virtual ~NetBench() = default;

    void enter() override { ++depth; }
    void step_out() override { --depth; }
    void leave() override
    {
        --depth;
        for (Transport* transport : transports) {
            transport->take_events(events);
            transport->flush();
            transport->take_events(events);
        }
    }

    /// Runs handlers until the condition holds; false when it does not within the limit.
    template <class Condition>
    bool wait_for(Condition condition, std::chrono::milliseconds limit = 10s)
    {
        const auto deadline = std::chrono::steady_clock::now() + limit;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            context.run_one_for(5ms);
            context.restart();
        }
        return true;
    }

    template <class Event>
    [[nodiscard]] std::vector<const Event*> all() const
    {
        std::vector<const Event*> found;
        for (const FlowEvent& event : events) {
            if (const auto* wanted = std::get_if<Event>(&event))
                found.push_back(wanted);
        }
        return found;
    }
    template <class Event>
    [[nodiscard]] std::size_t count() const
    {
        return all<Event>().size();
    }
    /// Waits for the n-th event of a kind, counted from 1; null when it does not come.
    template <class Event>
    const Event* wait_for_event(std::size_t n = 1)
    {
        return wait_for([&] { return count<Event>() >= n; }) ? all<Event>()[n - 1] : nullptr;
    }
    [[nodiscard]] std::string received(FlowId flow) const
    {
        std::string bytes;
        for (const FlowData* data : all<FlowData>()) {
            if (data->flow == flow)
                bytes += data->bytes.view();
        }
        return bytes;
    }

    boost::asio::io_context context{1};
    std::vector<Transport*> transports;
    std::vector<FlowEvent> events;
    int depth = 0;
};

} // namespace sip::net::test
