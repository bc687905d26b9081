#include "net/system_random.hpp"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace sip::net {

namespace {

void fetch(std::span<std::byte> out)
{
    while (!out.empty()) {
        const ssize_t n = ::getrandom(out.data(), out.size(), 0);
        if (n > 0)
            out = out.subspan(static_cast<std::size_t>(n));
        else if (errno != EINTR)
            throw std::system_error{errno, std::system_category(), "getrandom"};
    }
}

} // namespace

void SystemRandom::fill(std::span<std::byte> out)
{
    if (out.size() > buffer_.size())
        return fetch(out);
    if (out.size() > buffer_.size() - used_) {
        fetch(buffer_);
        used_ = 0;
    }
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(used_), out.size(), out.begin());
    used_ += out.size();
}

} // namespace sip::net
