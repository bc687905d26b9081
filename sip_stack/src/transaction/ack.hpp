#pragma once

#include "sip/message/message.hpp"

namespace sip {

/// The ACK to a failure response, from the INVITE as it was sent (RFC 3261 §17.1.1.3).
[[nodiscard]] Bytes make_failure_ack(const Message& invite, const Message& response);

} // namespace sip
