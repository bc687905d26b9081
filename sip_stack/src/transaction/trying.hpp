#pragma once

#include "sip/message/message.hpp"
#include "sip/address.hpp"

#include <string>

namespace sip {

/// The 100 (Trying) to a request that came from `source`, which is empty when unknown (RFC 3261 §8.2.6).
[[nodiscard]] Bytes make_trying(const Message& request, const Address& source);

/// The request's top Via as a response carries it: with `received` where the request came from elsewhere than it says
/// (RFC 3261 §18.2.1) and with the value of `rport` where that was asked for (RFC 3581 §4).
[[nodiscard]] std::string via_for_response(const Via& via, const Address& source);

} // namespace sip
