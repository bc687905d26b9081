#include "ip/program_sdp.hpp"

#include "gcip.h"
#include "sip/message/message.hpp"

namespace gc {
namespace {

constexpr std::string_view sdp_type = "application/sdp";

std::string_view sdp_in(const sip::Message& message)
{
    return message.body().empty() ? std::string_view{} : message.body_part("application", "sdp");
}

std::string keep(std::string_view name, std::string_view value, sip::SdpRole role, sip::RawBody& out)
{
    if (text_of(value).empty())
        return std::string{name} + ": is empty";
    if (!out.text.empty())
        return std::string{name} + ": one message has one description, and there is one already";
    out = {std::string{sdp_type}, std::string{text_of(value)}, role};
    return {};
}

} // namespace

std::string read_sdp(unsigned short parm_id, std::string_view value, sip::RawBody& out)
{
    switch (parm_id) {
    case IPPARM_SDP_OFFER: return keep("IPPARM_SDP_OFFER", value, sip::SdpRole::offer, out);
    case IPPARM_SDP_ANSWER: return keep("IPPARM_SDP_ANSWER", value, sip::SdpRole::answer, out);
    case IPPARM_SDP_OPTION_OFFER:
    case IPPARM_SDP_OPTION_ANSWER: return "IPPARM_SDP_OPTION_: goes with OPTIONS, by gc_Extension";
    default: return "IPSET_SDP has no parameter " + std::to_string(parm_id);
    }
}

std::string only_in_third_party(std::string_view what)
{
    return std::string{what} + ": only with MEDIA_OPERATIONAL_MODE_3PCC (gc_Start)";
}

std::string read_sdp_option(const std::vector<Parm>& parms, const MessageType& type, bool third_party,
                            sip::RawBody& out)
{
    for (const Parm& parm : parms) {
        if (parm.set != IPSET_SDP)
            continue;
        if (!third_party)
            return only_in_third_party("IPSET_SDP");
        const bool fits = (parm.id == IPPARM_SDP_OPTION_OFFER && type.id == IP_MSGTYPE_SIP_OPTIONS) ||
                          (parm.id == IPPARM_SDP_OPTION_ANSWER && type.id == IP_MSGTYPE_SIP_OPTIONS_OK);
        if (!fits)
            return "IPSET_SDP: expected IPPARM_SDP_OPTION_OFFER with IP_MSGTYPE_SIP_OPTIONS, or "
                   "IPPARM_SDP_OPTION_ANSWER with IP_MSGTYPE_SIP_OPTIONS_OK";
        if (std::string wrong = keep("IPPARM_SDP_OPTION_", parm.value, sip::SdpRole::whichever, out); !wrong.empty())
            return wrong;
    }
    return {};
}

void write_sdp_option(const sip::Message& message, ParmBuilder& block)
{
    const bool request = message.is_request();
    const bool of_options =
        request ? message.method() == sip::Method::options : message.cseq().method_name == "OPTIONS";
    if (const std::string_view text = sdp_in(message); of_options && !text.empty())
        block.text(IPSET_SDP, request ? IPPARM_SDP_OPTION_OFFER : IPPARM_SDP_OPTION_ANSWER, text);
}

bool ReceivedSdp::take(const sip::Message& message, unsigned short parm_id, Copies copies)
{
    const std::string_view text = sdp_in(message);
    if (text.empty() || (copies == Copies::not_told && text == text_))
        return false;
    text_ = text;
    parm_id_ = parm_id;
    waits_ = true;
    return true;
}

void ReceivedSdp::write(ParmBuilder& block)
{
    if (waits_)
        block.text(IPSET_SDP, parm_id_, text_);
    waits_ = false;
}

} // namespace gc
