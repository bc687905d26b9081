#include "parser.hpp"

#include "codec.hpp"
#include "sip/message/grammar.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sip::sdp {

namespace {

using Reason = const char*; ///< static text; null: all well
constexpr Reason ok = nullptr;

/// Takes the text up to `separator` off `rest`, and the separator too. Pieces of a line are short: a plain loop is
/// fastest.
std::string_view take_until(std::string_view& rest, char separator)
{
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != separator)
        ++end;
    const std::string_view head = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return head;
}

/// Takes the next word off `rest`. Runs of spaces count as one: devices write them.
std::string_view take_word(std::string_view& rest)
{
    while (!rest.empty() && rest.front() == ' ')
        rest.remove_prefix(1);
    return take_until(rest, ' ');
}

template <class Number>
bool to_number(std::string_view text, Number& out)
{
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out);
    return error == std::errc{} && stop == end;
}

/// Digits of any length, modulo 2^64: RFC 8866 §5.2 sets no bound, and a step of one stays visible.
bool to_identifier(std::string_view text, std::uint64_t& out)
{
    out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
        out = out * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return !text.empty();
}

bool is_rtp(std::string_view protocol) { return protocol.find("RTP/") != std::string_view::npos; }

bool to_direction(std::string_view attribute, Direction& out)
{
    constexpr std::array<std::string_view, 4> names{"sendrecv", "sendonly", "recvonly", "inactive"};
    const auto found = std::find(names.begin(), names.end(), attribute);
    if (found == names.end())
        return false;
    out = static_cast<Direction>(found - names.begin());
    return true;
}

/// Reads one description, line by line, into a Session.
class Parser {
public:
    Parser(Session& out, const Limits& limits, Detail detail) : out_{out}, limits_{limits}, detail_{detail} {}

