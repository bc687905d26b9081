#pragma once

#include "sip/call.hpp"
#include "sip/message/message.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace sip {

/// What a response says beyond what it copies from its request.
struct ResponseDraft {
    int status = 200;
    std::string_view reason;     ///< empty: the standard phrase
    std::string_view to_tag;     ///< added when the request's To has none; empty: none (100)
    std::string_view contact;    ///< value; empty: none
    bool dialog_forming = false; ///< copies Record-Route
    const HeaderLines* lines = nullptr;
    std::string_view content_type;
    std::string_view body;

    struct Header {
        HeaderId id = HeaderId::other;
        std::string_view value;
    };
    std::array<Header, 4> headers{};
    std::size_t header_count = 0;
    void add(HeaderId id, std::string_view value) { headers.at(header_count++) = {id, value}; }
};

/// RFC 3261 §18.2.2, RFC 3581 §4: where the responses go to a request that came from `source`; on streams the flow says
/// it all.
[[nodiscard]] Address response_address(const Message& request, FlowId flow, const Address& source);

/// RFC 3261 §8.2.6: Via (with received and rport), From, To, Call-ID and CSeq of the request, then the rest.
[[nodiscard]] Bytes build_response(const Message& request, const Address& source, const ResponseDraft& draft);

} // namespace sip
