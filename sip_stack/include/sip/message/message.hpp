#pragma once

#include "sip/message/headers.hpp"
#include "sip/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// What a parser accepts before it refuses. Every bound is a parameter; none is a buffer size.
struct ParserLimits {
    std::size_t message_bytes = 64 * 1024; ///< whole message; 513 above it
    std::size_t headers = 256;             ///< header fields
    std::size_t vias = 70;                 ///< Via elements
    std::size_t multipart_depth = 8;
    std::size_t body_parts = 128;          ///< in one message
};

/// One header field: name as written, value without surrounding white space, unfolded.
struct HeaderField {
    HeaderId id;
    std::string_view name;
    std::string_view value;
};

/// What is no multipart itself in a received body: the body, or a part of it at any depth (RFC 2046, RFC 5621). A multipart
/// that cannot be taken apart (no usable boundary, too deep, too many parts) is one part.
struct ReceivedPart {
    std::string_view type; ///< its Content-Type as written; "text/plain" when it names none, "application/octet-stream"
                           ///< when that is empty, and of what is no part at all
    MediaType media_type;  ///< the same; empty when malformed
    std::string_view disposition; ///< Content-Disposition, with parameters; empty: none
    std::string_view encoding;    ///< Content-Encoding; empty: none
    std::string_view head;        ///< of a part of a multipart: all its header lines, for part_headers()
    std::string_view content;
    bool required = true;         ///< it, and each multipart around it, is to be understood (RFC 5621 §8.3)
    unsigned alternatives = 0;    ///< the same number: one of these is enough (multipart/alternative); 0: it stands alone
};
/// The header lines of a part, "Name: value", each on one line.
[[nodiscard]] std::vector<std::string> part_headers(const ReceivedPart& part);

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

    [[nodiscard]] bool is_request() const { return eager_.status == 0; }
    /// True for a request whose top Via names a host: a response can be sent. Of From, To, Call-ID and CSeq it then
    /// copies what there is, although some may be missing or malformed (RFC 4475 §3.3.1).
    [[nodiscard]] bool answerable() const { return eager_.answerable; }

    // Start line
    [[nodiscard]] Method method() const { return eager_.method; } ///< of a response: that of its CSeq
    [[nodiscard]] std::string_view method_name() const { return eager_.method_name; }
    [[nodiscard]] const UriView& request_uri() const { return eager_.request_uri; }
    /// 0 for a request, -1 for a response without a valid code.
    [[nodiscard]] int status() const { return eager_.status; }
    [[nodiscard]] std::string_view reason() const { return eager_.reason; } ///< of a response; may be empty

    // Read eagerly
    [[nodiscard]] const Via& top_via() const { return eager_.top_via; }
    [[nodiscard]] std::size_t via_count() const { return eager_.via_count; } ///< Via elements in all Via fields
    [[nodiscard]] const NameAddr& from() const { return eager_.from; }
    [[nodiscard]] const NameAddr& to() const { return eager_.to; }
    [[nodiscard]] std::string_view from_tag() const { return eager_.from_tag; }
    [[nodiscard]] std::string_view to_tag() const { return eager_.to_tag; }
    [[nodiscard]] std::string_view call_id() const { return eager_.call_id; }
    [[nodiscard]] const CSeq& cseq() const { return eager_.cseq; }
    [[nodiscard]] std::optional<std::uint32_t> max_forwards() const { return eager_.max_forwards; }
    [[nodiscard]] std::optional<std::uint32_t> expires() const { return eager_.expires; }
    [[nodiscard]] const std::optional<NameAddr>& contact() const { return eager_.contact; } ///< first; none for "*"
    [[nodiscard]] const MediaType& content_type() const { return eager_.content_type; }
    [[nodiscard]] std::string_view body() const { return eager_.body; }

    // Any header
    [[nodiscard]] const std::vector<HeaderField>& fields() const { return fields_; } ///< in order of the message
    [[nodiscard]] std::string_view value(HeaderId id) const noexcept; ///< first field's value; empty when absent
    [[nodiscard]] std::string_view value(std::string_view name) const noexcept;
    [[nodiscard]] bool has(HeaderId id) const noexcept
    {
        return id < HeaderId::other && eager_.first_field[static_cast<std::size_t>(id)] != 0;
    }
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
    /// The first body part of that type: the body itself, or a part of a multipart body (RFC 5621). Those that are there to
    /// be kept (attachment) or for another session (early-session, RFC 3959) are passed over.
    [[nodiscard]] std::string_view body_part(std::string_view type, std::string_view subtype) const;
    /// All parts, in order; none without a body. Views, as everything here.
    [[nodiscard]] std::vector<ReceivedPart> body_parts() const;

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

private:
    friend class MessageParser;
    static constexpr auto known_headers = static_cast<std::size_t>(HeaderId::other);

    /// What parse() reads eagerly; all of it is reset for the next message.
    struct Eager {
        int status = 0;
        bool answerable = false;
        Method method = Method::other;
        std::string_view method_name;
        std::string_view reason;
        UriView request_uri;
        Via top_via;
        std::size_t via_count = 0;
        NameAddr from;
        NameAddr to;
        std::string_view from_tag;
        std::string_view to_tag;
        std::string_view call_id;
        CSeq cseq;
        std::optional<std::uint32_t> max_forwards;
        std::optional<std::uint32_t> expires;
        std::optional<NameAddr> contact;
        MediaType content_type;
        std::string_view body;
        std::array<std::uint16_t, known_headers> first_field{}; ///< index into fields_ and one; 0: absent
    };

    Bytes bytes_;
    std::vector<HeaderField> fields_;
    std::size_t multipart_depth_ = 0;
    std::size_t most_parts_ = 0;
    Eager eager_;
};

} // namespace sip
