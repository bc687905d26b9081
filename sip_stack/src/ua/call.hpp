#pragma once

#include "dialog/dialog.hpp"
#include "endpoint/response_factory.hpp"
#include "sip/call.hpp"
#include "ua/answer_retransmission.hpp"
#include "ua/call_parts.hpp"
#include "ua/surroundings.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// One INVITE call as a user agent lives it, from the INVITE to the last word (RFC 3261 §13 to §15).
///
/// One class, one file for each concern: call_outgoing, call_forks, call_cancel, call_incoming, call_answer,
/// call_media, call_own_ack, call_in_dialog, call_modify, call_reinvite, call_handed_up, call_refer, call_referred,
/// call_requests, call_hang_up. What only the beginning of a call needs lies in Outgoing or Incoming and is let go when
/// the call is confirmed.
///
/// The owner hears exactly one last word (Ended or Released). Work that the protocol still asks for after it, such as
/// the CANCEL of an INVITE without any response, goes on in silence and in bounded time.
class Call {
public:
    enum class State : std::uint8_t {
        calling,    ///< outgoing: no response yet
        proceeding, ///< outgoing: a provisional response has come
        cancelling, ///< outgoing: to be ended, and the INVITE has no final response yet
        offered,    ///< incoming: no final response yet
        answered,   ///< incoming: 2xx sent, no ACK yet
        confirmed,
        closing, ///< our BYE waits for its response
        dead,
    };

    Call(const Surroundings& around, UserCookie user, std::uint64_t tag);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    void set_handle(CallHandle handle) { handle_ = handle; }
    void set_user(UserCookie user) { user_ = user; }
    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] std::string_view call_id() const;
    [[nodiscard]] bool owned() const { return !last_word_said_; } ///< the owner's handle is good
    [[nodiscard]] bool matches(const Message& request) const;     ///< some dialog of this call does
    [[nodiscard]] CallHandle handle() const { return handle_; }
    [[nodiscard]] UserCookie user() const { return user_; }

    // Outgoing
    /// Sends the INVITE. `draft` and `hop` are complete but for the description.
    void place(RequestDraft draft, NextHop hop, const MakeCall& command);
    void receive_response(RequestId request, const Message& response, FlowId flow);
    void receive_stray_2xx(const Message& response, FlowId flow);
    void handle(const RequestEvent& event);
    /// RFC 3261 §22.2: a request of ours is to go again with credentials, under this number; none: not any more.
    [[nodiscard]] std::optional<std::uint32_t> number_to_repeat(RequestId request, const Message& response);

    // Incoming
    /// A new call: checked, not answered. With our 2xx `replaced` ends, when there is one.
    void open(MessagePtr invite, const Route& route, ServerId server, const Call* replaced);
    void receive_cancel();

    // In the dialog
    /// A request that the call keeps is moved out of `request`.
    void receive_request(MessagePtr& request, const Route& route, ServerId server);
    void receive_ack(const Message& ack);
    /// Of our failure response to an INVITE.
    void refusal_over(ServerId server, bool acknowledged);

    /// RFC 3261 §12.2.2: false when the request is out of order in its dialog.
    [[nodiscard]] bool in_order(const Message& request);

    // RFC 3891 §3
    [[nodiscard]] int can_be_replaced(const Replaces& wanted) const; ///< 200, or the status of the refusal
    void give_way();                                                 ///< its place has been taken

    [[nodiscard]] CommandError command(const CallCommand& command);
    void shut_down();
    void handle_expiry(std::uint8_t letter);

