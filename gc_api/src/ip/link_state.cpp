#include "ip/link_state.hpp"

#include <algorithm>

namespace gc {

std::optional<bool> LinkState::take(const LinkFact& fact)
{
    if (!counts(fact))
        return std::nullopt;
    running_[fact.index] = fact.running;
    const bool any = std::any_of(running_.begin(), running_.end(), [](const auto& link) { return link.second; });
    seen_running_ = seen_running_ || any;
    const bool now = any || !seen_running_;
    if (now == up_)
        return std::nullopt;
    up_ = now;
    return up_;
}

} // namespace gc
