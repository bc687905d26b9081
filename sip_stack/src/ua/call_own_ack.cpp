#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "ua/sdp_body.hpp"

/// A 2xx to an INVITE or re-INVITE of ours whose ACK the owner writes (RFC 3261 §13.2.2.4). Its copies wait with it.
namespace sip {

/// The peer repeats its 2xx for 64*T1, and after that gives the session up; so do we.
void Call::await_own_ack(const Message& response)
{
    stop_timer(timer_);
    ack_ = {};
    awaited_ack_ = std::make_unique<AwaitedAck>();
    if (exchange_.we_owe())
        awaited_ack_->refusal = refusal_of(response);
    start_timer(awaited_ack_->limit, own_ack_limit, 64 * around_.context.config.timers.t1);
}

/// Every offer gets its answer: this one refuses each line. Empty when the offer cannot be read.
std::string Call::refusal_of(const Message& response)
{
    sdp::OfferAnswer refusing = media_;
    if (!refusing.receive_offer(sdp_body(response)).empty())
        return {};
    const Flow* const stream = around_.flows.find(dialog_->flow());
    const Listeners::Listener* const socket = around_.listeners.of(dialog_->flow());
    return refusing.make_refusal(stream ? stream->local.ip : socket ? socket->local.ip : IpAddress{});
}

CommandError Call::acknowledge(const Acknowledge& command)
{
    if (!awaited_ack_)
        return {CommandError::Code::wrong_state, "no 2xx waits for its ACK"};
    if (CommandError error = check_lines(command.headers, LinesFor::request))
        return error;
    if (CommandError error = check_description(command.body))
        return error;
    const bool given = !command.body.text.empty();
    if (exchange_.we_owe() && !given)
        return {CommandError::Code::bad_argument, "media: the offer of the 2xx needs an answer in the ACK"};
    if (given && !exchange_.we_owe())
        return {CommandError::Code::wrong_state, "media: there is no offer that the ACK could answer"};
    if (CommandError error = given ? exchange_.check(command.body) : CommandError{})
        return error;
    if (given)
        exchange_.say();
    stop_timer(awaited_ack_->limit);
    awaited_ack_.reset();
    own_ack_told_ = false;
    send_ack(command.body, command.headers);
    start_timer(timer_, forget_ack, 64 * around_.context.config.timers.t1);
    return {};
}

/// The call is being ended, and the 2xx is owed its ACK before the BYE.
void Call::settle_own_ack()
{
    if (!awaited_ack_)
        return;
    stop_timer(awaited_ack_->limit);
    const auto awaited = std::move(awaited_ack_);
    send_ack(sdp_of(std::move(awaited->refusal)));
}

void Call::own_ack_overdue()
{
    awaited_ack_->limit = 0;
    send_bye({}, CallHandle::none);
    end(EndCause::not_acknowledged, 0, "the program did not acknowledge the 2xx in time");
}

} // namespace sip
