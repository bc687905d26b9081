#pragma once

#include "sip/config.hpp"

#include <array>
#include <cstddef>
#include <span>

namespace sip::net {

/// Random bytes of the kernel, fetched some hundred at a time: a tag or a branch rarely costs a system call.
/// Not thread-safe: one for each endpoint, used inside its monitor.
class SystemRandom final : public Random {
public:
    /// Throws std::system_error when the kernel has none to give.
    void fill(std::span<std::byte> out) override;

private:
    std::array<std::byte, 512> buffer_;
    std::size_t used_ = buffer_.size();
};

} // namespace sip::net
