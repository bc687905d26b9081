#include "ua/call.hpp"

#include "endpoint/identifiers.hpp"
#include "ua/call_table.hpp"

namespace sip {
namespace {

// Session ids are written into o= lines; some peers read them as signed numbers.
constexpr std::uint64_t session_id_mask = (std::uint64_t{1} << 62) - 1;

// RFC 3261 §15.1.2: requests that still wait when the dialog ends
ResponseDraft terminated()
{
    ResponseDraft draft;
    draft.status = 487;
    return draft;
}

} // namespace

std::string_view to_string(Call::State state)
{
    switch (state) {
    case Call::State::calling: return "calling";
    case Call::State::proceeding: return "proceeding";
    case Call::State::cancelling: return "cancelling";
    case Call::State::offered: return "offered";
    case Call::State::answered: return "answered";
    case Call::State::confirmed: return "confirmed";
    case Call::State::closing: return "closing";
    case Call::State::dead: return "dead";
    }
    return "?";
}

Call::Call(const Surroundings& around, UserCookie user, std::uint64_t tag)
    : around_{around}, user_{user}, tag_{tag}, media_{random_number(around.context.random) & session_id_mask}
{
}

Call::~Call() = default;

void Call::enter(State state, std::string_view why)
{
    if (state_ == state || state_ == State::dead)
        return;
    around_.context.note({"call ", to_string(state_), " -> ", to_string(state), ": ", why});
    state_ = state;
    if (state == State::closing || state == State::dead) {
        refuse_reinvite(terminated());
        forget_refusal();
        abandon_modification();
        abandon_requests();
        abandon_transfer();
        abandon_referral(terminated());
    }
    if (state != State::dead)
        return;
    stop_timer(timer_);
    if (awaited_ack_)
        stop_timer(awaited_ack_->limit);
    if (answer_)
        answer_->stop(around_);
    if (outgoing_)
        around_.requests.disown(outgoing_->invite);
    if (incoming_) {
        stop_timer(incoming_->repeat);
        around_.calls.remove_invite(incoming_->server);
        around_.context.messages.retire(std::move(incoming_->invite));
    }
    around_.requests.disown(bye_);
    around_.authenticator.forget(call_id());
    flow_use_ = {};
    around_.calls.bury(handle_, tag_);
}

void Call::start_timer(TimerQueue::Ticket& timer, Letter letter, Duration after)
{
    stop_timer(timer);
    timer = around_.context.timers.start(around_.context.now + after,
                                         {TimerOwner::Kind::call, static_cast<std::uint64_t>(handle_), letter});
}

void Call::handle_expiry(std::uint8_t letter)
{
    switch (static_cast<Letter>(letter)) {
    case no_answer:
        timer_ = 0;
        last_word(Ended{EndCause::timed_out, 408, "no final response in time", nullptr});
        return start_cancelling("no final response in time");
    case cancel_limit: timer_ = 0; return give_up_cancelling();
    case repeat_provisional:
        around_.transactions.repeat(incoming_->server); // RFC 3261 §13.3.1.1
        incoming_->repeat = 0;
        return start_timer(incoming_->repeat, repeat_provisional, std::chrono::minutes{1});
    case repeat_answer: return answer_due();
    case forget_ack:
        timer_ = 0;
        ack_ = {};
        return;
    case modify_again:
    case modify_no_answer:
    case modify_cancel_limit: return modification_expired(static_cast<Letter>(letter));
    case request_unanswered: return requests_unanswered();
    case refer_limit: return refer_expired();
    case referral_limit: return referral_expired();
    case own_ack_limit: return own_ack_overdue();
    case owner_silent: return withdraw_reinvite(500, "the program did not answer in time");
    }
}

std::string_view Call::call_id() const
{
    if (dialog_)
        return dialog_->call_id();
    return outgoing_ ? std::string_view{outgoing_->call_id} : std::string_view{};
}

bool Call::matches(const Message& request) const
{
    if (dialog_)
        return dialog_->matches(request);
    if (outgoing_)
        for (const Fork& fork : outgoing_->forks)
            if (fork.dialog.matches(request))
                return true;
    return false;
}

void Call::notify(CallEvent event)
{
    if (!last_word_said_)
        around_.context.notifications.push_back({handle_, user_, std::move(event)});
}

void Call::last_word(CallEvent event)
{
    notify(std::move(event));
    last_word_said_ = true;
}

void Call::end(EndCause cause, int status, std::string_view reason, const Message* message)
{
    if (transfer_)
        finish_transfer(ReferEnded{ReferEnded::Cause::call_ended, transfer_->status, std::string{reason}});
    last_word(Ended{cause, status, std::string{reason}, message});
    enter(State::dead, reason);
}

void Call::release(const Message* message)
{
    last_word(Released{message});
    enter(State::dead, "released");
}

void Call::delivery_failed(const RequestEvent& event)
{
    const FlowError error = event.timed_out ? FlowError::timed_out : event.error;
    notify(DeliveryFailure{std::string{name_of(event.method)}, error, event.reason, event.target, event.security});
}

const sdp::Negotiated* Call::kept(const sdp::OfferAnswer& media)
{
    if (!media.negotiated())
        return nullptr;
    auto& kept = around_.context.media;
    return kept.emplace_back(std::make_unique<sdp::Negotiated>(*media.negotiated())).get();
}

CommandError Call::command(const CallCommand& command)
{
    return std::visit(
        [this](const auto& one) -> CommandError {
            using Command = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Command, SendTrying>)
                return send_trying(one);
            else if constexpr (std::is_same_v<Command, SendProvisional>)
                return send_provisional(one);
            else if constexpr (std::is_same_v<Command, Answer>)
                return answer(one);
            else if constexpr (std::is_same_v<Command, Reject>)
                return reject(one);
            else if constexpr (std::is_same_v<Command, PrepareByeAnswer>)
                return prepare_bye_answer(one);
            else if constexpr (std::is_same_v<Command, Modify>)
                return modify(one);
            else if constexpr (std::is_same_v<Command, CancelModify>)
                return cancel_modify(one);
            else if constexpr (std::is_same_v<Command, AcceptModify>)
                return accept_modify(one);
            else if constexpr (std::is_same_v<Command, RejectModify>)
                return reject_modify(one);
            else if constexpr (std::is_same_v<Command, SendRequest>)
                return send_request(one);
            else if constexpr (std::is_same_v<Command, RespondToRequest>)
                return respond_to_request(one);
            else if constexpr (std::is_same_v<Command, Refer>)
                return refer(one);
            else if constexpr (std::is_same_v<Command, AcceptRefer>)
                return accept_refer(one);
            else if constexpr (std::is_same_v<Command, RejectRefer>)
                return reject_refer(one);
            else if constexpr (std::is_same_v<Command, ReportRefer>)
                return report_refer(one);
            else if constexpr (std::is_same_v<Command, Acknowledge>)
                return acknowledge(one);
            else
                return hang_up(one);
        },
        command);
}

void Call::handle(const RequestEvent& event)
{
    if (event.kind == RequestEvent::Kind::ack_sent) {
        ack_ = event.bytes;
        ack_route_ = event.route;
        if (is_stream(ack_route_.flow.kind())) // where the dialog's requests go, which may not be where the INVITE went
            flow_use_ = around_.flows.use_for_dialog(ack_route_.flow);
        if (!std::exchange(own_ack_told_, true))
            notify(AckSent{});
        return;
    }
    if (outgoing_ && event.request == outgoing_->invite)
        return invite_failed(event);
    delivery_failed(event);
    if (modification_ && event.request == modification_->invite)
        return modification_lost(event);
    if (const auto number = request_over(event.request))
        return notify(RequestFailed{*number, event.timed_out ? 408 : 503, event.reason});
    if (transfer_ && event.request == transfer_->refer)
        return refer_lost(event);
    if (referral_ && event.request == referral_->report)
        return; // the next one may arrive
    if (event.request == bye_)
        return release();
    if (event.method == Method::ack && state_ == State::confirmed) { // the peer will never know that we are connected
        send_bye({}, CallHandle::none);
        end(EndCause::transport, 0, event.reason);
    }
}

} // namespace sip
