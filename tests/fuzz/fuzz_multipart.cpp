#include "message/builder.hpp"
#include "sip/body.hpp"
#include "sip/message/message.hpp"

#include <cstdint>
#include <cstdlib>

using namespace sip;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool within(std::string_view part, std::string_view whole)
{
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

Message message_with(std::string_view content_type, std::string_view body)
{
    MessageBuilder out;
    out.request("MESSAGE", "sip:b@h");
    for (const auto* line : {"Via: SIP/2.0/UDP h;branch=z9hG4bKb", "From: <sip:a@h>;tag=a", "To: <sip:b@h>",
                             "Call-ID: c", "CSeq: 1 MESSAGE", "Max-Forwards: 70"})
        require(out.line(line));
    Message message;
    require(!message.parse(std::move(out).finish(content_type, body)));
    return message;
}

/// What comes is taken apart without a view that leads out of it.
void read(std::string_view body)
{
    for (const auto* type : {"multipart/mixed;boundary=b", "multipart/alternative;boundary=\"b\"", "text/plain"}) {
        const Message message = message_with(type, body);
        const auto parts = message.body_parts();
        require(parts.empty() == message.body().empty());
        for (const ReceivedPart& part : parts) {
            require(within(part.content, message.body()) && within(part.head, message.body()));
            require(!part.type.empty());
            for (const std::string& line : part_headers(part))
                require(line.find_first_of("\r\n") == std::string::npos);
        }
        require(within(message.body_part("application", "sdp"), message.body()));
    }
}

/// What is written comes back: the octets, cut at each '|', as parts.
void write(std::string_view octets)
{
    BodyParts parts;
    while (parts.size() < 100) {
        const std::size_t end = octets.find('|');
        parts.push_back({"a/b", {"X: y"}, std::string{octets.substr(0, end)}});
        if (end == std::string_view::npos)
            break;
        octets.remove_prefix(end + 1);
    }
    require(check_parts(parts).empty());
    RawBody body;
    add_parts(body, parts);
    const Message message = message_with(body.content_type, body.text);
    const auto back = message.body_parts();
    require(back.size() == parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i)
        require(back[i].content == parts[i].content);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view octets{reinterpret_cast<const char*>(data), size};
    read(octets);
    write(octets);
    return 0;
}
