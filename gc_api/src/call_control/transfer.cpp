#include "call_control/call_control.hpp"

#include "gcip.h"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "ip/destination.hpp"
#include "sip/message/message.hpp"

// Transfer of calls: the program's as party A, B and C (RFC 3515, 3891, 5589).
namespace gc {
namespace {

Call::Transfers& transfers_of(Call& call)
{
    if (!call.transfers)
        call.transfers = std::make_unique<Call::Transfers>();
    return *call.transfers;
}

Error wrong_time(Operation operation, std::string_view why)
{
    return {EGC_INVSTATE, IPERR_BAD_PARAM, std::string{rule(operation).function} + ": " + std::string{why}};
}

/// What gc_ResultInfo says of a transfer that did not come to its end.
EndResult failure_of(const sip::ReferEnded& event)
{
    using Cause = sip::ReferEnded::Cause;
    switch (event.cause) {
    case Cause::told: return end_result(sip::EndCause::rejected, event.status, {});
    case Cause::no_response: return {GCRV_TIMEOUT, IPEC_InternalReasonNoResponse};
    case Cause::no_notify: return {GCRV_TIMEOUT, IPEC_NO_NOTIFY_TIME_OUT};
    case Cause::expired: return {GCRV_TIMEOUT, IPEC_SUBS_EXPIRED};
    case Cause::transport: return end_result(sip::EndCause::transport, 0, {});
    case Cause::undecided:
    case Cause::call_ended: break;
    }
    return end_result(sip::EndCause::protocol, 0, {});
}

/// The new call stands, or as much of it as the peer has told before he left (the manual's GCEV_INVOKE_XFER).
bool succeeded(const sip::ReferEnded& event, bool accepted)
{
    using Cause = sip::ReferEnded::Cause;
    if (event.cause == Cause::told)
        return event.status < 300;
    return accepted && (event.cause == Cause::undecided || event.cause == Cause::call_ended);
}

} // namespace

Error CallControl::check_transfer(Operation operation, const Line& line) const
{
    if (!settings_.endpoint.transfers)
        return {EGC_NOT_ENABLED, IPERR_SUP_SERV_DISABLED,
                std::string{rule(operation).function} +
                    ": the board was started without IP_SUP_SERV_CALL_XFER in sup_serv_mask"};
    return check(operation, line);
}

/// The line of a call of this board that has not been released, or null.
Line* CallControl::line_with(CRN crn)
{
    const auto found = services_.handles.line_of(crn);
    if (!found || found->kind() != DeviceKind::line)
        return nullptr;
    const std::size_t channel = static_cast<const Line&>(*found).channel;
    Line* const line = channel < lines_.size() ? lines_[channel].get() : nullptr;
    return line && line == found.device.get() && line->call && line->call->crn == crn ? line : nullptr;
}

Error CallControl::init_transfer(Line& line)
{
    Error error = check_transfer(Operation::init_transfer, line);
    if (!error)
        conclude(line, Operation::init_transfer, nullptr);
    return error;
}

Error CallControl::replaced_call(const Line& line, CRN extra, sip::CallHandle& handle)
{
    const Line* const other = line_with(extra);
    if (!other || other == &line)
        return {EGC_INVCRN, IPERR_BAD_PARAM,
                "extracrn: no other call of the same board has the CRN " + std::to_string(extra)};
    if (Error error = check(Operation::invoke_transfer, *other))
        return error;
    handle = other->call->sip;
    return {};
}

Error CallControl::invoke_transfer(Line& line, const CallRequest& request, CRN extra)
{
    if (Error error = check_transfer(Operation::invoke_transfer, line))
        return error;
    if (line.call->transfers && line.call->transfers->ours)
        return wrong_time(Operation::invoke_transfer, "a transfer of the call is under way");
    if (request.outgoing.has_description())
        return {EGC_INVPARM, IPERR_BAD_PARAM, "IPSET_SDP: REFER has no description; who makes the call describes it"};
    sip::Refer refer;
    if (extra != 0)
        if (Error error = replaced_call(line, extra, refer.replaces))
            return error;
    if (!request.number.empty() && !request.address.empty())
        return {EGC_INVPARM, IPERR_BAD_PARAM, "numberstr and the address in makecallp: one of the two, not both"};
    if (!request.number.empty() || !request.address.empty()) {
        const auto& proxy = settings_.endpoint.outbound_proxy;
        SipAddress target =
            join_destination({.address = request.address, .number = request.number, .delimiter = settings_.delimiter},
                             proxy ? std::string_view{proxy->peer_name} : std::string_view{});
        if (!target.error.empty())
            return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(target.error)};
        refer.to = std::move(target.uri);
    }
    Outgoing outgoing = outgoing_of(line);
    outgoing.merge(request.outgoing);
    refer.headers = outgoing.lines_within_call(Outgoing::Contact::named);
    if (Error error = command(line, Operation::invoke_transfer, refer))
        return error;
    line.next_message.reset();
    transfers_of(*line.call).ours = true;
    line.call->transfers->taken = false;
    return {};
}

Error CallControl::accept_transfer(Line& line)
{
    if (Error error = check_transfer(Operation::accept_transfer, line))
        return error;
    if (!line.call->transfers || !line.call->transfers->theirs)
        return wrong_time(Operation::accept_transfer, "there is no GCEV_REQ_XFER to be answered");
    if (Error error = command(line, Operation::accept_transfer,
                              sip::AcceptRefer{next_message(line, Outgoing::Contact::named).lines}))
        return error;
    line.call->transfers->theirs = false;
    line.call->transfers->accepted = true;
    conclude(line, Operation::accept_transfer, nullptr);
    return {};
}

