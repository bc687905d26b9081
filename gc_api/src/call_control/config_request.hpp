#pragma once

#include "errors/error.hpp"
#include "events/event.hpp"
#include "handles/device.hpp"
#include "params/parm_reader.hpp"

#include <vector>

namespace gc {

/// A gc_SetConfigData or gc_GetConfigData that is under way.
struct ConfigRequest {
    long id = 0; ///< what *request_idp became
    std::vector<Parm> parms{};
};

/// How it ended: GCEV_SETCONFIGDATA, GCEV_GETCONFIGDATA or the like with _FAIL. Its GC_RTCM_EVTDATA stands in evtdatap
/// and in extevtdatap, as programs look in either; `retrieved` is a parameter block, or empty.
[[nodiscard]] Event config_event(const Device& device, long success, long failure, long request_id, const Error& error,
                                 const EventMemory& retrieved);

} // namespace gc
