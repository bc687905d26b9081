#include "support/raw_peer.hpp"

#include "sip/message/grammar.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace test {

RawPeer::RawPeer(VirtualNetwork& network, std::string name, std::string_view ip)
    : Host{std::move(name), sip::IpAddress::parse(ip).value()}, network_{network}
{
    network_.attach(*this);
}

void RawPeer::send(std::string_view text, const Address& to)
{
    actions_.emplace_back(sip::Send{datagram_flow(), to, sip::Bytes{text}});
    network_.collect();
}

FlowId RawPeer::connect(TransportKind kind, const Address& to)
{
    const FlowId flow{kind, sip::FlowDirection::outbound, next_flow_++};
    const auto server_name = kind == TransportKind::tls ? "bob.example.com" : "";
    actions_.emplace_back(sip::OpenFlow{flow, {kind, to, server_name}});
    network_.collect();
    return flow;
}

void RawPeer::write(FlowId flow, std::string_view text)
{
    if (!open(flow)) {
        waiting_.emplace_back(flow, text);
        return;
    }
    actions_.emplace_back(sip::Send{flow, {}, sip::Bytes{text}});
    network_.collect();
}

void RawPeer::close(FlowId flow)
{
    actions_.emplace_back(sip::CloseFlow{flow});
    network_.collect();
}

std::vector<std::string> RawPeer::take() { return std::exchange(received_, {}); }

std::string RawPeer::take_one()
{
    const std::vector<std::string> all = take();
    return all.empty() ? std::string{} : all.front();
}

bool RawPeer::open(FlowId flow) const { return std::count(open_.begin(), open_.end(), flow) > 0; }

bool RawPeer::listens(TransportKind kind, std::uint16_t) const { return kind == TransportKind::udp || accepts_streams; }

void RawPeer::handle(sip::FlowEvent event, TimePoint)
{
    if (const auto* data = std::get_if<sip::FlowData>(&event)) {
        received_.emplace_back(data->bytes.view());
        last_flow_ = data->flow;
    } else if (const auto* opened = std::get_if<sip::FlowOpened>(&event)) {
        open_.push_back(opened->flow);
        for (const auto& [flow, text] : std::exchange(waiting_, {}))
            write(flow, text);
    } else {
        const FlowId flow = std::get<sip::FlowClosed>(event).flow;
        open_.erase(std::remove(open_.begin(), open_.end(), flow), open_.end());
    }
}

std::string vector_file(const std::string& path)
{
    std::ifstream file(std::string{TRUNKCALL_VECTORS "/"} + path, std::ios::binary);
    if (!file)
        throw std::runtime_error("no vector " + path);
    return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace test
