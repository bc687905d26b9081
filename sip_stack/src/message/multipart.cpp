#include "sip/message/message.hpp"

#include "message/chars.hpp"
#include "message/field_reader.hpp"

#include <algorithm>

/// Received bodies (RFC 2046 §5.1, RFC 5621).
namespace sip {
namespace {

constexpr std::size_t max_boundary = 70; // RFC 2046 §5.1.1
constexpr std::string_view unknown_type = "application/octet-stream";

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
        if (at_delimiter(0)) { // a part without anything, not even an empty line
            skip_delimiter(0);
            return 0;
        }
        std::size_t at = 0;
        while ((at = rest_.find("\r\n--", at)) != std::string_view::npos) {
            if (at_delimiter(at + 2)) {
                skip_delimiter(at + 2);
                return at;
            }
            at += 2;
        }
        const std::size_t size = rest_.size();
        done_ = true;
        return size;
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

std::string_view parameter(std::string_view value, std::string_view name)
{
    const std::size_t params = value.find(';');
    return params == std::string_view::npos ? std::string_view{} : Params{value.substr(params)}.value(name);
}

bool is_optional(const ReceivedPart& part) // RFC 3261 §20.11
{
    return iequals(parameter(part.disposition, "handling"), "optional");
}

void take_type(std::string_view value, ReceivedPart& part)
{
    part.type = value.empty() ? unknown_type : value;
    if (parse_media_type(value, part.media_type))
        part.media_type = {}; // of no type that anybody wants
}

void take_field(const RawField& field, ReceivedPart& part)
{
    switch (field.id) {
    case HeaderId::content_type: return take_type(field.value, part);
    case HeaderId::content_disposition: part.disposition = field.value; break;
    case HeaderId::content_encoding: part.encoding = field.value; break;
    default: break;
    }
}

/// Splits a part into its head and its content.
ReceivedPart read_part(std::string_view text)
{
    ReceivedPart part;
    take_type("text/plain", part); // RFC 2046 §5.1
    if (text.starts_with("\r\n")) {
        part.content = text.substr(2);
        return part;
    }
    FieldReader reader{text};
    RawField field;
    for (;;) {
        const FieldReader::Step step = reader.next(field);
        if (step == FieldReader::Step::field)
            take_field(field, part);
        if (step == FieldReader::Step::end) {
            part.content = reader.rest();
            part.head = text.substr(0, text.size() - part.content.size());
            return part;
        }
        if (step == FieldReader::Step::cut_short) { // nothing says where its content begins
            part = {};
            part.type = unknown_type;
            part.content = text;
            return part;
        }
    }
}

std::string_view boundary_of(const ReceivedPart& part)
{
    if (!iequals(part.media_type.type, "multipart"))
        return {};
    const std::string_view boundary = part.media_type.params.value("boundary");
    return boundary.size() > max_boundary ? std::string_view{} : boundary;
}

/// Calls `use(const ReceivedPart&)` for each part that is no multipart, until it returns true.
template <class Use>
class Walk {
public:
    explicit Walk(Use use) : use_{use} {}

    bool visit(ReceivedPart part, std::size_t depth)
    {
        part.required = part.required && !is_optional(part);
        const std::string_view boundary = depth == 0 ? std::string_view{} : boundary_of(part);
        if (boundary.empty())
            return use_(part);
        PartReader reader{part.content, boundary};
        std::string_view text;
        if (!reader.next(text))
            return use_(part);
        const unsigned alternatives = part.media_type.is("multipart", "alternative") ? ++last_ : part.alternatives;
        do {
            ReceivedPart inside = read_part(text);
            inside.required = part.required;
            inside.alternatives = alternatives;
            if (visit(inside, depth - 1))
                return true;
        } while (reader.next(text));
        return false;
    }

private:
    Use use_;
    unsigned last_ = 0; ///< multipart/alternative that was met
};

ReceivedPart whole(const Message& message)
{
    ReceivedPart part;
    take_type(message.value(HeaderId::content_type), part);
    part.disposition = message.value(HeaderId::content_disposition);
    part.encoding = message.value(HeaderId::content_encoding);
    part.content = message.body();
    return part;
}

bool is_for_use(const ReceivedPart& part)
{
    const std::string_view kind = trim(part.disposition.substr(0, part.disposition.find(';')));
    return !iequals(kind, "attachment") && !iequals(kind, "early-session");
}

} // namespace

std::string_view Message::body_part(std::string_view type, std::string_view subtype) const
{
    std::string_view found;
    Walk walk{[&](const ReceivedPart& part) {
        if (!part.media_type.is(type, subtype) || !is_for_use(part))
            return false;
        found = part.content;
        return true;
    }};
    walk.visit(whole(*this), multipart_depth_);
    return found;
}

std::vector<ReceivedPart> Message::body_parts() const
{
    std::vector<ReceivedPart> parts;
    if (body().empty())
        return parts;
    Walk walk{[&](const ReceivedPart& part) {
        parts.push_back(part);
        return parts.size() > most_parts_;
    }};
    if (walk.visit(whole(*this), multipart_depth_)) {
        parts.assign(1, whole(*this));
        parts.front().required = !is_optional(parts.front());
    }
    return parts;
}

std::vector<std::string> part_headers(const ReceivedPart& part)
{
    std::vector<std::string> lines;
    FieldReader reader{part.head};
    RawField field;
    for (;;) {
        const FieldReader::Step step = reader.next(field);
        if (step == FieldReader::Step::end || step == FieldReader::Step::cut_short)
            return lines;
        if (step != FieldReader::Step::field)
            continue;
        std::string line = std::string{field.name} + ": " + std::string{field.value};
        std::replace_if(
            line.begin(), line.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
        lines.push_back(std::move(line));
    }
}

} // namespace sip
