#include "ua/answer_retransmission.hpp"

#include <algorithm>

namespace sip {

void AnswerRetransmission::start(const Surroundings& around, CallHandle call, std::uint8_t letter,
                                 const Message& invite, const Route& route, ServerId server)
{
    server_ = server;
    cseq_ = invite.cseq().number;
    if (is_stream(route.flow.kind()))
        otherwise_ = ResponseRerouter::target_of(invite, route);
    interval_ = around.context.config.timers.t1;
    give_up_ = around.context.now + 64 * interval_;
    arm(around, call, letter);
}

void AnswerRetransmission::stop(const Surroundings& around) { around.context.timers.stop(timer_); }

AnswerRetransmission::Expiry AnswerRetransmission::expired(const Surroundings& around, CallHandle call,
                                                           std::uint8_t letter)
{
    timer_ = 0;
    if (around.context.now >= give_up_)
        return Expiry::gave_up;
    around.transactions.repeat(server_);
    around.rerouter.help(server_, otherwise_);
    interval_ = std::min(2 * interval_, around.context.config.timers.t2);
    arm(around, call, letter);
    return Expiry::repeated;
}

void AnswerRetransmission::arm(const Surroundings& around, CallHandle call, std::uint8_t letter)
{
    const TimePoint next = std::min(around.context.now + interval_, give_up_);
    timer_ = around.context.timers.start(next, {TimerOwner::Kind::call, static_cast<std::uint64_t>(call), letter});
}

} // namespace sip
