#include "ip/call_media.hpp"

#include "ip/capabilities.hpp"

#include <cstring>

namespace gc {
namespace {

using sip::sdp::Direction;

bool same(const IP_CAPABILITY& a, const IP_CAPABILITY& b)
{
    return a.capability == b.capability && a.direction == b.direction && a.payload_type == b.payload_type &&
           a.extra.audio.frames_per_pkt == b.extra.audio.frames_per_pkt && a.extra.audio.VAD == b.extra.audio.VAD;
}

struct State {
    unsigned short parm;
    int direction;
};
/// What is told of the side that sends and of the side that receives; parm 0: nothing.
struct States {
    State sent, received;
};

States states_of(Direction direction)
{
    switch (direction) {
    case Direction::sendrecv:
        return {{IPPARM_TX_CONNECTED, IP_CAP_DIR_LCLTRANSMIT}, {IPPARM_RX_CONNECTED, IP_CAP_DIR_LCLRECEIVE}};
    case Direction::sendonly: return {{IPPARM_TX_SENDONLY, IP_CAP_DIR_LCLSENDONLY}, {}};
    case Direction::recvonly: return {{}, {IPPARM_RX_RECVONLY, IP_CAP_DIR_LCLRECVONLY}};
    case Direction::inactive: break;
    }
    return {{IPPARM_TX_INACTIVE, IP_CAP_DIR_LCLRTPINACTIVE}, {IPPARM_RX_INACTIVE, IP_CAP_DIR_LCLRTPINACTIVE}};
}

} // namespace

bool operator==(const CallMedia& a, const CallMedia& b)
{
    return a.local == b.local && a.remote == b.remote && a.direction == b.direction &&
           a.telephone_events == b.telephone_events && same(a.sent, b.sent) && same(a.received, b.received);
}

std::optional<CallMedia> describe_media(const sip::sdp::Negotiated& agreed, const sip::Address& local)
{
    if (agreed.codecs.empty() || agreed.remote.port == 0)
        return std::nullopt;
    const sip::sdp::AgreedCodec& codec = agreed.codecs.front();
    const States states = states_of(agreed.direction);
    CallMedia media{.local = local,
                    .remote = agreed.remote,
                    .sent = capability_of(codec, agreed.ptime, states.sent.direction),
                    .received = capability_of(codec, agreed.ptime, states.received.direction),
                    .direction = agreed.direction,
                    .telephone_events = agreed.telephone_event.has_value()};
    media.received.payload_type = codec.receive_type;
    return media;
}

void write_media(const CallMedia& media, ParmBuilder& block)
{
    const States states = states_of(media.direction);
    if (states.sent.parm != 0)
        block.value(IPSET_MEDIA_STATE, states.sent.parm, media.sent);
    if (states.received.parm != 0)
        block.value(IPSET_MEDIA_STATE, states.received.parm, media.received);
    block.value(IPSET_RTP_ADDRESS, IPPARM_LOCAL, rtp_addr(media.local));
    block.value(IPSET_RTP_ADDRESS, IPPARM_REMOTE, rtp_addr(media.remote));
}

void write_media_end(ParmBuilder& block)
{
    block.bytes(IPSET_MEDIA_STATE, IPPARM_TX_DISCONNECTED, {});
    block.bytes(IPSET_MEDIA_STATE, IPPARM_RX_DISCONNECTED, {});
}

RTP_ADDR rtp_addr(const sip::Address& address)
{
    RTP_ADDR out{};
    out.port = address.port;
    out.ip_ver = address.ip.is_v6() ? IPVER6 : IPVER4;
    std::memcpy(&out.u_ipaddr, address.ip.bytes().data(), address.ip.is_v6() ? 16 : 4);
    return out;
}

} // namespace gc
