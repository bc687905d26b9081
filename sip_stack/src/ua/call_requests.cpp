#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"

#include <algorithm>

/// Requests inside the dialog that are no part of the call itself (RFC 3261 §12.2): INFO (RFC 6086), NOTIFY, OPTIONS,
/// MESSAGE, from the owner and for the owner.
namespace sip {
namespace {

constexpr std::size_t max_open = 16; ///< at a time, each way

CommandError bad(std::string text) { return {CommandError::Code::bad_argument, std::move(text)}; }

CommandError check_body(const std::string& content_type, const std::string& body)
{
    if (content_type.empty() && !body.empty())
        return bad("body: needs a content_type");
    if (content_type.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos)
        return bad("content_type: has a line end inside");
    return {};
}

} // namespace

bool HandedUp::has(Method method) const
{
    switch (method) {
    case Method::info: return info;
    case Method::notify: return notify;
    case Method::options: return options;
    case Method::message: return message;
    default: return false;
    }
}

/// That of the call; of a call of ours that is not answered yet, the one of the last response that opened one.
Dialog* Call::talking_dialog()
{
    if (state_ == State::cancelling || state_ == State::closing || state_ == State::dead)
        return nullptr;
    if (dialog_)
        return &*dialog_;
    return outgoing_ && !outgoing_->forks.empty() ? &outgoing_->forks.back().dialog : nullptr;
}

Call::Requests& Call::requests_of_owner()
{
    if (!requests_)
        requests_ = std::make_unique<Requests>();
    return *requests_;
}

CommandError Call::send_request(const SendRequest& command)
{
    static constexpr HandedUp sendable{.info = true, .notify = true, .message = true, .options = true};
    const Method method = method_of(command.method);
    if (!sendable.has(method))
        return bad("method \"" + command.method + "\": expected INFO, NOTIFY, OPTIONS or MESSAGE");
    Dialog* const dialog = talking_dialog();
    if (!dialog)
        return {CommandError::Code::wrong_state, "there is no dialog for a request"};
    if (CommandError error = check_lines(command.headers, LinesFor::request))
        return error;
    if (CommandError error = check_body(command.content_type, command.body))
        return error;
    if (requests_of_owner().sent.size() >= max_open)
        return {CommandError::Code::wrong_state, std::to_string(max_open) + " requests wait for their answers"};
    RequestDraft draft = dialog->request(method);
    draft.lines = command.headers;
    if (auto contact = take_line(draft.lines, HeaderId::contact))
        draft.contact = std::move(*contact);
    draft.content_type = command.content_type;
    draft.body = command.body;
    const RequestId id = around_.requests.start(std::move(draft), dialog->next_hop(around_.context.config), handle_);
    requests_->sent.push_back({id, command.number});
    return {};
}

/// Takes it out of the list; nullopt when it is none of these.
std::optional<std::uint64_t> Call::request_over(RequestId request)
{
    if (!requests_)
        return std::nullopt;
    const auto found = std::find_if(requests_->sent.begin(), requests_->sent.end(),
                                    [request](const auto& sent) { return sent.id == request; });
    if (found == requests_->sent.end())
        return std::nullopt;
    const std::uint64_t number = found->number;
    requests_->sent.erase(found);
    return number;
}

/// True when it answers a request of the owner's. What a 408 or 481 means for the call is for the owner to judge: it
/// may be said of a subscription, or of one method (RFC 5057 §5).
bool Call::receive_request_response(RequestId request, const Message& response)
{
    if (response.method() == Method::invite || response.status() < 200)
        return false;
    const auto number = request_over(request);
    if (number)
        notify(RequestAnswered{*number, &response});
    return number.has_value();
}

void Call::hand_up_request(MessagePtr& request, const Route& route, ServerId server)
{
    ResponseDraft draft;
    if (state_ == State::closing || state_ == State::cancelling) {
        draft.status = 481;
        return respond(*request, route, server, draft);
    }
    Requests& requests = requests_of_owner();
    if (requests.received.size() >= max_open) {
        draft.status = 500;
        draft.add(HeaderId::retry_after, "1");
        return respond(*request, route, server, draft);
    }
    requests.received.push_back({++requests.last_number, std::move(request), route, server, 0,
                                 around_.context.now + around_.context.config.timers.request_answer});
    auto& received = requests.received.back();
    start_timer(received.limit, request_unanswered, around_.context.config.timers.request_answer);
    notify(RequestReceived{received.number, received.message.get()});
}

CommandError Call::respond_to_request(const RespondToRequest& command)
{
    if (command.status < 200 || command.status > 699)
        return bad("status " + std::to_string(command.status) + " is not 200 to 699");
    if (CommandError error = check_lines(command.headers, LinesFor::response))
        return error;
    if (CommandError error = check_body(command.content_type, command.body))
        return error;
    const auto is_meant = [&](const auto& received) { return received.number == command.request; };
    if (!requests_ || std::none_of(requests_->received.begin(), requests_->received.end(), is_meant))
        return {CommandError::Code::wrong_state, "no such request waits for an answer"};
    ResponseDraft draft;
    draft.status = command.status;
    draft.reason = command.reason;
    draft.lines = &command.headers;
    draft.content_type = command.content_type;
    draft.body = command.body;
    answer_requests(draft, is_meant);
    return {};
}

void Call::requests_unanswered()
{
    ResponseDraft draft;
    draft.status = 500;
    around_.context.note({"a request in the dialog was not answered by the program in time"});
    answer_requests(draft, [this](const auto& received) { return received.deadline <= around_.context.now; });
}

template <class Which>
void Call::answer_requests(const ResponseDraft& draft, Which which)
{
    auto& received = requests_->received;
    for (auto one = received.begin(); one != received.end();) {
        if (!which(*one)) {
            ++one;
            continue;
        }
        stop_timer(one->limit);
        respond(*one->message, one->route, one->server, draft);
        around_.context.messages.retire(std::move(one->message));
        one = received.erase(one);
    }
}

/// The call is being ended: nobody waits for answers any more, and what waits for ours gets one (RFC 3261 §15.1.2).
void Call::abandon_requests()
{
    if (!requests_)
        return;
    ResponseDraft terminated;
    terminated.status = 487;
    answer_requests(terminated, [](const auto&) { return true; });
    for (const auto& sent : requests_->sent)
        around_.requests.disown(sent.id);
    requests_.reset();
}

} // namespace sip
