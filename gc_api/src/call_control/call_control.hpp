#pragma once

#include "call_control/call_ladders.hpp"
#include "call_control/completion.hpp"
#include "call_control/config_request.hpp"
#include "call_control/line.hpp"
#include "errors/error.hpp"
#include "events/event.hpp"
#include "ip/board_config.hpp"
#include "ip/causes.hpp"
#include "ip/message_types.hpp"
#include "ip/mime.hpp"
#include "ip/outgoing.hpp"
#include "media/rtp_ports.hpp"
#include "net/endpoint_monitor.hpp"
#include "runtime/services.hpp"

#include <boost/intrusive/list.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gc {

struct BoardSettings;

constexpr int request_terminated = 487; ///< what becomes of a call that is given up

/// What gc_MakeCall was given, checked and copied.
struct CallRequest {
    std::string number;      ///< numberstr
    std::string address;     ///< of the make-call block
    std::string origination; ///< empty: anonymous at the local address
    Outgoing outgoing;       ///< of the make-call block
    int timeout_seconds = 0; ///< 0: the 64 s of the manual
};

/// The calls of one board: what programs ask for, checked by the call state tables and turned into SIP commands, and
/// what the network does, turned into states and events.
///
/// Everything here is called inside the board's monitor. A `waiter` takes the place of an operation's termination event
/// (EV_SYNC); null means EV_ASYNC.
class CallControl final : public sip::net::NotificationSink {
public:
    using Waiter = std::shared_ptr<Completion>;

    CallControl(const Services& services, const BoardSettings& settings);
    ~CallControl();
    /// Before anything else. `media_address` is where peers send RTP to.
    void attach(sip::net::EndpointMonitor& loop, const sip::IpAddress& media_address);

    // Lines
    [[nodiscard]] Error add(std::shared_ptr<Line> line); ///< refuses a channel that is open or that the board lacks
    void opened(Line& line, bool sync);                  ///< GCEV_OPENEX (not when sync) and GCEV_UNBLOCKED
    void remove(Line& line);                             ///< hangs up and forgets; no event follows
    void refuse_lines() { accepts_lines_ = false; }
    void set_network(bool up) { network_up_ = up; } ///< without one, lines are not unblocked when they open

    // Operations on a line
    [[nodiscard]] Error wait_call(Line& line, Waiter waiter);
    [[nodiscard]] Error make_call(Line& line, const CallRequest& request, CRN& crn, Waiter waiter);
    [[nodiscard]] Error reset(Line& line, Waiter waiter);

    [[nodiscard]] Error set_service(Line& line, int state, Waiter waiter); ///< GCLS_; ends with GCEV_SETCHANSTATE
    /// Its calls, from the one it may have now, are shown as a ladder; null ends it.
    void trace(Line& line, std::shared_ptr<TraceOutput> output);
    void trace_all(const std::shared_ptr<TraceOutput>& output);
    [[nodiscard]] bool traces_all() const { return ladders_.follows_all(); }
    /// The board's own ladder, or null.
    void show_all_to(sip::Tracer* ladder);

    // Operations on the line's call
    [[nodiscard]] Error acknowledge(Line& line, Waiter waiter);
    [[nodiscard]] Error accept(Line& line, Waiter waiter);
    [[nodiscard]] Error answer(Line& line, Waiter waiter);
    [[nodiscard]] Error drop(Line& line, int cause, Waiter waiter);
    [[nodiscard]] Error release(Line& line, Waiter waiter);

    // Changes of the line's call: modification.cpp. EV_ASYNC only.
    [[nodiscard]] Error request_modify(Line& line, const Outgoing& wanted);
    [[nodiscard]] Error cancel_modify(Line& line);
    [[nodiscard]] Error accept_modify(Line& line, const Outgoing& wanted);
    [[nodiscard]] Error reject_modify(Line& line, unsigned long reason);

    /// Acknowledges the 200 that the peer has sent. third_party.cpp, EV_ASYNC only.
    [[nodiscard]] Error sip_ack(Line& line, const Outgoing& wanted);
    /// Descriptions are the program's in 3PCC alone.
    [[nodiscard]] Error check_description(const Outgoing& outgoing) const;
    /// IPSET_MIME_200OK_TO_BYE was set, or a call has begun for which it was.
    void prepare_bye_answer(Line& line);

    /// IPEXTID_SENDMSG: a request in the line's call, or the answer to one of the peer's. call_messages.cpp
    [[nodiscard]] Error send_message(Line& line, const std::vector<Parm>& parms);

    // Transfer of the line's call: transfer.cpp. EV_ASYNC only.
    [[nodiscard]] Error init_transfer(Line& line);
    /// `extra`: the other call of an attended transfer; 0: none, then the request says whom.
    [[nodiscard]] Error invoke_transfer(Line& line, const CallRequest& request, CRN extra);
    [[nodiscard]] Error accept_transfer(Line& line);
    [[nodiscard]] Error reject_transfer(Line& line, unsigned long reason);

