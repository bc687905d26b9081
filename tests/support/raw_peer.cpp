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

std::vector<std::string> headers(std::string_view message, std::string_view name)
{
    std::vector<std::string> values;
    while (!message.empty()) {
        const std::size_t end = std::min(message.find("\r\n"), message.size());
        const std::string_view line = message.substr(0, end);
        message.remove_prefix(std::min(end + 2, message.size()));
        if (line.empty())
            break;
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && sip::iequals(sip::trim(line.substr(0, colon)), name))
            values.emplace_back(sip::trim(line.substr(colon + 1)));
    }
    return values;
}

std::string header(std::string_view message, std::string_view name)
{
    const auto values = headers(message, name);
    return values.empty() ? std::string{} : values.front();
}

int status_of(std::string_view message)
{
    return message.compare(0, 8, "SIP/2.0 ") == 0 ? std::stoi(std::string{message.substr(8, 3)}) : 0;
}

std::string response_to(std::string_view request, int status, std::string_view to_tag, std::string_view more,
                        std::string_view body)
{
    std::string text = "SIP/2.0 " + std::to_string(status) + " Test\r\n";
    for (const std::string& via : headers(request, "Via"))
        text += "Via: " + via + "\r\n";
    for (const std::string& route : headers(request, "Record-Route"))
        text += "Record-Route: " + route + "\r\n";
    text += "From: " + header(request, "From") + "\r\n";
    text += "To: " + header(request, "To");
    if (!to_tag.empty() && header(request, "To").find("tag=") == std::string::npos)
        text += ";tag=" + std::string{to_tag};
    text += "\r\nCall-ID: " + header(request, "Call-ID") + "\r\nCSeq: " + header(request, "CSeq") + "\r\n";
    text += std::string{more} + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
    return text;
}

std::string sdp_text(std::string_view attributes)
{
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
           "m=audio 6000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n" +
           std::string{attributes};
}

std::string vector_file(const std::string& path)
{
    std::ifstream file(std::string{TRUNKCALL_VECTORS "/"} + path, std::ios::binary);
    if (!file)
        throw std::runtime_error("no vector " + path);
    return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace test
