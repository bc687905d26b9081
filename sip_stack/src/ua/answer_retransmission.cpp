#include "ua/answer_retransmission.hpp"

#include <algorithm>
#include <utility>

namespace sip {

void AnswerRetransmission::start(const Surroundings& around, CallHandle call, std::uint8_t letter, std::uint32_t cseq,
                                 ServerId server, Target otherwise)
{
    server_ = server;
    cseq_ = cseq;
    otherwise_ = std::move(otherwise);
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
