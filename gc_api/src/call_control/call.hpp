#pragma once

#include "call_control/call_states.hpp"
#include "gc_types.h"
#include "ip/call_media.hpp"
#include "ip/capabilities.hpp"
#include "ip/program_sdp.hpp"
#include "ip/tls_report.hpp"
#include "sip/call.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

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

    /// Changes of the call that are not over (RFC 3261 §14).
    struct Changes {
        bool ours = false;      ///< gc_ReqModifyCall: its event is still to come
        bool cancelled = false; ///< and it was asked to be cancelled
        bool theirs = false;    ///< GCEV_REQ_MODIFY_CALL waits for the program
        bool accepted = false;  ///< gc_AcceptModifyCall: its event is still to come
        unsigned rejected = 0;  ///< gc_RejectModifyCall: events that are still to come
        bool offerless = false; ///< ours makes no offer, the peer's 200 does
        MediaWishes wishes;     ///< of ours or of what was accepted: the call's own once it is done
    };
    std::unique_ptr<Changes> changes; ///< from the first one on

    /// Requests of the peer's in the call that wait for the program's answer, oldest first.
    struct WaitingRequest {
        std::uint64_t number;
        std::string method;
    };
    std::vector<WaitingRequest> requests;

    std::optional<CallMedia> media; ///< from the first description that came to the end of the call
    bool signaling_up = false;      ///< answered on both sides
    ReceivedSdp sdp;                ///< in 3PCC
    bool acknowledging = false;     ///< gc_SipAck: its event is still to come

    // What gc_GetCallInfo tells
    std::string origination; ///< user@host
    std::string destination;
    std::string from_uri;
    std::string to_uri;
    std::string display;     ///< name of the caller
    std::string to_display;  ///< and of the called
    std::string request_uri; ///< of the INVITE
    std::string contact_uri; ///< the peer's, as he named it last
    std::string contact_display;
    bool slow_start = false; ///< the INVITE carried no offer
    std::string call_id;
    std::shared_ptr<const sip::Security> security; ///< TLS facts of the connection that carried the INVITE

    /// Transfers that are not over (RFC 3515).
    struct Transfers {
        bool ours = false;      ///< gc_InvokeXfer: its event is still to come
        bool taken = false;     ///< and the peer has accepted it
        bool theirs = false;    ///< GCEV_REQ_XFER waits for the program
        bool accepted = false;  ///< gc_AcceptXfer: the peer waits for news of the call that it asked for
        bool leg = false;       ///< which has been made
        std::string target;     ///< whom the peer asked for
        sip::HeaderLines lines; ///< and what belongs into the INVITE to him
    };
    std::unique_ptr<Transfers> transfers; ///< from the first one on
    CRN primary = 0;                      ///< the call whose peer asked for this one and waits for news; 0: none
    CRN secondary = 0;                    ///< the call whose place this one takes
    std::string transferring;             ///< who sent the caller to us

    // Why a request could not be delivered, until GCEV_DISCONNECTED takes it along
    std::optional<DeliveryFailure> failure;
};

} // namespace gc
