#pragma once

#include "sip/transport.hpp"

#include <string>
#include <string_view>

namespace sip {

/// True when the peer's verified certificate stands for that SIP domain or address (RFC 5922 §7.1; no wildcards: what
/// such a certificate is good for was decided for one name, when its connection opened).
[[nodiscard]] bool proves(const Security& security, std::string_view domain);

/// The name under which the peer may be met again: the one that was asserted, or the first that the verified
/// certificate of a caller holds; empty: none.
[[nodiscard]] std::string proved_name(const Security& security);

} // namespace sip
