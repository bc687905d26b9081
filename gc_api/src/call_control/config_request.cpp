#include "call_control/config_request.hpp"

namespace gc {
namespace {

/// What programs see, with what it points to.
struct ConfigData {
    GC_RTCM_EVTDATA shown;
    EventMemory retrieved;
};

} // namespace

Event config_event(const Device& device, long success, long failure, long request_id, const Error& error,
                   const EventMemory& retrieved)
{
    const auto data = std::make_shared<ConfigData>();
    data->shown = {};
    data->shown.request_ID = request_id;
    data->shown.gc_result = error.gc;
    data->shown.cclib_result = static_cast<int>(error.cc);
    data->shown.cclib_ID = GC_H3R_LIB_ID;
    error.text.copy(data->shown.additional_msg, sizeof data->shown.additional_msg - 1);
    data->retrieved = retrieved;
    data->shown.retrieved_parmblkp = static_cast<GC_PARM_BLK*>(retrieved.address);

    const EventMemory memory{data, &data->shown, sizeof data->shown};
    Event event = gc_event(device.handle(), 0, error ? failure : success, device.user_attribute, memory);
    event.data = memory;
    event.result = error ? EventResult{error.gc, error.cc, error.text} : EventResult{};
    return event;
}

} // namespace gc
