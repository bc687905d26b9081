#include "message/stream_framer.hpp"

#include "message/field_reader.hpp"

#include <algorithm>
#include <optional>

namespace sip {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";

/// The one Content-Length of a complete head. On a stream it is mandatory (RFC 3261 §18.3, §20.14).
ParseError read_content_length(std::string_view head, std::uint32_t& out)
{
    FieldReader reader{head};
    std::string_view line;
    std::optional<std::uint32_t> length;
    RawField field;
    static_cast<void>(reader.start_line(line)); // the parser will judge it
    for (;;) {
        const FieldReader::Step step = reader.next(field);
        if (step == FieldReader::Step::end || step == FieldReader::Step::cut_short)
            break;
        if (step != FieldReader::Step::field || field.id != HeaderId::content_length)
            continue;
        std::uint32_t number = 0;
        if (!parse_uint(field.value, ~std::uint32_t{0}, number))
            return {"Content-Length", "is not a number in range"};
        if (length && *length != number)
            return {"Content-Length", "occurs more than once"};
        length = number;
    }
    if (!length)
        return {"Content-Length", "is missing"};
    out = *length;
    return {};
}

} // namespace

ParseError StreamFramer::push(std::string_view chunk, std::vector<Frame>& frames)
{
    if (error_)
        return error_;
    const bool continued = !partial_.empty();
    if (continued)
        partial_.append(chunk);
    std::string_view data = continued ? std::string_view{partial_} : chunk;
    for (;;) {
        if (message_size_ == 0 && scanned_ == 0)
            data.remove_prefix(take_keep_alives(data, frames));
        if (data.empty() || !find_size(data) || data.size() < message_size_)
            break;
        half_ping_ = false;
        frames.push_back({Frame::Kind::message, Bytes{data.substr(0, message_size_)}});
        data.remove_prefix(message_size_);
        message_size_ = 0;
        scanned_ = 0;
    }
    if (!error_)
        keep(data);
    return error_;
}

/// Octets that keep-alives between messages take.
std::size_t StreamFramer::take_keep_alives(std::string_view data, std::vector<Frame>& frames)
{
    std::size_t taken = 0;
    bool ping = false;
    while (data.substr(taken).starts_with(line_end)) {
        taken += line_end.size();
        ping = ping || half_ping_;
        half_ping_ = !half_ping_;
    }
    if (ping)
        frames.push_back({Frame::Kind::ping, {}});
    else if (taken != 0)
        frames.push_back({Frame::Kind::pong, {}});
    return taken;
}

/// Finds the end of the head and with it the size of the message. False when more is needed or the stream is lost.
bool StreamFramer::find_size(std::string_view data)
{
    if (message_size_ != 0)
        return true;
    const std::size_t end = data.find(head_end, scanned_);
    const std::size_t head = std::min(end, data.size()) + (end == std::string_view::npos ? 0 : head_end.size());
    if (head > limits_.message_bytes) {
        reject(data.substr(0, limits_.message_bytes), {"message", "is above the size limit", 513});
        return false;
    }
    if (end == std::string_view::npos) {
        scanned_ = data.size() - std::min(data.size(), head_end.size() - 1);
        return false;
    }
    std::uint32_t body = 0;
    ParseError error = read_content_length(data.substr(0, head), body);
    if (!error && body > limits_.message_bytes - head)
        error = {"message", "is above the size limit", 513};
    if (error) {
        reject(data.substr(0, head), error);
        return false;
    }
    message_size_ = head + body;
    return true;
}

void StreamFramer::reject(std::string_view data, const ParseError& error)
{
    error_ = error;
    rejected_ = data;
    partial_ = {};
}

/// Keeps what has begun for the next chunk; a flow between messages holds no memory.
void StreamFramer::keep(std::string_view rest)
{
    if (rest.empty())
        partial_ = {};
    else if (rest.size() != partial_.size())
        partial_ = std::string{rest};
}

} // namespace sip
