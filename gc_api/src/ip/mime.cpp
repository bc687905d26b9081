#include "ip/mime.hpp"

#include "gcip.h"

#include <cstring>
#include <optional>

namespace gc {
namespace {

struct Part {
    std::string type, body, headers; ///< headers: complete lines
};

template <class Pointer>
std::optional<Pointer> pointer_of(const Parm& parm)
{
    Pointer pointer{};
    if (parm.value.size() != sizeof pointer)
        return std::nullopt;
    std::memcpy(&pointer, parm.value.data(), sizeof pointer);
    return pointer;
}

std::string read_part(const std::vector<Parm>& parms, Part& part)
{
    const char* body = nullptr;
    std::optional<std::uint64_t> size;
    for (const Parm& parm : parms) {
        if (parm.set != IPSET_MIME && parm.set != IPSET_MIME_200OK_TO_BYE)
            continue;
        switch (parm.id) {
        case IPPARM_MIME_PART_TYPE: part.type = text_of(parm.value); break;
        case IPPARM_MIME_PART_BODY: body = pointer_of<const char*>(parm).value_or(nullptr); break;
        case IPPARM_MIME_PART_BODY_SIZE: size = number_of(parm.value); break;
        case IPPARM_MIME_PART_HEADER: part.headers += std::string{text_of(parm.value)} + "\r\n"; break;
        default: break;
        }
    }
    // Programs write "Content-Type: application/sdp" as well as the value alone.
    if (const std::size_t colon = part.type.find(':'); colon != std::string::npos)
        part.type = sip::trim(std::string_view{part.type}.substr(colon + 1));
    sip::MediaType type;
    if (sip::parse_media_type(part.type, type) || part.type.find_first_of("\r\n") != std::string::npos)
        return "IPPARM_MIME_PART_TYPE: expected type/subtype, got \"" + part.type + '"';
    if (!body || !size)
        return "IPPARM_MIME_PART_BODY, IPPARM_MIME_PART_BODY_SIZE: a pointer and its size are needed";
    part.body.assign(body, *size);
    return {};
}

/// A line that stands in none of the parts.
std::string boundary_for(const std::vector<Part>& parts)
{
    for (unsigned number = 0;; ++number) {
        std::string boundary = "trunkcall-part-" + std::to_string(number);
        bool inside = false;
        for (const Part& part : parts)
            inside |= part.body.find(boundary) != std::string::npos;
        if (!inside)
            return boundary;
    }
}

void join(const std::vector<Part>& parts, sip::RawBody& out)
{
    const std::string boundary = boundary_for(parts);
    out.content_type = "multipart/mixed;boundary=" + boundary;
    for (const Part& part : parts)
        out.text +=
            "--" + boundary + "\r\nContent-Type: " + part.type + "\r\n" + part.headers + "\r\n" + part.body + "\r\n";
    out.text += "--" + boundary + "--\r\n";
}

} // namespace

std::string read_mime(const std::vector<Parm>& parms, sip::RawBody& out)
{
    std::vector<Part> parts;
    for (const Parm& parm : parms) {
        if (parm.set != IPSET_MIME || parm.id != IPPARM_MIME_PART)
            continue;
        const auto block = pointer_of<const GC_PARM_BLK*>(parm);
        const auto inside = block ? read_parms(*block) : std::nullopt;
        if (!inside || !*block)
            return "IPPARM_MIME_PART: expected the address of a parameter block";
        if (std::string wrong = read_part(*inside, parts.emplace_back()); !wrong.empty())
            return wrong;
    }
    if (parts.size() == 1 && parts.front().headers.empty()) {
        out.content_type = std::move(parts.front().type);
        out.text = std::move(parts.front().body);
    } else if (!parts.empty()) {
        join(parts, out);
    }
    return {};
}

void MimeWriter::write(const sip::Message& message, ParmBuilder& block)
{
    if (message.body().empty())
        return;
    const EventMemory body = EventMemory::copy_of(message.body());
    ParmBuilder part;
    part.text(IPSET_MIME, IPPARM_MIME_PART_TYPE, message.value(sip::HeaderId::content_type));
    part.value(IPSET_MIME, IPPARM_MIME_PART_BODY, static_cast<char*>(body.address));
    part.value(IPSET_MIME, IPPARM_MIME_PART_BODY_SIZE, static_cast<unsigned>(message.body().size()));
    const EventMemory inside = part.finish();
    block.value(IPSET_MIME, IPPARM_MIME_PART, static_cast<GC_PARM_BLK*>(inside.address));
    owners_.push_back(body.owner);
    owners_.push_back(inside.owner);
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
