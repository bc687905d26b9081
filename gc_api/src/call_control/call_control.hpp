#pragma once

#include "call_control/call.hpp"
#include "call_control/completion.hpp"
#include "call_control/line.hpp"
#include "errors/error.hpp"
#include "ip/outgoing.hpp"
#include "ip/received_headers.hpp"
#include "net/loop.hpp"

#include <boost/intrusive/list.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gc {

class Services;
struct BoardSettings;

/// What gc_MakeCall was given, checked and copied.
struct CallRequest {
    std::string destination;
    std::string origination; ///< empty: anonymous at the local address
    Outgoing outgoing;       ///< of the make-call block
    int timeout_seconds = 0; ///< 0: the 64 s of the manual
};

/// The calls of one board: what programs ask for, checked by the call state tables and turned into SIP commands, and what the
/// network does, turned into states and events.
///
/// Everything here is called inside the board's monitor. A `waiter` takes the place of an operation's termination event
/// (EV_SYNC); null means EV_ASYNC.
class CallControl final : public sip::net::NotificationSink {
public:
    using Waiter = std::shared_ptr<Completion>;

    CallControl(Services& services, const BoardSettings& settings);
    ~CallControl();
    void attach(sip::net::Loop& loop, sip::IpAddress media_address);

    // Lines
    [[nodiscard]] Error add(const std::shared_ptr<Line>& line); ///< refuses a channel that is open or does not exist
    void remove(Line& line);                                    ///< hangs up and forgets; no event follows
    [[nodiscard]] std::size_t open_lines() const { return open_lines_; }
    [[nodiscard]] const std::vector<std::shared_ptr<Line>>& lines() const { return lines_; } ///< by channel; with gaps

    // Operations on a line
    [[nodiscard]] Error wait_call(Line& line, Waiter waiter);
    [[nodiscard]] Error make_call(Line& line, const CallRequest& request, CRN& crn, Waiter waiter);
    [[nodiscard]] Error reset(Line& line, Waiter waiter);

    // Operations on a call
    [[nodiscard]] Error acknowledge(Line& line, Waiter waiter);
    [[nodiscard]] Error accept(Line& line, Waiter waiter);
    [[nodiscard]] Error answer(Line& line, Waiter waiter);
    [[nodiscard]] Error drop(Line& line, int cause, Waiter waiter);
    [[nodiscard]] Error release(Line& line, Waiter waiter);

    /// The thread of an EV_SYNC function no longer waits.
    void give_up(Line& line, const Waiter& waiter);

    // Configuration of the board
    void set_accept_status(int status) { accept_status_ = status; }
    void set_busy_status(int status);
    [[nodiscard]] ReceivedHeaders& received_headers() { return received_headers_; }

    // From the SIP stack
    void notify(const sip::Notification& notification) override;
    void failed(std::string_view reason) override;

private:
    using WaitingLines = boost::intrusive::list<Line, boost::intrusive::constant_time_size<false>>;
    struct EventData;

    // Program side
    [[nodiscard]] Error check(Operation operation, const Line& line) const;
    [[nodiscard]] Error command(Line& line, Operation operation, const sip::CallCommand& what);
    [[nodiscard]] Error local_media(Line& line, sip::sdp::LocalMedia& media);
    [[nodiscard]] sip::HeaderLines take_lines(Line& line);
    void conclude(Line& line, Operation operation);
    void forget_call(Line& line);

    // Network side
    void on(const sip::Notification& notification, const sip::Incoming& event);
    void on(Line& line, const sip::Trying& event);
    void on(Line& line, const sip::Progress& event);
    void on(Line& line, const sip::Connected& event);
    void on(Line& line, const sip::Acknowledged& event);
    void on(Line& line, const sip::Modified& event);
    void on(Line& line, const sip::Ended& event);
    void on(Line& line, const sip::Released& event);
    void on(Line& line, const sip::DeliveryFailure& event);
    void on(Line&, const sip::Incoming&) {}
    [[nodiscard]] Line* line_of(sip::UserCookie user);
    void offer(Line& line, const sip::Notification& notification, const sip::Incoming& event);
    [[nodiscard]] bool advance(Line& line, Signal signal);

    void enter(Call& call, CallState state, std::string_view reason);
    void post(Line& line, const Call* call, long type, EventData data);
    void offer_waiting(Line& line); ///< hangs the line into the waiting list when it is armed and free

    Services& services_;
    const BoardSettings& settings_;
    sip::net::Loop* loop_ = nullptr;
    sip::sdp::LocalMedia media_; ///< what every call starts from; the port is the line's
    std::vector<std::shared_ptr<Line>> lines_;
    std::size_t open_lines_ = 0;
    std::size_t calls_ = 0;
    WaitingLines waiting_; ///< front has waited longest
    ReceivedHeaders received_headers_;
    int accept_status_ = 180;
    int busy_status_ = 486;
};

} // namespace gc
