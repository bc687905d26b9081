#pragma once

#include "sip/address.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <utility>

namespace gc::media {

/// The local UDP ports that calls may use for RTP, both included.
struct PortRange {
    std::uint16_t first = 49152;
    std::uint16_t last = 65534;
};

/// The place of one call's RTP stream: an even UDP port with RTCP on the next one (RFC 3550 §11), bound for the life of
/// the object and drained by the kernel. Not thread-safe; owned by its call.
class RtpPort {
public:
    RtpPort() = default; ///< no port
    RtpPort(RtpPort&& other) noexcept { swap(other); }
    RtpPort& operator=(RtpPort&& other) noexcept
    {
        RtpPort{std::move(other)}.swap(*this);
        return *this;
    }
    ~RtpPort();

    /// Binds the first free pair of the range, beginning at a random one so that a port is not used again at once.
    /// `address`: a local IPv4 or IPv6 address. False when there is none; `error` then names the address, the range and
    /// the cause.
    [[nodiscard]] bool open(const sip::IpAddress& address, PortRange range, std::minstd_rand& random,
                            std::string& error);

    [[nodiscard]] bool is_open() const { return rtp_ >= 0; }
    [[nodiscard]] const sip::Address& local() const { return local_; } ///< where the peer sends RTP to

private:
    void swap(RtpPort& other) noexcept;

    int rtp_ = -1;
    int rtcp_ = -1;
    sip::Address local_;
};

} // namespace gc::media
