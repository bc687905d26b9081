#include "ip/mime.hpp"

#include "gcip.h"
#include "params/live_blocks.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace gc {
namespace {

template <class Pointer>
std::optional<Pointer> pointer_of(std::string_view value)
{
    Pointer pointer{};
    if (value.size() != sizeof pointer)
        return std::nullopt;
    std::memcpy(&pointer, value.data(), sizeof pointer);
    return pointer;
}

/// Programs write "Content-Type: application/sdp" as well as the value alone.
std::string_view without_name(std::string_view type)
{
    const std::size_t colon = type.find(':');
    const bool named =
        colon != std::string_view::npos && sip::iequals(sip::trim(type.substr(0, colon)), "Content-Type");
    return sip::trim(named ? type.substr(colon + 1) : type);
}

/// One line or several; empty ones, as after a last line end, are none.
void take_headers(std::string_view text, sip::BodyPart& part)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find("\r\n"), text.size());
        if (end != 0)
            part.headers.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
}

template <class Value>
std::string raw(Value value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::string read_block(const std::vector<Parm>& parms, sip::BodyPart& part)
{
    const char* body = nullptr;
    std::optional<std::uint64_t> size;
    for (const Parm& parm : parms) {
        if (parm.set != IPSET_MIME && parm.set != IPSET_MIME_200OK_TO_BYE)
            continue;
        switch (parm.id) {
        case IPPARM_MIME_PART_TYPE: part.content_type = without_name(text_of(parm.value)); break;
        case IPPARM_MIME_PART_BODY: body = pointer_of<const char*>(parm.value).value_or(nullptr); break;
        case IPPARM_MIME_PART_BODY_SIZE: size = number_of(parm.value); break;
        case IPPARM_MIME_PART_HEADER: take_headers(text_of(parm.value), part); break;
        default: break;
        }
    }
    if (std::string wrong = sip::check_parts({part}); !wrong.empty())
        return "IPPARM_MIME_PART_TYPE, IPPARM_MIME_PART_HEADER: " + wrong;
    constexpr std::uint64_t longest = 1 << 20;
    if (!size || (!body && *size != 0))
        return "IPPARM_MIME_PART_BODY, IPPARM_MIME_PART_BODY_SIZE: a pointer and its size are needed";
    if (*size > longest)
        return "IPPARM_MIME_PART_BODY_SIZE: is " + std::to_string(*size) + ", at most " + std::to_string(longest);
    if (body)
        part.content.assign(body, *size);
    return {};
}

/// What is said of a body that is no multipart stands in the head of its message.
std::vector<std::string> headers_of(const sip::Message& message, const sip::ReceivedPart& part)
{
    if (!part.head.empty())
        return part_headers(part);
    std::vector<std::string> lines;
    for (const auto id :
         {sip::HeaderId::content_disposition, sip::HeaderId::content_encoding, sip::HeaderId::content_language})
        if (const std::string_view value = message.value(id);
            part.content.data() == message.body().data() && !value.empty())
            lines.push_back(std::string{name_of(id)} + ": " + std::string{value});
    return lines;
}

} // namespace

bool is_mime_part(unsigned short set, unsigned short parm)
{
    return (set == IPSET_MIME || set == IPSET_MIME_200OK_TO_BYE) && parm == IPPARM_MIME_PART;
}

Error mime_not_enabled()
{
    return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE,
            "IPSET_MIME: the board was started without IP_SIP_MIME_ENABLE in sip_msginfo_mask"};
}

std::string read_mime_part(std::string_view value, sip::BodyPart& out)
{
    const auto block = pointer_of<const GC_PARM_BLK*>(value);
    const auto inside = block ? read_parms(*block) : std::nullopt;
    if (!inside || !*block)
        return "IPPARM_MIME_PART: expected the address of a parameter block";
    return read_block(*inside, out);
}

void MimeWriter::write(const sip::Message& message, ParmBuilder& block, Descriptions descriptions)
{
    for (const sip::ReceivedPart& part : message.body_parts())
        if (descriptions == Descriptions::shown || !part.media_type.is("application", "sdp"))
            write(part, headers_of(message, part), block);
}

MimeWriter::Descriptions MimeWriter::of_request(const sip::Message& message)
{
    return message.method() == sip::Method::options ? Descriptions::hidden : Descriptions::shown;
}

void MimeWriter::write(const sip::ReceivedPart& part, const std::vector<std::string>& headers, ParmBuilder& block)
{
    const EventMemory body = EventMemory::copy_of(part.content);
    // Programs read its address back as an unsigned int.
    const auto inside = std::make_shared<ParmBlock>(true, ParmBlock::Address::low);
    const auto put = [&](unsigned short parm, std::string_view value) {
        (void)inside->insert(IPSET_MIME, parm, value); // one for which there is no room is left out
    };
    put(IPPARM_MIME_PART_TYPE, std::string{part.type} + '\0');
    put(IPPARM_MIME_PART_BODY, raw(static_cast<char*>(body.address)));
    put(IPPARM_MIME_PART_BODY_SIZE, raw(static_cast<unsigned>(part.content.size())));
    for (const std::string& line : headers)
        if (sip::header_of(sip::trim(std::string_view{line}.substr(0, line.find(':')))) != sip::HeaderId::content_type)
            put(IPPARM_MIME_PART_HEADER, line + '\0');
    block.value(IPSET_MIME, IPPARM_MIME_PART, inside->address());
    owners_.push_back(body.owner);
    owners_.push_back(known_to_programs(inside));
}

EventMemory MimeWriter::keep(EventMemory memory) const
{
    if (owners_.empty())
        return memory;
    auto all = std::make_shared<std::vector<std::shared_ptr<void>>>(owners_);
    all->push_back(memory.owner);
    memory.owner = std::move(all);
    return memory;
}

} // namespace gc
