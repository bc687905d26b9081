#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/call_table.hpp"
#include "ua/party.hpp"
#include "ua/sipfrag.hpp"

/// We send the peer to somebody else, and hear how it goes (RFC 3515 §2.4; RFC 3891 §4; RFC 5589 §6, §7).
namespace sip {
namespace {

CommandError wrong_state(std::string text) { return {CommandError::Code::wrong_state, std::move(text)}; }
CommandError bad(std::string text) { return {CommandError::Code::bad_argument, std::move(text)}; }

/// RFC 6665 §4.2.2: what a NOTIFY says of its subscription.
bool is_terminated(const Message& notify)
{
    const std::string_view state = notify.value(HeaderId::subscription_state);
    return iequals(trim(state.substr(0, state.find(';'))), "terminated");
}

std::optional<Duration> lifetime(const Message& notify)
{
    const std::string_view state = notify.value(HeaderId::subscription_state);
    std::uint32_t seconds = 0;
    if (!parse_uint(Params{state.substr(std::min(state.find(';'), state.size()))}.value("expires"), 86'400, seconds))
        return std::nullopt;
    return std::chrono::seconds{seconds};
}

} // namespace

/// The value of Refer-To; its headers ask that the new call takes the place of one that the target has with us.
CommandError Call::write_refer_to(const Refer& command, std::string& value) const
{
    std::string headers;
    std::string uri;
    if (command.replaces != CallHandle::none) {
        const Call* call = around_.calls.find(command.replaces);
        if (!call || call == this || call->state_ != State::confirmed)
            return bad("replaces: is no other connected call");
        const Dialog& dialog = *call->dialog_;
        headers = "?Replaces=" + escape_uri_header(dialog.call_id() + ";to-tag=" + std::string{dialog.remote_tag()} +
                                                   ";from-tag=" + tag_text(call->tag_));
        uri = dialog.remote_target();
    }
    if (!command.to.empty()) {
        Party target;
        if (CommandError error = parse_party("to", command.to, target))
            return error;
        uri = std::move(target.uri);
    }
    UriView parsed;
    if (uri.empty() || parse_uri(uri, parsed))
        return bad("to: whom the peer shall call is missing");
    value = '<' + std::string{headers.empty() ? parsed.text : parsed.without_headers()} + headers + '>';
    return {};
}

CommandError Call::refer(const Refer& command)
{
    if (state_ != State::confirmed)
        return wrong_state("only a connected call can be transferred");
    if (transfer_)
        return wrong_state("a REFER of ours is under way");
    if (CommandError error = check_lines(command.headers, LinesFor::request))
        return error;
    HeaderLines lines = command.headers;
    if (!line_value(lines, HeaderId::refer_to)) {
        std::string refer_to;
        if (CommandError error = write_refer_to(command, refer_to))
            return error;
        lines.push_back("Refer-To: " + refer_to);
    }
    NameAddr from;
    if (!line_value(lines, HeaderId::referred_by) && !parse_name_addr(dialog_->local(), from)) // RFC 3892
        lines.push_back("Referred-By: <" + std::string{from.uri.text} + '>');

    RequestDraft refer = dialog_->request(Method::refer);
    if (auto contact = take_line(lines, HeaderId::contact))
        refer.contact = std::move(*contact);
    refer.lines = std::move(lines);
    transfer_ = std::make_unique<Transfer>();
    transfer_->cseq = refer.cseq;
    start_timer(transfer_->limit, refer_limit, around_.context.config.timers.refer_answer);
    transfer_->refer = around_.requests.start(std::move(refer), dialog_->next_hop(around_.context.config), handle_);
    return {};
}

void Call::receive_refer_response(const Message& response)
{
    const int status = response.status();
    if (status < 200)
        return;
    if (status < 300)
        return refer_accepted();
    finish_transfer(ReferRejected{status, &response});
    if (status != 408 && status != 481)
        return;
    send_bye({}, CallHandle::none); // RFC 3261 §12.2.1.2: the peer knows nothing of the dialog, or is gone
    end(status == 408 ? EndCause::timed_out : EndCause::rejected, status, response.reason(), &response);
}

void Call::refer_accepted()
{
    if (std::exchange(transfer_->accepted, true))
        return;
    start_timer(transfer_->limit, refer_limit, around_.context.config.timers.refer_notify);
    notify(ReferAccepted{});
}

/// RFC 3515 §2.4.4: a NOTIFY may come before the 202.
void Call::receive_notify(const Message& request, const Route& route, ServerId server)
{
    ResponseDraft draft;
    const std::string_view event = request.value(HeaderId::event);
    const std::string_view id = Params{event.substr(std::min(event.find(';'), event.size()))}.value("id");
    draft.status = is_of_refer(request) ? 200 : 489;
    if (draft.status == 200 && (!transfer_ || (!id.empty() && id != std::to_string(transfer_->cseq)))) // §2.4.6
        draft.status = 481;
    respond(request, route, server, draft);
    if (draft.status != 200)
        return;
    refer_accepted();
    const int status = status_of_sipfrag(request);
    if (status >= 200)
        return finish_transfer(ReferEnded{ReferEnded::Cause::told, status, {}});
    if (is_terminated(request))
        return finish_transfer(
            ReferEnded{ReferEnded::Cause::undecided, transfer_->status, "the subscription was ended"});
    const Duration longest = around_.context.config.timers.refer_expires;
    transfer_->notified = true;
    start_timer(transfer_->limit, refer_limit, std::min(lifetime(request).value_or(longest), longest));
    if (status > 100 && std::exchange(transfer_->status, status) != status)
        notify(ReferProgress{status});
}

void Call::refer_expired()
{
    transfer_->limit = 0;
    if (!transfer_->accepted)
        finish_transfer(ReferEnded{ReferEnded::Cause::no_response, 0, "no response to the REFER"});
    else if (!transfer_->notified)
        finish_transfer(ReferEnded{ReferEnded::Cause::no_notify, 0, "no NOTIFY came"});
    else
        finish_transfer(ReferEnded{ReferEnded::Cause::expired, transfer_->status, "the subscription has expired"});
}

void Call::refer_lost(const RequestEvent& event)
{
    const auto cause = event.timed_out ? ReferEnded::Cause::no_response : ReferEnded::Cause::transport;
    finish_transfer(ReferEnded{cause, 0, event.reason});
}

void Call::finish_transfer(CallEvent event)
{
    abandon_transfer();
    notify(std::move(event));
}

void Call::abandon_transfer()
{
    if (!transfer_)
        return;
    stop_timer(transfer_->limit);
    around_.requests.disown(transfer_->refer);
    transfer_.reset();
}

} // namespace sip
