#include "call_control/call_control.hpp"

#include "gcip.h"
#include "ip/board_settings.hpp"
#include "sip/message/message.hpp"

#include <algorithm>

// INFO, NOTIFY, OPTIONS and MESSAGE inside calls, both ways.
namespace gc {
namespace {

using Kind = MessageType::Kind;

constexpr std::size_t most_waiting = 32; ///< more than the stack keeps: the first has been answered for the program

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

Error from_stack(const sip::CommandError& error)
{
    if (!error)
        return {};
    if (error.code == sip::CommandError::Code::bad_argument)
        return bad("IPEXTID_SENDMSG: " + error.text);
    return {EGC_INVSTATE, IPERR_UNAVAILABLE, "IPEXTID_SENDMSG: " + error.text};
}

} // namespace

Error CallControl::send_message(Line& line, const std::vector<Parm>& parms)
{
    const MessageType* const type = message_type_in(parms);
    if (!type || type->kind == Kind::notice)
        return bad("IPPARM_MSGTYPE: is missing, or no IP_MSGTYPE_SIP_ value that can be sent");
    Outgoing outgoing;
    for (const Parm& parm : parms) {
        if (parm.set == IPSET_SIP_MSGINFO && !settings_.header_access)
            return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE,
                    "IPSET_SIP_MSGINFO: the board was started without IP_SIP_MSGINFO_ENABLE in sip_msginfo_mask"};
        if (parm.set == IPSET_SDP) // read below
            continue;
        if (is_mime_part(parm.set, parm.id) && !settings_.mime_access)
            return mime_not_enabled();
        if (std::string wrong = outgoing.take(parm.set, parm.id, parm.value); !wrong.empty())
            return bad(std::move(wrong));
    }
    sip::RawBody body;
    add_parts(body, outgoing.parts());
    if (std::string wrong = read_sdp_option(parms, *type, settings_.third_party, body); !wrong.empty())
        return bad(std::move(wrong));
    const bool names_contact = type->method == "NOTIFY" || type->method == "OPTIONS"; // RFC 3261 table 2, RFC 6665
    sip::HeaderLines lines =
        outgoing.lines_within_call(names_contact ? Outgoing::Contact::named : Outgoing::Contact::none);
    Call& call = *line.call;
    if (type->kind != Kind::request)
        return answer_request(call, *type, status_in(parms, type->status), std::move(lines), std::move(body));
    const sip::CallCommand request =
        sip::SendRequest{std::string{type->method}, std::move(lines), std::move(body.content_type),
                         std::move(body.text), static_cast<std::uint64_t>(type->id)};
    return from_stack(loop_->endpoint().command(call.sip, request, loop_->now()));
}

/// Of the oldest request of that kind.
Error CallControl::answer_request(Call& call, const MessageType& type, int status, sip::HeaderLines lines,
                                  sip::RawBody body)
{
    if (std::string wrong = check_status(type, status); !wrong.empty())
        return bad(std::move(wrong));
    const auto waiting = std::find_if(call.requests.begin(), call.requests.end(),
                                      [&](const auto& request) { return request.method == type.method; });
    if (waiting == call.requests.end())
        return {EGC_INVSTATE, IPERR_UNAVAILABLE, "no " + std::string{type.method} + " waits for an answer in the call"};
    const sip::CallCommand answer = sip::RespondToRequest{
        waiting->number, status, {}, std::move(lines), std::move(body.content_type), std::move(body.text)};
    const sip::CommandError error = loop_->endpoint().command(call.sip, answer, loop_->now());
    if (error.code != sip::CommandError::Code::bad_argument)
        call.requests.erase(waiting); // answered, by the program or, too late for it, by the stack
    return from_stack(error);
}

void CallControl::on(Line& line, const sip::RequestReceived& event)
{
    Call& call = *line.call;
    const sip::Message& message = *event.message;
    const MessageType* const type = message_type(message.method_name(), Kind::request);
    if (!type)
        return;
    if (call.requests.size() == most_waiting)
        call.requests.erase(call.requests.begin());
    call.requests.push_back({event.request, std::string{message.method_name()}});
    ParmBuilder block;
    MimeWriter mime;
    block.value(IPSET_MSG_SIP, IPPARM_MSGTYPE, type->id);
    config_.headers.write_invite(message, block);
    if (settings_.third_party)
        write_sdp_option(message, block);
    if (settings_.mime_access)
        mime.write(message, block, MimeWriter::of_request(message));
    if (type->id == IP_MSGTYPE_SIP_INFO)
        post(line, call.crn, GCEV_CALLINFO, {}, mime.keep(block.finish()));
    else
        post(line, call.crn, GCEV_EXTENSION, {}, mime.keep(block.finish_extension(IPEXTID_RECEIVEMSG)));
}

void CallControl::on(Line& line, const sip::RequestAnswered& event)
{
    const sip::Message& message = *event.message;
    const MessageType* const type = answer_type(message.cseq().method_name, message.status());
    if (!type)
        return;
    ParmBuilder block;
    MimeWriter mime;
    block.value(IPSET_MSG_SIP, IPPARM_MSGTYPE, type->id);
    block.value(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE, message.status());
    config_.headers.write(message, block);
    if (settings_.third_party)
        write_sdp_option(message, block);
    if (settings_.mime_access)
        mime.write(message, block, MimeWriter::Descriptions::shown);
    post(line, line.call->crn, GCEV_EXTENSION, {}, mime.keep(block.finish_extension(IPEXTID_RECEIVEMSG)));
}

/// Why it could not be delivered, the event before has told.
void CallControl::on(Line& line, const sip::RequestFailed& event)
{
    line.call->failure.reset(); // of that request, not of the call
    const MessageType* const sent = message_type(static_cast<int>(event.number));
    const MessageType* const type = sent ? message_type(sent->method, Kind::reject) : nullptr;
    if (!type)
        return;
    ParmBuilder block;
    block.value(IPSET_MSG_SIP, IPPARM_MSGTYPE, type->id);
    block.value(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE, event.status);
    post(line, line.call->crn, GCEV_EXTENSION, {}, block.finish_extension(IPEXTID_RECEIVEMSG));
}

} // namespace gc
