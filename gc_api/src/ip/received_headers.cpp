#include "ip/received_headers.hpp"

#include "gcip.h"
#include "sip/message/grammar.hpp"
#include "sip/message/message.hpp"

#include <algorithm>

namespace gc {
namespace {

constexpr std::size_t most_names = 256;

bool same_header(std::string_view a, std::string_view b)
{
    const sip::HeaderId id = sip::header_of(a);
    return id == sip::HeaderId::other ? sip::iequals(a, b) : id == sip::header_of(b);
}

} // namespace

std::string ReceivedHeaders::add(std::string_view name)
{
    if (!rules_.enabled)
        return "IPPARM_REGISTER_SIP_HEADER: the board was started without IP_SIP_MSGINFO_ENABLE";
    if (name.empty() || !sip::is_token(name))
        return "IPPARM_REGISTER_SIP_HEADER: \"" + std::string{name} + "\" is not the name of a header";
    if (std::any_of(names_.begin(), names_.end(), [&](const auto& known) { return same_header(known, name); }))
        return {};
    if (names_.size() == most_names)
        return "IPPARM_REGISTER_SIP_HEADER: more than " + std::to_string(most_names) + " headers";
    names_.emplace_back(name);
    return {};
}

bool ReceivedHeaders::wants(std::string_view name) const
{
    return rules_.unregistered ||
           std::any_of(names_.begin(), names_.end(), [&](const auto& known) { return same_header(known, name); });
}

void ReceivedHeaders::put(ParmBuilder& block, unsigned short parm, std::string_view value) const
{
    if (!value.empty() && value.size() < rules_.longest)
        block.text(IPSET_SIP_MSGINFO, parm, value);
}

void ReceivedHeaders::write(const sip::Message& message, ParmBuilder& block) const
{
    if (!rules_.enabled)
        return;
    if (message.is_request() && wants("Request-URI"))
        put(block, IPPARM_SIP_HDR, "Request-URI: " + std::string{message.request_uri().text});
    for (const sip::HeaderField& field : message.fields()) {
        if (!wants(field.name))
            continue;
        std::string line{field.name};
        line += ": ";
        line += field.value;
        put(block, IPPARM_SIP_HDR, line);
    }
}

void ReceivedHeaders::write_invite(const sip::Message& invite, ParmBuilder& block) const
{
    if (!rules_.enabled)
        return;
    put(block, IPPARM_REQUEST_URI, invite.request_uri().text);
    put(block, IPPARM_FROM, invite.from().uri.text);
    put(block, IPPARM_FROM_DISPLAY, invite.from().display_text());
    put(block, IPPARM_TO, invite.to().uri.text);
    put(block, IPPARM_TO_DISPLAY, invite.to().display_text());
    if (const auto& contact = invite.contact()) {
        put(block, IPPARM_CONTACT_URI, contact->uri.text);
        put(block, IPPARM_CONTACT_DISPLAY, contact->display_text());
    }
    put(block, IPPARM_CALLID_HDR, invite.call_id());
    put(block, IPPARM_DIVERSION_URI, invite.value(sip::HeaderId::diversion));
    put(block, IPPARM_REFERRED_BY, invite.value(sip::HeaderId::referred_by));
    put(block, IPPARM_REPLACES, invite.value(sip::HeaderId::replaces));
    write(invite, block);
}

} // namespace gc