    SdpError run(std::string_view text)
    {
        out_ = {};
        if (text.size() > limits_.bytes)
            return {1, "description is larger than " + std::to_string(limits_.bytes) + " bytes"};
        if (text.find('\0') != std::string_view::npos)
            return {1, "description holds a NUL"};
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            if (const Reason reason = lines(text.substr(0, end)))
                return {lines_, reason};
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (const Reason reason = finish())
            return {std::max<std::size_t>(media_line_, 1), reason};
        return {};
    }

private:
    /// What stands before an LF: one line and perhaps its CR, or several that end with CR alone.
    Reason lines(std::string_view text)
    {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\r'), text.size());
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line.empty())
                continue;
            if (++lines_ > limits_.lines)
                return "too many lines";
            if (const Reason reason = one_line(line))
                return reason;
        }
        return ok;
    }

    Reason one_line(std::string_view line)
    {
        if (line.size() < 2 || line[1] != '=')
            return "line is not of the form x=text";
        const std::string_view value = line.substr(2);
        if (lines_ == 1)
            return line == "v=0" ? ok : "description does not begin with v=0";
        switch (line[0]) {
        case 'o': return origin(value);
        case 's': return keep(out_.name, value);
        case 'c': return connection(value);
        case 't': return time(value);
        case 'm': media_line_ = lines_; return media(value);
        case 'a': return out_.media.empty() ? session_attribute(value) : media_attribute(value);
        default: return ok;
        }
    }

    // RFC 8866 §5.2
    Reason origin(std::string_view value)
    {
        if (has_origin_)
            return "second o= line";
        has_origin_ = true;
        out_.origin_user = take_word(value);
        if (!to_identifier(take_word(value), out_.session_id))
            return "o= session id is not a number";
        if (!to_identifier(take_word(value), out_.version))
            return "o= version is not a number";
        if (take_word(value) != "IN")
            return "o= network type is not IN";
        take_word(value);
        const std::string_view host = take_word(value);
        if (const auto address = IpAddress::parse(host))
            out_.origin_address = *address;
        else
            out_.origin_name = host;
        return ok;
    }

    // RFC 8866 §5.7. Only the first c= of a line counts: further ones are layers of a multicast session.
    Reason connection(std::string_view value)
    {
        auto& address = out_.media.empty() ? out_.connection : out_.media.back().connection;
        std::string& name = out_.media.empty() ? out_.connection_name : out_.media.back().connection_name;
        if (address || !name.empty())
            return ok;
        if (take_word(value) != "IN")
            return "c= network type is not IN";
        const std::string_view type = take_word(value);
        std::string_view layers = take_word(value);
        const std::string_view host = take_until(layers, '/');
        if (host.empty())
            return "c= has no address";
        address = IpAddress::parse(host);
        if (!address)
            return keep(name, host);
        return type == (address->is_v6() ? "IP6" : "IP4") ? ok : "c= address type does not fit the address";
    }

    Reason time(std::string_view value)
    {
        if (value.find_first_not_of("0123456789 ") != std::string_view::npos)
            return "t= is not two numbers";
        return has_time_ ? ok : (has_time_ = true, keep(out_.time, value));
    }

    // RFC 8866 §5.14
    Reason media(std::string_view value)
    {
        if (out_.media.size() == limits_.media)
            return "too many m= lines";
        Media& media = out_.media.emplace_back();
        media.direction = session_direction_;
        media.ptime = session_ptime_;
        media.maxptime = session_maxptime_;
        media.type = take_word(value);
        std::string_view ports = take_word(value);
        media.protocol = take_word(value);
        if (!is_token(media.type))
            return "m= has no media type";
        if (!to_number(take_until(ports, '/'), media.port))
            return "m= port is not a number from 0 to 65535";
        if (!ports.empty() && !to_number(ports, media.port_count))
            return "m= port count is not a number from 0 to 65535";
        if (media.protocol.empty())
            return "m= has no protocol";
        return formats(media, value);
    }

    Reason formats(Media& media, std::string_view value)
    {
        codec_of_.fill(none);
        const bool audio = iequals(media.type, "audio") && is_rtp(media.protocol);
        const auto words = static_cast<std::size_t>(std::count(value.begin(), value.end(), ' ')) + 1;
        if (audio)
            media.codecs.reserve(std::min<std::size_t>(words, payload_types));
        if (detail_ == Detail::full)
            media.formats.reserve(std::min(words, limits_.formats));
        std::size_t count = 0;
        for (auto format = take_word(value); !format.empty(); format = take_word(value)) {
            if (++count > limits_.formats)
                return "m= has too many formats";
            if (detail_ == Detail::full || media.formats.empty())
                media.formats.emplace_back(format);
            if (audio)
                add_codec(media, format);
        }
        return count > 0 ? ok : "m= has no format";
    }

    void add_codec(Media& media, std::string_view format)
    {
        std::uint8_t type = 0;
        if (!to_number(format, type) || type >= payload_types || codec_of_[type] != none)
            return; // RFC 3551 §3: no payload type, or the same again
        codec_of_[type] = static_cast<std::uint8_t>(media.codecs.size());
        assign_static_encoding(media.codecs.emplace_back(Codec{.payload_type = type, .name = {}, .fmtp = {}}));
    }

    Reason session_attribute(std::string_view value)
    {
        std::string_view argument = value;
        const std::string_view name = take_until(argument, ':');
        if (to_direction(value, session_direction_) || packet_time(name, argument, session_ptime_, session_maxptime_))
            return ok;
        return keep_attribute(out_.attributes, value);
    }

    Reason media_attribute(std::string_view value)
    {
        Media& media = out_.media.back();
        std::string_view argument = value;
        const std::string_view name = take_until(argument, ':');
        if (to_direction(value, media.direction) || packet_time(name, argument, media.ptime, media.maxptime))
            return ok;
        if (name == "rtpmap" && !media.codecs.empty())
            return rtpmap(media, argument);
        if (name == "fmtp" && !media.codecs.empty())
            return fmtp(media, argument);
        return keep_attribute(media.attributes, value);
    }

    static bool packet_time(std::string_view name, std::string_view value, std::optional<std::uint16_t>& ptime,
                            std::optional<std::uint16_t>& maxptime)
    {
        if (name != "ptime" && name != "maxptime")
            return false;
        std::uint16_t milliseconds = 0;
        if (to_number(value, milliseconds) && milliseconds != 0)
            (name == "ptime" ? ptime : maxptime) = milliseconds;
        return true;
    }

    /// The codec of the payload number that `value` begins with; null when the m= line does not list it.
    Codec* codec_for(Media& media, std::string_view& value) const
    {
        std::uint8_t type = 0;
        if (!to_number(take_word(value), type) || type >= payload_types || codec_of_[type] == none)
            return nullptr;
        return &media.codecs[codec_of_[type]];
    }

    // RFC 8866 §6.6: <payload type> <encoding>/<clock rate>[/<channels>]
    Reason rtpmap(Media& media, std::string_view value)
    {
        Codec* const codec = codec_for(media, value);
        if (!codec)
            return ok;
        std::string_view rest = take_word(value);
        const std::string_view name = take_until(rest, '/');
        if (!is_token(name))
            return "rtpmap has no encoding name";
        if (!to_number(take_until(rest, '/'), codec->clock_rate) || codec->clock_rate == 0)
            return "rtpmap clock rate is not a number";
        codec->channels = 1;
        if (!rest.empty() && (!to_number(rest, codec->channels) || codec->channels == 0))
            return "rtpmap channel count is not a number from 1 to 255";
        codec->name = name;
        return ok;
    }

    Reason fmtp(Media& media, std::string_view value)
    {
        Codec* const codec = codec_for(media, value);
        return codec ? keep(codec->fmtp, trim(value)) : ok;
    }

    static Reason keep(std::string& to, std::string_view text)
    {
        to = text;
        return ok;
    }

    Reason keep_attribute(std::vector<std::string>& to, std::string_view value) const
    {
        if (detail_ == Detail::full)
            to.emplace_back(value);
        return ok;
    }

    Reason finish()
    {
        if (lines_ == 0)
            return "description is empty";
        if (!has_origin_)
            return "o= line is missing";
        if (out_.connection || !out_.connection_name.empty())
            return ok;
        // RFC 8866 §5.7; a line that is switched off needs no address.
        const bool all_reachable = std::all_of(out_.media.begin(), out_.media.end(), [](const Media& media) {
            return media.port == 0 || media.connection || !media.connection_name.empty();
        });
        return all_reachable ? ok : "m= has no c= line, nor has the session";
    }

    static constexpr std::uint8_t none = 0xff;

    Session& out_;
    const Limits& limits_;
    Detail detail_;
    std::size_t lines_ = 0;
    std::size_t media_line_ = 0;
    bool has_origin_ = false;
    bool has_time_ = false;
    Direction session_direction_ = Direction::sendrecv;
    std::optional<std::uint16_t> session_ptime_;
    std::optional<std::uint16_t> session_maxptime_;
    std::array<std::uint8_t, payload_types> codec_of_{}; ///< payload number -> index in the codecs of the last m= line
};

} // namespace

SdpError parse(std::string_view text, Session& out, const Limits& limits, Detail detail)
{
    return Parser{out, limits, detail}.run(text);
}

SdpError parse(std::string_view text, Session& out, const Limits& limits)
{
    return parse(text, out, limits, Detail::full);
}

} // namespace sip::sdp
