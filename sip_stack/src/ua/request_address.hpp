#pragma once

#include "endpoint/context.hpp"
#include "endpoint/next_hop.hpp"
#include "endpoint/request_draft.hpp"

#include <string>
#include <string_view>

namespace sip {

/// Whom a request outside any dialog is from and for, as a program names them.
struct RequestAddress {
    std::string_view to;
    std::string_view from;        ///< empty: our own address without a name
    std::string_view request_uri; ///< empty: from `to`
    std::string_view call_id;     ///< empty: made here
    std::string_view peer_name;   ///< TLS: identity to assert; empty: the next hop's host
};

/// Fills in everything of the draft but method, CSeq and body, and says where it goes. Lines From, To and Contact that
/// the draft has are taken for what they say.
[[nodiscard]] CommandError address_request(const RequestAddress& address, const std::string& tag, Context& context,
                                           RequestDraft& draft, NextHop& hop);

} // namespace sip
