#include "media/rtp_ports.hpp"

#include <algorithm>

namespace gc::media {

RtpPorts::RtpPorts(PortRange range) : range_{range}, random_{std::random_device{}()} {}

bool RtpPorts::take(RtpPort& port, const sip::IpAddress& address, std::string& error)
{
    if (resting_.empty())
        return port.open(address, range_, random_, error);
    port = std::move(resting_.front());
    resting_.pop_front();
    fewest_ = std::min(fewest_, resting_.size());
    return true;
}

void RtpPorts::give_back(RtpPort port)
{
    if (port.is_open())
        resting_.push_back(std::move(port));
}

void RtpPorts::close_unneeded()
{
    resting_.erase(resting_.begin(), resting_.begin() + static_cast<std::ptrdiff_t>(fewest_));
    fewest_ = resting_.size();
}

} // namespace gc::media
