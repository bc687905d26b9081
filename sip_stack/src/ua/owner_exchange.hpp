#pragma once

#include "sip/call.hpp"

#include <cstdint>
#include <string_view>

namespace sip {

/// The offer/answer exchange of one INVITE whose descriptions the owner writes: one offer, and then the other side's
/// one answer (RFC 3264 §4, RFC 6337 §2.2: patterns 1 and 2). What they say is theirs; copies count as one.
class OwnerExchange {
public:
    /// Whether we may say that now; a body that is none is refused too.
    [[nodiscard]] CommandError check(const RawBody& description) const;
    void say();                              ///< what was checked has gone
    void hear(std::string_view description); ///< the peer's; empty: the message had none

    [[nodiscard]] bool we_owe() const { return state_ == State::offered_to_us; }
    [[nodiscard]] bool peer_owes() const { return state_ == State::offered_by_us; }
    /// What the 2xx to our INVITE, which was heard, lacks; or nothing.
    [[nodiscard]] std::string_view fault_of_2xx() const;

private:
    enum class State : std::uint8_t { nothing, offered_by_us, offered_to_us, complete } state_ = State::nothing;
};

/// A body and its type, or neither; a type is one line.
[[nodiscard]] CommandError check_description(const RawBody& description);
/// One that begins an exchange: there is something in it, and it is no answer.
[[nodiscard]] CommandError check_offer(const RawBody& description);

} // namespace sip
