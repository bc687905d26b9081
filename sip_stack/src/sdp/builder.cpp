#include "sip/sdp.hpp"

#include <array>
#include <charconv>

namespace sip::sdp {

namespace {

/// Appends the lines of a description to one string.
class Writer {
public:
    explicit Writer(std::string& out) : out_{out} {}

    Writer& raw(std::string_view text)
    {
        out_.append(text);
        return *this;
    }
    /// Text from outside: it must not be able to start a line of its own.
    Writer& text(std::string_view value) { return raw(value.substr(0, value.find_first_of({"\r\n\0", 3}))); }
    Writer& number(std::uint64_t value)
    {
        std::array<char, 20> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    Writer& end_line() { return raw("\r\n"); }

    Writer& host(const IpAddress& address, std::string_view name)
    {
        raw(address.is_v6() ? "IN IP6 " : "IN IP4 ");
        if (!name.empty())
            return text(name);
        return address.empty() ? raw("0.0.0.0") : raw(address.to_string());
    }
    void connection(const std::optional<IpAddress>& address, std::string_view name)
    {
        if (address || !name.empty())
            raw("c=").host(address.value_or(IpAddress{}), name).end_line();
    }
    void attributes(const std::vector<std::string>& lines)
    {
        for (const std::string& line : lines)
            raw("a=").text(line).end_line();
    }

private:
    std::string& out_;
};

std::string_view name_of(Direction direction)
{
    constexpr std::array<std::string_view, 4> names{"sendrecv", "sendonly", "recvonly", "inactive"};
    return names[static_cast<std::size_t>(direction)];
}

void write_formats(Writer& writer, const Media& media)
{
    for (const Codec& codec : media.codecs)
        writer.raw(" ").number(codec.payload_type);
    if (!media.codecs.empty())
        return;
    for (const std::string& format : media.formats)
        writer.raw(" ").text(format);
    if (media.formats.empty())
        writer.raw(" 0");
}

void write_codec(Writer& writer, const Codec& codec)
{
    if (!codec.name.empty()) {
        writer.raw("a=rtpmap:").number(codec.payload_type).raw(" ").text(codec.name).raw("/").number(codec.clock_rate);
        if (codec.channels > 1)
            writer.raw("/").number(codec.channels);
        writer.end_line();
    }
    if (!codec.fmtp.empty())
        writer.raw("a=fmtp:").number(codec.payload_type).raw(" ").text(codec.fmtp).end_line();
}

void write_media(Writer& writer, const Media& media)
{
    writer.raw("m=").text(media.type).raw(" ").number(media.port);
    if (media.port_count != 1)
        writer.raw("/").number(media.port_count);
    writer.raw(" ").text(media.protocol);
    write_formats(writer, media);
    writer.end_line();
    writer.connection(media.connection, media.connection_name);
    if (media.port == 0)
        return; // RFC 3264 §6: of a line that is switched off the rest says nothing
    for (const Codec& codec : media.codecs)
        write_codec(writer, codec);
    if (media.ptime)
        writer.raw("a=ptime:").number(*media.ptime).end_line();
    if (media.maxptime)
        writer.raw("a=maxptime:").number(*media.maxptime).end_line();
    writer.attributes(media.attributes);
    writer.raw("a=").raw(name_of(media.direction)).end_line();
}

} // namespace

std::string build(const Session& session)
{
    std::string out;
    out.reserve(448);
    Writer writer{out};
    writer.raw("v=0\r\no=")
        .text(session.origin_user)
        .raw(" ")
        .number(session.session_id)
        .raw(" ")
        .number(session.version);
    writer.raw(" ").host(session.origin_address, session.origin_name).end_line();
    writer.raw("s=").text(session.name).end_line();
    writer.connection(session.connection, session.connection_name);
    writer.raw("t=").text(session.time).end_line();
    writer.attributes(session.attributes);
    for (const Media& media : session.media)
        write_media(writer, media);
    return out;
}

} // namespace sip::sdp
