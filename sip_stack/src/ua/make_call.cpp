#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/request_address.hpp"
#include "ua/user_agent.hpp"

/// MakeCall as a program gives it, turned into an INVITE (RFC 3261 §13.2.1).
namespace sip {

CommandError UserAgent::make_call(const MakeCall& command, CallHandle& handle)
{
    if (calls_.size() >= context_.config.max_calls)
        return {CommandError::Code::too_many_calls,
                "there are " + std::to_string(calls_.size()) + " calls, as many as configured"};
    if (CommandError error = check_lines(command.headers, LinesFor::invite))
        return error;
    if (CommandError error = check_body_parts(command.parts))
        return error;
    if (command.own_ack && command.late_media)
        return {CommandError::Code::bad_argument, "late_media: the owner acknowledges, and so answers"};
    if (std::holds_alternative<NoMedia>(command.media) && !command.late_media && !command.own_ack)
        return {CommandError::Code::bad_argument,
                "late_media: is needed to answer the offer of the 2xx, since media makes none"};
    if (const auto* raw = std::get_if<RawBody>(&command.media))
        if (CommandError error = check_offer(*raw))
            return error;

    const std::uint64_t tag = new_tag();
    RequestDraft draft;
    NextHop hop;
    draft.method = Method::invite;
    draft.lines = command.headers;
    draft.has_contact = true;
    if (CommandError error =
            address_request({command.to, command.from, command.request_uri, command.call_id, command.peer_name},
                            tag_text(tag), context_, draft, hop))
        return error;

    auto created = std::make_unique<Call>(around_, command.user, tag);
    Call& call = *created;
    handle = calls_.insert(std::move(created), tag);
    call.set_handle(handle);
    call.place(std::move(draft), std::move(hop), command);
    return {};
}

} // namespace sip
