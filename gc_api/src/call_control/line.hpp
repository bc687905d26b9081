#pragma once

#include "call_control/call.hpp"
#include "ip/outgoing.hpp"
#include "runtime/device_name.hpp"

#include <boost/intrusive/list.hpp>

#include <memory>
#include <optional>

namespace gc {

class Board;

/// A line device: iptBxTy with what a program attached to it. Guarded by its board's monitor but for the constants.
///
/// While it waits for a call and is free, a line hangs in its board's list of waiting lines.
struct Line : boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
    Line(std::shared_ptr<Board> owner, const DeviceName& device_name, void* attribute);
    ~Line();

    const std::shared_ptr<Board> board;
    const unsigned channel; ///< y of iptBxTy
    const LineProtocol protocol;
    LINEDEV handle = 0;
    int media = 0; ///< handles of the devices named with M_ and V_; 0: none
    int voice = 0;

    void* user_attribute;
    unsigned long event_mask;
    bool closed = false;
    bool armed = false; ///< gc_WaitCall was issued; stays over calls until gc_ResetLineDev
    std::shared_ptr<Completion> waiter; ///< gc_WaitCall in EV_SYNC

    std::unique_ptr<Call> call;
    std::unique_ptr<Outgoing> next_call;  ///< gc_SetUserInfo GC_SINGLECALL
    std::unique_ptr<Outgoing> every_call; ///< gc_SetUserInfo GC_ALLCALLS
    std::unique_ptr<media::RtpPort> rtp; ///< bound at the first call, kept until gc_Close

    [[nodiscard]] CallState state() const { return call ? call->state : CallState::null; }
};

} // namespace gc
