#pragma once

#include "transaction/transaction_layer.hpp"
#include "ua/surroundings.hpp"

#include <cstdint>

namespace sip {

/// RFC 3261 §13.3.1.4: a 2xx to an INVITE is repeated by its sender, over every transport, from T1 doubling up to T2,
/// until its ACK comes or 64*T1 have passed.
class AnswerRetransmission {
public:
    /// The 2xx to the INVITE with that number has been sent; it goes to `otherwise` when its connection is lost.
    void start(const Surroundings& around, CallHandle call, std::uint8_t letter, std::uint32_t cseq, ServerId server,
               Target otherwise);
    void stop(const Surroundings& around);
    [[nodiscard]] bool acknowledged_by(const Message& ack) const { return ack.cseq().number == cseq_; }

    enum class Expiry : std::uint8_t { repeated, gave_up };
    [[nodiscard]] Expiry expired(const Surroundings& around, CallHandle call, std::uint8_t letter);

private:
    void arm(const Surroundings& around, CallHandle call, std::uint8_t letter);

    ServerId server_{};
    std::uint32_t cseq_ = 0;
    Target otherwise_;
    Duration interval_{};
    TimePoint give_up_{};
    TimerQueue::Ticket timer_ = 0;
};

} // namespace sip
