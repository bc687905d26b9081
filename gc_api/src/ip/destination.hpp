#pragma once

#include "gclib.h"

#include <string>
#include <string_view>

namespace gc {

/// The parts of a gc_MakeCall destination, in the order in which they are joined: phone list '@' address ';' number
/// string.
struct DestinationParts {
    std::string_view phone_list = {}; ///< IPSET_CALLINFO / IPPARM_PHONELIST
    std::string_view address = {};    ///< makecallp->gclib->destination.address
    std::string_view number = {};     ///< numberstr; the address itself when the others are empty
    char delimiter = ',';             ///< of IPCCLIB_START_DATA; separates alternatives in `number`
};

/// A destination or origination as SIP writes it, or the reason why it cannot be one.
struct SipAddress {
    std::string uri;   ///< "user@host", "sip:…", "sips:…"
    std::string error; ///< not empty: refused
};

/// Accepts "user@host", "user@host:port", "host", "192.0.2.1:5070", "sip:…", "sips:…", each with ";parameters", and a
/// bare telephone number when `default_host` (the outbound proxy) says where numbers live. H.323 alternatives (TA: TEL:
/// NAME:) in a delimited list are passed over.
[[nodiscard]] SipAddress join_destination(const DestinationParts& parts, std::string_view default_host);

/// A fixed-size address field that its program may not have ended with NUL.
[[nodiscard]] std::string_view bounded(const char* field, std::size_t size);

} // namespace gc
