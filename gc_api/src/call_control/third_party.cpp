#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "sip/message/message.hpp"

// 3PCC: the program acknowledges 200 responses, and reads what the peer describes.
namespace gc {

Error CallControl::sip_ack(Line& line, const Outgoing& wanted)
{
    if (Error error = check(Operation::sip_ack, line))
        return error;
    if (!settings_.third_party)
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, only_in_third_party(rule(Operation::sip_ack).function)};
    Outgoing all = outgoing_of(line);
    all.merge(wanted);
    line.next_message.reset();
    Call& call = *line.call;
    if (Error error = command(line, Operation::sip_ack,
                              sip::Acknowledge{all.lines_within_call(Outgoing::Contact::none), all.description_body()}))
        return error;
    call.acknowledging = true;
    return {};
}

void CallControl::on(Line& line, const sip::AckSent&)
{
    if (std::exchange(line.call->acknowledging, false) && line.call->pending != Pending::drop)
        post(line, line.call->crn, rule(Operation::sip_ack).termination);
}

/// The call has ended before the ACK went out.
void CallControl::ack_failed(Line& line, const EndResult& result, const std::string& text)
{
    if (std::exchange(line.call->acknowledging, false))
        post(line, line.call->crn, rule(Operation::sip_ack).failure, {result.gc_value, result.cc_value, text});
}

bool CallControl::hear(Call& call, const sip::Message* message, unsigned short parm_id, ReceivedSdp::Copies copies)
{
    return settings_.third_party && message && call.sdp.take(*message, parm_id, copies);
}

/// gc_SipAck is wanted: because the program asked to be told before our INVITE went, or because the 200 made the offer.
void CallControl::tell_200(Line& line, bool offerless, const sip::Message* message)
{
    if (!offerless || (line.event_mask & GCMSK_200_OK) != 0)
        tell_message(line, GCEV_SIP_200OK, message);
}

void CallControl::tell_ack(Line& line, const sip::Message* message)
{
    if ((line.event_mask & GCMSK_SIP_ACK) != 0)
        tell_message(line, GCEV_SIP_ACK, message);
}

/// A thread that waits in an EV_SYNC function finds it afterwards.
void CallControl::tell_message(Line& line, long event, const sip::Message* message)
{
    if (!settings_.third_party || line.call->pending == Pending::drop)
        return;
    post(line, line.call->crn, event, {}, describe_message(*line.call, message));
}

} // namespace gc
