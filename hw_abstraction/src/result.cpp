#include "hw/host/result.hpp"

namespace hw {

std::string_view Result::text() const
{
    switch (code) {
    case HW_OK: return "done";
    case HW_PENDING: return "pending";
    case HW_ENOTSUP: return "not supported";
    case HW_EINVAL: return "argument out of range";
    case HW_ENODEV: return "no such device";
    case HW_EBUSY: return "busy";
    case HW_ESTATE: return "not possible now";
    case HW_EIO: return "hardware failure";
    case HW_ENOMEM: return "out of memory";
    case HW_ETIMEDOUT: return "timed out";
    case HW_ENOSPC: return "buffer too small";
    case HW_ENOENT: return "no such entry";
    default: return "unknown result code";
    }
}

} // namespace hw