private:
    enum Letter : std::uint8_t {
        no_answer,
        cancel_limit,
        repeat_provisional,
        repeat_answer,
        forget_ack,
        modify_again,
        modify_no_answer,
        modify_cancel_limit,
        own_ack_limit,
        owner_silent,
        request_unanswered,
        refer_limit,
        referral_limit,
    };

    using Fork = call_parts::Fork;
    using Outgoing = call_parts::Outgoing;
    using Incoming = call_parts::Incoming;
    using Modification = call_parts::Modification;
    using Reinvite = call_parts::Reinvite;
    using Requests = call_parts::Requests;
    using Transfer = call_parts::Transfer;
    using Referral = call_parts::Referral;
    using AwaitedAck = call_parts::AwaitedAck;

    void enter(State state, std::string_view why);
    void stop_timer(TimerQueue::Ticket& timer) { around_.context.timers.stop(timer); }
    void start_timer(TimerQueue::Ticket& timer, Letter letter, Duration after);

    // The owner's view
    void notify(CallEvent event);
    void last_word(CallEvent event);
    void end(EndCause cause, int status, std::string_view reason, const Message* message = nullptr);
    void release(const Message* message = nullptr);
    void delivery_failed(const RequestEvent& event);
    [[nodiscard]] const sdp::Negotiated* kept(const sdp::OfferAnswer& media);

    // call_outgoing
    void receive_provisional(const Message& response, FlowId flow);
    void receive_2xx(const Message& response, FlowId flow);
    [[nodiscard]] std::string answer_late_offer(const Message& response, const sdp::LocalMedia& local,
                                                std::string& answer);
    void receive_failure(const Message& response);
    void confirm(const Message& response, FlowId flow);
    [[nodiscard]] bool adopt_dialog(const Message& response, FlowId flow);
    [[nodiscard]] std::string settle_session(const Message& response, bool answered, std::string& answer);
    void end_at_2xx(const Message& response, const std::string& fault, std::string answer);
    void invite_failed(const RequestEvent& event);
    void send_ack(RawBody body, HeaderLines lines = {});
    // call_own_ack
    void await_own_ack(const Message& response);
    [[nodiscard]] std::string refusal_of(const Message& response);
    [[nodiscard]] CommandError acknowledge(const Acknowledge& command);
    void settle_own_ack();
    void own_ack_overdue();
    // call_forks
    [[nodiscard]] Fork* known_fork(std::string_view remote_tag);
    [[nodiscard]] Fork* fork_of(const Message& response, FlowId flow);
    void take_answer(Fork& fork, const Message& response);
    // call_cancel
    void start_cancelling(std::string_view why);
    void send_cancel();
    void give_up_cancelling();

    // call_incoming
    [[nodiscard]] CommandError send_trying(const SendTrying& command);
    [[nodiscard]] CommandError send_provisional(const SendProvisional& command);
    [[nodiscard]] CommandError reject(const Reject& command);
    void refuse(int status, std::string_view reason, const HeaderLines* lines = nullptr, const BodyParts& parts = {});
    void respond_to_invite(const ResponseDraft& draft);
    // call_answer
    [[nodiscard]] CommandError answer(const Answer& command);
    void repeat_until_acknowledged(const Message& invite, const Route& route, ServerId server);
    void answer_due();
    void answer_acknowledged(const Message& ack);
    void answer_not_acknowledged();
    // call_media
    [[nodiscard]] std::string take_offer(std::string_view offer);
    [[nodiscard]] std::string take_answer_of_ack(const Message& ack);
    [[nodiscard]] CommandError describe(const MediaChoice& choice, bool final, RawBody& out);
    [[nodiscard]] CommandError describe_by_owner(const RawBody& description, bool final, RawBody& out);

    // call_modify
    [[nodiscard]] CommandError modify(const Modify& command);
    [[nodiscard]] CommandError cancel_modify(const CancelModify& command);
    void continue_modification();
    void start_modification();
    [[nodiscard]] bool modification_open() const;
    [[nodiscard]] bool modification_goes_again();
    void receive_modify_response(const Message& response);
    void modification_proceeds();
    void modification_accepted(const Message& response);
    [[nodiscard]] std::string settle_change(const Modify& command, const Message& response, std::string& answer);
    void modification_refused(const Message& response);
    [[nodiscard]] bool try_again_after(const Message& response);
    void modification_lost(const RequestEvent& event);
    void modification_expired(Letter letter);
    void cancel_modification();
    void finish_modification(CallEvent event);
    void abandon_modification();
    // call_in_dialog
    void receive_bye(const Message& bye, const Route& route, ServerId server);
    void respond(const Message& request, const Route& route, ServerId server, const ResponseDraft& draft);
    // call_reinvite
    void receive_reinvite(MessagePtr& request, const Route& route, ServerId server);
    void answer_reinvite(const Message& request, const Route& route, ServerId server, const RawBody& description,
                         const HeaderLines& lines = {});
    void reinvite_acknowledged(const Message& ack);
    void reinvite_not_acknowledged();
    // call_handed_up
    void hand_up(MessagePtr& request, const Route& route, ServerId server);
    [[nodiscard]] CommandError accept_modify(const AcceptModify& command);
    [[nodiscard]] CommandError describe_modified(const MediaChoice& choice, RawBody& out);
    [[nodiscard]] CommandError reject_modify(const RejectModify& command);
    void refuse_reinvite(const ResponseDraft& draft);
    void withdraw_reinvite(int status, std::string_view reason);
    void await_ack_of_refusal(ServerId server);
    void forget_refusal();
    // call_requests
    [[nodiscard]] CommandError send_request(const SendRequest& command);
    [[nodiscard]] CommandError respond_to_request(const RespondToRequest& command);
    [[nodiscard]] Dialog* talking_dialog();
    [[nodiscard]] Requests& requests_of_owner();
    [[nodiscard]] std::optional<std::uint64_t> request_over(RequestId request);
    [[nodiscard]] bool receive_request_response(RequestId request, const Message& response);
    void hand_up_request(MessagePtr& request, const Route& route, ServerId server);
    template <class Which>
    void answer_requests(const ResponseDraft& draft, Which which);
    void requests_unanswered();
    void abandon_requests();
    // call_refer
    [[nodiscard]] CommandError refer(const Refer& command);
    [[nodiscard]] CommandError write_refer_to(const Refer& command, std::string& value) const;
    void receive_refer_response(const Message& response);
    void refer_accepted();
    void receive_notify(const Message& request, const Route& route, ServerId server);
    void refer_expired();
    void refer_lost(const RequestEvent& event);
    void finish_transfer(CallEvent event);
    void abandon_transfer();
    // call_referred
    void receive_refer(MessagePtr& message, const Route& route, ServerId server);
    [[nodiscard]] CommandError accept_refer(const AcceptRefer& command);
    [[nodiscard]] CommandError reject_refer(const RejectRefer& command);
    [[nodiscard]] CommandError report_refer(const ReportRefer& command);
    void answer_refer(const ResponseDraft& draft);
    void send_report(int status, std::string_view reason, std::string state);
    void receive_report_response(const Message& response);
    void referral_expired();
    void conclude_referral();
    void abandon_referral(const ResponseDraft& draft);
    void forget_referral();
    // call_hang_up
    [[nodiscard]] CommandError hang_up(const HangUp& command);
    void send_bye(const HeaderLines& lines, CallHandle owner, const BodyParts& parts = {});
    [[nodiscard]] CommandError prepare_bye_answer(const PrepareByeAnswer& command);

    Surroundings around_;
    CallHandle handle_{};
    UserCookie user_;
    std::uint64_t tag_;
    State state_ = State::calling;
    bool last_word_said_ = false;
    bool bye_wanted_ = false;     ///< hung up before the ACK came
    bool caller_ = false;         ///< the Call-ID is ours
    bool owner_accepted_ = false; ///< the re-INVITE whose ACK is awaited
    bool own_ack_told_ = true;    ///< that the ACK of the owner's has gone
    OwnerExchange exchange_;      ///< of the INVITE or re-INVITE that is open or was last
    bool referred_before_ = false;
    std::unique_ptr<Outgoing> outgoing_;
    std::unique_ptr<Incoming> incoming_;
    std::unique_ptr<Modification> modification_;
    std::unique_ptr<Reinvite> reinvite_;
    ServerId refused_{};                 ///< a re-INVITE that the owner has refused, and its ACK is to come
    std::unique_ptr<Requests> requests_; ///< from the first one on
    std::unique_ptr<Transfer> transfer_;
    std::unique_ptr<Referral> referral_;
    std::unique_ptr<AwaitedAck> awaited_ack_;
    std::optional<Dialog> dialog_;
    FlowUse flow_use_;
    sdp::OfferAnswer media_;
    std::optional<sdp::LocalMedia> local_media_;
    std::unique_ptr<AnswerRetransmission> answer_; ///< while our 2xx to an INVITE or a re-INVITE waits for its ACK
    std::uint32_t invite_cseq_ = 1;
    TimerQueue::Ticket timer_ = 0; ///< no_answer, then cancel_limit, then forget_ack
    Bytes ack_;
    Route ack_route_;
    RequestId bye_{};
    HeaderLines bye_lines_;
    BodyParts bye_parts_;
    BodyParts bye_answer_; ///< of the 200 to the peer's
};

[[nodiscard]] std::string_view to_string(Call::State state);

} // namespace sip
