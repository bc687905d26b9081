#include "call_control/board_messages.hpp"

#include "events/event_queue.hpp"
#include "gcip.h"
#include "handles/handle_table.hpp"
#include "ip/board_settings.hpp"
#include "ip/causes.hpp"
#include "ip/mime.hpp"
#include "ip/outgoing.hpp"
#include "ip/program_sdp.hpp"
#include "runtime/board_device.hpp"
#include "runtime/logging.hpp"

#include <algorithm>

namespace gc {
namespace {

using Kind = MessageType::Kind;

constexpr std::size_t most_waiting = 1000;

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

/// What the block says of headers and body.
struct Content {
    sip::MakeCall head; ///< what a call would have been made with
    sip::RawBody body;
};

Error read_content(const BoardSettings& settings, const MessageType& type, const std::vector<Parm>& parms, Content& out)
{
    Outgoing outgoing;
    for (const Parm& parm : parms) {
        if (parm.set == IPSET_SIP_MSGINFO && !settings.header_access)
            return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE,
                    "IPSET_SIP_MSGINFO: the board was started without IP_SIP_MSGINFO_ENABLE in sip_msginfo_mask"};
        if (parm.set == IPSET_SDP) // read below
            continue;
        if (is_mime_part(parm.set, parm.id) && !settings.mime_access)
            return mime_not_enabled();
        if (std::string wrong = outgoing.take(parm.set, parm.id, parm.value); !wrong.empty())
            return bad(std::move(wrong));
    }
    outgoing.apply_to(out.head);
    add_parts(out.body, std::exchange(out.head.parts, {}));
    if (std::string wrong = read_sdp_option(parms, type, settings.third_party, out.body); !wrong.empty())
        return bad(std::move(wrong));
    return {};
}

/// The value of a line with that name; takes it out.
std::string take(sip::HeaderLines& lines, sip::HeaderId id)
{
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        const std::size_t colon = line->find(':');
        if (colon == std::string::npos || sip::header_of(sip::trim(std::string_view{*line}.substr(0, colon))) != id)
            continue;
        std::string value{sip::trim(std::string_view{*line}.substr(colon + 1))};
        lines.erase(line);
        return value;
    }
    return {};
}

void write_type(ParmBuilder& block, const MessageType& type) { block.value(IPSET_MSG_SIP, IPPARM_MSGTYPE, type.id); }

} // namespace

template <class Use>
void BoardMessages::for_each_device(Use use) const
{
    for (const auto& device : services_.handles.devices()) {
        if (device->kind() != DeviceKind::board)
            continue;
        const auto& open = static_cast<const BoardDevice&>(*device);
        if (&open.board->settings() == &settings_)
            use(open);
    }
}

void BoardMessages::devices_changed()
{
    bool open = false;
    for_each_device([&](const BoardDevice&) { open = true; });
    loop_->endpoint().take_up(open ? settings_.taken_up : sip::TakenUp{});
}

Error BoardMessages::send(LINEDEV device, const std::vector<Parm>& parms)
{
    const MessageType* type = message_type_in(parms);
    if (!type)
        return bad("IPPARM_MSGTYPE: is missing, or no IP_MSGTYPE_SIP_ value");
    if (type->kind == Kind::notice || type->method == "UPDATE")
        return bad("IPPARM_MSGTYPE: " + std::string{type->name} + " cannot be sent outside of a call");
    return type->kind == Kind::request ? send_request(device, *type, parms) : send_answer(*type, parms);
}

Error BoardMessages::send_request(LINEDEV device, const MessageType& type, const std::vector<Parm>& parms)
{
    Content content;
    if (Error error = read_content(settings_, type, parms, content))
        return error;
    sip::SendOutside request;
    request.method = type.method;
    request.headers = std::move(content.head.headers);
    request.to = take(request.headers, sip::HeaderId::to);
    request.from = take(request.headers, sip::HeaderId::from);
    request.request_uri = content.head.request_uri;
    if (request.to.empty())
        request.to = request.request_uri;
    if (request.to.empty() && content.head.call_id.empty())
        return bad("IPSET_SIP_MSGINFO: neither To nor Request-URI says whom " + std::string{type.method} + " is for");
    request.call_id = content.head.call_id;
    request.peer_name = content.head.peer_name;
    request.content_type = std::move(content.body.content_type);
    request.body = std::move(content.body.text);
    // IP Guide 287: what is outside of a dialog is not authenticated, but for SUBSCRIBE; MESSAGE came later.
    request.answers_challenges = type.method == "SUBSCRIBE" || type.method == "MESSAGE";
    request.user = static_cast<sip::UserCookie>(device);
    if (const sip::CommandError error = loop_->endpoint().send_outside(request, loop_->now()))
        return bad(std::string{type.method} + ": " + error.text);
    return {};
}

Error BoardMessages::send_answer(const MessageType& type, const std::vector<Parm>& parms)
{
    const int status = status_in(parms, type.status);
    if (std::string wrong = check_status(type, status); !wrong.empty())
        return bad(std::move(wrong));
    Content content;
    if (Error error = read_content(settings_, type, parms, content))
        return error;
    const auto waiting = waiting_for(type, content.head.call_id);
    if (waiting == waiting_.end())
        return {EGC_INVSTATE, IPERR_UNAVAILABLE, "no " + std::string{type.method} + " waits for an answer"};
    sip::HeaderLines lines = std::move(content.head.headers);
    for (const auto id : {sip::HeaderId::to, sip::HeaderId::from, sip::HeaderId::route})
        (void)take(lines, id); // the request has them
    const sip::AnswerOutside answer{
        status, {}, std::move(lines), std::move(content.body.content_type), std::move(content.body.text)};
    const sip::CommandError error = loop_->endpoint().answer_outside(waiting->handle, answer, loop_->now());
    if (!error || error.code == sip::CommandError::Code::no_such_call)
        waiting_.erase(waiting);
    if (!error)
        return {};
    const bool late = error.code == sip::CommandError::Code::no_such_call;
    return {late ? EGC_INVSTATE : EGC_INVPARM, late ? IPERR_UNAVAILABLE : IPERR_BAD_PARAM, error.text};
}

