#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "ua/call_table.hpp"
#include "ua/sdp_body.hpp"

/// The peer changes the session, and the owner decides (RFC 3261 §14.2): accepts, rejects, or lets the time run out.
namespace sip {

void Call::hand_up(MessagePtr& request, const Route& route, ServerId server)
{
    const std::string_view offer = sdp_body(*request);
    exchange_.hear(offer);
    std::optional<sdp::OfferAnswer> trial;
    if (local_media_ && !offer.empty()) {
        if (const std::string fault = media_.receive_offer(offer); !fault.empty()) {
            around_.context.note({"re-INVITE refused: ", fault});
            ResponseDraft draft;
            draft.status = 488;
            return respond(*request, route, server, draft);
        }
        trial = media_;
        if (trial->make_answer(*local_media_).empty())
            trial.reset();
    }
    reinvite_ = std::make_unique<Reinvite>();
    reinvite_->request = std::move(request);
    reinvite_->route = route;
    reinvite_->server = server;
    reinvite_->has_offer = !offer.empty();
    around_.calls.add_invite(server, handle_);
    start_timer(reinvite_->limit, owner_silent, around_.context.config.timers.modify_answer);
    notify(ModifyRequested{reinvite_->request.get(), reinvite_->has_offer, trial ? kept(*trial) : nullptr});
}

CommandError Call::accept_modify(const AcceptModify& command)
{
    if (!reinvite_)
        return {CommandError::Code::wrong_state, "no re-INVITE of the peer's waits for an answer"};
    if (CommandError error = check_lines(command.headers, LinesFor::response))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    RawBody description;
    if (CommandError error = describe_modified(command.media, description))
        return error;
    add_parts(description, command.parts);
    const auto reinvite = std::move(reinvite_);
    stop_timer(reinvite->limit);
    around_.calls.remove_invite(reinvite->server);
    answer_reinvite(*reinvite->request, reinvite->route, reinvite->server, description, command.headers);
    owner_accepted_ = true;
    around_.context.messages.retire(std::move(reinvite->request));
    return {};
}

CommandError Call::describe_modified(const MediaChoice& choice, RawBody& out)
{
    const auto unfit = [](std::string_view why) {
        return CommandError{CommandError::Code::bad_argument, "media: " + std::string{why}};
    };
    if (const auto* raw = std::get_if<RawBody>(&choice)) {
        if (raw->text.empty())
            return unfit("a 2xx to a re-INVITE needs a session description");
        if (CommandError error = exchange_.check(*raw))
            return error;
        exchange_.say();
        media_.roll_back(); // the offer is the owner's to answer
        out = *raw;
        return {};
    }
    const auto* chosen = std::get_if<sdp::LocalMedia>(&choice);
    if (!chosen && !local_media_)
        return unfit("a 2xx needs a session description, and the call has no media of its own");
    const sdp::LocalMedia local = chosen ? *chosen : *local_media_;
    const std::string_view offer = sdp_body(*reinvite_->request);
    if (reinvite_->has_offer && media_.state() == sdp::OfferAnswer::State::idle)
        (void)media_.receive_offer(offer); // the owner wrote the descriptions so far
    std::string text = reinvite_->has_offer ? media_.make_answer(local) : media_.make_offer(local);
    if (text.empty() && !reinvite_->has_offer)
        return unfit("the local media has no codec to offer");
    if (text.empty()) {
        (void)media_.receive_offer(offer); // another choice may still fit
        return {CommandError::Code::unfit_offer, "media: no stream of the offer fits the local media"};
    }
    out = {std::string{sdp_type}, std::move(text)};
    local_media_ = local;
    return {};
}

CommandError Call::reject_modify(const RejectModify& command)
{
    if (!reinvite_)
        return {CommandError::Code::wrong_state, "no re-INVITE of the peer's waits for an answer"};
    if (CommandError error = check_refusal(command.status, command.headers))
        return error;
    if (CommandError error = check_description(command.body))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    RawBody body = command.body;
    add_parts(body, command.parts);
    ResponseDraft draft;
    draft.status = command.status;
    draft.reason = command.reason;
    draft.lines = &command.headers;
    draft.content_type = body.content_type;
    draft.body = body.text;
    const ServerId server = reinvite_->server;
    refuse_reinvite(draft);
    await_ack_of_refusal(server);
    return {};
}

void Call::await_ack_of_refusal(ServerId server)
{
    if (refused_ != ServerId{}) // the peer has begun another one without it
        refusal_over(refused_, false);
    refused_ = server;
    around_.calls.add_invite(server, handle_);
}

void Call::refusal_over(ServerId server, bool acknowledged)
{
    if (server != refused_)
        return;
    forget_refusal();
    notify(ModifyRefused{acknowledged});
}

void Call::forget_refusal()
{
    if (refused_ != ServerId{})
        around_.calls.remove_invite(std::exchange(refused_, ServerId{}));
}

/// The session stays as it was (RFC 6141 §3.1). The failure is the transaction's from here on.
void Call::refuse_reinvite(const ResponseDraft& draft)
{
    if (!reinvite_)
        return;
    const auto reinvite = std::move(reinvite_);
    stop_timer(reinvite->limit);
    media_.roll_back();
    around_.calls.remove_invite(reinvite->server);
    respond(*reinvite->request, reinvite->route, reinvite->server, draft);
    around_.context.messages.retire(std::move(reinvite->request));
    continue_modification();
}

void Call::withdraw_reinvite(int status, std::string_view reason)
{
    ResponseDraft draft;
    draft.status = status;
    refuse_reinvite(draft);
    notify(ModifyWithdrawn{status, std::string{reason}});
}

} // namespace sip
