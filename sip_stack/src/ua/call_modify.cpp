#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/sdp_body.hpp"

#include <charconv>

/// We change the session (RFC 3261 §14.1, RFC 3264 §8, RFC 6141).
namespace sip {
namespace {

constexpr unsigned max_attempts = 5; ///< of one change, before a glare is told

/// RFC 3261 §14.1: the side whose Call-ID it is waits longer, so that the other's re-INVITE comes first.
Duration glare_pause(Random& random, bool caller)
{
    const std::uint64_t units = caller ? 210 + random_number(random) % 191 : random_number(random) % 201;
    return std::chrono::milliseconds{10 * units};
}

/// RFC 3261 §14.2: 500 with Retry-After, up to ten seconds, says that another INVITE of ours is not over there.
std::optional<Duration> pause_asked_for(const Message& response)
{
    const std::string_view text = response.value(HeaderId::retry_after);
    unsigned seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (response.status() != 500 || read.ec != std::errc{} || seconds > 10)
        return std::nullopt;
    return std::chrono::seconds{seconds};
}

/// A refusal after which a re-INVITE that was cancelled is not sent again: the CANCEL's own, or one that asks to repeat
/// it.
bool ends_what_is_cancelled(int status) { return status == 487 || status == 491 || status == 401 || status == 407; }

CommandError wrong_state(std::string text) { return {CommandError::Code::wrong_state, std::move(text)}; }
CommandError unfit(std::string_view why) { return {CommandError::Code::bad_argument, "media: " + std::string{why}}; }

CommandError check_media(const Modify& command, bool has_media)
{
    if (const auto* raw = std::get_if<RawBody>(&command.media))
        if (CommandError error = check_offer(*raw))
            return error;
    if (command.own_ack && command.late_media)
        return {CommandError::Code::bad_argument, "late_media: the owner acknowledges, and so answers"};
    if (const auto* local = std::get_if<sdp::LocalMedia>(&command.media); local && local->codecs.empty())
        return unfit("the local media has no codec to offer");
    if (std::holds_alternative<NoMedia>(command.media) && !command.late_media && !has_media && !command.own_ack)
        return {CommandError::Code::bad_argument, "late_media: is needed to answer the offer of the 2xx"};
    return {};
}

} // namespace

CommandError Call::modify(const Modify& command)
{
    if (state_ != State::confirmed)
        return wrong_state("only a connected call can be modified");
    if (modification_)
        return wrong_state("a re-INVITE of ours is under way");
    if (awaited_ack_)
        return wrong_state("the 2xx to our INVITE waits for its ACK");
    if (CommandError error = check_lines(command.headers, LinesFor::request))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    if (CommandError error = check_media(command, local_media_.has_value()))
        return error;
    modification_ = std::make_unique<Modification>();
    modification_->command = command;
    continue_modification();
    return {};
}

/// RFC 3261 §14.1: not while another INVITE of the dialog is open; and not before the pause is over.
void Call::continue_modification()
{
    if (!modification_ || modification_->phase != Modification::Phase::waiting || modification_->timer)
        return;
    if (state_ == State::confirmed && !answer_ && !reinvite_)
        start_modification();
}

void Call::start_modification()
{
    Modification& modification = *modification_;
    const Modify& command = modification.command;
    if (const auto contact = line_value(command.headers, HeaderId::contact))
        dialog_->set_contact(dialog_->contact_user(), std::string{*contact});
    RequestDraft draft = dialog_->request(Method::invite);
    draft.lines = command.headers;
    (void)take_line(draft.lines, HeaderId::contact);
    exchange_ = {};
    if (const auto* local = std::get_if<sdp::LocalMedia>(&command.media)) {
        draft.content_type = sdp_type;
        draft.body = media_.make_offer(*local);
    } else if (const auto* raw = std::get_if<RawBody>(&command.media)) {
        draft.content_type = raw->content_type;
        draft.body = raw->text;
        exchange_.say();
    }
    add_parts(draft, command.parts);
    ++modification.attempts;
    modification.phase = Modification::Phase::under_way;
    modification.invite = around_.requests.start(std::move(draft), dialog_->next_hop(around_.context.config), handle_);
}

bool Call::modification_open() const { return modification_ && modification_->phase != Modification::Phase::waiting; }

/// It was challenged, and there are credentials (RFC 3261 §22.2).
bool Call::modification_goes_again()
{
    if (state_ != State::confirmed || modification_->cancel_wanted)
        return false;
    stop_timer(modification_->timer);
    modification_->phase = Modification::Phase::under_way;
    return true;
}

void Call::receive_modify_response(const Message& response)
{
    if (response.status() < 200)
        return modification_proceeds();
    stop_timer(modification_->timer);
    if (response.status() < 300)
        return modification_accepted(response);
    media_.roll_back(); // RFC 6141 §3.1: as if it had never been
    modification_refused(response);
}

void Call::modification_proceeds()
{
    if (modification_->phase == Modification::Phase::proceeding)
        return;
    modification_->phase = Modification::Phase::proceeding;
    if (modification_->cancel_wanted)
        return cancel_modification();
    start_timer(modification_->timer, modify_no_answer, around_.context.config.timers.invite_final);
}

void Call::modification_accepted(const Message& response)
{
    const auto modification = std::move(modification_);
    const Modify& command = modification->command;
    std::string answer;
    const std::string fault = settle_change(command, response, answer);
    dialog_->refresh_target(response);
    invite_cseq_ = response.cseq().number;
    ack_ = {};
    if (command.own_ack && fault.empty() && state_ == State::confirmed) {
        await_own_ack(response);
        return notify(ModifyAccepted{&response, kept(media_), media_.remote_holds(), true});
    }
    const bool offer_refused = !fault.empty() && !answer.empty();
    send_ack(sdp_of(exchange_.we_owe() ? refusal_of(response) : std::move(answer)));
    if (state_ != State::confirmed) // hung up meanwhile: the ACK was owed all the same
        return;
    start_timer(timer_, forget_ack, 64 * around_.context.config.timers.t1);
    if (fault.empty())
        return notify(ModifyAccepted{&response, kept(media_), media_.remote_holds()});
    notify(ModifyFailed{response.status(), fault});
    if (!offer_refused)
        return;
    send_bye({}, CallHandle::none); // §13.2.2.4
    end(EndCause::protocol, response.status(), fault, &response);
}

/// What the 2xx says of the session. A fault in words, or nothing; `answer` is for the ACK.
std::string Call::settle_change(const Modify& command, const Message& response, std::string& answer)
{
    const bool offerless = std::holds_alternative<NoMedia>(command.media);
    if (std::holds_alternative<RawBody>(command.media) || (offerless && command.own_ack)) {
        exchange_.hear(sdp_body(response));
        return std::string{exchange_.fault_of_2xx()};
    }
    if (offerless)
        return answer_late_offer(response, command.late_media ? *command.late_media : *local_media_, answer);
    const std::string_view theirs = sdp_body(response);
    const std::string fault = theirs.empty() ? "it has none" : media_.receive_answer(theirs);
    media_.roll_back(); // nothing, unless the answer did not fit
    if (!fault.empty())
        return "the 2xx has no fitting answer to our offer: " + fault;
    local_media_ = std::get<sdp::LocalMedia>(command.media);
    return {};
}

void Call::modification_refused(const Message& response)
{
    const int status = response.status();
    if (state_ != State::confirmed) // the call is being ended
        return modification_.reset();
    if (modification_->cancel_wanted && ends_what_is_cancelled(status)) {
        if (modification_->expired)
            return finish_modification(ModifyFailed{408, "no final response in time"});
        return finish_modification(ModifyCancelled{});
    }
    if (try_again_after(response))
        return;
    finish_modification(ModifyRejected{status, &response});
    if (status != 408 && status != 481)
        return;
    send_bye({}, CallHandle::none); // §12.2.1.2: the peer knows nothing of the dialog, or is gone
    end(status == 408 ? EndCause::timed_out : EndCause::rejected, status, response.reason(), &response);
}

bool Call::try_again_after(const Message& response)
{
    std::optional<Duration> pause = pause_asked_for(response);
    if (response.status() == 491)
        pause = glare_pause(around_.context.random, caller_);
    if (!pause || modification_->cancel_wanted || modification_->attempts >= max_attempts)
        return false;
    modification_->phase = Modification::Phase::waiting;
    modification_->invite = RequestId::none;
    start_timer(modification_->timer, modify_again, *pause);
    return true;
}

void Call::modification_lost(const RequestEvent& event)
{
    stop_timer(modification_->timer);
    media_.roll_back();
    if (state_ != State::confirmed)
        return modification_.reset();
    finish_modification(ModifyFailed{event.timed_out ? 408 : 503, event.reason});
    if (!event.timed_out) // another connection may still reach the peer
        return;
    send_bye({}, CallHandle::none); // §14.1: as after 408
    end(EndCause::timed_out, 408, event.reason);
}

void Call::modification_expired(Letter letter)
{
    modification_->timer = 0;
    if (letter == modify_again)
        return continue_modification();
    if (letter == modify_no_answer) {
        modification_->cancel_wanted = modification_->expired = true;
        return cancel_modification();
    }
    around_.requests.give_up(modification_->invite); // §9.1: the CANCEL was answered, the INVITE never
    media_.roll_back();
    if (modification_->expired)
        return finish_modification(ModifyFailed{408, "no final response in time"});
    finish_modification(ModifyCancelled{});
}

CommandError Call::cancel_modify(const CancelModify& command)
{
    if (!modification_ || modification_->cancel_wanted)
        return wrong_state("no re-INVITE of ours is under way");
    if (CommandError error = check_lines(command.headers, LinesFor::request))
        return error;
    if (modification_open() && around_.requests.sent(modification_->invite)) {
        modification_->cancel_wanted = true;
        modification_->cancel_lines = command.headers;
        if (modification_->phase == Modification::Phase::proceeding) // §9.1: else with the first response
            cancel_modification();
        return {};
    }
    if (modification_open()) {
        around_.requests.withdraw(modification_->invite);
        media_.roll_back();
    }
    finish_modification(ModifyCancelled{});
    return {};
}

void Call::cancel_modification()
{
    if (std::exchange(modification_->cancel_sent, true))
        return;
    around_.requests.cancel(modification_->invite, modification_->cancel_lines);
    start_timer(modification_->timer, modify_cancel_limit, around_.context.config.timers.cancel);
}

void Call::finish_modification(CallEvent event)
{
    stop_timer(modification_->timer);
    modification_.reset();
    notify(std::move(event));
}

/// The call is being ended. A 2xx to what was sent still wants its ACK: as long as the call is here, from us, and then
/// from whoever declines what nobody waits for.
void Call::abandon_modification()
{
    if (!modification_)
        return;
    stop_timer(modification_->timer);
    if (modification_open() && state_ != State::dead)
        return;
    around_.requests.disown(modification_->invite);
    modification_.reset();
}

} // namespace sip
