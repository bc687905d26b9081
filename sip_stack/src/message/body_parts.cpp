#include "sip/body.hpp"

#include "sip/message/headers.hpp"

#include <algorithm>

/// Bodies of ours (RFC 2046 §5.1.1).
namespace sip {
namespace {

std::string check_header(const std::string& line)
{
    const std::size_t colon = line.find(':');
    const std::string_view name = trim(std::string_view{line}.substr(0, std::min(colon, line.size())));
    const std::string quoted = "header of a body part \"" + line + "\": ";
    if (colon == std::string::npos || !is_token(name) ||
        line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos)
        return quoted + "is not \"Name: value\" on one line";
    const HeaderId id = header_of(name);
    if (id == HeaderId::content_type || id == HeaderId::content_length)
        return quoted + "is written with the part";
    return {};
}

std::string check_part(const BodyPart& part)
{
    MediaType type;
    if (parse_media_type(part.content_type, type) ||
        part.content_type.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos)
        return "content type of a body part: expected type/subtype, got \"" + part.content_type + '"';
    for (const std::string& line : part.headers)
        if (std::string wrong = check_header(line); !wrong.empty())
            return wrong;
    return {};
}

bool occurs_in(const std::string& text, const BodyPart& part)
{
    return part.content.find(text) != std::string::npos || part.content_type.find(text) != std::string::npos ||
           std::any_of(part.headers.begin(), part.headers.end(),
                       [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

std::string boundary_for(const RawBody& first, const BodyParts& parts)
{
    for (unsigned number = 0;; ++number) {
        std::string boundary = "trunkcall-part-" + std::to_string(number);
        if (first.text.find(boundary) == std::string::npos && first.content_type.find(boundary) == std::string::npos &&
            std::none_of(parts.begin(), parts.end(), [&](const BodyPart& part) { return occurs_in(boundary, part); }))
            return boundary;
    }
}

} // namespace

std::string check_parts(const BodyParts& parts)
{
    for (const BodyPart& part : parts)
        if (std::string wrong = check_part(part); !wrong.empty())
            return wrong;
    return {};
}

void add_parts(RawBody& body, const BodyParts& parts)
{
    if (parts.empty())
        return;
    if (body.text.empty() && parts.size() == 1 && parts.front().headers.empty()) {
        body.content_type = parts.front().content_type;
        body.text = parts.front().content;
        return;
    }
    const std::string boundary = boundary_for(body, parts);
    std::string text;
    const auto begin_part = [&](const std::string& content_type) {
        text.append("--").append(boundary).append("\r\nContent-Type: ").append(content_type).append("\r\n");
    };
    const auto end_part = [&](const std::string& content) { text.append("\r\n").append(content).append("\r\n"); };
    if (!body.text.empty()) {
        begin_part(body.content_type);
        end_part(body.text);
    }
    for (const BodyPart& part : parts) {
        begin_part(part.content_type);
        for (const std::string& line : part.headers)
            text.append(line).append("\r\n");
        end_part(part.content);
    }
    text.append("--").append(boundary).append("--\r\n");
    body.content_type = "multipart/mixed;boundary=" + boundary;
    body.text = std::move(text);
}

} // namespace sip
