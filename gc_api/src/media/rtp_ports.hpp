#pragma once

#include "media/rtp_port.hpp"

#include <cstddef>
#include <deque>

namespace gc::media {

/// The RTP ports of one board's calls. What a call gives back stays bound for the next one, since binding and closing a
/// pair takes a dozen system calls; what nobody needs is closed by and by. Not thread-safe.
class RtpPorts {
public:
    explicit RtpPorts(PortRange range);

    /// The port at `address` that has rested longest, or a new one. False when there is none; `error` then says why.
    [[nodiscard]] bool take(RtpPort& port, const sip::IpAddress& address, std::string& error);
    void give_back(RtpPort port);

    /// Closes as many ports as rested all the time since it was called last. Called at intervals, it leaves as many as
    /// the calls of an interval need, and none when there are no calls.
    void close_unneeded();
    [[nodiscard]] std::size_t resting() const { return resting_.size(); }

private:
    const PortRange range_;
    std::minstd_rand random_;
    std::deque<RtpPort> resting_; ///< the front for longest: late packets of its last call have come by now
    std::size_t fewest_ = 0;      ///< that have rested at any time since close_unneeded()
};

} // namespace gc::media
