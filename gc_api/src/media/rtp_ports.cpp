#include "media/rtp_ports.hpp"

namespace gc::media {

RtpPorts::RtpPorts(PortRange range) : range_{range}, random_{std::random_device{}()} {}

void RtpPorts::prepare(const sip::IpAddress& address, std::size_t spares)
{
    address_ = address;
    most_spares_ = spares;
    std::string error; // said again, and to somebody, when a call finds none
    while (spares_.size() < most_spares_) {
        RtpPort port;
        if (!port.open(address_, range_, random_, error))
            return;
        spares_.push_back(std::move(port));
    }
}

bool RtpPorts::take(RtpPort& port, std::string& error)
{
    if (spares_.empty())
        return port.open(address_, range_, random_, error);
    port = std::move(spares_.front());
    spares_.pop_front();
    return true;
}

void RtpPorts::give_back(RtpPort port)
{
    if (port.is_open() && spares_.size() < most_spares_)
        spares_.push_back(std::move(port));
}

} // namespace gc::media
