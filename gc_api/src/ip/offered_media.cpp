#include "ip/offered_media.hpp"

#include "gcip.h"
#include "ip/call_media.hpp"
#include "ip/capabilities.hpp"
#include "sip/message/message.hpp"
#include "sip/sdp.hpp"

#include <algorithm>
#include <vector>

namespace gc {
namespace {

using sip::sdp::Direction;

constexpr std::uint16_t usual_ptime = 20;

std::vector<int> directions(Direction offered)
{
    switch (sip::sdp::reversed(offered)) {
    case Direction::sendrecv: return {IP_CAP_DIR_LCLTRANSMIT, IP_CAP_DIR_LCLRECEIVE};
    case Direction::sendonly: return {IP_CAP_DIR_LCLSENDONLY};
    case Direction::recvonly: return {IP_CAP_DIR_LCLRECVONLY};
    case Direction::inactive: break;
    }
    return {IP_CAP_DIR_LCLRTPINACTIVE};
}

} // namespace

void write_offer(const sip::Message& message, ParmBuilder& block)
{
    const std::string_view text = message.body().empty() ? std::string_view{} : message.body_part("application", "sdp");
    sip::sdp::Session offer;
    if (text.empty() || sip::sdp::parse(text, offer))
        return;
    const auto stream = std::find_if(offer.media.begin(), offer.media.end(),
                                     [](const auto& line) { return line.type == "audio" && line.port != 0; });
    if (stream == offer.media.end())
        return;
    bool events = false;
    for (const sip::sdp::Codec& codec : stream->codecs) {
        events = events || codec.is_telephone_event();
        if (codec.is_telephone_event() || codec.name == "CN")
            continue;
        for (const int direction : directions(stream->direction))
            block.value(GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY,
                        capability_of({codec, codec.payload_type}, stream->ptime.value_or(usual_ptime), direction));
    }
    block.value(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK,
                static_cast<char>(events ? IP_DTMF_TYPE_RFC_2833 : IP_DTMF_TYPE_INBAND_RTP));
    if (const auto& ip = stream->connection ? stream->connection : offer.connection)
        block.value(IPSET_RTP_ADDRESS, IPPARM_REMOTE, rtp_addr({*ip, stream->port}));
}

} // namespace gc
