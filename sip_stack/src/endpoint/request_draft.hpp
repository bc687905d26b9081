#pragma once

#include "endpoint/listeners.hpp"
#include "sip/bytes.hpp"
#include "sip/call.hpp"
#include "sip/message/headers.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// What a sips URI has asked for in a dialog (RFC 3261 §8.1.1.8, §12.1.1, §26.2.2; RFC 5630 §5).
enum class Sips : std::uint8_t {
    no,
    contact,  ///< our Contact is a sips URI, so that the peer calls back by TLS; each next hop decides for itself
    required, ///< the dialog was asked for under a sips URI: nothing of it goes by less than TLS
};

/// A request but for what depends on the way it takes: each attempt adds its own Via, branch and Contact.
struct RequestDraft {
    Method method = Method::other;
    std::string uri;
    std::vector<std::string> routes; ///< Route values, first is first
    std::string from;                ///< whole value with tag; of an anonymous caller only what follows the URI
    bool anonymous = false;          ///< From is our own address
    std::string to;
    std::string call_id;
    std::uint32_t cseq = 1;
    bool has_contact = false; ///< dialog-forming and target-refreshing requests
    Sips sips = Sips::no;
    std::string contact_user;
    std::string contact; ///< whole value when the program gave one
    HeaderLines lines;
    bool answers_challenges = true;
    HeaderLines credentials; ///< written anew for each attempt
    std::string content_type;
    std::string body;
};

/// To the body that is there.
inline void add_parts(RequestDraft& draft, const BodyParts& parts)
{
    RawBody body{std::move(draft.content_type), std::move(draft.body)};
    add_parts(body, parts);
    draft.content_type = std::move(body.content_type);
    draft.body = std::move(body.text);
}

/// "<sip:user@host:port;transport=tcp>" for that way.
[[nodiscard]] std::string contact_value(const Origin& origin, std::string_view user, bool secure);

[[nodiscard]] Bytes build_request(const RequestDraft& draft, const Origin& origin, std::string_view branch,
                                  const EndpointConfig& config, std::string_view allow);

/// The CANCEL of an INVITE that was sent (RFC 3261 §9.1): same Request-URI, top Via, From, To, Call-ID, Route and CSeq
/// number.
[[nodiscard]] Bytes build_cancel(const Bytes& invite, const HeaderLines& lines);

} // namespace sip
