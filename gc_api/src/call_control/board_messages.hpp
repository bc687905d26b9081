#pragma once

#include "errors/error.hpp"
#include "events/event.hpp"
#include "ip/message_types.hpp"
#include "ip/received_headers.hpp"
#include "net/endpoint_monitor.hpp"
#include "params/parm_builder.hpp"
#include "params/parm_reader.hpp"
#include "runtime/services.hpp"

#include <deque>
#include <string>
#include <vector>

namespace gc {

struct BoardSettings;

/// Messages outside of calls that programs send and get by gc_Extension: OPTIONS, MESSAGE, INFO, NOTIFY, SUBSCRIBE.
///
/// Everything here is called inside the board's monitor.
class BoardMessages {
public:
    BoardMessages(const Services& services, const BoardSettings& settings, const ReceivedHeaders& headers)
        : services_{services}, settings_{settings}, headers_{headers}
    {
    }
    void attach(sip::net::EndpointMonitor& loop) { loop_ = &loop; }
    /// A program has opened or closed the board: peers' messages are taken up while some has.
    void devices_changed();

    /// IPEXTID_SENDMSG: a request, whose answer comes to that device, or the answer to one of a peer's.
    [[nodiscard]] Error send(LINEDEV device, const std::vector<Parm>& parms);

    void on(sip::UserCookie, const sip::OutsideRequested& event);
    void on(sip::UserCookie device, const sip::OutsideAnswered& event);
    void on(sip::UserCookie device, const sip::OutsideFailed& event);
    void on(sip::UserCookie, const sip::SubscriptionExpired& event);

private:
    /// A peer's request that waits for the program's answer.
    struct Waiting {
        sip::OutsideHandle handle;
        std::string method;
        std::string call_id;
    };
    [[nodiscard]] Error send_request(LINEDEV device, const MessageType& type, const std::vector<Parm>& parms);
    [[nodiscard]] Error send_answer(const MessageType& type, const std::vector<Parm>& parms);
    [[nodiscard]] std::deque<Waiting>::iterator waiting_for(const MessageType& type, const std::string& call_id);
    void post(LINEDEV device, void* attribute, const EventMemory& block);
    template <class Use>
    void for_each_device(Use use) const;                            ///< of the board
    [[nodiscard]] unsigned post_to_board(const EventMemory& block); ///< to how many devices
    void describe(const sip::Message& message, ParmBuilder& block) const;

    const Services services_;
    const BoardSettings& settings_;
    const ReceivedHeaders& headers_;
    sip::net::EndpointMonitor* loop_ = nullptr;
    std::deque<Waiting> waiting_;
};

} // namespace gc
