#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/board_settings.hpp"

// What messages of ours say of the session: the media of the line, or in 3PCC what the program has written.
namespace gc {

Error CallControl::local_media(Line& line, const MediaWishes& wishes, sip::sdp::LocalMedia& media)
{
    std::string reason;
    if (!line.rtp.is_open() && !rtp_ports_.take(line.rtp, media_.address, reason))
        return {EGC_SYSTEM, IPERR_MEDIA, std::move(reason)};
    media = media_;
    media.port = line.rtp.local().port;
    wishes.apply_to(media);
    return {};
}

/// For an INVITE or a re-INVITE. The program acknowledges where it wants to, and where it has to answer.
Error CallControl::offer(Line& line, const Outgoing& all, bool slow_start, Offer& out)
{
    if (settings_.third_party) {
        out.media = all.description();
        out.own_ack = !all.has_description() || (line.event_mask & GCMSK_200_OK) != 0;
        return {};
    }
    sip::sdp::LocalMedia media;
    if (Error error = local_media(line, all.media(), media))
        return error;
    if (slow_start)
        out.late_media = std::move(media);
    else
        out.media = std::move(media);
    return {};
}

/// For a 200.
Error CallControl::describe_answer(Line& line, const Outgoing& all, sip::MediaChoice& out)
{
    out = all.description();
    if (settings_.third_party)
        return {};
    sip::sdp::LocalMedia media;
    Error error = local_media(line, all.media(), media);
    out = std::move(media);
    return error;
}

Error CallControl::check_description(const Outgoing& outgoing) const
{
    if (settings_.third_party || !outgoing.has_description())
        return {};
    return {EGC_INVPARM, IPERR_BAD_PARAM, only_in_third_party("IPSET_SDP")};
}

} // namespace gc
