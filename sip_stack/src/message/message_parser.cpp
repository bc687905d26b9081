#include "message/message_parser.hpp"

#include "message/cursor.hpp"

#include <algorithm>
#include <limits>

namespace sip {
namespace {

constexpr std::uint32_t max_uint32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t max_indexed_fields = std::numeric_limits<std::uint16_t>::max() - 1;

/// Fields that steer the protocol and may occur once only (RFC 3261 §7.3.1, RFC 4475 §3.3.8). Of others that have no
/// list form, such as Subject, the first is taken.
constexpr auto single_valued = [] {
    std::array<bool, static_cast<std::size_t>(HeaderId::other) + 1> single{};
    for (const HeaderId id : {HeaderId::call_id,
                              HeaderId::content_disposition,
                              HeaderId::content_length,
                              HeaderId::content_type,
                              HeaderId::cseq,
                              HeaderId::date,
                              HeaderId::event,
                              HeaderId::expires,
                              HeaderId::from,
                              HeaderId::max_forwards,
                              HeaderId::mime_version,
                              HeaderId::min_expires,
                              HeaderId::min_se,
                              HeaderId::rack,
                              HeaderId::refer_to,
                              HeaderId::referred_by,
                              HeaderId::refer_sub,
                              HeaderId::replaces,
                              HeaderId::reply_to,
                              HeaderId::rseq,
                              HeaderId::session_expires,
                              HeaderId::sip_etag,
                              HeaderId::sip_if_match,
                              HeaderId::subscription_state,
                              HeaderId::target_dialog,
                              HeaderId::to})
        single[static_cast<std::size_t>(id)] = true;
    return single;
}();

bool is_version_2(std::string_view text) { return chars::is_word(text, "sip/2.0"); }

/// "SIP/7.0": a version, but not ours.
bool is_version(std::string_view text)
{
    return text.size() > 4 && chars::is_word(text.substr(0, 4), "sip/") && chars::is(text[4], chars::digit) &&
           text.find('.') != std::string_view::npos;
}

} // namespace

MessageParser::MessageParser(Message& message, const ParserLimits& limits)
    : out_{message}, limits_{limits}, reader_{message.bytes_.view().substr(0, limits.message_bytes)}
{
}

ParseError MessageParser::run()
{
    if (out_.bytes_.size() > limits_.message_bytes)
        fail({"message", "is above the size limit", 513});
    std::string_view line;
    if (!reader_.start_line(line))
        fail({"start line", "is malformed or has no end"});
    start_line(line);
    fields();
    check_required();
    check_method();
    take_body();
    out_.eager_.answerable = out_.is_request() && !out_.eager_.top_via.host.empty();
    return first_error_;
}

void MessageParser::fail(const ParseError& error)
{
    if (!first_error_)
        first_error_ = error;
}

void MessageParser::start_line(std::string_view line)
{
    const bool response = chars::is_word(line.substr(0, 4), "sip/");
    response ? status_line(line) : request_line(line);
}

void MessageParser::request_line(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    const std::string_view name = line.substr(0, first);
    if (first == last || !is_token(name)) // one space each, RFC 3261 §7.1
        return fail({"request line", "is not method, URI and version"});

    out_.eager_.method_name = name;
    out_.eager_.method = method_of(name);
    const std::string_view version = line.substr(last + 1);
    if (!is_version_2(version))
        fail({"request line", "version is not SIP/2.0", is_version(version) ? 505 : 400});
    request_uri(line.substr(first + 1, last - first - 1));
}

void MessageParser::request_uri(std::string_view text)
{
    UriView& uri = out_.eager_.request_uri;
    if (const ParseError error = parse_uri(text, uri))
        return fail({"Request-URI", error.reason, error.status});
    if (uri.scheme == UriView::Scheme::other)
        fail({"Request-URI", "scheme is not supported", 416});
    if (!uri.headers.empty())
        fail({"Request-URI", "must not have headers"}); // RFC 3261 §19.1.1, table 1
}

void MessageParser::status_line(std::string_view line)
{
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view rest = line.substr(std::min(space + 1, line.size()));
    const std::string_view code = rest.substr(0, rest.find(' '));
    std::uint32_t status = 0;
    out_.eager_.status = -1;
    if (!is_version_2(line.substr(0, space)))
        return fail({"status line", "version is not SIP/2.0"});
    if (code.size() != 3 || !parse_uint(code, 699, status) || status < 100)
        return fail({"status line", "code is not a number from 100 to 699"});
    out_.eager_.status = static_cast<int>(status);
    out_.eager_.reason = rest.substr(std::min<std::size_t>(4, rest.size()));
}

void MessageParser::fields()
{
    RawField raw;
    for (;;) {
        switch (reader_.next(raw)) {
        case FieldReader::Step::end: head_complete_ = true; return;
        case FieldReader::Step::cut_short: fail({"message", "head has no end"}); return;
        case FieldReader::Step::malformed: fail({"message", reader_.reason()}); break;
        case FieldReader::Step::field:
            if (out_.fields_.size() >= std::min(limits_.headers, max_indexed_fields))
                return fail({"message", "has too many header fields"});
            index(raw);
        }
    }
}

void MessageParser::index(const RawField& raw)
{
    const std::string_view value = raw.folded ? unfolded(raw.value) : raw.value;
    out_.fields_.push_back({raw.id, raw.name, value});
    if (raw.id == HeaderId::other)
        return;
    const auto slot = static_cast<std::size_t>(raw.id);
    std::uint16_t& first_field = out_.eager_.first_field[slot];
    const bool first = first_field == 0;
    if (first)
        first_field = static_cast<std::uint16_t>(out_.fields_.size());
    else if (single_valued[slot])
        return fail(raw.id, {{}, "occurs more than once"});
    read(raw.id, value, first);
}

/// RFC 3261 §7.3.1: a fold counts as one space; here each of its octets becomes one, in place.
std::string_view MessageParser::unfolded(std::string_view value)
{
    char* const begin = out_.bytes_.exclusive_data() + (value.data() - out_.bytes_.data());
    std::replace_if(
        begin, begin + value.size(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
    return value;
}

void MessageParser::read(HeaderId id, std::string_view value, bool first)
{
    Message::Eager& out = out_.eager_;
    switch (id) {
    case HeaderId::via: return via(value, first);
    case HeaderId::from: return party(id, value, out.from, out.from_tag);
    case HeaderId::to: return party(id, value, out.to, out.to_tag);
    case HeaderId::call_id:
        out.call_id = value;
        if (value.empty() || Cursor{value}.take_until<' '>().size() != value.size())
            fail(id, {{}, "is empty or has white space"});
        return;
    case HeaderId::cseq:
        if (const ParseError error = parse_cseq(value, out.cseq))
            fail(error);
        return;
    case HeaderId::contact:
        if (first)
            contact(value);
        return;
    case HeaderId::max_forwards: return number(id, value, 255, out.max_forwards);
    case HeaderId::content_length: return number(id, value, max_uint32, content_length_);
    case HeaderId::expires: return expires(value);
    case HeaderId::content_type:
        if (const ParseError error = parse_media_type(value, out.content_type))
            fail(error);
        return;
    default: return;
    }
}

void MessageParser::via(std::string_view value, bool first)
{
    std::string_view rest = value;
    std::string_view element;
    while (next_element(rest, element)) {
        ++out_.eager_.via_count;
        if (out_.eager_.via_count > limits_.vias)
            return fail(HeaderId::via, {{}, "has too many elements"});
        if (out_.eager_.via_count > 1)
            continue;
        if (const ParseError error = parse_via(element, out_.eager_.top_via))
            fail(error);
    }
    if (first && out_.eager_.via_count == 0)
        fail(HeaderId::via, {{}, "is empty"});
}

void MessageParser::party(HeaderId id, std::string_view value, NameAddr& out, std::string_view& tag)
{
    if (const ParseError error = parse_name_addr(value, out))
        return fail(id, error);
    tag = out.tag();
}

void MessageParser::contact(std::string_view value)
{
    if (value == "*") // RFC 3261 §10.2.2
        return;
    std::string_view rest = value;
    std::string_view element;
    next_element(rest, element);
    if (const ParseError error = parse_name_addr(element, out_.eager_.contact.emplace())) {
        out_.eager_.contact.reset();
        fail(HeaderId::contact, error);
    }
}

void MessageParser::number(HeaderId id, std::string_view value, std::uint32_t max, std::optional<std::uint32_t>& out)
{
    std::uint32_t number = 0;
    if (!parse_uint(value, max, number))
        return fail(id, {{}, "is not a number in range"});
    out = number;
}

/// A number of seconds that is too large means for ever (RFC 4475 §3.1.2.4).
void MessageParser::expires(std::string_view value)
{
    const bool digits = std::all_of(value.begin(), value.end(), [](char c) { return chars::is(c, chars::digit); });
    if (value.empty() || !digits)
        return fail(HeaderId::expires, {{}, "is not a number"});
    std::uint32_t seconds = max_uint32;
    static_cast<void>(parse_uint(value, max_uint32, seconds));
    out_.eager_.expires = seconds;
}

void MessageParser::check_required()
{
    for (const HeaderId id : {HeaderId::via, HeaderId::from, HeaderId::to, HeaderId::call_id, HeaderId::cseq})
        if (!out_.has(id))
            fail(id, {{}, "is missing"}); // RFC 3261 §8.1.1
}

void MessageParser::check_method()
{
    Message::Eager& out = out_.eager_;
    if (!out_.is_request()) {
        out.method = out.cseq.method;
        out.method_name = out.cseq.method_name;
    } else if (out.method_name != out.cseq.method_name) {
        // RFC 4475 §3.1.2.18: that the method is unknown says more than that the two differ.
        const bool unknown = out.method == Method::other && !out.method_name.empty();
        fail(HeaderId::cseq, {{}, "method is not that of the request line", unknown ? 501 : 400});
    }
}

void MessageParser::take_body()
{
    if (!head_complete_)
        return;
    const std::string_view rest = reader_.rest();
    const std::size_t length = content_length_.value_or(static_cast<std::uint32_t>(rest.size()));
    if (length > rest.size())
        return fail(HeaderId::content_length, {{}, "is above the octets that came"}); // RFC 3261 §18.3
    out_.eager_.body = rest.substr(0, length);
}

} // namespace sip
