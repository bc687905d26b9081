#include "message/builder.hpp"

#include <charconv>
#include <cstring>

namespace sip {
namespace {

constexpr std::string_view line_end = "\r\n";

} // namespace

char* MessageBuilder::room(std::size_t octets)
{
    if (capacity_ - size_ < octets) {
        capacity_ = 2 * capacity_ + octets;
        auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
        std::memcpy(larger.get(), begin_, size_);
        larger_ = std::move(larger);
        begin_ = larger_.get();
    }
    char* const place = begin_ + size_;
    size_ += octets;
    return place;
}

void MessageBuilder::append(std::string_view raw)
{
    if (!raw.empty())
        std::memcpy(room(raw.size()), raw.data(), raw.size());
}

void MessageBuilder::append_number(std::uint32_t number)
{
    char digits[10];
    const char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    append({digits, static_cast<std::size_t>(end - digits)});
}

void MessageBuilder::append_clean(std::string_view value)
{
    char* out = room(value.size());
    for (const char c : value)
        *out++ = c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

void MessageBuilder::begin_header(std::string_view name)
{
    append(name);
    append(": ");
}

void MessageBuilder::request(std::string_view method, std::string_view uri)
{
    append_clean(method);
    append(" ");
    append_clean(uri);
    append(" SIP/2.0\r\n");
}

void MessageBuilder::status(int code, std::string_view reason)
{
    append("SIP/2.0 ");
    append_number(static_cast<std::uint32_t>(code));
    append(" ");
    append_clean(reason.empty() ? reason_phrase(code) : reason);
    append(line_end);
}

void MessageBuilder::header(HeaderId id, std::string_view value) { header(id, {value}); }

void MessageBuilder::header(HeaderId id, std::initializer_list<std::string_view> value_pieces)
{
    begin_header(name_of(id));
    for (const std::string_view piece : value_pieces)
        append_clean(piece);
    append(line_end);
}

void MessageBuilder::header(HeaderId id, std::uint32_t value)
{
    begin_header(name_of(id));
    append_number(value);
    append(line_end);
}

void MessageBuilder::header(std::string_view name, std::string_view value)
{
    if (!is_token(name) || header_of(name) == HeaderId::content_length)
        return;
    begin_header(name);
    append_clean(value);
    append(line_end);
}

bool MessageBuilder::line(std::string_view name_and_value)
{
    const std::size_t colon = name_and_value.find(':');
    if (colon == std::string_view::npos)
        return false;
    const std::string_view name = trim(name_and_value.substr(0, colon));
    if (!is_token(name) || header_of(name) == HeaderId::content_length)
        return false;
    header(name, trim(name_and_value.substr(colon + 1)));
    return true;
}

Bytes MessageBuilder::finish() &&
{
    append("Content-Length: 0\r\n\r\n");
    return written();
}

Bytes MessageBuilder::finish(std::string_view content_type, std::string_view body) &&
{
    header(HeaderId::content_type, content_type);
    header(HeaderId::content_length, static_cast<std::uint32_t>(body.size()));
    append(line_end);
    append(body);
    return written();
}

} // namespace sip
