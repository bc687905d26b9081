#pragma once

#include "sip/message/headers.hpp"
#include "sip/bytes.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace sip {

/// What a parser accepts before it refuses. Every bound is a parameter; none is a buffer size.
struct ParserLimits {
    std::size_t message_bytes = 64 * 1024; ///< whole message; 513 above it
    std::size_t headers = 256;             ///< header fields
    std::size_t vias = 70;                 ///< Via elements
    std::size_t multipart_depth = 8;
};

/// One header field: name as written, value without surrounding white space, unfolded.
struct HeaderField {
    HeaderId id;
    std::string_view name;
    std::string_view value;
};

/// A received (or built) SIP message: one buffer and an index into it.
///
/// parse() reads eagerly what every layer needs; the rest is read on demand. All views point into bytes() and live
/// as long as some copy of those bytes. Folded lines are unfolded in place while the buffer is still unshared.
/// A Message is movable and reusable: parse() into an old one allocates nothing in the usual case.
class Message {
public:
    /// Parses one complete message that fills `bytes` (a datagram, or what StreamFramer cut out). On error the
    /// message keeps what was understood, so that a request can still be answered: see answerable().
    [[nodiscard]] ParseError parse(Bytes bytes, const ParserLimits& limits = {});

    [[nodiscard]] bool is_request() const { return status_ == 0; }
    /// True when Via, From, To, Call-ID and CSeq were understood well enough to send an error response.
    [[nodiscard]] bool answerable() const { return answerable_; }

    // Start line
    [[nodiscard]] Method method() const { return method_; } ///< of a response: that of its CSeq
    [[nodiscard]] std::string_view method_name() const;
    [[nodiscard]] const UriView& request_uri() const { return request_uri_; }
    [[nodiscard]] int status() const { return status_; } ///< 0 for a request
    [[nodiscard]] std::string_view reason() const;

    // Read eagerly
    [[nodiscard]] const Via& top_via() const { return top_via_; }
    [[nodiscard]] const NameAddr& from() const { return from_; }
    [[nodiscard]] const NameAddr& to() const { return to_; }
    [[nodiscard]] std::string_view from_tag() const { return from_tag_; }
    [[nodiscard]] std::string_view to_tag() const { return to_tag_; }
    [[nodiscard]] std::string_view call_id() const { return call_id_; }
    [[nodiscard]] const CSeq& cseq() const { return cseq_; }
    [[nodiscard]] std::optional<std::uint32_t> max_forwards() const { return max_forwards_; }
    [[nodiscard]] std::optional<std::uint32_t> expires() const { return expires_; }
    [[nodiscard]] const std::optional<NameAddr>& contact() const { return contact_; } ///< first; none for "*"
    [[nodiscard]] const MediaType& content_type() const { return content_type_; }
    [[nodiscard]] std::string_view body() const { return body_; }

    // Any header
    [[nodiscard]] const std::vector<HeaderField>& fields() const { return fields_; } ///< in order of the message
    [[nodiscard]] std::string_view value(HeaderId id) const noexcept; ///< first field's value; empty when absent
    [[nodiscard]] std::string_view value(std::string_view name) const noexcept;
    [[nodiscard]] bool has(HeaderId id) const noexcept;
    /// Calls `use(std::string_view element)` for each element of all fields of that header, in order.
    template <class Use>
    void for_each(HeaderId id, Use use) const
    {
        for (const HeaderField& field : fields_)
            if (field.id == id) {
                std::string_view rest = field.value;
                std::string_view element;
                while (next_element(rest, element))
                    use(element);
            }
    }
    /// True when a comma-separated list header (Require, Supported, Allow, ...) names `token`.
    [[nodiscard]] bool lists(HeaderId id, std::string_view token) const noexcept;
    /// The first body part of that type: the body itself, or a part of a multipart body (RFC 5621).
    [[nodiscard]] std::string_view body_part(std::string_view type, std::string_view subtype) const;

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

private:
    Bytes bytes_;
    std::vector<HeaderField> fields_;
    int status_ = 0;
    bool answerable_ = false;
    Method method_ = Method::other;
    std::string_view method_name_;
    std::string_view reason_;
    UriView request_uri_;
    Via top_via_;
    NameAddr from_;
    NameAddr to_;
    std::string_view from_tag_;
    std::string_view to_tag_;
    std::string_view call_id_;
    CSeq cseq_;
    std::optional<std::uint32_t> max_forwards_;
    std::optional<std::uint32_t> expires_;
    std::optional<NameAddr> contact_;
    MediaType content_type_;
    std::string_view body_;
};

} // namespace sip
