#include "gc_api/support/virtual_board.hpp"

#include <algorithm>
#include <utility>

namespace gc::test {
namespace {

BoardSettings all_transports()
{
    BoardSettings settings;
    settings.endpoint.tcp = true;
    settings.endpoint.tls = true;
    return settings;
}

} // namespace

VirtualBoard::VirtualBoard(::test::VirtualNetwork& network, std::string name, std::string_view ip)
    : Host{std::move(name), sip::IpAddress::parse(ip).value()}, network_{network}, settings_{all_transports()},
      endpoint_{settings_.endpoint, random_}, calls_{Services{handles_, queue_, log_, alarms_}, settings_}
{
    endpoint_.add_listener(sip::TransportKind::udp, {this->ip(), 5060}, datagram_flow());
    endpoint_.add_listener(sip::TransportKind::tcp, {this->ip(), 5060});
    endpoint_.add_listener(sip::TransportKind::tls, {this->ip(), 5061});
    calls_.attach(*this, sip::IpAddress::parse("127.0.0.1").value()); // RTP has real sockets
    network.attach(*this);
}

VirtualBoard::~VirtualBoard() = default;

Line& VirtualBoard::open_line()
{
    DeviceName parsed;
    parsed.board = 1;
    parsed.channel = 1;
    parsed.protocol = LineProtocol::sip;
    line_ = std::make_shared<Line>(nullptr, ":P_SIP:N_iptB1T1", parsed, nullptr);
    handles_.open(line_);
    (void)run([&](CallControl& calls) { return calls.add(line_); });
    (void)run([&](CallControl& calls) { return calls.wait_call(*line_, nullptr); });
    return *line_;
}

std::vector<long> VirtualBoard::events()
{
    std::vector<long> types;
    while (queue_.wait(std::chrono::milliseconds{0}))
        types.push_back(EventQueue::current()->type);
    return types;
}

bool VirtualBoard::listens(sip::TransportKind kind, std::uint16_t port) const
{
    return port == (kind == sip::TransportKind::tls ? 5061 : 5060);
}

void VirtualBoard::handle(sip::FlowEvent event, sip::TimePoint now)
{
    endpoint_.handle(std::move(event), now);
    tell();
}

void VirtualBoard::expire(sip::TimePoint now)
{
    const auto due =
        std::stable_partition(later_.begin(), later_.end(), [now](const auto& one) { return one.first > now; });
    std::vector<std::pair<sip::TimePoint, std::function<void()>>> work{std::make_move_iterator(due),
                                                                       std::make_move_iterator(later_.end())};
    later_.erase(due, later_.end());
    for (const auto& [time, what] : work) {
        what();
        tell();
    }
    if (endpoint_.next_expiry() <= now)
        endpoint_.handle_expiry(now);
    tell();
}

sip::TimePoint VirtualBoard::next_expiry() const
{
    sip::TimePoint next = endpoint_.next_expiry();
    for (const auto& one : later_)
        next = std::min(next, one.first);
    return next;
}

std::vector<sip::Action> VirtualBoard::take_actions() { return std::exchange(endpoint_.actions(), {}); }

void VirtualBoard::run_after(sip::Duration delay, std::function<void()> work)
{
    later_.emplace_back(network_.now() + std::max(delay, sip::Duration::zero()), std::move(work));
}

/// As the pump does: a sink may give the endpoint a command, which adds to the list.
void VirtualBoard::tell()
{
    while (!endpoint_.notifications().empty())
        for (const sip::Notification& notification : std::exchange(endpoint_.notifications(), {}))
            calls_.notify(notification);
    calls_.left();
}

} // namespace gc::test
