#pragma once

#include "call_control/call_states.hpp"
#include "gc_types.h"
#include "ip/call_media.hpp"
#include "ip/capabilities.hpp"
#include "ip/tls_report.hpp"
#include "sip/call.hpp"

#include <memory>
#include <optional>
#include <string>

namespace gc {

class Completion;
class Outgoing;

/// One call of a line, from gc_MakeCall or GCEV_OFFERED to gc_ReleaseCallEx. Guarded by its board's monitor.
struct Call {
    enum class Direction : std::uint8_t { inbound, outbound };

    Call(CRN number, Direction way) : crn{number}, direction{way} {}

    const CRN crn;
    const Direction direction;
    CallState state = CallState::null;
    Pending pending = Pending::none;
    int provisional = 0;                         ///< the last 18x that was reported
    sip::CallHandle sip = sip::CallHandle::none; ///< none once the stack has said its last word on the call

    std::shared_ptr<Completion> waiter; ///< of an EV_SYNC function; takes the place of its termination event

    MediaWishes media_wishes; ///< set for this call by messages that have gone

    std::optional<CallMedia> media; ///< from the first description that came to the end of the call
    bool signaling_up = false;      ///< answered on both sides

    // What gc_GetCallInfo tells
    std::string origination; ///< user@host
    std::string destination;
    std::string from_uri;
    std::string to_uri;
    std::string display;     ///< name of the caller
    bool slow_start = false; ///< the INVITE carried no offer
    std::string call_id;
    std::shared_ptr<const sip::Security> security; ///< TLS facts of the connection that carried the INVITE

    // Why a request could not be delivered, until GCEV_DISCONNECTED takes it along
    std::optional<DeliveryFailure> failure;
};

} // namespace gc
