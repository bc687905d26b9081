#include "call_control/call_facts.hpp"

#include "call_control/call.hpp"
#include "gcip.h"

#include <iterator>

namespace gc {
namespace {

constexpr const char* no_media = "the call has no media yet";

struct Fact {
    unsigned short set, parm;
    /// Empty, or why it is not there.
    std::string (*write)(const Call& call, const Fact& what, ParmBuilder& block);
};

template <std::string Call::*Text>
std::string text(const Call& call, const Fact& what, ParmBuilder& block)
{
    block.text(what.set, what.parm, call.*Text);
    return {};
}

template <class Write>
std::string of_media(const Call& call, Write write)
{
    if (!call.media)
        return no_media;
    write(*call.media);
    return {};
}

std::string local_address(const Call& call, const Fact& what, ParmBuilder& block)
{
    return of_media(call, [&](const CallMedia& media) { block.value(what.set, what.parm, rtp_addr(media.local)); });
}

std::string remote_address(const Call& call, const Fact& what, ParmBuilder& block)
{
    return of_media(call, [&](const CallMedia& media) { block.value(what.set, what.parm, rtp_addr(media.remote)); });
}

std::string codecs(const Call& call, const Fact& what, ParmBuilder& block)
{
    return of_media(call, [&](const CallMedia& media) {
        block.value(what.set, what.parm, media.sent);
        block.value(what.set, what.parm, media.received);
    });
}

std::string dtmf(const Call& call, const Fact& what, ParmBuilder& block)
{
    return of_media(call, [&](const CallMedia& media) {
        const int mode = media.telephone_events ? IP_DTMF_TYPE_RFC_2833 : IP_DTMF_TYPE_INBAND_RTP;
        block.value(what.set, what.parm, static_cast<char>(mode));
    });
}

std::string protocol(const Call&, const Fact& what, ParmBuilder& block)
{
    block.value(what.set, what.parm, static_cast<char>(IP_PROTOCOL_SIP));
    return {};
}

std::string connection_method(const Call& call, const Fact& what, ParmBuilder& block)
{
    block.value(what.set, what.parm,
                static_cast<char>(call.slow_start ? IP_CONNECTIONMETHOD_SLOWSTART : IP_CONNECTIONMETHOD_FASTSTART));
    return {};
}

constexpr Fact facts[] = {
    {IPSET_CALLINFO, IPPARM_CALLID, text<&Call::call_id>},
    {IPSET_CALLINFO, IPPARM_DISPLAY, text<&Call::display>},
    {IPSET_CALLINFO, IPPARM_PHONELIST, text<&Call::destination>},
    {IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD, connection_method},
    {IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR, text<&Call::call_id>},
    {IPSET_SIP_MSGINFO, IPPARM_FROM, text<&Call::from_uri>},
    {IPSET_SIP_MSGINFO, IPPARM_FROM_DISPLAY, text<&Call::display>},
    {IPSET_SIP_MSGINFO, IPPARM_TO, text<&Call::to_uri>},
    {IPSET_SIP_MSGINFO, IPPARM_TO_DISPLAY, text<&Call::to_display>},
    {IPSET_SIP_MSGINFO, IPPARM_REQUEST_URI, text<&Call::request_uri>},
    {IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI, text<&Call::contact_uri>},
    {IPSET_SIP_MSGINFO, IPPARM_CONTACT_DISPLAY, text<&Call::contact_display>},
    {IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, protocol},
    {IPSET_RTP_ADDRESS, IPPARM_LOCAL, local_address},
    {IPSET_RTP_ADDRESS, IPPARM_REMOTE, remote_address},
    {GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, codecs},
    {IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK, dtmf},
};

} // namespace

std::string write_call_fact(const Call& call, unsigned short set_id, unsigned short parm_id, ParmBuilder& block)
{
    std::string name = "set " + std::to_string(set_id) + ", parameter " + std::to_string(parm_id) + ": ";
    for (const Fact& fact : facts) {
        if (fact.set != set_id || fact.parm != parm_id)
            continue;
        const std::string wrong = fact.write(call, fact, block);
        return wrong.empty() ? wrong : name + wrong;
    }
    return name + "a SIP call keeps no such information";
}

} // namespace gc
