#pragma once

#include "sip/message/grammar.hpp"

#include <string>
#include <string_view>

namespace sip {

/// A parsed URI as views into the text it was read from (RFC 3261 §19.1, RFC 3966 for tel). Still escaped.
struct UriView {
    enum class Scheme : std::uint8_t { none, sip, sips, tel, other };

    Scheme scheme = Scheme::none;
    std::string_view text;     ///< all of it
    std::string_view user;     ///< userinfo without password; for tel the number
    std::string_view password;
    std::string_view host;     ///< IPv6 with its brackets
    std::uint16_t port = 0;    ///< 0: none given
    Params params;             ///< ";transport=tls;lr"
    std::string_view headers;  ///< after '?', raw

    [[nodiscard]] bool is_sip() const { return scheme == Scheme::sip || scheme == Scheme::sips; }
    [[nodiscard]] bool is_sips() const { return scheme == Scheme::sips; }
    [[nodiscard]] std::string_view host_unbracketed() const noexcept;
    /// The text up to the '?' of its headers, as a Request-URI has it (RFC 3261 §19.1.1). A user part may have a '?' too.
    [[nodiscard]] std::string_view without_headers() const noexcept;
};

/// Reads one URI that fills `text` exactly. Unknown schemes parse as `other` with only text set.
[[nodiscard]] ParseError parse_uri(std::string_view text, UriView& out) noexcept;

/// RFC 3261 §19.1.4; tel by RFC 3966 §4; other schemes octet by octet.
[[nodiscard]] bool equivalent(const UriView& a, const UriView& b) noexcept;

/// Takes the first header, still escaped, off the headers of a URI. False at the end. Start with rest = headers.
bool next_uri_header(std::string_view& rest, Params::Param& out) noexcept;

/// %HH turned into octets, once.
[[nodiscard]] std::string unescape(std::string_view text);
/// Octets that may not stand in a user part turned into %HH.
[[nodiscard]] std::string escape_user(std::string_view text);
/// The same for the value of a header in a URI.
[[nodiscard]] std::string escape_uri_header(std::string_view text);

} // namespace sip
