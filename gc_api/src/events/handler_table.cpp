#include "events/handler_table.hpp"

#include "srllib.h"

#include <algorithm>
#include <array>
#include <mutex>

namespace gc {

bool HandlerTable::enable(long device, long type, Handler handler)
{
    if (!handler)
        return false;
    const std::unique_lock lock{mutex_};
    auto& enabled = handlers_[{device, type}];
    if (std::find(enabled.begin(), enabled.end(), handler) != enabled.end())
        return true;
    enabled.push_back(handler);
    count_.fetch_add(1, std::memory_order_relaxed);
    return true;
}

bool HandlerTable::disable(long device, long type, Handler handler)
{
    const std::unique_lock lock{mutex_};
    const auto found = handlers_.find({device, type});
    if (found == handlers_.end() || std::erase(found->second, handler) == 0)
        return false;
    if (found->second.empty())
        handlers_.erase(found);
    count_.fetch_sub(1, std::memory_order_relaxed);
    return true;
}

std::vector<HandlerTable::Enabled> HandlerTable::matching(long device, long type) const
{
    const std::array<Key, 4> keys{{{device, type}, {device, EV_ANYEVT}, {EV_ANYDEV, type}, {EV_ANYDEV, EV_ANYEVT}}};
    std::vector<Enabled> result;
    const std::shared_lock lock{mutex_};
    for (const Key& key : keys)
        if (const auto found = handlers_.find(key); found != handlers_.end())
            for (const Handler handler : found->second)
                result.push_back({key.first, key.second, handler});
    return result;
}

bool HandlerTable::is_enabled(const Enabled& one) const
{
    const std::shared_lock lock{mutex_};
    const auto found = handlers_.find({one.device, one.type});
    return found != handlers_.end() &&
           std::find(found->second.begin(), found->second.end(), one.handler) != found->second.end();
}

} // namespace gc
