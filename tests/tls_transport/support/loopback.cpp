#include "tls_transport/support/loopback.hpp"

#include <stdexcept>
#include <variant>

namespace tls::test {

namespace {

constexpr std::chrono::seconds patience{10};

template <typename Event>
const Event* nth(const std::vector<sip::FlowEvent>& events, std::size_t number, auto matches)
{
    for (const sip::FlowEvent& event : events)
        if (const auto* wanted = std::get_if<Event>(&event); wanted != nullptr && matches(*wanted) && number-- == 0)
            return wanted;
    return nullptr;
}

template <typename Event>
Event wait_nth(TestMonitor& monitor, const char* what, std::size_t number, auto matches)
{
    Event found;
    const bool came = monitor.wait([&](const std::vector<sip::FlowEvent>& events) {
        const auto* event = nth<Event>(events, number, matches);
        if (event != nullptr)
            found = *event;
        return event != nullptr;
    });
    if (!came) // no test macro: they are not for several threads, and stations are
        throw std::runtime_error{std::string{what} + " did not come"};
    return found;
}

bool is_inbound(sip::FlowId flow) { return flow.direction() == sip::FlowDirection::inbound; }

} // namespace

void TestMonitor::enter() { mutex_.lock(); }

void TestMonitor::leave()
{
    if (transport_ != nullptr) {
        transport_->flush();
        transport_->take_events(events_);
    }
    mutex_.unlock();
    changed_.notify_all();
}

void TestMonitor::step_out() { mutex_.unlock(); }

bool TestMonitor::wait(const std::function<bool(const std::vector<sip::FlowEvent>&)>& condition)
{
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, patience, [&] { return condition(events_); });
}

Station::Station(const Config& config) : transport_{context_, monitor_}
{
    monitor_.attach(transport_);
    transport_.set_context(context_of(config));
    thread_ = std::thread{[this] { context_.run(); }};
}

Station::~Station()
{
    context_.stop();
    thread_.join();
}

sip::Address Station::listen()
{
    sip::Entered in{monitor_};
    const auto bound = transport_.listen({sip::IpAddress::v4(0x7f000001), 0});
    if (!bound)
        throw std::runtime_error{bound.reason};
    return bound.local;
}

sip::FlowId Station::open(const sip::Address& remote, const std::string& peer_name)
{
    sip::Entered in{monitor_};
    const sip::FlowId flow{sip::TransportKind::tls, sip::FlowDirection::outbound, ++opened_};
    transport_.open(flow, {sip::TransportKind::tls, remote, peer_name});
    return flow;
}

void Station::send(sip::FlowId flow, const std::string& text)
{
    sip::Entered in{monitor_};
    transport_.send(flow, {}, sip::Bytes{text});
}

void Station::close(sip::FlowId flow)
{
    sip::Entered in{monitor_};
    transport_.close(flow);
}

void Station::use(const Config& config)
{
    sip::Entered in{monitor_};
    transport_.set_context(context_of(config));
}

sip::FlowOpened Station::wait_opened(sip::FlowId flow)
{
    return wait_nth<sip::FlowOpened>(monitor_, "FlowOpened", 0, [&](const auto& event) { return event.flow == flow; });
}

sip::FlowClosed Station::wait_closed(sip::FlowId flow)
{
    return wait_nth<sip::FlowClosed>(monitor_, "FlowClosed", 0, [&](const auto& event) { return event.flow == flow; });
}

sip::FlowOpened Station::wait_accepted(std::size_t number)
{
    return wait_nth<sip::FlowOpened>(monitor_, "an inbound FlowOpened", number,
                                     [](const auto& event) { return is_inbound(event.flow); });
}

sip::FlowClosed Station::wait_refused(std::size_t number)
{
    return wait_nth<sip::FlowClosed>(monitor_, "an inbound FlowClosed", number,
                                     [](const auto& event) { return is_inbound(event.flow); });
}

sip::FlowId Station::wait_talker(std::size_t number)
{
    return wait_nth<sip::FlowData>(monitor_, "FlowData", number, [](const auto&) { return true; }).flow;
}

void Station::wait_closed_count(std::size_t count)
{
    wait_nth<sip::FlowClosed>(monitor_, "enough FlowClosed", count - 1, [](const auto&) { return true; });
}

std::string Station::wait_data(sip::FlowId flow, std::size_t size)
{
    std::string data;
    const bool came = monitor_.wait([&](const std::vector<sip::FlowEvent>& events) {
        data.clear();
        for (const sip::FlowEvent& event : events)
            if (const auto* chunk = std::get_if<sip::FlowData>(&event); chunk != nullptr && chunk->flow == flow)
                data += chunk->bytes.view();
        return data.size() >= size;
    });
    if (!came)
        throw std::runtime_error{"data: " + std::to_string(data.size()) + " of " + std::to_string(size) + " bytes"};
    return data;
}

std::shared_ptr<const Context> context_of(const Config& config)
{
    auto made = make_context(config);
    if (const auto* error = std::get_if<ConfigError>(&made))
        throw std::runtime_error{error->to_string()};
    return std::get<std::shared_ptr<const Context>>(std::move(made));
}

} // namespace tls::test
