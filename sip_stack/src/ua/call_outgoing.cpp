#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "ua/sdp_body.hpp"

/// Our INVITE and its responses (RFC 3261 §13.2).
namespace sip {

void Call::place(RequestDraft draft, NextHop hop, const MakeCall& command)
{
    outgoing_ = std::make_unique<Outgoing>();
    caller_ = true;
    outgoing_->call_id = draft.call_id;
    outgoing_->contact_user = draft.contact_user;
    outgoing_->contact = draft.contact;
    outgoing_->sips = draft.sips;
    outgoing_->no_answer = command.no_answer;
    outgoing_->late_media = command.late_media;
    outgoing_->own_ack = command.own_ack;
    outgoing_->by_owner = std::holds_alternative<NoMedia>(command.media) && command.own_ack;
    if (const auto* local = std::get_if<sdp::LocalMedia>(&command.media)) {
        local_media_ = *local;
        draft.content_type = sdp_type;
        draft.body = media_.make_offer(*local);
        outgoing_->offered = true;
    } else if (const auto* raw = std::get_if<RawBody>(&command.media)) {
        draft.content_type = raw->content_type;
        draft.body = raw->text;
        outgoing_->by_owner = true;
        if (!raw->text.empty())
            exchange_.say();
    }
    add_parts(draft, command.parts);
    invite_cseq_ = draft.cseq;
    if (command.no_answer)
        start_timer(timer_, no_answer, *command.no_answer);
    outgoing_->invite = around_.requests.start(std::move(draft), std::move(hop), handle_);
}

void Call::receive_response(RequestId request, const Message& response, FlowId flow)
{
    if (request == bye_ && response.status() >= 200)
        return release(&response); // whatever it says, the dialog is over (RFC 3261 §15.1.1)
    if (transfer_ && request == transfer_->refer)
        return receive_refer_response(response);
    if (referral_ && request == referral_->report)
        return receive_report_response(response);
    if (receive_request_response(request, response) || response.method() != Method::invite || request == bye_)
        return;
    if (modification_ && request == modification_->invite)
        return receive_modify_response(response);
    if (response.status() >= 200 && response.status() < 300)
        return receive_2xx(response, flow);
    if (!outgoing_) // a forking proxy's late provisional
        return;
    if (response.status() < 200)
        return receive_provisional(response, flow);
    receive_failure(response);
}

std::optional<std::uint32_t> Call::number_to_repeat(RequestId request, const Message& response)
{
    if (outgoing_ && request == outgoing_->invite) {
        if (state_ == State::cancelling)
            return std::nullopt;
        enter(State::calling, "challenged");
        outgoing_->forks.clear();
        return ++invite_cseq_;
    }
    if (modification_ && request == modification_->invite && !modification_goes_again())
        return std::nullopt;
    Dialog* dialog = dialog_ ? &*dialog_ : nullptr;
    if (Fork* fork = outgoing_ ? known_fork(response.to_tag()) : nullptr)
        dialog = &fork->dialog;
    return dialog ? dialog->next_cseq() : 0;
}

void Call::receive_provisional(const Message& response, FlowId flow)
{
    if (state_ == State::cancelling)
        return send_cancel();
    if (state_ == State::calling) {
        enter(State::proceeding, "a provisional response came");
        if (!outgoing_->no_answer)
            start_timer(timer_, no_answer, around_.context.config.timers.invite_final);
    }
    if (response.status() == 100)
        return notify(Trying{&response});
    Fork* fork = fork_of(response, flow);
    if (fork)
        take_answer(*fork, response);
    notify(Progress{response.status(), &response, fork && fork->answered ? kept(fork->media) : nullptr});
}

void Call::receive_2xx(const Message& response, FlowId flow)
{
    if (dialog_ && dialog_->remote_tag() == response.to_tag())
        return receive_stray_2xx(response, flow);
    if (dialog_) {
        around_.context.note({"another 2xx to our INVITE: its dialog is declined"});
        return decline_dialog(around_, response, flow);
    }
    stop_timer(timer_);
    confirm(response, flow);
}

/// The first 2xx: its dialog is the call's, with the answer that its fork gave or gives now.
void Call::confirm(const Message& response, FlowId flow)
{
    const bool answered = adopt_dialog(response, flow);
    std::string answer;
    const std::string fault = settle_session(response, answered, answer);
    invite_cseq_ = response.cseq().number;
    if (state_ == State::cancelling || !fault.empty())
        return end_at_2xx(response, fault, std::move(answer));
    const bool own_ack = outgoing_->own_ack;
    outgoing_.reset();
    enter(State::confirmed, "2xx");
    if (own_ack) {
        await_own_ack(response);
    } else {
        send_ack(sdp_of(std::move(answer)));
        start_timer(timer_, forget_ack, 64 * around_.context.config.timers.t1);
    }
    notify(Connected{&response, kept(media_), security_of(around_, flow), own_ack});
}

/// True when its fork has answered an offer that the stack made.
bool Call::adopt_dialog(const Message& response, FlowId flow)
{
    Fork* fork = fork_of(response, flow);
    if (!fork) // the bound on forks; this one has been answered all the same
        fork =
            &outgoing_->forks.emplace_back(Fork{Dialog::of_caller(response, outgoing_->sips, flow), media_, exchange_});
    take_answer(*fork, response);
    media_ = std::move(fork->media);
    exchange_ = fork->exchange;
    const bool answered = fork->answered;
    Dialog early = std::move(fork->dialog);
    dialog_ = Dialog::of_caller(response, outgoing_->sips, flow); // §13.2.2.4: the route set is that of the 2xx
    dialog_->continue_from(early);
    dialog_->set_contact(std::move(outgoing_->contact_user), std::move(outgoing_->contact));
    dialog_->set_peer_name(proved_name(around_, flow));
    flow_use_ = around_.flows.use_for_dialog(flow);
    return answered;
}

/// What the 2xx says of the session. A fault in words, or nothing; `answer` is for the ACK.
std::string Call::settle_session(const Message& response, bool answered, std::string& answer)
{
    if (outgoing_->by_owner)
        return std::string{exchange_.fault_of_2xx()};
    if (!outgoing_->offered)
        return answer_late_offer(response, *outgoing_->late_media, answer);
    return answered ? "" : "the 2xx has no acceptable answer to our offer";
}

/// It has been cancelled, or its description is at fault: the 2xx gets its ACK, and the BYE (§13.2.2.4).
void Call::end_at_2xx(const Message& response, const std::string& fault, std::string answer)
{
    send_ack(sdp_of(exchange_.we_owe() ? refusal_of(response) : std::move(answer)));
    const bool by_owner = state_ == State::cancelling;
    enter(State::closing, by_owner ? "2xx and CANCEL crossed" : std::string_view{fault});
    if (!by_owner)
        last_word(Ended{EndCause::protocol, response.status(), fault, &response});
    send_bye(bye_lines_, handle_, bye_parts_);
    outgoing_.reset();
}

/// The offer of a 2xx to our INVITE without one; the answer goes into the ACK (§13.2.1). A fault in words, or nothing.
/// An offer that does not fit is owed an answer all the same, and then a BYE (§13.2.2.4).
std::string Call::answer_late_offer(const Message& response, const sdp::LocalMedia& local, std::string& answer)
{
    const std::string_view offer = sdp_body(response);
    if (offer.empty())
        return "the 2xx to an INVITE without offer has none either";
    if (std::string error = media_.receive_offer(offer); !error.empty())
        return error;
    answer = media_.make_answer(local);
    if (!answer.empty()) {
        local_media_ = local;
        return {};
    }
    (void)media_.receive_offer(offer);
    answer = media_.make_refusal(local.address);
    return "no stream of the offer in the 2xx fits";
}

void Call::receive_failure(const Message& response)
{
    stop_timer(timer_);
    if (state_ == State::cancelling)
        return release();
    end(EndCause::rejected, response.status(), response.reason(), &response);
}

void Call::invite_failed(const RequestEvent& event)
{
    delivery_failed(event);
    if (state_ == State::cancelling)
        return release();
    if (event.timed_out)
        return end(EndCause::timed_out, 408, event.reason);
    end(EndCause::transport, 503, event.reason);
}

void Call::send_ack(RawBody body, HeaderLines lines)
{
    RequestDraft ack = dialog_->ack(invite_cseq_);
    ack.lines = std::move(lines);
    ack.content_type = std::move(body.content_type);
    ack.body = std::move(body.text);
    (void)around_.requests.start(std::move(ack), dialog_->next_hop(around_.context.config), handle_);
}

/// A copy of the 2xx that made this call: its ACK was lost (§13.2.2.4). Where its connection is lost too, it goes by
/// the one that the copy came by.
void Call::receive_stray_2xx(const Message& response, FlowId flow)
{
    if (ack_.empty() || !dialog_ || dialog_->remote_tag() != response.to_tag() ||
        response.cseq().number != invite_cseq_)
        return;
    if (is_stream(ack_route_.flow.kind()) && !around_.flows.usable(ack_route_.flow) && around_.flows.usable(flow))
        ack_route_ = {flow, around_.flows.find(flow)->target.remote};
    around_.context.actions.emplace_back(Send{ack_route_.flow, ack_route_.remote, ack_});
}

} // namespace sip
