#include "handles/device.hpp"

namespace gc {

void Device::remember(long code, std::string text)
{
    const std::lock_guard lock{mutex_};
    failure_ = {code, std::move(text)};
}

Device::Failure Device::last_failure() const
{
    const std::lock_guard lock{mutex_};
    return failure_;
}

} // namespace gc
