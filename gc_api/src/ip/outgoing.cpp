#include "ip/outgoing.hpp"

#include "gcip.h"
#include "ip/mime.hpp"
#include "ip/program_sdp.hpp"
#include "params/parm_reader.hpp"
#include "sip/message/grammar.hpp"
#include "sip/message/headers.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gc {
namespace {

std::string lower(std::string_view text)
{
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool has_control_character(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_host_name(std::string_view text)
{
    constexpr std::size_t longest = 253; // RFC 1035 §2.3.4, as text
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '.' || c == '_';
    });
}

std::string quoted(std::string_view display)
{
    std::string out = "\"";
    for (const char c : display) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

/// "user@host" becomes a SIP URI, as a header needs it.
std::string with_scheme(const std::string& uri)
{
    const std::string_view start = std::string_view{uri}.substr(0, uri.find(':') + 1);
    const bool has_scheme = sip::iequals(start, "sip:") || sip::iequals(start, "sips:") || sip::iequals(start, "tel:");
    return has_scheme ? uri : "sip:" + uri;
}

struct OldParameter {
    unsigned short id;
    std::string_view header;
};
constexpr std::array<OldParameter, 8> single_headers{{
    {IPPARM_REFERRED_BY, "Referred-By"},
    {IPPARM_REPLACES, "Replaces"},
    {IPPARM_CONTENT_DISPOSITION, "Content-Disposition"},
    {IPPARM_CONTENT_ENCODING, "Content-Encoding"},
    {IPPARM_REFER_TO, "Refer-To"},
    {IPPARM_DIVERSION_URI, "Diversion"},
    {IPPARM_EVENT_HDR, "Event"},
    {IPPARM_EXPIRES_HDR, "Expires"},
}};

} // namespace

std::string Outgoing::take(unsigned short set_id, unsigned short parm_id, std::string_view value)
{
    switch (set_id) {
    case IPSET_PROTOCOL:
        if (parm_id == IPPARM_PROTOCOL_BITMASK)
            protocols_ = static_cast<unsigned>(number_of(value).value_or(0));
        return {};
    case IPSET_CALLINFO: return take_call_info(parm_id, value);
    case IPSET_SIP_MSGINFO: return take_header_parameter(parm_id, text_of(value));
    case IPSET_TLS: return take_tls(parm_id, text_of(value));
    case IPSET_SDP: return read_sdp(parm_id, value, description_);
    case GCSET_SUPP_XFER:
        if (parm_id != GCPARM_PRIMARYCALL_CRN)
            return "GCSET_SUPP_XFER: a program sets GCPARM_PRIMARYCALL_CRN only, not parameter " +
                   std::to_string(parm_id);
        primary_call_ = static_cast<CRN>(number_of(value).value_or(0));
        return {};
    case IPSET_MIME:
    case IPSET_MIME_200OK_TO_BYE: return take_part(set_id, parm_id, value);
    case GCSET_CHAN_CAPABILITY:
    case IPSET_DTMF: return media_.take(set_id, parm_id, value);
    default: return {};
    }
}

std::string Outgoing::take_part(unsigned short set_id, unsigned short parm_id, std::string_view value)
{
    if (!is_mime_part(set_id, parm_id))
        return "IPSET_MIME: a message is given IPPARM_MIME_PART only, not parameter " + std::to_string(parm_id);
    return read_mime_part(value, (set_id == IPSET_MIME ? parts_ : bye_answer_).emplace_back());
}

std::string Outgoing::take_call_info(unsigned short parm_id, std::string_view value)
{
    switch (parm_id) {
    case IPPARM_CONNECTIONMETHOD: {
        const auto method = number_of(value).value_or(0);
        if (method != IP_CONNECTIONMETHOD_FASTSTART && method != IP_CONNECTIONMETHOD_SLOWSTART)
            return "IPPARM_CONNECTIONMETHOD: no such method: " + std::to_string(method);
        slow_start_ = method == IP_CONNECTIONMETHOD_SLOWSTART;
        return {};
    }
    case IPPARM_PHONELIST: phone_list_ = text_of(value); return {};
    case IPPARM_CALLID: call_id_ = text_of(value); return {};
    case IPPARM_DISPLAY: from_.display = text_of(value); return {};
    default: return {};
    }
}

std::string Outgoing::take_tls(unsigned short parm_id, std::string_view value)
{
    if (parm_id != IPPARM_TLS_PEER_NAME)
        return "IPSET_TLS: a program sets IPPARM_TLS_PEER_NAME only, not parameter " + std::to_string(parm_id);
    if (!is_host_name(value) && !sip::IpAddress::parse(value))
        return "IPPARM_TLS_PEER_NAME: \"" + std::string{value} + "\" is neither a domain nor an address";
    peer_name_ = value;
    return {};
}

std::string Outgoing::take_header_parameter(unsigned short parm_id, std::string_view value)
{
    if (has_control_character(value))
        return "IPSET_SIP_MSGINFO parameter " + std::to_string(parm_id) +
               ": a header is one line without control characters";
    switch (parm_id) {
    case IPPARM_SIP_HDR: return take_line(value);
    case IPPARM_REQUEST_URI: request_uri_ = value; return {};
    case IPPARM_FROM: from_.uri = value; return {};
    case IPPARM_FROM_DISPLAY: from_.display = value; return {};
    case IPPARM_TO: to_.uri = value; return {};
    case IPPARM_TO_DISPLAY: to_.display = value; return {};
    case IPPARM_CONTACT_URI: contact_.uri = value; return {};
    case IPPARM_CONTACT_DISPLAY: contact_.display = value; return {};
    case IPPARM_CALLID_HDR: call_id_ = value; return {};
    default: break;
    }
    for (const OldParameter& old : single_headers)
        if (old.id == parm_id)
            set_line(old.header, value);
    return {};
}

std::string Outgoing::take_line(std::string_view line)
{
    const std::size_t colon = line.find(':');
    const std::string_view name = sip::trim(line.substr(0, std::min(colon, line.size())));
    if (colon == std::string_view::npos || name.empty())
        return "IPPARM_SIP_HDR: expected \"Name: value\", got \"" + std::string{line} + "\"";
    const std::string_view value = sip::trim(line.substr(colon + 1));
    const sip::HeaderId id = sip::header_of(name);
    if (sip::iequals(name, "Request-URI")) { // the manual treats it as a header
        request_uri_ = value;
    } else if (id == sip::HeaderId::call_id) {
        call_id_ = value;
    } else if (const sip::CommandError error = sip::check_header_line(line)) {
        return "IPPARM_SIP_HDR: " + error.text; // now, and not with the message: a call must be able to end
    } else {
        lines_.push_back({lower(id == sip::HeaderId::other ? name : sip::name_of(id)), std::string{line}});
    }
    return {};
}

void Outgoing::set_line(std::string_view name, std::string_view value)
{
    std::string key = lower(name);
    std::erase_if(lines_, [&](const Line& line) { return line.name == key; });
    lines_.push_back({std::move(key), std::string{name} + ": " + std::string{value}});
}

void Outgoing::merge(const Outgoing& stronger)
{
    std::erase_if(lines_, [&](const Line& weak) {
        return std::any_of(stronger.lines_.begin(), stronger.lines_.end(),
                           [&](const Line& strong) { return strong.name == weak.name; });
    });
    lines_.insert(lines_.end(), stronger.lines_.begin(), stronger.lines_.end());

    const auto take_over = [](std::string& weak, const std::string& strong) {
        if (!strong.empty())
            weak = strong;
    };
    for (Address Outgoing::*address : {&Outgoing::from_, &Outgoing::to_, &Outgoing::contact_}) {
        take_over((this->*address).uri, (stronger.*address).uri);
        take_over((this->*address).display, (stronger.*address).display);
    }
    take_over(request_uri_, stronger.request_uri_);
    take_over(call_id_, stronger.call_id_);
    take_over(phone_list_, stronger.phone_list_);
    take_over(peer_name_, stronger.peer_name_);
    for (sip::BodyParts Outgoing::*parts : {&Outgoing::parts_, &Outgoing::bye_answer_})
        if (!(stronger.*parts).empty())
            this->*parts = stronger.*parts;
    media_.merge(stronger.media_);
    if (stronger.has_description())
        description_ = stronger.description_;
    if (stronger.slow_start_)
        slow_start_ = stronger.slow_start_;
    if (stronger.protocols_ != 0)
        protocols_ = stronger.protocols_;
}

sip::HeaderLines Outgoing::lines_within_call(Contact contact) const
{
    sip::HeaderLines out;
    for (const Line& line : lines_)
        if (line.name != "from" && line.name != "to" && line.name != "route")
            out.push_back(line.text);
    if (contact == Contact::named && contact_.given())
        add_address(out, "Contact", contact_);
    return out;
}

bool Outgoing::has_line(std::string_view lower_case_name) const
{
    return std::any_of(lines_.begin(), lines_.end(), [&](const Line& line) { return line.name == lower_case_name; });
}

/// A complete header line wins over the older pair of parameters.
void Outgoing::add_address(sip::HeaderLines& lines, std::string_view header, const Address& address) const
{
    if (has_line(lower(header)))
        return;
    std::string line{header};
    line += ": ";
    if (!address.display.empty())
        line += quoted(address.display) + ' ';
    const bool bracketed = address.uri.find('<') != std::string::npos;
    line += bracketed ? address.uri : '<' + with_scheme(address.uri) + '>';
    lines.push_back(std::move(line));
}

void Outgoing::apply_to(sip::MakeCall& command) const
{
    for (const Line& line : lines_)
        command.headers.push_back(line.text);
    command.request_uri = request_uri_;
    command.call_id = call_id_;
    command.peer_name = peer_name_;
    command.parts = parts_;
    if (from_.given())
        add_address(command.headers, "From", from_);
    else if (!from_.display.empty() && !command.from.empty())
        add_address(command.headers, "From", {command.from, from_.display});
    if (to_.given())
        add_address(command.headers, "To", to_);
    if (contact_.given())
        add_address(command.headers, "Contact", contact_);
}

} // namespace gc
