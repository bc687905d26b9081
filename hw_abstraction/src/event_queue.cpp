#include "hw/host/event_queue.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace hw {

std::int32_t EventQueue::post(const hw_event& event)
{
    if (!HW_HAS(&event, hw_event, board_id))
        return HW_EINVAL;
    hw_event copy{};
    std::memcpy(&copy, &event, std::min<std::size_t>(event.size, sizeof copy));
    copy.size = sizeof copy;
    copy.board_id[HW_ID_SIZE - 1] = '\0';
    const std::lock_guard lock{mutex_};
    if (events_.size() == capacity_)
        return HW_EBUSY;
    events_.push_back(copy);
    return HW_OK;
}

std::vector<hw_event> EventQueue::take()
{
    std::vector<hw_event> taken;
    const std::lock_guard lock{mutex_};
    std::swap(taken, events_);
    return taken;
}

} // namespace hw
