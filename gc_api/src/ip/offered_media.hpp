#pragma once

#include "params/parm_builder.hpp"

namespace sip {
class Message;
}

namespace gc {

/// The media that the offer in a message asks for, as GCEV_REQ_MODIFY_CALL carries them: of its audio stream, seen from
/// our side.
///
///   GCSET_CHAN_CAPABILITY / IPPARM_LOCAL_CAPABILITY   IP_CAPABILITY for each codec, in the order of the offer; the
///                                                     direction is what is left to us: LCLTRANSMIT and LCLRECEIVE (two
///                                                     entries), LCLSENDONLY, LCLRECVONLY (we are put on hold) or
///                                                     LCLRTPINACTIVE
///   IPSET_DTMF / IPPARM_SUPPORT_DTMF_BITMASK          char: IP_DTMF_TYPE_RFC_2833 when telephone-event is offered, else
///                                                     IP_DTMF_TYPE_INBAND_RTP
///   IPSET_RTP_ADDRESS / IPPARM_REMOTE                 RTP_ADDR: where the peer wants our audio
///
/// Nothing when the message has no offer that can be read, or none of audio.
void write_offer(const sip::Message& message, ParmBuilder& block);

} // namespace gc