/// The one with that Call-ID, else the oldest.
std::deque<BoardMessages::Waiting>::iterator BoardMessages::waiting_for(const MessageType& type,
                                                                        const std::string& call_id)
{
    return std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& one) {
        return one.method == type.method && (call_id.empty() || one.call_id == call_id);
    });
}

void BoardMessages::on(sip::UserCookie, const sip::OutsideRequested& event)
{
    const sip::Message& message = *event.message;
    const MessageType* type = message_type(message.method_name(), Kind::request);
    ParmBuilder block;
    MimeWriter mime;
    if (type)
        write_type(block, *type);
    describe(message, block);
    if (settings_.header_access)
        headers_.write_invite(message, block);
    if (settings_.third_party)
        write_sdp_option(message, block);
    if (settings_.mime_access)
        mime.write(message, block, MimeWriter::of_request(message));
    if (waiting_.size() == most_waiting)
        waiting_.pop_front(); // the stack has answered it long ago
    if (type && post_to_board(mime.keep(block.finish_extension(IPEXTID_RECEIVEMSG))) != 0) {
        waiting_.push_back({event.request, std::string{message.method_name()}, std::string{message.call_id()}});
        return;
    }
    // Nobody has the board open any more. Not at once: a command would void the messages of other notifications.
    const int status = message.method() == sip::Method::options ? 200 : 480;
    loop_->run_after({}, [this, request = event.request, status] {
        (void)loop_->endpoint().answer_outside(request, {status, {}, {}, {}, {}}, loop_->now());
    });
}

void BoardMessages::on(sip::UserCookie device, const sip::OutsideAnswered& event)
{
    const sip::Message& message = *event.message;
    const auto open = services_.handles.find(static_cast<long>(device));
    const MessageType* type = answer_type(message.cseq().method_name, message.status());
    if (!open || !type)
        return;
    ParmBuilder block;
    MimeWriter mime;
    write_type(block, *type);
    block.value(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE, message.status());
    describe(message, block);
    if (settings_.header_access)
        headers_.write(message, block);
    if (settings_.third_party)
        write_sdp_option(message, block);
    if (settings_.mime_access)
        mime.write(message, block, MimeWriter::Descriptions::shown);
    post(open->handle(), open->user_attribute, mime.keep(block.finish_extension(IPEXTID_RECEIVEMSG)));
}

void BoardMessages::on(sip::UserCookie device, const sip::OutsideFailed& event)
{
    const auto open = services_.handles.find(static_cast<long>(device));
    const MessageType* type = message_type(event.method, Kind::reject);
    if (!open || !type)
        return;
    services_.log.warning("board " + std::to_string(settings_.number) + ": " + event.method + " to " + event.target +
                          ": " + event.reason);
    REQUEST_ERROR failure{};
    failure.version = 0x100;
    failure.error = request_error(event.error);
    event.method.copy(failure.method, sizeof failure.method - 1);
    ParmBuilder block;
    write_type(block, *type);
    block.value(IPSET_MSG_SIP, IPPARM_MSG_SIP_RESPONSE_CODE, event.timed_out ? 408 : 503);
    block.value(IPSET_SIP_REQUEST_ERROR, IPPARM_SIP_SVC_UNAVAIL, failure);
    post(open->handle(), open->user_attribute, block.finish_extension(IPEXTID_RECEIVEMSG));
}

void BoardMessages::on(sip::UserCookie, const sip::SubscriptionExpired& event)
{
    ParmBuilder block;
    write_type(block, *message_type(IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE));
    block.text(IPSET_SIP_MSGINFO, IPPARM_CALLID_HDR,
               std::string_view{event.call_id}.substr(0, settings_.longest_parameter - 1));
    (void)post_to_board(block.finish_extension(IPEXTID_RECEIVEMSG));
}

/// What an answer needs, and what tells subscriptions apart.
void BoardMessages::describe(const sip::Message& message, ParmBuilder& block) const
{
    const auto put = [&](unsigned short parm, std::string_view value) {
        if (settings_.header_access && !value.empty() && value.size() < settings_.longest_parameter)
            block.text(IPSET_SIP_MSGINFO, parm, value);
    };
    if (!message.is_request()) // write_invite() says it of requests
        put(IPPARM_CALLID_HDR, message.call_id());
    put(IPPARM_EVENT_HDR, message.value(sip::HeaderId::event));
    put(IPPARM_EXPIRES_HDR, message.value(sip::HeaderId::expires));
}

void BoardMessages::post(LINEDEV device, void* attribute, const EventMemory& block)
{
    services_.events.post_unannounced(gc_event(device, 0, GCEV_EXTENSION, attribute, block));
}

unsigned BoardMessages::post_to_board(const EventMemory& block)
{
    unsigned devices = 0;
    for_each_device([&](const BoardDevice& open) {
        ++devices;
        post(open.handle(), open.user_attribute, block);
    });
    return devices;
}

} // namespace gc