    /// The thread of an EV_SYNC function no longer waits: its operation goes on in EV_ASYNC.
    void give_up(Line& line, const Waiter& waiter);

    // Configuration of the board (line null) or of a line: configuration.cpp
    /// In order, up to the first bad one. Masks that are read go into `retrieved`; null: nowhere, which is an error.
    [[nodiscard]] Error configure(Line* line, const std::vector<Parm>& parms, ParmBuilder* retrieved);
    /// The number that a parameter has; nullopt when it has none that can be read.
    [[nodiscard]] std::optional<unsigned long> read(const Line* line, const Parameter& row) const;
    /// EV_ASYNC: an event on `device`, which is the line or one of the board, tells the outcome.
    void configure_now(Line* line, const Device& device, const ConfigRequest& request);
    /// GCUPDATE_ATNULL: when the line is in Null, at once if it is. An event tells.
    void configure_at_null(Line& line, ConfigRequest request);
    [[nodiscard]] const BoardConfig& config() const { return config_; }
    /// What calls of the line (null: of the board) offer unless they are told otherwise.
    [[nodiscard]] sip::sdp::LocalMedia usual_media(const Line* line) const;

    // From the SIP stack
    void notify(const sip::Notification& notification) override;
    void left() override;
    void failed(std::string_view reason) override;

private:
    using WaitingLines = boost::intrusive::list<Line, boost::intrusive::constant_time_size<false>>;

    [[nodiscard]] Error configure(Line* line, const std::vector<Parm>& parms, ParmBuilder* retrieved,
                                  std::unique_ptr<Outgoing>& every_call);
    void configure_what_waited(Line& line);
    void show_busy();
    void show_capabilities();
    void show_handed_up();

    // Program side: operations.cpp
    [[nodiscard]] Error check(Operation operation, const Line& line) const;
    [[nodiscard]] Error command(Line& line, Operation operation, const sip::CallCommand& what);
    [[nodiscard]] Error prepare(Line& line, const CallRequest& request, sip::MakeCall& command);
    [[nodiscard]] std::string caller_of(const Line& line) const; ///< gc_SetCallingNum, as an address
    [[nodiscard]] Outgoing outgoing_of(const Line& line) const;  ///< board, all calls, the next message
    /// What the program preset for the next message.
    struct NextMessage {
        sip::HeaderLines lines;
        sip::BodyParts parts;
    };
    [[nodiscard]] NextMessage next_message(Line& line, Outgoing::Contact contact);
    [[nodiscard]] Error check_bodies(const Outgoing& outgoing) const;
    void prepare_bye_answer(const Line& line, sip::CallHandle call, const Outgoing& of_call);
    [[nodiscard]] Error refuse_offer(Line& line, std::string reason, Waiter waiter);

    // What messages say of the session: session.cpp
    struct Offer {
        sip::MediaChoice media{};
        std::optional<sip::sdp::LocalMedia> late_media{};
        bool own_ack = false;
    };
    [[nodiscard]] Error offer(Line& line, const Outgoing& all, bool slow_start, Offer& out);
    [[nodiscard]] Error describe_answer(Line& line, const Outgoing& all, sip::MediaChoice& out);
    [[nodiscard]] Error local_media(Line& line, const MediaWishes& wishes, sip::sdp::LocalMedia& media);

