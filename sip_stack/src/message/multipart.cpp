#include "sip/message/message.hpp"

#include "message/chars.hpp"
#include "message/field_reader.hpp"

namespace sip {
namespace {

constexpr std::size_t max_boundary = 70; // RFC 2046 §5.1.1

struct Wanted {
    std::string_view type;
    std::string_view subtype;
};

/// Cuts a multipart body at its delimiter lines (RFC 2046 §5.1.1).
class PartReader {
public:
    PartReader(std::string_view body, std::string_view boundary) : rest_{body}, boundary_{boundary}
    {
        if (!at_delimiter(0))
            skip_past_delimiter();
        else
            skip_delimiter(0);
    }

    /// False after the last part. A last part without closing delimiter is one as well.
    bool next(std::string_view& part)
    {
        if (done_)
            return false;
        const std::string_view from = rest_;
        const std::size_t size = skip_past_delimiter();
        part = from.substr(0, size);
        return true;
    }

private:
    [[nodiscard]] bool at_delimiter(std::size_t at) const
    {
        const std::string_view line = rest_.substr(at);
        if (!line.starts_with("--") || !line.substr(2).starts_with(boundary_))
            return false;
        const std::string_view after = line.substr(2 + boundary_.size()); // else it is another, longer boundary
        return after.empty() || after.starts_with("--") || chars::is(after.front(), chars::space);
    }
    /// Goes to the line after the next delimiter; returns the octets before it.
    std::size_t skip_past_delimiter()
    {
        std::size_t at = 0;
        while ((at = rest_.find("\r\n--", at)) != std::string_view::npos) {
            if (at_delimiter(at + 2)) {
                skip_delimiter(at + 2);
                return at;
            }
            at += 2;
        }
        done_ = true;
        return rest_.size();
    }
    void skip_delimiter(std::size_t at)
    {
        std::string_view line = rest_.substr(at + 2 + boundary_.size());
        const std::size_t end = line.find("\r\n");
        done_ = line.starts_with("--") || end == std::string_view::npos;
        rest_ = done_ ? std::string_view{} : line.substr(end + 2);
    }

    std::string_view rest_;
    std::string_view boundary_;
    bool done_ = false;
};

/// Splits a part into its type (text/plain when it names none) and its content.
std::string_view content_of(std::string_view part, MediaType& type)
{
    type = {"text", "plain", {}};
    if (part.starts_with("\r\n"))
        return part.substr(2);
    FieldReader reader{part};
    RawField field;
    for (;;) {
        const FieldReader::Step step = reader.next(field);
        if (step == FieldReader::Step::cut_short)
            return {};
        if (step == FieldReader::Step::end)
            return reader.rest();
        if (step == FieldReader::Step::field && field.id == HeaderId::content_type &&
            parse_media_type(field.value, type))
            type = {}; // malformed: of no type that anybody wants
    }
}

std::string_view find_part(std::string_view body, const MediaType& type, const Wanted& wanted, std::size_t depth)
{
    if (type.is(wanted.type, wanted.subtype))
        return body;
    const std::string_view boundary = type.params.value("boundary");
    if (depth == 0 || !iequals(type.type, "multipart") || boundary.empty() || boundary.size() > max_boundary)
        return {};
    PartReader reader{body, boundary};
    std::string_view part;
    while (reader.next(part)) {
        MediaType part_type;
        const std::string_view content = content_of(part, part_type);
        const std::string_view found = find_part(content, part_type, wanted, depth - 1);
        if (found.data())
            return found;
    }
    return {};
}

} // namespace

std::string_view Message::body_part(std::string_view type, std::string_view subtype) const
{
    return find_part(body(), content_type(), {type, subtype}, multipart_depth_);
}

} // namespace sip
