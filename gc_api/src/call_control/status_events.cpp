#include "call_control/call_control.hpp"

#include "gcip.h"

// GCEV_EXTENSION of what programs ask for by IPSET_EXTENSIONEVT_MSK: signalling and media of a call, up and down.
namespace gc {

bool CallControl::tells(unsigned long extension_event) const { return (config_.extension_mask & extension_event) != 0; }

void CallControl::media_is(Line& line, const sip::sdp::Negotiated* agreed)
{
    if (!agreed || line.call->pending == Pending::drop)
        return;
    const auto media = describe_media(*agreed, line.rtp.local());
    if (!media)
        return media_over(line);
    if (line.call->media == media)
        return;
    line.call->media = media;
    if (!tells(EXTENSIONEVT_STREAMING_STATUS))
        return;
    ParmBuilder block;
    write_media(*media, block);
    post(line, line.call->crn, GCEV_EXTENSION, {}, block.finish_extension(IPEXTID_MEDIAINFO));
}

void CallControl::media_over(Line& line)
{
    if (!std::exchange(line.call->media, std::nullopt) || !tells(EXTENSIONEVT_STREAMING_STATUS))
        return;
    ParmBuilder block;
    write_media_end(block);
    post(line, line.call->crn, GCEV_EXTENSION, {}, block.finish_extension(IPEXTID_MEDIAINFO));
}

void CallControl::signaling_is(Line& line, bool up)
{
    if (std::exchange(line.call->signaling_up, up) == up || !tells(EXTENSIONEVT_SIGNALING_STATUS))
        return;
    ParmBuilder block;
    block.bytes(IPSET_IPPROTOCOL_STATE, up ? IPPARM_SIGNALING_CONNECTED : IPPARM_SIGNALING_DISCONNECTED, {});
    post(line, line.call->crn, GCEV_EXTENSION, {}, block.finish_extension(IPEXTID_IPPROTOCOL_STATE));
}

void CallControl::connection_over(Line& line)
{
    media_over(line);
    signaling_is(line, false);
}

} // namespace gc