    // Network side: notifications.cpp
    void take_incoming(sip::CallHandle handle, const sip::Incoming& event);
    /// A command whose outcome nobody waits for.
    struct LaterCommand {
        sip::CallHandle call;
        sip::CallCommand what;
        sip::UserCookie while_offered = 0; ///< only while that call is in Offered; 0: whatever its state
        std::optional<Event> told{};       ///< posted when it is done
    };
    void command_later(LaterCommand command);
    void on(Line& line, const sip::Trying& event);
    void on(Line& line, const sip::Progress& event);
    void on(Line& line, const sip::Connected& event);
    void on(Line& line, const sip::Acknowledged& event);
    void on(Line& line, const sip::Modified& event);
    void on(Line& line, const sip::Ended& event);
    void on(Line& line, const sip::Released& event);
    void on(Line& line, const sip::DeliveryFailure& event);
    void on(Line&, const sip::Incoming&) {}
    void on(Line& line, const sip::AckSent& event);
    void on(Line& line, const sip::ModifyRequested& event);
    void on(Line& line, const sip::ModifyWithdrawn& event);
    void on(Line& line, const sip::ModifyRefused& event);
    void on(Line& line, const sip::ModifyAccepted& event);
    void on(Line& line, const sip::ModifyRejected& event);
    void on(Line& line, const sip::ModifyFailed& event);
    void on(Line& line, const sip::ModifyCancelled& event);
    void on(Line& line, const sip::RequestReceived& event);
    void on(Line& line, const sip::RequestAnswered& event);
    void on(Line& line, const sip::RequestFailed& event);
    void on(Line& line, const sip::Referred& event);
    void on(Line& line, const sip::ReferWithdrawn& event);
    void on(Line& line, const sip::ReferAccepted& event);
    void on(Line& line, const sip::ReferRejected& event);
    void on(Line&, const sip::ReferProgress&) {}
    void on(Line& line, const sip::ReferEnded& event);
    [[nodiscard]] static sip::UserCookie user_of(const Line& line, CRN crn); ///< how the stack names a call to us
    [[nodiscard]] Line* line_of(sip::UserCookie user);
    bool advance(Line& line, Signal signal, const sip::Message* message, EventResult result = {});
    [[nodiscard]] EventMemory describe(Signal signal, Call& call, const sip::Message* message) const;
    [[nodiscard]] EventMemory describe_end(const std::optional<DeliveryFailure>& failure,
                                           const sip::Message* message) const;
    [[nodiscard]] bool shows_content_of(const sip::Message* message) const;
    void describe_bodies(const sip::Message& message, ParmBuilder& block, MimeWriter& mime) const;
    [[nodiscard]] EventMemory describe_message(Call& call, const sip::Message* message) const;

    // modification.cpp
    [[nodiscard]] Error check_change(Operation operation, const Line& line) const;
    void keep_wishes(Line& line, const Outgoing& wanted);
    void accepted_change_over(Line& line, const sip::Modified& event);
    void our_change_over(Line& line, long event, EventResult result = {}, EventMemory extension = {});

    // third_party.cpp
    /// Keeps what the message describes until an event tells it. True when there is something new.
    bool hear(Call& call, const sip::Message* message, unsigned short parm_id,
              ReceivedSdp::Copies copies = ReceivedSdp::Copies::told);
    void tell_200(Line& line, bool offerless, const sip::Message* message);
    void tell_ack(Line& line, const sip::Message* message);
    void tell_message(Line& line, long event, const sip::Message* message);
    void ack_failed(Line& line, const EndResult& result, const std::string& text);

    // call_messages.cpp
    [[nodiscard]] Error answer_request(Call& call, const MessageType& type, int status, sip::HeaderLines lines,
                                       sip::RawBody body);

    // transfer.cpp
    [[nodiscard]] Error check_transfer(Operation operation, const Line& line) const;
    [[nodiscard]] Line* line_with(CRN crn);
    [[nodiscard]] Error replaced_call(const Line& line, CRN extra, sip::CallHandle& handle);
    [[nodiscard]] Error join_transfer(CRN primary, sip::MakeCall& command);
    void joined_transfer(CRN primary, Call& leg);
    void tell_transferor(Line& leg, int status);

    // What is told when programs ask for it: status_events.cpp
    [[nodiscard]] bool tells(unsigned long extension_event) const;
    void media_is(Line& line, const sip::sdp::Negotiated* agreed);
    void media_over(Line& line);
    void signaling_is(Line& line, bool up);
    void connection_over(Line& line); ///< media and signalling

    // States and events: reports.cpp
    void begin(Line& line, std::unique_ptr<Call> call);
    void enter(Line& line, CallState state, std::string_view reason);
    void conclude(Line& line, Operation operation, Waiter waiter, EventMemory extension = {});
    void disconnect(Line& line, const EndResult& result, std::string text, EventMemory extension = {});
    void forget_call(Line& line, std::string_view reason);
    void give_back_port(Line& line);
    void let_ports_rest();
    void abort_waiters(Line& line, std::string_view reason);
    void became_free(Line& line);
    void became_busy(Line& line);
    void post(Line& line, CRN crn, long type, EventResult result = {}, EventMemory extension = {});
    [[nodiscard]] bool shows(const Line& line, unsigned long mask) const;

    const Services services_;
    const BoardSettings& settings_;
    sip::net::EndpointMonitor* loop_ = nullptr;
    sip::sdp::LocalMedia media_; ///< what every call starts from; the port is the line's
    media::RtpPorts rtp_ports_;
    bool ports_rest_ = false;                  ///< a timer looks after the ports that no call has
    std::vector<std::shared_ptr<Line>> lines_; ///< by channel, with gaps
    bool accepts_lines_ = true;
    bool network_up_ = true;
    std::size_t calls_ = 0; ///< that Global Call knows of
    WaitingLines waiting_;  ///< the front has waited longest
    std::vector<LaterCommand> later_;
    BoardConfig config_;
    CallLadders ladders_;
};

} // namespace gc
