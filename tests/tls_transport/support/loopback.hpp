#pragma once

#include "sip/transport.hpp"
#include "tls/tls_transport.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tls::test {

/// The monitor of a test: a lock; leave() hands what was queued to the kernel, keeps the events and wakes who waits for
/// them.
class TestMonitor final : public sip::Monitor {
public:
    void attach(sip::Transport& transport) { transport_ = &transport; }
    void enter() override;
    void leave() override;
    void step_out() override;

    /// Waits until `condition` holds for the events so far; false when it does not within ten seconds.
    bool wait(const std::function<bool(const std::vector<sip::FlowEvent>&)>& condition);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    sip::Transport* transport_ = nullptr;
    std::vector<sip::FlowEvent> events_;
};

/// One TLS transport with its thread, as a program's endpoint would have it.
class Station {
public:
    explicit Station(const Config& config);
    ~Station();
    Station(const Station&) = delete;
    Station& operator=(const Station&) = delete;

    sip::Address listen(); ///< throws the reason when it cannot
    /// Opens a flow and gives its id at once.
    sip::FlowId open(const sip::Address& remote, const std::string& peer_name);
    void send(sip::FlowId flow, const std::string& text);
    void close(sip::FlowId flow);
    void use(const Config& config); ///< a new context for the flows to come

    // Each waits for the event and throws when it does not come; from any thread.
    sip::FlowOpened wait_opened(sip::FlowId flow);
    sip::FlowClosed wait_closed(sip::FlowId flow);
    sip::FlowOpened wait_accepted(std::size_t number = 0); ///< the inbound flow opened as the n-th
    sip::FlowClosed wait_refused(std::size_t number = 0);  ///< the inbound flow closed as the n-th
    sip::FlowId wait_talker(std::size_t number);           ///< the flow of the n-th chunk of data
    void wait_closed_count(std::size_t count);
    std::string wait_data(sip::FlowId flow, std::size_t size);

    [[nodiscard]] TestMonitor& monitor() { return monitor_; }
    [[nodiscard]] TlsTransport& transport() { return transport_; } ///< inside the monitor only

private:
    boost::asio::io_context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    TestMonitor monitor_;
    TlsTransport transport_;
    std::uint64_t opened_ = 0;
    std::thread thread_;
};

/// A context that must come to be.
[[nodiscard]] std::shared_ptr<const Context> context_of(const Config& config);

} // namespace tls::test
