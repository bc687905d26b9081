#pragma once

#include "media/rtp_port.hpp"

#include <deque>

namespace gc::media {

/// The RTP ports of one board's calls. Some stay bound between calls, since binding and closing a pair takes a dozen system
/// calls. Not thread-safe.
class RtpPorts {
public:
    explicit RtpPorts(PortRange range);

    /// Calls take their ports at `address`. Binds up to `spares` of them in advance, fewer when there are no more.
    void prepare(const sip::IpAddress& address, std::size_t spares);

    /// The spare port that has rested longest, or a new one. False when there is none; `error` then says why.
    [[nodiscard]] bool take(RtpPort& port, std::string& error);
    /// Keeps the port when a spare is missing, and otherwise closes it.
    void give_back(RtpPort port);

private:
    const PortRange range_;
    std::minstd_rand random_;
    sip::IpAddress address_;
    std::size_t most_spares_ = 0;
    std::deque<RtpPort> spares_; ///< the front has rested longest: late packets of its last call have come by now
};

} // namespace gc::media
