#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/board_settings.hpp"
#include "ip/offered_media.hpp"
#include "ip/rerouting.hpp"
#include "sip/message/message.hpp"

// What events carry of the messages that they tell of.
namespace gc {

EventMemory CallControl::describe(Signal signal, Call& call, const sip::Message* message) const
{
    if (signal == Signal::transfer_asked)
        return rerouting_info(call.transfers->target);
    const bool change = signal == Signal::change_asked || signal == Signal::change_unfit;
    const bool transferred = signal == Signal::incoming && call.secondary != 0;
    const bool described = call.sdp.waits();
    if (signal != Signal::ringing && !change && !transferred && !described && !shows_content_of(message))
        return {};
    ParmBuilder block;
    MimeWriter mime;
    if (message)
        describe_bodies(*message, block, mime);
    call.sdp.write(block);
    if (change && message && !settings_.third_party)
        write_offer(*message, block);
    if (transferred) {
        block.value(GCSET_SUPP_XFER, GCPARM_SECONDARYCALL_CRN, call.secondary);
        if (!call.transferring.empty())
            block.text(GCSET_SUPP_XFER, GCPARM_TRANSFERRING_ADDR, call.transferring);
    }
    if (signal == Signal::ringing)
        block.value(IPSET_SIP_RESPONSE_CODE, IPPARM_RECEIVED_RESPONSE_STATUS_CODE,
                    static_cast<unsigned short>(call.provisional));
    if (message && signal == Signal::incoming)
        config_.headers.write_invite(*message, block);
    else if (message)
        config_.headers.write(*message, block);
    return mime.keep(block.finish());
}

bool CallControl::shows_content_of(const sip::Message* message) const
{
    return message && (settings_.header_access || settings_.mime_access);
}

/// But for the description of the session, which is the library's.
void CallControl::describe_bodies(const sip::Message& message, ParmBuilder& block, MimeWriter& mime) const
{
    if (settings_.mime_access)
        mime.write(message, block, MimeWriter::Descriptions::hidden);
}

/// Headers and bodies, as any event has them.
EventMemory CallControl::describe_message(Call& call, const sip::Message* message) const
{
    if (!call.sdp.waits() && !shows_content_of(message))
        return {};
    ParmBuilder block;
    MimeWriter mime;
    call.sdp.write(block);
    if (message) {
        describe_bodies(*message, block, mime);
        config_.headers.write(*message, block);
    }
    return mime.keep(block.finish());
}

/// What GCEV_DISCONNECTED carries: the message that ended the call, or why it could not be delivered.
EventMemory CallControl::describe_end(const std::optional<DeliveryFailure>& failure, const sip::Message* message) const
{
    if (!failure && !shows_content_of(message))
        return {};
    ParmBuilder block;
    MimeWriter mime;
    if (message) {
        describe_bodies(*message, block, mime);
        config_.headers.write(*message, block);
    }
    if (failure)
        write_tls_failure(*failure, settings_.longest_parameter, block);
    return mime.keep(block.finish());
}

} // namespace gc
