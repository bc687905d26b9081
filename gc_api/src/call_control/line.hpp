#pragma once

#include "call_control/call.hpp"
#include "call_control/config_request.hpp"
#include "handles/device.hpp"
#include "ip/outgoing.hpp"
#include "media/resource.hpp"
#include "media/rtp_port.hpp"
#include "runtime/device_name.hpp"

#include <boost/intrusive/list_hook.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace gc {

class Board;
class TraceOutput;

/// A line device: iptBxTy with what a program attached to it. What is not constant is guarded by its board's monitor.
///
/// While it waits for a call and has none, a line hangs in its board's list of waiting lines.
class Line final : public Device,
                   public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    Line(std::shared_ptr<Board> owner, std::string device_name, const DeviceName& parsed, void* attribute);
    ~Line() override;
    [[nodiscard]] bool busy() const override;

    const std::shared_ptr<Board> board;
    const unsigned channel; ///< y of iptBxTy
    const LineProtocol protocol;
    std::shared_ptr<Resource> media; ///< named with M_ or attached; null: none
    std::shared_ptr<Resource> voice; ///< named with V_ or attached

    unsigned long event_mask;
    std::optional<bool> sends_proceeding; ///< GCPARM_CALLPROC; unset: as the board
    std::vector<ConfigRequest> at_null;   ///< GCUPDATE_ATNULL
    int service_state;                    ///< GCLS_, as the program has it
    std::string calling_number;           ///< of its calls, unless they name another
    std::shared_ptr<TraceOutput> trace;   ///< gc_StartTrace
    bool closed = false;
    bool armed = false;                 ///< gc_WaitCall was issued; stays over calls until gc_ResetLineDev
    std::shared_ptr<Completion> waiter; ///< of gc_WaitCall in EV_SYNC

    std::unique_ptr<Call> call;
    std::unique_ptr<Outgoing>
        next_message; ///< gc_SetUserInfo GC_SINGLECALL: for the next call, or the call's next message
    std::unique_ptr<Outgoing> every_call; ///< gc_SetUserInfo GC_ALLCALLS
    media::RtpPort rtp;                   ///< its call's; given back with gc_ReleaseCallEx

    [[nodiscard]] CallState state() const { return call ? call->state : CallState::null; }
};

} // namespace gc
