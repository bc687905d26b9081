#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"

/// The owner ends the call: BYE, CANCEL or 603, whatever the state asks for (RFC 3261 §15).
namespace sip {
namespace {

std::string reason_line(std::string_view text) // RFC 3326
{
    std::string line = "Reason: SIP;text=\"";
    for (const char c : text)
        if (c == '"' || c == '\\')
            (line += '\\') += c;
        else
            line += c;
    return line + '"';
}

} // namespace

CommandError Call::hang_up(const HangUp& command)
{
    HeaderLines lines = command.headers;
    if (!command.reason.empty() && state_ != State::offered)
        lines.push_back(reason_line(command.reason));
    if (CommandError error = check_lines(lines, state_ == State::offered ? LinesFor::response : LinesFor::request))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    switch (state_) {
    case State::calling:
        if (!around_.requests.sent(outgoing_->invite)) {
            around_.requests.withdraw(outgoing_->invite);
            release();
            return {};
        }
        outgoing_->cancel_lines = std::move(lines);
        bye_parts_ = command.parts; // should a 2xx cross the CANCEL
        start_cancelling("hung up before any response");
        last_word(Released{}); // nothing to wait for that the owner could see
        return {};
    case State::proceeding:
        outgoing_->cancel_lines = std::move(lines);
        bye_parts_ = command.parts; // should a 2xx cross the CANCEL
        start_cancelling("hung up");
        return {};
    case State::offered: refuse(603, command.reason, &lines, command.parts); return {};
    case State::answered: // RFC 3261 §15: the callee sends no BYE before the ACK
        bye_lines_ = std::move(lines);
        bye_parts_ = command.parts;
        bye_wanted_ = true;
        return {};
    case State::confirmed:
        conclude_referral();
        enter(State::closing, "hung up");
        send_bye(lines, handle_, command.parts);
        return {};
    case State::cancelling:
    case State::closing:
    case State::dead: break;
    }
    return {CommandError::Code::wrong_state, "the call is being ended already"};
}

CommandError Call::prepare_bye_answer(const PrepareByeAnswer& command)
{
    if (CommandError error = check_body_parts(command.parts))
        return error;
    bye_answer_ = command.parts;
    return {};
}

void Call::send_bye(const HeaderLines& lines, CallHandle owner, const BodyParts& parts)
{
    settle_own_ack();
    RequestDraft bye = dialog_->request(Method::bye);
    bye.lines = lines;
    add_parts(bye, parts);
    const RequestId id = around_.requests.start(std::move(bye), dialog_->next_hop(around_.context.config), owner);
    if (owner != CallHandle::none)
        bye_ = id;
}

void Call::shut_down()
{
    if (state_ == State::answered) { // nobody waits for the ACK any more
        send_bye({}, CallHandle::none);
        return release();
    }
    if (hang_up({}) && state_ != State::closing && state_ != State::cancelling)
        release();
}

} // namespace sip