Error CallControl::reject_transfer(Line& line, unsigned long reason)
{
    if (Error error = check_transfer(Operation::reject_transfer, line))
        return error;
    const long status = static_cast<long>(reason) - IPEC_SIPReasonStatus(0);
    if (status < 300 || status > 699)
        return {EGC_INVPARM, IPERR_BAD_PARAM,
                "reason: expected an IPEC_SIPReasonStatus of 300 to 699, got " + std::to_string(reason)};
    if (!line.call->transfers || !line.call->transfers->theirs)
        return wrong_time(Operation::reject_transfer, "there is no GCEV_REQ_XFER to be answered");
    if (Error error =
            command(line, Operation::reject_transfer,
                    sip::RejectRefer{static_cast<int>(status), {}, next_message(line, Outgoing::Contact::none).lines}))
        return error;
    line.call->transfers->theirs = false;
    conclude(line, Operation::reject_transfer, nullptr);
    return {};
}

/// The call that the peer of `primary` has asked for is about to be made.
Error CallControl::join_transfer(CRN primary, sip::MakeCall& command)
{
    if (primary == 0)
        return {};
    const Line* const line = line_with(primary);
    if (!line || !line->call->transfers || !line->call->transfers->accepted || line->call->transfers->leg)
        return {EGC_INVPARM, IPERR_BAD_PARAM,
                "GCPARM_PRIMARYCALL_CRN: no call of the board with an accepted transfer has the CRN " +
                    std::to_string(primary)};
    const sip::HeaderLines& lines = line->call->transfers->lines;
    command.headers.insert(command.headers.end(), lines.begin(), lines.end());
    return {};
}

void CallControl::joined_transfer(CRN primary, Call& leg)
{
    leg.primary = primary;
    if (Line* const line = line_with(primary))
        line->call->transfers->leg = true;
}

/// How the call goes that somebody asked for: he is told, and in the end so is the program.
void CallControl::tell_transferor(Line& leg, int status)
{
    const CRN primary = leg.call->primary;
    if (primary == 0)
        return;
    if (status >= 200)
        leg.call->primary = 0;
    Line* const line = line_with(primary);
    if (!line || !line->call->transfers || !line->call->transfers->accepted)
        return;
    LaterCommand news{line->call->sip, sip::ReportRefer{status, {}}};
    if (status >= 200) {
        line->call->transfers->accepted = line->call->transfers->leg = false;
        Event event =
            gc_event(line->handle(), primary, status < 300 ? GCEV_XFER_CMPLT : GCEV_XFER_FAIL, line->user_attribute);
        if (status >= 300) {
            const EndResult result = end_result(sip::EndCause::rejected, status, {});
            event.result = {result.gc_value, result.cc_value, "SIP " + std::to_string(status)};
        }
        news.told = std::move(event);
    }
    command_later(std::move(news));
}

void CallControl::on(Line& line, const sip::Referred& event)
{
    Call::Transfers& transfers = transfers_of(*line.call);
    transfers.target = event.target;
    transfers.lines = event.lines;
    transfers.theirs = advance(line, Signal::transfer_asked, event.message);
    if (!transfers.theirs)
        command_later({line.call->sip, sip::RejectRefer{}});
}

void CallControl::on(Line& line, const sip::ReferWithdrawn& event)
{
    Call::Transfers& transfers = transfers_of(*line.call);
    transfers.theirs = false;
    if (!std::exchange(transfers.accepted, false) || !event.expired)
        return;
    post(line, line.call->crn, GCEV_XFER_FAIL,
         {GCRV_TIMEOUT, IPEC_SUBS_EXPIRED, "the transferor's subscription has ended"});
}

void CallControl::on(Line& line, const sip::ReferAccepted&)
{
    transfers_of(*line.call).taken = true;
    if (shows(line, GCMSK_INVOKEXFER_ACCEPTED))
        post(line, line.call->crn, GCEV_INVOKE_XFER_ACCEPTED);
}

void CallControl::on(Line& line, const sip::ReferRejected& event)
{
    transfers_of(*line.call).ours = false;
    const EndResult result = end_result(sip::EndCause::rejected, event.status, {});
    ParmBuilder block;
    config_.headers.write(*event.message, block);
    post(line, line.call->crn, GCEV_INVOKE_XFER_REJ,
         {result.gc_value, result.cc_value,
          "SIP " + std::to_string(event.status) + ' ' + std::string{event.message->reason()}},
         block.finish());
}

void CallControl::on(Line& line, const sip::ReferEnded& event)
{
    Call::Transfers& transfers = transfers_of(*line.call);
    transfers.ours = false;
    if (succeeded(event, transfers.taken))
        return post(line, line.call->crn, rule(Operation::invoke_transfer).termination);
    const auto failure = event.cause == sip::ReferEnded::Cause::transport
                             ? std::exchange(line.call->failure, std::nullopt)
                             : std::nullopt;
    const EndResult result = failure ? end_result(sip::EndCause::transport, 0, failure->error) : failure_of(event);
    std::string text = event.reason.empty() ? "SIP " + std::to_string(event.status) : event.reason;
    post(line, line.call->crn, rule(Operation::invoke_transfer).failure,
         {result.gc_value, result.cc_value, failure ? failure->text : std::move(text)}, describe_end(failure, nullptr));
}

} // namespace gc
