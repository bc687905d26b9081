#pragma once

#include "sip/message/uri.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Structured header values as views (RFC 3261 §20). Each has one parser; none allocates.
namespace sip {

enum class Method : std::uint8_t {
    invite, ack, bye, cancel, options, register_, prack, update, info, subscribe, notify, refer, message, publish, other
};
[[nodiscard]] Method method_of(std::string_view name) noexcept; ///< case-sensitive, RFC 3261 §7.1
[[nodiscard]] std::string_view name_of(Method method) noexcept;

/// Headers known by number. Anything else is `other` and is found by name.
enum class HeaderId : std::uint8_t {
    accept, accept_contact, accept_encoding, accept_language, alert_info, allow, allow_events, also,
    authentication_info, authorization, call_id, call_info, contact, content_disposition, content_encoding,
    content_language, content_length, content_type, cseq, date, diversion, error_info, event, expires, from,
    history_info, identity, identity_info, in_reply_to, max_forwards, mime_version, min_expires, min_se,
    organization, p_asserted_identity, p_preferred_identity, path, priority, privacy, proxy_authenticate,
    proxy_authorization, proxy_require, rack, reason, record_route, recv_info, info_package, refer_to, referred_by,
    refer_sub, reject_contact, replaces, reply_to, request_disposition, require, retry_after, route, rseq, server,
    service_route, session_expires, sip_etag, sip_if_match, subject, subscription_state, supported, target_dialog,
    timestamp, to, unsupported, user_agent, user_to_user, via, warning, www_authenticate, other
};
[[nodiscard]] HeaderId header_of(std::string_view name) noexcept; ///< long or compact form, case-insensitive
[[nodiscard]] std::string_view name_of(HeaderId id) noexcept;      ///< canonical long form

/// From, To, Contact, Route, Record-Route, Refer-To, ...: name-addr or addr-spec with header parameters.
struct NameAddr {
    std::string_view text;    ///< the whole element
    std::string_view display; ///< without quotes, still backslash-escaped
    UriView uri;
    Params params;
    std::string_view tag_value; ///< of the parameter "tag"; a token, or empty when there is none
    [[nodiscard]] std::string_view tag() const noexcept { return tag_value; }
    [[nodiscard]] std::string display_text() const; ///< display without its escapes, as people read it
};
[[nodiscard]] ParseError parse_name_addr(std::string_view element, NameAddr& out) noexcept;

struct Via {
    std::string_view text;      ///< the whole element
    std::string_view transport; ///< "UDP", "TLS", ... as written
    std::string_view host;      ///< sent-by; IPv6 with its brackets
    std::uint16_t port = 0;     ///< 0: none given
    Params params;
    std::string_view branch;    ///< empty when absent
    bool has_rport = false;
    [[nodiscard]] bool rfc3261_branch() const noexcept; ///< begins with z9hG4bK and goes on
};
/// On error, what was read before the fault is in `out`; after a version other than 2.0 the rest is read as well.
[[nodiscard]] ParseError parse_via(std::string_view element, Via& out) noexcept;

struct CSeq {
    std::uint32_t number = 0;
    Method method = Method::other;
    std::string_view method_name;
};
[[nodiscard]] ParseError parse_cseq(std::string_view value, CSeq& out) noexcept;

/// "application/sdp;charset=utf-8"
struct MediaType {
    std::string_view type;
    std::string_view subtype;
    Params params;
    [[nodiscard]] bool is(std::string_view wanted_type, std::string_view wanted_subtype) const noexcept;
};
[[nodiscard]] ParseError parse_media_type(std::string_view value, MediaType& out) noexcept;

/// The dialog whose place an INVITE takes, as the receiver of the INVITE has it (RFC 3891 §6.1).
struct Replaces {
    std::string_view call_id;
    std::string_view to_tag;   ///< the receiver's own
    std::string_view from_tag; ///< his peer's
    bool early_only = false;
};
[[nodiscard]] ParseError parse_replaces(std::string_view value, Replaces& out) noexcept;

/// One challenge or credentials: scheme and its comma-separated parameters (RFC 3261 §20.7, RFC 7616).
struct AuthValue {
    std::string_view scheme;
    std::string_view params; ///< raw run after the scheme
    [[nodiscard]] std::string_view param(std::string_view name) const noexcept; ///< quotes off; empty when absent
    /// Takes the first parameter off `rest`; false at the end. Start with rest = params.
    static bool next(std::string_view& rest, Params::Param& out) noexcept;
};
[[nodiscard]] ParseError parse_auth(std::string_view value, AuthValue& out) noexcept;

/// Takes the first element off a comma-separated header value (quotes and angle brackets respected), without white
/// space around it. Empty elements are passed over. False at the end. A value without commas is one element.
bool next_element(std::string_view& rest, std::string_view& element) noexcept;

} // namespace sip
